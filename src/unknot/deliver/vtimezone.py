"""
A time zone written out for calendars, so that a program that knows no zone names is never an hour off.

The onset of each observance is written in the wall time that was shown until then, as RFC 5545
section 3.6.5 asks for.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from icalendar import Timezone, TimezoneDaylight, TimezoneStandard

from unknot.domain.units import zone_named

_A_YEAR = timedelta(days=366)
_STEP = timedelta(hours=6)  # shorter than any time between two clock changes


@dataclass(frozen=True, slots=True)
class _Offset:
    """
    What a wall clock shows for a while: so far from UTC, under this name, in summer or not.
    """

    from_utc: timedelta
    name: str
    is_summer: bool


@dataclass(frozen=True, slots=True)
class _Change:
    """
    The instant at which clocks are set, from what to what.
    """

    at_utc: datetime
    before: _Offset
    after: _Offset


def build_timezone(zone: str, first: datetime, last: datetime) -> Timezone:
    """
    The VTIMEZONE of a zone, right from a year before the first instant to a year after the last.
    """
    start = (first - _A_YEAR).astimezone(UTC).replace(minute=0, second=0, microsecond=0)
    component = Timezone()
    component.add("tzid", zone)
    offset = _offset_at(start, zone)
    component.add_component(_observance(_Change(start, offset, offset)))
    for change in _changes(zone, start, last.astimezone(UTC) + _A_YEAR):
        component.add_component(_observance(change))
    return component


def _observance(change: _Change) -> TimezoneStandard | TimezoneDaylight:
    observance = TimezoneDaylight() if change.after.is_summer else TimezoneStandard()
    wall = (change.at_utc + change.before.from_utc).replace(tzinfo=None)
    observance.add("dtstart", wall)
    observance.add("tzoffsetfrom", change.before.from_utc)
    observance.add("tzoffsetto", change.after.from_utc)
    observance.add("tzname", change.after.name)
    return observance


def _changes(zone: str, start: datetime, end: datetime) -> Iterator[_Change]:
    at = start
    while at < end:
        before, after = _offset_at(at, zone), _offset_at(at + _STEP, zone)
        if before != after:
            yield _Change(_find_change(zone, at, at + _STEP), before, after)
        at += _STEP


def _find_change(zone: str, earlier: datetime, later: datetime) -> datetime:
    """
    The minute between the two at which the wall clock is set, by halving.
    """
    before = _offset_at(earlier, zone)
    while later - earlier > timedelta(minutes=1):
        middle = earlier + timedelta(minutes=(later - earlier) // timedelta(minutes=2))
        if _offset_at(middle, zone) == before:
            earlier = middle
        else:
            later = middle
    return later


def _offset_at(instant: datetime, zone: str) -> _Offset:
    wall = instant.astimezone(zone_named(zone))
    return _Offset(wall.utcoffset() or timedelta(), wall.tzname() or zone, bool(wall.dst()))
