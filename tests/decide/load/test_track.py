"""
One run as it went: splits, heart rate and pace from the samples.
"""

from __future__ import annotations

from dataclasses import replace
from math import nan

import pytest

from tests.decide.load.builders import a_recording
from unknot.decide.load.track import track_of
from unknot.domain.recording import Sport, Surface
from unknot.domain.units import METRES_PER_MILE


def test_an_even_run_has_even_splits():
    """
    Three metres a second for an hour: ten kilometres of 333 seconds, and the 800 m that are left.
    """
    track = track_of(a_recording(beats=150), 1000)

    assert [split.number for split in track.splits] == list(range(1, 12))
    assert [round(split.seconds, 1) for split in track.splits[:10]] == [333.3] * 10
    assert track.splits[-1].distance_m == pytest.approx(800)
    assert [round(split.avg_hr, 6) for split in track.splits] == [150] * 11
    assert sum(split.seconds for split in track.splits) == pytest.approx(track.seconds)


def test_splits_are_as_long_as_asked():
    """
    A runner who counts in miles gets miles.
    """
    track = track_of(a_recording(), METRES_PER_MILE)

    assert len(track.splits) == 7
    assert track.splits[0].distance_m == pytest.approx(METRES_PER_MILE)


def test_a_treadmill_has_splits_without_any_place():
    """
    Distance is enough; nobody asks where it was.
    """
    track = track_of(a_recording(surface=Surface.TREADMILL), 1000)

    assert len(track.splits) == 11


def test_a_pause_is_no_part_of_a_split():
    """
    Five minutes at a fountain leave the pace as it was.
    """
    times = [*range(601), *range(901, 1502)]
    walked = [min(second, 600) if second <= 600 else second - 301 for second in times]
    recording = a_recording(times, beats=150)
    streams = dict(recording.streams)
    streams["distance_m"] = type(streams["time_s"])("d", [3.0 * each for each in walked])
    track = track_of(replace(recording, streams=streams), 1000)

    assert track.seconds == pytest.approx(1200, abs=2)
    assert max(split.seconds for split in track.splits[:3]) == pytest.approx(333, abs=2)


def test_who_went_on_while_the_watch_was_silent_was_on_the_way():
    """
    A tunnel of five minutes counts with its way and its time, but its heart rate is a gap.
    """
    times = [*range(601), *range(900, 1501)]
    track = track_of(a_recording(times, beats=150), 1000)

    assert track.seconds == pytest.approx(1500)
    assert track.splits[0].seconds == pytest.approx(333.3, abs=1)
    in_the_tunnel = [moment for moment in track.moments if 620 < moment.at_s < 880]
    assert in_the_tunnel
    assert {(moment.avg_hr, moment.pace_s_per_km) for moment in in_the_tunnel} == {(None, None)}


def test_climbs_are_told_apart_from_a_wavering_height():
    """
    A steady hill of 3 % climbs 30 m a kilometre; a metre up and down on the flat climbs nothing.
    """
    hill = track_of(a_recording(climb_a_metre=0.03), 1000)
    flat = a_recording(climb_a_metre=0.0)
    heights = flat.streams["altitude_m"]
    wavering = type(heights)("d", [100 + index // 40 % 2 for index in range(len(heights))])
    level = track_of(replace(flat, streams={**flat.streams, "altitude_m": wavering}), 1000)

    assert [round(split.ascent_m) for split in hill.splits[1:9]] == pytest.approx([30] * 8, abs=4)
    assert sum(split.descent_m for split in hill.splits) == 0
    assert sum(split.ascent_m for split in level.splits) == 0


def test_what_is_not_trusted_is_not_shown():
    """
    A heart rate locked to the steps and a track that leaps are left out, the rest stays.
    """
    no_heart = track_of(a_recording(beats=180, trusted_heart_rate=False), 1000)
    no_way = track_of(a_recording(beats=150, trusted_distance=False), 1000)

    assert {split.avg_hr for split in no_heart.splits} == {None}
    assert no_way.splits == ()
    assert no_way.moments[0].avg_hr == pytest.approx(150)


def test_a_ride_has_its_heart_rate_and_no_pace():
    """
    Minutes a kilometre say little of a ride.
    """
    track = track_of(a_recording(beats=130, sport=Sport.CYCLING, metres_a_second=8.0), 1000)

    assert track.splits == ()
    assert {moment.pace_s_per_km for moment in track.moments} == {None}
    assert track.moments[5].avg_hr == pytest.approx(130)


def test_a_heart_rate_that_begins_late_is_missing_before():
    """
    A strap that wakes up after a kilometre says nothing of the first one.
    """
    beats = [nan if second < 400 else 150.0 for second in range(3601)]
    track = track_of(a_recording(beats=beats), 1000)

    assert track.splits[0].avg_hr is None
    assert track.splits[1].avg_hr == pytest.approx(150)


def test_a_recording_without_samples_has_no_track():
    """
    A run by hand, or a list with figures only.
    """
    assert track_of(replace(a_recording(), streams={}, n_records=0), 1000) is None
    assert track_of(a_recording([0.0, 0.0, 0.0]), 1000) is None


def test_a_way_nobody_can_run_has_no_splits():
    """
    Five hundred kilometres in an hour would fill the memory with splits.
    """
    assert track_of(a_recording(metres_a_second=140.0), 1000).splits == ()
