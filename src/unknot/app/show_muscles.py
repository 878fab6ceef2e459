"""
The load of every muscle over the last days, and what one run asked of them.
"""

from __future__ import annotations

from datetime import datetime

from unknot.app.ports import RunnerId, Store
from unknot.app.runs_known import RunsKnown
from unknot.app.show_runs import run_named
from unknot.decide.load.muscle_weeks import muscle_week
from unknot.decide.load.regions import muscle_load
from unknot.domain.muscle_load import MuscleLoad, MuscleWeek
from unknot.domain.units import local_date


def show_muscles(store: Store, runner_id: RunnerId, now: datetime, known: RunsKnown) -> MuscleWeek:
    """
    Every region over the last seven days, beside what is usual for this runner.
    """
    with store.look(runner_id) as db:
        settings = db.settings()
        today = local_date(now, settings.zone)
        stand = known.of(db, settings, today)
    return muscle_week(stand.runs, stand.kinds, stand.loads, today)


def show_muscles_of_run(
    store: Store, runner_id: RunnerId, run_id: str, now: datetime, known: RunsKnown
) -> MuscleLoad | None:
    """
    What one run asked of each region; None where its load is not known.
    """
    with store.look(runner_id) as db:
        run = run_named(db, run_id)
        settings = db.settings()
        stand = known.of(db, settings, local_date(now, settings.zone))
    load = stand.loads.get(run.id)
    if load is None or load.points is None:
        return None
    return muscle_load(run, stand.kinds[run.id], load.points)
