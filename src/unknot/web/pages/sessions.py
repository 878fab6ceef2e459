"""
Sessions that were had: the list, and one of them step by step to the second.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from unknot.deliver.guidance import say_seconds
from unknot.deliver.routines import name_of_technique
from unknot.deliver.words import (
    join_and,
    name_of_part,
    name_of_region,
    names_of_parts,
    say_clock,
    say_date,
    start_with_capital,
)
from unknot.domain.guided import GuidedSession, GuidedStep, StepEnd
from unknot.domain.units import local_date
from unknot.web.templating import mark as _
from unknot.web.visit import Visit

NEWEST = 60
_ENDS: Mapping[StepEnd, tuple[str, str]] = {
    StepEnd.DONE: ("check", _("Done")),
    StepEnd.SKIPPED: ("skip-forward", _("Skipped")),
    StepEnd.HURT: ("triangle-alert", _("Ended because it hurt")),
    StepEnd.NOT_REACHED: ("x", _("Not reached")),
}


@dataclass(frozen=True, slots=True)
class SessionLine:
    """
    One session in the list: when, how long, where.
    """

    id: str
    when: str
    length: str
    where: str


@dataclass(frozen=True, slots=True)
class StepLine:
    """
    One step as it went: what was done of what was meant, and how it ended.
    """

    icon: str
    where: str
    what: str
    done: str
    meant: str
    end: str


@dataclass(frozen=True, slots=True)
class FeelingLine:
    """
    How a part felt before and after; empty where nobody said.
    """

    name: str
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class RecordPage:
    """
    One session: its figures, its steps, how it felt, and what hurt.
    """

    title: str
    when: str
    length: str
    paused: str
    share: int
    steps: tuple[StepLine, ...]
    feelings: tuple[FeelingLine, ...]
    pain: tuple[tuple[str, int], ...]


def sessions_page(visit: Visit) -> tuple[SessionLine, ...]:
    """
    The newest sessions.
    """
    return tuple(
        SessionLine(
            session.id,
            _when(visit, session),
            say_seconds(session.seconds_done, visit.voice),
            _where(visit, session),
        )
        for session in visit.house.sessions(visit.runner_id, NEWEST)
    )


def record_page(visit: Visit, session: GuidedSession) -> RecordPage:
    """
    What is kept of one session.
    """
    voice = visit.voice
    return RecordPage(
        title=_where(visit, session),
        when=_when(visit, session),
        length=say_seconds(session.seconds_done, voice),
        paused=say_seconds(session.paused_s, voice) if session.paused_s else "",
        share=min(100, round(100 * session.seconds_done / session.seconds_planned)),
        steps=tuple(_step(visit, step) for step in session.steps),
        feelings=tuple(
            FeelingLine(
                start_with_capital(name_of_part(each.part, voice)),
                "" if each.before is None else str(each.before),
                "" if each.after is None else str(each.after),
            )
            for each in session.feelings
        ),
        pain=tuple(
            (start_with_capital(name_of_part(part, voice)), score) for part, score in session.pain
        ),
    )


def _when(visit: Visit, session: GuidedSession) -> str:
    day = local_date(session.started_at, visit.settings.zone)
    clock = session.started_at.astimezone(visit.zone).time()
    return visit.say(
        _("{date}, {clock}"), date=say_date(day, visit.voice), clock=say_clock(clock, visit.voice)
    )


def _where(visit: Visit, session: GuidedSession) -> str:
    names = names_of_parts(session.parts_cared_for, visit.voice)
    if not session.seconds_done:
        return visit.say(_("Begun, and left"))
    if not names:
        return visit.say(_("A quiet moment"))
    return start_with_capital(join_and(names, visit.voice))


def _step(visit: Visit, step: GuidedStep) -> StepLine:
    voice = visit.voice
    icon, end = _ENDS[step.end]
    where = name_of_region(step.region, step.side, voice) if step.region else ""
    return StepLine(
        icon,
        start_with_capital(where) or visit.say(_("Whole body")),
        _name(visit, step.technique),
        say_seconds(step.done_s, voice),
        say_seconds(step.planned_s, voice),
        visit.say(end),
    )


def _name(visit: Visit, technique: str) -> str:
    """
    What the technique is called; one that the library no longer has keeps its code.
    """
    try:
        return name_of_technique(technique, visit.voice)
    except KeyError:
        return technique
