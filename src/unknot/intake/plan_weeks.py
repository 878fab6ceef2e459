"""
Reads a training plan from a table with one row a week and one column a day.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date, datetime, timedelta

from unknot.app.errors import NotUnderstood
from unknot.domain.sentence import sentence
from unknot.domain.units import METRES_PER_MILE
from unknot.intake.plan_amounts import distance_in, duration_in, number_in
from unknot.intake.plan_dates import date_in
from unknot.intake.plan_entries import LONGEST_TEXT, PlanEntries, PlannedDay

_WEEK_NAMES = (
    "week of",
    "week",
    "week starting",
    "woche",
    "woche ab",
    "semaine",
    "semana",
    "settimana",
    "tydzień",
    "týden",
    "周",
    "週",
)
_WEEKDAYS = 7
_YEARLESS = re.compile(r"^([A-Za-z]{3,9})\.?\s+(\d{1,2})$|^(\d{1,2})\.\s*(\d{1,2})\.?$")


def is_of_weeks(header: Sequence[str]) -> bool:
    """
    True for the header, in lower case, of a table with a column for each day of the week.
    """
    return bool(header) and header[0] in _WEEK_NAMES and len(header) > _WEEKDAYS


def read_weeks(rows: Sequence[Sequence[str]], today: date) -> PlanEntries:
    """
    One row a week, Monday to Sunday, with distances; the week is named by its first day.
    """
    entries = PlanEntries(is_plan=True)
    mondays, american = _mondays([row[0] for row in rows], today, entries)
    factor = METRES_PER_MILE if american else 1000.0
    entries.said.append(_TAKEN_AS_MILES if american else _TAKEN_AS_KILOMETRES)
    for monday, row in zip(mondays, rows, strict=True):
        for offset, cell in enumerate(row[1 : 1 + _WEEKDAYS]):
            amount = number_in(cell)
            if monday is None or not cell.strip() or entries.is_full():
                continue
            day, words = monday + timedelta(days=offset), cell.strip()[:LONGEST_TEXT]
            if amount is None:
                told = {"distance_m": distance_in(words), "duration_min": duration_in(words)}
                entries.days.append(PlannedDay(day, words, **told))
            elif amount > 0:
                title = f"{words} {'mile' if american else 'km'} run"
                entries.days.append(PlannedDay(day, title, distance_m=amount * factor))
    return entries


_TAKEN_AS_MILES = sentence(
    "The table names no unit; distances were taken as miles, as its dates are written the American "
    "way."
)
_TAKEN_AS_KILOMETRES = sentence("The table names no unit; distances were taken as kilometres.")


def _mondays(
    names: Sequence[str], today: date, entries: PlanEntries
) -> tuple[list[date | None], bool]:
    dated = [date_in(name) for name in names]
    if all(dated):
        return [day - timedelta(days=day.weekday()) if day else None for day in dated], False
    yearless = [_month_and_day(name.strip()) for name in names]
    known = [each for each in yearless if each is not None]
    if not known:
        raise NotUnderstood("The weeks of the table are named by no date that can be read.")
    american = any(re.match(r"^[A-Za-z]", name.strip()) for name in names)
    starts = min(_possible_starts(known, today), key=lambda starts: _unlikeliness(starts, today))
    first = starts[0] - timedelta(days=starts[0].weekday())
    entries.said.append(
        sentence(
            "The table names no year; it was taken to begin in the week of {day}.",
            day=first.isoformat(),
        )
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
