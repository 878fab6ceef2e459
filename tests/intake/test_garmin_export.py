"""
Garmin exports in small: files without their number, entries without a file, and odd JSON.
"""

from __future__ import annotations

import io
import json
import math
import zipfile
from datetime import date

import pytest

from tests.intake import fit_writer as fit
from tests.intake.dropped import days_in, dropped, dropped_folder, recordings_in, zipped
from unknot.domain.recording import FileOutcome, Sport
from unknot.intake.errors import RunFileUnreadable
from unknot.intake.fit_head import HEAD_BYTES, read_head
from unknot.intake.json_items import items_in
from unknot.intake.registry import Readers

START_MS = int(fit.START.timestamp() * 1000)
LIST = "DI_CONNECT/DI-Connect-Fitness/a_0_summarizedActivities.json"
FILES = "DI_CONNECT/DI-Connect-Uploaded-Files/UploadedFiles_0-_Part1.zip"


def an_entry(**changes) -> dict:
    usual = {
        "activityId": 70000001,
        "name": "To the lake",
        "activityType": "running",
        "startTimeGmt": float(START_MS),
        "beginTimestamp": START_MS,
        "duration": 600_000.0,
        "elapsedDuration": 660_000.0,
        "distance": 180_000.0,
        "elevationGain": 2_500.0,
        "avgHr": 140.0,
        "maxHr": 160.0,
        "workoutRpe": 60,
        "splits": [{"measurements": [1, 2, 3]}],
    }
    return {**usual, **changes}


def a_list(*entries: dict) -> bytes:
    return json.dumps([{"summarizedActivitiesExport": list(entries)}]).encode()


def an_export(entries: list[dict], files: dict[str, bytes], **more: bytes) -> bytes:
    members = {LIST: a_list(*entries), FILES: zipped(files)}
    return zipped({**members, **{f"DI_CONNECT/{name}": content for name, content in more.items()}})


def test_an_entry_without_a_file_is_an_activity_of_its_own():
    """
    Milliseconds and centimetres become seconds and metres; Garmin keeps the rating times ten.
    """
    members = dropped(an_export([an_entry()], {}))
    (run,) = recordings_in(members)

    assert (run.start_utc, run.sport) == (fit.START, Sport.RUNNING)
    assert (run.elapsed_s, run.timer_s, run.distance_m) == (660.0, 600.0, 1800.0)
    assert (run.avg_hr, run.max_hr, run.ascent_m, run.rpe) == (140.0, 160.0, 25.0, 6.0)
    assert (run.title, run.maker, run.n_records) == ("To the lake", "Garmin", 0)


@pytest.mark.parametrize(
    "file_name",
    ["a@b.invalid_70000001.fit", "70000001_ACTIVITY.fit", "a@b.invalid_999999999.fit"],
    ids=["by number", "by number with a word", "by its start"],
)
def test_a_file_gets_the_name_of_its_entry_and_the_entry_is_not_told_twice(file_name):
    """
    Uploads carry numbers of their own: then the time at which the file was begun tells.
    """
    members = dropped(an_export([an_entry()], {file_name: fit.fit_file()}))
    (run,) = recordings_in(members)

    assert (run.title, run.rpe) == ("To the lake", 6.0)
    assert run.n_records == 600
    assert [member.path for member in members if member.is_part] == []


def test_an_entry_whose_file_is_damaged_is_kept_by_itself_as_well():
    """
    A file that was cut off loses nobody the whole activity.
    """
    broken = fit.fit_file()[:300]
    members = dropped(an_export([an_entry()], {"70000001.fit": broken}))

    assert [member.is_part for member in members] == [False, True]
    assert members[1].read.recordings[0].title == "To the lake"


def test_two_entries_and_two_files_are_not_mixed_up():
    """
    Each file takes the entry that began nearest to it.
    """
    later = an_entry(activityId=70000002, name="Home", startTimeGmt=START_MS + 8_000.0)
    files = {"a_9000001.fit": fit.fit_file(), "b_9000002.fit": fit.fit_file(start=fit.START.replace(second=8))}  # fmt: skip
    found = recordings_in(dropped(an_export([later, an_entry()], files)))

    assert [each.title for each in found] == ["To the lake", "Home"]


def test_files_that_are_no_activities_are_put_aside_by_their_reader():
    """
    The uploads hold settings and the like; each has its reason.
    """
    settings = fit.fit_file(points=(), sessions=(), file_type=fit.SETTINGS)
    members = dropped(an_export([], {"a_1.fit": settings}))

    assert members[0].read.outcome is FileOutcome.SKIPPED
    assert members[0].read.reason != ""


def test_days_are_read_from_all_their_files():
    """
    Sleep from its stages, resting heart rate, and RMSSD as its logarithm, in any file's form.
    """
    sleep = [
        {"calendarDate": "2024-03-01", "deepSleepSeconds": 3600, "lightSleepSeconds": 14400, "remSleepSeconds": 7200},
        {"calendarDate": "2024-03-02", "deepSleepSeconds": 0, "lightSleepSeconds": 0, "remSleepSeconds": 0},
    ]  # fmt: skip
    daily = [
        {"calendarDate": {"date": "Mar 1, 2024 12:00:00 AM"}, "restingHeartRate": 48, "currentDayRestingHeartRate": 99},
        {"calendarDate": START_MS, "restingHeartRate": 0, "currentDayRestingHeartRate": 51},
    ]  # fmt: skip
    health = [
        {"calendarDate": "2024-03-03", "metrics": [{"type": "HR", "value": 50}, {"type": "HRV", "value": 62.0}]},
        {"calendarDate": "2024-03-04", "metrics": [{"type": "HRV", "value": 511}]},
        {"calendarDate": "2024-03-05", "hrvSummary": {"lastNightAvg": 40}},
    ]  # fmt: skip
    members = dropped(
        zipped(
            {
                "DI_CONNECT/DI-Connect-Wellness/sleepData.json": json.dumps(sleep),
                "DI_CONNECT/DI-Connect-Aggregator/UDSFile.json": json.dumps(daily),
                "DI_CONNECT/DI-Connect-Wellness/healthStatusData.json": json.dumps(health),
            }
        )
    )
    days = days_in(members)

    assert [(day.date.day, day.sleep_h) for day in days if day.sleep_h] == [(1, 7.0)]
    assert [(day.date, day.resting_hr) for day in days if day.resting_hr] == [(date(2024, 3, 1), 51.0)]  # fmt: skip
    hrv = {day.date.day: day.hrv_lnrmssd for day in days if day.hrv_lnrmssd}
    assert hrv == {3: round(math.log(62), 4), 5: round(math.log(40), 4)}
    assert [member.codes for member in members if member.codes] == [["sleep-not-measured"]]


def test_a_night_told_twice_and_a_night_in_two_stretches():
    """
    What overlaps is the same sleep; what does not adds up.
    """
    night = {"calendarDate": "2024-03-01", "sleepStartTimestampGMT": "2024-02-29T22:00:00.0", "sleepEndTimestampGMT": "2024-03-01T02:00:00.0", "deepSleepSeconds": 14400}  # fmt: skip
    morning = {**night, "sleepStartTimestampGMT": "2024-03-01T03:00:00.0", "sleepEndTimestampGMT": "2024-03-01T05:00:00.0", "deepSleepSeconds": 7200}  # fmt: skip
    got = Readers().read("sleepData.json", json.dumps([night, night, morning]).encode())

    assert [(day.sleep_h, day.date.day) for day in got.days] == [(6.0, 1)]


def test_what_was_not_understood_is_listed():
    """
    Every other file has an outcome and a reason, and so have entries without a date.
    """
    dateless = {"activityId": 5, "activityType": "running"}
    members = dropped(
        an_export(
            [an_entry(), dateless], {}, **{"DI-Connect-User/user_profile.json": b'{"gender": 1}'}
        )
    )
    told = {
        member.path: member.read.reason
        for member in members
        if member.read.outcome is FileOutcome.SKIPPED
    }

    assert "nothing of these" in told["DI_CONNECT/DI-Connect-User/user_profile.json"]
    assert "1 entries" in told[LIST]
    assert len(recordings_in(members)) == 1


def test_a_lone_list_of_activities_is_read_too():
    """
    Unpacked and dropped by itself.
    """
    members = dropped(a_list(an_entry()), "a_0_summarizedActivities.json")
    read = Readers().read("a_0_summarizedActivities.json", a_list(an_entry()))

    assert [each.title for each in recordings_in(members)] == ["To the lake"]
    assert [each.title for each in read.recordings] == ["To the lake"]


def test_an_export_that_was_unpacked_is_taken_as_a_folder(tmp_path):
    """
    Its inner archives are opened all the same; their activities are kept, and so are the entries.
    """
    with zipfile.ZipFile(io.BytesIO(an_export([an_entry()], {"a_9.fit": fit.fit_file()}))) as whole:
        whole.extractall(tmp_path)
    members = dropped_folder(tmp_path)

    assert {each.title for each in recordings_in(members)} >= {"To the lake"}
    assert {each.n_records for each in recordings_in(members)} == {0, 600}


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"no json",
        b"[" * 100_000,
        b'[{"a":' * 50_000,
        b"\x00" * 1000,
        b'[{"calendarDate": "2024-03-01", "restingHeartRate": ' + b"9" * 100_000 + b"}]",
        b'[{"calendarDate": "2024-03-01", "restingHeartRate": NaN, "deepSleepSeconds": Infinity}]',
        b'[{"calendarDate": "' + b"x" * 10_000_000 + b'"}]',
        b'[{"calendarDate": "0000-00-00", "restingHeartRate": 50}]',
        b'[{"calendarDate": 1e400, "restingHeartRate": 50}]',
        b'"' + b"a" * 1000,
        b"[1, 2, null, true]",
        b'{"summarizedActivitiesExport": {"a": 1}}',
        b'[{"activityType": "running", "startTimeGmt": 1e300}]',
        b'[{"calendarDate": "2024-03-01", "metrics": [[[]], {"type": "HRV", "value": {}}]}]',
    ],
    ids=range(15),
)
def test_json_made_to_hurt_has_an_outcome_with_a_sentence(content):
    """
    Deep nesting, endless numbers, NaN, a text of 10 MB: never a traceback, never an invented day.
    """
    got = Readers().read("x.json", content)
    members = dropped(zipped({LIST: content, "DI_CONNECT/x.json": content, FILES: zipped({"a.fit": fit.fit_file()})}))  # fmt: skip

    assert got.outcome in (FileOutcome.FAILED, FileOutcome.SKIPPED)
    assert got.reason.endswith(".")
    assert "could not be read (" not in got.reason
    assert (got.days, got.recordings) == ((), ())
    assert len(recordings_in(members)) == 1


def test_a_list_that_breaks_off_keeps_what_came_before():
    """
    The download stopped: the whole entries are in, and it is said.
    """
    cut = a_list(an_entry(), an_entry(activityId=2, startTimeGmt=START_MS + 9e7))[:-40]
    alone = Readers().read("x.json", cut)
    members = dropped(zipped({LIST: cut}))

    assert (alone.outcome, len(alone.recordings)) == (FileOutcome.RECOVERED, 1)
    assert "breaks off" in alone.reason
    assert [member.read.outcome for member in members] == [FileOutcome.IMPORTED, FileOutcome.FAILED]


def test_objects_come_out_of_a_list_one_by_one():
    """
    Whether the list stands alone or in an object, and across the steps in which it is read.
    """
    wide = [{"n": n, "text": "x" * 3000} for n in range(300)]
    plain = items_in(io.BytesIO(json.dumps(wide).encode()))
    wrapped = items_in(io.BytesIO(json.dumps({"all": wide, "more": 1}).encode()))
    named = items_in(io.BytesIO(json.dumps([{"l": wide}, {"l": wide[:1]}]).encode()), inside="l")

    assert list(plain) == wide
    assert list(wrapped) == wide
    assert list(named) == [*wide, wide[0]]


def test_an_entry_larger_than_any_is_refused_before_it_fills_the_memory():
    """
    One object of more than 8 MiB is no activity.
    """
    with pytest.raises(RunFileUnreadable, match="larger than 8 MiB"):
        list(items_in(io.BytesIO(b'[{"a": "' + b"x" * 40_000_000 + b'"}]')))


def test_half_a_character_in_a_name_does_not_keep_a_run_out():
    """
    No database takes half of a pair; the rest of the name stays.
    """
    got = Readers().read("x.json", a_list(an_entry(name="To \ud83d the\x00 lake")))

    assert got.recordings[0].title == "To ? the lake"


@pytest.mark.parametrize("n_bytes", [0, 5, 12, 14, 20, 40, 60])
def test_the_head_of_a_cut_off_file_says_nothing_wrong(n_bytes):
    """
    However little of it is there, nothing is made up.
    """
    head = read_head(fit.fit_file()[:n_bytes], n_bytes)

    assert head.is_whole is False
    assert head.created in (None, fit.START.timestamp())


def test_the_head_of_a_whole_file_tells_what_it_is_and_when_it_began():
    """
    Read from its first bytes alone.
    """
    content = fit.fit_file()
    head = read_head(content[:HEAD_BYTES], len(content))

    assert (head.is_activity, head.is_whole, head.created) == (True, True, fit.START.timestamp())
