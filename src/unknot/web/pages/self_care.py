"""
The open library of self-care: browsed by region, tool and moment, and one technique at a time.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from unknot.catalogue import safety
from unknot.catalogue.evidence import entry
from unknot.catalogue.self_care import grade_of, technique, techniques
from unknot.deliver.self_care_words import (
    say_dose,
    say_pace,
    say_seconds,
    title_of_region,
    word_for,
)
from unknot.deliver.words import (
    Voice,
    evidence_line,
    name_of,
    say_grade,
    start_with_capital,
    what_it_can_do,
)
from unknot.domain.body import Region
from unknot.domain.session import CareKind, Depth, Tool
from unknot.domain.technique import RoutinePhase, Technique, TechniqueKind
from unknot.web.pages.care import look_of
from unknot.web.visit import Visit

# Under which kind of care of the plan a technique is done.
_CARE = {
    TechniqueKind.SELF_MASSAGE: CareKind.SELF_MASSAGE,
    TechniqueKind.DRILL: CareKind.BEFORE_RUN,
    TechniqueKind.STRETCH: CareKind.STRETCHING,
    TechniqueKind.COLD_WATER: CareKind.COLD_WATER,
    TechniqueKind.REST: CareKind.REST,
}
Choice = tuple[str, str]


@dataclass(frozen=True, slots=True)
class TechniqueCard:
    """
    A technique: its picture (sprite and name), the four cues with their headings, and how long.
    """

    code: str
    name: str
    sprite: str
    picture: str
    look: str
    icon: str
    with_what: str
    position: str
    cues: tuple[Choice, ...]
    times: tuple[Choice, ...]
    in_short: str
    caution: str
    sure: str


@dataclass(frozen=True, slots=True)
class Shelf:
    """
    Techniques that belong together, under their heading.
    """

    title: str
    what_it_can_do: str
    cards: tuple[TechniqueCard, ...]


@dataclass(frozen=True, slots=True)
class Door:
    """
    A way into the library: one region or one kind, with how many techniques lie behind it.
    """

    href: str
    name: str
    how_many: str
    look: str
    icon: str


@dataclass(frozen=True, slots=True)
class LibraryPage:
    """
    The library: what is chosen, the choices, and either the ways in or the techniques found.
    """

    chosen: dict[str, str]
    regions: tuple[Choice, ...]
    tools: tuple[Choice, ...]
    phases: tuple[Choice, ...]
    kinds: tuple[Choice, ...]
    doors: tuple[Door, ...]
    shelves: tuple[Shelf, ...]
    how_many: str


def library_page(
    visit: Visit,
    region: Region | None = None,
    tool: Tool | None = None,
    phase: RoutinePhase | None = None,
    kind: TechniqueKind | None = None,
) -> LibraryPage:
    """
    What the library has for that region, with that tool, at that moment, of that kind.
    """
    voice = visit.voice
    is_chosen = bool(region or tool or phase or kind)
    found = [
        each
        for each in techniques()
        if (region is None or region in (each.region, *each.presses))
        and (tool is None or each.tool is tool)
        and (phase is None or phase in each.doses)
        and (kind is None or each.kind is kind)
    ]
    return LibraryPage(
        chosen={
            "region": region or "",
            "tool": tool or "",
            "phase": phase or "",
            "kind": kind or "",
        },
        regions=tuple((each.value, title_of_region(each, voice)) for each in Region),
        tools=tuple((each.value, start_with_capital(name_of(each, voice))) for each in Tool),
        phases=tuple((each.value, word_for(each, voice)) for each in RoutinePhase),
        kinds=tuple((each.value, word_for(each, voice)) for each in TechniqueKind),
        doors=() if is_chosen else _doors(voice),
        shelves=tuple(_shelves(found, voice)) if is_chosen else (),
        how_many=voice.count(
            _("{n} technique"), _("{n} techniques"), len(found if is_chosen else techniques())
        ),
    )


def _doors(voice: Voice) -> tuple[Door, ...]:
    regions = tuple(
        _door(f"region={each.value}", title_of_region(each, voice), CareKind.SELF_MASSAGE, voice,
              sum(each in (one.region, *one.presses) for one in techniques()))
        for each in Region
    )  # fmt: skip
    kinds = tuple(
        _door(
            f"kind={each.value}",
            word_for(each, voice),
            _CARE[each],
            voice,
            sum(one.kind is each for one in techniques()),
        )
        for each in TechniqueKind
        if each is not TechniqueKind.SELF_MASSAGE
    )
    return (*regions, *kinds)


def _door(query: str, name: str, care: CareKind, voice: Voice, number: int) -> Door:
    look, icon = look_of(care)
    how_many = voice.count(_("{n} technique"), _("{n} techniques"), number)
    return Door(f"/care?{query}", name, how_many, look, icon)


def _shelves(found: list[Technique], voice: Voice) -> Iterable[Shelf]:
    for kind in TechniqueKind:
        cards = tuple(_card(each, voice) for each in found if each.kind is kind)
        if cards:
            yield Shelf(word_for(kind, voice), what_it_can_do(_CARE[kind], voice), cards)


def _card(each: Technique, voice: Voice) -> TechniqueCard:
    look, icon = look_of(_CARE[each.kind])
    return TechniqueCard(
        code=each.code,
        name=voice.translate(each.name),
        sprite=f"positions/{each.position.value}.svg",
        picture=each.picture,
        look=look,
        icon=icon,
        with_what="" if each.tool is None else start_with_capital(name_of(each.tool, voice)),
        position=word_for(each.position, voice),
        cues=(
            (voice.translate(_("Begin")), voice.translate(each.cues.start)),
            (voice.translate(_("Move")), voice.translate(each.cues.direction)),
            (voice.translate(_("Feel")), voice.translate(each.cues.feel)),
            (voice.translate(_("Stop")), voice.translate(each.cues.stop)),
        ),
        times=tuple(
            (word_for(phase, voice), say_dose(each, dose, voice))
            for phase, dose in each.doses.items()
        ),
        in_short=" · ".join(
            voice.fill(
                _("{when} {time}"),
                when=word_for(phase, voice),
                time=say_seconds(dose.usual_s, voice),
            )
            for phase, dose in each.doses.items()
        ),
        caution=voice.translate(each.caution),
        sure=say_grade(grade_of(each), voice),
    )


@dataclass(frozen=True, slots=True)
class TechniquePage:
    """
    One technique: its card, where it presses, how firm and how slow, and what to mind.
    """

    card: TechniqueCard
    where: str
    region: str
    presses: str
    pace: str
    firmest: str
    advice: tuple[str, ...]
    not_with: tuple[str, ...]
    can_do: str
    evidence: tuple[Choice, ...]


def technique_page(visit: Visit, code: str) -> TechniquePage:
    """
    Everything the library knows of one technique. Raises KeyError for an unknown code.
    """
    each, voice = technique(code), visit.voice
    touched = {*each.presses, *([each.region] if each.region else [])}
    return TechniquePage(
        card=_card(each, voice),
        where=title_of_region(each.region, voice) if each.region else word_for(each.kind, voice),
        region=each.region or "",
        presses=", ".join(title_of_region(part, voice) for part in each.presses)
        if each.presses and each.presses != (each.region,)
        else "",
        pace=next((said for dose in each.doses.values() if (said := say_pace(dose, voice))), ""),
        firmest="" if each.firmest is Depth.NONE else name_of(each.firmest, voice),
        advice=_advice(each, touched, voice),
        not_with=_asked(each.not_with, voice),
        can_do=what_it_can_do(_CARE[each.kind], voice),
        evidence=findings(each.evidence, voice),
    )


def findings(sources: Iterable[str], voice: Voice) -> tuple[Choice, ...]:
    """
    What each source found and how sure that is, and the source by its own name.
    """
    return tuple(
        (evidence_line(found.finding, found.grade.value, voice), found.citation)
        for found in map(entry, sources)
    )


def _advice(each: Technique, touched: set[Region], voice: Voice) -> tuple[str, ...]:
    if each.kind is not TechniqueKind.SELF_MASSAGE:
        return ()
    return tuple(
        voice.translate(advice.advice)
        for advice in safety.standing_advice()
        if touched & set(advice.regions)
    )


def _asked(codes: tuple[str, ...], voice: Voice) -> tuple[str, ...]:
    entries = [safety.find_entry(code) for code in codes]
    return tuple(voice.translate(each.asks) for each in entries if each is not None)


def _(message: str) -> str:
    return message
