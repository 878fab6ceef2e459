"""
Reads a training plan from a table: one row a workout, or one row a week.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence
from datetime import date, time

from unknot.app.errors import NotUnderstood
from unknot.domain.sentence import sentence
from unknot.domain.units import METRES_PER_MILE
from unknot.intake.plan_amounts import distance_in, duration_in
from unknot.intake.plan_columns import Columns, columns_of, is_of_a_plan, metres_in, minutes_in
from unknot.intake.plan_dates import date_in, forms_of
from unknot.intake.plan_entries import LARGEST_BYTES, LONGEST_TEXT, PlanEntries, PlannedDay
from unknot.intake.plan_weeks import is_of_weeks, read_weeks

_DELIMITERS = ",;\t|"
_LOOKED_AT_BYTES = 4096


def read_csv(content: bytes, today: date) -> PlanEntries:
    """
    The entries of a table, and what had to be assumed or was not understood.

    Raises
    ------
    NotUnderstood
        If it is no table of a plan.
    """
    rows = _rows_of(content)
    if is_of_weeks([cell.strip().lower() for cell in rows[0]]):
        return read_weeks([row for row in rows[1:] if any(row)], today)
    columns = columns_of(rows[0])
    if columns.of("date"):
        return _read_workouts(columns, rows[1:])
    raise NotUnderstood(
        "The table has no column for the date. A plan has columns such as WorkoutDay, Title and "
        "PlannedDistanceInMeters, or 'Week of' and one for each day of the week."
    )


def is_plan_table(content: bytes) -> bool:
    """
    True when the first line is the header of a training plan. Looks at the first line only.
    """
    text = _decoded(content[:_LOOKED_AT_BYTES])
    first_line = next((line for line in text.splitlines() if line.strip()), "")
    try:
        header = next(csv.reader([first_line], delimiter=_delimiter_of(first_line)), [])
    except csv.Error:
        return False
    return is_of_weeks([cell.strip().lower() for cell in header]) or is_of_a_plan(header)


def _rows_of(content: bytes) -> list[list[str]]:
    if len(content) > LARGEST_BYTES:
        raise NotUnderstood("The table is larger than {most} MiB.", most=LARGEST_BYTES // 2**20)
    text = _decoded(content).lstrip("\r\n")
    delimiter = _delimiter_of(text.partition("\n")[0])
    try:
        rows = list(csv.reader(io.StringIO(text), delimiter=delimiter))
    except csv.Error as broken:
        raise NotUnderstood("The table could not be read: {why}.", why=str(broken)) from broken
    if not any(map(any, rows[1:])):
        raise NotUnderstood("The table has no rows below its header.")
    return rows


def _delimiter_of(first_line: str) -> str:
    return max(_DELIMITERS, key=first_line.count)


def _decoded(content: bytes) -> str:
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):
        return content.decode("utf-16", errors="replace").replace("\x00", "")
    try:
        return content.decode("utf-8-sig").replace("\x00", "")
    except UnicodeDecodeError:
        return content.decode("cp1252", errors="replace").replace("\x00", "")


def _read_workouts(columns: Columns, rows: Sequence[Sequence[str]]) -> PlanEntries:
    entries = PlanEntries(is_plan=True)
    forms, assumed = forms_of([columns.text("date", row) for row in rows])
    if assumed is not None:
        entries.said.append(assumed)
    factor = _factor_of_no_unit(columns, forms[0].startswith("%m"), rows, entries)
    for number, row in enumerate(rows, start=2):
        if not any(row):
            continue
        day = date_in(columns.text("date", row), forms)
        if day is None:
            entries.said.append(sentence("Row {row} has no date that can be read.", row=number))
        elif not entries.is_full():
            _put_workout(day, columns, row, factor, number, entries)
    return entries


def _factor_of_no_unit(
    columns: Columns, american: bool, rows: Sequence[Sequence[str]], entries: PlanEntries
) -> float:
    """
    What a number without a unit counts for: miles where dates are American, else kilometres.
    """
    factor = METRES_PER_MILE if american else 1000.0
    bare = columns.names_no_unit() and any(
        metres_in(columns, row, 1.0) != metres_in(columns, row, 2.0) for row in rows
    )
    if bare and american:
        entries.said.append(
            sentence(
                "The table names no unit; distances were taken as miles, as its dates are written "
                "the American way."
            )
        )
    elif bare:
        entries.said.append(
            sentence("The table names no unit; distances were taken as kilometres.")
        )
    return factor


def _put_workout(
    day: date,
    columns: Columns,
    row: Sequence[str],
    factor: float,
    number: int,
    entries: PlanEntries,
) -> None:
    title, text = (
        columns.text("title", row)[:LONGEST_TEXT],
        columns.text("text", row)[:LONGEST_TEXT],
    )
    kind = columns.text("kind", row)[:LONGEST_TEXT]
    metres = metres_in(columns, row, factor) or distance_in(title, text)
    if not title and not kind and not text and metres is None:
        entries.said.append(sentence("Row {row} names no workout and was left out.", row=number))
        return
    entries.days.append(
        PlannedDay(
            date=day,
            title=title or kind or text[:80] or "?",
            description=text,
            starts_at=_time_in(columns.text("start", row)),
            distance_m=metres,
            duration_min=minutes_in(columns, row) or duration_in(title, text),
            stated=kind,
        )
    )


def _time_in(text: str) -> time | None:
    try:
        return time.fromisoformat(text.zfill(5)).replace(tzinfo=None)
    except ValueError:
        return None
