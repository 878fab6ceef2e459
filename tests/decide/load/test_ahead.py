"""
Runs ahead: the usual week, usual hours, races, and how hard they will be.
"""

from __future__ import annotations

from datetime import time, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.decide.load.builders import MONDAY, a_run, weeks_of_runs
from unknot.decide.load.ahead import (
    expected_load,
    said_week,
    usual_week,
    with_races,
    with_usual_times,
)
from unknot.decide.load.kinds import kinds_of
from unknot.decide.load.picture import load_picture
from unknot.domain.recording import Sport
from unknot.domain.run import RawLoads, RunKind, RunPlanned
from unknot.domain.settings import Race, UsualRun

TODAY = MONDAY + timedelta(weeks=6)


def the_usual_week(runs, today=TODAY, weeks=1, zone="UTC"):
    """
    The guess, with the kinds inferred.
    """
    return usual_week(runs, kinds_of(runs, ()), today, weeks, zone)


def test_three_runs_a_week_are_guessed_as_they_were():
    """
    Tuesday, Thursday and Sunday come again, at their hour, length and kind, marked as guesses.
    """
    guessed = the_usual_week(weeks_of_runs())
    day = [TODAY + timedelta(days=ahead) for ahead in (1, 3, 6)]

    assert guessed == (
        RunPlanned(f"g_{day[0]}", day[0], RunKind.EASY, time(18), 10_000.0, 50.0, is_guess=True),
        RunPlanned(f"g_{day[1]}", day[1], RunKind.EASY, time(18), 10_000.0, 50.0, is_guess=True),
        RunPlanned(f"g_{day[2]}", day[2], RunKind.LONG, time(9), 20_000.0, 120.0, is_guess=True),
    )


def test_a_long_run_that_moves_between_days_is_still_a_habit():
    """
    Long on Saturday in two weeks and on Sunday in four is one long run a week, on Sunday.
    """
    runs = [
        a_run(MONDAY + timedelta(weeks=week, days=day), km=km, minutes=km * 6)
        for week in range(6)
        for day, km in ((1, 8), (3, 8), (5, 20 if week < 2 else 6), (6, 6 if week < 2 else 20))
    ]
    guessed = {run.date.weekday(): (run.kind, run.distance_m) for run in the_usual_week(runs)}

    assert guessed[6] == (RunKind.LONG, 20_000.0)
    assert guessed[5] == (RunKind.EASY, 6_000.0)


def test_a_long_run_now_and_then_is_no_habit():
    """
    Two long runs in six weeks say nothing about the weeks ahead.
    """
    runs = [
        a_run(MONDAY + timedelta(weeks=week, days=day), km=km, minutes=km * 6)
        for week in range(6)
        for day, km in ((1, 8), (3, 8), (6, 24 if week < 2 else 8))
    ]

    assert RunKind.LONG not in {run.kind for run in the_usual_week(runs)}


@pytest.mark.parametrize(("times", "is_guessed"), [(3, True), (2, False)])
def test_a_weekday_needs_half_of_the_weeks(times, is_guessed):
    """
    Saturdays in three of six weeks are a habit, in two they are not.
    """
    saturdays = [a_run(MONDAY + timedelta(weeks=week, days=5)) for week in range(times)]
    guessed = the_usual_week([*weeks_of_runs(), *saturdays])

    assert (5 in {run.date.weekday() for run in guessed}) is is_guessed


def test_a_new_runners_week_is_of_the_weeks_there_are():
    """
    Two weeks of running are enough for a guess, and their runs are in every week of it.
    """
    guessed = the_usual_week(weeks_of_runs(weeks=2), MONDAY + timedelta(weeks=2))

    assert [run.date.weekday() for run in guessed] == [1, 3, 6]


def test_one_week_of_running_is_no_habit():
    """
    Nothing is guessed from a single week.
    """
    assert the_usual_week(weeks_of_runs(weeks=1), MONDAY + timedelta(weeks=1)) == ()


def test_nobody_without_runs_has_a_usual_week():
    """
    No history, no guess.
    """
    assert the_usual_week([]) == ()


@pytest.mark.parametrize(("days_off", "is_empty"), [(21, False), (28, True)])
def test_a_break_ends_the_habit_after_three_weeks(days_off, is_empty):
    """
    Three weeks off still leave half of six weeks with runs, four do not.
    """
    today = TODAY + timedelta(days=days_off)

    assert (the_usual_week(weeks_of_runs(), today) == ()) is is_empty


def test_today_is_guessed_until_the_run_is_done():
    """
    A Tuesday evening's run is ahead in the morning and not any more at night.
    """
    tuesday = TODAY + timedelta(days=1)
    before = the_usual_week(weeks_of_runs(), tuesday)
    after = the_usual_week([*weeks_of_runs(), a_run(tuesday)], tuesday)

    assert before[0].date == tuesday
    assert after[0].date > tuesday


def test_a_guess_does_not_look_like_knowledge():
    """
    Whole minutes and hundreds of metres, whatever the watch measured.
    """
    runs = [a_run(MONDAY + timedelta(weeks=week), 49.28, 10.0299) for week in range(6)]
    (guess,) = the_usual_week(runs)

    assert (guess.distance_m, guess.duration_min) == (10_000, 49)


def test_rides_are_no_running_habit():
    """
    Cycling to work every day does not plan a run.
    """
    rides = [
        a_run(MONDAY + timedelta(days=day), sport=Sport.CYCLING, at=time(7)) for day in range(42)
    ]

    assert the_usual_week(rides) == ()


def test_a_race_is_no_habit():
    """
    Six Sundays with one race among them are guessed as the other five.
    """
    runs = weeks_of_runs()
    runs[-1] = a_run(runs[-1].date, 200, 42.2, 8, time(9), kind=RunKind.RACE)

    assert the_usual_week(runs)[-1].kind is RunKind.LONG
    assert the_usual_week(runs)[-1].distance_m == 20_000


def test_the_hour_is_the_wall_clocks_on_both_sides_of_a_clock_change():
    """
    Who runs at 18:00 in Prague runs at 18:00 there in summer and in winter.
    """
    runs = weeks_of_runs(zone="Europe/Prague")  # September and October, summer time
    guessed = the_usual_week(runs, weeks=3, zone="Europe/Prague")

    assert {run.starts_at for run in guessed if run.date.weekday() < 5} == {time(18)}


@given(st.permutations(weeks_of_runs(weeks=4)))
def test_the_order_in_which_runs_come_does_not_matter(shuffled):
    """
    The guess is of the runs and not of their order.
    """
    today = MONDAY + timedelta(weeks=4)

    assert the_usual_week(shuffled, today) == the_usual_week(weeks_of_runs(weeks=4), today)


def test_a_plan_without_hours_gets_the_weekdays_usual_one():
    """
    The plan's own hour stays, a known weekday has its median, an unknown one the default.
    """
    odd = [
        a_run(MONDAY + timedelta(weeks=week, days=1), at=time(17, 50 + week)) for week in range(5)
    ]
    planned = [
        RunPlanned("own", TODAY, RunKind.EASY, time(6)),
        RunPlanned("tuesday", TODAY + timedelta(days=1), RunKind.EASY),
        RunPlanned("friday", TODAY + timedelta(days=4), RunKind.EASY),
        RunPlanned("saturday", TODAY + timedelta(days=5), RunKind.EASY),
    ]
    starts = [run.starts_at for run in with_usual_times(planned, odd, "UTC")]

    assert starts == [time(6), time(17, 50), time(18), time(9)]


def test_a_race_day_becomes_the_race():
    """
    The long run planned for that Sunday is the race, with its length; other days stay.
    """
    sunday = TODAY + timedelta(days=6)
    planned = [
        RunPlanned("easy", TODAY, RunKind.EASY),
        RunPlanned("warm-up", sunday, RunKind.EASY, distance_m=2000),
        RunPlanned("long", sunday, RunKind.LONG, time(9), 18_000, 100, is_guess=True),
    ]
    runs = {run.id: run for run in with_races(planned, [Race(sunday, 21_097.5, name="Half")])}

    assert runs["long"] == RunPlanned("long", sunday, RunKind.RACE, time(9), 21_097.5, title="Half")
    assert (runs["easy"], runs["warm-up"]) == (planned[0], planned[1])


def test_a_race_on_a_free_day_is_added():
    """
    A race is run whether or not the plan knew of it.
    """
    (race,) = with_races([], [Race(TODAY, 10_000)])

    assert (race.date, race.kind, race.distance_m) == (TODAY, RunKind.RACE, 10_000)


@pytest.mark.parametrize("day", [TODAY - timedelta(days=1), TODAY + timedelta(days=8)])
def test_a_race_outside_the_days_looked_at_is_left_out(day):
    """
    Last Sunday's race is not ahead.
    """
    races = [Race(day, 10_000)]

    assert with_races([], races, TODAY, TODAY + timedelta(days=7)) == ()


def test_two_races_on_two_days_are_both_there():
    """
    Each race finds its own day.
    """
    races = [Race(TODAY + timedelta(days=6), 5000), Race(TODAY, 10_000)]

    assert [run.distance_m for run in with_races([], races)] == [10_000, 5000]


def the_expected_load(planned, runs):
    """
    What a run is expected to bring, judged by these runs.
    """
    picture = load_picture(runs, TODAY)
    return expected_load(planned, runs, kinds_of(runs, ()), picture)


@pytest.mark.parametrize(
    ("planned", "load"),
    [
        (RunPlanned("a", TODAY, RunKind.EASY, distance_m=12_000), 12 * 15),
        (RunPlanned("a", TODAY, RunKind.LONG, distance_m=25_000), 25 * 24),
        (RunPlanned("a", TODAY, RunKind.LONG, duration_min=100), 100 * 4),
        (RunPlanned("a", TODAY, RunKind.LONG), 480),
        # No speed work was ever done, so all runs speak.
        (RunPlanned("a", TODAY, RunKind.SPEED, distance_m=8000), 8 * 15),
    ],
)
def test_a_run_ahead_is_judged_by_the_runners_own(planned, load):
    """
    By its kilometres, else its minutes, else what that kind usually brings.
    """
    assert the_expected_load(planned, weeks_of_runs()) == pytest.approx(load)


@pytest.mark.parametrize(
    ("planned", "load"),
    [
        (RunPlanned("a", TODAY, RunKind.RACE, duration_min=50), 50 * 8),
        (RunPlanned("a", TODAY, RunKind.EASY), 45 * 3),
        (RunPlanned("a", TODAY, RunKind.EASY, distance_m=7200), 60 * 3),
    ],
)
def test_with_no_runs_the_catalogue_judges(planned, load):
    """
    A first-ever plan has loads too: time at the typical effort of its kind.
    """
    assert the_expected_load(planned, []) == pytest.approx(load)


def test_runs_without_a_load_do_not_judge():
    """
    Missing loads are left out and do not count as zero.
    """
    runs = [a_run(MONDAY + timedelta(days=day), rpe=None, loads=RawLoads()) for day in range(10)]

    assert the_expected_load(RunPlanned("a", TODAY, RunKind.EASY), runs) == 45 * 3


SAID = (
    UsualRun(1, RunKind.EASY, time(18), 8_000.0),
    UsualRun(6, RunKind.LONG, None, None, 90.0),
)


def test_a_week_that_was_said_is_no_guess():
    """
    Tuesday and Sunday, every week, whatever was run before.
    """
    ahead = said_week(SAID, weeks_of_runs(), TODAY, 2, "UTC")

    assert [(run.date.weekday(), run.kind, run.is_guess) for run in ahead] == [
        (1, RunKind.EASY, False), (6, RunKind.LONG, False),
    ] * 2  # fmt: skip
    assert (ahead[0].starts_at, ahead[0].distance_m, ahead[1].duration_min) == (time(18), 8000, 90)
    assert len({run.id for run in ahead}) == 4


def test_who_has_run_today_has_had_the_run_of_the_day():
    """
    The said week starts with what is still to come.
    """
    tuesday = TODAY + timedelta(days=1)

    assert said_week(SAID, [a_run(tuesday)], tuesday, 1, "UTC")[0].date.weekday() == 6
    assert said_week(SAID, [], tuesday, 1, "UTC")[0].date == tuesday
