"""
What a runner measures at home: one row a test, side and day, with every try.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from unknot.domain.body import Side
from unknot.domain.canonical import write_canonical
from unknot.domain.measures import FlexibilityTest, Measurement
from unknot.store import rows_measures
from unknot.store.kept_values import read_kept
from unknot.store.scoped import ScopedRows

_BOTH = ""


class MeasureRows(ScopedRows):
    """
    A runner's own measurements. No plan is decided from them.
    """

    def measurements(self, since: date | None = None) -> Sequence[Measurement]:
        """
        The measurements from that day on, oldest first.
        """
        table = rows_measures.measurements.c
        within = () if since is None else (table.date >= since,)
        order = (table.date, table.test, table.side)
        return [
            Measurement(
                date=row.date,
                test=FlexibilityTest(row.test),
                side=Side(row.side) if row.side else None,
                tries=read_kept(tuple[float, ...], row.tries),
            )
            for row in self.rows_of(rows_measures.measurements, *within, order=order)
        ]

    def keep_measurement(self, measurement: Measurement) -> None:
        """
        One test of one day, in place of any there was of that side.
        """
        self.put(
            rows_measures.measurements,
            _key_of(measurement.date, measurement.test, measurement.side),
            tries=write_canonical(measurement.tries),
        )

    def remove_measurement(self, day: date, test: FlexibilityTest, side: Side | None) -> None:
        """
        Forgets one test of one day.
        """
        self.drop(rows_measures.measurements, **_key_of(day, test, side))


def _key_of(day: date, test: FlexibilityTest, side: Side | None) -> dict[str, object]:
    return {"date": day, "test": test.value, "side": _BOTH if side is None else side.value}
