"""
What every store promises, whichever database stands behind it.
"""

from __future__ import annotations

from array import array
from contextlib import suppress
from dataclasses import replace
from datetime import timedelta

import pytest

from tests.contracts import a_full_life as life
from unknot.app.errors import NotFound, StoreUnusable
from unknot.app.ports import NOBODY_YET, RunnerStore, Store
from unknot.app.views import BatchState
from unknot.domain.features import RunFeatures
from unknot.domain.recording import FileOutcome, LoadSums, Sport
from unknot.domain.run import PlanFile, RawLoads
from unknot.domain.sentence import sentence
from unknot.domain.session import ItemStatus
from unknot.domain.settings import Settings
from unknot.domain.ties import Said, Tie

WRITES = {
    name
    for name in vars(RunnerStore)
    if name.startswith(
        ("keep_", "remove_", "choose_", "join_", "move_", "hand_", "drop_", "change_")
    )
}
READS = {
    name
    for name, value in vars(RunnerStore).items()
    if callable(value) and not name.startswith("_")
} - WRITES


@pytest.fixture
def ada(store: Store) -> str:
    """
    A runner who has one of everything.
    """
    runner = store.add_runner("Ada")
    with store.open(runner.id) as db:
        life.live(db)
    return runner.id


def test_whatever_is_kept_reads_back_the_same(store, ada):
    """
    Every value comes out of the store as it went in.
    """
    with store.look(ada) as db:
        told = life.tell(db)

    assert told["settings"] == life.SETTINGS
    assert told["batches"] == [life.BATCH]
    assert told["batch"] == life.BATCH
    assert told["files_of"] == [life.IMPORT]
    assert told["known_digests"] == {life.DIGEST}
    assert told["days_from"] == [life.NIGHT]
    assert told["told_digests"] == {life.DIGEST}
    assert told["original"] == ("hill.fit", b"the bytes of a hill")
    assert [(run_id, kept[0]) for run_id, kept in told["kept_from"]] == [(life.RUN.id, "rec_1")]
    assert told["run"] == life.RUN
    assert told["runs"] == [life.RUN]
    assert {life.RUN.id: 4} == told["n_records"]
    assert told["said_of"] == {"rec_1": life.SAID}
    assert told["ties"] == [life.TIE]
    assert told["copies_of"] == [(life.TWIN_DIGEST, 0)]
    assert told["copies_in"] == {0: "rec_1"}
    assert told["run_ids_of"] == {"rec_1": life.RUN.id}
    assert told["recordings_from"] == {"rec_1": life.RUN.id}
    assert told["facts_in"][life.TWIN_DIGEST] == told["facts_in"][life.DIGEST]
    assert told["newest_runs"] == [life.RUN]
    assert told["count_runs"] == 1
    assert told["peak_heart_rates"] == {life.RUN.id: 169.0}
    assert told["training_plan"] == life.TRAINING_PLAN
    assert told["measurements"] == [life.KNEE, life.REACH]
    assert told["forms_of_runs"] == [(life.RUN, life.RECORDING.form)]
    assert told["check_ins"] == [life.CHECK_IN]
    assert told["sent_item"] == life.SENT
    assert told["wellness_days"] == [life.NIGHT]
    assert told["n_days_in"] == {life.DIGEST: 1}
    assert told["injuries"] == [life.INJURY]
    assert told["reports"] == [life.REPORT]
    assert told["gate_answers"] == life.ANSWERS
    assert told["appointments"] == [life.APPOINTMENT]
    assert told["care_records"] == [life.CARE]
    assert told["guided_sessions"] == [life.GUIDED]
    assert told["guided_session"] == life.GUIDED
    assert told["adopted_plan"].items == (life.ITEM,)
    assert told["kept_plan"] == life.KEPT_PLAN
    assert told["feed_token_hash"] == "ef" * 32
    assert told["secret"] == b"sealed"
    assert told["sequences"] == {"x_1": (2, "digest;20261124T180000Z;10")}


def test_a_recording_keeps_its_streams_and_their_gaps(store, ada):
    """
    Times, metres and beats come back to the millisecond, the millimetre and the beat.
    """
    with store.look(ada) as db:
        [kept] = db.recordings_of(life.RUN.id)

    streams = kept.recording.streams
    assert replace(kept.recording, streams=life.STREAMS) == life.RECORDING
    assert kept.file == "hill.fit"
    assert set(life.STREAMS) == set(streams)
    for name, values in life.STREAMS.items():
        assert list(streams[name]) == pytest.approx(list(values), abs=1e-8, nan_ok=True)


def test_two_runners_never_see_each_others_rows(store, ada):
    """
    Next to Ada, who has everything, Ben has nothing: every reading method says so.
    """
    ben = store.add_runner("Ben")
    nobody = store.add_runner("Nobody")
    with store.look(nobody.id) as db:
        nothing = life.tell(db)

    with store.look(ben.id) as db:
        told = life.tell(db)

    assert nothing == told
    assert set(told) == READS
    assert told["runs"] == told["batches"] == told["check_ins"] == []


def test_nobody_yet_may_look_and_never_write(store, ada):
    """
    Who reads before anything was kept has nothing, leaves nobody behind, and can keep nothing.
    """
    ben = store.add_runner("Ben")
    before = list(store.runners())
    with store.look(ben.id) as db:
        nothing = life.tell(db)
    with store.look(NOBODY_YET) as db:
        told = life.tell(db)

    assert told == nothing
    assert list(store.runners()) == before
    with pytest.raises(NotFound), store.open(NOBODY_YET):
        pass


def test_what_one_runner_changes_leaves_the_other_alone(store, ada):
    """
    Ben keeps, changes and removes things under the very ids Ada uses; hers stay as they were.
    """
    with store.look(ada) as db:
        before = life.tell(db)
    ben = store.add_runner("Ben")
    with store.open(ben.id) as db:
        life.live(db, token_hash="01" * 32)
    with store.open(ben.id) as db:
        db.keep_settings(Settings())
        db.keep_effort(replace(life.RUN, title="Mine", rpe=1.0))
        db.keep_loads({life.RUN.id: RawLoads(1.0)}, "mine")
        db.choose_recording(life.RUN.id, "nothing")
        db.move_assumed_zone("Asia/Tokyo")
        db.keep_check_in(replace(life.CHECK_IN, note="mine"))
        db.keep_appointment(replace(life.APPOINTMENT, status=ItemStatus.SKIPPED))
        db.keep_guided_session(replace(life.GUIDED, paused_s=99))
        db.keep_sequences({})
        db.keep_training_plan(None)
        db.join_runs("r_elsewhere", [])
        db.keep_said({"rec_1": Said()})
        db.keep_ties([replace(life.TIE, is_same=True)])
        db.move_recordings(life.RUN.id, ["rec_1"])
        db.hand_over("rec_1", life.TWIN_DIGEST, "rec_2")
        db.remove_copies_in(life.TWIN_DIGEST)
        db.remove_recordings(["rec_2"])
        db.remove_appointment(life.APPOINTMENT.id)
        db.remove_care_record(life.CARE.item_id)
        db.remove_run(life.RUN.id)
    with store.open(ben.id) as db:
        life.live(db, token_hash="01" * 32)
        faster = replace(life.RECORDING, sums=LoadSums(peak_hr=240.0))
        db.keep_recording("rec_2", life.RUN.id, None, faster, False)
    with store.look(ada) as db:
        assert life.tell(db) == before
    store.remove_runner(ben.id)

    with store.look(ada) as db:
        assert before == life.tell(db)


def test_an_error_leaves_nothing_behind(store):
    """
    Whatever was kept in a transaction that fails was never there.
    """
    runner = store.add_runner("Ada")
    with store.look(runner.id) as db:
        before = life.tell(db)

    def fails() -> None:
        with store.open(runner.id) as db:
            life.live(db)
            raise RuntimeError("the power fails")

    with pytest.raises(RuntimeError):
        fails()

    with store.look(runner.id) as db:
        assert before == life.tell(db)


def test_what_is_said_while_only_looking_is_not_kept(store, ada):
    """
    A look changes nothing, whatever is called in it: it is forgotten or refused.
    """
    with store.look(ada) as db:
        before = life.tell(db)

    with suppress(StoreUnusable), store.look(ada) as db:
        db.keep_settings(Settings())

    with store.look(ada) as db:
        assert before == life.tell(db)


def test_a_removed_runner_is_gone(store, ada):
    """
    After erasing, neither the runner nor the feed opens anything, and the others stay.
    """
    ben = store.add_runner("Ben")
    store.remove_runner(ada)

    assert [ben] == list(store.runners())
    assert store.runner_of_feed("ef" * 32) is None
    with pytest.raises(NotFound), store.open(ada):
        pass
    with pytest.raises(NotFound):
        store.remove_runner(ada)


def test_a_feed_belongs_to_one_runner(store, ada):
    """
    The secret opens its own runner's calendar and nothing else.
    """
    found = store.runner_of_feed("ef" * 32)

    assert found is not None
    assert ada == found.id
    assert store.runner_of_feed("00" * 32) is None


def test_runners_keep_their_order_and_the_sample_is_marked(store):
    """
    Who came first is listed first, and the sample says that it is one.
    """
    names = ["Zoe", "Sample", "Ada"]
    for name in names:
        store.add_runner(name, is_sample=name == "Sample")

    assert names == [runner.name for runner in store.runners()]
    assert [runner.is_sample for runner in store.runners()] == [False, True, False]


def test_somebody_who_is_there_is_not_added_twice(store):
    """
    Two programs that each want the first runner get the same one; the sample is another sort.
    """
    first = store.add_runner("You", unless_there=True)
    sample = store.add_runner("Sample", is_sample=True, unless_there=True)

    assert first == store.add_runner("You", unless_there=True)
    assert sample == store.add_runner("Sample", is_sample=True, unless_there=True)
    assert [first, sample] == list(store.runners())


def test_every_change_of_a_plans_input_is_counted_once_per_transaction(store, clock):
    """
    Pages ask whether the plan is still true: what it is made of counts, plans themselves do not.
    """
    runner = store.add_runner("Ada")
    changes = [
        lambda db: db.keep_settings(life.SETTINGS),
        lambda db: db.keep_effort(life.RUN),
        lambda db: db.keep_loads({life.RUN.id: RawLoads(5.0)}, "key"),
        lambda db: db.keep_features({}, {life.RUN.id: RunFeatures(moving_s=60.0)}),
        lambda db: db.keep_training_plan(PlanFile(())),
        lambda db: db.keep_check_in(life.CHECK_IN),
        lambda db: db.keep_injury(life.INJURY),
        lambda db: db.keep_report(life.REPORT),
        lambda db: db.keep_gate_answers(life.ANSWERS),
        lambda db: db.keep_appointment(life.APPOINTMENT),
        lambda db: db.remove_appointment(life.APPOINTMENT.id),
        lambda db: db.keep_care_record(life.CARE),
        lambda db: db.remove_care_record(life.CARE.item_id),
        lambda db: db.move_assumed_zone("UTC"),
        lambda db: db.remove_run(life.RUN.id),
    ]
    for count, change in enumerate(changes, start=1):
        clock.move(timedelta(minutes=1))
        with store.open(runner.id) as db:
            change(db)
            assert count == db.revision()
        with store.look(runner.id) as db:
            assert (count, clock.now()) == (db.revision(), db.inputs_changed_at())

    with store.open(runner.id) as db:
        db.keep_plan(life.KEPT_PLAN)
        db.keep_guided_session(life.GUIDED)
        db.keep_sequences({"x": (1, "y")})
        db.keep_feed_token_hash("ab")
    with store.look(runner.id) as db:
        assert len(changes) == db.revision()


def test_an_empty_plan_file_is_not_the_same_as_none(store):
    """
    A plan without anything is a plan that was given; forgetting it leaves none.
    """
    runner = store.add_runner("Ada")
    with store.open(runner.id) as db:
        assert db.training_plan() is None
        db.keep_training_plan(PlanFile(()))
        assert db.training_plan() == PlanFile(())
        db.keep_training_plan(None)
        assert db.training_plan() is None


def test_a_training_plan_takes_the_place_of_all_days_of_the_one_before(store):
    """
    One day may be of strength work in both; what was not understood is kept nowhere.
    """
    runner = store.add_runner("Ada")
    day = life.TRAINING_PLAN.strength_days[0]
    with store.open(runner.id) as db:
        db.keep_training_plan(life.TRAINING_PLAN)
        db.keep_training_plan(PlanFile((), (), (day,), (sentence("?"),)))

    with store.look(runner.id) as db:
        assert db.training_plan() == PlanFile((), (), (day,))


def test_single_workouts_are_kept_apart_from_a_whole_plan(store):
    """
    The usual week goes on around them, so the store remembers which of the two it is.
    """
    runner = store.add_runner("Ada")
    for is_whole in (False, True, False):
        plan = PlanFile(life.TRAINING_PLAN.runs, is_whole=is_whole)
        with store.open(runner.id) as db:
            db.keep_training_plan(plan)
        with store.look(runner.id) as db:
            assert db.training_plan() == plan


def test_every_import_keeps_its_own_record(store, clock):
    """
    Files are told in their order, whatever is added later; the newest import comes first.
    """
    runner = store.add_runner("Ada")
    later = replace(life.BATCH, id="i_2", started_at=clock.now() + timedelta(days=1))
    failed = replace(life.IMPORT, outcome=FileOutcome.FAILED, run_ids=())
    with store.open(runner.id) as db:
        db.keep_batch(life.BATCH)
        db.keep_batch(later)
        db.keep_files(later.id, [failed, replace(failed, file="b.fit")], 0, later.heard_at)
        db.keep_files(later.id, [replace(failed, file="c.fit")], 2, clock.now())
    with store.look(runner.id) as db:
        assert [batch.id for batch in db.batches()] == ["i_2", "i_1"]
        assert [record.file for record in db.files_of("i_2")] == ["hill.fit", "b.fit", "c.fit"]
        assert db.files_of("i_1") == []
        assert db.batch("i_2").heard_at == clock.now()
    with store.open(runner.id) as db:
        db.keep_files(later.id, [replace(failed, file="d.fit")], 3, None)
        assert db.batch("i_2").heard_at == clock.now()
        assert db.batch("i_3") is None


def test_an_original_that_is_dropped_is_not_known_any_more(store):
    """
    The same bytes may then come in afresh.
    """
    runner = store.add_runner("Ada")
    with store.open(runner.id) as db:
        db.keep_original(life.DIGEST, "hill.fit", b"hill")
        assert db.known_digests([life.DIGEST]) == {life.DIGEST}
        db.drop_originals([life.DIGEST])
        assert db.known_digests([life.DIGEST]) == frozenset()


def test_a_recording_that_is_read_anew_keeps_its_place(store, ada):
    """
    Other figures and other streams stand in its place; its run and its file stay.
    """
    streams = {"heart_rate_bpm": array("d", [120.0, 130.0])}
    anew = replace(life.RECORDING, avg_hr=125.0, title="Anew", n_records=2, streams=streams)
    with store.open(ada) as db:
        db.keep_recording("rec_2", life.RUN.id, None, life.RECORDING, False)
        db.change_recording("rec_1", anew)

    with store.look(ada) as db:
        first, second = db.recordings_of(life.RUN.id)
    assert (first.id, first.file, first.chosen) == ("rec_1", "hill.fit", True)
    assert (first.recording.avg_hr, first.recording.title) == (125.0, "Anew")
    assert list(first.recording.streams["heart_rate_bpm"]) == [120.0, 130.0]
    assert list(first.recording.streams) == ["heart_rate_bpm"]
    assert second.recording.avg_hr == life.RECORDING.avg_hr


def test_files_of_an_import_that_still_goes_on_are_not_told_yet(store, ada):
    """
    One that was cut off takes up its files again; once it has ended they are known.
    """
    with store.open(ada) as db:
        db.keep_batch(replace(life.BATCH, state=BatchState.RUNNING))
        assert db.told_digests([life.DIGEST]) == frozenset()
        db.keep_batch(replace(life.BATCH, state=BatchState.UNDONE, digests=("ab" * 32,)))
        assert db.told_digests([life.DIGEST]) == {life.DIGEST}
        assert db.batch(life.BATCH.id).digests == ("ab" * 32,)


def test_runs_of_a_span_begin_in_it(store):
    """
    From the first instant on, before the last one.
    """
    runner = store.add_runner("Ada")
    hours = [0, 1, 2]
    with store.open(runner.id) as db:
        for hour in hours:
            start = life.MORNING + timedelta(hours=hour)
            db.keep_effort(replace(life.RUN, id=f"r_{hour}", start_utc=start))
        within = db.runs(life.MORNING + timedelta(hours=1), life.MORNING + timedelta(hours=2))
        assert [run.id for run in within] == ["r_1"]
        assert [run.id for run in db.runs()] == ["r_0", "r_1", "r_2"]


def test_joined_runs_become_one_with_every_recording(store):
    """
    Recordings of the one that goes stand behind those of the one that stays.
    """
    runner = store.add_runner("Ada")
    with store.open(runner.id) as db:
        for place, run_id in enumerate(["r_a", "r_b"]):
            db.keep_effort(replace(life.RUN, id=run_id))
            for number in range(2):
                recording = replace(life.RECORDING, maker=f"{place}{number}")
                db.keep_recording(f"rec_{place}{number}", run_id, None, recording, number == 0)
        db.join_runs("r_a", ["r_b"])
        db.choose_recording("r_a", "rec_10")

    with store.look(runner.id) as db:
        assert [run.id for run in db.runs()] == ["r_a"]
        lines = db.recording_lines("r_a")
        assert [line.maker for line in lines] == ["00", "01", "10", "11"]
        assert [line.id for line in lines if line.chosen] == ["rec_10"]
        assert len(db.recordings_of("r_a")[3].recording.streams) == 4


def test_spans_touch_the_time_asked_for(store):
    """
    A recording is found from its first to its last second, and not before or after.
    """
    runner = store.add_runner("Ada")
    begins, ends = life.MORNING, life.MORNING + timedelta(seconds=3600.5)
    second = timedelta(seconds=1)
    with store.open(runner.id) as db:
        db.keep_effort(life.RUN)
        db.keep_recording("rec_1", life.RUN.id, None, life.RECORDING, True)
        assert len(db.effort_spans(ends, ends + second)) == 1
        assert len(db.effort_spans(begins - second, begins)) == 1
        assert len(db.effort_spans(ends + second, ends + 2 * second)) == 0
        assert len(db.effort_spans(begins - 2 * second, begins - second)) == 0
        [span] = db.effort_spans(begins, ends)
    assert (life.RUN.id, Sport.RUNNING, 3600.5) == (span.id, span.sport, span.elapsed_s)


def test_only_runs_without_a_zone_of_their_own_are_moved(store):
    """
    A file that says where it was recorded is believed; the others follow the runner.
    """
    runner = store.add_runner("Ada")
    with store.open(runner.id) as db:
        for run_id, zone in (("r_said", "Europe/Prague"), ("r_assumed", None)):
            db.keep_effort(replace(life.RUN, id=run_id, zone="Europe/Prague"))
            recording = replace(life.RECORDING, zone=zone)
            db.keep_recording(f"rec_{run_id}", run_id, None, recording, True)
        db.move_assumed_zone("Asia/Tokyo")
        zones = {run.id: run.zone for run in db.runs()}

    assert zones == {"r_said": "Europe/Prague", "r_assumed": "Asia/Tokyo"}


def test_loads_are_asked_for_again_when_a_run_changes(store):
    """
    Measured with a profile means: not waiting for it, until the run or the profile changes.
    """
    runner = store.add_runner("Ada")
    with store.open(runner.id) as db:
        db.keep_effort(life.RUN)
        assert [run.id for run in db.unmeasured("p", 5)] == [life.RUN.id]
        db.keep_loads({life.RUN.id: RawLoads(1.0)}, "p")
        assert list(db.unmeasured("p", 5)) == []
        assert [run.id for run in db.unmeasured("q", 5)] == [life.RUN.id]
        db.keep_effort(life.RUN)
        assert [run.id for run in db.unmeasured("p", 5)] == [life.RUN.id]


def test_what_runs_are_made_of_can_be_told_afterwards(store, ada):
    """
    For those that came before anybody asked; the run keeps its load and is not measured again.
    """
    hill, level = RunFeatures(uphill_s=600.0, steps=0.0), RunFeatures()
    with store.open(ada) as db:
        db.keep_effort(replace(life.RUN, features=None))
        db.change_recording("rec_1", replace(life.RECORDING, features=None))
        db.keep_loads({life.RUN.id: RawLoads(1.0)}, "p")
        db.keep_features({"rec_1": hill}, {life.RUN.id: hill})
    with store.look(ada) as db:
        assert db.recordings_of(life.RUN.id)[0].recording.features == hill
        assert db.run(life.RUN.id).features == hill
        assert list(db.unmeasured("p", 5)) == []
    with store.open(ada) as db:
        db.keep_features({"rec_1": level}, {life.RUN.id: None})
    with store.look(ada) as db:
        assert db.recordings_of(life.RUN.id)[0].recording.features == level
        assert db.run(life.RUN.id).features is None


def test_what_was_said_of_a_recording_outlives_it(store, ada):
    """
    Choices, ratings and ties stay when the recording goes, and hold when it is kept again.
    """
    with store.open(ada) as db:
        db.remove_recordings(["rec_1"])
        db.remove_run(life.RUN.id)
    with store.look(ada) as db:
        assert dict(db.said_of(["rec_1"])) == {"rec_1": life.SAID}
        assert list(db.ties()) == [life.TIE]
        assert dict(db.run_ids_of(["rec_1"])) == {}


def test_the_last_word_about_two_recordings_holds(store, ada):
    """
    Who splits and joins again has one tie, and it says one effort.
    """
    with store.open(ada) as db:
        db.keep_ties([replace(life.TIE, is_same=True), Tie("rec_0", "rec_1", is_same=False)])
        db.keep_said({"rec_1": Said(rpe=2.0)})

    with store.look(ada) as db:
        assert [each.is_same for each in db.ties()] == [False, True]
        assert db.said_of(["rec_1"])["rec_1"] == Said(rpe=2.0)


def test_a_recording_is_handed_over_with_all_there_is_of_it(store, ada):
    """
    Its streams, its run and what was said of it go on under the id of the other file.
    """
    other = "cd" * 32
    with store.open(ada) as db:
        db.keep_copy(other, 3, "rec_1")
        db.keep_original(life.TWIN_DIGEST, "twin.fit", b"the twin")
        [before] = db.recordings_of(life.RUN.id)
        db.hand_over("rec_1", life.TWIN_DIGEST, "rec_2")

    with store.look(ada) as db:
        [after] = db.recordings_of(life.RUN.id)
        assert (after.id, after.file, after.chosen) == ("rec_2", "twin.fit", True)
        assert list(after.recording.streams["time_s"]) == list(before.recording.streams["time_s"])
        assert dict(db.recordings_from([life.DIGEST])) == {}
        assert dict(db.recordings_from([life.TWIN_DIGEST])) == {"rec_2": life.RUN.id}
        assert list(db.copies_of("rec_2")) == [(other, 3)]
        assert list(db.copies_of("rec_1")) == []
        assert dict(db.said_of(["rec_1", "rec_2"])) == {"rec_1": life.SAID, "rec_2": life.SAID}
        assert Tie("rec_2", "rec_9", is_same=False) in db.ties()


def test_moved_recordings_stand_behind_those_that_are_there(store):
    """
    In the order in which they are named, and none of them is shown.
    """
    runner = store.add_runner("Ada")
    with store.open(runner.id) as db:
        for run_id in ("r_a", "r_b"):
            db.keep_effort(replace(life.RUN, id=run_id))
            for number in range(2):
                rec = f"rec_{run_id}{number}"
                db.keep_recording(rec, run_id, None, life.RECORDING, number == 0)
        db.move_recordings("r_a", ["rec_r_b1", "rec_r_b0"])
        lines = db.recording_lines("r_a")

    assert [line.id for line in lines] == ["rec_r_a0", "rec_r_a1", "rec_r_b1", "rec_r_b0"]
    assert [line.chosen for line in lines] == [True, False, False, False]


def test_a_span_ends_with_the_last_record(store):
    """
    A watch that nobody stopped counts on: what it did not record is no part of the effort.
    """
    runner = store.add_runner("Ada")
    forgotten = replace(life.RECORDING, elapsed_s=40_000.0)
    with store.open(runner.id) as db:
        db.keep_effort(life.RUN)
        db.keep_recording("rec_1", life.RUN.id, None, forgotten, True)
        [span] = db.spans_of([life.RUN.id])
        later = life.MORNING + timedelta(hours=2)
        assert list(db.effort_spans(later, later)) == []

    assert span.elapsed_s == 3600.5
    assert span.places == life.RECORDING.places
