"""
Broken and hostile files: each within a minute and half a gigabyte, and never a traceback.

They are read in a process of their own, whose memory is limited and whose network is cut off.
"""

from __future__ import annotations

import csv
import json
import subprocess
import sys
from datetime import date

import pytest

from tests.shared_data import needs_shared_data, shared_data_dir, shared_file
from unknot.app.errors import NotUnderstood
from unknot.intake.plan_files import PlanFiles, looks_like_plan

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


# The same for training plans.
PLAN_READER = """
import json, resource, socket, sys, time, warnings
from datetime import date
from pathlib import Path
from unknot.app.errors import NotUnderstood
from unknot.intake.plan_files import PlanFiles

def no_network(*args, **kwargs):
    raise AssertionError("a reader opened a connection")

socket.socket.connect = no_network
socket.getaddrinfo = no_network
warnings.simplefilter("ignore")
limit = 4 * 2**30
resource.setrlimit(resource.RLIMIT_AS, (limit, limit))
for line in sys.stdin:
    path = Path(line.strip())
    started = time.monotonic()
    got = {"file": path.name, "runs": [], "said": [], "refused": ""}
    try:
        plan = PlanFiles().read(path.name, path.read_bytes(), "UTC", date(2024, 1, 1))
        got["runs"] = [[run.date.isoformat(), run.distance_m, run.title] for run in plan.runs]
        got["said"] = [str(said) for said in plan.not_understood]
    except NotUnderstood as refused:
        got["refused"] = str(refused)
    got["seconds"] = time.monotonic() - started
    got["peak_mib"] = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(json.dumps(got), flush=True)
"""

# The plans of the table whose outcome says nothing of values: what has to come out of them.
PLANNED_RUNS = {
    "ics_bare_lf_bad_folding.ics": [["2024-01-01", 20_000.0, "Long run 20 km easy"]],
    "ics_control_chars.ics": [["2024-01-01", 8000.0, "Run 8 km"]],
    "ics_end_before_start.ics": [["2024-01-01", 8000.0, "Run 8 km"]],
    "ics_huge_description.ics": [["2024-01-01", None, "Run"]],
    "ics_rrule_count_10_million.ics": [["2024-01-01", 5000.0, "Run 5 km"]],
    "ics_rrule_every_second_forever.ics": [["2024-01-01", 5000.0, "Run 5 km"]],
    "ics_unknown_tzid.ics": [["2024-01-01", 8000.0, "Run 8 km"]],
}


def rows(*endings: str) -> list[dict[str, str]]:
    folder = shared_data_dir()
    if folder is None:
        return []
    with (folder / "malformed" / "expected_malformed.csv").open(encoding="utf-8") as table:
        found = list(csv.DictReader(table))
    return [
        row for row in found if row["file"].endswith(endings or (".fit", ".gpx", ".tcx", ".csv"))
    ]


@pytest.fixture(scope="module")
def results() -> dict[str, dict]:
    """
    What became of every malformed file, read in one process.
    """
    return read_in_one_process(READER, rows())


@pytest.fixture(scope="module")
def plans() -> dict[str, dict]:
    """
    What became of every malformed calendar, read in one process.
    """
    return read_in_one_process(PLAN_READER, rows(".ics"))


def read_in_one_process(program: str, files: list[dict[str, str]]) -> dict[str, dict]:
    paths = "\n".join(str(shared_file("malformed", row["file"])) for row in files)
    done = subprocess.run(
        [sys.executable, "-c", program],
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


@needs_shared_data
@pytest.mark.parametrize("row", rows(".ics"), ids=lambda row: row["file"])
def test_a_malformed_calendar_has_the_outcome_people_agreed_on(row, plans):
    """
    Its good entries are runs ahead, its bad ones are named; never a traceback, a flood or a wait.
    """
    got = plans[row["file"]]

    assert got["seconds"] < SECONDS
    assert got["peak_mib"] < MEBIBYTES
    assert got["runs"] or got["refused"].endswith(".")
    if row["expectation"] in ("accept", "accept-with-warning", "accept-bounded"):
        assert got["runs"] == PLANNED_RUNS[row["file"]]
    if row["expectation"] == "accept-with-warning":
        assert any("name no kind" not in said for said in got["said"])
    if row["expectation"] == "reject-event":
        assert "'Run 8 km'" in got["refused"]


@needs_shared_data
@pytest.mark.parametrize("row", rows(".csv"), ids=lambda row: row["file"])
def test_a_malformed_table_of_runs_done_is_no_plan(row):
    """
    It is left to the reader of the service's export.
    """
    content = shared_file("malformed", row["file"]).read_bytes()

    assert not looks_like_plan(row["file"], content)
    with pytest.raises(NotUnderstood):
        PlanFiles().read(row["file"], content, "UTC", date(2026, 1, 1))


def test_a_bad_entry_takes_no_other_with_it():
    """
    31 February and entries without a date are named; the run between them is planned.
    """
    entries = (
        "DTSTART:20240231T250000Z", "DTSTART:20240301T060000Z", "", "DTSTART;VALUE=TIME:063000",
    )  # fmt: skip
    events = "".join(
        f"BEGIN:VEVENT\r\nUID:{number}\r\nSUMMARY:Run {number} km\r\n{start}\r\nEND:VEVENT\r\n"
        for number, start in enumerate(entries, start=7)
    )
    content = f"BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:x\r\n{events}END:VCALENDAR\r\n"
    plan = PlanFiles().read("plan.ics", content.encode(), "UTC", date(2024, 1, 1))
    said = " ".join(map(str, plan.not_understood))

    assert [run.title for run in plan.runs] == ["Run 8 km"]
    assert "'Run 7 km'" in said
    assert "'Run 9 km' has no date and was left out." in said
    assert "'Run 10 km' has no date and was left out." in said
