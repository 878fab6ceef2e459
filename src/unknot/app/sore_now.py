"""
What today's check-in calls sore and nothing has been done about yet: ten minutes are offered for it.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from unknot.app.build_routine import build_routine_now
from unknot.app.ports import RunnerId, RunnerStore, Store
from unknot.catalogue.planning import figure
from unknot.domain.body import BodyPart
from unknot.domain.check_in import CheckIn
from unknot.domain.routine import RegionNeed, Routine, RoutineWish
from unknot.domain.technique import RoutinePhase
from unknot.domain.units import instant_at, local_date

OFFERED_MIN = 10


@dataclass(frozen=True, slots=True)
class SoreNow:
    """
    The sorest parts, what is wished for them, and the routine that would be built.
    """

    parts: tuple[BodyPart, ...]
    score: int
    wish: RoutineWish
    routine: Routine


def sore_now(store: Store, runner_id: RunnerId, now: datetime) -> SoreNow | None:
    """
    What to offer for the sorest parts of today; None where nothing is noticeably sore, where
    a guided session came after the report, or where nothing may be done there.
    """
    with store.look(runner_id) as db:
        today = local_date(now, db.settings().zone)
        report = _report_of(db, today)
        if report is None or _was_cared_for(db, report):
            return None
        needs = _sorest(report)
        phase = RoutinePhase.AFTER if _has_run(db, today) else RoutinePhase.EVENING
    if not needs:
        return None
    wish = RoutineWish(OFFERED_MIN, phase, needs=needs)
    routine = build_routine_now(store, runner_id, wish, now)
    parts = tuple(need.part for need in needs)
    if not any(step.region in {part.region for part in parts} for step in routine.steps):
        return None
    return SoreNow(parts, needs[0].soreness, wish, routine)


def _report_of(db: RunnerStore, today: date) -> CheckIn | None:
    return next((each for each in db.check_ins(today) if each.date == today), None)


def _was_cared_for(db: RunnerStore, report: CheckIn) -> bool:
    newest = next(iter(db.guided_sessions(1)), None)
    return newest is not None and newest.started_at >= report.reported_at


def _has_run(db: RunnerStore, today: date) -> bool:
    zone = db.settings().zone
    start = instant_at(today, time(), zone)
    return any(run.is_run for run in db.runs(start, start + timedelta(days=1)))


def _sorest(report: CheckIn) -> tuple[RegionNeed, ...]:
    """
    The parts at the worst score, if that is one that is noticed all day.
    """
    worst = max((each.score for each in report.soreness), default=0)
    if worst < figure("sore_today_from"):
        return ()
    pain = {each.part: each.score for each in report.pain}
    return tuple(
        RegionNeed(each.part, each.score, pain.get(each.part, 0))
        for each in report.soreness
        if each.score == worst
    )
