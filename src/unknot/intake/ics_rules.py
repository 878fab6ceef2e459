"""
Whether a rule of a calendar ever comes true: many that are valid never do, such as every 30 February.

Necessary conditions only, looked at day by day up to an end. Whoever unfolds a rule that fails them
would search through all years that calendars know.
"""

from __future__ import annotations

import re
from calendar import isleap, monthrange
from collections.abc import Callable, Iterator, Mapping
from datetime import date, timedelta
from typing import Any

_WEEKDAYS = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")
_DAY = re.compile(r"([+-]?\d*)([A-Z]{2})")
# "The second Sunday of the month" is one of at most five, and of a year one of 53.
_MOST_OF_A_KIND = {"MONTHLY": 5, "YEARLY": 53}
# "The last working day of the month" and the like.
_FARTHEST_POSITION = 4

_Rule = Mapping[str, Any]


def comes_true(rule: _Rule, start: date, end: date) -> bool:
    """
    False for a rule that is never true from its beginning to that day.
    """
    if not _counts_within_its_period(rule):
        return False
    return any(all(holds(rule, day) for holds in _CONDITIONS) for day in _days(rule, start, end))


def _days(rule: _Rule, start: date, end: date) -> Iterator[date]:
    """
    The days a rule may fall on as far as its interval goes.
    """
    step = timedelta(days=1)
    if _frequency(rule) == "DAILY":
        step *= min(int((rule.get("INTERVAL") or [1])[0]), 1_000_000)
    day = start
    while day <= end:
        yield day
        day += step


def _frequency(rule: _Rule) -> str:
    return str((rule.get("FREQ") or [""])[0]).upper()


def _counts_within_its_period(rule: _Rule) -> bool:
    """
    False for the ninth Monday of a month, or the three-hundredth day of a week.
    """
    numbers = [int(number) for number, _ in _named_days(rule) if number.strip("+-")]
    most = _MOST_OF_A_KIND.get(_frequency(rule), 0)
    positions = [int(position) for position in rule.get("BYSETPOS") or []]
    if positions and (numbers or most == 0):
        return False
    return all(abs(number) <= most for number in numbers) and all(
        abs(position) <= _FARTHEST_POSITION for position in positions
    )


def _named_days(rule: _Rule) -> list[tuple[str, str]]:
    found = [_DAY.fullmatch(str(each).upper()) for each in rule.get("BYDAY") or []]
    return [(match[1], match[2]) for match in found if match]


def _on_its_weekday(rule: _Rule, day: date) -> bool:
    named = _named_days(rule)
    return not named or _WEEKDAYS[day.weekday()] in {name for _, name in named}


def _in_its_month(rule: _Rule, day: date) -> bool:
    months = rule.get("BYMONTH")
    return not months or day.month in {int(month) for month in months}


def _on_its_day_of_the_month(rule: _Rule, day: date) -> bool:
    return _is_one_of(rule.get("BYMONTHDAY"), day.day, monthrange(day.year, day.month)[1])


def _on_its_day_of_the_year(rule: _Rule, day: date) -> bool:
    return _is_one_of(
        rule.get("BYYEARDAY"), day.timetuple().tm_yday, 366 if isleap(day.year) else 365
    )


def _in_its_week(rule: _Rule, day: date) -> bool:
    year, week, _ = day.isocalendar()
    return _is_one_of(rule.get("BYWEEKNO"), week, date(year, 12, 28).isocalendar()[1])


def _is_one_of(told: list[int] | None, number: int, last: int) -> bool:
    """
    True when nothing is told, or the number is among it, counted from the beginning or the end.
    """
    return not told or bool({number, number - last - 1} & {int(each) for each in told})


_CONDITIONS: tuple[Callable[[_Rule, date], bool], ...] = (
    _on_its_weekday,
    _in_its_month,
    _on_its_day_of_the_month,
    _on_its_day_of_the_year,
    _in_its_week,
)
