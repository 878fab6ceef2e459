"""
A routine before it begins: how long, what for, with what; its steps, and why each is there.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from urllib.parse import urlencode

from unknot.deliver.routines import name_of_technique, say_pressure, say_where
from unknot.deliver.words import name_of, say, say_number, start_with_capital
from unknot.domain.body import BodyPart, Side
from unknot.domain.reason import Why
from unknot.domain.routine import RegionNeed, Routine, RoutineStep, RoutineWish
from unknot.domain.session import Tool
from unknot.domain.technique import RoutinePhase, TechniqueKind
from unknot.web.closest_view import view_for
from unknot.web.figure import Figure, draw
from unknot.web.templating import mark as _
from unknot.web.visit import Visit

LENGTHS = (5, 10, 15, 20)
_PHASES = {
    RoutinePhase.BEFORE: _("Before a run"),
    RoutinePhase.AFTER: _("After a run"),
    RoutinePhase.EVENING: _("In the evening"),
    RoutinePhase.FLEXIBILITY: _("To become looser"),
}
LOOKS = {
    TechniqueKind.SELF_MASSAGE: ("hand-heart", "k-self"),
    TechniqueKind.STRETCH: ("person-standing", "k-stretch"),
    TechniqueKind.DRILL: ("footprints", "k-run"),
}


@dataclass(frozen=True, slots=True)
class StepView:
    """
    One step in words: where, what, how long, how hard, why.
    """

    icon: str
    look: str
    where: str
    what: str
    length: str
    pressure: str
    why: str
    more: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class RoutinePage:
    """
    The form as it was filled in, and what came of it. `start` leads to the guided session.

    `asks_safety` when nothing is planned before the questions about health are answered.
    """

    minutes: int
    lengths: tuple[int, ...]
    phase: str
    phases: tuple[tuple[str, str], ...]
    tools: tuple[tuple[str, str, bool], ...]
    sore: tuple[str, ...]
    item: str
    said: str
    how_sure: str
    start: str
    figure: Figure | None
    steps: tuple[StepView, ...]
    left_out: tuple[str, ...]
    refusals: tuple[str, ...]
    asks_safety: bool


def routine_page(visit: Visit, wish: RoutineWish, routine: Routine) -> RoutinePage:
    """
    The steps of a routine, and the form to ask for another one.
    """
    voice = visit.voice
    owned = visit.settings.tools | {Tool.HANDS} if wish.tools is None else wish.tools
    sore = tuple(
        f"{need.part.region.value}:{need.part.side.value}:{need.soreness}"
        for need in wish.needs or ()
    )
    return RoutinePage(
        minutes=wish.minutes,
        lengths=tuple(sorted({*LENGTHS, wish.minutes})),
        phase=wish.phase.value,
        phases=tuple((phase.value, visit.say(said)) for phase, said in _PHASES.items()),
        tools=tuple(
            (tool.value, start_with_capital(name_of(tool, voice)), tool in owned)
            for tool in Tool
            if tool is not Tool.HANDS
        ),
        sore=sore,
        item=wish.item_id,
        said=_summary(visit, routine),
        how_sure=how_sure(visit, wish.phase),
        start=f"/session?{urlencode(query_of(wish), doseq=True)}",
        figure=_figure(visit, routine),
        steps=tuple(_step(visit, step) for step in routine.steps),
        left_out=said_once(say(each.reason, voice) for each in routine.left_out),
        refusals=said_once(say(each, voice) for each in routine.refusals),
        asks_safety=any(each.code is Why.ANSWER_THE_QUESTIONS for each in routine.refusals),
    )


def query_of(wish: RoutineWish) -> dict[str, str | int | Sequence[str]]:
    """
    The wish as the query of an address, so that the session builds the same routine.
    """
    query: dict[str, str | int | Sequence[str]] = {
        "minutes": wish.minutes, "phase": wish.phase.value,
    }  # fmt: skip
    if wish.tools is not None:
        query["tool"] = sorted(tool.value for tool in wish.tools)
    if wish.needs is not None:
        query["sore"] = [_need_as_text(need) for need in wish.needs]
    if wish.item_id:
        query["item"] = wish.item_id
    return query


def _need_as_text(need: RegionNeed) -> str:
    return f"{need.part.region.value}:{need.part.side.value}:{need.soreness}"


def _summary(visit: Visit, routine: Routine) -> str:
    if not routine.steps:
        return visit.say(_("There is nothing to do that fits. That is an answer too: rest."))
    seconds = routine.seconds_total + routine.seconds_getting_ready
    return visit.voice.count(
        "{n} step, {length} with getting ready.",
        "{n} steps, {length} with getting ready.",
        len(routine.steps),
        length=_clock(visit, seconds),
    )


def _figure(visit: Visit, routine: Routine) -> Figure | None:
    """
    Where it begins, on the body; None where no drawing shows it.
    """
    first = next((step for step in routine.steps if step.region is not None), None)
    if first is None or first.region is None:
        return None
    sides = (first.side,) if first.side else tuple(Side)
    parts = tuple(BodyPart(first.region, side) for side in sides)
    scores = _scores(routine)
    drawing = visit.settings.figure
    found = view_for(parts, scores, drawing)
    if found is None:
        return None
    view, crop = found
    return draw(view, crop, scores, parts, say_where(first, visit.voice), drawing)


def _scores(routine: Routine) -> dict[BodyPart, int]:
    """
    What the runner said of the places in it.
    """
    found: dict[BodyPart, int] = {}
    for step in routine.steps:
        for reason in step.reasons:
            score = reason.facts.get("score")
            if step.region and step.side and isinstance(score, int):
                found[BodyPart(step.region, step.side)] = score
    return found


def how_sure(visit: Visit, phase: RoutinePhase) -> str:
    """
    What may be expected of it, as section 11 of the evidence words it.
    """
    if phase is RoutinePhase.BEFORE:
        return visit.say(_("Optional. It may make you feel a little looser for up to half an hour, no more. Warm up as usual afterwards."))  # fmt: skip
    if phase is RoutinePhase.FLEXIBILITY:
        return visit.say(_("Lasting change takes at least four weeks of regular work, and may be small."))  # fmt: skip
    return visit.say(_("Likely to ease soreness a little, mainly for the first hours. It does not repair muscle faster."))  # fmt: skip


def _step(visit: Visit, step: RoutineStep) -> StepView:
    voice = visit.voice
    icon, look = LOOKS.get(step.kind, ("hand-heart", "k-self"))
    reasons = [say(each, voice) for each in step.reasons]
    return StepView(
        icon=icon,
        look=look,
        where=say_where(step, voice),
        what=name_of_technique(step.technique, voice),
        length=_clock(visit, step.seconds),
        pressure=say_pressure(step, voice) if step.kind is TechniqueKind.SELF_MASSAGE else "",
        why=reasons[0] if reasons else "",
        more=tuple(reasons[1:]),
    )


def _clock(visit: Visit, seconds: int) -> str:
    """
    "90 s" below two minutes, "9 min 35 s" above.
    """
    if seconds < 120:
        return visit.say(_("{n} s"), n=say_number(seconds, visit.voice))
    minutes, rest = divmod(seconds, 60)
    if not rest:
        return visit.say(_("{n} min"), n=say_number(minutes, visit.voice))
    return visit.say(
        _("{minutes} min {seconds} s"),
        minutes=say_number(minutes, visit.voice),
        seconds=say_number(rest, visit.voice),
    )


def said_once(sentences: Iterable[str]) -> tuple[str, ...]:
    """
    The sentences in their order, none of them twice.
    """
    return tuple(dict.fromkeys(sentences))
