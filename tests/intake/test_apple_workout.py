"""
Workouts of Apple Health: both forms, several devices, units, triathlons.
"""

from __future__ import annotations

import math

import numpy as np
import pytest

from tests.intake import apple_writer as apple
from tests.intake.small_files import FOLDER
from unknot.domain.recording import FileOutcome, Sport, Surface
from unknot.intake.registry import Readers


def the_run(*parts: str):
    """
    The one effort in an export of these parts.
    """
    [run] = apple.runs_in(apple.offers_of(apple.export(*parts)))
    return run


def known(values) -> list[float]:
    """
    The values of a stream without its gaps.
    """
    return [value for value in values if not math.isnan(value)]


def test_a_workout_from_before_ios_16_is_read():
    """
    Miles in the attributes, and the route inside the export.
    """
    [run] = apple.runs_in(apple.offers_of_lone((FOLDER / "apple/before-ios-16.xml").read_bytes()))

    assert (run.sport, run.start_utc, run.elapsed_s) == (Sport.RUNNING, apple.START, 600.0)
    assert run.distance_m == pytest.approx(1.25 * 1609.344, abs=0.01)
    assert (run.zone, run.surface) == ("Europe/Prague", Surface.UNKNOWN)
    assert len(known(run.streams["latitude_deg"])) == 60
    assert len(known(run.streams["heart_rate_bpm"])) == 120
    assert run.avg_hr == 140


def test_a_workout_from_ios_16_on_is_read():
    """
    Statistics inside; indoors is a treadmill; its way is counted along where there is no route.
    """
    [run] = apple.runs_in(apple.offers_of_lone((FOLDER / "apple/from-ios-16.xml").read_bytes()))

    assert (run.surface, run.distance_m) == (Surface.TREADMILL, 2050.0)
    assert (run.avg_hr, run.max_hr) == (141.0, 171.0)
    assert run.zone is None
    way = known(run.streams["distance_m"])
    assert (way[0], way[-1]) == (0.0, pytest.approx(2000.0))


@pytest.mark.parametrize(
    ("attributes", "seconds"),
    [
        ('duration="9.5" durationUnit="min"', 570.0),
        ('duration="570" durationUnit="s"', 570.0),
        ('duration="0.15" durationUnit="hr"', 540.0),
        ('duration="9.5" durationUnit="fortnight"', None),
    ],
)
def test_the_time_without_pauses_is_in_its_unit(attributes, seconds):
    """
    A unit that we do not know gives no time rather than a wrong one.
    """
    [before, after] = apple.workout().split('duration="10.0" durationUnit="min"')

    assert the_run(before + attributes + after).timer_s == seconds


def test_two_devices_are_never_added_up():
    """
    A phone in the pocket counts the same way once more, and a strap the same heart.
    """
    ways = "".join(
        apple.record("DistanceWalkingRunning", 0.1, at, at + 30, unit="km", source=source)
        for source in ("Watch", "Phone")
        for at in range(0, 600, 30)
    )
    run = the_run(
        apple.beats(),
        apple.beats(150, range(0, 200, 5), source="Strap"),
        ways,
        apple.workout(attributes=""),
    )

    assert run.distance_m == 2000.0
    assert set(known(run.streams["heart_rate_bpm"])) == {140.0}


def test_pieces_of_a_way_that_overlap_count_once():
    """
    A watch that hands over to the phone's count tells half a minute of the way again.
    """
    run = the_run(
        apple.record("DistanceWalkingRunning", 1, 0, 300, unit="km"),
        apple.record("DistanceWalkingRunning", 1, 150, 450, unit="km"),
        apple.workout(attributes=""),
    )

    assert run.distance_m == 1500.0


def test_the_device_that_saw_the_heart_is_believed():
    """
    An app without a sensor wrote the workout; the rates are the watch's.
    """
    run = the_run(
        apple.beats(120, range(0, 60, 30), source="App"),
        apple.beats(150),
        apple.workout(source="App"),
    )

    assert run.avg_hr == 150
    assert len(known(run.streams["heart_rate_bpm"])) == 120


def test_a_record_that_stands_twice_counts_once():
    """
    Some exports hold the same record several times.
    """
    run = the_run(apple.beats(), apple.beats(), apple.workout())

    assert len(known(run.streams["heart_rate_bpm"])) == 120


def test_heart_rates_outside_the_workout_are_not_its_own():
    """
    The minutes before and after belong to nobody; Apple drops the fraction of the last second.
    """
    around = [-1, 0, 600, 601, 602]
    rates = [
        apple.record("HeartRate", 100 + i, at, unit="count/min") for i, at in enumerate(around)
    ]

    run = the_run(*rates, apple.workout())

    assert known(run.streams["heart_rate_bpm"]) == [101, 102, 103]


def test_steps_become_strides_and_power_and_speed_are_kept():
    """
    170 steps a minute are 85 strides; a newer watch measures power and speed.
    """
    run = the_run(
        apple.beats(),
        "".join(
            apple.record("StepCount", 85, at, at + 30, unit="count") for at in range(0, 600, 30)
        ),
        "".join(
            apple.record(kind, value, at, unit=unit)
            for kind, value, unit in (("RunningPower", 240, "W"), ("RunningSpeed", 12, "km/hr"))
            for at in range(0, 600, 5)
        ),
        apple.workout(),
    )

    assert set(known(run.streams["cadence_rpm"])) == {85.0}
    assert set(known(run.streams["power_w"])) == {240.0}
    assert np.allclose(known(run.streams["speed_mps"]), 12 / 3.6)


def test_steps_in_the_gym_are_no_way():
    """
    A phone counts steps between the weights; nothing was run.
    """
    run = the_run(
        apple.record("DistanceWalkingRunning", 0.4, 0, 600, unit="km", source="Phone"),
        apple.workout(
            "TraditionalStrengthTraining", attributes='totalDistance="0" totalDistanceUnit="km"'
        ),
    )

    assert (run.sport, run.distance_m) == (Sport.STRENGTH, None)


def test_what_the_runner_said_of_the_effort_is_kept():
    """
    iOS 18 asks how hard it was; what it guesses by itself is nobody's word.
    """
    run = the_run(
        apple.record("WorkoutEffortScore", 7, 0, 600, unit="appleEffortScore"),
        apple.record("EstimatedWorkoutEffortScore", 4, 0, 600, unit="appleEffortScore"),
        apple.workout(),
    )

    assert run.rpe == 7


def test_climbed_metres_come_from_the_watch():
    """
    The barometer's figure stands in the metadata, in centimetres.
    """
    run = the_run(apple.workout(inside=apple.metadata("HKElevationAscended", "4321 cm")))

    assert run.ascent_m == pytest.approx(43.21)


@pytest.mark.parametrize("name", ["Middle/Earth", "/etc/passwd", "../../etc/passwd", "Europe", ""])
def test_a_zone_that_is_none_is_left_out(name):
    """
    No zone is invented, and no path is one.
    """
    assert the_run(apple.workout(inside=apple.metadata("HKTimeZone", name))).zone is None


def test_a_triathlon_is_its_parts():
    """
    The run in it counts as a run, with the way and the heart rates of its own time.
    """
    parts = "".join(
        f'<WorkoutActivity uuid="{kind}" {apple.span(begin, end)} duration="{(end - begin) / 60}"'
        f' durationUnit="min">{apple.statistics(kind, told)}</WorkoutActivity>'
        for kind, begin, end, told in (
            ("DistanceSwimming", 0, 300, 'sum="400" unit="m"'),
            ("StepCount", 300, 330, 'sum="20" unit="count"'),
            ("DistanceCycling", 330, 900, 'sum="6" unit="km"'),
            ("DistanceWalkingRunning", 900, 1500, 'sum="2" unit="km"'),
        )
    )
    runs = apple.runs_in(
        apple.offers_of(
            apple.export(
                apple.beats(150, range(905, 1500, 5)),
                apple.workout("SwimBikeRun", seconds=1500, attributes="", inside=parts),
            )
        )
    )

    assert [(run.sport, run.elapsed_s, run.distance_m) for run in runs] == [
        (Sport.SWIMMING, 300.0, 400.0),
        (Sport.CYCLING, 570.0, 6000.0),
        (Sport.RUNNING, 600.0, 2000.0),
    ]
    assert [run.avg_hr for run in runs] == [None, None, 150]


def test_parts_of_a_run_are_no_runs_of_their_own():
    """
    Newer exports repeat the workout as its one activity: its way counts once.
    """
    inside = apple.statistics("DistanceWalkingRunning", 'sum="2" unit="km"')
    part = f'<WorkoutActivity uuid="a" {apple.span(0, 600)}>{inside}</WorkoutActivity>'

    assert the_run(apple.workout(attributes="", inside=part + inside)).distance_m == 2000
    assert the_run(apple.workout(attributes="", inside=part)).distance_m == 2000


def test_a_document_with_nothing_for_us_is_skipped():
    """
    Somebody drops a piece that holds weights only.
    """
    got = Readers().read("export.xml", apple.export(doctype=""))

    assert got.outcome is FileOutcome.SKIPPED
    assert "no workout" in got.reason


def test_odd_values_are_counted_and_left_out():
    """
    A value that is no number and a unit nobody knows do not stop the run.
    """
    content = apple.export(
        apple.record("HeartRate", "fast", 0, unit="count/min"),
        apple.record("HeartRate", 2, 5, unit="count/day"),
        apple.workout(),
        doctype="",
    )

    got = Readers().read("export.xml", content)

    assert len(got.recordings) == 1
    assert ["2 entries" in odd.text for odd in got.warnings] == [True]
