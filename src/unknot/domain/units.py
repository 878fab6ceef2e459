"""
Instants, zones, money and lengths, each with its unit in the name.
"""

from __future__ import annotations

from datetime import UTC, date, datetime, time
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from unknot.domain.refused import CannotBe

METRES_PER_MILE = 1609.344

# Before these years nobody ran with us, and beyond them the calendar itself comes to an end.
FIRST_YEAR, LAST_YEAR = 1900, 2199


def year_can_be(day: date) -> bool:
    """
    False for years that only a slip of the finger names, such as 1026 or 9999.
    """
    return FIRST_YEAR <= day.year <= LAST_YEAR


def as_utc(instant: datetime) -> datetime:
    """
    The same instant in UTC.

    Raises
    ------
    CannotBe
        If the instant carries no zone, for a time without a zone is not an instant; or if it
        lies at either end of the calendar, where UTC has no date for it.
    """
    if instant.tzinfo is None:
        raise CannotBe(
            "{instant} has no time zone, so it is not an instant", instant=instant.isoformat()
        )
    try:
        return instant.astimezone(UTC)
    except OverflowError as beyond:
        raise CannotBe("{instant} has no date in UTC", instant=instant.isoformat()) from beyond


def zone_named(name: str) -> ZoneInfo:
    """
    The time zone of that name in the IANA list, such as "Europe/Prague".

    Raises
    ------
    CannotBe
        If no such zone exists.
    """
    try:
        return ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError) as not_found:
        raise CannotBe(
            "'{name}' is not a known time zone; use a name such as Europe/Prague or UTC", name=name
        ) from not_found


def local_date(instant: datetime, zone: str) -> date:
    """
    The date on the runner's wall calendar at that instant.
    """
    return as_utc(instant).astimezone(zone_named(zone)).date()


def instant_at(day: date, clock: time, zone: str) -> datetime:
    """
    The UTC instant at which the runner's wall clock shows that time on that day.

    In the hour that a clock change skips, the time after the gap is taken; in the hour
    that happens twice, the first one.
    """
    wall = datetime.combine(day, clock.replace(tzinfo=None), tzinfo=zone_named(zone))
    return wall.astimezone(UTC)
