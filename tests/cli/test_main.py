"""
The program as a whole: help for everything, every command documented, and no traceback ever.
"""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest
import typer
from typer.testing import CliRunner

from unknot import __version__
from unknot.app.errors import StoreUnusable
from unknot.cli.main import app

PAGE = Path(__file__).resolve().parents[2] / "docs" / "reference" / "command-line.md"
HEAVY = {
    "argon2",
    "cryptography",
    "rich",
    "numpy",
    "sqlalchemy",
    "highspy",
    "fastapi",
    "icalendar",
    "lxml",
    "alembic",
}


def every_command(command=None, name=()):
    command = command or typer.main.get_command(app)
    for word, part in getattr(command, "commands", {}).items():
        if hasattr(part, "commands"):
            yield from every_command(part, (*name, word))
        if not hasattr(part, "commands") or part.invoke_without_command:
            yield " ".join((*name, word)), part


COMMANDS = dict(every_command())


def options_of(command) -> set[str]:
    return {
        option
        for parameter in command.params
        for option in (*parameter.opts, *parameter.secondary_opts)
        if option.startswith("--") and option != "--help"
    }


def section_of(name: str) -> str:
    """
    What the page says under the heading that names the command.
    """
    for section in re.split(r"^##+ ", PAGE.read_text(encoding="utf-8"), flags=re.M):
        heading = section.splitlines()[0]
        if re.search(rf"`unknot {name}( [A-Z]+[.]*)*`", heading):
            return section
    raise AssertionError(f"docs/reference/command-line.md has no heading for: unknot {name}")


@pytest.mark.parametrize("name", COMMANDS)
def test_every_command_and_option_is_documented(name):
    """
    The page names each command and each of its options.
    """
    missing = {option for option in options_of(COMMANDS[name]) if option not in section_of(name)}

    assert not missing


def test_the_page_names_no_command_that_is_not_there():
    """
    A command that was removed leaves the page too.
    """
    headings = re.findall(r"^### (.*)$", PAGE.read_text(encoding="utf-8"), re.M)
    named = {
        re.sub(r" [A-Z]+\.*", "", command)
        for heading in headings
        for command in re.findall(r"`unknot ([^`]*)`", heading)
    }

    assert named == COMMANDS.keys()


@pytest.mark.parametrize("name", COMMANDS)
def test_every_command_has_help(name):
    """
    Help needs no data folder and says what the command does.
    """
    result = CliRunner().invoke(app, [*name.split(), "--help"])

    assert result.exit_code == 0
    assert "Usage: " in result.stdout
    assert all(option in result.stdout for option in options_of(COMMANDS[name]))


def run_unknot(*words, folder=None, **more) -> subprocess.CompletedProcess:
    environment = {**os.environ, "UNKNOT_DATA": str(folder or "/nonexistent")}
    return subprocess.run(
        [sys.executable, "-m", "unknot.cli.main", *map(str, words)],
        capture_output=True,
        text=True,
        env=environment,
        timeout=120,
        check=False,
        **more,
    )


def test_help_wakes_nothing_heavy():
    """
    Help answers at once, since no table, database or solver is imported for it.
    """
    code = (
        "import sys\n"
        "from unknot.cli.main import app\n"
        "try:\n    app(['--help'])\n"
        "except SystemExit: pass\n"
        "sys.stderr.write(','.join(sorted({name.partition('.')[0] for name in sys.modules})))"
    )
    ran = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)

    assert not HEAVY & set(ran.stderr.split(","))


def test_the_version_is_printed():
    """
    A bug report can name it.
    """
    ran = run_unknot("--version")

    assert (ran.returncode, ran.stdout.strip()) == (0, f"unknot {__version__}")


def test_the_module_is_the_same_program():
    """
    Where no `unknot` lies on the path, `python -m unknot` does.
    """
    ran = subprocess.run(
        [sys.executable, "-m", "unknot", "--version"], capture_output=True, text=True, check=False
    )

    assert (ran.returncode, ran.stdout.strip()) == (0, f"unknot {__version__}")


def test_json_stands_alone_on_standard_output(tmp_path, a_run_file):
    """
    A real process, piped: every byte of standard output is JSON, and the rest is elsewhere.
    """
    ran = run_unknot(
        "import", a_run_file(), tmp_path / "missing.gpx", "--json", folder=tmp_path / "d"
    )

    assert [each["outcome"] for each in json.loads(ran.stdout)] == ["imported", "failed"]
    assert "missing.gpx" in ran.stderr
    assert ran.returncode == 1


def test_a_reader_that_goes_away_breaks_nothing(tmp_path):
    """
    `unknot settings show | head -1` ends without a word about pipes.
    """
    shown = subprocess.Popen(
        [
            sys.executable,
            "-m",
            "unknot.cli.main",
            "--data",
            str(tmp_path / "d"),
            "settings",
            "show",
        ],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    )
    shown.stdout.close()
    said = shown.stderr.read().decode()
    shown.wait(timeout=60)

    assert "Traceback" not in said


@pytest.mark.parametrize(
    "words", [("frobnicate",), ("plan", "--frobnicate"), ("import",), ("run", "show")]
)
def test_wrong_usage_is_exit_code_two(unknot, words):
    """
    An unknown command or option, or a missing argument, points to the help.
    """
    answer = unknot(*words)

    assert answer.code == 2
    assert "Usage" in answer.said
    assert answer.out == ""


def test_a_data_folder_that_cannot_be_is_a_sentence(tmp_path):
    """
    A file where the folder should be gives one sentence and exit code 1.
    """
    (tmp_path / "data").write_text("I am a file", encoding="utf-8")
    ran = run_unknot("runs", folder=tmp_path / "data")

    assert ran.returncode == 1
    assert len(ran.stderr.strip().splitlines()) == 1
    assert "Traceback" not in ran.stderr


def test_what_the_house_refuses_is_said_as_it_is(unknot, monkeypatch):
    """
    A store from a newer version is told in its own sentence.
    """

    def refuse(*_):
        raise StoreUnusable("This data was written by a newer version. Update Unknot.")

    monkeypatch.setattr("unknot.bootstrap.open_house", refuse)
    answer = unknot("runs")

    assert (answer.code, answer.out) == (1, "")
    assert answer.said == "This data was written by a newer version. Update Unknot.\n"


@pytest.mark.parametrize(
    ("raised", "sentence"),
    [
        (OSError(28, "No space left on device"), "the disk is full"),
        (PermissionError(13, "Permission denied", "/data/x"), "/data/x: permission denied"),
        (KeyboardInterrupt(), "Stopped"),
    ],
)
def test_mishaps_of_the_world_are_sentences(unknot, monkeypatch, raised, sentence):
    """
    A full disk, a closed door or an impatient runner are no reason for a traceback.
    """

    def break_down(*_):
        raise raised

    monkeypatch.setattr("unknot.bootstrap.open_house", break_down)
    answer = unknot("runs")

    assert answer.code == 1
    assert sentence in answer.said
    assert "Traceback" not in answer.said


def test_what_nobody_foresaw_is_kept_in_a_file(data_dir, monkeypatch):
    """
    The runner reads one sentence with the place of the details, which go into a bug report.
    """

    def break_down(*_):
        raise ZeroDivisionError("a mistake of ours")

    monkeypatch.setattr("unknot.bootstrap.open_house", break_down)
    result = CliRunner().invoke(app, ["--data", str(data_dir), "runs"])
    (report,) = (data_dir / "reports").glob("report-*.txt")

    assert result.exit_code == 1
    assert str(report) in result.stderr
    assert "Traceback" not in result.stderr
    assert "a mistake of ours" in report.read_text(encoding="utf-8")
