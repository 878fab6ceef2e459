"""
The runner's load day by day.
"""

from __future__ import annotations

from datetime import date, timedelta
from math import exp

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.decide.load.builders import MONDAY, a_run, weeks_of_runs
from unknot.decide.load.picture import load_picture
from unknot.domain.recording import Sport
from unknot.domain.run import RawLoads


def loads_by_day(runs, today, known_until=None):
    """
    Date to that day's load.
    """
    return {each.date: each.load for each in load_picture(runs, today, known_until).days}


def test_a_day_between_two_runs_is_rest():
    """
    Monday and Wednesday run, so Tuesday was a rest day and counts 0.
    """
    wednesday = MONDAY + timedelta(days=2)
    found = loads_by_day([a_run(MONDAY), a_run(wednesday)], wednesday)

    assert found == {MONDAY: 150, MONDAY + timedelta(days=1): 0, wednesday: 150}


def test_days_after_the_last_run_are_not_known():
    """
    Three days without data are not three days of rest.
    """
    found = loads_by_day([a_run(MONDAY)], MONDAY + timedelta(days=3))

    assert list(found.values()) == [150, None, None, None]


def test_days_are_rest_where_the_files_are_known_to_be_complete():
    """
    Until the last import a day without a run was rest.
    """
    tuesday = MONDAY + timedelta(days=1)
    found = loads_by_day([a_run(MONDAY)], MONDAY + timedelta(days=2), known_until=tuesday)

    assert list(found.values()) == [150, 0, None]


def test_a_day_with_a_run_of_unknown_load_is_unknown():
    """
    A run without any figure makes its day unknown, even beside a known one.
    """
    unknown = a_run(MONDAY, id="unknown", loads=RawLoads())
    found = loads_by_day([a_run(MONDAY), unknown], MONDAY)

    assert found == {MONDAY: None}


def test_a_hole_of_five_weeks_is_missing_files_and_four_weeks_are_rest():
    """
    28 days without a run are rest, 29 are not known.
    """
    later = MONDAY + timedelta(days=29)
    rest = loads_by_day([a_run(MONDAY), a_run(later)], later)
    hole = loads_by_day(
        [a_run(MONDAY), a_run(later + timedelta(days=1))], later + timedelta(days=1)
    )

    assert rest[MONDAY + timedelta(days=9)] == 0
    assert hole[MONDAY + timedelta(days=9)] is None


def test_a_ride_counts_on_its_day():
    """
    Legs do not care whether the load came from a run.
    """
    ride = a_run(MONDAY, id="ride", sport=Sport.CYCLING)

    assert loads_by_day([a_run(MONDAY), ride], MONDAY) == {MONDAY: 300}


def test_averages_wait_until_half_of_their_weight_is_known():
    """
    The 7-day average begins on the fifth day, the 42-day one after a month.
    """
    runs = [a_run(MONDAY + timedelta(days=day)) for day in range(40)]
    days = load_picture(runs, MONDAY + timedelta(days=39)).days

    assert [day.average_7 is None for day in days[:6]] == [True] * 4 + [False] * 2
    assert [day.average_42 is None for day in days[28:32]] == [True, False, False, False]


def test_the_same_load_every_day_is_its_own_average():
    """
    An average of equal days is that day's load, from its first value on.
    """
    runs = [a_run(MONDAY + timedelta(days=day)) for day in range(60)]
    last = load_picture(runs, MONDAY + timedelta(days=59)).days[-1]

    assert (last.average_7, last.average_42) == (pytest.approx(150), pytest.approx(150))


def test_averages_lapse_when_runs_stop_coming_in():
    """
    Four unknown days leave the 7-day average standing, five make it unknown.
    """
    runs = [a_run(MONDAY + timedelta(days=day)) for day in range(60)]
    days = load_picture(runs, MONDAY + timedelta(days=64)).days

    assert days[-2].average_7 == pytest.approx(150)
    assert days[-1].average_7 is None
    assert days[-1].average_42 == pytest.approx(150)


@given(st.lists(st.one_of(st.none(), st.integers(0, 900)), min_size=1, max_size=400))
def test_averages_are_what_a_plain_loop_says(loads):
    """
    The quick way of averaging gives the figures of the slow and obvious one.
    """
    # A known run on the first and the last day keeps the days in between from being trimmed.
    figures = [100, *loads, 100]
    runs = [
        a_run(MONDAY + timedelta(days=day), 1, rpe=None, loads=RawLoads(rpe_min=load))
        for day, load in enumerate(figures)
    ]
    days = load_picture(runs, MONDAY + timedelta(days=len(figures) - 1)).days

    total = weight = 0.0
    for day, load in zip(days, figures, strict=True):
        total, weight = total * exp(-1 / 7), weight * exp(-1 / 7)
        if load is not None:
            total, weight = total + load, weight + 1
        known = weight >= 0.5 / (1 - exp(-1 / 7)) - 1e-9
        assert day.load == load  # missing stays missing, and nothing is 0 but what is 0
        assert day.average_7 == (pytest.approx(total / weight) if known else None)


def test_nobody_without_runs_has_a_picture():
    """
    No run, no days, no median.
    """
    picture = load_picture([], MONDAY)

    assert (picture.runs, picture.days, picture.median_run) == ((), (), None)


def test_the_median_run_is_of_this_half_year():
    """
    Runs of years ago do not say what is usual now, once there are ten recent ones.
    """
    old = [a_run(date(2020, 1, 1) + timedelta(days=day), 20) for day in range(100)]
    new = [a_run(MONDAY + timedelta(days=day)) for day in range(10)]

    assert load_picture(old + new, MONDAY + timedelta(days=10)).median_run == 150
    assert load_picture(old + new[1:], MONDAY + timedelta(days=10)).median_run == 60


@given(st.permutations(weeks_of_runs(weeks=3)))
def test_the_order_in_which_runs_come_does_not_matter(shuffled):
    """
    The picture is of the runs and not of their order.
    """
    today = MONDAY + timedelta(days=22)

    assert load_picture(shuffled, today) == load_picture(weeks_of_runs(weeks=3), today)


def test_a_run_abroad_dated_tomorrow_counts_today():
    """
    Who runs on the other side of the date line has run, whatever the date at home is.
    """
    tomorrow = a_run(MONDAY + timedelta(days=1))

    assert loads_by_day([tomorrow], MONDAY) == {MONDAY: 150}


def test_a_run_dated_years_ahead_is_on_no_day():
    """
    A watch that lost its clock does not fill today with a run.
    """
    lost = a_run(date(2036, 1, 1))

    assert loads_by_day([a_run(MONDAY), lost], MONDAY) == {MONDAY: 150}
    assert loads_by_day([lost], MONDAY) == {}
