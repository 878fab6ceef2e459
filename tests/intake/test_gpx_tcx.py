"""
GPX and TCX files, good and bad.
"""

from __future__ import annotations

from datetime import timedelta

import pytest

from tests.intake import xml_writer as xml
from unknot.domain.recording import FileOutcome, ReadFile, Sport, Surface
from unknot.intake.registry import Readers
from unknot.intake.xml_safety import MOST_TAGS, MOST_XML_BYTES


def read(content: bytes, name: str = "run.gpx") -> ReadFile:
    return Readers().read(name, content)


def codes(got: ReadFile) -> list[str]:
    return [warning.code for warning in got.warnings]


def test_a_good_track_is_read_with_its_figures_and_streams():
    """
    Five minutes at three metres a second, measured from the positions.
    """
    got = read(xml.gpx_file(xml.gpx_track(xml.gpx_points(xml.times(301)))))
    (run,) = got.recordings

    assert (got.outcome, got.warnings) == (FileOutcome.IMPORTED, ())
    assert (run.sport, run.start_utc, run.elapsed_s) == (Sport.RUNNING, xml.START, 300.0)
    assert run.distance_m == pytest.approx(900.0, rel=0.001)
    assert (run.avg_hr, run.n_records, run.title) == (140.0, 301, "Morning")
    assert run.streams["time_s"][300] == 300.0
    assert run.streams["distance_m"][300] == pytest.approx(run.distance_m, abs=0.01)


@pytest.mark.parametrize(
    ("kind", "name", "sport", "surface"),
    [
        ("9", "x", Sport.RUNNING, Surface.UNKNOWN),
        ("1", "x", Sport.CYCLING, Surface.UNKNOWN),
        ("Running", "x", Sport.RUNNING, Surface.UNKNOWN),
        ("trail_running", "x", Sport.RUNNING, Surface.TRAIL),
        ("TrailRun", "x", Sport.RUNNING, Surface.TRAIL),
        ("indoor_running", "x", Sport.RUNNING, Surface.TREADMILL),
        ("", "Morning run", Sport.RUNNING, Surface.UNKNOWN),
        ("", "跑步", Sport.RUNNING, Surface.UNKNOWN),
        ("other", "Lauf am Abend", Sport.RUNNING, Surface.UNKNOWN),
        ("", "Brunch", Sport.OTHER, Surface.UNKNOWN),
        ("", "Ride to the parkrun", Sport.OTHER, Surface.UNKNOWN),
        ("quidditch", "Morning run", Sport.OTHER, Surface.UNKNOWN),
        ("Workout", "x", Sport.OTHER, Surface.UNKNOWN),
    ],
)
def test_a_sport_is_known_by_what_makers_call_it(kind, name, sport, surface):
    """
    Numbers, words and clear titles; what is not clear stays "other".
    """
    track = xml.gpx_track(xml.gpx_points(xml.times(60)), kind=kind, name=name)
    (run,) = read(xml.gpx_file(track)).recordings

    assert (sport, surface) == (run.sport, run.surface)


def test_the_way_between_two_segments_is_not_counted():
    """
    A track broken off and taken up a kilometre on has not gone that kilometre.
    """
    stamps = xml.times(20)
    whole = xml.gpx_points(stamps[:10]), xml.gpx_points(stamps[10:], first=343)
    (run,) = read(xml.gpx_file(xml.gpx_track(*whole))).recordings

    assert run.distance_m == pytest.approx(54.0, abs=0.5)


def test_tracks_far_apart_in_time_are_several_runs():
    """
    Morning and evening in one file are two runs; a ten-minute break is not.
    """
    morning = xml.gpx_track(xml.gpx_points(xml.times(60)))
    soon = xml.gpx_track(xml.gpx_points(xml.times(60, xml.START + timedelta(minutes=10))))
    evening = xml.gpx_track(xml.gpx_points(xml.times(60, xml.START + timedelta(hours=9))))

    assert [run.n_records for run in read(xml.gpx_file(morning, soon, evening)).recordings] == [
        120,
        60,
    ]


def test_a_route_is_put_aside():
    """
    Nobody has run it yet.
    """
    points = '<rtept lat="50" lon="14"/><rtept lat="50.1" lon="14"/>'
    got = read(xml.gpx_file(f"<rte><name>Sunday</name>{points}</rte>"))

    assert (got.outcome, got.recordings) == (FileOutcome.SKIPPED, ())
    assert "route" in got.reason


def test_a_track_that_claims_no_activity_and_no_time_is_a_route():
    """
    Drawn on a map: no sport, no heart rate, no times.
    """
    points = '<trkpt lat="50" lon="14"/><trkpt lat="50.1" lon="14"/>'
    got = read(xml.gpx_file(f"<trk><trkseg>{points}</trkseg></trk>"))

    assert (got.outcome, got.recordings) == (FileOutcome.SKIPPED, ())
    assert "route" in got.reason


@pytest.mark.parametrize(
    ("stamp", "says"),
    [("", "have no times"), ("0001-01-01T00:00:00Z", "no dates"), ("noon", "no dates")],
)
def test_a_track_that_no_time_dates_is_refused_with_what_to_do(stamp, says):
    """
    It may have been run, on whatever day; no date is invented for it.
    """
    got = read(xml.gpx_file(xml.gpx_track(xml.gpx_points([stamp] * 20))))

    assert (got.outcome, got.recordings) == (FileOutcome.FAILED, ())
    assert says in got.reason
    assert "add the run by hand" in got.reason


def test_of_two_tracks_the_one_with_times_is_the_run():
    """
    The way as it was drawn beside the way as it was run.
    """
    drawn = xml.gpx_track(xml.gpx_points([""] * 20))
    got = read(xml.gpx_file(drawn, xml.gpx_track(xml.gpx_points(xml.times(60)))))

    assert got.outcome is FileOutcome.IMPORTED
    assert len(got.recordings) == 1


def test_an_empty_track_with_a_date_is_an_indoor_run():
    """
    That is how Garmin exports a treadmill; duration and distance stay unknown.
    """
    when = "<metadata><time>2024-03-01T07:00:00Z</time></metadata>"
    got = read(xml.gpx_file(xml.gpx_track(""), metadata=when))
    (run,) = got.recordings

    assert (run.sport, run.start_utc) == (Sport.RUNNING, xml.START)
    assert (run.elapsed_s, run.distance_m, run.n_records) == (None, None, 0)
    assert codes(got) == ["only-a-start-time"]


def test_times_without_a_zone_are_taken_as_utc_and_said():
    """
    The hour may be wrong, and the runner is told so.
    """
    stamps = [stamp.removesuffix("Z") for stamp in xml.times(30)]
    got = read(xml.gpx_file(xml.gpx_track(xml.gpx_points(stamps))))

    assert got.recordings[0].start_utc == xml.START
    assert codes(got) == ["time-without-zone"]


def test_times_with_an_offset_are_turned_into_utc():
    """
    Eight in Prague is seven in UTC.
    """
    stamps = [stamp.replace("T07", "T08").replace("Z", "+01:00") for stamp in xml.times(30)]
    got = read(xml.gpx_file(xml.gpx_track(xml.gpx_points(stamps))))

    assert (got.recordings[0].start_utc, got.warnings) == (xml.START, ())


def test_times_with_a_small_z_are_times():
    """
    RFC 3339 allows it; without them the run would have no date.
    """
    stamps = [stamp.lower().replace("t", "T") for stamp in xml.times(30)]
    got = read(xml.gpx_file(xml.gpx_track(xml.gpx_points(stamps))))

    assert (got.recordings[0].elapsed_s, got.warnings) == (29.0, ())


def test_a_heart_rate_under_an_undeclared_prefix_is_one():
    """
    Programs that cut out the declarations leave the values standing.
    """
    content = xml.gpx_file(xml.gpx_track(xml.gpx_points(xml.times(100))))
    content = content.replace(
        b' xmlns:x="http://www.garmin.com/xmlschemas/TrackPointExtension/v1"', b""
    )
    got = read(content)

    assert got.outcome is FileOutcome.RECOVERED
    assert got.recordings[0].avg_hr == 140.0


def test_white_space_behind_a_byte_order_mark_is_no_damage():
    """
    Before it, none is either.
    """
    content = xml.gpx_file(xml.gpx_track(xml.gpx_points(xml.times(30))))

    assert read(b" \n\xef\xbb\xbf \n" + content).outcome is FileOutcome.IMPORTED


def test_a_track_cut_in_the_middle_is_recovered():
    """
    What stands before the cut is a run.
    """
    content = xml.gpx_file(xml.gpx_track(xml.gpx_points(xml.times(100))))
    got = read(content[: len(content) // 2])

    assert got.outcome is FileOutcome.RECOVERED
    assert 30 < got.recordings[0].n_records < 60


@pytest.mark.parametrize(
    "doctype",
    [
        '<!DOCTYPE gpx [<!ENTITY a "b">]>',
        '<!DOCTYPE gpx SYSTEM "http://example.invalid/gpx.dtd">',
        '<!DOCTYPE gpx [<!ENTITY a SYSTEM "file:///etc/passwd">]>',
    ],
)
@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
def test_a_document_type_is_refused(doctype, encoding):
    """
    No entity is ever resolved, whatever the encoding.
    """
    text = f'<?xml version="1.0" encoding="{encoding}"?>{doctype}<gpx><trk><name>&a;</name></trk></gpx>'
    got = read(text.encode(encoding))

    assert got.outcome is FileOutcome.FAILED
    assert "DOCTYPE" in got.reason


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"", "empty"),
        (b'{"a": 1}', "not XML"),
        (b"<!doctype html><html><body>404</body></html>", "web page"),
        (b"<html><body>404</body></html>", "web page"),
        (b"<kml></kml>", "kml"),
        (b"\x00\x01\x02", "not XML"),
    ],
)
def test_what_is_no_gpx_fails_with_a_sentence(content, words):
    """
    The sentence says what it is instead.
    """
    got = read(content)

    assert got.outcome is FileOutcome.FAILED
    assert words in got.reason


@pytest.mark.parametrize("end", [b"<a/>" * (MOST_TAGS + 1), b" " * (MOST_XML_BYTES + 1)])
def test_a_file_larger_than_any_recording_is_left_unread(end):
    """
    Opened, a hundred packed kilobytes of nothing but tags would take two gigabytes.
    """
    got = read(b"<gpx>" + end + b"</gpx>")

    assert got.outcome is FileOutcome.FAILED
    assert "larger than any recording" in got.reason


def tcx_of(n: int, sport: str = "Running", extra: str = "") -> tuple[str, str]:
    stamps = xml.times(n)
    points = "".join(xml.tcx_point(stamp, i * 3.0, extra=extra) for i, stamp in enumerate(stamps))
    return sport, xml.tcx_lap(stamps[0], points, n - 1, 3.0 * (n - 1), 141)


def test_a_good_tcx_is_read_with_its_laps_and_streams():
    """
    Distance and heart rate as the laps sum them, streams as the points tell.
    """
    extra = (
        '<Extensions><TPX xmlns="http://www.garmin.com/xmlschemas/ActivityExtension/v2">'
        "<Speed>3.0</Speed><RunCadence>85</RunCadence><Watts>250</Watts></TPX></Extensions>"
    )
    got = read(xml.tcx_file(tcx_of(101, extra=extra)), "run.tcx")
    (run,) = got.recordings

    assert (got.outcome, got.warnings) == (FileOutcome.IMPORTED, ())
    assert (run.sport, run.start_utc) == (Sport.RUNNING, xml.START)
    assert (run.elapsed_s, run.timer_s, run.distance_m, run.avg_hr) == (100.0, 100.0, 300.0, 141.0)
    assert run.streams["power_w"][50] == 250.0
    assert run.streams["cadence_rpm"][50] == 85.0


def test_several_activities_in_one_tcx_are_several():
    """
    A ride and a run in one file are two efforts.
    """
    got = read(xml.tcx_file(tcx_of(50, "Biking"), tcx_of(60)), "day.tcx")

    assert [run.sport for run in got.recordings] == [Sport.CYCLING, Sport.RUNNING]


def test_laps_without_points_are_a_run():
    """
    A summary alone still says how long and how far.
    """
    lap = xml.tcx_lap("2024-03-01T07:00:00Z", "", 600, 2000, 150)
    (run,) = read(b"   \n" + xml.tcx_file(("Running", lap)), "run.tcx").recordings

    assert (run.elapsed_s, run.distance_m, run.avg_hr, run.n_records) == (600.0, 2000.0, 150.0, 0)


def test_steps_of_both_feet_are_halved_to_strides():
    """
    Some writers double the cadence; a runner does not take 340 steps a minute.
    """
    stamps = xml.times(30)
    points = "".join(
        xml.tcx_point(stamp, i * 3.0, extra="<Cadence>170</Cadence>")
        for i, stamp in enumerate(stamps)
    )
    laps = xml.tcx_lap(stamps[0], points, 29, 87, 140)
    (run,) = read(xml.tcx_file(("Running", laps)), "run.tcx").recordings

    assert set(run.streams["cadence_rpm"]) == {85.0}


def test_a_course_is_put_aside_and_an_empty_activity_fails():
    """
    The one is to follow, the other was never recorded.
    """
    assert read(xml.tcx_file(), "course.tcx").outcome is FileOutcome.SKIPPED
    assert read(xml.tcx_file(("Running", "")), "empty.tcx").outcome is FileOutcome.FAILED
