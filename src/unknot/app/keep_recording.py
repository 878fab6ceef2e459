"""
Keeps recordings: each becomes a run of its own, or another view of a run we already have.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta

from unknot.app.efforts import (
    adds_nothing,
    facts_of,
    recording_id_of,
    run_from,
    span_of,
)
from unknot.app.ports import KeptRecording, RunnerStore
from unknot.app.settle import free_run_id, regroup, settle_effort, ties_with
from unknot.app.views import RunFacts
from unknot.decide.load.measure import with_sums
from unknot.domain.effort import EffortSpan, find_same_efforts
from unknot.domain.recording import FileWarning, Recording, with_places
from unknot.domain.sentence import sentence
from unknot.domain.ties import Tie


def keep_recordings(
    db: RunnerStore, digest: str, recordings: tuple[Recording, ...], zone: str
) -> tuple[tuple[RunFacts, ...], tuple[FileWarning, ...]]:
    """
    The recordings of one file: what they say, and which efforts were known already.

    What one file calls two activities stays two, even where they touch. A recording that
    another file brought before is not kept again: this file is told as holding it too.
    """
    facts: list[RunFacts] = []
    warnings: list[FileWarning] = []
    ties = db.ties()
    for index, recording in enumerate(recordings):
        near = db.effort_spans(*_time_of(recording))
        had = _kept_before(db, near, digest, recording)
        if had is not None:
            run_id, before = had
            db.keep_copy(digest, index, before.id)
            warnings.append(_kept_once(before))
        else:
            recording_id = recording_id_of(digest, index)
            run_id, is_shared = keep_one(db, recording_id, digest, recording, zone, near, ties)
            if is_shared:
                warnings.append(_counted_once(db, run_id))
        facts.append(facts_of(recording, run_id, recording.n_records))
    return tuple(facts), tuple(warnings)


def keep_one(
    db: RunnerStore,
    recording_id: str,
    digest: str | None,
    recording: Recording,
    zone: str = "",
    near: Sequence[EffortSpan] | None = None,
    ties: Sequence[Tie] | None = None,
) -> tuple[str, bool]:
    """
    Keeps one recording with the effort it is of; which that is, and whether it has others.

    The rule finds the effort, and what the runner said of this very recording before, if it was
    here and went, stands above the rule.
    """
    recording = with_places(with_sums(recording))
    zone = zone or db.settings().zone
    near = db.effort_spans(*_time_of(recording)) if near is None else near
    ties = db.ties() if ties is None else ties
    same = _same_efforts(db, span_of("", recording, recording_id, digest), near, ties)
    if not same:
        run_id = free_run_id(db, recording_id)
        db.keep_effort(run_from(run_id, [recording], zone))
        db.keep_recording(recording_id, run_id, digest, recording, True)
        if db.said_of([recording_id]):
            settle_effort(db, run_id, zone)
        return run_id, False
    db.keep_recording(recording_id, same[0], digest, recording, False)
    if any(not each.is_same for each in ties):
        now_in = regroup(db, same)
        run_id = now_in[recording_id]
        return run_id, list(now_in.values()).count(run_id) > 1
    db.join_runs(same[0], same[1:])
    settle_effort(db, same[0], zone)
    return same[0], True


def _time_of(recording: Recording) -> tuple[datetime, datetime]:
    start = recording.start_utc
    return start, start + timedelta(seconds=recording.elapsed_s or 0)


def _same_efforts(
    db: RunnerStore, span: EffortSpan, near: Iterable[EffortSpan], ties: Sequence[Tie]
) -> tuple[str, ...]:
    apart = ties_with(ties, span.recording_id, is_same=False)
    joined = db.run_ids_of(ties_with(ties, span.recording_id, is_same=True)) if ties else {}
    by_rule = find_same_efforts(span, [each for each in near if each.recording_id not in apart])
    return tuple(dict.fromkeys([*joined.values(), *by_rule]))


def _kept_before(
    db: RunnerStore, near: Iterable[EffortSpan], digest: str, recording: Recording
) -> tuple[str, KeptRecording] | None:
    for span in near:
        is_alike = (span.start_utc, span.n_records, span.sport, span.distance_m) == (
            recording.start_utc,
            recording.n_records,
            recording.sport,
            recording.distance_m,
        )
        if not is_alike or span.file in ("", digest):
            continue
        for kept in db.recordings_of(span.id, streams=False):
            if kept.id == span.recording_id and adds_nothing(recording, kept.recording):
                return span.id, kept
    return None


def _counted_once(db: RunnerStore, run_id: str) -> FileWarning:
    run = db.run(run_id)
    began = "" if run is None else f"{run.start_utc:%Y-%m-%d %H:%M}"
    return FileWarning(
        "same-effort",
        sentence(
            "This is another recording of the effort that began {began} UTC; it is kept with it and"
            " counted once.",
            began=began,
        ),
    )


def _kept_once(before: KeptRecording) -> FileWarning:
    return FileWarning(
        "same-recording",
        sentence(
            "This recording is here already, from {file}; it is not kept a second time.",
            file=before.file,
        ),
    )
