"""
What a runner's own data says about the runner: only with evidence, and never over their own word.
"""

from __future__ import annotations

from datetime import timedelta

import pytest

from tests.decide.load.builders import MONDAY, a_run, weeks_of_runs
from unknot.decide.load.kinds import kinds_of
from unknot.decide.load.proposals import proposals_of
from unknot.domain.proposal import Found
from unknot.domain.recording import Sport
from unknot.domain.run import RunKind
from unknot.domain.settings import Settings, Units
from unknot.domain.units import METRES_PER_MILE

TODAY = MONDAY + timedelta(weeks=6)
RUNS = weeks_of_runs()


def found_in(runs=(), peaks=None, resting=(), settings=None, today=TODAY):
    """
    Every proposal by its name.
    """
    given = settings or Settings()
    found = proposals_of(given, runs, kinds_of(runs, ()), peaks or {}, resting, today)
    return {each.name: each for each in found}


def peaks_of(*beats):
    """
    Peaks of the first runs, in that order.
    """
    return {run.id: float(bpm) for run, bpm in zip(RUNS, beats, strict=False)}


def test_nothing_is_proposed_without_evidence():
    """
    A new runner is not told who they are.
    """
    assert found_in() == {}


def test_the_maximal_heart_rate_is_what_three_runs_held():
    """
    A strap that slipped once to 230 does not make it; the run that says it is named.
    """
    found = found_in(RUNS, peaks_of(230, 188, 186, 170))[Found.MAXIMAL_HR]

    assert found.value == 186
    assert (found.run_id, found.facts["date"]) == (RUNS[2].id, RUNS[2].date.isoformat())


@pytest.mark.parametrize("beats", [(190, 189), (168, 165, 160)])
def test_too_few_or_only_easy_runs_say_no_maximum(beats):
    """
    Two runs may be two slips, and below 170 they were likelier just easy.
    """
    assert Found.MAXIMAL_HR not in found_in(RUNS, peaks_of(*beats))


def test_the_resting_heart_rate_is_the_middle_of_the_last_weeks():
    """
    One feverish morning does not move it, and what was months ago does not count.
    """
    long_ago = [(TODAY - timedelta(days=90 + day), 70.0) for day in range(30)]
    lately = [(TODAY - timedelta(days=day), 50.0 + day % 3) for day in range(14)]
    found = found_in(resting=[*long_ago, (TODAY, 88.0), *lately[1:]])[Found.RESTING_HR]

    assert found.value == 51
    assert found.facts["mornings"] == 14


def test_six_mornings_are_too_few():
    """
    From a week on there is a usual one.
    """
    mornings = [(TODAY - timedelta(days=day), 50.0) for day in range(7)]

    assert Found.RESTING_HR not in found_in(resting=mornings[1:])
    assert found_in(resting=mornings)[Found.RESTING_HR].value == 50


def test_the_threshold_pace_is_of_the_last_year():
    """
    Who was faster two years ago is not proposed that pace; the best of this year is.
    """
    old = a_run(MONDAY - timedelta(days=800), 40, 12, id="old")
    best = a_run(TODAY - timedelta(days=30), 60, 13, id="best")
    found = found_in([old, *RUNS, best])[Found.THRESHOLD_PACE]

    assert found.run_id == "best"
    assert found.value == round(3600 / 13)


def test_two_runs_say_no_threshold():
    """
    The best of two may be any run.
    """
    assert Found.THRESHOLD_PACE not in found_in(RUNS[:2])


def test_the_usual_week_is_that_of_the_guess():
    """
    What the plan guesses from is what is proposed: Tuesday, Thursday and a long Sunday.
    """
    week = found_in(RUNS)[Found.USUAL_WEEK].value

    assert [(each.weekday, each.kind) for each in week] == [
        (1, RunKind.EASY), (3, RunKind.EASY), (6, RunKind.LONG),
    ]  # fmt: skip
    assert week[2].distance_m == 20_000


def ending(unit_m, n=20, over_m=15.0):
    """
    Runs that stop a few steps after a whole unit, with some that stop anywhere.
    """
    whole = [
        a_run(MONDAY + timedelta(days=day), km=(unit_m * (3 + day % 5) + over_m) / 1000)
        for day in range(n)
    ]
    anywhere = [a_run(MONDAY + timedelta(days=100 + day), km=7.47 + day / 9) for day in range(10)]
    return whole + anywhere


def test_who_stops_on_whole_miles_counts_in_miles():
    """
    Nobody stops at 8.06 km twenty times by chance.
    """
    found = found_in(ending(METRES_PER_MILE))[Found.UNITS]

    assert found.value is Units.IMPERIAL
    assert found.facts["whole"] >= 20


def test_who_stops_on_whole_kilometres_is_not_asked():
    """
    Kilometres are what is set already; a runner who chose miles is told, and keeps them.
    """
    runs = ending(1000)
    told = found_in(runs, settings=Settings(units=Units.IMPERIAL))[Found.UNITS]

    assert Found.UNITS not in found_in(runs)
    assert (told.value, told.replaces) == (Units.METRIC, Units.IMPERIAL)


def test_runs_that_stop_anywhere_say_no_unit():
    """
    Distances all over the place are no evidence.
    """
    runs = [a_run(MONDAY + timedelta(days=day), km=4 + day * 0.137) for day in range(60)]

    assert Found.UNITS not in found_in(runs)


def test_rides_say_nothing_of_running():
    """
    A fast ride is no threshold, and a round one no unit.
    """
    rides = [
        a_run(MONDAY + timedelta(days=day), 60, 30, id=f"b{day}", sport=Sport.CYCLING)
        for day in range(40)
    ]

    assert found_in(rides) == {}


def test_what_the_runner_set_stands_and_is_named():
    """
    A differing value is offered beside it; the same one, give or take a beat, is not.
    """
    differs = found_in(RUNS, peaks_of(190, 189, 188), settings=Settings(maximal_hr=180))
    agrees = found_in(RUNS, peaks_of(190, 189, 188), settings=Settings(maximal_hr=189))

    assert (differs[Found.MAXIMAL_HR].value, differs[Found.MAXIMAL_HR].replaces) == (188, 180)
    assert Found.MAXIMAL_HR not in agrees


def test_what_the_settings_would_refuse_is_not_offered():
    """
    A resting heart rate within 20 beats of the maximal one cannot be set, so it is no offer.
    """
    mornings = [(TODAY - timedelta(days=day), 95.0) for day in range(10)]

    assert Found.RESTING_HR not in found_in(resting=mornings, settings=Settings(maximal_hr=110))


def test_an_accepted_week_is_not_offered_again_for_a_few_metres():
    """
    The same days and kinds are the same week.
    """
    week = found_in(RUNS)[Found.USUAL_WEEK].value
    later = [*RUNS, a_run(TODAY + timedelta(days=1), 52, 10.4)]
    settings = Settings(usual_week=week)

    assert Found.USUAL_WEEK not in found_in(
        later, settings=settings, today=TODAY + timedelta(days=1)
    )
