"""
Values no runner can have: each becomes a warning with its figures, and stays out of load.
"""

from __future__ import annotations

import math

import numpy as np
import pytest

from tests.intake import fit_writer as fit
from tests.intake import xml_writer as xml
from unknot.domain.recording import ReadFile, Recording
from unknot.intake.draft import UNIX_TIME, Draft
from unknot.intake.registry import Readers
from unknot.intake.track import climb_and_descent, step_lengths


def read(content: bytes, name: str = "run.fit") -> tuple[Recording, list[str], str]:
    got: ReadFile = Readers().read(name, content)
    (run,) = got.recordings
    return run, [each.code for each in got.warnings], " ".join(each.text for each in got.warnings)


def fit_of(points, **session) -> bytes:
    return fit.fit_file(points, [fit.Session(**session)])


def test_a_clock_that_jumps_ten_years_does_not_make_a_run_of_ten_years():
    """
    The gap is closed, the date stays the stated one, and the runner is told.
    """
    points = fit.easy_points()
    later = tuple(
        fit.Point(point.at + (315_360_000 if index >= 300 else 0), distance_m=point.distance_m)
        for index, point in enumerate(points)
    )
    run, codes, text = read(fit_of(later))

    assert (run.start_utc, run.elapsed_s) == (fit.START, 600.0)
    assert max(run.streams["time_s"]) == 599.0
    assert codes == ["clock-jump"]
    assert "3650 days" in text


def test_one_sample_from_another_age_spoils_nothing_else():
    """
    A single wild time is left untimed; its neighbours keep theirs.
    """
    points = fit.changed(fit.easy_points(), range(300, 301), at=300 + 32_767)
    run, codes, _ = read(fit_of(points))
    untimed = [index for index, time in enumerate(run.streams["time_s"]) if math.isnan(time)]

    assert codes == ["clock-runs-back"]
    assert untimed == [300]


def test_samples_out_of_order_lose_their_time():
    """
    A clock set back by a minute: time never decreases in what is kept.
    """
    points = tuple(
        fit.Point(point.at - (60 if index >= 300 else 0), distance_m=point.distance_m)
        for index, point in enumerate(fit.easy_points())
    )
    run, codes, text = read(fit_of(points))
    timed = [time for time in run.streams["time_s"] if not math.isnan(time)]

    assert codes == ["clock-runs-back"]
    assert "59 s" in text
    assert timed == sorted(timed)
    assert len(timed) >= 540


def test_a_heart_rate_of_230_for_minutes_is_not_believed():
    """
    Shown, but left out of load.
    """
    points = fit.changed(fit.easy_points(), range(200, 400), heart_rate=230)
    run, codes, text = read(fit_of(points, avg_hr=170))

    assert (run.trusted_heart_rate, run.avg_hr) == (False, 170.0)
    assert codes == ["impossible-heart-rate"]
    assert "200 of 600" in text
    assert "230" in text


def test_a_few_wild_heart_rates_are_left_out_alone():
    """
    Five bad seconds do not cost the run its heart rate.
    """
    points = fit.changed(fit.easy_points(), range(5), heart_rate=240)
    run, codes, _ = read(fit_of(points, avg_hr=None))

    assert codes == ["impossible-heart-rate"]
    assert (run.trusted_heart_rate, run.avg_hr, run.max_hr) == (True, 140.0, 140.0)


@pytest.mark.parametrize(
    ("locked", "trusted"),
    [
        (True, False),  # the rate follows the steps
        (False, True),  # the heart happens to be near them, but goes its own way
    ],
)
def test_a_heart_rate_that_follows_the_steps_is_not_believed(locked, trusted):
    """
    An optical sensor that counts steps moves with them.
    """
    wave = [round(5 * math.sin(second / 40)) for second in range(600)]
    points = tuple(
        fit.Point(
            at=second,
            distance_m=3.0 * second,
            cadence=82 + wave[second],
            heart_rate=2 * (82 + wave[second]) if locked else 165 + (second // 60) % 3,
        )
        for second in range(600)
    )
    run, codes, _ = read(fit_of(points, avg_hr=165))

    assert run.trusted_heart_rate is trusted
    assert ("heart-rate-follows-steps" in codes) is not trusted


def test_a_run_at_fifty_metres_a_second_is_not_believed():
    """
    Thirty kilometres in ten minutes is no run.
    """
    run, codes, text = read(fit_of(fit.easy_points(speed_mps=50.0), distance_m=30_000.0))

    assert (run.trusted_distance, run.distance_m) == (False, 30_000.0)
    assert codes == ["impossible-speed"]
    assert "180 km/h" in text


@pytest.mark.parametrize(("drop_m", "trusted"), [(20.0, True), (600.0, False)])
def test_a_distance_that_goes_back_is_not_believed(drop_m, trusted):
    """
    A few metres are a second thought of the watch, 600 are an error.
    """
    points = tuple(
        fit.Point(index, distance_m=1000 + 3.0 * index - (drop_m if index >= 300 else 0))
        for index in range(600)
    )
    run, codes, _ = read(fit_of(points))

    assert run.trusted_distance is trusted
    assert codes == ([] if trusted else ["distance-goes-back"])


def test_a_leap_across_the_map_adds_no_distance():
    """
    One point two hundred kilometres away must not add four hundred.
    """
    points = xml.gpx_points(xml.times(100)).split("</trkpt>")
    points[50] = points[50].replace('lat="50', 'lat="52')
    run, codes, text = read(xml.gpx_file(xml.gpx_track("</trkpt>".join(points))), "run.gpx")

    assert run.distance_m == pytest.approx(297.0, rel=0.01)
    assert run.trusted_distance is False
    assert codes == ["position-leap"]
    assert "222" in text
    assert math.isnan(run.streams["latitude_deg"][50])


def test_positions_off_the_globe_are_left_out():
    """
    Latitude 95, longitude 999, NaN and zero-zero are no places.
    """
    points = xml.gpx_points(xml.times(40)).split("</trkpt>")
    points[5] = points[5].replace('lat="50', 'lat="95')
    points[6] = points[6].replace('lon="14.4"', 'lon="999"')
    points[7] = points[7].replace('lon="14.4"', 'lon="NaN"')
    points[8] = '<trkpt lat="0" lon="0"><time>2024-03-01T07:00:08Z</time>'
    run, codes, text = read(xml.gpx_file(xml.gpx_track("</trkpt>".join(points))), "run.gpx")

    assert codes == ["impossible-position"]
    assert "4 of 40" in text
    assert run.distance_m == pytest.approx(117.0, rel=0.01)
    assert run.n_records == 40


def test_absurd_years_are_no_dates():
    """
    The years 1 and 9999 at both ends leave the run its own five minutes, and its own way.
    """
    stamps = xml.times(100)
    stamps[0] = "0001-01-01T00:00:00Z"
    last = xml.gpx_points(["9999-12-31T23:59:59Z"], first=300)
    track = xml.gpx_track(xml.gpx_points(stamps[:-1]) + last)
    run, codes, _ = read(xml.gpx_file(track), "run.gpx")

    assert (run.start_utc.year, run.elapsed_s) == (2024, 97.0)
    assert run.distance_m == pytest.approx(291.0, rel=0.001)
    assert codes == ["impossible-date"]


@pytest.mark.parametrize(("is_twice", "metres"), [(True, 597.0), (False, 1197.0)])
def test_a_track_told_twice_is_one_way(is_twice, metres):
    """
    Files joined by hand tell the same minutes again; a clock set back on the way tells no more.
    """
    first = xml.gpx_points(xml.times(200))
    again = xml.gpx_points(xml.times(200), first=0 if is_twice else 200)
    run, codes, _ = read(xml.gpx_file(xml.gpx_track(first + again)), "run.gpx")

    assert run.distance_m == pytest.approx(metres, rel=0.001)
    assert codes == (["track-told-twice"] if is_twice else []) + ["clock-runs-back"]


def test_a_run_of_no_time_is_said_to_be_one():
    """
    Zero seconds are kept as the file says, and mentioned.
    """
    points = fit.changed(fit.easy_points(5), range(5), at=0, distance_m=0.0)
    run, codes, _ = read(fit_of(points, elapsed_s=0.0, timer_s=0.0, distance_m=0.0))

    assert run.elapsed_s == 0.0
    assert codes == ["zero-duration"]


def test_a_duration_of_a_month_is_counted_from_the_samples_instead():
    """
    A summary of thirty days over ten minutes of samples is not believed.
    """
    run, codes, _ = read(fit_of(fit.easy_points(), elapsed_s=2_592_000.0))

    assert run.elapsed_s == 599.0
    assert codes == ["impossible-duration"]


@pytest.mark.parametrize("seconds", [-5.0, 1e12])
def test_a_moving_time_that_cannot_be_is_no_time(seconds):
    """
    Effort felt is counted by the minute: a lap of minus five seconds or a million years is none.
    """
    stamps = xml.times(120)
    points = "".join(xml.tcx_point(stamp, i * 3.0) for i, stamp in enumerate(stamps))
    lap = xml.tcx_lap(stamps[0], points, seconds, 357.0, 140)
    run, codes, _ = read(xml.tcx_file(("Running", lap)), "run.tcx")

    assert (run.elapsed_s, run.timer_s) == (119.0, None)
    assert codes == ["impossible-duration"]


@pytest.mark.parametrize("metres", [-5000.0, 9e8, 1e308])
def test_a_distance_nobody_goes_is_counted_from_the_samples_instead(metres):
    """
    Minus five kilometres, or twice to the moon, is neither shown nor used.
    """
    stamps = xml.times(120)
    points = "".join(xml.tcx_point(stamp, i * 3.0) for i, stamp in enumerate(stamps))
    laps = 2 * xml.tcx_lap(stamps[0], "", 60, metres, 140)
    run, codes, _ = read(
        xml.tcx_file(("Running", laps + xml.tcx_lap(stamps[0], points, 0, 0, 140))), "run.tcx"
    )

    assert (run.distance_m, run.trusted_distance) == (357.0, True)
    assert codes == ["impossible-distance"]


def test_a_column_that_holds_nothing_is_no_column():
    """
    All NaN is the same as absent.
    """
    draft = Draft(n_records=3, columns={UNIX_TIME: np.full(3, np.nan)})

    assert draft.column(UNIX_TIME) is None
    assert draft.column("altitude_m") is None


def test_small_ups_and_downs_are_no_climb():
    """
    Altitude wandering by two metres climbs nothing; a hill of fifty counts once.
    """
    times = np.arange(3600.0)
    flat = 200 + 2 * np.sin(times / 7)
    hill = 200 + 50 * np.sin(np.pi * times / 3600)

    assert climb_and_descent(flat, times) == (0.0, 0.0)
    up, down = climb_and_descent(hill, times) or (0.0, 0.0)
    assert up == pytest.approx(50, abs=6)
    assert down == pytest.approx(50, abs=6)


def test_a_degree_of_latitude_is_111_kilometres():
    """
    The great circle on a globe of 6,371 km.
    """
    (step,) = step_lengths(np.array([50.0, 51.0]), np.array([14.0, 14.0]))

    assert step == pytest.approx(111_194.9, abs=0.1)
