"""
The sample Garmin export against its truth table. Its layout is from memory, as the table says.
"""

from __future__ import annotations

import csv
import io
import json
import zipfile
from datetime import datetime

import pytest

from tests.intake.dropped import Member, days_in, dropped
from tests.shared_data import needs_shared_data, shared_file
from unknot.domain.recording import FileOutcome

ARCHIVE = ("history", "garmin_account_export.zip")


def truth() -> list[dict[str, str]]:
    table = shared_file("history", "garmin_account_export_truth.csv").read_text(encoding="utf-8")
    return list(csv.DictReader(io.StringIO(table)))


def written(part: str) -> list[dict]:
    with zipfile.ZipFile(shared_file(*ARCHIVE)) as opened:
        name = next(name for name in opened.namelist() if part in name)
        return json.loads(opened.read(name))


@pytest.fixture(scope="module")
def members() -> list[Member]:
    """
    The export, read once.
    """
    return dropped(shared_file(*ARCHIVE).read_bytes())


@needs_shared_data
def test_every_activity_has_the_values_of_the_truth_table(members):
    """
    56 files of an archive within the archive: start, time, distance, heart rate, sport.
    """
    by_file = {member.path.rpartition("/")[2]: member for member in members}
    wrong = []
    for row in truth():
        found = by_file[row["inner_file"]].read.recordings
        start = min(each.start_utc for each in found)
        off = abs((start - datetime.fromisoformat(row["start_utc"])).total_seconds()) > 1
        totals = {
            "elapsed_s": (sum(each.elapsed_s or 0 for each in found), 1.0),
            "distance_m": (sum(each.distance_m or 0 for each in found), 0.5),
            "avg_hr": (found[0].avg_hr or 0, 1.0),
        }
        for name, (read, slack) in totals.items():
            told = float(row[name] or 0)
            allowed = max(slack, 0.005 * told) if name == "distance_m" else slack
            off = off or (bool(told) and abs(read - told) > allowed)
        if off or found[0].sport.value != row["sport"]:
            wrong.append(row["inner_file"])

    assert len(truth()) == 56
    assert wrong == []


@needs_shared_data
def test_the_names_of_the_list_reach_the_files(members):
    """
    What Garmin Connect calls each activity is its title, and no activity is told twice.
    """
    named = {entry["activityId"]: entry["name"] for entry in written("summarized")[0]["summarizedActivitiesExport"]}  # fmt: skip
    files = [member for member in members if member.path.endswith(".fit")]

    assert [member for member in members if member.is_part] == []
    for member in files:
        number = int(member.path.rpartition("_")[2].removesuffix(".fit"))
        assert {each.title for each in member.read.recordings} == {named[number]}


@needs_shared_data
def test_days_have_the_sleep_and_the_resting_heart_rate_of_the_export(members):
    """
    Sleep is the sum of its stages. A night that the export tells twice counts once, and one
    without stages was not measured.
    """
    slept: dict[str, float] = {}
    told = {(each["calendarDate"], each["sleepStartTimestampGMT"]): each for each in written("sleepData")}  # fmt: skip
    for night in told.values():
        hours = sum(night[stage] for stage in ("deepSleepSeconds", "lightSleepSeconds", "remSleepSeconds")) / 3600  # fmt: skip
        if hours:
            slept[night["calendarDate"]] = slept.get(night["calendarDate"], 0.0) + hours
    resting = {day["calendarDate"]: day["restingHeartRate"] for day in written("UDSFile")}
    days = days_in(members)

    assert {day.date.isoformat(): day.sleep_h for day in days if day.sleep_h} == pytest.approx(
        slept, abs=0.006
    )
    assert {day.date.isoformat(): day.resting_hr for day in days if day.resting_hr} == resting
    assert {day.source for day in days} == {"garmin"}


@needs_shared_data
def test_what_was_not_taken_is_listed(members):
    """
    A file about the customer has its outcome and its reason, as every other member has.
    """
    aside = {m.path: m.read.reason for m in members if m.read.outcome is FileOutcome.SKIPPED}

    assert "nothing of these was found" in aside["customer_data/customer.json"]
    assert len(members) == 60
