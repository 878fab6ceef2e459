"""
The few numbers about a runner, said or estimated.
"""

from __future__ import annotations

from datetime import timedelta

import pytest

from tests.decide.load.builders import MONDAY, a_recording, a_run
from unknot.decide.load.profile import highest_heart_rate, observed_maximum, profile_of
from unknot.domain.settings import Settings


def test_what_the_runner_says_is_used_and_not_marked():
    """
    All four figures given: nothing is an estimate.
    """
    settings = Settings(
        resting_hr=48,
        maximal_hr=190,
        threshold_pace_s_per_km=250,
        trimp_sex_coefficient="women",
    )
    profile = profile_of(settings, [], observed_max_hr=205)

    assert (profile.resting_hr, profile.maximal_hr, profile.sex) == (48, 190, "women")
    assert profile.threshold_speed_mps == 4.0
    assert profile.estimated == frozenset()


def test_without_a_word_everything_is_an_estimate_and_says_so():
    """
    The stated defaults, each marked.
    """
    profile = profile_of(Settings(), [])

    assert (profile.resting_hr, profile.maximal_hr, profile.threshold_speed_mps) == (60, 185, 3.0)
    assert profile.estimated == {"resting_hr", "maximal_hr", "threshold_speed_mps", "sex"}


@pytest.mark.parametrize(("observed", "maximal"), [(196, 196), (150, 170), (None, 185)])
def test_the_maximal_heart_rate_is_the_highest_seen(observed, maximal):
    """
    Who only ran easily is not taken to be at the limit there.
    """
    assert profile_of(Settings(), [], observed).maximal_hr == maximal


def test_a_runs_average_above_the_default_raises_the_maximum():
    """
    Nobody's average is above their maximum.
    """
    assert profile_of(Settings(), [a_run(MONDAY, avg_hr=191.0)]).maximal_hr == 191


def test_resting_and_maximal_stay_apart():
    """
    A resting rate near the estimate of the maximum does not divide by nothing.
    """
    high_rest = profile_of(Settings(resting_hr=120), [], observed_max_hr=100)
    low_max = profile_of(Settings(maximal_hr=100), [a_run(MONDAY)])

    assert high_rest.maximal_hr - high_rest.resting_hr >= 20
    assert low_max.maximal_hr - low_max.resting_hr >= 20


def test_threshold_speed_is_the_best_run_taken_to_an_hour():
    """
    Ten kilometres in 40 minutes are a little slower over an hour.
    """
    runs = [a_run(MONDAY, 40, 10), a_run(MONDAY + timedelta(days=1), 60, 11)]
    speed = profile_of(Settings(), runs).threshold_speed_mps

    assert speed == pytest.approx(4.167 * (40 / 60) ** 0.0566, rel=0.001)


@pytest.mark.parametrize(("minutes", "km"), [(19, 5), (71, 18), (30, 12), (None, 10), (50, None)])
def test_runs_that_say_nothing_of_an_hour_are_left_out(minutes, km):
    """
    Too short, too long, a ride by its speed, or without a figure.
    """
    assert profile_of(Settings(), [a_run(MONDAY, minutes, km)]).threshold_speed_mps == 3.0


def test_a_spike_is_not_the_highest_heart_rate():
    """
    Three seconds at 240 in an hour are a loose strap.
    """
    beats = [240 if second < 3 else 170 for second in range(3601)]

    assert highest_heart_rate(a_recording(beats=beats)) == 170


def test_no_trusted_heart_rate_has_no_highest():
    """
    A heart rate locked to cadence, or none at all.
    """
    assert highest_heart_rate(a_recording(beats=170, trusted_heart_rate=False)) is None
    assert highest_heart_rate(a_recording()) is None


def test_one_recording_alone_does_not_set_the_maximum():
    """
    Three recordings have to reach it; with fewer the lowest is taken.
    """
    assert observed_maximum([210, None, 197, 196, 180]) == 196
    assert observed_maximum([210, 190]) == 190
    assert observed_maximum([None]) is None
