"""
`unknot watch`: new files go in by themselves, once, and Ctrl+C ends it cleanly.
"""

from __future__ import annotations

import signal
import subprocess
import zipfile

import pytest

from tests.intake.fit_writer import fit_file
from tests.killed import started
from unknot.cli import watch


@pytest.fixture(autouse=True)
def without_waiting(monkeypatch):
    """
    Files settle at once here.
    """
    monkeypatch.setattr(watch, "SETTLES_IN_S", 0.0)
    monkeypatch.setattr(watch, "LOOK_EVERY_S", 0.0)


def test_what_is_new_is_read_once_and_told(unknot, a_run_file):
    """
    A line for each file, one import for all of them, and the second time there is nothing.
    """
    folder = a_run_file("2026-11-20", 5, "1.gpx").parent
    a_run_file("2026-11-21", 6, "2.gpx")
    (folder / "broken.fit").write_bytes(b"this is no recording")
    with zipfile.ZipFile(folder / "three.zip", "w") as archive:
        archive.writestr("3.fit", fit_file())

    first = unknot("watch", folder, "--once")
    second = unknot("watch", folder, "--once")

    assert first.code == second.code == 0
    told = [line.partition(";")[0] for line in first.out.splitlines()]
    assert told == [
        "1.gpx: imported", "2.gpx: imported", "broken.fit: not read", "three.zip!/3.fit: imported",
    ]  # fmt: skip
    assert (second.out, "nothing new" in second.said) == ("", True)
    [batch] = unknot("imports", "--json").json
    assert batch["dropped"] == [str(folder)]
    assert (batch["state"], batch["counts"]["imported"], batch["counts"]["failed"]) == (
        "done",
        3,
        1,
    )


def test_what_another_import_has_read_is_not_new(unknot, a_run_file):
    """
    Files of a folder that was imported by hand, and of an import that was taken back.
    """
    file = a_run_file()
    unknot("import", file)
    assert "nothing new" in unknot("watch", file.parent, "--once").said
    [batch] = unknot("imports", "--json").json

    unknot("imports", "undo", batch["id"])

    assert "nothing new" in unknot("watch", file.parent, "--once").said
    assert unknot("runs", "--json").json == []


def test_a_round_that_was_cut_off_goes_on(unknot, a_run_file, monkeypatch):
    """
    The same import is taken up again, archives included, and every file is told once.
    """
    folder = a_run_file("2026-11-20", 5, "1.gpx").parent
    with zipfile.ZipFile(folder / "more.zip", "w") as archive:
        archive.writestr("2.fit", fit_file())
    lines = []

    def stop_at_the_first(name, *rest):
        lines.append(name)
        raise KeyboardInterrupt

    with monkeypatch.context() as patched:
        patched.setattr(watch, "_line_of", stop_at_the_first)
        unknot("watch", folder, "--once")
    [cut_off] = unknot("imports", "--json").json
    again = unknot("watch", folder, "--once")

    assert (lines, cut_off["state"]) == (["1.gpx"], "cut-off")
    assert [line.partition(":")[0] for line in again.out.splitlines()] == [
        "1.gpx",
        "more.zip!/2.fit",
    ]
    [batch] = unknot("imports", "--json").json
    assert (batch["id"], batch["state"], batch["counts"]["imported"]) == (cut_off["id"], "done", 2)


@pytest.mark.parametrize(("folder", "sentence"), [("away", "is not there"), ("file", "no folder")])
def test_a_folder_that_is_not_there_is_a_sentence(unknot, tmp_path, folder, sentence):
    """
    Looking once, it is an answer with exit code 1.
    """
    (tmp_path / "file").write_text("")

    answer = unknot("watch", tmp_path / folder, "--once")

    assert answer.code == 1
    assert sentence in answer.said


def test_it_watches_until_it_is_stopped(tmp_path, a_run_file):
    """
    A folder that comes later is found, its files are read, and Ctrl+C is no failure.
    """
    folder = tmp_path / "share"
    program = started(tmp_path / "house", "watch", folder)
    try:
        assert program.stderr
        assert program.stdout
        assert "Watching" in program.stderr.readline()
        assert "is not there. It is looked for again." in program.stderr.readline()
        a_run_file().parent.rename(folder)
        assert program.stdout.readline().startswith("run.gpx: imported")
        program.send_signal(signal.SIGINT)
        _said, rest = program.communicate(timeout=60)
    except subprocess.TimeoutExpired:
        program.kill()
        raise
    assert program.returncode == 0
    assert rest == "No longer watching. What was read is kept.\n"
