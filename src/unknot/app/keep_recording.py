"""
Keeps recordings: each becomes a run of its own, or another view of a run we already have.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import timedelta

from unknot.app.efforts import by_richness, facts_of, ids_of, run_from, span_of
from unknot.app.ports import RunnerStore
from unknot.app.views import RunFacts
from unknot.decide.load.measure import with_sums
from unknot.domain.effort import find_same_efforts
from unknot.domain.recording import FileWarning, Recording
from unknot.domain.sentence import sentence


def keep_recordings(
    db: RunnerStore, digest: str, recordings: tuple[Recording, ...], zone: str
) -> tuple[tuple[RunFacts, ...], tuple[FileWarning, ...]]:
    """
    The recordings of one file: what they say, and which efforts were known already.

    What one file calls two activities stays two, even where they touch.
    """
    facts: list[RunFacts] = []
    warnings: list[FileWarning] = []
    fresh: set[str] = set()
    for index, recording in enumerate(recordings):
        own_run_id, recording_id = ids_of(digest, index)
        recording = with_sums(recording)
        same = [run_id for run_id in _same_efforts(db, recording) if run_id not in fresh]
        if same:
            run_id = same[0]
            warnings.append(_counted_once(db, run_id))
            db.keep_recording(recording_id, run_id, digest, recording, False)
            settle_effort(db, run_id, zone, tuple(same[1:]))
        else:
            run_id = own_run_id
            fresh.add(run_id)
            db.keep_effort(run_from(run_id, [recording], zone))
            db.keep_recording(recording_id, run_id, digest, recording, True)
        facts.append(facts_of(recording, run_id, recording.n_records))
    return tuple(facts), tuple(warnings)


def settle_effort(db: RunnerStore, run_id: str, zone: str, joined: tuple[str, ...] = ()) -> None:
    """
    Chooses the richest recording of an effort and shows its figures.

    `joined` are efforts that turned out to be this one too; what the runner said of any stays.
    """
    said = [run for each in (run_id, *joined) if (run := db.run(each)) is not None]
    db.join_runs(run_id, joined)
    ranked = by_richness(db.recordings_of(run_id, streams=False))
    db.choose_recording(run_id, ranked[0].id)
    db.keep_effort(run_from(run_id, [each.recording for each in ranked], zone, said))


def forget_recordings(db: RunnerStore, digests: Iterable[str], zone: str) -> int:
    """
    Removes the recordings of these originals; returns how many efforts nothing is left of.
    """
    n_gone = 0
    for run_id in db.drop_recordings_of(digests):
        if db.recording_lines(run_id):
            settle_effort(db, run_id, zone)
        else:
            db.remove_run(run_id)
            n_gone += 1
    return n_gone


def _same_efforts(db: RunnerStore, recording: Recording) -> tuple[str, ...]:
    start = recording.start_utc
    end = start + timedelta(seconds=recording.elapsed_s or 0)
    return find_same_efforts(span_of("", recording), db.effort_spans(start, end))


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
