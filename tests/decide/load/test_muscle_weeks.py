"""
Every muscle over the last days, beside what was usual.
"""

from __future__ import annotations

from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.decide.load.builders import MONDAY, a_run, weeks_of_runs
from tests.decide.load.test_regions import features
from unknot.decide.load.kinds import kinds_of
from unknot.decide.load.muscle_weeks import muscle_week
from unknot.decide.load.picture import load_picture
from unknot.domain.body import Region

TODAY = MONDAY + timedelta(weeks=6) - timedelta(days=1)


def week_of(runs, today=TODAY):
    """
    The last seven days of these runs.
    """
    loads = {each.run_id: each.load for each in load_picture(runs, today).runs}
    return muscle_week(runs, kinds_of(runs, ()), loads, today)


def test_a_week_as_always_is_the_usual_one():
    """
    Six equal weeks: every region that was asked stands at its usual.
    """
    week = week_of(weeks_of_runs())

    assert week.has_usual
    assert week.efforts == 3
    assert {round(each.compared or 1, 6) for each in week.regions if each.points} >= {1.0}
    assert week.region(Region.CALF).compared == pytest.approx(1)
    assert week.region(Region.CALF).level == 3


def test_a_run_down_a_hill_shows_at_the_front_thigh():
    """
    And its part is named there, with its time, its way and its height.
    """
    runs = weeks_of_runs()
    down = a_run(TODAY - timedelta(days=1), features=features(level=1200.0, down=1800.0))
    thigh = week_of([*runs, down]).region(Region.QUADRICEPS)
    of_run = next(each for each in thigh.runs if each.run_id == down.id)

    assert thigh.compared > 1.2
    assert (of_run.parts[0].part.part, of_run.parts[0].part.climb_m) == ("downhill", 540)
    assert of_run.parts[0].points == pytest.approx(150 * 1800 / 3000)
    assert thigh.points == pytest.approx(sum(each.points for each in thigh.runs))


@given(order=st.permutations(weeks_of_runs(weeks=5)))
def test_the_order_of_runs_has_no_meaning(order):
    """
    Whichever way round they are handed over.
    """
    today = MONDAY + timedelta(weeks=5)

    assert week_of(order, today) == week_of(weeks_of_runs(weeks=5), today)


def test_nothing_is_usual_before_four_weeks():
    """
    Then the picture shows which regions had the most, and says no share of anything.
    """
    week = week_of(weeks_of_runs(weeks=2), MONDAY + timedelta(days=13))

    assert not week.has_usual
    assert {each.usual for each in week.regions} == {None}
    assert week.region(Region.CALF).level == 5
    assert week.region(Region.FOREARM).level == 0


def test_a_region_hardly_ever_used_is_no_thousand_per_cent():
    """
    It is compared with a tenth of the most used one.
    """
    runs = [a_run(MONDAY + timedelta(days=7 * week)) for week in range(6)]
    down = a_run(TODAY, features=features(down=1800.0))
    shin = week_of([*runs, down]).region(Region.SHIN)

    assert shin.usual == 0
    assert shin.compared == pytest.approx(50 / (0.1 * 100))


def test_what_nobody_knows_the_load_of_is_counted_and_left_out():
    """
    Missing is not zero, and no guess.
    """
    runs = [*weeks_of_runs(), a_run(TODAY - timedelta(days=1), minutes=None, km=None, rpe=None)]
    week = week_of(runs)

    assert (week.efforts, week.without_load) == (4, 1)
    assert week.without_streams == 3


def test_days_are_those_of_the_runners_calendar():
    """
    Seven of them with today: the eighth day back belongs to the week before.
    """
    runs = [*weeks_of_runs(), a_run(TODAY - timedelta(days=7))]

    assert week_of(runs).efforts == 3
    assert week_of(runs).since == TODAY - timedelta(days=6)
