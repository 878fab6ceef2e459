"""
What one recording says about its load.
"""

from __future__ import annotations

from array import array
from dataclasses import replace
from math import exp, nan

import numpy as np
import pytest

from tests.decide.load.builders import PROFILE, a_recording
from unknot.decide.load.graded import cost_of_gradient
from unknot.decide.load.measure import measure_loads, with_sums
from unknot.domain.recording import Recording, Sport
from unknot.domain.run import RawLoads

AT_60_PERCENT = 110  # beats, of a reserve from 50 to 150


def trimp(recording: Recording) -> float | None:
    """
    Only the heart's word.
    """
    return measure_loads(recording, PROFILE, None, None).trimp


def graded(recording: Recording) -> float | None:
    """
    Only the pace's word.
    """
    return measure_loads(recording, PROFILE, None, None).graded


def test_felt_effort_times_minutes_is_a_load():
    """
    A run of an hour felt as 4 is 240 RPE-minutes.
    """
    assert measure_loads(a_recording(), PROFILE, 4, None).rpe_min == 240


def test_stated_minutes_win_over_the_recording():
    """
    Who says the run took 30 minutes is believed.
    """
    assert measure_loads(a_recording(), PROFILE, 4, 30).rpe_min == 120


def test_an_effort_in_the_file_counts_where_the_runner_said_nothing():
    """
    A watch that asked how hard it was has its answer used.
    """
    assert measure_loads(a_recording(rpe=5), PROFILE, None, None).rpe_min == 300


@pytest.mark.parametrize(
    ("sex", "factor", "exponent"), [("men", 0.64, 1.92), ("women", 0.86, 1.67)]
)
def test_an_hour_at_sixty_percent_of_reserve_is_banisters_sum(sex, factor, exponent):
    """
    Both published curves give what their formula says.
    """
    found = measure_loads(
        a_recording(beats=AT_60_PERCENT), replace(PROFILE, sex=sex), None, None
    ).trimp

    assert found == pytest.approx(60 * 0.6 * factor * exp(exponent * 0.6))


def test_hard_minutes_count_more_than_their_mean():
    """
    Half an hour hard and half an hour easy is more than an hour in between.
    """
    uneven = [90 if second < 1800 else 130 for second in range(3601)]

    assert trimp(a_recording(beats=uneven)) > trimp(a_recording(beats=AT_60_PERCENT))


def test_a_pause_is_no_minutes():
    """
    Ten minutes without samples in the middle of an hour are not counted.
    """
    times = [*range(1801), *range(2401, 4201)]
    paused = a_recording(times, beats=AT_60_PERCENT)

    assert trimp(paused) == pytest.approx(trimp(a_recording(beats=AT_60_PERCENT)), rel=0.001)


def test_a_watch_that_writes_the_heart_with_every_tenth_sample_is_whole():
    """
    A heart rate holds until the next one, if that comes soon.
    """
    beats = [AT_60_PERCENT if second % 10 == 0 else nan for second in range(3601)]

    assert trimp(a_recording(beats=beats)) == pytest.approx(trimp(a_recording(beats=AT_60_PERCENT)))


def test_a_file_with_a_sample_a_minute_is_whole():
    """
    Rare samples are no gaps when they are the rule.
    """
    sparse = a_recording(range(0, 3601, 60), beats=AT_60_PERCENT)

    assert trimp(sparse) == pytest.approx(trimp(a_recording(beats=AT_60_PERCENT)))


def test_a_heart_rate_for_a_third_of_the_run_is_no_load():
    """
    A strap that fell off must not make a hard run look easy.
    """
    beats = [AT_60_PERCENT if second < 1200 else nan for second in range(3601)]

    assert trimp(a_recording(beats=beats, timer_s=3600.0)) is None


def test_a_handful_of_samples_over_two_hours_is_no_load_of_the_heart():
    """
    An indoor run kept with sixteen samples is not a run of two minutes.
    """
    times = [*range(0, 90, 6), 6600]

    assert trimp(a_recording(times, beats=165, timer_s=6600.0)) is None


@pytest.mark.parametrize(
    "changes", [{"trusted_heart_rate": False}, {"beats": None}, {"beats": nan}]
)
def test_no_trusted_heart_rate_is_no_load_and_not_zero(changes):
    """
    What is locked to cadence, or not there, says nothing.
    """
    assert trimp(a_recording(**({"beats": AT_60_PERCENT} | changes))) is None


def test_a_heart_below_rest_counts_nothing_and_one_above_the_maximum_counts_as_it():
    """
    A wrong resting or maximal rate neither takes load away nor blows it up.
    """
    assert trimp(a_recording(beats=40)) == 0
    assert trimp(a_recording(beats=230)) == trimp(a_recording(beats=150))


def test_an_average_without_samples_counts_over_its_time():
    """
    A list of past runs with average heart rates still says something.
    """
    listed = a_recording(streams={}, n_records=0, avg_hr=110.0, timer_s=3600.0)

    assert trimp(listed) == pytest.approx(trimp(a_recording(beats=AT_60_PERCENT)))


def test_an_hour_at_threshold_speed_is_a_hundred():
    """
    The unit of graded load is an hour at the limit on the flat.
    """
    assert graded(a_recording(metres_a_second=4.0)) == pytest.approx(100, rel=0.001)


def test_load_goes_with_the_square_of_speed_not_of_pace():
    """
    Half of threshold speed for an hour is a quarter of the load.
    """
    assert graded(a_recording(metres_a_second=2.0)) == pytest.approx(25, rel=0.002)


@pytest.mark.parametrize(
    ("gradient", "factor"), [(-0.2, 0.50), (-0.1, 0.60), (0.0, 1.0), (0.05, 1.30), (0.2, 2.50)]
)
def test_hills_cost_what_was_measured(gradient, factor):
    """
    The factors against level ground are those of the measured polynomial.
    """
    assert cost_of_gradient(np.array([gradient]))[0] == pytest.approx(factor, abs=0.006)


def test_steeper_than_measured_costs_no_more():
    """
    Beyond 45 % nothing was measured, so a cliff in the data stays finite.
    """
    assert cost_of_gradient(np.array([9.0, 0.45]))[0] == cost_of_gradient(np.array([0.45]))[0]


def test_a_climb_weighs_by_its_cost():
    """
    An hour up at 10 % weighs as the flat at 1.66 times the speed.
    """
    flat, climb = graded(a_recording()), graded(a_recording(climb_a_metre=0.1))

    assert climb / flat == pytest.approx(1.657**2, rel=0.01)


def test_a_trembling_barometer_is_no_hill():
    """
    Steps of half a metre up and down on a flat run change its load by less than 2 %.
    """
    flat = a_recording()
    heights = array("d", [100 + 0.5 * ((second // 7) % 2) for second in range(3601)])
    trembling = replace(flat, streams={**flat.streams, "altitude_m": heights})

    assert graded(trembling) == pytest.approx(graded(flat), rel=0.02)


def test_way_covered_in_a_gap_is_left_out():
    """
    A kilometre by bus during a pause is not run in no time.
    """
    # Two minutes run, one minute carried, thirty times.
    times = [second for second in range(5400) if second % 180 < 120]
    carried = a_recording(times, timer_s=3600.0)

    assert graded(carried) == pytest.approx(graded(a_recording()), rel=0.02)


def test_a_first_and_a_last_sample_count_as_the_average():
    """
    A treadmill run kept with two samples has the load of its mean speed.
    """
    indoor = a_recording([0, 3600], timer_s=3600.0, distance_m=10_800.0)

    assert graded(indoor) == pytest.approx(graded(a_recording()), rel=0.01)


@pytest.mark.parametrize(
    "changes", [{"trusted_distance": False}, {"sport": Sport.CYCLING}, {"metres_a_second": None}]
)
def test_no_trusted_way_on_foot_is_no_graded_load(changes):
    """
    A jump across the map and a ride say nothing about running up hills.
    """
    assert graded(a_recording(**changes)) is None


def test_a_way_of_a_million_metres_a_second_is_no_load():
    """
    A distance that overflowed is neither a load nor a grid of billions of cells.
    """
    assert graded(a_recording(metres_a_second=1e6)) is None
    assert graded(a_recording([0, 3600], timer_s=3600.0, distance_m=4e7)) is None


@pytest.mark.parametrize("times", [[0], [0, 0, 0], [5, 4, 3]])
def test_a_recording_that_goes_nowhere_says_nothing(times):
    """
    One sample, a stopped or a backward clock give no load and no error.
    """
    found = measure_loads(a_recording(times, beats=120, elapsed_s=0.0), PROFILE, None, None)

    assert found == RawLoads()


def test_new_heart_rates_need_no_second_look_at_the_samples():
    """
    What a recording adds up to says the same of every profile as its samples do.
    """
    beats = [100 + second // 60 % 50 + second % 10 / 10 for second in range(3601)]
    recording = a_recording(beats=beats)
    summed = replace(with_sums(recording), streams={})
    fitter = replace(PROFILE, resting_hr=42, maximal_hr=188, threshold_speed_mps=4.4, sex="women")

    assert measure_loads(recording, PROFILE, 5, None) == measure_loads(summed, PROFILE, 5, None)
    assert measure_loads(recording, fitter, 5, None) == measure_loads(summed, fitter, 5, None)
    assert measure_loads(summed, fitter, 5, None) != measure_loads(summed, PROFILE, 5, None)
