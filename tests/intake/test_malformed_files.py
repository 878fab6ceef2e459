"""
Broken and hostile files: each within a minute and half a gigabyte, and never a traceback.

They are read in a process of their own, whose memory is limited and whose network is cut off.
"""

from __future__ import annotations

import csv
import json
import subprocess
import sys

import pytest

from tests.shared_data import needs_shared_data, shared_data_dir, shared_file

SECONDS, MEBIBYTES = 60, 512

OUTCOMES = {
    "accept": {"imported"},
    "accept-with-warning": {"imported"},
    "recover": {"recovered"},
    "reject": {"failed"},
    "recover-or-reject": {"recovered", "failed"},
    "reject-or-recover": {"recovered", "failed"},
    "reject-or-accept-as-route": {"failed"},
    "reject-or-accept-empty": {"failed", "skipped", "imported"},
    "reject-or-truncate": {"failed", "imported"},
}

# Reads each file named on standard input and writes one line of JSON for it. Memory is measured
# against what the interpreter and the libraries take before the first file.
READER = """
import json, resource, socket, sys, time
from pathlib import Path
from unknot.intake.registry import Readers

def no_network(*args, **kwargs):
    raise AssertionError("a reader opened a connection")

socket.socket.connect = no_network
socket.getaddrinfo = no_network
limit = 4 * 2**30
resource.setrlimit(resource.RLIMIT_AS, (limit, limit))
for line in sys.stdin:
    path = Path(line.strip())
    started = time.monotonic()
    got = Readers().read(path.name, path.read_bytes())
    print(json.dumps({
        "file": path.name,
        "outcome": got.outcome.value,
        "reason": got.reason,
        "warnings": [warning.code for warning in got.warnings],
        "text": got.reason + " ".join(w.text for w in got.warnings)
        + " ".join(run.title for run in got.recordings),
        "seconds": time.monotonic() - started,
        "peak_mib": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024,
        "elapsed_s": max((run.elapsed_s or 0 for run in got.recordings), default=0),
        "years": [run.start_utc.year for run in got.recordings],
    }), flush=True)
"""


def rows() -> list[dict[str, str]]:
    folder = shared_data_dir()
    if folder is None:
        return []
    with (folder / "malformed" / "expected_malformed.csv").open(encoding="utf-8") as table:
        found = list(csv.DictReader(table))
    return [row for row in found if row["file"].endswith((".fit", ".gpx", ".tcx", ".csv"))]


@pytest.fixture(scope="module")
def results() -> dict[str, dict]:
    """
    What became of every malformed file, read in one process.
    """
    paths = "\n".join(str(shared_file("malformed", row["file"])) for row in rows())
    done = subprocess.run(
        [sys.executable, "-c", READER],
        input=paths,
        capture_output=True,
        text=True,
        timeout=SECONDS * 3,
        check=False,
    )
    assert done.returncode == 0, done.stderr[-2000:]
    assert "Traceback" not in done.stderr
    lines = [json.loads(line) for line in done.stdout.splitlines()]
    return {line["file"]: line for line in lines}


@needs_shared_data
@pytest.mark.parametrize("row", rows(), ids=lambda row: row["file"])
def test_a_malformed_file_has_the_outcome_people_agreed_on(row, results):
    """
    Imported, recovered or refused with a sentence, within a minute and half a gigabyte.
    """
    got = results[row["file"]]

    assert got["outcome"] in OUTCOMES[row["expectation"]]
    assert got["seconds"] < SECONDS
    assert got["peak_mib"] < MEBIBYTES
    if row["expectation"] == "accept-with-warning":
        assert got["warnings"] != []
    if got["outcome"] in ("failed", "recovered", "skipped"):
        assert got["reason"].endswith(".")
    assert "root:" not in got["text"]


@needs_shared_data
def test_no_malformed_file_becomes_a_run_of_days_or_of_another_age(results):
    """
    A clock that jumps ten years, a year 0001: none of it is believed.
    """
    assert all(got["elapsed_s"] < 86_400 for got in results.values())
    assert all(2000 < year < 2030 for got in results.values() for year in got["years"])
