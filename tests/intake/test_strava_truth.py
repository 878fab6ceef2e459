"""
The sample Strava exports against their truth tables: every activity, in values.
"""

from __future__ import annotations

import csv
import io
import zipfile
from datetime import datetime

import pytest

from tests.intake.dropped import Member, dropped, recordings_in
from tests.shared_data import needs_shared_data, shared_file
from unknot.domain.recording import FileOutcome, Recording, Sport

BIG = ("history", "strava_export_31337001.zip")
CZECH = ("history", "strava_export_localized_cs.zip")
# What Strava calls it, and what it may be here: a "workout" is whatever its file says.
SPORTS = {"Run": Sport.RUNNING, "Walk": Sport.WALKING, "Ride": Sport.CYCLING}


def truth() -> list[dict[str, str]]:
    table = shared_file("history", "strava_export_31337001_truth.csv").read_text(encoding="utf-8")
    return list(csv.DictReader(io.StringIO(table)))


def list_in(archive: tuple[str, ...]) -> list[list[str]]:
    with zipfile.ZipFile(shared_file(*archive)) as opened:
        return list(csv.reader(io.StringIO(opened.read("activities.csv").decode())))[1:]


@pytest.fixture(scope="module")
def members() -> list[Member]:
    """
    The export of 614 activities, read once.
    """
    return dropped(shared_file(*BIG).read_bytes())


@needs_shared_data
def test_every_activity_has_the_values_of_the_truth_table(members):
    """
    Start within a second, distance within 0.5 % (1 % for GPX), heart rate within a beat.
    """
    by_file = {member.path: member for member in members if not member.is_part}
    pieces = {start_of(each): each for member in members if member.is_part for each in member.read.recordings}  # fmt: skip
    wrong = []
    for row in truth():
        if row["filename"]:
            (recording,) = by_file[row["filename"]].read.recordings
        else:
            recording = pieces[datetime.fromisoformat(row["start_utc"])]
        wrong += differences(row, recording)

    assert len(truth()) == 614
    assert wrong == []


@needs_shared_data
def test_titles_and_sports_are_those_of_the_list(members):
    """
    What the runner called each activity reaches it, and no run is counted as a ride.
    """
    told = {row[12]: (row[2], row[3]) for row in list_in(BIG) if row[12]}
    filed = {member.path: member.read.recordings[0] for member in members if member.read.recordings}

    assert {path: filed[path].title for path in told} == {
        path: title for path, (title, _) in told.items()
    }
    kinds = {path: (SPORTS.get(kind), filed[path].sport) for path, (_, kind) in told.items()}
    assert [path for path, (said, read) in kinds.items() if said and said is not read] == []


@needs_shared_data
def test_what_has_no_file_is_kept_and_what_is_no_activity_is_said(members):
    """
    Two activities without a file, and five lists of other things, each with its reason.
    """
    pieces = [member for member in members if member.is_part]
    skipped = [member for member in members if member.read.outcome is FileOutcome.SKIPPED]

    assert [each.read.recordings[0].title for each in pieces] == ["Strength", "Strength"]
    assert [each.read.recordings[0].avg_hr for each in pieces] == [None, 66.6]
    assert all(each.read.recordings[0].n_records == 0 for each in pieces)
    assert {each.path for each in skipped} == {
        "profile.csv",
        "shoes.csv",
        "bikes.csv",
        "goals.csv",
        "general_preferences.csv",
    }
    assert all(each.read.reason for each in skipped)


@needs_shared_data
def test_a_czech_export_is_read_as_an_english_one():
    """
    Twelve runs with their names, under a Czech header.
    """
    found = recordings_in(dropped(shared_file(*CZECH).read_bytes()))
    rows = list_in(CZECH)

    assert len(found) == 12
    assert {each.title for each in found} == {"Ranní běh"}
    assert {each.sport for each in found} == {Sport.RUNNING}
    starts = sorted(start_of(each) for each in found)
    said = sorted(datetime.strptime(row[1] + " +0000", "%d. %m. %Y %H:%M:%S %z") for row in rows)
    assert all(abs((a - b).total_seconds()) <= 1 for a, b in zip(starts, said, strict=True))


@needs_shared_data
@pytest.mark.parametrize("archive", [BIG, CZECH], ids=["english", "czech"])
def test_the_list_alone_tells_the_same_as_the_archive(archive):
    """
    Dropped by itself, the list gives each activity its start, time, distance and heart rate.
    """
    rows = list_in(archive)
    with zipfile.ZipFile(shared_file(*archive)) as opened:
        (alone,) = dropped(opened.read("activities.csv"), "activities.csv")

    assert [round(each.distance_m or 0, 2) for each in alone.read.recordings] == [
        round(float(row[17]), 2) for row in rows
    ]
    assert [each.elapsed_s for each in alone.read.recordings] == [float(row[15]) for row in rows]
    assert "file-missing" in alone.codes


def start_of(recording: Recording) -> datetime:
    return recording.start_utc


def differences(row: dict[str, str], found: Recording) -> list[str]:
    start = abs((found.start_utc - datetime.fromisoformat(row["start_utc"])).total_seconds())
    share = 0.01 if ".gpx" in row["filename"] else 0.005
    off = [f"starts {start} s away"] if start > 1 else []
    for name, slack in (("elapsed_s", 1.0), ("distance_m", share), ("avg_hr", 1.0)):
        if not row[name] or float(row[name]) == 0:
            continue
        told, read = float(row[name]), getattr(found, name)
        allowed = max(slack * told, 0.5) if name == "distance_m" else slack
        if read is None or abs(read - told) > allowed:
            off.append(f"{name} {read} instead of {told}")
    return [f"{row['filename'] or row['activity_id']}: {what}" for what in off]


@needs_shared_data
@pytest.mark.parametrize(
    ("file", "told"),
    [
        ("csv_columns_shuffled.csv", (1800.0, 5000.0, "")),
        ("csv_formula_injection.csv", (1800.0, 5000.0, "=cmd|' /C calc'!A0")),
        ("csv_latin1.csv", (1800.0, 5000.0, "Läufer")),
        ("csv_newlines_quotes_in_name.csv", (1800.0, 5000.0, 'Long run with "friends", wow')),
        ("csv_semicolon_decimal_comma_bom.csv", (1800.0, 5000.0, "Run")),
        ("csv_thousands_separator.csv", (36_000.0, 1_024_500.0, "Ultra")),
    ],
)
def test_an_odd_list_has_the_values_that_are_written_in_it(file, told):
    """
    Another delimiter, another encoding, thousands set apart: one activity, the right figures.
    """
    (member,) = dropped(shared_file("malformed", file).read_bytes(), file)
    (run,) = member.read.recordings

    assert (run.elapsed_s, run.distance_m, run.title) == told


@needs_shared_data
def test_an_archive_that_lacks_a_file_keeps_the_row_and_says_so():
    """
    The second activity is kept from the list.
    """
    members = dropped(shared_file("malformed", "zip_missing_files.zip").read_bytes())

    assert [(member.path, member.codes) for member in members] == [
        ("activities/1.gpx.gz", []),
        ("activities.csv", ["file-missing"]),
    ]
    assert [each.start_utc.day for each in recordings_in(members)] == [1, 2]
    assert members[1].read.recordings[0].distance_m == 5000.0
