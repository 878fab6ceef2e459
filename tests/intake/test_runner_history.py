"""
Four years of one runner's real files: nothing fails, and the figures are the runner's.
"""

from __future__ import annotations

import csv
import zipfile
from datetime import datetime

import pytest

from tests.shared_data import needs_shared_data, shared_file
from unknot.domain.recording import FileOutcome, ReadFile
from unknot.intake.fit_decode import decode_part
from unknot.intake.fit_layout import split_parts
from unknot.intake.registry import Readers

# One walk whose positions leap by 1.4 km and back: others count the leap, we do not.
LEAPS = {"20200710T083357Z.gpx"}


def truth(kind: str) -> list[dict[str, str]]:
    path = shared_file("history", "runner_a", "runner_a_truth.csv")
    with path.open(encoding="utf-8") as table:
        return [row for row in csv.DictReader(table) if row["kind"] == kind]


def unzipped(kind: str, tmp_path):
    with zipfile.ZipFile(shared_file("history", "runner_a", f"runner_a_{kind}.zip")) as archive:
        archive.extractall(tmp_path)
    return {path.name: path for path in tmp_path.rglob(f"*.{kind}")}


def differences(row: dict[str, str], got: ReadFile) -> list[str]:
    if got.outcome is not FileOutcome.IMPORTED or len(got.recordings) != 1:
        return [f"{row['name']}: {got.outcome} {got.reason}"]
    run = got.recordings[0]
    found = []
    start = row["start_utc"] or row["metadata_time_utc"]
    if abs((run.start_utc - datetime.fromisoformat(start)).total_seconds()) > 1:
        found.append(f"{row['name']}: start {run.start_utc} instead of {start}")
    share = 0.005 if row["kind"] == "fit" else 0.01
    for name in ("elapsed_s", "distance_m", "avg_hr", "n_records"):
        if not row[name] or (name == "distance_m" and row["name"] in LEAPS):
            continue
        wanted, value = float(row[name]), getattr(run, name)
        slack = {"distance_m": max(share * wanted, 0.5), "n_records": 0}.get(name, 1.0)
        if value is None or abs(value - wanted) > slack:
            found.append(f"{row['name']}: {name} {value} instead of {wanted}")
    return found


@needs_shared_data
def test_all_653_fit_files_of_a_runner_are_read_as_they_are(tmp_path):
    """
    None fails, and each has the start, duration, distance, heart rate and records of the truth.
    """
    files = unzipped("fit", tmp_path)
    rows = truth("fit")

    assert len(files) == len(rows) == 653
    found = [
        difference
        for row in rows
        for difference in differences(
            row, Readers().read(row["name"], files[row["name"]].read_bytes())
        )
    ]
    assert found == []


@needs_shared_data
def test_a_history_is_read_by_the_fast_decoder(tmp_path):
    """
    The slow decoder is for oddities; in an everyday history there are hardly any.
    """
    files = list(unzipped("fit", tmp_path).values())[::5]
    slow = [path.name for path in files if not _is_read_fast(path.read_bytes())]

    assert slow == []


def _is_read_fast(content: bytes) -> bool:
    parts, _ = split_parts(content)
    return all(decode_part(part).by_fast_decoder for part in parts)


@needs_shared_data
def test_gpx_files_of_a_runner_are_read_as_they_are(tmp_path):
    """
    Every fifth of a thousand GPX files, the 424 empty indoor ones among them.
    """
    files = unzipped("gpx", tmp_path)
    found = [
        difference
        for row in truth("gpx")[::5]
        for difference in differences(
            row, Readers().read(row["name"], files[row["name"]].read_bytes())
        )
    ]

    assert found == []


@needs_shared_data
@pytest.mark.parametrize("kind", ["running", "indoor_running"])
def test_an_indoor_export_without_points_is_a_run_with_a_start(tmp_path, kind):
    """
    Garmin exports a treadmill run as an empty track: it is a run, and its duration is unknown.
    """
    row = next(row for row in truth("gpx") if not row["start_utc"] and row["gpx_type"] == kind)
    got = Readers().read(row["name"], unzipped("gpx", tmp_path)[row["name"]].read_bytes())

    (run,) = got.recordings
    assert (run.sport.value, run.elapsed_s, run.distance_m) == ("running", None, None)
    assert [warning.code for warning in got.warnings] == ["only-a-start-time"]
