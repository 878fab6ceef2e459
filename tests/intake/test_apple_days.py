"""
Nights and mornings of Apple Health: overlapping stages, several apps, the day of waking.
"""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.intake import apple_writer as apple
from unknot.intake.apple_days import Rate, SleepSpan, nights_of, seconds_asleep, wellness_of

EVENING = datetime(2024, 3, 1, 22, 0, tzinfo=UTC)


def sleep_by_day(*parts: str) -> dict[date, float | None]:
    """
    Hours asleep by the day of waking.
    """
    return {day.date: day.sleep_h for day in apple.days_in(apple.offers_of(apple.export(*parts)))}


def span(begin_h: float, end_h: float, stage: str = "Asleep", source: str = "Watch") -> SleepSpan:
    """
    A span in hours after ten in the evening.
    """
    first = int(EVENING.timestamp())
    return SleepSpan(first + round(begin_h * 3600), first + round(end_h * 3600), 0, stage, source)


def test_overlapping_stages_and_apps_count_once():
    """
    A watch with stages, an app with the whole night, and the same span twice: eight hours.
    """
    assert sleep_by_day(
        apple.asleep("InBed", 14, 24),
        apple.asleep("AsleepCore", 15, 20),
        apple.asleep("AsleepDeep", 19, 23),
        apple.asleep("AsleepDeep", 19, 23),
        apple.asleep("AsleepUnspecified", 15.5, 22, source="App"),
        apple.asleep("Awake", 20, 20.5),
    ) == {date(2024, 3, 2): 8.0}


def test_lying_in_bed_is_no_sleep():
    """
    An old phone knows when the light went out, and nothing else.
    """
    assert sleep_by_day(apple.asleep("InBed", 15, 23)) == {}


def test_a_night_belongs_to_the_day_of_waking_by_the_clock_of_the_place():
    """
    Waking at 23:30 UTC is the next morning in Tokyo, whatever clock the server has.
    """
    tokyo = timezone(timedelta(hours=9))

    assert sleep_by_day(apple.asleep("Asleep", 9, 16.5, zone=tokyo)) == {date(2024, 3, 2): 7.5}
    assert sleep_by_day(apple.asleep("Asleep", 9, 16.5, zone=UTC)) == {date(2024, 3, 1): 7.5}


def test_the_zone_of_the_night_is_believed_above_the_zone_of_the_export():
    """
    The phone is back home when it exports; the night was in Tokyo.
    """
    record = apple.asleep("Asleep", 9, 16.5, zone=UTC)
    inside = apple.metadata("HKTimeZone", "Asia/Tokyo")
    abroad = record.replace("/>\n", f">{inside}</Record>\n")

    assert sleep_by_day(abroad, apple.workout()) == {date(2024, 3, 2): 7.5}


def test_a_piece_before_midnight_belongs_to_its_night():
    """
    Half an hour before midnight is no sleep of the day before; a nap is one of its own day.
    """
    assert sleep_by_day(
        apple.asleep("AsleepCore", 15.25, 15.75),
        apple.asleep("AsleepREM", 17, 23),
        apple.asleep("Asleep", 30, 31),
    ) == {date(2024, 3, 2): 7.5}


def test_a_span_longer_than_a_day_is_no_sleep():
    """
    An app that forgot to end a night does not swallow the week.
    """
    assert sleep_by_day(apple.asleep("Asleep", 0, 100), apple.asleep("Asleep", 15, 23)) == {
        date(2024, 3, 2): 8.0
    }


def test_the_last_word_on_the_resting_heart_rate_counts():
    """
    A watch corrects its figure in the course of the day; an impossible one is none.
    """
    first = int(datetime(2024, 3, 1, tzinfo=UTC).timestamp())
    rates = [
        Rate(first, first + 30_000, 0, 55.0, "Watch"),
        Rate(first, first + 60_000, 0, 53.0, "Watch"),
        Rate(first, first + 80_000, 0, 500.0, "App"),
    ]

    assert wellness_of(date(2024, 3, 1), (), rates).resting_hr == 53.0


@pytest.mark.parametrize("hours", [0, 1, 2])
def test_a_resting_heart_rate_keeps_its_day_in_an_export_of_another_season(hours):
    """
    Apple writes a July midnight by the clock of the winter in which it exports.
    """
    zone = timezone(timedelta(hours=hours))
    july = datetime(2024, 7, 4, 22, 0, tzinfo=UTC)
    record = apple.record(
        "RestingHeartRate", 52, 0, 82_000, unit="count/min", start=july, zone=zone
    )

    [day] = apple.days_in(apple.offers_of(apple.export(record)))

    assert day.date == date(2024, 7, 5)


def test_apples_variability_is_not_taken_for_ours():
    """
    SDNN is another measure than RMSSD: it is left out, counted, and the reason is said.
    """
    offered = apple.offers_of(
        apple.export(
            apple.record("HeartRateVariabilitySDNN", 48.2, 0, 60, unit="ms"),
            apple.record("RestingHeartRate", 52, 0, 600, unit="count/min"),
        )
    )

    assert [(day.hrv_lnrmssd, day.resting_hr) for day in apple.days_in(offered)] == [(None, 52.0)]
    assert "1 values of heart rate variability" in apple.said_in(offered)
    assert "SDNN" in apple.said_in(offered)


spans = st.lists(
    st.tuples(st.integers(0, 600), st.integers(0, 120), st.sampled_from(["Watch", "App"])),
    max_size=30,
)


@given(spans)
def test_hours_asleep_are_the_minutes_that_any_source_covers(spans):
    """
    Compared with counting every minute by itself, whatever overlaps what.
    """
    made = [
        span(begin / 60, (begin + length) / 60, source=source) for begin, length, source in spans
    ]
    minutes = {minute for begin, length, _ in spans for minute in range(begin, begin + length)}

    assert sum(map(seconds_asleep, nights_of(made))) == 60 * len(minutes)


@pytest.mark.parametrize(("gap_h", "n_nights"), [(2.9, 1), (3.0, 1), (3.1, 2)])
def test_awake_for_three_hours_ends_a_night(gap_h, n_nights):
    """
    Lying awake from two to four is one night; an afternoon between two sleeps is not.
    """
    assert len(list(nights_of([span(0, 3), span(3 + gap_h, 9)]))) == n_nights
