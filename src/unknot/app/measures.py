"""
What the runner measures at home: kept, listed, and taken out again.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime

from unknot.app.errors import NotFound, Refusal
from unknot.app.ports import RunnerId, Store
from unknot.domain.body import Side
from unknot.domain.measures import FlexibilityTest, Measurement
from unknot.domain.units import local_date


def keep_measurement(
    store: Store, runner_id: RunnerId, measurement: Measurement, now: datetime
) -> None:
    """
    Keeps it, in place of the same test of that side on that day.
    """
    with store.open(runner_id) as db:
        if measurement.date > local_date(now, db.settings().zone):
            raise Refusal(
                "{day} has not come yet: nothing can be measured on it.",
                day=measurement.date.isoformat(),
            )
        db.keep_measurement(measurement)


def list_measurements(store: Store, runner_id: RunnerId) -> Sequence[Measurement]:
    """
    All measurements, oldest first.
    """
    with store.look(runner_id) as db:
        return tuple(db.measurements())


def remove_measurement(
    store: Store, runner_id: RunnerId, day: date, test: FlexibilityTest, side: Side | None
) -> None:
    """
    Takes out one test of one day.
    """
    with store.open(runner_id) as db:
        keys = {(each.date, each.test, each.side) for each in db.measurements(day)}
        if (day, test, side) not in keys:
            raise NotFound("Nothing was measured like that on {day}.", day=day.isoformat())
        db.remove_measurement(day, test, side)
