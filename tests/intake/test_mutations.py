"""
Files damaged at random: a reader gives values or a named outcome, and nothing else.
"""

from __future__ import annotations

import io
import math
from datetime import UTC, date, datetime

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.intake import apple_writer as apple
from tests.intake import fit_writer as fit
from tests.intake import xml_writer as xml
from tests.intake.workout_writer import Step, schedule_file, workout_file
from unknot.app.errors import NotUnderstood
from unknot.app.views import OfferedFile
from unknot.domain.recording import FileOutcome, ReadFile
from unknot.intake.apple_health import AppleHealthExport
from unknot.intake.folder import LoneFile
from unknot.intake.plan_files import PlanFiles
from unknot.intake.registry import Readers

GOOD = {
    "run.fit": fit.fit_file(
        fit.changed(fit.easy_points(40), range(40), place=(50.1, 14.4)), developer_power=200
    ),
    "strap.fit": fit.fit_file(fit.easy_points(20), strap_rates=[100] * 25, header_checksum=False),
    "old.fit": fit.fit_file(fit.easy_points(40), compressed_times=True, start=20_000),
    "run.gpx": xml.gpx_file(xml.gpx_track(xml.gpx_points(xml.times(15)))),
    "run.tcx": xml.tcx_file(
        (
            "Running",
            xml.tcx_lap(
                xml.times(1)[0],
                "".join(xml.tcx_point(each, i * 3.0) for i, each in enumerate(xml.times(15))),
                14,
                42,
                140,
            ),
        )
    ),
    "activities.csv": (
        b"Activity ID,Activity Date,Activity Name,Activity Type,Activity Description,Elapsed Time,"
        b"Distance,Max Heart Rate,Filename,Elapsed Time,Moving Time,Distance\n"
        b'1,"Mar 1, 2024, 7:00:00 AM","Long, slow",Run,Warm,1800,5.00,160,,1800.5,1750.0,5004.5\n'
        b'2,"13. 3. 2024 7:00:00",Run,B\xc4\x9bh,,0:30:00,"5,00",160,a.fit,,,\n'
    ),
    "garmin.json": (
        b'[{"summarizedActivitiesExport": [{"activityId": 7, "name": "Run", "activityType": "running",'
        b' "startTimeGmt": 1709276400000.0, "duration": 600000.0, "distance": 180000.0, "avgHr": 140.0}]}]'
    ),
    "days.json": (
        b'[{"calendarDate": "2024-03-01", "deepSleepSeconds": 3600, "lightSleepSeconds": 9000},'
        b' {"calendarDate": 1709251200000, "restingHeartRate": 50, "metrics": [{"type": "HRV",'
        b' "value": 60.0}]}]'
    ),
}
PLANS = {
    "plan.ics": (
        b"BEGIN:VCALENDAR\r\nVERSION:2.0\r\nBEGIN:VEVENT\r\nUID:1\r\nDTSTART;TZID=Europe/Rome:"
        b"20260210T063000\r\nDURATION:PT45M\r\nRRULE:FREQ=WEEKLY;COUNT=4\r\nSUMMARY:Easy run 8 km"
        b"\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n"
    ),
    "plan.csv": b"Date,Title,km\n2026-02-10,Easy run,8\n2026-02-12,Tempo,10\n",
    "workout.fit": workout_file((Step(metres=2000), Step(seconds=600), Step(back_to=0, times=6))),
    "schedule.fit": schedule_file(datetime(2026, 2, 10, 6, tzinfo=UTC))
    + workout_file((Step(metres=2000),)),
    "weeks.csv": b'"Week of","M","T","W","T","F","S","S"\n"Oct 30","","2.0","4","","","8","4"\n',
}

_EXPORT = apple.export(
    apple.beats(seconds=range(0, 60, 10)),
    apple.record("RestingHeartRate", 52, 0, 36_000, unit="count/min"),
    apple.workout(
        seconds=60,
        inside=apple.metadata("HKTimeZone", "Europe/Prague") + apple.route_named("/a.gpx"),
    ),
    apple.asleep("AsleepCore", 15, 23),
)
EXPORTS = {"export.xml": _EXPORT}
PIECES = {
    f"{index}.xml": piece
    for index, piece in enumerate(
        apple.pieces_of(apple.offers_of(_EXPORT, {"a.gpx": apple.route(5)}))
    )
}

unhurried = settings(max_examples=120, deadline=None, suppress_health_check=[HealthCheck.too_slow])


@st.composite
def damaged(draw: st.DrawFn, files: dict[str, bytes]) -> tuple[str, bytes]:
    """
    A good file with some bytes changed, some cut out, and its end perhaps missing.
    """
    name = draw(st.sampled_from(sorted(files)))
    content = bytearray(files[name])
    for _ in range(draw(st.integers(0, 6))):
        content[draw(st.integers(0, len(content) - 1))] = draw(st.integers(0, 255))
    if draw(st.booleans()):
        start = draw(st.integers(0, len(content)))
        del content[start : start + draw(st.integers(0, 60))]
    if draw(st.booleans()):
        del content[draw(st.integers(0, len(content))) :]
    return name, bytes(content)


@unhurried
@given(damaged(GOOD))
def test_a_damaged_recording_gives_values_or_a_named_outcome(file):
    """
    Whatever was damaged: lengths fit, dates are dates, and a refusal has a sentence.
    """
    name, content = file
    assert_sound(Readers().read(name, content))


@unhurried
@given(damaged(PIECES))
def test_a_damaged_piece_of_an_export_gives_values_or_a_named_outcome(file):
    """
    A kept original that lost some bytes is read as far as it goes.
    """
    name, content = file
    got = Readers().read(name, content)

    assert_sound(got)
    assert all(0 < (day.sleep_h or 1) <= 24 for day in got.days)


@unhurried
@given(damaged(EXPORTS))
def test_a_damaged_export_offers_what_is_whole_and_says_the_rest(file):
    """
    Whatever was damaged: what it offers can be read, and what it says has words.
    """
    _, content = file
    opened = LoneFile(OfferedFile("export.xml", lambda: content, lambda: io.BytesIO(content)))

    for offered in AppleHealthExport().offers(opened):
        assert_sound(offered.verdict or Readers().read(offered.name, offered.read()))


@unhurried
@given(st.sampled_from(sorted(GOOD)), st.binary(max_size=300))
def test_any_bytes_under_any_name_are_survived(name, content):
    """
    Noise is refused with a sentence.
    """
    assert_sound(Readers().read(name, content))


def assert_sound(got: ReadFile) -> None:
    if got.outcome in (FileOutcome.FAILED, FileOutcome.SKIPPED, FileOutcome.RECOVERED):
        assert got.reason.endswith(".")
        assert "Please export it again; if that does not help" not in got.reason
    for run in got.recordings:
        assert 1998 <= run.start_utc.year < 2100
        assert all(len(values) == run.n_records for values in run.streams.values())
        for figure in (run.elapsed_s, run.distance_m, run.avg_hr):
            assert figure is None or math.isfinite(figure)
        assert run.elapsed_s is None or 0 <= run.elapsed_s <= 14 * 86_400
    for warning in got.warnings:
        assert warning.text.endswith(".")


@unhurried
@given(damaged(PLANS))
def test_a_damaged_plan_gives_a_plan_or_a_refusal(file):
    """
    Nothing but a plan or the one named error.
    """
    name, content = file
    said = "A plan."
    try:
        PlanFiles().read(name, content, "Europe/Rome", date(2026, 2, 1))
    except NotUnderstood as refusal:
        said = str(refusal)
    assert said.endswith(".")
