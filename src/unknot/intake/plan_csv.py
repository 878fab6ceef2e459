"""
Reads a training plan from a table: one row a workout, or one row a week.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Mapping, Sequence
from datetime import date, datetime, timedelta

from unknot.app.errors import NotUnderstood
from unknot.domain.units import METRES_PER_MILE
from unknot.intake.plan_amounts import distance_in, duration_in, number_in
from unknot.intake.plan_build import PlannedDay

LARGEST_BYTES = 5 * 1024 * 1024

# Column names, lower case -> what is in them; distances and durations with their unit.
_DATES = ("workoutday", "date", "day", "datum", "日期")
_TITLES = ("title", "workout", "name", "session", "training", "titel", "název", "trénink", "标题")
_TEXTS = ("workoutdescription", "description", "notes", "beschreibung", "popis", "描述")
_TYPES = ("workouttype", "type", "sport", "activity", "typ")
_DISTANCES = {
    "planneddistanceinmeters": 1.0,
    "distance_m": 1.0,
    "distance (m)": 1.0,
    "km": 1000.0,
    "distance_km": 1000.0,
    "distance (km)": 1000.0,
    "vzdálenost (km)": 1000.0,
    "distanz (km)": 1000.0,
    "miles": METRES_PER_MILE,
    "mi": METRES_PER_MILE,
    "distance (mi)": METRES_PER_MILE,
    "distance_mi": METRES_PER_MILE,
}
_DURATIONS = {
    "plannedduration": 60.0,
    "hours": 60.0,
    "minutes": 1.0,
    "min": 1.0,
    "duration_min": 1.0,
    "duration (min)": 1.0,
}
_DATE_FORMS = ("%Y-%m-%d", "%d.%m.%Y", "%d. %m. %Y", "%Y/%m/%d", "%m/%d/%Y", "%d-%m-%Y")
# "03/04/2026" is March in America and April elsewhere; the other dates of the table tell which.
_SLASHED = re.compile(r"^(\d{1,2})/(\d{1,2})/\d{4}\b")
_DAY_FIRST = "%d/%m/%Y"
_NO_RUN_TYPES = re.compile(r"^(?:bike|swim|strength|rest|day off|ride|cycling|custom|note)", re.I)

_WEEK_NAMES = ("week of", "week", "woche", "woche ab", "týden", "周")
_WEEKDAYS = 7
_YEARLESS = re.compile(r"^([A-Za-z]{3,9})\.?\s+(\d{1,2})$|^(\d{1,2})\.\s*(\d{1,2})\.?$")


def read_csv(content: bytes, today: date) -> tuple[list[PlannedDay], list[str]]:
    """
    The entries of a table, and what had to be assumed or was not understood.

    Raises
    ------
    NotUnderstood
        If it is no table of a plan.
    """
    rows = _rows_of(content)
    header = [cell.strip().lower() for cell in rows[0]]
    if header and header[0] in _WEEK_NAMES and len(header) > _WEEKDAYS:
        return _read_weeks(rows[1:], today)
    if any(name in header for name in _DATES):
        return _read_workouts(header, rows[1:])
    raise NotUnderstood(
        "The table has no column for the date. A plan has columns such as WorkoutDay, Title and "
        "PlannedDistanceInMeters, or 'Week of' and one for each day of the week."
    )


def _rows_of(content: bytes) -> list[list[str]]:
    if len(content) > LARGEST_BYTES:
        raise NotUnderstood("The table is larger than {most} MiB.", most=LARGEST_BYTES // 2**20)
    text = _decoded(content)
    first_line = text.partition("\n")[0]
    delimiter = max(",;\t", key=first_line.count)
    try:
        rows = [row for row in csv.reader(io.StringIO(text), delimiter=delimiter) if any(row)]
    except csv.Error as broken:
        raise NotUnderstood("The table could not be read: {why}.", why=str(broken)) from broken
    if len(rows) < 2:
        raise NotUnderstood("The table has no rows below its header.")
    return rows


def _decoded(content: bytes) -> str:
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):
        return content.decode("utf-16", errors="replace")
    try:
        return content.decode("utf-8-sig").replace("\x00", "")
    except UnicodeDecodeError:
        return content.decode("cp1252", errors="replace").replace("\x00", "")


def _read_workouts(
    header: Sequence[str], rows: Sequence[Sequence[str]]
) -> tuple[list[PlannedDay], list[str]]:
    days: list[PlannedDay] = []
    open_questions: list[str] = []
    table = [{name: cell.strip() for name, cell in zip(header, row, strict=False)} for row in rows]
    forms = _forms_of([_first(cells, _DATES) for cells in table], open_questions)
    for number, cells in enumerate(table, start=2):
        day = _date_in(_first(cells, _DATES), forms)
        if day is None:
            open_questions.append(f"Row {number} has no date that can be read.")
            continue
        days.append(_workout(day, cells))
    return days, open_questions


def _workout(day: date, cells: Mapping[str, str]) -> PlannedDay:
    title, text = _first(cells, _TITLES), _first(cells, _TEXTS)
    kind = _first(cells, _TYPES)
    if _NO_RUN_TYPES.match(kind) or not title:
        title = f"{kind} {title}".strip()
    return PlannedDay(
        date=day,
        title=title,
        description=text,
        distance_m=_amount(cells, _DISTANCES) or distance_in(title, text),
        duration_min=_amount(cells, _DURATIONS) or duration_in(title, text),
    )


def _first(cells: Mapping[str, str], names: Sequence[str]) -> str:
    return next((cells[name] for name in names if cells.get(name)), "")


def _amount(cells: Mapping[str, str], units: Mapping[str, float]) -> float | None:
    for name, factor in units.items():
        value = number_in(cells.get(name, ""))
        if value is not None and value > 0:
            return value * factor
    return None


def _forms_of(dates: Sequence[str], open_questions: list[str]) -> tuple[str, ...]:
    """
    The forms to read the dates of one table by: with the day first where any date needs it.
    """
    slashed = [(int(found[1]), int(found[2])) for each in dates if (found := _SLASHED.match(each))]
    if any(first > 12 for first, _ in slashed):
        return (_DAY_FIRST, *_DATE_FORMS)
    if slashed and all(second <= 12 for _, second in slashed):
        open_questions.append(
            "Dates such as 03/04/2026 were read the American way, month first; write 2026-03-04 "
            "if that is wrong."
        )
    return _DATE_FORMS


def _date_in(text: str, forms: Sequence[str] = _DATE_FORMS) -> date | None:
    for form in forms:
        try:
            return datetime.strptime(text[:12].strip(), form).date()  # noqa: DTZ007 (a date only)
        except ValueError:
            continue
    try:
        return datetime.fromisoformat(text).date()
    except ValueError:
        return None


def _read_weeks(rows: Sequence[Sequence[str]], today: date) -> tuple[list[PlannedDay], list[str]]:
    """
    One row a week, Monday to Sunday, with distances; the week is named by its first day.
    """
    open_questions: list[str] = []
    mondays, american = _mondays([row[0] for row in rows], today, open_questions)
    unit, factor = ("miles", METRES_PER_MILE) if american else ("kilometres", 1000.0)
    why = "its dates are written the American way" if american else "no other unit is usual"
    open_questions.append(f"The table names no unit; distances were taken as {unit}, as {why}.")
    days = []
    for monday, row in zip(mondays, rows, strict=True):
        for offset, cell in enumerate(row[1 : 1 + _WEEKDAYS]):
            amount = number_in(cell)
            if monday is None or not cell.strip():
                continue
            if amount is None:
                days.append(PlannedDay(monday + timedelta(days=offset), cell.strip()))
            elif amount > 0:
                title = f"{cell.strip()} {'mile' if american else 'km'} run"
                day = monday + timedelta(days=offset)
                days.append(PlannedDay(day, title, distance_m=amount * factor))
    return days, open_questions


def _mondays(
    names: Sequence[str], today: date, open_questions: list[str]
) -> tuple[list[date | None], bool]:
    dated = [_date_in(name) for name in names]
    if all(dated):
        return [day - timedelta(days=day.weekday()) if day else None for day in dated], False
    yearless = [_month_and_day(name.strip()) for name in names]
    known = [each for each in yearless if each is not None]
    if not known:
        raise NotUnderstood("The weeks of the table are named by no date that can be read.")
    american = any(re.match(r"^[A-Za-z]", name.strip()) for name in names)
    starts = min(_possible_starts(known, today), key=lambda starts: _unlikeliness(starts, today))
    first = starts[0] - timedelta(days=starts[0].weekday())
    open_questions.append(
        f"The table names no year; it was taken to begin in the week of {first.isoformat()}."
    )
    upcoming = iter(starts)
    mondays = [next(upcoming) if each is not None else None for each in yearless]
    return [day - timedelta(days=day.weekday()) if day else None for day in mondays], american


def _month_and_day(name: str) -> tuple[int, int] | None:
    found = _YEARLESS.match(name)
    if not found:
        return None
    if found[3]:
        return int(found[4]), int(found[3])
    try:
        return datetime.strptime(found[1][:3].title(), "%b").month, int(found[2])  # noqa: DTZ007
    except ValueError:
        return None


def _possible_starts(weeks: Sequence[tuple[int, int]], today: date) -> list[list[date]]:
    """
    The weeks' dates for each year the first could be in; later weeks follow it in order.
    """
    possible = []
    for year in range(today.year - 1, today.year + 2):
        dates: list[date] = []
        for month, day in weeks:
            turned = bool(dates) and (month, day) < (dates[-1].month, dates[-1].day)
            in_year = dates[-1].year + turned if dates else year
            try:
                dates.append(date(in_year, month, day))
            except ValueError:
                break
        if len(dates) == len(weeks):
            possible.append(dates)
    if not possible:
        raise NotUnderstood("The weeks of the table are named by dates that do not exist.")
    return possible


def _unlikeliness(starts: Sequence[date], today: date) -> tuple[int, int]:
    """
    A plan is most likely the one that is on now or begins soonest; of two such, the one whose
    first day is a Monday.
    """
    if starts[0] <= today <= starts[-1] + timedelta(days=6):
        away = 0
    else:
        away = min(abs((day - today).days) for day in (starts[0], starts[-1]))
    return away, int(starts[0].weekday() != 0)
