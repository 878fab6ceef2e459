"""
Reads the readings of Elite HRV, as its team dashboard writes them.

Documented in docs/reference/wellness-logs.md: what each column means, and what is not taken.
"""

from __future__ import annotations

import math
from datetime import date

from unknot.domain.wellness import HRV_LNRMSSD, WellnessDay
from unknot.intake.day_values import EARLIEST_COUNTS, DayValues, as_drafts
from unknot.intake.day_values import mark as _
from unknot.intake.draft import Drafts
from unknot.intake.errors import NotAnActivity
from unknot.intake.tables import Table, TableReader, TableRow

SOURCE = "elite-hrv"
_MORNING = "readiness"
# Its score is ln(RMSSD) in hundredths of 6.5, as its makers say and its own columns bear out.
_LN_OF_FULL_SCORE = 6.5
# Both are rounded; what lies further apart was not made from the same beats.
_SAME_LN = 0.05

_OTHER_TYPES = _(
    "Readings that are no morning readiness were left out ({n}, the first in row {row}: {value})."
)
_NOT_THE_SAME = _(
    "Rows whose lnRmssd and Rmssd do not belong together count without them ({n}, the first is row"
    " {row})."
)


def _knows(names: tuple[str, ...]) -> bool:
    return {"lnrmssd", "rmssd", "type"} <= set(names) and bool({"date", "datetime"} & set(names))


def _read(table: Table) -> Drafts:
    _check_that_it_is_one_person(table)
    values = DayValues(table)
    column = "datetime" if "datetime" in table.names else "date"
    dated, guessed = values.dated(_of_the_morning(table, values), table.names.index(column))
    told = [(_day_of(day, row, table, values), row) for day, row in dated]
    # The first reading of a day is the one on waking, so it comes last and counts.
    latest_first = sorted(told, key=lambda each: _when(table, each[1], column), reverse=True)
    days = values.one_a_day(latest_first, EARLIEST_COUNTS)
    return as_drafts(days, guessed, values.warnings)


ELITE_HRV = TableReader("Elite HRV", _knows, _read)


def _when(table: Table, row: TableRow, column: str) -> str:
    return table.named(row).get(column, "")


def _check_that_it_is_one_person(table: Table) -> None:
    members = {table.named(row).get("member", "") for row in table.rows} - {""}
    if len(members) > 1:
        raise NotAnActivity(
            "The table holds readings of {n} people. Export one member alone and import that.",
            n=len(members),
        )


def _of_the_morning(table: Table, values: DayValues) -> list[TableRow]:
    morning = []
    for row in table.rows:
        sort = table.named(row).get("type", "")
        if sort.casefold() in ("", _MORNING):
            morning.append(row)
        else:
            values.odd("other-reading", _OTHER_TYPES, row, sort)
    return morning


def _day_of(day: date, row: TableRow, table: Table, values: DayValues) -> WellnessDay:
    cells = table.named(row)
    return WellnessDay(
        day,
        SOURCE,
        resting_hr=values.resting_hr(row, "HR", cells.get("hr", "")),
        hrv_lnrmssd=_ln_rmssd(
            row, cells.get("lnrmssd", ""), cells.get("rmssd", ""), cells.get("hrv", ""), values
        ),
    )


def _ln_rmssd(
    row: TableRow, logarithm: str, rmssd: str, score: str, values: DayValues
) -> float | None:
    """
    The logarithm as it stands there, else that of RMSSD, else what the score was made from.
    """
    said = values.figure(row, "lnRmssd", logarithm, HRV_LNRMSSD) or None
    made = values.ln_of_rmssd(row, "Rmssd", rmssd)
    if said is not None and made is not None and not math.isclose(said, made, abs_tol=_SAME_LN):
        values.odd("not-the-same", _NOT_THE_SAME, row)
        return None
    if said is not None or made is not None:
        return made if said is None else said
    points = values.figure(row, "HRV", score, (0.0, 100.0))
    return points / 100 * _LN_OF_FULL_SCORE if points else None
