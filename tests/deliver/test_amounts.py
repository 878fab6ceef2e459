"""
Amounts read as a runner would say them.
"""

from __future__ import annotations

from datetime import UTC, date, datetime, time

import pytest

from unknot.deliver import amounts
from unknot.deliver.words import Voice
from unknot.domain.settings import Units

HERE = Voice()
MILES = Voice(units=Units.IMPERIAL)


@pytest.mark.parametrize(
    ("metres", "metric", "imperial"),
    [
        (800, "800 m", "0.5 miles"),
        (1609.344, "1.6 km", "1 mile"),
        (18_000, "18 km", "11.2 miles"),
        (21_097.5, "21.1 km", "13.1 miles"),
        (999.6, "1000 m", "0.6 miles"),
    ],
)
def test_distances_follow_the_units(metres, metric, imperial):
    """
    Kilometres for some, miles for others, and no decimals that say nothing.
    """
    assert amounts.say_distance(metres, HERE) == metric
    assert amounts.say_distance(metres, MILES) == imperial


@pytest.mark.parametrize(
    ("low", "high", "said"),
    [(2.6, 3.34, "2.6 to 3.3"), (2.96, 3.04, "3"), (None, 3.0, ""), (2.0, None, "")],
)
def test_a_range_is_said_by_its_ends(low, high, said):
    """
    Ends that read the same are one figure; what is not known is not said.
    """
    assert amounts.say_range(low, high, HERE) == said


@pytest.mark.parametrize(
    ("minutes", "said"),
    [(4, "4 min"), (60, "1 h"), (75, "1 h 15 min"), (59.7, "1 h"), (0, "0 min")],
)
def test_lengths_of_time(minutes, said):
    """
    Minutes up to an hour, then hours and minutes.
    """
    assert amounts.say_minutes(minutes, HERE) == said


@pytest.mark.parametrize(
    ("cents", "currency", "said"),
    [
        (5500, "EUR", "€55"),
        (5550, "EUR", "€55.50"),
        (5500, "CZK", "55\N{NO-BREAK SPACE}CZK"),
        (0, "USD", "$0"),
        (-1005, "GBP", "−£10.05"),
    ],
)
def test_money_stands_as_its_users_write_it(cents, currency, said):
    """
    A sign in front where the currency has one, else its code behind.
    """
    assert amounts.say_money(cents, Voice(currency=currency)) == said


def test_paces():
    """
    A threshold pace reads as minutes and seconds.
    """
    assert amounts.say_pace(290, HERE) == "4:50 a km"
    assert amounts.say_pace(290, MILES) == "7:47 a mile"


def test_dates_short_and_long():
    """
    Short beside figures, long inside a sentence.
    """
    day = date(2026, 11, 26)

    assert amounts.say_date(day, HERE) == "Thu 26 Nov"
    assert amounts.say_long_date(day, HERE) == "Thursday 26 November"
    assert amounts.say_date_with_year(day, HERE) == "26 November 2026"
    assert amounts.say_month("2026-11", HERE) == "November 2026"


def test_an_instant_is_told_on_the_runners_own_wall():
    """
    Half past five in UTC is half past six in Prague in winter.
    """
    instant = datetime(2026, 11, 26, 17, 30, tzinfo=UTC)

    assert amounts.say_instant(instant, Voice(zone="Europe/Prague")) == "Thu 26 Nov, 18:30"
    assert amounts.say_clock(time(7, 5), HERE) == "07:05"


@pytest.mark.parametrize(
    ("hours", "said"),
    [(1, "1 hour"), (14, "14 hours"), (7.5, "7.5 hours"), (36, "36 hours"), (168, "7 days")],
)
def test_hours(hours, said):
    """
    One hour, many hours.
    """
    assert amounts.say_hours(hours, HERE) == said


@pytest.mark.parametrize(
    ("value", "said"), [(3.0, "3"), (2.4, "2.4"), (2.96, "3"), (-0.01, "0"), (10, "10")]
)
def test_figures_carry_no_empty_decimals(value, said):
    """
    "3 of 10", not "3.0 of 10".
    """
    assert amounts.say_number(value, HERE) == said
