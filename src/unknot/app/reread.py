"""
Kept files are read again by newer readers: what changed is kept, and told.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Generator, Mapping, Sequence
from contextlib import closing
from dataclasses import dataclass, replace

from unknot.app.arriving import KEPT
from unknot.app.describe import described
from unknot.app.efforts import ids_of
from unknot.app.errors import NotFound, Refusal
from unknot.app.keep_recording import forget_recordings, keep_recordings, settle_effort
from unknot.app.measure_runs import measure_runs
from unknot.app.ports import KeptRecording, ReadMany, RunnerId, RunnerStore, Store
from unknot.app.reading_changes import changes_between, changes_of_days
from unknot.app.views import BatchState, RereadFile, RereadOutcome, ValueChange
from unknot.decide.load.measure import with_sums
from unknot.domain.recording import AboutEffort, ReadFile, Recording
from unknot.domain.sentence import sentence
from unknot.domain.wellness import WellnessDay

_Kept = Mapping[str, tuple[str, KeptRecording]]


def reread(
    store: Store,
    runner_id: RunnerId,
    read_many: ReadMany,
    made_by: str,
    run_id: str | None = None,
    on_file: Callable[[RereadFile], None] | None = None,
) -> tuple[RereadFile, ...]:
    """
    Reads every kept file again, or those of one run, the oldest first; one outcome per file.

    Each file is kept in a transaction of its own. What the runner said of a run stays, and so
    does what was read before from a file that cannot be read any more.
    """
    again = _Again(store, runner_id)
    wanted = again.originals(run_id)
    told: list[RereadFile] = []
    read_now: set[str] = set()
    try:
        with closing(again.contents(wanted)) as contents:
            for read in read_many(contents):
                file = again.keep(read)
                told.append(file)
                if file.outcome is not RereadOutcome.FAILED:
                    read_now.add(file.sha256)
                if on_file is not None:
                    on_file(file)
    finally:
        again.note_versions(read_now, made_by)
    measure_runs(store, runner_id)
    return tuple(told)


@dataclass(frozen=True, slots=True)
class _Original:
    """
    A kept file by its digest, and what an archive said of it.
    """

    digest: str
    about: AboutEffort | None


class _Again:
    """
    Kept files on their way through the readers once more, a few at a time.
    """

    def __init__(self, store: Store, runner_id: RunnerId) -> None:
        self._store = store
        self._runner_id = runner_id
        self._underway: deque[tuple[_Original, str]] = deque()
        with store.look(runner_id) as db:
            self._zone = db.settings().zone
            self._about = _about_originals(db)

    def originals(self, run_id: str | None) -> Sequence[_Original]:
        """
        The kept files in the order in which they came; those of one run, if one is named.
        """
        with self._store.look(self._runner_id) as db:
            kept = db.known_digests(self._about)
            if run_id is not None:
                if db.run(run_id) is None:
                    raise NotFound("There is no run called {id}.", id=run_id)
                facts = db.facts_in(kept)
                kept = frozenset(
                    digest
                    for digest, runs in facts.items()
                    if any(each.run_id == run_id for each in runs)
                )
        return [_Original(digest, self._about[digest]) for digest in self._about if digest in kept]

    def contents(self, originals: Sequence[_Original]) -> Generator[tuple[str, bytes], None, None]:
        """
        Their names and bytes, taken from the store when somebody wants to read them.
        """
        for original in originals:
            with self._store.look(self._runner_id) as db:
                found = db.original(original.digest)
            if found is not None:  # else it was taken back meanwhile
                self._underway.append((original, found[0]))
                yield found

    def keep(self, read: ReadFile) -> RereadFile:
        """
        What the file whose turn it is holds now, kept where it is something else than before.
        """
        original, name = self._underway.popleft()
        if read.outcome not in KEPT:
            reasons = read.reasons or (sentence("no activity was found in it any more"),)
            return RereadFile(name, original.digest, RereadOutcome.FAILED, reasons=reasons)
        if original.about is not None:
            read = described(read, original.about)
        recordings = tuple(map(with_sums, read.recordings))
        try:
            with self._store.open(self._runner_id) as db:
                changes = _keep_again(db, original.digest, recordings, self._zone)
                changes += _keep_days_again(db, original.digest, read.days)
        except Refusal:
            raise
        except Exception as unfit:
            why = str(unfit).partition("\n")[0]
            reason = sentence("what it says cannot be kept: {why}", why=why)
            return RereadFile(name, original.digest, RereadOutcome.FAILED, reasons=(reason,))
        outcome = RereadOutcome.CHANGED if changes else RereadOutcome.UNCHANGED
        return RereadFile(name, original.digest, outcome, changes)

    def note_versions(self, read_now: set[str], made_by: str) -> None:
        """
        An import all of whose kept files were read again was made by the versions of today.
        """
        with self._store.open(self._runner_id) as db:
            for batch in db.batches():
                if batch.state is BatchState.UNDONE or batch.made_by == made_by:
                    continue
                records = db.files_of(batch.id)
                kept = {record.sha256 for record in records if record.outcome in KEPT}
                if kept and kept <= read_now:
                    db.keep_batch(replace(batch, made_by=made_by))


def _about_originals(db: RunnerStore) -> Mapping[str, AboutEffort | None]:
    """
    Every file an import kept, the oldest first, with what an archive said of it.
    """
    found: dict[str, AboutEffort | None] = {}
    for batch in reversed(db.batches()):
        for record in db.files_of(batch.id):
            if record.outcome in KEPT:
                found[record.sha256] = record.about or found.get(record.sha256)
    return found


def _keep_again(
    db: RunnerStore, digest: str, recordings: tuple[Recording, ...], zone: str
) -> tuple[ValueChange, ...]:
    before = _kept_from(db, digest)
    after = {ids_of(digest, index)[1]: each for index, each in enumerate(recordings)}
    if before.keys() == after.keys():
        runs = {recording_id: run_id for recording_id, (run_id, _) in before.items()}
        named = {recording_id: (runs[recording_id], each) for recording_id, each in after.items()}
        changes = changes_between(before, named)
        if not changes:
            return ()
        if all(_time_of(before[each][1].recording) == _time_of(after[each]) for each in after):
            for recording_id, recording in after.items():
                db.change_recording(recording_id, recording)
            for run_id in dict.fromkeys(runs.values()):
                settle_effort(db, run_id, zone)
            return changes
    _keep_afresh(db, digest, recordings, zone, before)
    now = {each: (run, kept.recording) for each, (run, kept) in _kept_from(db, digest).items()}
    return changes_between(before, now)


def _keep_days_again(
    db: RunnerStore, digest: str, days: tuple[WellnessDay, ...]
) -> tuple[ValueChange, ...]:
    changes = changes_of_days(db.days_from(digest), days)
    if changes and days:
        db.keep_wellness(digest, days)
    elif changes:
        db.drop_wellness_of([digest])
    return changes


def _keep_afresh(
    db: RunnerStore, digest: str, recordings: tuple[Recording, ...], zone: str, before: _Kept
) -> None:
    """
    Recordings whose time has moved may be of another effort now, so they come in anew.
    """
    said = {recording_id: db.run(run_id) for recording_id, (run_id, _) in before.items()}
    forget_recordings(db, [digest], zone)
    keep_recordings(db, digest, recordings, zone)
    for recording_id, (run_id, _) in _kept_from(db, digest).items():
        was, run = said.get(recording_id), db.run(run_id)
        if was is None or run is None:
            continue
        rpe = run.rpe if was.rpe is None else was.rpe
        kind = run.kind if was.kind is None else was.kind
        if (rpe, kind) != (run.rpe, run.kind):
            db.keep_effort(replace(run, rpe=rpe, kind=kind))


def _kept_from(db: RunnerStore, digest: str) -> _Kept:
    return {kept.id: (run_id, kept) for run_id, kept in db.kept_from(digest)}


def _time_of(recording: Recording) -> tuple[object, ...]:
    return recording.start_utc, recording.elapsed_s, recording.sport
