"""
`unknot reread`: what changed is told file by file, and JSON stands alone.
"""

from __future__ import annotations

from pathlib import Path

from unknot.domain.recording import FileOutcome, ReadFile
from unknot.domain.sentence import sentence
from unknot.intake.registry import Readers

FILES = Path(__file__).resolve().parents[1] / "files"


def test_every_kept_file_reads_as_it_was_kept(unknot):
    """
    The same readers find the same values in all that a row keeps, whatever the file.
    """
    unknot("import", FILES / "fit", FILES / "gpx", FILES / "tcx")

    answer = unknot("reread", "--json")

    assert answer.code == 0
    assert len(answer.json) > 10
    assert [each for each in answer.json if each["outcome"] != "unchanged"] == []
    assert answer.json[0].keys() == {"file", "outcome", "reason", "changes"}


def test_a_better_reader_is_told_value_by_value(unknot, a_run_file, monkeypatch):
    """
    The table names the run, the value, and what it was before; the runs show the new one.
    """
    unknot("import", a_run_file(km=6))
    [run] = unknot("runs", "--json").json
    read = Readers.read

    def read_better(readers, name, content):
        from dataclasses import replace

        found = read(readers, name, content)
        better = tuple(replace(each, ascent_m=120.0) for each in found.recordings)
        return replace(found, recordings=better)

    monkeypatch.setattr(Readers, "read", read_better)
    told = unknot("reread")
    again = unknot("reread", run["run_id"], "--json")

    assert told.code == 0
    assert "changed" in told.out
    assert f"{run['run_id']} ascent_m:" in told.out
    assert "120.0" in told.out
    assert [each["outcome"] for each in again.json] == ["unchanged"]
    assert unknot("runs", "--json").json[0]["ascent_m"] == 120.0


def test_a_worse_reader_is_named_and_takes_nothing_away(unknot, a_run_file, monkeypatch):
    """
    The exit code says that something failed; the run is as it was.
    """
    unknot("import", a_run_file(km=6))
    before = unknot("runs", "--json").json
    failed = ReadFile(FileOutcome.FAILED, reasons=(sentence("The file is cut off."),))
    monkeypatch.setattr(Readers, "read", lambda *given: failed)

    answer = unknot("reread", "--json")

    assert answer.code == 1
    assert [(each["outcome"], each["reason"]) for each in answer.json] == [
        ("failed", "The file is cut off.")
    ]
    assert "The file is cut off." in answer.said
    assert unknot("runs", "--json").json == before


def test_nothing_kept_and_no_such_run_are_sentences(unknot):
    """
    An empty house has nothing to read again.
    """
    assert "No file is kept yet." in unknot("reread").out
    assert unknot("reread", "r_nothing").code == 1
