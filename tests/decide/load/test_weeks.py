"""
The load of every week, as every door shows it.
"""

from __future__ import annotations

from datetime import timedelta

import pytest

from tests.decide.load.builders import MONDAY, a_run, weeks_of_runs
from unknot.decide.load.picture import load_picture
from unknot.decide.load.weeks import load_weeks
from unknot.domain.recording import Sport
from unknot.domain.run import LoadMethod, RawLoads

WEEK = timedelta(weeks=1)


def test_a_week_adds_up_its_sports_and_counts_its_methods():
    """
    A run of 150 and a ride of 80, each under its own sport, with how its load was found.
    """
    ride = a_run(
        MONDAY + timedelta(days=2), 60, 25, None, id="ride", sport=Sport.CYCLING,
        loads=RawLoads(trimp=80 / 2.4),
    )  # fmt: skip
    [week] = load_weeks([a_run(MONDAY), ride], MONDAY + timedelta(days=3))

    assert {each.sport: round(each.load) for each in week.sports} == {
        Sport.RUNNING: 150,
        Sport.CYCLING: 80,
    }
    assert round(week.load) == 230
    assert (week.distance_m, week.minutes, week.efforts) == (35_000, 110, 2)
    assert week.methods == {LoadMethod.RPE: 1, LoadMethod.HEART_RATE: 1}
    assert (week.starts_on, week.is_over) == (MONDAY, False)


def test_a_week_of_rest_is_zero_and_a_hole_is_not_known():
    """
    Two weeks without a run between two runs were rest; eight weeks are likelier missing files.
    """
    rest = load_weeks([a_run(MONDAY), a_run(MONDAY + 3 * WEEK)], MONDAY + 3 * WEEK)
    hole = load_weeks([a_run(MONDAY), a_run(MONDAY + 9 * WEEK)], MONDAY + 9 * WEEK)

    assert [week.load for week in rest] == [150, 0, 0, 150]
    assert [week.distance_m for week in rest] == [10_000, 0, 0, 10_000]
    assert [week.load for week in hole] == [150, *[None] * 8, 150]
    assert [week.distance_m for week in hole[1:9]] == [None] * 8
    assert [week.is_known for week in hole] == [True, *[False] * 8, True]


def test_weeks_after_the_last_run_are_not_known():
    """
    Who brought no files for three weeks may have run or not.
    """
    weeks = load_weeks([a_run(MONDAY)], MONDAY + 3 * WEEK)

    assert [week.load for week in weeks] == [150, None, None, None]


def test_an_effort_without_load_is_counted_beside_the_sum():
    """
    What no method knows is not zero: the week had at least so much, and says so.
    """
    unknown = a_run(MONDAY + timedelta(days=1), id="unknown", loads=RawLoads())
    [week] = load_weeks([a_run(MONDAY), unknown], MONDAY + timedelta(days=1))
    [alone] = load_weeks([unknown], MONDAY + timedelta(days=1))

    assert (week.load, week.without_load, week.distance_m) == (150, 1, 20_000)
    assert (alone.load, alone.without_load, alone.distance_m) == (None, 1, 10_000)


def test_the_averages_are_those_of_the_picture_as_a_week():
    """
    A badge and a chart from one number: seven times the day's average on the week's last day.
    """
    runs = weeks_of_runs(weeks=8)
    today = MONDAY + 8 * WEEK - timedelta(days=1)
    by_day = {day.date: day for day in load_picture(runs, today).days}

    for week in load_weeks(runs, today):
        last = by_day[week.ends_on]
        assert week.average_7 == pytest.approx(7 * last.average_7)
        assert week.average_42 == (last.average_42 and pytest.approx(7 * last.average_42))


def test_usual_is_the_middle_half_of_the_weeks_before():
    """
    From six known weeks on; the week itself and what came later have no part in it.
    """
    loads = [100, 200, 300, 400, 500, 600, 5000]
    runs = [
        a_run(MONDAY + place * WEEK, id=f"r{place}", loads=RawLoads(rpe_min=load))
        for place, load in enumerate(loads)
    ]
    weeks = load_weeks(runs, MONDAY + 6 * WEEK)

    assert [week.usual_low for week in weeks[:6]] == [None] * 6
    assert (weeks[6].usual_low, weeks[6].usual_high) == (225, 475)


def test_the_week_begins_where_the_runner_says():
    """
    With weeks from Sunday a run on Sunday opens a week instead of closing one.
    """
    sunday = MONDAY + timedelta(days=6)
    weeks = load_weeks([a_run(MONDAY), a_run(sunday)], sunday, week_starts_on=6)

    assert [week.starts_on for week in weeks] == [MONDAY - timedelta(days=1), sunday]
    assert [week.load for week in weeks] == [150, 150]


def test_the_order_of_runs_changes_nothing():
    """
    Files come in any order.
    """
    runs = weeks_of_runs(weeks=10)

    assert load_weeks(runs, MONDAY + 10 * WEEK) == load_weeks(runs[::-1], MONDAY + 10 * WEEK)


def test_without_runs_there_are_no_weeks():
    """
    A new house has no history.
    """
    assert load_weeks([], MONDAY) == ()
