"""
Instants and local dates, also where the clock changes.
"""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from unknot.domain.units import as_utc, instant_at, local_date, zone_named

PRAGUE = "Europe/Prague"
SPRING = date(2026, 3, 29)  # 02:00 becomes 03:00
AUTUMN = date(2026, 10, 25)  # 03:00 becomes 02:00


def test_a_time_without_a_zone_is_no_instant():
    """
    Nobody guesses which nine o'clock was meant.
    """
    with pytest.raises(ValueError, match="no time zone"):
        as_utc(datetime.fromisoformat("2026-03-01T09:00"))


@pytest.mark.parametrize("text", ["0001-01-01T00:00+01:00", "9999-12-31T23:00-05:00"])
def test_an_instant_that_utc_has_no_date_for_is_refused(text):
    """
    The calendar begins and ends somewhere; nobody runs there.
    """
    with pytest.raises(ValueError, match="has no date in UTC"):
        as_utc(datetime.fromisoformat(text))


@pytest.mark.parametrize("name", ["Mars/Olympus", "", "../etc/passwd", "Europe/"])
def test_an_unknown_zone_is_named_in_the_refusal(name):
    """
    The sentence says which zone is unknown and how one is written.
    """
    with pytest.raises(ValueError, match="not a known time zone; use a name such as"):
        zone_named(name)


@pytest.mark.parametrize(
    ("instant", "day"),
    [
        (datetime(2026, 3, 28, 22, 59, tzinfo=UTC), date(2026, 3, 28)),
        (datetime(2026, 3, 28, 23, 0, tzinfo=UTC), SPRING),
        (datetime(2026, 10, 24, 22, 0, tzinfo=UTC), AUTUMN),
        (datetime(2026, 10, 25, 22, 59, tzinfo=UTC), AUTUMN),
        (datetime(2026, 10, 25, 23, 0, tzinfo=UTC), AUTUMN + timedelta(days=1)),
    ],
)
def test_a_date_is_the_runners_own(instant, day):
    """
    The day of a clock change has 23 or 25 hours and is one day all the same.
    """
    assert local_date(instant, PRAGUE) == day


@pytest.mark.parametrize(
    ("day", "clock", "utc"),
    [
        (SPRING, time(1, 59), "2026-03-29T00:59:00+00:00"),
        (SPRING, time(2, 30), "2026-03-29T01:30:00+00:00"),  # skipped: shown as 03:30
        (SPRING, time(3, 0), "2026-03-29T01:00:00+00:00"),
        (AUTUMN, time(2, 30), "2026-10-25T00:30:00+00:00"),  # twice: the first one
        (AUTUMN, time(3, 0), "2026-10-25T02:00:00+00:00"),
    ],
)
def test_wall_clock_times_around_a_clock_change(day, clock, utc):
    """
    A skipped time is taken after the gap, a doubled one at its first showing.
    """
    assert instant_at(day, clock, PRAGUE).isoformat() == utc


@given(
    st.dates(date(1990, 1, 1), date(2040, 1, 1)),
    st.times(),
    st.sampled_from([PRAGUE, "America/New_York", "Asia/Kathmandu", "Pacific/Apia", "UTC"]),
)
def test_an_instant_falls_on_the_day_it_was_made_for(day, clock, zone):
    """
    Whatever the zone and its clock changes, 18:00 on Friday is on Friday.
    """
    instant = instant_at(day, clock, zone)

    assert instant.tzinfo is UTC
    # A day that a zone never had (Apia, 30 December 2011) moves to the next one.
    assert local_date(instant, zone) in (day, day + timedelta(days=1))


def test_any_zone_of_an_instant_gives_the_same_date():
    """
    A date depends on the instant and the runner's zone, not on how the instant was written.
    """
    written = datetime(2026, 10, 25, 0, 30, tzinfo=timezone(timedelta(hours=2)))

    assert local_date(written, PRAGUE) == local_date(as_utc(written), PRAGUE) == AUTUMN
