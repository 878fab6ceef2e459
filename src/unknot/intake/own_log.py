"""
Reads the log of days that a runner keeps in a table of their own.

Documented in docs/reference/wellness-logs.md; `unknot days --csv` writes the same.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from unknot.domain import wellness_log as log
from unknot.domain.body import BodyPart, Pain, Soreness
from unknot.domain.recording import FileWarning
from unknot.domain.sentence import sentence
from unknot.domain.wellness import HRV_LNRMSSD, OWN_LOG, WellnessDay
from unknot.intake.day_values import DayValues, as_drafts
from unknot.intake.day_values import mark as _
from unknot.intake.draft import Drafts
from unknot.intake.tables import Table, TableReader, TableRow

_YES = {"yes": True, "y": True, "true": True, "1": True}
_NO = {"no": False, "n": False, "false": False, "0": False}
_TO_TEN = (0.0, 10.0)
_TO_SEVEN = (1.0, 7.0)
# Any of these beside a date makes it a log; a note alone is in many tables.
_TELLING = frozenset(log.UNDERSTOOD) - {log.DATE, log.NOTE}

_NEITHER = _(
    "Column {column}: cells that are neither yes nor no were left out ({n}, the first in row {row}:"
    " {value})."
)


@dataclass(frozen=True, slots=True)
class _Place:
    """
    One column that is about parts of the body.
    """

    column: str
    what: str
    parts: tuple[BodyPart, ...]


def _knows(names: tuple[str, ...]) -> bool:
    if log.DATE not in names:
        return False
    return bool(_TELLING & set(names)) or any(log.parts_of(name) for name in names)


def _read(table: Table) -> Drafts:
    values = DayValues(table)
    places = _places_in(table.names)
    dated, guessed = values.dated(table.rows, table.names.index(log.DATE))
    told = [(_day_of(day, row, table, values, places), row) for day, row in dated]
    days = values.one_a_day(told)
    return as_drafts(days, guessed, values.warnings, _not_understood(table.names, places))


OWN_LOG_READER = TableReader("Unknot (days)", _knows, _read)


def _places_in(names: Sequence[str]) -> tuple[_Place, ...]:
    found = ((name, log.parts_of(name)) for name in dict.fromkeys(names))
    return tuple(_Place(name, *about) for name, about in found if about is not None)


def _not_understood(names: Sequence[str], places: Sequence[_Place]) -> tuple[FileWarning, ...]:
    known = {*log.UNDERSTOOD, *(place.column for place in places), ""}
    unknown = [name for name in dict.fromkeys(names) if name not in known]
    if not unknown:
        return ()
    said = sentence(
        "Columns that were not understood and not read: {columns}.",
        columns=", ".join(name[:40] for name in unknown[:20]),
    )
    return (FileWarning("columns-not-understood", said),)


def _day_of(
    day: date, row: TableRow, table: Table, values: DayValues, places: Sequence[_Place]
) -> WellnessDay:
    cells = table.named(row)

    def score(column: str, span: tuple[float, float]) -> int | None:
        to = int(span[0]), int(span[1])
        return values.scale(row, column, cells.get(column, ""), span, to)

    scores = {
        what: {
            part: said
            for place in places
            if place.what == what and (said := score(place.column, _TO_TEN)) is not None
            for part in place.parts
        }
        for what in (log.SORENESS, log.PAIN)
    }
    return WellnessDay(
        day,
        OWN_LOG,
        sleep_h=values.hours(row, log.SLEEP_H, cells.get(log.SLEEP_H, "")),
        resting_hr=values.resting_hr(row, log.RESTING_HR, cells.get(log.RESTING_HR, "")),
        hrv_lnrmssd=_hrv(row, cells, values),
        soreness=tuple(Soreness(*each) for each in sorted(scores[log.SORENESS].items())),
        pain=tuple(Pain(*each) for each in sorted(scores[log.PAIN].items())),
        soreness_overall=score(log.SORENESS, _TO_TEN),
        fatigue=score(log.FATIGUE, _TO_SEVEN),
        stress=score(log.STRESS, _TO_SEVEN),
        mood=score(log.MOOD, _TO_SEVEN),
        is_sick=_yes_or_no(row, cells.get(log.SICK, ""), values),
        note=values.note(row, log.undefused(cells.get(log.NOTE, ""))),
    )


def _hrv(row: TableRow, cells: Mapping[str, str], values: DayValues) -> float | None:
    logarithm = cells.get(log.HRV_LNRMSSD, "")
    if logarithm:
        return values.figure(row, log.HRV_LNRMSSD, logarithm, HRV_LNRMSSD)
    return values.ln_of_rmssd(row, log.HRV_RMSSD_MS, cells.get(log.HRV_RMSSD_MS, ""))


def _yes_or_no(row: TableRow, cell: str, values: DayValues) -> bool | None:
    answer = (_YES | _NO).get(cell.casefold())
    if cell and answer is None:
        values.odd("neither-yes-nor-no", _NEITHER, row, cell, column=log.SICK)
    return answer
