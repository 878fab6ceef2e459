"""
The composed export of the shared data against its truth, and against the XML read another way.
"""

from __future__ import annotations

import csv
import math
import re
import zipfile
from collections import defaultdict
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from tests.intake import apple_writer as apple
from tests.shared_data import needs_shared_data, shared_file
from unknot.domain.recording import FileOutcome
from unknot.intake.known_sources import known_sources
from unknot.intake.offering import Offering

# The truth keeps hundredths of a second, Apple's dates whole ones; metres come through as written.
ELAPSED_S, DISTANCE_M = 1.0, 0.01


@pytest.fixture(scope="module")
def offered():
    """
    What the composed export offers, read while its archive is open.
    """
    path = shared_file("history", "apple_health_export.zip")
    return [apple.read_now(each) for each in Offering(known_sources()).at([path])]


@pytest.fixture(scope="module")
def days(offered):
    """
    Every day in it.
    """
    return apple.days_in(offered)


@pytest.fixture(scope="module")
def export_xml() -> str:
    """
    The text of the export itself.
    """
    with zipfile.ZipFile(shared_file("history", "apple_health_export.zip")) as archive:
        return archive.read("apple_health_export/export.xml").decode()


@needs_shared_data
def test_all_workouts_are_as_the_truth_says(offered):
    """
    Start, duration, distance, heart rates and route of each of the seventy.
    """
    runs = sorted(apple.runs_in(offered), key=lambda run: run.start_utc)
    with shared_file("history", "apple_health_export_truth.csv").open(newline="") as file:
        truth = sorted(csv.DictReader(file), key=lambda row: row["start_utc"])

    assert len(runs) == len(truth) == 70
    for run, row in zip(runs, truth, strict=True):
        beats = run.streams.get("heart_rate_bpm", ())
        places = run.streams.get("latitude_deg", ())
        assert run.start_utc == datetime.fromisoformat(row["start_utc"])
        assert run.sport.value == row["type"].lower()
        assert run.elapsed_s == pytest.approx(float(row["elapsed_s"]), abs=ELAPSED_S)
        assert run.distance_m == pytest.approx(float(row["distance_m"]), abs=DISTANCE_M)
        assert sum(not math.isnan(each) for each in beats) == int(row["hr_samples_in_xml"])
        assert any(not math.isnan(each) for each in places) is bool(row["route"])
        assert run.zone == "Asia/Shanghai"


@needs_shared_data
def test_nothing_is_left_unsaid_or_odd(offered):
    """
    Every member is told: the export, each route read with its workout, and the clinical form.
    """
    others = [each for each in offered if not each.is_part]
    assert {each.verdict and each.verdict.outcome for each in others} == {FileOutcome.SKIPPED}
    names = [Path(each.name).name for each in others]
    assert sorted(name for name in names if not name.startswith("route_")) == ["export_cda.xml"]
    assert len(names) == 49
    assert "not beside" not in apple.said_in(offered)


def _shanghai(text: str) -> datetime:
    return datetime.strptime(text, "%Y-%m-%d %H:%M:%S %z")


@needs_shared_data
def test_nights_are_the_half_minutes_asleep(days, export_xml):
    """
    Counted in another way: every half minute that any stage of sleep covers, put on the day on
    which an uninterrupted stretch of half-minutes, three hours apart at most, ends.
    """
    found = re.findall(
        r'SleepAnalysis"[^>]* startDate="([^"]*)" endDate="([^"]*)" value="(\w+)"', export_xml
    )
    assert len(found) == 2946
    step = timedelta(seconds=30)
    covered: set[datetime] = set()
    for begin, end, stage in found:
        moment = _shanghai(begin)
        while "Asleep" in stage and moment < _shanghai(end):
            covered.add(moment)
            moment += step
    nights: list[list[datetime]] = []
    for moment in sorted(covered):
        if not nights or moment - nights[-1][-1] > timedelta(hours=3) + step:
            nights.append([])
        nights[-1].append(moment)
    hours: dict = defaultdict(float)
    for night in nights:
        hours[(night[-1] + step).date()] += len(night) / 120

    got = {day.date: day.sleep_h for day in days if day.sleep_h is not None}
    assert got == pytest.approx(dict(hours), abs=0.006)
    assert len(got) > 120


@needs_shared_data
def test_resting_rates_are_those_of_the_export(days, export_xml):
    """
    One for each of the 152 days.
    """
    found = re.findall(
        r'RestingHeartRate"[^>]* startDate="(\S+) [^"]*" endDate="[^"]*" value="(\d+)"', export_xml
    )
    got = {day.date.isoformat(): day.resting_hr for day in days if day.resting_hr is not None}

    assert len(found) == 152
    assert got == {day: float(bpm) for day, bpm in found}


@needs_shared_data
def test_apples_variability_is_nowhere(days):
    """
    No day carries a variability: Apple's is another measure than ours.
    """
    assert {day.hrv_lnrmssd for day in days} == {None}


@needs_shared_data
def test_the_genuine_sample_is_read_by_itself():
    """
    A lone XML without a document type: miles, a route inside, a zone.
    """
    path = shared_file("history", "apple_health_export_small.xml")
    offered = list(Offering(known_sources()).at([path]))
    [run] = apple.runs_in(offered)

    assert run.start_utc == datetime(2016, 11, 14, 14, 25, 41, tzinfo=UTC)
    assert (run.elapsed_s, run.timer_s) == (311.0, pytest.approx(311.65, abs=0.01))
    assert run.distance_m == pytest.approx(800.13, abs=0.01)
    assert run.zone == "America/Los_Angeles"
    assert len(run.streams["latitude_deg"]) == 2
    assert "1 entries of other kinds" in apple.said_in(offered)
