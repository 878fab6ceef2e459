"""
What sort of run each one was.
"""

from __future__ import annotations

from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.decide.load.builders import MONDAY, a_run, weeks_of_runs
from unknot.decide.load.kinds import kinds_of
from unknot.domain.recording import Sport, Surface
from unknot.domain.run import RawLoads, RunKind
from unknot.domain.settings import Race

HISTORY = weeks_of_runs(weeks=5)
TODAY = MONDAY + timedelta(weeks=5)


def kind_of(run, races=(), history=HISTORY):
    """
    The kind of one run after five usual weeks.
    """
    return kinds_of([*history, run], races)[run.id]


def test_what_the_runner_said_wins():
    """
    A race on the calendar does not overrule "that was easy".
    """
    said = a_run(TODAY, kind=RunKind.EASY)

    assert kind_of(said, [Race(TODAY, 10_000)]) is RunKind.EASY


@pytest.mark.parametrize(
    ("km", "kind"),
    [(12.0, RunKind.RACE), (9.0, RunKind.RACE), (5.0, RunKind.RACE), (4.9, RunKind.EASY)],
)
def test_on_the_day_of_a_race_a_run_from_half_of_it_on_is_the_race(km, kind):
    """
    Measured a fifth long or given up half way it is the race; the shake-out of that day is not.
    """
    assert kind_of(a_run(TODAY, 60, km), [Race(TODAY, 10_000)]) is kind


def test_of_a_race_day_only_the_longest_run_is_the_race():
    """
    Six kilometres to warm up before a race of ten are none themselves, whatever comes in first.
    """
    warm_up, race = a_run(TODAY, 40, 6.0), a_run(TODAY, 50, 10.0, id="r_race")
    kinds = kinds_of([race, warm_up], [Race(TODAY, 10_000)])

    assert (kinds[warm_up.id], kinds[race.id]) == (RunKind.EASY, RunKind.RACE)


def test_a_run_of_unknown_distance_on_the_day_of_a_race_may_be_it():
    """
    Without a distance it is the race, unless another run of that day is long enough.
    """
    unknown = a_run(TODAY, 50, None)
    known = a_run(TODAY, 50, 9.5, id="r_known")
    races = [Race(TODAY, 10_000)]

    assert kind_of(unknown, races) is RunKind.RACE
    assert kinds_of([unknown, known], races) == {
        unknown.id: RunKind.EASY,
        known.id: RunKind.RACE,
    }


def test_a_run_of_the_races_length_on_another_day_is_none():
    """
    Yesterday's ten kilometres were no race.
    """
    assert kind_of(a_run(TODAY), [Race(TODAY + timedelta(days=1), 10_000)]) is RunKind.EASY


@pytest.mark.parametrize(
    ("minutes", "kind"), [(70, RunKind.LONG), (69, RunKind.EASY), (59, RunKind.EASY)]
)
def test_long_is_long_for_this_runner(minutes, kind):
    """
    With 50 minutes as usual, 70 is long and 69 is not.
    """
    assert kind_of(a_run(TODAY, minutes)) is kind


@pytest.mark.parametrize(("minutes", "kind"), [(90, RunKind.LONG), (89, RunKind.EASY)])
def test_without_a_history_an_hour_and_a_half_is_long(minutes, kind):
    """
    The first run ever has nothing to be compared with.
    """
    assert kind_of(a_run(TODAY, minutes), history=[]) is kind


def test_one_long_and_one_short_run_a_week_are_told_apart():
    """
    Half of the runs being long does not make long usual.
    """
    runs = []
    for week in range(6):
        runs.append(a_run(MONDAY + timedelta(weeks=week), 50))
        runs.append(a_run(MONDAY + timedelta(weeks=week, days=6), 100))
    kinds = kinds_of(runs, ())

    assert kinds[runs[-1].id] is RunKind.LONG
    assert kinds[runs[-2].id] is RunKind.EASY


@pytest.mark.parametrize(
    ("up_m", "down_m", "kind"),
    [
        (400, 0, RunKind.UPHILL),
        (399, 0, RunKind.TRAIL),
        (0, 400, RunKind.DOWNHILL),
        (400, 400, RunKind.TRAIL),
        (290, 290, RunKind.EASY),
        (None, None, RunKind.EASY),
    ],
)
def test_hills_make_the_kind(up_m, down_m, kind):
    """
    Forty metres a kilometre one way is up or down; up and down again is trail from thirty.
    """
    assert kind_of(a_run(TODAY, 55, ascent_m=up_m, descent_m=down_m)) is kind


def test_a_trail_is_a_trail():
    """
    What the watch calls a trail is one, and a long one is long first.
    """
    assert kind_of(a_run(TODAY, surface=Surface.TRAIL)) is RunKind.TRAIL
    assert kind_of(a_run(TODAY, 120, surface=Surface.TRAIL)) is RunKind.LONG


@pytest.mark.parametrize(("trimp", "kind"), [(65.0, RunKind.SPEED), (64.0, RunKind.EASY)])
def test_a_heart_that_works_a_third_more_than_usual_is_speed(trimp, kind):
    """
    Against a usual point a minute, 1.3 is speed work.
    """
    history = [a_run(MONDAY + timedelta(days=day), loads=RawLoads(trimp=50.0)) for day in range(6)]

    assert kind_of(a_run(TODAY, loads=RawLoads(trimp=trimp)), history=history) is kind


def test_pace_tells_speed_where_the_heart_says_nothing():
    """
    A fifth more graded load a minute than usual is speed work.
    """
    history = [a_run(MONDAY + timedelta(days=day), loads=RawLoads(graded=40.0)) for day in range(6)]

    assert kind_of(a_run(TODAY, loads=RawLoads(graded=48.0)), history=history) is RunKind.SPEED
    assert kind_of(a_run(TODAY, loads=RawLoads(graded=47.0)), history=history) is RunKind.EASY


def test_above_five_metres_a_second_it_is_a_sprint():
    """
    Hip muscles take over there; a ride saved as a run is not believed.
    """
    assert kind_of(a_run(TODAY, 10, 3.1)) is RunKind.SPRINT
    assert kind_of(a_run(TODAY, 10, 5.0)) is RunKind.EASY


def test_a_ride_has_no_kind_but_easy():
    """
    Three hours on a bicycle are no long run.
    """
    assert kind_of(a_run(TODAY, 180, 70, sport=Sport.CYCLING)) is RunKind.EASY


@given(st.permutations(HISTORY))
def test_the_order_in_which_runs_come_does_not_matter(shuffled):
    """
    Kinds are of the runs and not of their order.
    """
    assert kinds_of(shuffled, ()) == kinds_of(HISTORY, ())


def test_a_kind_does_not_change_when_the_next_run_comes_in():
    """
    Runs are compared with what was before them only.
    """
    before = kinds_of(HISTORY, ())
    after = kinds_of([*HISTORY, a_run(TODAY, 300)], ())

    assert before == {run_id: after[run_id] for run_id in before}
