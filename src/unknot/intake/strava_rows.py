"""
The activities of a Strava list, row by row: times in seconds, ways in metres, texts of one piece.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime

from unknot.app.lengths import LONGEST_NAME
from unknot.domain.recording import AboutEffort, Sport, Surface
from unknot.intake.check_clock import EARLIEST, LATEST
from unknot.intake.strava_columns import Columns, columns_of
from unknot.intake.strava_words import Column, sport_and_surface
from unknot.intake.tables import Table, TableRow, number_in
from unknot.intake.written_times import day_comes_first, read_time

LONGEST_DESCRIPTION = 5_000

_CLOCK = re.compile(r"(?:(\d{1,3}):)?(\d{1,2}):(\d{2})")
_DECIMAL_COMMA = re.compile(r"-?\d[\d.\s\u00a0\u202f]*,\d{1,2}")
_DECIMAL_POINT = re.compile(r"-?\d[\d,\s\u00a0\u202f]*\.\d+")
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]")
_HIGHEST_CLIMB_M = 100_000.0
# Metres a second that tell a column of kilometres from one of metres: as kilometres nobody can
# have gone so fast, as metres everybody can.
_TOO_FAST_MPS, _NOT_TOO_SLOW_MPS = 40.0, 0.3


@dataclass(frozen=True, slots=True)
class StravaRow:
    """
    One activity of the list. Missing is None; zeros that mean "not measured" are missing too.

    `number` is that of the row in the list; `written` the date as it stands there.
    """

    number: int
    id: str
    start: float | None
    written: str
    title: str
    kind: str
    sport: Sport
    surface: Surface
    description: str = ""
    gear: str = ""
    file: str = ""
    elapsed_s: float | None = None
    timer_s: float | None = None
    distance_m: float | None = None
    ascent_m: float | None = None
    descent_m: float | None = None
    avg_hr: float | None = None
    max_hr: float | None = None
    rpe: float | None = None
    is_cut: bool = False

    @property
    def about(self) -> AboutEffort:
        """
        What the list adds to the file of this activity.
        """
        return AboutEffort(
            title=self.title,
            description=self.description,
            gear=self.gear,
            sport=None if self.sport is Sport.OTHER else self.sport,
            surface=None if self.surface is Surface.UNKNOWN else self.surface,
            rpe=self.rpe,
        )


@dataclass(frozen=True, slots=True)
class StravaList:
    """
    The whole list. `thousands` is a distance whose thousands are set apart, where there is one;
    `was_in_metres` tells that the only column of distances had to be read as metres.
    """

    rows: tuple[StravaRow, ...]
    thousands: str = ""
    was_in_metres: bool = False


def read_list(table: Table) -> StravaList | None:
    """
    The activities of the table; None where it is no list of activities.
    """
    columns = columns_of(table.header)
    if columns is None:
        return None
    dates = [columns.cell(Column.DATE, row.cells) for row in table.rows]
    day_first = day_comes_first(dates, usually="activity date" not in table.names)
    ways = [_at_shown(columns, row) for row in table.rows]
    commas = _has_commas(ways, table.decimal_comma)
    rows = [_Cells(row, columns, commas, day_first).read() for row in table.rows]
    in_metres = columns.is_in_metres or _must_be_metres(rows, columns)
    if in_metres:
        rows = [_as_metres(row) for row in rows]
    thousands = "" if Column.DISTANCE in columns.kept else _grouped(ways, commas)
    return StravaList(tuple(rows), thousands, in_metres and not columns.is_in_metres)


def as_piece(row: StravaRow) -> bytes:
    """
    One activity as a list of its own, in one language and one way to write numbers and dates.

    The same activity gives the same bytes whichever language the archive came in.
    """
    start = row.start
    date = row.written if start is None else datetime.fromtimestamp(start, UTC).isoformat()
    shown = {
        Column.ID: row.id,
        Column.DATE: date,
        Column.NAME: row.title,
        Column.TYPE: row.kind,
        Column.DESCRIPTION: row.description,
        Column.GEAR: row.gear,
    }
    kept = {
        Column.ELAPSED: row.elapsed_s,
        Column.DISTANCE: row.distance_m,
        Column.MAX_HR: row.max_hr,
    }
    figures = {
        Column.MOVING: row.timer_s,
        Column.ASCENT: row.ascent_m,
        Column.DESCENT: row.descent_m,
        Column.AVG_HR: row.avg_hr,
        Column.RPE: row.rpe,
    }
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow([column.value for column in (*shown, *kept, *kept, *figures)])
    numbers = [
        "" if value is None else repr(value) for value in (*kept.values(), *figures.values())
    ]
    writer.writerow([*shown.values(), *("" for _ in kept), *numbers])
    return text.getvalue().encode()


@dataclass(frozen=True, slots=True)
class _Cells:
    row: TableRow
    columns: Columns
    commas: bool
    day_first: bool

    def read(self) -> StravaRow:
        """
        What the cells of one row say.
        """
        written = self._text(Column.DATE)
        start = read_time(written, self.day_first)
        title = " ".join(_CONTROL.sub(" ", self._text(Column.NAME)).split())
        kind = self._text(Column.TYPE)[:LONGEST_NAME]
        sport, surface = sport_and_surface(kind, title)
        description = _CONTROL.sub(" ", self._text(Column.DESCRIPTION)).strip()
        rpe = self._number(Column.RPE)
        return StravaRow(
            number=self.row.number,
            id=self._text(Column.ID)[:LONGEST_NAME],
            start=start if start is not None and EARLIEST <= start < LATEST else None,
            written=written[:LONGEST_NAME],
            title=title[:LONGEST_NAME],
            kind=kind,
            sport=sport,
            surface=surface,
            description=description[:LONGEST_DESCRIPTION],
            gear=" ".join(_CONTROL.sub(" ", self._text(Column.GEAR)).split())[:LONGEST_NAME],
            file=self._text(Column.FILE)[:1000],
            elapsed_s=self._seconds(Column.ELAPSED),
            timer_s=self._seconds(Column.MOVING),
            distance_m=self._distance(),
            ascent_m=self._climb(Column.ASCENT),
            descent_m=self._climb(Column.DESCENT),
            avg_hr=self._number(Column.AVG_HR) or None,
            max_hr=self._number(Column.MAX_HR) or None,
            rpe=rpe if rpe is not None and 0 < rpe <= 10 else None,
            is_cut=len(title) > LONGEST_NAME or len(description) > LONGEST_DESCRIPTION,
        )

    def _text(self, column: Column) -> str:
        return self.columns.cell(column, self.row.cells)

    def _number(self, column: Column) -> float | None:
        return number_in(self._text(column), self.commas)

    def _seconds(self, column: Column) -> float | None:
        text = self._text(column)
        clock = _CLOCK.fullmatch(text)
        if clock:
            hours, minutes, seconds = (int(part or 0) for part in clock.groups())
            return float(hours * 3600 + minutes * 60 + seconds)
        return number_in(text, self.commas)

    def _distance(self) -> float | None:
        metres = number_in(self.columns.kept_cell(Column.DISTANCE, self.row.cells), self.commas)
        if metres is not None and metres > 0:
            return metres
        kilometres = number_in(_at_shown(self.columns, self.row), self.commas)
        return round(kilometres * 1000, 3) if kilometres is not None and kilometres > 0 else None

    def _climb(self, column: Column) -> float | None:
        metres = self._number(column)
        return metres if metres is not None and 0 <= metres < _HIGHEST_CLIMB_M else None


def _at_shown(columns: Columns, row: TableRow) -> str:
    place = columns.shown.get(Column.DISTANCE)
    return row.cells[place] if place is not None and place < len(row.cells) else ""


def _has_commas(ways: Iterable[str], otherwise: bool) -> bool:
    """
    Whether 5,25 is five and a quarter: the distances of the list say so.
    """
    for way in ways:
        if _DECIMAL_COMMA.fullmatch(way):
            return True
        if _DECIMAL_POINT.fullmatch(way):
            return False
    return otherwise


def _grouped(ways: Iterable[str], commas: bool) -> str:
    mark = "." if commas else ","
    return next((way for way in ways if mark in way), "")


def _must_be_metres(rows: Sequence[StravaRow], columns: Columns) -> bool:
    if Column.DISTANCE in columns.kept:
        return False
    speeds = [
        row.distance_m / seconds
        for row in rows
        if row.distance_m and (seconds := row.timer_s or row.elapsed_s)
    ]
    impossible = [speed > _TOO_FAST_MPS and speed / 1000 >= _NOT_TOO_SLOW_MPS for speed in speeds]
    return bool(speeds) and sum(impossible) * 2 > len(speeds)


def _as_metres(row: StravaRow) -> StravaRow:
    return row if row.distance_m is None else replace(row, distance_m=row.distance_m / 1000)
