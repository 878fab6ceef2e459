"""
The load of the weeks that lie behind, for every door from the same numbers.
"""

from __future__ import annotations

from datetime import date, datetime

from unknot.app.ports import RunnerId, Store
from unknot.app.runs_known import RunsKnown
from unknot.domain.load_weeks import LoadWeek
from unknot.domain.units import local_date


def show_load(
    store: Store,
    runner_id: RunnerId,
    now: datetime,
    known: RunsKnown,
    from_date: date | None = None,
    to_date: date | None = None,
) -> tuple[LoadWeek, ...]:
    """
    Every week that has a day from `from_date` through `to_date`, oldest first, each as a whole.
    """
    with store.look(runner_id) as db:
        settings = db.settings()
        weeks = known.of(db, settings, local_date(now, settings.zone)).weeks
    return tuple(
        week
        for week in weeks
        if (from_date is None or week.ends_on >= from_date)
        and (to_date is None or week.starts_on <= to_date)
    )
