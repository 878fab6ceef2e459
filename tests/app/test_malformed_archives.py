"""
Hostile and damaged archives through the whole import: the trap fails, what is good goes in.
"""

from __future__ import annotations

import csv
import json
import subprocess
import sys

import pytest

from tests.shared_data import needs_shared_data, shared_data_dir, shared_file

MEBIBYTES = 512

# Imports each archive named on standard input into a store of its own, and tells every outcome.
IMPORTER = """
import json, resource, sys, tempfile, warnings
from pathlib import Path
from unknot.bootstrap import open_house
from unknot.deliver.plain import import_as_plain

warnings.simplefilter("ignore")
for line in sys.stdin:
    path = Path(line.strip())
    with tempfile.TemporaryDirectory() as folder:
        house = open_house(Path(folder) / "data")
        files = house.import_paths(house.own_runner().id, [path], workers=0)
        outside = sorted(each.name for each in Path(folder).iterdir())
        house.close()
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(json.dumps({
        "file": path.name, "outside": outside, "peak_mib": peak,
        "members": import_as_plain(files),
    }), flush=True)
"""


def rows() -> list[dict[str, str]]:
    if shared_data_dir() is None:
        return []
    with shared_file("malformed", "expected_malformed.csv").open(encoding="utf-8") as table:
        return [row for row in csv.DictReader(table) if row["file"].startswith("zip_")]


@pytest.fixture(scope="module")
def results() -> dict[str, dict]:
    """
    What became of the members of every archive, all imported in one process.
    """
    paths = [str(shared_file("malformed", row["file"])) for row in rows()]
    done = subprocess.run(
        [sys.executable, "-c", IMPORTER], input="\n".join(paths), text=True, capture_output=True,
        timeout=600, check=True,
    )  # fmt: skip
    return {got["file"]: got for got in map(json.loads, done.stdout.splitlines())}


@needs_shared_data
@pytest.mark.parametrize("row", rows(), ids=lambda row: row["file"])
def test_an_archive_is_taken_as_the_table_says(row, results):
    """
    Refused as a whole, without one member, or with a warning; nothing is written beside the data.
    """
    got = results[row["file"]]
    outcomes = [member["outcome"] for member in got["members"]]
    odd = [warning for member in got["members"] for warning in member["warnings"]]
    has_runs = any(member["runs"] for member in got["members"])

    assert got["outside"] == ["data"]
    assert got["peak_mib"] < MEBIBYTES
    if row["expectation"] == "reject":
        assert outcomes == ["failed"]
    elif row["expectation"] == "reject-entry":
        assert "failed" in outcomes
    elif row["expectation"] == "accept-with-warning":
        assert has_runs
        assert odd
    else:
        assert set(outcomes) <= {"failed", "skipped"}
    for member in got["members"]:
        assert member["outcome"] != "failed" or member["reason"]


@needs_shared_data
def test_what_is_good_beside_a_trap_goes_in(results):
    """
    The row whose file is a bomb or a link is kept as an effort without samples, and says so.
    """
    for name in ("zip_bomb_1GiB.zip", "zip_symlink_entry.zip"):
        [kept] = [each for each in results[name]["members"] if each["outcome"] == "imported"]
        assert [warning["code"] for warning in kept["warnings"]] == ["file-missing"]
        assert len(kept["runs"]) == 1
