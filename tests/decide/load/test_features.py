"""
What a run was made of: told from its samples, and not made up where these are silent.
"""

from __future__ import annotations

from array import array
from dataclasses import replace

import numpy as np
import pytest

from tests.decide.load.builders import a_recording
from unknot.decide.load.features import features_of
from unknot.decide.load.measure import with_sums
from unknot.domain.features import RunFeatures, features_with
from unknot.domain.recording import Sport, Surface
from unknot.domain.refused import CannotBe


def over_hills(*slopes: tuple[float, int], metres_a_second: float = 3.0, **changes):
    """
    A run of stretches at one speed: so much rise per metre for so many seconds each.
    """
    seconds = sum(length for _, length in slopes)
    rise = np.concatenate([np.full(length, slope * metres_a_second) for slope, length in slopes])
    heights = 500 + np.concatenate((np.zeros(1), np.cumsum(rise)))
    recording = a_recording(range(seconds + 1), metres_a_second=metres_a_second, **changes)
    return replace(
        recording, streams={**recording.streams, "altitude_m": array("d", heights.tolist())}
    )


def test_an_hour_on_the_level():
    """
    All of its time and way are level and steady; no metre is up or down.
    """
    known = features_of(a_recording(climb_a_metre=0.0))

    assert (known.moving_s, known.level_s, known.steady_s) == (3600, 3600, 3600)
    assert (known.distance_m, known.level_m) == (10_800, 10_800)
    assert (known.uphill_s, known.downhill_s, known.fast_s, known.sprint_s) == (0, 0, 0, 0)
    assert (known.ascent_m, known.climb_m, known.drop_m) == (0, 0, 0)


def test_up_and_down_a_hill_are_told_apart():
    """
    Twenty minutes up 8 %, twenty level, ten down 12 %: each with its time, way and height.
    """
    known = features_of(over_hills((0.08, 1200), (0.0, 1200), (-0.12, 600)))

    assert known.uphill_s == pytest.approx(1200, abs=40)
    assert known.level_s == pytest.approx(1200, abs=60)
    assert known.downhill_s == pytest.approx(600, abs=40)
    assert known.uphill_m == pytest.approx(3600, abs=120)
    assert known.climb_m == pytest.approx(288, abs=10)
    assert known.drop_m == pytest.approx(216, abs=10)
    assert known.ascent_m == pytest.approx(288, abs=2)


@pytest.mark.parametrize(("slope", "is_steep"), [(0.045, False), (0.055, True)])
def test_ground_is_steep_from_five_in_a_hundred_on(slope, is_steep):
    """
    Up and down alike.
    """
    up, down = features_of(over_hills((slope, 900))), features_of(over_hills((-slope, 900)))

    assert (up.uphill_s > 800, down.downhill_s > 800) == (is_steep, is_steep)


@pytest.mark.parametrize(
    ("speed", "band"), [(4.9, "steady"), (5.1, "fast"), (6.9, "fast"), (7.1, "sprint")]
)
def test_speed_is_told_by_the_two_bands(speed, band):
    """
    Near either edge, on each side of it.
    """
    known = features_of(a_recording(range(601), metres_a_second=speed, climb_a_metre=0.0))
    seconds = {name: getattr(known, f"{name}_s") for name in ("steady", "fast", "sprint")}

    assert seconds.pop(band) == pytest.approx(600, abs=2)
    assert set(seconds.values()) == {0}


def test_a_fast_stretch_down_a_hill_is_fast_and_downhill_but_not_fast_on_the_level():
    """
    It is counted in both, and once where a run is taken apart.
    """
    known = features_of(over_hills((-0.1, 600), metres_a_second=5.5))

    assert known.fast_s > 550
    assert known.downhill_s > 550
    assert known.level_fast_s < 40


def test_without_elevation_nothing_is_said_of_hills():
    """
    Speed is known, hills are not: None and never zero.
    """
    known = features_of(a_recording())

    assert known.is_known
    assert not known.has_hills
    assert {known.uphill_s, known.downhill_m, known.ascent_m, known.level_fast_s} == {None}


def test_a_treadmills_slope_is_not_known():
    """
    Whatever altitude it writes.
    """
    on_a_treadmill = replace(over_hills((0.0, 900)), surface=Surface.TREADMILL)

    assert features_of(on_a_treadmill).uphill_s is None


@pytest.mark.parametrize(
    "changes",
    [
        {"sport": Sport.CYCLING},
        {"trusted_distance": False},
        {"streams": {}, "n_records": 0},
        {"timer_s": 3 * 3600},
    ],
    ids=["a ride", "a jumping distance", "no samples", "samples of a third of it"],
)
def test_nothing_is_known_where_samples_do_not_tell(changes):
    """
    Other sports, a distance that is not trusted, and too few samples.
    """
    assert not features_of(replace(a_recording(), **changes)).is_known


def test_half_of_a_run_tells_its_parts_though_not_its_load():
    """
    Shares need less than sums: of a run of 100 minutes an hour is recorded.
    """
    half = with_sums(replace(a_recording(climb_a_metre=0.0), timer_s=6000, distance_m=18_000))

    assert half.features.level_s == 3600
    assert half.sums.graded_m2_per_s == pytest.approx(6000 * 9)  # its average, not its samples


def test_who_stands_is_not_moving():
    """
    Ten minutes at a gate with the watch running are no ten minutes of running.
    """
    times = [*range(1200), *range(1800, 3001)]
    metres = [3.0 * each for each in range(1200)] + [3600 + 3.0 * each for each in range(1201)]
    recording = a_recording([float(each) for each in range(3001)], metres_a_second=None)
    way = np.interp(range(3001), times, metres).tolist()
    known = features_of(
        replace(recording, streams={**recording.streams, "distance_m": array("d", way)})
    )

    assert known.moving_s == pytest.approx(2400, abs=25)


@pytest.mark.parametrize("a_minute", [85.0, 170.0])
def test_steps_are_those_of_both_feet(a_minute):
    """
    Watches count one foot, some exports both: 170 steps a minute are meant either way.
    """
    recording = a_recording()
    cadence = array("d", [a_minute] * recording.n_records)
    known = features_of(replace(recording, streams={**recording.streams, "cadence_rpm": cadence}))

    assert known.steps == pytest.approx(170 * 60)
    assert known.cadence_spm == 170


def test_a_cadence_of_a_part_of_the_run_is_none():
    """
    Its steps would look like few.
    """
    recording = a_recording()
    cadence = array("d", [85.0] * 900 + [0.0] * (recording.n_records - 900))
    known = features_of(replace(recording, streams={**recording.streams, "cadence_rpm": cadence}))

    assert known.steps is None


def test_features_are_rounded_so_that_every_machine_has_the_same():
    """
    A tenth of a second or metre, and no minus zero.
    """
    assert features_with(moving_s=12.3456, drop_m=-0.001) == RunFeatures(moving_s=12.3, drop_m=0.0)
    assert str(features_with(drop_m=-0.001).drop_m) == "0.0"


def test_a_part_is_never_less_than_nothing():
    """
    A plan file that says so is refused with the field's name.
    """
    with pytest.raises(CannotBe) as refused:
        RunFeatures(downhill_s=-1.0)

    assert refused.value.field == "downhill_s"
