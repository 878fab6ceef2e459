"""
What runs are made of, from the file to the muscles, over the rows that are kept.
"""

from __future__ import annotations

from array import array
from dataclasses import replace
from datetime import timedelta

import pytest

from tests.app.recorded import (
    a_reader,
    a_recording,
    import_all,
    offered,
    read_as,
    without_heart,
)
from tests.fakes import NOON
from unknot.app.errors import NotFound
from unknot.app.gather import gather_input
from unknot.app.measure_runs import measure_runs
from unknot.app.recordings import choose_recording
from unknot.app.runs_known import RunsKnown
from unknot.app.show_muscles import show_muscles, show_muscles_of_run
from unknot.domain.body import Region
from unknot.domain.canonical import read_canonical, write_canonical
from unknot.domain.plan import PlanInput
from unknot.domain.recording import Recording


def down_a_hill(**changes) -> Recording:
    """
    An hour down ten in a hundred, a sample each second.
    """
    recording = a_recording(n_records=3601, **changes)
    heights = array("d", [900 - 0.1 * metres for metres in recording.streams["distance_m"]])
    return replace(recording, streams={**recording.streams, "altitude_m": heights})


def bring(store, runner, **files: Recording) -> str:
    """
    Imports files that hold one recording each; the run of the last.
    """
    reader = a_reader(**{name: read_as(each) for name, each in files.items()})
    names = {f"{name}_fit": name.encode() for name in files}
    told = import_all(store, runner, offered(**names), reader.read_many)
    measure_runs(store, runner)
    return told[-1].runs[0].run_id


def run_of(store, runner, run_id):
    with store.look(runner) as db:
        return db.run(run_id)


def test_a_run_knows_what_it_was_made_of_once_it_is_kept(store, ada):
    """
    And Load, the run and the region all tell it the same way.
    """
    run_id = bring(store, ada, hill=down_a_hill())
    known = RunsKnown()
    week = show_muscles(store, ada, NOON, known)
    asked = show_muscles_of_run(store, ada, run_id, NOON, known)
    thigh = week.region(Region.QUADRICEPS)

    assert run_of(store, ada, run_id).features.downhill_s == pytest.approx(3600, abs=60)
    assert [each.part.value for each in asked.parts] == ["downhill"]
    assert [run.run_id for run in thigh.runs] == [run_id]
    assert thigh.points == pytest.approx(asked.points(Region.QUADRICEPS))


def test_what_was_kept_before_anybody_asked_is_looked_at_once(store, ada):
    """
    A store of an older version: its runs get their parts when loads are measured, and keep them.
    """
    run_id = bring(store, ada, hill=down_a_hill())
    with store.open(ada) as db:
        (kept,) = db.recordings_of(run_id)
        db.change_recording(kept.id, replace(kept.recording, features=None))
        db.keep_features({}, {run_id: None})
        db.keep_loads({run_id: db.run(run_id).loads}, "measured by an older version")
    assert run_of(store, ada, run_id).features is None

    assert measure_runs(store, ada) == 1
    assert run_of(store, ada, run_id).features.downhill_s == pytest.approx(3600, abs=60)
    with store.look(ada) as db:
        assert db.recordings_of(run_id, streams=False)[0].recording.features.is_known
    assert measure_runs(store, ada) == 0


def test_of_two_recordings_the_one_that_tells_is_believed(store, ada):
    """
    The watch has no altitude and is shown; what the phone knows of hills is not made up for it.
    """
    watch = a_recording(n_records=3601)
    run_id = bring(store, ada, phone=without_heart(down_a_hill()), watch=watch)
    with store.look(ada) as db:
        phone = next(each for each in db.recordings_of(run_id) if not each.chosen)
    assert not run_of(store, ada, run_id).features.has_hills

    choose_recording(store, ada, run_id, phone.id)

    assert run_of(store, ada, run_id).features.has_hills


def test_a_run_without_samples_has_none_and_is_taken_by_its_kind(store, ada):
    """
    It counts, and is said to be known by its kind alone.
    """
    bring(store, ada, list=a_recording(n_records=0, streams={}))
    week = show_muscles(store, ada, NOON, RunsKnown())

    assert (week.efforts, week.without_streams) == (1, 1)
    assert week.region(Region.CALF).points > 0


def test_a_plan_carries_what_its_recent_runs_were_made_of_and_can_be_replayed(store, ada):
    """
    The input reads back the same; runs that no forecast looks at travel without.
    """
    recent = bring(store, ada, hill=down_a_hill())
    old = bring(store, ada, old=down_a_hill(minutes_later=-60 * 24 * 40))
    with store.look(ada) as db:
        given = gather_input(db, NOON, 4)
    features = {run.id: run.features for run in given.runs_done}

    assert features[recent].is_known
    assert features[old] is None
    assert read_canonical(PlanInput, write_canonical(given)) == given


def test_an_older_plan_file_without_parts_of_runs_is_still_read(store, ada):
    """
    What was kept before has no such field.
    """
    bring(store, ada, hill=down_a_hill())
    with store.look(ada) as db:
        given = gather_input(db, NOON, 4)
    text = write_canonical(replace(given, runs_done=(replace(given.runs_done[0], features=None),)))
    older = text.replace('"features":null,', "")

    assert older != text
    assert read_canonical(PlanInput, older).runs_done[0].features is None


def test_a_run_that_is_not_there_is_said_to_be_missing(store, ada):
    """
    By the name that was asked for.
    """
    with pytest.raises(NotFound):
        show_muscles_of_run(store, ada, "r_none", NOON, RunsKnown())


def test_another_runners_muscles_are_their_own(store, ada):
    """
    Ben sees nothing of Ada's hill.
    """
    run_id = bring(store, ada, hill=down_a_hill())
    ben = store.add_runner("Ben").id

    assert show_muscles(store, ben, NOON + timedelta(hours=1), RunsKnown()).efforts == 0
    with pytest.raises(NotFound):
        show_muscles_of_run(store, ben, run_id, NOON, RunsKnown())
