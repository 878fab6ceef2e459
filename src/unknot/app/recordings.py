"""
What the runner decides about recordings: which one is shown, and which are one effort.

A decision outlives what comes later: a richer recording, another import, a newer reader.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

from unknot.app.efforts import facts_of
from unknot.app.errors import NotFound, Refusal
from unknot.app.measure_runs import measure_runs
from unknot.app.ports import RunnerId, RunnerStore, Store
from unknot.app.settle import regroup, settle_effort
from unknot.app.show_runs import lines_of, run_named
from unknot.app.views import RecordingLine, RunFacts
from unknot.domain.effort import are_at_once
from unknot.domain.ties import Said, tie

# What is joined touches in time, and hardly anything is longer than this.
_NEARBY = timedelta(days=1)


def recordings_of(store: Store, runner_id: RunnerId, run_id: str) -> tuple[RecordingLine, ...]:
    """
    Every recording of a run, with which is shown and whether the runner chose it.
    """
    with store.look(runner_id) as db:
        return lines_of(db, run_named(db, run_id).id)


def choose_recording(
    store: Store, runner_id: RunnerId, run_id: str, recording_id: str
) -> tuple[RecordingLine, ...]:
    """
    From now on this recording is the one whose figures are shown.
    """
    with store.open(runner_id) as db:
        run_id = run_named(db, run_id).id
        ids = _recordings_in(db, run_id, recording_id)
        said = db.said_of(ids)
        db.keep_said(
            {each: replace(said.get(each, Said()), is_chosen=each == recording_id) for each in ids}
        )
        settle_effort(db, run_id)
        lines = lines_of(db, run_id)
    measure_runs(store, runner_id)
    return lines


def split_recording(
    store: Store, runner_id: RunnerId, run_id: str, recording_id: str
) -> tuple[RunFacts, RunFacts]:
    """
    This recording was something else: it becomes a run of its own, and stays one.

    What the runner said of the run stays with the run. Gives the run, and the new one.
    """
    with store.open(runner_id) as db:
        run_id = run_named(db, run_id).id
        ids = _recordings_in(db, run_id, recording_id)
        if len(ids) == 1:
            raise Refusal(
                "This is the only recording of the run, so there is nothing to split it from."
            )
        others = [each for each in ids if each != recording_id]
        db.keep_ties(tie(recording_id, each, is_same=False) for each in others)
        db.keep_said({recording_id: Said()})
        now_in = regroup(db, [run_id], leaving=recording_id)
        facts = _facts(db, run_id), _facts(db, now_in[recording_id])
    measure_runs(store, runner_id)
    return facts


def join_runs(store: Store, runner_id: RunnerId, run_id: str, other_id: str) -> RunFacts:
    """
    The two were one effort: their recordings are put together, and stay together.
    """
    with store.open(runner_id) as db:
        run_id, other_id = run_named(db, run_id).id, run_named(db, other_id).id
        if run_id == other_id:
            raise Refusal("A run cannot be joined with itself; name the other one.")
        mine, theirs = db.spans_of([run_id]), db.spans_of([other_id])
        if not any(are_at_once(one, other) for one in mine for other in theirs):
            raise Refusal(
                "These two did not go on at the same time, so they are two efforts. Joining is for"
                " two recordings of one."
            )
        db.keep_ties(
            tie(one.recording_id, other.recording_id, is_same=True)
            for one in mine
            for other in theirs
        )
        db.join_runs(run_id, [other_id])
        settle_effort(db, run_id)
        facts = _facts(db, run_id)
    measure_runs(store, runner_id)
    return facts


def runs_nearby(store: Store, runner_id: RunnerId, run_id: str) -> tuple[RunFacts, ...]:
    """
    Other runs that went on at the same time, if only for a moment: they can be joined with it.
    """
    with store.look(runner_id) as db:
        run = run_named(db, run_id)
        run_id = run.id
        mine = db.spans_of([run_id])
        around = db.runs(run.start_utc - _NEARBY, run.start_utc + _NEARBY)
        theirs = {each.id: db.spans_of([each.id]) for each in around}
        others = [
            each
            for each in around
            if each.id != run_id
            and any(are_at_once(one, other) for one in mine for other in theirs[each.id])
        ]
        n_records = db.n_records(each.id for each in others)
    return tuple(facts_of(each, each.id, n_records.get(each.id, 0)) for each in others)


def _facts(db: RunnerStore, run_id: str) -> RunFacts:
    run = run_named(db, run_id)
    return facts_of(run, run_id, db.n_records([run_id]).get(run_id, 0))


def _recordings_in(db: RunnerStore, run_id: str, recording_id: str) -> list[str]:
    ids = [span.recording_id for span in db.spans_of([run_id])]
    if recording_id not in ids:
        raise NotFound(
            "The run has no recording called '{name}'. Its list of recordings shows every id.",
            name=recording_id,
        )
    return ids
