"""
What no row can hold is refused, and what nobody can see is left out: the same in every database.
"""

from __future__ import annotations

import math
from dataclasses import replace

import pytest

from tests.contracts import a_full_life as life
from unknot.app.errors import NotUnderstood

LONG = "x" * 101


@pytest.fixture
def store(open_again):
    """
    An empty store in each database.
    """
    return open_again()


@pytest.fixture
def ada(store) -> str:
    """
    A runner without anything yet.
    """
    return store.add_runner("Ada").id


def test_a_character_zero_is_left_out_of_words(store, ada):
    """
    A watch pads a name with zeros: the run is kept, under the name that can be read.
    """
    with store.open(ada) as db:
        db.keep_batch(life.BATCH)
        padded_name = replace(life.IMPORT, file="hi\0ll.fit")
        db.keep_files(life.BATCH.id, [padded_name], 0, life.MORNING)
        db.keep_original(life.DIGEST, "hi\0ll.fit", b"a hill")
        db.keep_effort(replace(life.RUN, title="Over\0 the hill\0\0"))
        padded = replace(life.RECORDING, title="Over\0 the hill", maker="garmin\0\0")
        db.keep_recording("rec_1", life.RUN.id, life.DIGEST, padded, True)
        db.keep_check_in(replace(life.CHECK_IN, note="\0slept badly"))
        db.keep_settings(replace(life.SETTINGS, name="A\0da"))

    with store.look(ada) as db:
        [run] = db.runs()
        [recording] = db.recordings_of(run.id)
        assert run.title == recording.recording.title == "Over the hill"
        assert (recording.recording.maker, recording.file) == ("garmin", "hill.fit")
        assert [each.file for each in db.files_of(life.BATCH.id)] == ["hill.fit"]
        assert [each.note for each in db.check_ins()] == ["slept badly"]
        assert db.settings().name == "A\0da"


@pytest.mark.parametrize(
    ("keep", "sentence"),
    [
        (lambda db: db.keep_injury(replace(life.INJURY, id=LONG)), "too long to be kept: 20"),
        (lambda db: db.keep_care_record(replace(life.CARE, item_id=LONG)), "too long .* 100"),
        (lambda db: db.keep_sequences({LONG: (1, "x")}), "too long to be kept: 100"),
        (lambda db: db.keep_effort(replace(life.RUN, zone=LONG)), "too long to be kept: 64"),
        (
            lambda db: db.keep_appointment(replace(life.APPOINTMENT, cents=2**31)),
            "2147483648 is too large",
        ),
    ],
)
def test_what_no_row_can_hold_is_refused_with_a_sentence(store, ada, keep, sentence):
    """
    Neither cut short, as half an id is another one, nor kept in one database only.
    """

    def keep_all() -> None:
        with store.open(ada) as db:
            db.keep_check_in(life.CHECK_IN)
            keep(db)

    with pytest.raises(NotUnderstood, match=sentence):
        keep_all()

    with store.look(ada) as db:
        assert list(db.check_ins()) == []


def test_the_longest_id_and_the_largest_number_are_kept(store, ada):
    """
    Exactly at the edge is fine.
    """
    longest = replace(life.INJURY, id="i" * 20)
    dearest = replace(life.APPOINTMENT, cents=2**31 - 1)
    with store.open(ada) as db:
        db.keep_injury(longest)
        db.keep_appointment(dearest)

    with store.look(ada) as db:
        assert list(db.injuries()) == [longest]
        assert list(db.appointments()) == [dearest]


@pytest.mark.parametrize("wanted", [LONG, "r_\0", "\0"])
def test_what_can_be_nobodys_id_is_simply_not_found(store, ada, wanted):
    """
    Whoever types nonsense into an address is told that there is no such run.
    """
    with store.open(ada) as db:
        db.keep_effort(life.RUN)
    with store.look(ada) as db:
        assert db.run(wanted) is None
        assert list(db.recordings_of(wanted)) == []
        assert dict(db.known_digests([wanted])) == {}
    assert store.runner_of_feed(wanted) is None


def test_half_a_character_is_refused_with_a_sentence(store, ada):
    """
    A script sends what is no text.
    """
    with pytest.raises(NotUnderstood, match="no text"), store.open(ada) as db:
        db.keep_check_in(replace(life.CHECK_IN, note="\ud800"))


def test_a_figure_that_is_no_number_is_none(store, ada):
    """
    A file without a height says "not a number" for it, and the run page shows nothing.
    """
    with store.open(ada) as db:
        db.keep_effort(replace(life.RUN, ascent_m=math.nan))

    with store.look(ada) as db:
        assert [run.ascent_m for run in db.runs()] == [None]
