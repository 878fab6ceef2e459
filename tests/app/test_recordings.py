"""
What the runner decides about recordings, and that it holds whatever is imported or taken back.
"""

from __future__ import annotations

from dataclasses import replace
from itertools import permutations

import pytest

from tests.app.recorded import (
    MORNING,
    a_reader,
    a_recording,
    import_all,
    offered,
    read_as,
    without_heart,
)
from tests.fakes import NOON
from unknot.app.add_run import HandEntry, add_run
from unknot.app.errors import NotFound, Refusal
from unknot.app.rate_run import rate_run
from unknot.app.recordings import (
    choose_recording,
    join_runs,
    recordings_of,
    runs_nearby,
    split_recording,
)
from unknot.app.show_runs import list_runs, show_run
from unknot.app.undo_import import undo_import
from unknot.app.views import BatchState
from unknot.domain.recording import FileOutcome, Sport
from unknot.domain.run import LoadMethod, RunKind

WATCH = a_recording(n_records=400)
PHONE = without_heart(a_recording(1, 57, n_records=100))
STRAP = replace(a_recording(-1, 62, n_records=90), distance_m=None, sport=Sport.OTHER)
READER = a_reader(
    watch=read_as(WATCH),
    phone=read_as(PHONE),
    strap=read_as(STRAP),
    twin=read_as(WATCH),
    third=read_as(WATCH),
    titled=read_as(replace(WATCH, title="Over the hill")),
    walk=read_as(replace(a_recording(59, 31, n_records=30), sport=Sport.WALKING, distance_m=3000)),
    early=read_as(a_recording(0, 20, n_records=20)),
    late=read_as(a_recording(30, 20, n_records=30)),
)


@pytest.fixture
def store(both_stores):
    """
    A store of each kind: what was decided lives in the rows.
    """
    return both_stores


def bring(store, runner, *names: str):
    """
    Imports files by their names, each for itself: "watch" is watch.fit.
    """
    return [
        told
        for name in names
        for told in import_all(
            store, runner, offered(**{f"{name}_fit": name.encode()}), READER.read_many
        )
    ]


def take_back(store, runner, *names: str) -> None:
    """
    Undoes the import of each of these files.
    """
    with store.look(runner) as db:
        batch_of = {
            record.file: batch.id
            for batch in reversed(db.batches())
            if batch.state is not BatchState.UNDONE
            for record in db.files_of(batch.id)
        }
    for name in names:
        undo_import(store, runner, batch_of[f"{name}.fit"], NOON)


def shape(store, runner) -> set[frozenset[str]]:
    """
    The efforts, each as the files it is known from.
    """
    return {
        frozenset(line.file.removesuffix(".fit") for line in lines)
        for run in list_runs(store, runner)
        for lines in [recordings_of(store, runner, run.run_id)]
    }


def named(store, runner, file: str) -> tuple[str, str]:
    """
    The ids of the run and of the recording that a file brought.
    """
    return next(
        (run.run_id, line.id)
        for run in list_runs(store, runner)
        for line in recordings_of(store, runner, run.run_id)
        if line.file == f"{file}.fit"
    )


def shown(store, runner, run_id: str) -> list[str]:
    """
    The files whose figures are shown.
    """
    return [line.file for line in recordings_of(store, runner, run_id) if line.chosen]


def split(store, runner, file: str):
    """
    Takes the recording of a file out of its run.
    """
    return split_recording(store, runner, *named(store, runner, file))


def test_the_runner_chooses_what_is_shown(store, ada):
    """
    The phone's distance and time take the place of the watch's; the load is measured again.
    """
    bring(store, ada, "watch", "phone")
    run_id, phone = named(store, ada, "phone")
    before = show_run(store, ada, run_id, NOON)
    with store.look(ada) as db:
        revision = db.revision()

    lines = choose_recording(store, ada, run_id, phone)

    assert [(line.file, line.chosen, line.chosen_by_runner) for line in lines] == [
        ("watch.fit", False, False),
        ("phone.fit", True, True),
    ]
    after = show_run(store, ada, run_id, NOON)
    assert (before.run.elapsed_s, after.run.elapsed_s) == (3600, 57 * 60)
    assert after.run.distance_m == PHONE.distance_m
    assert after.run.loads.graded != before.run.loads.graded
    assert after.load.method is LoadMethod.HEART_RATE
    with store.look(ada) as db:
        assert db.revision() > revision


def test_a_chosen_recording_stays_chosen_when_a_richer_one_arrives(store, ada):
    """
    Whoever chose the phone sees the phone, whatever comes later.
    """
    bring(store, ada, "phone", "strap")
    run_id, phone = named(store, ada, "phone")
    choose_recording(store, ada, run_id, phone)

    bring(store, ada, "watch")

    assert shown(store, ada, named(store, ada, "phone")[0]) == ["phone.fit"]


def test_of_two_choices_the_last_one_holds(store, ada):
    """
    Choosing the watch again takes the first choice back.
    """
    bring(store, ada, "watch", "phone")
    run_id, phone = named(store, ada, "phone")
    choose_recording(store, ada, run_id, phone)
    choose_recording(store, ada, run_id, named(store, ada, "watch")[1])

    assert shown(store, ada, run_id) == ["watch.fit"]


def test_a_recording_that_was_something_else_becomes_a_run(store, ada):
    """
    Its figures, its load and its page are its own; the run keeps its name and its rating.
    """
    bring(store, ada, "watch", "phone")
    run_id, _ = named(store, ada, "watch")
    rate_run(store, ada, run_id, 7, RunKind.LONG)

    rest, new = split(store, ada, "phone")

    assert rest.run_id == run_id != new.run_id
    assert shape(store, ada) == {frozenset({"watch"}), frozenset({"phone"})}
    kept, own = (show_run(store, ada, each.run_id, NOON) for each in (rest, new))
    assert (kept.run.rpe, kept.run.kind) == (7, RunKind.LONG)
    assert (own.run.rpe, own.run.kind, own.run.elapsed_s) == (None, None, 57 * 60)
    assert own.load.method is not LoadMethod.RPE
    assert own.run.loads.graded


def test_splitting_off_what_the_run_was_named_after_leaves_the_run_its_name(store, ada):
    """
    The page of the run stays where it is, whichever recording leaves it.
    """
    bring(store, ada, "watch", "phone")
    run_id, _ = named(store, ada, "watch")

    rest, new = split(store, ada, "watch")

    assert (rest.run_id, rest.n_records) == (run_id, 100)
    assert new.n_records == 400


@pytest.mark.parametrize("order", list(permutations(["watch", "phone", "strap"])))
def test_what_was_split_is_never_joined_again_by_itself(store, ada, order):
    """
    Whatever is taken back and imported again, in any order: the phone stays a run of its own.
    """
    bring(store, ada, "watch", "phone", "strap")
    split(store, ada, "phone")
    apart = {frozenset({"phone"}), frozenset({"watch", "strap"})}
    assert shape(store, ada) == apart

    take_back(store, ada, "watch", "phone", "strap")
    assert list_runs(store, ada) == ()
    bring(store, ada, *order)

    assert shape(store, ada) == apart


def test_a_newcomer_joins_the_one_it_is_most_like(store, ada):
    """
    Between two runs that the runner told apart, it bridges nothing.
    """
    bring(store, ada, "watch", "phone")
    split(store, ada, "phone")

    bring(store, ada, "strap")

    assert shape(store, ada) == {frozenset({"phone"}), frozenset({"watch", "strap"})}


def test_what_was_split_can_be_put_back(store, ada):
    """
    Joining makes one run again, with the rating it had, and later files find one run.
    """
    bring(store, ada, "watch", "phone")
    run_id, _ = named(store, ada, "watch")
    rate_run(store, ada, run_id, 7, None)
    _, new = split(store, ada, "phone")
    [near] = runs_nearby(store, ada, run_id)
    assert near.run_id == new.run_id

    joined = join_runs(store, ada, run_id, new.run_id)
    bring(store, ada, "strap")

    assert joined.run_id == run_id
    assert shape(store, ada) == {frozenset({"watch", "phone", "strap"})}
    assert show_run(store, ada, run_id, NOON).run.rpe == 7
    assert runs_nearby(store, ada, run_id) == ()


@pytest.mark.parametrize("order", [("watch", "walk"), ("walk", "watch")])
def test_what_the_runner_joined_is_joined_when_the_files_come_again(store, ada, order):
    """
    The rule tells the walk home from the run; the runner's word stands above it.
    """
    bring(store, ada, "watch", "walk")
    assert len(list_runs(store, ada)) == 2
    join_runs(store, ada, named(store, ada, "watch")[0], named(store, ada, "walk")[0])

    take_back(store, ada, "watch", "walk")
    bring(store, ada, *order)

    assert shape(store, ada) == {frozenset({"watch", "walk"})}


def test_what_did_not_go_on_at_once_is_not_joined(store, ada):
    """
    A join counts one of the two only, so two efforts after another are refused.
    """
    bring(store, ada, "early", "late")

    with pytest.raises(Refusal, match="same time"):
        join_runs(store, ada, named(store, ada, "early")[0], named(store, ada, "late")[0])
    with pytest.raises(Refusal, match="itself"):
        join_runs(store, ada, named(store, ada, "early")[0], named(store, ada, "early")[0])


def test_the_only_recording_of_a_run_cannot_be_split_off(store, ada):
    """
    Nothing would be left of the run, so it says why.
    """
    bring(store, ada, "watch")
    run_id, watch = named(store, ada, "watch")

    with pytest.raises(Refusal, match="only recording"):
        split_recording(store, ada, run_id, watch)
    with pytest.raises(NotFound, match="no recording called 'rec_x'"):
        split_recording(store, ada, run_id, "rec_x")
    with pytest.raises(NotFound, match="no run called"):
        choose_recording(store, ada, "r_x", watch)


def test_taking_back_an_import_leaves_the_run_as_it_was_before_it(store, ada):
    """
    The watch goes: the phone is shown again with its figures, under the same name.
    """
    bring(store, ada, "phone")
    before = show_run(store, ada, named(store, ada, "phone")[0], NOON)
    bring(store, ada, "watch")

    take_back(store, ada, "watch")

    assert show_run(store, ada, before.run.id, NOON) == before


def test_what_a_file_held_together_falls_apart_without_it(store, ada):
    """
    Two runs that a long recording had bridged are two again, by their old names.
    """
    bring(store, ada, "early", "late")
    before = list_runs(store, ada)
    bring(store, ada, "watch")
    assert len(list_runs(store, ada)) == 1

    take_back(store, ada, "watch")

    assert list_runs(store, ada) == before


def test_a_rating_and_a_choice_come_back_with_the_file(store, ada):
    """
    Taken back and imported again, the run is as the runner left it.
    """
    bring(store, ada, "watch", "phone")
    run_id, phone = named(store, ada, "phone")
    choose_recording(store, ada, run_id, phone)
    rate_run(store, ada, run_id, 6, RunKind.SPEED)
    before = show_run(store, ada, run_id, NOON)

    take_back(store, ada, "watch", "phone")
    bring(store, ada, "watch", "phone")

    assert show_run(store, ada, run_id, NOON) == before
    take_back(store, ada, "watch")
    [run] = list_runs(store, ada)
    assert show_run(store, ada, run.run_id, NOON).run.rpe == 6


def test_an_entry_by_hand_outlives_the_file(store, ada):
    """
    The runner's own figures are untouched by what comes and goes.
    """
    entered = add_run(store, ada, HandEntry(MORNING, 60, 9_000.0, rpe=5), NOON)
    bring(store, ada, "watch")
    [run] = list_runs(store, ada)
    assert (run.run_id, run.distance_m) == (entered.run_id, 9_000.0)

    take_back(store, ada, "watch")

    [run] = list_runs(store, ada)
    detail = show_run(store, ada, run.run_id, NOON)
    assert (run.run_id, run.distance_m, run.avg_hr, detail.run.rpe) == (
        entered.run_id,
        9_000.0,
        None,
        5,
    )


def test_a_file_is_shown_above_an_entry_by_hand_only_when_chosen(store, ada):
    """
    The choice is the runner's; how hard it felt stays what the runner entered.
    """
    add_run(store, ada, HandEntry(MORNING, 60, 9_000.0, rpe=5), NOON)
    bring(store, ada, "watch")
    run_id, watch = named(store, ada, "watch")

    choose_recording(store, ada, run_id, watch)

    detail = show_run(store, ada, run_id, NOON)
    assert (detail.run.distance_m, detail.run.rpe) == (WATCH.distance_m, 5)


def test_the_same_recording_in_another_file_is_kept_once(store, ada):
    """
    The export of next month holds last month's run in other bytes: nothing is added.
    """
    [first] = bring(store, ada, "watch")
    [second] = bring(store, ada, "twin")

    assert [warning.code for warning in second.warnings] == ["same-recording"]
    assert "watch.fit" in second.warnings[0].text
    assert second.runs == first.runs
    [run] = list_runs(store, ada)
    assert len(recordings_of(store, ada, run.run_id)) == 1
    [again] = bring(store, ada, "twin")
    assert (again.outcome, again.runs) == (FileOutcome.DUPLICATE, second.runs)
    with store.look(ada) as db:
        told = [record.run_ids for batch in db.batches() for record in db.files_of(batch.id)]
        assert told == [(run.run_id,)] * 3


def test_a_copy_that_says_more_is_kept(store, ada):
    """
    A website's copy brings the title: it is another recording, and the run has the title.
    """
    bring(store, ada, "watch")
    [titled] = bring(store, ada, "titled")

    assert [warning.code for warning in titled.warnings] == ["same-effort"]
    [run] = list_runs(store, ada)
    assert show_run(store, ada, run.run_id, NOON).run.title == "Over the hill"
    bring(store, ada, "twin")
    assert len(recordings_of(store, ada, run.run_id)) == 2


def test_taking_back_one_of_two_files_keeps_what_both_held(store, ada):
    """
    The recording is the other file's from then on; taken back as well, it is gone.
    """
    bring(store, ada, "watch", "phone")
    run_id, watch = named(store, ada, "watch")
    rate_run(store, ada, run_id, 8, None)
    choose_recording(store, ada, run_id, watch)
    bring(store, ada, "twin", "third")
    before = show_run(store, ada, run_id, NOON)

    take_back(store, ada, "watch")

    after = show_run(store, ada, run_id, NOON)
    assert (after.facts, after.load, after.run) == (before.facts, before.load, before.run)
    [kept] = shown(store, ada, run_id)
    assert kept in ("twin.fit", "third.fit")
    take_back(store, ada, "twin", "third")
    assert shape(store, ada) == {frozenset({"phone"})}
    bring(store, ada, "twin")
    assert shown(store, ada, run_id) == ["twin.fit"]


def test_a_file_that_comes_again_after_another_took_over_adds_nothing(store, ada):
    """
    Taken back, and imported once more: still one recording.
    """
    bring(store, ada, "watch", "twin")
    take_back(store, ada, "watch")

    [again] = bring(store, ada, "watch")

    assert [warning.code for warning in again.warnings] == ["same-recording"]
    assert shape(store, ada) == {frozenset({"twin"})}


def test_the_name_of_a_run_that_went_into_another_still_leads_to_it(store, ada):
    """
    What an import told of a file stays a way to its run, whatever is joined later.
    """
    [early], [late] = bring(store, ada, "early"), bring(store, ada, "late")
    bring(store, ada, "watch")

    [run] = list_runs(store, ada)
    for told in (early, late):
        assert show_run(store, ada, told.runs[0].run_id, NOON).run.id == run.run_id
        rate_run(store, ada, told.runs[0].run_id, 4, None)
    assert show_run(store, ada, run.run_id, NOON).run.rpe == 4


def test_the_load_is_that_of_the_chosen_recording(store, ada):
    """
    The strap's 62 minutes of the same heart rate are more than the watch's sixty.
    """
    bring(store, ada, "watch", "strap")
    run_id, strap = named(store, ada, "strap")
    before = show_run(store, ada, run_id, NOON).run.loads.trimp

    choose_recording(store, ada, run_id, strap)

    after = show_run(store, ada, run_id, NOON).run.loads.trimp
    assert after / before == pytest.approx(62 / 60, rel=0.005)
