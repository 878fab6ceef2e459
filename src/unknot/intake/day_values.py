"""
What the readers of wellness logs share: values are judged, and what is odd is said once a column.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterable
from dataclasses import replace
from datetime import date

from unknot.domain.check_in import LONGEST_NOTE
from unknot.domain.recording import FileWarning
from unknot.domain.sentence import sentence
from unknot.domain.wellness import HRV_LNRMSSD, RESTING_HR, SLEEP_H, WellnessDay
from unknot.intake.draft import Drafts
from unknot.intake.errors import NotAnActivity
from unknot.intake.table_dates import day_reader
from unknot.intake.tables import Table, TableRow


def mark(message: str) -> str:
    """
    Marks a sentence for translators; whoever speaks to the runner translates it.
    """
    return message


_ = mark
_CLOCK = re.compile(r"(\d{1,2}):([0-5]\d)(?::[0-5]\d)?")

_CANNOT_BE = _(
    "Column {column}: values that cannot be were left out ({n}, the first in row {row}: {value})."
)
_NO_NUMBER = _(
    "Column {column}: cells without a number in them were left out ({n}, the first in row {row}:"
    " {value})."
)
_NO_DATE = _("Rows without a date that can be read were left out ({n}, the first is row {row}).")
_LAST_COUNTS = _(
    "Days that are told more than once count once, with their last row ({n}, one in row {row})."
)
EARLIEST_COUNTS = _(
    "Days with several measurements count with their earliest one ({n} others, one in row {row})."
)
_NOTE_CUT = _("Notes longer than {most} letters were cut ({n}, the first in row {row}).")


class DayValues:
    """
    Reads the cells of one log, and remembers what was odd about them.
    """

    def __init__(self, table: Table) -> None:
        self.table = table
        # (code, sentence, column or other fact) -> how often, and the first row and value
        self._odd: dict[tuple[str, str, tuple[tuple[str, str], ...]], tuple[int, int, str]] = {}

    def odd(self, code: str, said: str, row: TableRow, value: str = "", **facts: str) -> None:
        """
        One more of the same oddity; `said` may speak of {n}, {row}, {value} and the facts.
        """
        key = code, said, tuple(facts.items())
        n, first, shown = self._odd.get(key, (0, row.number, value[:40]))
        self._odd[key] = n + 1, first, shown

    @property
    def warnings(self) -> tuple[FileWarning, ...]:
        """
        What was odd, each sort once.
        """
        return tuple(
            FileWarning(code, sentence(said, n=n, row=row, value=value, **dict(facts)))
            for (code, said, facts), (n, row, value) in self._odd.items()
        )

    def dated(
        self, rows: Iterable[TableRow], column: int, may_turn_round: bool = False
    ) -> tuple[list[tuple[date, TableRow]], tuple[FileWarning, ...]]:
        """
        The rows with their days; those without one are left out and said.

        `may_turn_round` is for programs that write 2017-13-08.
        """
        every = list(rows)
        cells = [_cell(row, column) for row in every]
        read, warnings = day_reader(cells, may_turn_round)
        days = []
        for row, cell in zip(every, cells, strict=True):
            day = read(cell)
            if day is None:
                self.odd("no-date", _NO_DATE, row)
            else:
                days.append((day, row))
        return days, warnings

    def number(self, row: TableRow, column: str, cell: str) -> float | None:
        """
        The number in the cell; None where there is none, said where something else stands.
        """
        if not cell:
            return None
        value = self.table.number(cell)
        if value is None:
            self.odd("not-a-number", _NO_NUMBER, row, cell, column=column)
        return value

    def figure(
        self, row: TableRow, column: str, cell: str, span: tuple[float, float]
    ) -> float | None:
        """
        The same, and left out where it lies outside the span.
        """
        return self.within(row, column, cell, self.number(row, column, cell), span)

    def within(
        self,
        row: TableRow,
        column: str,
        cell: str,
        value: float | None,
        span: tuple[float, float],
    ) -> float | None:
        """
        A value that was made from the cell, left out and said where it lies outside the span.
        """
        if value is None or span[0] <= value <= span[1]:
            return value
        self.odd("impossible-value", _CANNOT_BE, row, cell, column=column)
        return None

    def scale(
        self, row: TableRow, column: str, cell: str, span: tuple[float, float], to: tuple[int, int]
    ) -> int | None:
        """
        A mark on one scale as the nearest whole mark on another; `to` may run backwards.
        """
        value = self.figure(row, column, cell, span)
        if value is None:
            return None
        share = (value - span[0]) / (span[1] - span[0])
        # Halves go up, always: 0.5 is rounded to 0 by Python and 1.5 to 2.
        return math.floor(to[0] + share * (to[1] - to[0]) + 0.5)

    def resting_hr(self, row: TableRow, column: str, cell: str) -> float | None:
        """
        A resting heart rate in beats a minute. Zero is how programs write "not measured".
        """
        value = self.number(row, column, cell)
        return self.within(row, column, cell, value or None, RESTING_HR)

    def ln_of_rmssd(self, row: TableRow, column: str, cell: str) -> float | None:
        """
        The logarithm of RMSSD in milliseconds. Zero is "not measured" here too.
        """
        value = self.number(row, column, cell)
        if not value:
            return None
        return self.within(
            row, column, cell, math.log(value) if value > 0 else -math.inf, HRV_LNRMSSD
        )

    def hours(self, row: TableRow, column: str, cell: str) -> float | None:
        """
        Hours as 7.5 or as 7:30. No time at all is how programs write "not known".
        """
        clock = _CLOCK.fullmatch(cell)
        value = int(clock[1]) + int(clock[2]) / 60 if clock else self.number(row, column, cell)
        return self.within(row, column, cell, value or None, SLEEP_H)

    def note(self, row: TableRow, text: str) -> str:
        """
        A note as long as notes may be.
        """
        if len(text) > LONGEST_NOTE:
            self.odd("note-cut", _NOTE_CUT, row, most=str(LONGEST_NOTE))
        return text[:LONGEST_NOTE].strip()

    def one_a_day(
        self, told: Iterable[tuple[WellnessDay, TableRow]], said: str = _LAST_COUNTS
    ) -> tuple[WellnessDay, ...]:
        """
        The days in order, each once; of several rows of one day the last given counts.
        """
        days: dict[date, WellnessDay] = {}
        for day, row in told:
            if not day.says_something:
                continue
            if day.date in days:
                self.odd("day-told-twice", said, row)
            days[day.date] = day
        return tuple(days[each] for each in sorted(days))


def as_drafts(days: tuple[WellnessDay, ...], *warnings: tuple[FileWarning, ...]) -> Drafts:
    """
    The days of a log and what was odd about it.

    Raises
    ------
    NotAnActivity
        If there is no day in it.
    """
    odd = tuple(each for group in warnings for each in group)
    if not days:
        raise NotAnActivity(
            "The log has no day with anything in it.", *(each.sentence for each in odd)
        )
    return replace(Drafts(()), days=days, warnings=odd)


def _cell(row: TableRow, column: int) -> str:
    return row.cells[column] if column < len(row.cells) else ""
