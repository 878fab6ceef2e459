"""
Reads the wellness table of intervals.icu.

Documented in docs/reference/wellness-logs.md: what each column means, and what is not taken. No file
of a real account was at hand: columns and scales are those of its public documentation.
"""

from __future__ import annotations

from datetime import date

from unknot.domain.wellness import WellnessDay
from unknot.intake.day_values import DayValues, as_drafts
from unknot.intake.day_values import mark as _
from unknot.intake.draft import Drafts
from unknot.intake.tables import Table, TableReader, TableRow

SOURCE = "intervals-icu"
_DAY_NAMES = ("date", "id")
# Names that only its table has; which of its columns are in a file is for the runner to choose.
_ITS_NAMES = frozenset(
    {"restinghr", "hrvsdnn", "sleepsecs", "avgsleepinghr", "menstrualphase", "baevskysi"}
)
# 1 is good and 4 is bad, in every column that asks how somebody feels.
_FEELING = (1.0, 4.0)
_SECONDS = (0.0, 86_400.0)
_UNSET = "-1"

_INJURED = _(
    "Marks in the column injury are not taken over: what hurts, and whether it still does, is for"
    " you to say ({n}, the first in row {row}). Note an injury yourself if you have one."
)


def _knows(names: tuple[str, ...]) -> bool:
    has_day = any(name in names for name in _DAY_NAMES)
    return has_day and bool(_ITS_NAMES & set(names))


def _read(table: Table) -> Drafts:
    values = DayValues(table)
    name = next(name for name in _DAY_NAMES if name in table.names)
    dated, guessed = values.dated(table.rows, table.names.index(name))
    told = [(_day_of(day, row, table, values), row) for day, row in dated]
    return as_drafts(values.one_a_day(told), guessed, values.warnings)


INTERVALS_ICU = TableReader("intervals.icu (wellness)", _knows, _read)


def _day_of(day: date, row: TableRow, table: Table, values: DayValues) -> WellnessDay:
    named = table.named(row).items()
    cells = {name: "" if cell == _UNSET else cell for name, cell in named}
    seconds = values.figure(row, "sleepSecs", cells.get("sleepsecs", ""), _SECONDS)

    def feeling(column: str, to: tuple[int, int]) -> int | None:
        return values.scale(row, column, cells.get(column, ""), _FEELING, to)

    if (table.number(cells.get("injury", "")) or 0) > _FEELING[0]:
        values.odd("injury-not-taken", _INJURED, row)
    return WellnessDay(
        day,
        SOURCE,
        sleep_h=seconds / 3600 if seconds else None,
        resting_hr=values.resting_hr(row, "restingHR", cells.get("restinghr", "")),
        hrv_lnrmssd=values.ln_of_rmssd(row, "hrv", cells.get("hrv", "")),
        soreness_overall=feeling("soreness", (0, 10)),
        fatigue=feeling("fatigue", (1, 7)),
        stress=feeling("stress", (1, 7)),
        mood=feeling("mood", (7, 1)),
        note=values.note(row, cells.get("comments", "")),
    )
