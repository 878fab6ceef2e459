"""
Reads the log of HRV4Training, as its apps for iPhone and for Android write it.

Documented in docs/reference/wellness-logs.md: what each column means, and what is not taken.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date, time, timedelta
from statistics import median

from unknot.domain.recording import FileWarning
from unknot.domain.sentence import sentence
from unknot.domain.wellness import WellnessDay
from unknot.intake.day_values import EARLIEST_COUNTS, DayValues, as_drafts
from unknot.intake.day_values import mark as _
from unknot.intake.draft import Drafts
from unknot.intake.tables import Table, TableReader, TableRow

SOURCE = "hrv4training"
_SLIDER = (0.0, 10.0)
_UNTOUCHED = 5.0
_ENOUGH_TO_SEE = 5
_LATE = time(15, 0)
_CLOCK = re.compile(r"(?:^|[\sT])(\d{1,2}):(\d{2})")
_UTC = re.compile(r"\+00:?00$")
# Whoever gets up at six where it is 18:00 in UTC lives a day ahead of it, from Japan eastwards.
_EVENING_UTC_H = 18
_NOON_UTC_H = 12

_NO_MEASUREMENT = _(
    "Days without a measurement, such as days with a training only, have zeros instead; they were"
    " taken as not measured ({n}, the first in row {row})."
)
_COMMA_IN_A_NOTE = _(
    "Rows with one cell too many were mended: the note has a comma that the app does not quote"
    " ({n}, the first is row {row}: {value})."
)
_MEASURED_LATE = _(
    "Measurements made late in the day say little about how it began; they were kept as they are"
    " ({n}, the first in row {row}, at {value})."
)


def _knows(names: tuple[str, ...]) -> bool:
    return "rmssd" in names and (
        "hrv4t_recovery_points" in names or names[0].startswith("timestamp_m")
    )


def _read(table: Table) -> Drafts:
    values = DayValues(table)
    rows = _with_notes_mended(table, values)
    at = table.names.index("date") if "date" in table.names else 0
    dated, guessed = values.dated(rows, at, may_turn_round=True)
    dated, moved = _on_local_days(table, dated, at)
    untouched = _untouched_sliders(table, rows)
    told = [(_day_of(day, row, table, values, frozenset(untouched)), row) for day, row in dated]
    # The first measurement of a day is the one on waking, so it comes last and counts.
    latest_first = sorted(told, key=lambda each: _clock_of(table, each[1]), reverse=True)
    days = values.one_a_day(latest_first, EARLIEST_COUNTS)
    said = tuple(_said_of_untouched(column) for column in untouched)
    return as_drafts(days, guessed, moved, values.warnings, said)


HRV4TRAINING = TableReader("HRV4Training", _knows, _read)


def _day_of(
    day: date, row: TableRow, table: Table, values: DayValues, untouched: frozenset[str]
) -> WellnessDay:
    cells = {name: cell for name, cell in table.named(row).items() if name not in untouched}
    measured = WellnessDay(
        day,
        SOURCE,
        resting_hr=values.resting_hr(row, "HR", cells.get("hr", "")),
        hrv_lnrmssd=values.ln_of_rmssd(row, "rMSSD", cells.get("rmssd", "")),
    )
    if measured.hrv_lnrmssd is None and table.number(cells.get("rmssd", "")) == 0:
        values.odd("not-measured", _NO_MEASUREMENT, row)
    elif "time" in cells and _clock_of(table, row) >= _LATE:
        values.odd("measured-late", _MEASURED_LATE, row, cells["time"])
    return _with_answers(measured, row, cells, values)


def _with_answers(
    day: WellnessDay, row: TableRow, cells: Mapping[str, str], values: DayValues
) -> WellnessDay:
    def slider(column: str, to: tuple[int, int]) -> int | None:
        return values.scale(row, column, cells.get(column, ""), _SLIDER, to)

    return replace(
        day,
        sleep_h=values.hours(row, "sleep_time", cells.get("sleep_time", "")),
        soreness_overall=slider("muscle_soreness", (0, 10)),
        fatigue=slider("fatigue", (1, 7)),
        # "Not sick" is what the app writes when nobody was asked, so only the other says something.
        is_sick=True if cells.get("sickness", "").casefold() == "sick" else None,
        note=values.note(row, cells.get("note", "")),
    )


def _with_notes_mended(table: Table, values: DayValues) -> list[TableRow]:
    """
    Every row of the Android app has one cell more than the header; those with more than the others
    have a comma in their note.
    """
    if "note" not in table.names or not table.rows:
        return list(table.rows)
    usual = Counter(len(row.cells) for row in table.rows).most_common(1)[0][0]
    at = table.names.index("note")
    mended = []
    for row in table.rows:
        extra = len(row.cells) - usual
        if extra > 0:
            note = ", ".join(row.cells[at : at + extra + 1])
            values.odd("comma-in-a-note", _COMMA_IN_A_NOTE, row, note)
            row = replace(row, cells=(*row.cells[:at], note, *row.cells[at + extra + 1 :]))
        mended.append(row)
    return mended


def _clock_of(table: Table, row: TableRow) -> time:
    cells = table.named(row)
    found = _CLOCK.search(cells.get("time", "") or next(iter(row.cells), ""))
    if not found or int(found[1]) > 23 or int(found[2]) > 59:
        return time()
    return time(int(found[1]), int(found[2]))


def _on_local_days(
    table: Table, dated: list[tuple[date, TableRow]], at: int
) -> tuple[list[tuple[date, TableRow]], tuple[FileWarning, ...]]:
    """
    The iPhone writes instants in UTC. Where mornings fall into its evening, the day is the next.
    """
    if not dated or not all(_UTC.search(row.cells[at]) for _, row in dated):
        return dated, ()
    hours = [_clock_of(table, row).hour for _, row in dated]
    if median(hours) < _EVENING_UTC_H:
        return dated, ()
    moved = [
        (day + timedelta(days=1) if hour >= _NOON_UTC_H else day, row)
        for (day, row), hour in zip(dated, hours, strict=True)
    ]
    said = sentence(
        "Times are in UTC, and most of them are in its evening, as they are where morning comes"
        " earlier. Measurements after noon in UTC were put on the day after."
    )
    return moved, (FileWarning("days-moved", said),)


def _untouched_sliders(table: Table, rows: Sequence[TableRow]) -> tuple[str, ...]:
    """
    Sliders that stand in the middle in every row: that is where the app puts them, and no answer.
    """
    return tuple(
        column
        for column in ("muscle_soreness", "fatigue")
        if column in table.names and _is_untouched(table, rows, column)
    )


def _is_untouched(table: Table, rows: Sequence[TableRow], column: str) -> bool:
    said = [cell for row in rows if (cell := table.named(row).get(column, ""))]
    enough = len(said) >= _ENOUGH_TO_SEE or len(rows) >= _ENOUGH_TO_SEE
    return bool(said) and enough and all(table.number(cell) == _UNTOUCHED for cell in said)


def _said_of_untouched(column: str) -> FileWarning:
    return FileWarning(
        "untouched-slider",
        sentence(
            "Column {column}: every value is 5, where the app puts the slider before it is touched;"
            " none of them was taken as an answer.",
            column=column,
        ),
    )
