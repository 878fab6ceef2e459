"""
A guided session before it begins: every step as a screen, and all of it as data for the script.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta
from urllib.parse import urlencode

from unknot.app.guide import touched_at
from unknot.deliver.guidance import say_change, say_how_hard, say_seconds, spoken_words
from unknot.deliver.routines import name_of_technique, say_where
from unknot.deliver.words import name_of_part, say, start_with_capital
from unknot.domain.body import BodyPart
from unknot.domain.canonical import digest_of, write_canonical
from unknot.domain.guided import GuidedStep, StepEnd
from unknot.domain.routine import Routine, RoutineStep, RoutineWish
from unknot.domain.technique import RoutinePhase, Technique
from unknot.web.closest_view import view_for
from unknot.web.figure import Figure, draw
from unknot.web.forms import code_of
from unknot.web.pages.body import recent_scores
from unknot.web.pages.routine import LOOKS, how_sure, query_of, said_once
from unknot.web.position_pictures import picture_url
from unknot.web.templating import mark as _
from unknot.web.visit import Visit


@dataclass(frozen=True, slots=True)
class Screen:
    """
    One step as it is shown: where, what, for how long, how hard, and the four cues.

    `figure` is None where the drawing has no such muscle.
    """

    icon: str
    look: str
    where: str
    what: str
    length: str
    how_hard: str
    start: str
    direction: str
    feel: str
    stop: str
    caution: str
    why: str
    picture: str
    figure: Figure | None


@dataclass(frozen=True, slots=True)
class SorePart:
    """
    A part that was sore before, and how sore; afterwards it is asked about.
    """

    code: str
    name: str
    before: int


@dataclass(frozen=True, slots=True)
class SessionPage:
    """
    The session as page: its screens, and `data` for the script that guides through them.

    `steps_json` is what the form for recording by hand sends back; `other` leads to the page where
    minutes and tools are chosen.
    """

    title: str
    length: str
    how_sure: str
    screens: tuple[Screen, ...]
    sore: tuple[SorePart, ...]
    data: Mapping[str, object]
    steps_json: str
    phase: str
    item: str
    other: str
    left_out: tuple[str, ...]
    refusals: tuple[str, ...]
    wrong: str = ""


def session_page(visit: Visit, wish: RoutineWish, routine: Routine, wrong: str = "") -> SessionPage:
    """
    What the page shows and what the script is given.
    """
    voice = visit.voice
    scores = _sore_before(visit, wish)
    sore = _asked_about(visit, routine, scores)
    guided = tuple(_meant(step) for step in routine.steps)
    seconds = routine.seconds_total + routine.seconds_getting_ready
    return SessionPage(
        title=_title(visit, routine),
        length=say_seconds(seconds, voice),
        how_sure=how_sure(visit, wish.phase),
        screens=tuple(_screen(visit, step, scores) for step in routine.steps),
        sore=sore,
        data=_data(visit, wish, routine, sore),
        steps_json=write_canonical(guided),
        phase=routine.phase.value,
        item=wish.item_id,
        other=f"/routine?{urlencode(query_of(wish), doseq=True)}",
        left_out=said_once(say(each.reason, voice) for each in routine.left_out),
        refusals=said_once(say(each, voice) for each in routine.refusals),
        wrong=wrong,
    )


def _title(visit: Visit, routine: Routine) -> str:
    words = {
        RoutinePhase.BEFORE: _("Loosen up before the run"),
        RoutinePhase.AFTER: _("Ease down after the run"),
        RoutinePhase.EVENING: _("A quiet evening for your legs"),
        RoutinePhase.FLEXIBILITY: _("Room to move"),
    }
    return visit.say(words[routine.phase])


def _sore_before(visit: Visit, wish: RoutineWish) -> dict[BodyPart, int]:
    """
    How sore each part is: as said lately, and as the wish has it.
    """
    since = visit.today - timedelta(days=7)
    told = visit.house.check_ins_and_logs(visit.runner_id, since)
    return recent_scores(told, visit.today) | {
        need.part: need.soreness for need in wish.needs or () if need.soreness
    }


def _asked_about(
    visit: Visit, routine: Routine, scores: Mapping[BodyPart, int]
) -> tuple[SorePart, ...]:
    cared_for = {part for step in routine.steps for part in touched_at(step)}
    return tuple(
        SorePart(code_of(part), start_with_capital(name_of_part(part, visit.voice)), score)
        for part, score in sorted(scores.items(), key=lambda each: (-each[1], each[0]))
        if score and part in cared_for
    )


def _meant(step: RoutineStep) -> GuidedStep:
    return GuidedStep(
        step.technique, step.region, step.side, step.tool, step.pressure, step.seconds,
        step.seconds, StepEnd.DONE,
    )  # fmt: skip


def _screen(visit: Visit, step: RoutineStep, scores: Mapping[BodyPart, int]) -> Screen:
    voice = visit.voice
    technique = visit.house.technique(step.technique)
    icon, look = LOOKS.get(step.kind, ("hand-heart", "k-self"))
    return Screen(
        icon=icon,
        look=look,
        where=say_where(step, voice),
        what=name_of_technique(step.technique, voice),
        length=say_seconds(step.seconds, voice),
        how_hard=say_how_hard(step, voice),
        start=voice.translate(technique.cues.start),
        direction=voice.translate(technique.cues.direction),
        feel=voice.translate(technique.cues.feel),
        stop=voice.translate(technique.cues.stop),
        caution=voice.translate(technique.caution),
        why=say(step.reasons[0], voice) if step.reasons else "",
        picture=picture_url(technique.position, technique.picture),
        figure=_figure(visit, step, scores),
    )


def _figure(visit: Visit, step: RoutineStep, scores: Mapping[BodyPart, int]) -> Figure | None:
    parts, drawing = touched_at(step), visit.settings.figure
    found = view_for(parts, scores, drawing)
    if found is None:
        return None
    view, crop = found
    shown = {part: scores.get(part, 0) for part in parts}
    return draw(view, crop, shown, parts, figure=drawing)


def _data(
    visit: Visit, wish: RoutineWish, routine: Routine, sore: Sequence[SorePart]
) -> dict[str, object]:
    """
    Everything the script needs to guide, with no server in reach.
    """
    steps = [
        _step_data(visit, before, step, visit.house.technique(step.technique))
        for before, step in zip((None, *routine.steps), routine.steps, strict=False)
    ]
    return {
        "id": digest_of(visit.runner_id, write_canonical(routine.steps))[:16],
        "owner": visit.runner_id,
        "phase": routine.phase.value,
        "item_id": wish.item_id,
        "language": visit.voice.language,
        "steps": steps,
        "sore": [_sore_data(part) for part in sore],
        "words": spoken_words(visit.voice),
    }


def _step_data(
    visit: Visit, before: RoutineStep | None, step: RoutineStep, technique: Technique
) -> dict[str, object]:
    voice = visit.voice
    return {
        "technique": step.technique,
        "region": step.region.value if step.region else None,
        "side": step.side.value if step.side else None,
        "tool": step.tool.value if step.tool else None,
        "pressure": step.pressure.value,
        "seconds": step.seconds,
        "ready_s": step.get_ready_s,
        "places": [_place(part) for part in touched_at(step, technique.presses)],
        "name": say_where(step, voice),
        "length": say_seconds(step.seconds, voice),
        "change": say_change(before, step, voice),
        "start": voice.translate(technique.cues.start),
        "direction": voice.translate(technique.cues.direction),
    }


def _place(part: BodyPart) -> dict[str, str]:
    return {"region": part.region.value, "side": part.side.value}


def _sore_data(part: SorePart) -> dict[str, object]:
    region, _dot, side = part.code.partition(".")
    return {"region": region, "side": side, "before": part.before}
