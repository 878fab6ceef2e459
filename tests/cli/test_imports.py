"""
`unknot import`: one outcome a file, nothing twice, and JSON alone on standard output.
"""

from __future__ import annotations

from unknot.app.errors import StoreUnusable
from unknot.store.store import SqlStore

FIELDS = {"file", "outcome", "reason", "warnings", "runs"}
RUN_FIELDS = {
    "run_id", "sport", "start_utc", "elapsed_s", "timer_s", "distance_m", "ascent_m", "avg_hr",
    "n_records",
}  # fmt: skip


def test_a_file_gives_its_outcome_and_its_run_as_json(unknot, a_run_file):
    """
    Each file has exactly the documented fields, and each run in it too.
    """
    answer = unknot("import", a_run_file(km=6), "--json")

    (file,) = answer.json
    (run,) = file["runs"]
    assert answer.code == 0
    assert file.keys() == FIELDS
    assert run.keys() == RUN_FIELDS
    assert (file["outcome"], run["sport"]) == ("imported", "running")
    assert run["start_utc"] == "2026-11-22T09:00:00Z"
    assert abs(run["distance_m"] - 6000) < 60


def test_the_second_import_adds_nothing(unknot, a_run_file):
    """
    A file dropped twice is known again, and the list of runs stays as it is.
    """
    file = a_run_file()
    first = unknot("import", file, "--json").json
    second = unknot("import", file, "--json")

    assert [each["outcome"] for each in second.json] == ["duplicate"]
    assert second.code == 0
    assert unknot("runs", "--json").json == first[0]["runs"]


def test_one_bad_file_never_stops_the_rest(unknot, a_run_file):
    """
    The good file is in, the bad one is named with a reason, and the exit code says so.
    """
    good = a_run_file()
    bad = good.with_name("bad.fit")
    bad.write_bytes(b"this is no recording")
    answer = unknot("import", bad, good, "--json")

    outcomes = {each["file"].rpartition("/")[2]: each["outcome"] for each in answer.json}
    assert outcomes == {"bad.fit": "failed", "run.gpx": "imported"}
    assert answer.code == 1
    assert "bad.fit" in answer.said


def test_a_folder_is_read_with_all_it_holds(unknot, a_run_file):
    """
    Folders are read recursively; what is no recording in them is not mentioned.
    """
    file = a_run_file()
    (file.parent / "deeper").mkdir()
    file.rename(file.parent / "deeper" / file.name)
    (file.parent / "notes.txt").write_text("nothing to see", encoding="utf-8")

    assert [each["outcome"] for each in unknot("import", file.parent, "--json").json] == [
        "imported"
    ]


def test_a_path_that_is_not_there_is_a_failed_file(unknot, tmp_path):
    """
    A mistyped path is a sentence and exit code 1, not a traceback.
    """
    answer = unknot("import", tmp_path / "nothing-here", "--json")

    assert answer.code == 1
    assert [each["outcome"] for each in answer.json] == ["failed"]
    assert "nothing-here" in answer.said


def test_an_empty_folder_says_that_there_was_nothing(unknot, tmp_path):
    """
    Naming the wrong folder does not look like success.
    """
    (tmp_path / "empty").mkdir()
    answer = unknot("import", tmp_path / "empty")

    assert "no .fit, .gpx, .tcx or .csv file" in answer.said


def test_the_table_names_each_file_and_what_was_found(unknot, a_run_file):
    """
    Without --json a runner reads the outcome in words.
    """
    answer = unknot("import", a_run_file(km=6))

    assert "run.gpx" in answer.out
    assert "imported" in answer.out
    assert "22 November 2026" in answer.out


def test_a_disk_that_fills_up_leaves_what_is_in(unknot, a_run_file, monkeypatch):
    """
    The outcomes so far are told, the sentence says why it stopped, and a second go finishes.
    """
    first, second = a_run_file("2026-11-20", 5, "1.gpx"), a_run_file("2026-11-21", 5, "2.gpx")
    write = SqlStore.open
    opened = []

    def fill_up(store, runner_id):
        opened.append(runner_id)
        # The record of the import is opened first, then each file.
        if len(opened) > 2:
            raise StoreUnusable("The disk is full.")
        return write(store, runner_id)

    unknot("check-in", "--stress", 3)
    with monkeypatch.context() as patched:
        patched.setattr(SqlStore, "open", fill_up)
        stopped = unknot("import", first, second, "--json")
    again = unknot("import", first, second, "--json")

    assert (stopped.code, [each["outcome"] for each in stopped.json]) == (1, ["imported"])
    assert "disk is full" in stopped.said
    assert [each["outcome"] for each in again.json] == ["imported", "imported"]
    [batch] = unknot("imports", "--json").json
    assert (batch["state"], batch["counts"]["imported"]) == ("done", 2)
