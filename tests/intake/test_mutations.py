"""
Files damaged at random: a reader gives values or a named outcome, and nothing else.
"""

from __future__ import annotations

import math
from datetime import UTC, date, datetime

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.intake import fit_writer as fit
from tests.intake import xml_writer as xml
from tests.intake.workout_writer import Step, schedule_file, workout_file
from unknot.app.errors import NotUnderstood
from unknot.domain.recording import FileOutcome, ReadFile
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
