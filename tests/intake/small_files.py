"""
The small files in tests/files: what each holds, and how it was made.

    python -m tests.intake.small_files

writes them again. They are ours, made by `fit_writer.py`, `xml_writer.py` and `apple_writer.py`, and hold nobody's
run; a test keeps the files on disk and this list in step.
"""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

from tests.intake import fit_writer as fit
from tests.intake import xml_writer as xml
from tests.intake.apple_writer import APPLE_FILES
from unknot.domain.recording import FileOutcome

FOLDER = Path(__file__).resolve().parents[1] / "files"

_POINTS = fit.easy_points(60)
_MINUTE = fit.Session(elapsed_s=60.0, timer_s=60.0, distance_m=177.0)
_GOOD = fit.fit_file(_POINTS, [_MINUTE])
_TRACK = xml.gpx_track(xml.gpx_points(xml.times(60)))
_ROUTE = '<rte><name>Sunday</name><rtept lat="50" lon="14.4"/><rtept lat="50.1" lon="14.4"/></rte>'
_PLAN = """BEGIN:VCALENDAR
VERSION:2.0
PRODID:-//Unknot//tests//EN
BEGIN:VEVENT
UID:easy@unknot.invalid
DTSTAMP:20260101T000000Z
DTSTART;TZID=Europe/Prague:20260203T063000
DURATION:PT48M
SUMMARY:Lehký běh 8 km
END:VEVENT
BEGIN:VEVENT
UID:long@unknot.invalid
DTSTAMP:20260101T000000Z
DTSTART;VALUE=DATE:20260208
RRULE:FREQ=WEEKLY;COUNT=3
SUMMARY:Long Run (10 mi)
END:VEVENT
BEGIN:VEVENT
UID:rest@unknot.invalid
DTSTAMP:20260101T000000Z
DTSTART;VALUE=DATE:20260209
SUMMARY:Ruhetag
END:VEVENT
END:VCALENDAR
"""


def _of(sub_sport: int) -> bytes:
    session = fit.Session(elapsed_s=60.0, timer_s=60.0, distance_m=177.0, sub_sport=sub_sport)
    return fit.fit_file(_POINTS, [session])


def _laps() -> str:
    points = "".join(xml.tcx_point(each, i * 3.0) for i, each in enumerate(xml.times(60)))
    return xml.tcx_lap(xml.times(1)[0], points, 59, 177, 140)


_INDOOR = xml.gpx_file(
    xml.gpx_track(""), metadata="<metadata><time>2024-03-01T07:00:00Z</time></metadata>"
)
_NO_ZONE = xml.gpx_file(
    xml.gpx_track(xml.gpx_points([each.removesuffix("Z") for each in xml.times(60)]))
)

IMPORTED, RECOVERED = FileOutcome.IMPORTED, FileOutcome.RECOVERED
SKIPPED, FAILED = FileOutcome.SKIPPED, FileOutcome.FAILED

# path -> its bytes, the outcome of reading it, and how many efforts it holds.
RUN_FILES: dict[str, tuple[bytes, FileOutcome, int]] = {
    "fit/good.fit": (_GOOD, IMPORTED, 1),
    "fit/treadmill.fit": (_of(fit.TREADMILL), IMPORTED, 1),
    "fit/trail.fit": (_of(fit.TRAIL), IMPORTED, 1),
    "fit/cut-off.fit": (_GOOD[:1000], RECOVERED, 1),
    "fit/wrong-checksum.fit": (fit.with_wrong_checksum(_GOOD), RECOVERED, 1),
    "fit/header-without-checksum.fit": (
        fit.fit_file(_POINTS, [_MINUTE], header_checksum=False),
        IMPORTED,
        1,
    ),
    "fit/compressed-times.fit": (
        fit.fit_file(_POINTS, [_MINUTE], compressed_times=True),
        IMPORTED,
        1,
    ),
    "fit/no-date.fit": (fit.fit_file(_POINTS, [_MINUTE], start=16_000_000), IMPORTED, 0),
    "fit/chained.fit": (
        _GOOD + fit.fit_file(_POINTS, [_MINUTE], start=fit.START + timedelta(hours=3)),
        IMPORTED,
        2,
    ),
    "fit/twice-the-same.fit": (_GOOD + _GOOD, IMPORTED, 1),
    "fit/nothing-recorded.fit": (fit.fit_file([], []), FAILED, 0),
    "fit/settings.fit": (fit.fit_file([], [], file_type=fit.SETTINGS), SKIPPED, 0),
    "fit/empty.fit": (b"", FAILED, 0),
    "gpx/good.gpx": (xml.gpx_file(_TRACK), IMPORTED, 1),
    "gpx/indoor-without-points.gpx": (_INDOOR, IMPORTED, 1),
    "gpx/route.gpx": (xml.gpx_file(_ROUTE), SKIPPED, 0),
    "gpx/without-times.gpx": (
        xml.gpx_file(xml.gpx_track(xml.gpx_points([""] * 20))),
        FAILED,
        0,
    ),
    "gpx/no-zone.gpx": (_NO_ZONE, IMPORTED, 1),
    "gpx/cut-off.gpx": (xml.gpx_file(_TRACK)[:5000], RECOVERED, 1),
    "tcx/good.tcx": (xml.tcx_file(("Running", _laps())), IMPORTED, 1),
    "tcx/two-activities.tcx": (
        xml.tcx_file(("Biking", _laps()), ("Running", _laps())),
        IMPORTED,
        2,
    ),
}

PLAN_FILES: dict[str, bytes] = {
    "ics/plan.ics": _PLAN.replace("\n", "\r\n").encode(),
    "ics/plan.csv": b"Date;Title;km\r\n2026-02-03;Lehk\xc3\xbd b\xc4\x9bh;8,0\r\n",
}


def main() -> None:
    """
    Write every file again.
    """
    contents = {name: entry[0] for name, entry in RUN_FILES.items()} | PLAN_FILES | APPLE_FILES
    for name, content in contents.items():
        (FOLDER / name).write_bytes(content)


if __name__ == "__main__":
    main()
