"""
Days of wellness as logs and watches tell them, each with the file that told it.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from itertools import groupby
from typing import Any

from sqlalchemy import Row, func, insert, select

from unknot.domain.body import Pain, Soreness
from unknot.domain.canonical import write_canonical
from unknot.domain.wellness import WellnessDay, newest_of
from unknot.store import rows
from unknot.store.kept_values import read_kept
from unknot.store.scoped import ScopedRows, in_portions

_TOLD_BY_NO_FILE = ""
_SORENESS, _PAIN = tuple[Soreness, ...], tuple[Pain, ...]
# Most days of most logs name no part, and there may be thousands of them.
_NONE = write_canonical(())


class WellnessRows(ScopedRows):
    """
    What sources say of a runner's days. Of one source and day the files that came last count.
    """

    def wellness_days(self, since: date | None = None) -> Sequence[WellnessDay]:
        """
        What each source says of each day from that one on, by date and source.
        """
        table = rows.wellness_days.c
        within = () if since is None else (table.date >= since,)
        order = (table.date, table.source, table.position.desc())
        found = self.rows_of(rows.wellness_days, *within, order=order)
        told = groupby(map(_day_of, found), lambda day: (day.date, day.source))
        return [newest_of(list(newest_first)) for _, newest_first in told]

    def n_days_in(self, digests: Iterable[str]) -> Mapping[str, int]:
        """
        Per original how many days it tells of, for those that tell of any.
        """
        table = rows.wellness_days
        found: dict[str, int] = {}
        for portion in in_portions(digests):
            counted = (
                select(table.c.sha256, func.count())
                .where(self.mine(table), table.c.sha256.in_(portion))
                .group_by(table.c.sha256)
            )
            found |= {digest: int(n) for digest, n in self.db.execute(counted)}
        return found

    def days_from(self, digest: str) -> Sequence[WellnessDay]:
        """
        What one original tells of days, whether it counts or not, by date and source.
        """
        table = rows.wellness_days.c
        order = (table.date, table.source)
        return [
            _day_of(row)
            for row in self.rows_of(rows.wellness_days, table.sha256 == digest, order=order)
        ]

    def keep_wellness(self, digest: str | None, days: Iterable[WellnessDay]) -> None:
        """
        What one original tells of days, above what the same source said of them before.
        """
        told = {(day.date, day.source): day for day in days}
        if not told:
            return
        self.inputs_changed = True
        by = digest or _TOLD_BY_NO_FILE
        before = self._position_of(by)
        position = self._next_position() if before is None else before
        self.drop(rows.wellness_days, sha256=by)
        every = [_row_of(day) | self._told_by(by, position) for day in told.values()]
        self.db.execute(insert(rows.wellness_days), every)

    def drop_wellness_of(self, digests: Iterable[str]) -> None:
        """
        Forgets what these originals told; what others said of the same days counts again.
        """
        table = rows.wellness_days
        dropped = 0
        for portion in in_portions(digests):
            gone = table.delete().where(self.mine(table), table.c.sha256.in_(portion))
            dropped += self.db.execute(gone).rowcount
        if dropped:
            self.inputs_changed = True

    def _told_by(self, digest: str, position: int) -> dict[str, Any]:
        return {
            "runner_id": self.runner.id,
            "sha256": digest,
            "position": position,
        }

    def _position_of(self, digest: str) -> int | None:
        """
        Where an original stands in the order of arrival; one that is read again keeps its place.
        """
        table = rows.wellness_days
        known = select(func.min(table.c.position)).where(self.mine(table), table.c.sha256 == digest)
        return self.db.execute(known).scalar()

    def _next_position(self) -> int:
        table = rows.wellness_days
        last = self.db.execute(select(func.max(table.c.position)).where(self.mine(table))).scalar()
        return 1 if last is None else int(last) + 1


def _row_of(day: WellnessDay) -> dict[str, Any]:
    return {
        "date": day.date,
        "source": day.source,
        "sleep_h": day.sleep_h,
        "resting_hr": day.resting_hr,
        "hrv_lnrmssd": day.hrv_lnrmssd,
        "soreness": write_canonical(day.soreness),
        "pain": write_canonical(day.pain),
        "soreness_overall": day.soreness_overall,
        "fatigue": day.fatigue,
        "stress": day.stress,
        "mood": day.mood,
        "is_sick": day.is_sick,
        "note": day.note,
    }


def _day_of(row: Row[Any]) -> WellnessDay:
    return WellnessDay(
        date=row.date,
        source=row.source,
        sleep_h=row.sleep_h,
        resting_hr=row.resting_hr,
        hrv_lnrmssd=row.hrv_lnrmssd,
        soreness=() if row.soreness == _NONE else read_kept(_SORENESS, row.soreness),
        pain=() if row.pain == _NONE else read_kept(_PAIN, row.pain),
        soreness_overall=row.soreness_overall,
        fatigue=row.fatigue,
        stress=row.stress,
        mood=row.mood,
        is_sick=row.is_sick,
        note=row.note,
    )
