"""
Everything a runner can take away.
"""

from __future__ import annotations

import csv
import io
import json

import pytest

from tests.contracts import a_full_life as life
from tests.fakes import FakeClock
from unknot.store.open import open_store


@pytest.fixture
def exported(tmp_path):
    """
    What the account of somebody with one of everything exports, by path.
    """
    store = open_store(tmp_path, FakeClock())
    runner = store.add_runner("Ada")
    with store.open(runner.id) as db:
        life.live(db)
        evil = life.replace_import("evil/../../hill.fit", "cd" * 32)
        db.keep_files(life.BATCH.id, [evil], 1, life.BATCH.heard_at)
        db.keep_original("cd" * 32, "evil/../../hill.fit", b"another hill")
    with store.look(runner.id) as db:
        files = dict(db.export())
    store.close()
    return files


def test_originals_come_back_byte_for_byte_under_their_names(exported):
    """
    Two files of one name get different ones, and no name leads out of the folder.
    """
    originals = {path: content for path, content in exported.items() if path.startswith("orig")}

    assert set(originals.values()) == {b"the bytes of a hill", b"another hill"}
    assert "originals/hill.fit" in originals
    assert all(path.count("/") == 1 and ".." not in path for path in originals)


def test_a_cell_that_begins_like_a_formula_is_defused(exported):
    """
    A spreadsheet shows a note and does not carry it out.
    """
    [row] = csv.DictReader(io.StringIO(exported["check-ins.csv"].decode()))
    notes = json.loads(exported["check-ins.json"])

    assert row["note"] == "Slept badly; =SUM(A1)"
    assert notes[0]["note"] == "Slept badly; =SUM(A1)"
    assert notes[0]["soreness"][0]["score"] == 6


@pytest.mark.parametrize("note", ["=1+1", "+1", "-1", "@here", "\t=1"])
def test_every_beginning_of_a_formula_is_defused(tmp_path, note):
    """
    The signs that spreadsheets take for a formula get an apostrophe in front, numbers do not.
    """
    from dataclasses import replace

    store = open_store(tmp_path, FakeClock())
    runner = store.add_runner("Ada")
    with store.open(runner.id) as db:
        db.keep_check_in(replace(life.CHECK_IN, note=note))
    with store.look(runner.id) as db:
        [row] = csv.DictReader(io.StringIO(dict(db.export())["check-ins.csv"].decode()))
    store.close()

    assert row["note"] == "'" + note
    assert row["sleep_h"] == "7.25"


def test_the_secret_of_the_feed_is_not_exported(exported):
    """
    Nothing in the archive opens the private calendar.
    """
    assert all(b"ef" * 32 not in content for content in exported.values())


def test_the_plan_can_be_replayed_from_the_archive(exported):
    """
    Input and decision are there as they were kept.
    """
    assert exported["plan/input.json"].decode() == life.KEPT_PLAN.input_json
    assert json.loads(exported["plan/decision.json"])["input_digest"] == "cd" * 32


def test_what_was_measured_at_home_is_taken_away(exported):
    """
    Every try with its day, and how the run was run with its recording.
    """
    knee, reach = json.loads(exported["measurements.json"])
    [recording] = json.loads(exported["recordings.json"])

    assert (knee["test"], knee["side"], knee["tries"]) == ("knee-to-wall", "left", [9.5, 10.25])
    assert (reach["side"], reach["tries"]) == ("", [-3.0])
    assert recording["contact_left_pct"] == 50.8
