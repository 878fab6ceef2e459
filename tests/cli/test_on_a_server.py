"""
Every command with the data on a PostgreSQL server.
"""

from __future__ import annotations

import zipfile
from datetime import timedelta
from pathlib import Path

import pytest

from tests.cli.conftest import NOW, write_run

FIT_FILES = Path(__file__).resolve().parents[1] / "files" / "fit"


@pytest.fixture
def on_a_server(unknot, postgresql_address, monkeypatch):
    """
    Types commands into an empty house whose data lies on a server.
    """
    monkeypatch.setenv("UNKNOT_DATABASE_URL", postgresql_address)
    return unknot


def outcomes(answer) -> dict[str, str]:
    """
    What became of each file, by its name without the folder.
    """
    return {Path(each["file"]).name: each["outcome"] for each in answer.json}


def test_a_folder_of_files_goes_in_once(on_a_server, unknot, monkeypatch, data_dir):
    """
    File for file what becomes of it in a folder of data, and a second time nothing is added.
    """
    first = on_a_server("import", FIT_FILES, "--json")
    again = on_a_server("import", FIT_FILES, "--json")
    runs = on_a_server("runs", "--json").json
    assert not (data_dir / "unknot.db").exists()
    monkeypatch.delenv("UNKNOT_DATABASE_URL")
    in_a_folder = unknot("import", FIT_FILES, "--json")

    assert outcomes(first) == outcomes(in_a_folder)
    assert "imported" not in outcomes(again).values()
    assert runs == unknot("runs", "--json").json
    assert runs


def test_the_sample_has_a_plan_and_leaves_again(on_a_server):
    """
    Somebody who looks around sees a plan with reasons; afterwards nothing is left.
    """
    assert on_a_server("demo").code == 0
    plan = on_a_server("plan", "--keep", "--json")
    again = on_a_server("plan", "--json")

    assert plan.code == 0
    assert [item["id"] for item in plan.json["items"]] == [i["id"] for i in again.json["items"]]
    assert all(item["reasons"] for item in plan.json["items"])
    assert plan.json["items"]
    assert on_a_server("demo", "--remove").code == 0
    assert on_a_server("runs", "--json").json == []


def test_the_plan_is_the_one_that_a_folder_gives(on_a_server, unknot, monkeypatch, tmp_path):
    """
    Where the data lies changes nothing of what is decided.
    """

    def life() -> str:
        unknot("settings", "set", "zone", "Europe/Prague")
        assert unknot("import", tmp_path / "files").code == 0
        unknot("safety", "answer", "--none")
        unknot("settings", "set", "budget", "110")
        unknot("settings", "set", "price", "sports:45:55", "deep-tissue:60:70")
        unknot("check-in", "--region", "calf", "--soreness", 6, "--note", "hills")
        return unknot("plan", "--weeks", 3, "--json", "--keep").out

    for days in range(2, 30, 3):
        day = (NOW - timedelta(days=days)).date().isoformat()
        write_run(tmp_path / "files", day, 5 + days % 7, f"{day}.gpx")
    there = life()
    monkeypatch.delenv("UNKNOT_DATABASE_URL")

    assert there == life()


def test_everything_comes_out_again_and_can_be_erased(on_a_server, tmp_path):
    """
    The archive has the very bytes that went in; then nobody is there any more.
    """
    file = tmp_path / "good.fit"
    file.write_bytes((FIT_FILES / "good.fit").read_bytes())
    on_a_server("import", file)
    exported = on_a_server("export", tmp_path / "all.zip")
    erased = on_a_server("erase", "--yes")

    with zipfile.ZipFile(tmp_path / "all.zip") as archive:
        assert archive.read("originals/good.fit") == file.read_bytes()
    assert (exported.code, erased.code) == (0, 0)
    assert on_a_server("runs", "--json").json == []


def test_a_server_that_does_not_answer_is_one_sentence(unknot, monkeypatch):
    """
    With what to look after, and without the password.
    """
    monkeypatch.setenv("UNKNOT_DATABASE_URL", "postgresql://ada:hush@127.0.0.1:1/unknot")
    answer = unknot("runs")

    assert answer.code == 1
    assert answer.said.startswith("The database 127.0.0.1:1/unknot cannot be reached.")
    assert "hush" not in answer.said + answer.out
