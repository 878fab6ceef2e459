"""
What the fuzzer found (fuzz/README.md), and what was thought of beside it: each as the smallest file
that shows it.
"""

from __future__ import annotations

import gzip
import io
import zipfile
from datetime import date

import pytest

from tests.intake import fit_writer as fit
from tests.intake import xml_writer as xml
from unknot.app.errors import CannotBeOffered, NotUnderstood
from unknot.domain.recording import FileOutcome
from unknot.domain.run import PlanFile
from unknot.intake.archives import ZipArchive
from unknot.intake.fit import MOST_MESSAGES, MOST_SESSIONS
from unknot.intake.fit_fast import sealed
from unknot.intake.fit_layout import MOST_PARTS
from unknot.intake.plan_files import PlanFiles
from unknot.intake.registry import Readers
from unknot.intake.unpack import MOST_MEMBERS, unpacked

# A month of nights as `intake/apple_pieces.py` cuts it out of an export.
NIGHTS = """<HealthData><Day date="2024-03-01"><Record
 type="HKQuantityTypeIdentifierRestingHeartRate" sourceName="Watch" value="52"
 startDate="2024-03-01 07:00:00 +0000" endDate="2024-03-01 17:00:00 +0000"/></Day><Day
 date="2024-03-02"><Record type="HKQuantityTypeIdentifierRestingHeartRate" sourceName="Watch"
 value="53" startDate="2024-03-02 07:00:00 +0000" endDate="2024-03-02 17:00:00 +0000"/></Day>
</HealthData>"""

TODAY = date(2026, 2, 2)


def codes(read) -> list[str]:
    return [warning.code for warning in read.warnings]


def test_a_latitude_without_a_longitude_is_no_place():
    """
    A file with one of the two only was taken at its word, up to 180 degrees north.
    """
    half = "<Position><LatitudeDegrees>179.99</LatitudeDegrees></Position>"
    points = "".join(
        xml.tcx_point(each, i * 3.0, extra=half) for i, each in enumerate(xml.times(9))
    )
    lap = xml.tcx_lap(xml.times(1)[0], points, 9, 24, 140)
    read = Readers().read("run.tcx", xml.tcx_file(("Running", lap)))

    assert "latitude_deg" not in read.recordings[0].streams
    assert codes(read) == ["impossible-position"]


def test_a_track_longer_than_anybody_goes_has_no_distance():
    """
    Leaps between points without times were all added up: 20,000 km in a minute.
    """
    hops = "".join(f'<trkpt lat="{60 if i % 2 else -60}" lon="{90 * (i % 3)}"/>' for i in range(9))
    track = xml.gpx_track(xml.gpx_points(xml.times(5)) + hops)
    read = Readers().read("run.gpx", xml.gpx_file(track))
    (run,) = read.recordings

    assert run.distance_m is None
    assert "distance_m" not in run.streams
    assert not run.trusted_distance
    assert "impossible-distance" in codes(read)


def an_archive(method: int = zipfile.ZIP_DEFLATED) -> bytearray:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", method) as archive:
        archive.writestr("a.fit", b"not much of a run" * 40)
    return bytearray(packed.getvalue())


def test_damage_in_what_bzip2_packed_is_told():
    """
    bzip2 speaks of damage as if the disk had failed.
    """
    packed = an_archive(zipfile.ZIP_BZIP2)
    packed[60] ^= 0xFF
    damaged = ZipArchive("runs.zip", io.BytesIO(packed))
    with damaged as archive, pytest.raises(CannotBeOffered, match="is damaged"):
        archive.read("a.fit")


def test_an_entry_without_a_name_is_left_out_alone():
    """
    One entry without a name took the whole archive down.
    """
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        for name in ("xx", "a.fit"):
            archive.writestr(name, b"not much of a run")
    nameless = packed.getvalue().replace(b"xx", b"\0\0")
    with ZipArchive("runs.zip", io.BytesIO(nameless)) as archive:
        (left_out,) = archive.left_out

        assert archive.names() == ("a.fit",)
        assert left_out.verdict is not None
        assert left_out.verdict.outcome is FileOutcome.FAILED


@pytest.mark.parametrize("on_disk", [False, True])
def test_an_entry_before_the_beginning_of_the_archive_is_told(tmp_path, on_disk):
    """
    An archive that lost its head points to places before it.
    """
    packed = an_archive()
    start = packed.rindex(b"PK\x05\x06") + 16
    packed[start : start + 4] = (300).to_bytes(4, "little")
    (tmp_path / "runs.zip").write_bytes(packed)
    stream = (tmp_path / "runs.zip").open("rb") if on_disk else io.BytesIO(packed)
    refused = pytest.raises(CannotBeOffered, match="is damaged")
    with stream, refused, ZipArchive("runs.zip", stream) as archive:
        archive.read("a.fit")


@pytest.mark.parametrize("name", ["run.gpx", "run.tcx"])
@pytest.mark.parametrize("content", [b"<?xml version='1.0' encoding='%s'?><gpx/>", b"<%s/>"])
def test_what_is_quoted_of_a_file_is_short(name, content):
    """
    An encoding or a root element with a name of a page length filled the page.
    """
    read = Readers().read(name, content % (b"A" * 5_000))

    assert read.outcome is FileOutcome.FAILED
    assert len(read.reason) < 400


@pytest.mark.parametrize(
    ("encoding", "opening"),
    [("UTF-7", b"+ADwAIQ-"), ("UTF-32LE", b"<!"), ("ISO-2022-JP", b"<!\x1b(B")],
)
def test_a_document_type_in_a_rare_encoding_is_refused_too(encoding, opening):
    """
    A search for its bytes does not find it there, but the parser does.
    """
    declared = f"<?xml version='1.0' encoding='{encoding}'?>".encode()
    text = declared + opening + b"DOCTYPE gpx [" + opening + b"ENTITY a 'b'>]><gpx><trk/></gpx>"
    if encoding.startswith("UTF-32"):
        text = text.decode().encode(encoding)
    read = Readers().read("run.gpx", text)

    assert read.outcome is FileOutcome.FAILED
    assert "document type" in read.reason


def test_a_packed_file_of_thousands_of_pieces_is_refused():
    """
    Each piece copied all that followed it: some megabytes of empty pieces took hours.
    """
    empty = gzip.compress(b"", mtime=0)
    read = Readers().read("run.fit.gz", empty * (MOST_MEMBERS + 1))

    assert read.outcome is FileOutcome.FAILED
    assert "more than 10000 pieces" in read.reason
    assert unpacked(empty * 100 + gzip.compress(b"a run")) == (b"a run", ())


def test_a_recording_of_thousands_of_sessions_is_refused():
    """
    All records were looked through for each session.
    """
    many = [fit.Session(at=at, elapsed_s=1.0) for at in range(MOST_SESSIONS + 1)]
    read = Readers().read("run.fit", fit.fit_file(fit.easy_points(10), many))

    assert read.outcome is FileOutcome.FAILED
    assert "more than any recording" in read.reason


def test_millions_of_empty_messages_are_refused():
    """
    A message may take one byte in the file, and a thousand in memory.
    """
    record_without_fields = bytes([0x40, 0, 0, 20, 0, 0])
    body = record_without_fields + bytes(MOST_MESSAGES + 1)
    read = Readers().read("run.fit", sealed(body))

    assert read.outcome is FileOutcome.FAILED
    assert "more than any recording" in read.reason


def test_of_thousands_of_files_in_one_the_first_are_read():
    """
    Each part of a FIT file is decoded by itself; the rest is told as left out.
    """
    parts = [fit.fit_file(fit.easy_points(3), start=at) for at in range(3)]
    n_empty = MOST_PARTS + 5
    empty = [sealed(at.to_bytes(3, "little")) for at in range(n_empty)]
    read = Readers().read("run.fit", b"".join([*parts, *empty]))

    assert len(read.recordings) + len(read.undated) == 3
    assert f"{8 * len(empty[0])} bytes after the end" in read.reason


def test_tracks_without_times_belong_to_the_first_that_has_some():
    """
    All of them were gone through again for each: a file of nothing else took hours.
    """
    bare = xml.gpx_track('<trkpt lat="50" lon="14.4"/>', kind="")
    dated = xml.gpx_track(xml.gpx_points(xml.times(5)))
    (run,) = Readers().read("run.gpx", xml.gpx_file(*[bare] * 3, dated, bare)).recordings

    assert run.n_records == 9


def test_names_of_makers_and_runs_are_one_short_line():
    """
    A name of a page length, or with a zero in it, could not be kept in every database.
    """
    name = "A&#10;B" + "C" * 3_000
    maker = f"<Creator><Name>{name}</Name></Creator>"
    lap = xml.tcx_lap(xml.times(1)[0], xml.tcx_point(xml.times(1)[0], 0.0), 9, 24, 140)
    content = xml.tcx_file(("Running", lap)).replace(
        b"</Activity>", maker.encode() + b"</Activity>"
    )
    (run,) = Readers().read("run.tcx", content).recordings

    assert run.maker == "A B" + "C" * 197


@pytest.mark.parametrize("year", ["1024", "2624"])
def test_a_night_of_another_century_is_left_out(year):
    """
    What a document tells of a day beyond memory was kept on that day.
    """
    nights = NIGHTS.replace('date="2024-03-02"', f'date="{year}-03-02"')
    read = Readers().read("export.xml", nights.encode())

    assert [day.date.isoformat() for day in read.days] == ["2024-03-01"]
    assert codes(read) == ["apple-entries-not-understood"]


def test_a_zero_in_a_plan_of_utf_16_is_in_no_sentence():
    """
    A table saved as UTF-16 and damaged brought a character that no database of ours takes.
    """
    table = "Date,Title,km\n2026-02-10,Easy run,8\n2026-02-12,Strange\x00 thing,\n"
    plan = PlanFiles().read("plan.csv", table.encode("utf-16"), "Europe/Prague", date(2026, 2, 2))
    told = [run.title for run in plan.runs] + [str(said) for said in plan.not_understood]

    assert len(plan.runs) >= 1
    assert any("Strange thing" in each for each in told)
    assert not any("\x00" in each for each in told)


def test_a_log_whose_dates_are_none_says_so():
    """
    The guess which number is the day looked for an example, and found none.
    """
    read = Readers().read("days.csv", b"date,sleep_h\n32/32/2024,7\n")

    assert read.outcome is FileOutcome.SKIPPED
    assert "left out" in read.reason


def read_calendar(*lines: str, start: str = "20260210T063000") -> PlanFile:
    event = ["BEGIN:VEVENT", "UID:1", "SUMMARY:Easy run 8 km", f"DTSTART:{start}", *lines]
    text = ["BEGIN:VCALENDAR", "VERSION:2.0", *event, "END:VEVENT", "END:VCALENDAR", ""]
    return PlanFiles().read("plan.ics", "\r\n".join(text).encode(), "Europe/Prague", TODAY)


@pytest.mark.parametrize(
    "rule",
    [
        "FREQ=DAILY;BYMONTH=2;BYMONTHDAY=30",
        "FREQ=DAILY;BYMONTH=2;BYMONTHDAY=30;COUNT=5",
        "FREQ=DAILY;BYYEARDAY=366;BYWEEKNO=20",
        "FREQ=DAILY;INTERVAL=7;BYDAY=MO",
        "FREQ=WEEKLY;BYDAY=MO;BYSETPOS=300",
        "FREQ=MONTHLY;BYDAY=9MO",
    ],
)
def test_a_rule_that_never_comes_true_is_not_looked_for_to_the_end_of_all_years(rule, monkeypatch):
    """
    Some kilobytes of such rules kept a reader busy for hours; they happen once.
    """
    monkeypatch.setattr("unknot.intake.ics_repeats.recurring_ical_events.of", None)

    assert len(read_calendar(f"RRULE:{rule}").runs) == 1


@pytest.mark.parametrize(
    ("rule", "n_runs"),
    [
        ("FREQ=WEEKLY;COUNT=3", 3),
        ("FREQ=DAILY;BYDAY=TU,TH;COUNT=4", 4),
        ("FREQ=DAILY;UNTIL=20260212T235900", 3),
        ("FREQ=MONTHLY;BYDAY=2TU;COUNT=2", 2),
        ("FREQ=MONTHLY;BYDAY=TU;BYSETPOS=2;COUNT=2", 2),
        ("FREQ=MONTHLY;BYMONTHDAY=10,-1;COUNT=3", 3),
        ("FREQ=WEEKLY;COUNT=50", 50),
        ("FREQ=DAILY;COUNT=100000000", 364),
    ],
)
def test_rules_that_come_true_do_so_as_often_as_they_say(rule, n_runs):
    """
    The bounds for hostile rules change nothing for those of plans.
    """
    assert len(read_calendar(f"RRULE:{rule}").runs) == n_runs


@pytest.mark.parametrize("length", ["DTEND:10100213T143000", "DURATION:P999999D"])
def test_a_length_that_no_run_has_is_left_out_of_a_rule(length):
    """
    An end a thousand years before the beginning was searched through day by day.
    """
    plan = read_calendar(length, "RRULE:FREQ=DAILY;COUNT=3")

    assert [run.date.day for run in plan.runs] == [10, 11, 12]
    assert any("its length was not used" in str(said) for said in plan.not_understood)


def test_entries_of_years_that_cannot_be_are_left_out_of_a_plan():
    """
    A slip of the finger planned a run for the year 4052.
    """
    content = b"Date,Title,km\n2026-02-10,Easy run,8\n4052-02-12,Tempo,10\n"
    plan = PlanFiles().read("plan.csv", content, "Europe/Prague", TODAY)

    assert [run.date.year for run in plan.runs] == [2026]
    with pytest.raises(NotUnderstood, match="after 2199: 1"):
        read_calendar(start="40520210T063000")
    with pytest.raises(NotUnderstood, match="before 1900"):
        read_calendar("RRULE:FREQ=DAILY", start="00010101T063000")


def test_a_planned_duration_longer_than_any_race_is_none():
    """
    A cell full of nines became a run of ten million million million years.
    """
    content = b"Date,Title,Duration (min)\n2026-02-10,Easy run,9999999999999\n"
    (run,) = PlanFiles().read("plan.csv", content, "Europe/Prague", TODAY).runs

    assert run.duration_min is None
