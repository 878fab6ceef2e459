"""
Every command that the documentation shows is run, in the order of its page.
"""

from __future__ import annotations

import json
import os
import re
import shlex
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from tests.intake.apple_writer import NEW_FORM
from tests.intake.workout_writer import Step, workout_file
from unknot.app.ports import Clock
from unknot.intake.sample import PackagedSample

PROJECT = Path(__file__).resolve().parents[1]
UNKNOT = Path(sys.executable).parent / "unknot"

# What cannot run here, each with its reason.
EXEMPT = {
    "make": "the test suite is itself started by make",
    ".ci/with-postgresql": "starts a server; .ci/run does so for this very suite",
    "pipx": "installs for the whole user",
    "unknot account set-passphrase": "asks for a passphrase; tests/cli/test_accounts.py answers",
    "unknot account add": "asks for a passphrase; tests/cli/test_accounts.py answers",
    "unknot serve": "runs until it is stopped; tests/web starts it",
    ".venv/bin/python": "benchmarks are run by make bench",
    "python scripts/draw_figure.py": "tests/web/test_figure.py draws the figure again",
}

# The wellness logs that the pages speak of, and the small ones they are here.
LOGS = {
    "MyMeasurements.csv": "hrv4training-android.csv",
    "elite-hrv.csv": "elite-hrv.csv",
    "wellness.csv": "intervals-wellness.csv",
    "days.csv": "days.csv",
}


STRAVA_LIST = (
    "Activity ID,Activity Date,Activity Name,Activity Type,Elapsed Time,Distance,Filename\n"
    '1,"Mar 1, 2024, 7:00:00 AM",Morning Run,Run,1800,5.00,activities/1.fit\n'
)


def pages_with_commands() -> list[Path]:
    """
    README and every page of the documentation that shows a command.
    """
    pages = [PROJECT / "README.md", PROJECT / "CONTRIBUTING.md"]
    pages += sorted((PROJECT / "docs").rglob("*.md"))
    return [page for page in pages if commands_in(page)]


def commands_in(page: Path) -> list[str]:
    """
    The lines of the page's shell blocks, without comments.
    """
    blocks = re.findall(r"^```sh\n(.*?)^```", page.read_text(encoding="utf-8"), re.M | re.S)
    lines = [line.split("  #")[0].strip() for block in blocks for line in block.splitlines()]
    return [line for line in lines if line and not line.startswith("#")]


def is_exempt(command: str) -> bool:
    """
    True for what EXEMPT names.
    """
    return any(command.startswith(start) for start in EXEMPT)


def make_what_pages_speak_of(folder: Path, clock_now: object) -> None:
    """
    The files that the pages talk about: a folder of runs, an export, a training plan, a gate file.
    """
    activities = folder / "activities"
    activities.mkdir()
    sample = PackagedSample().sample(clock_now, "Europe/Prague")  # type: ignore[arg-type]
    for name, content in sample.files[-20:]:
        (activities / name).write_bytes(content)
    (activities / "easy.fit").write_bytes(sample.files[-30][1])
    run = sample.files[-31][1]
    with zipfile.ZipFile(folder / "export_12345678.zip", "w") as archive:
        archive.writestr("activities.csv", STRAVA_LIST)
        archive.writestr("activities/1.fit", run)
    with zipfile.ZipFile(folder / "garmin-export.zip", "w") as archive:
        archive.writestr("DI_CONNECT/DI-Connect-Uploaded-Files/1.fit", run)
    with zipfile.ZipFile(folder / "export.zip", "w") as archive:
        archive.writestr("apple_health_export/export.xml", NEW_FORM)
    (folder / "training.ics").write_text(
        "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//test//EN\r\nBEGIN:VEVENT\r\nUID:1@example.invalid\r\n"
        "DTSTAMP:20260101T000000Z\r\nDTSTART;VALUE=DATE:20991203\r\nSUMMARY:Easy Run - 8 km\r\n"
        "END:VEVENT\r\nEND:VCALENDAR\r\n",
        encoding="utf-8",
    )
    for name, copied in LOGS.items():
        (folder / name).write_bytes((PROJECT / "tests" / "files" / "csv" / copied).read_bytes())
    (folder / "plan.csv").write_text("date,kind,distance_km\n2099-12-04,easy,8\n", encoding="utf-8")
    (folder / "track.fit").write_bytes(workout_file((Step(metres=8000),), "Easy 8"))
    (folder / "gate.json").write_text(
        json.dumps(
            {
                "now": "2026-11-23T08:00:00Z",
                "zone": "Europe/Prague",
                "answers": {"answered_at": "2026-11-01T08:00:00Z"},
            }
        ),
        encoding="utf-8",
    )


def run(command: str, folder: Path) -> subprocess.CompletedProcess[str]:
    """
    One command as a reader would type it, in a folder and with data of its own.
    """
    parts = shlex.split(command.replace("~/Downloads/export_123.zip", "export_12345678.zip"))
    parts[0] = str(UNKNOT)
    return subprocess.run(
        parts,
        cwd=folder,
        capture_output=True,
        text=True,
        env={**os.environ, "UNKNOT_DATA": str(folder / "data"), "TZ": "Europe/Prague"},
        check=False,
        timeout=120,
    )


def first_run_id(folder: Path) -> str:
    """
    The id a reader would copy from `unknot runs`.
    """
    listed = json.loads(run("unknot runs --json", folder).stdout)
    return str(listed[0]["run_id"]) if listed else "RUN"


@pytest.mark.parametrize(
    "page", pages_with_commands(), ids=lambda page: page.relative_to(PROJECT).as_posix()
)
def test_the_commands_of_a_page_work(page: Path, tmp_path: Path) -> None:
    """
    A reader who types a page's commands from top to bottom meets no error.
    """
    from unknot.bootstrap import SystemClock

    clock: Clock = SystemClock()
    make_what_pages_speak_of(tmp_path, clock.now())
    for command in commands_in(page):
        if is_exempt(command):
            continue
        assert command.startswith("unknot "), f"nobody runs '{command}'; say why in EXEMPT"
        if " RUN" in command:
            command = command.replace(" RUN", f" {first_run_id(tmp_path)}")
        answer = run(command, tmp_path)
        assert answer.returncode == 0, (
            f"{command}\n{answer.stdout[-2000:]}\n{answer.stderr[-2000:]}"
        )
        assert "Traceback" not in answer.stderr
