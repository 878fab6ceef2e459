"""
The runs ahead: from a training plan, or forgotten again in favour of the usual week.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime

from unknot.app.errors import NotUnderstood
from unknot.app.ports import PlanFileReader, RunnerId, Store
from unknot.domain.run import PlanFile, RunPlanned
from unknot.domain.units import local_date


def import_plan_file(
    store: Store,
    runner_id: RunnerId,
    reader: PlanFileReader,
    name: str,
    content: bytes,
    now: datetime,
    on: date | None = None,
) -> PlanFile:
    """
    Reads the plan and keeps its runs, rest days and days of strength work in place of any before.

    Single workouts are put beside what was known before; `on` is the day of one that has none.
    Gives what was read, not what is kept.
    """
    with store.look(runner_id) as db:
        zone = db.settings().zone
    today = local_date(now, zone)
    if on is not None and on < today:
        raise NotUnderstood("{day} is over. A workout is put on a day ahead.", day=on.isoformat())
    read = reader.read(name, content, zone, today, on)
    with store.open(runner_id) as db:
        before = None if read.is_whole else db.training_plan()
        # A plan that is over goes, or the weeks ahead would look as if it were on again.
        stays = before is not None and not before.is_over(today)
        db.keep_training_plan(_beside(before, read) if before and stays else read)
    return read


def _beside(plan: PlanFile, workouts: PlanFile) -> PlanFile:
    """
    The plan with the workouts in it; one that is read again takes its own place.
    """
    runs = {run.id: run for run in (*plan.runs, *workouts.runs)}
    with_run = {run.date for run in workouts.runs}
    return replace(
        plan,
        runs=tuple(sorted(runs.values(), key=_by_day)),
        rest_days=tuple(day for day in plan.rest_days if day not in with_run),
        strength_days=tuple(sorted({*plan.strength_days, *workouts.strength_days})),
    )


def _by_day(run: RunPlanned) -> tuple[date, str, str]:
    return run.date, run.starts_at.isoformat() if run.starts_at else "", run.id


def forget_plan_file(store: Store, runner_id: RunnerId) -> None:
    """
    No plan any more: the runs ahead are guessed from habits.
    """
    with store.open(runner_id) as db:
        db.keep_training_plan(None)
