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
from unknot.app.efforts import adds_nothing, recording_id_of
from unknot.app.errors import NotFound, Refusal
from unknot.app.forget_recordings import forget_recordings
from unknot.app.keep_recording import keep_recordings
from unknot.app.measure_runs import measure_runs
from unknot.app.ports import KeptRecording, ReadMany, RunnerId, RunnerStore, Store
from unknot.app.reading_changes import changes_between, changes_of_days
from unknot.app.settle import regroup
from unknot.app.views import BatchState, RereadFile, RereadOutcome, ValueChange
from unknot.decide.load.measure import with_sums
from unknot.domain.recording import AboutEffort, ReadFile, Recording, with_places
from unknot.domain.sentence import sentence
from unknot.domain.wellness import WellnessDay


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
            # A file that holds what another one brought is compared with what that one says now.
            ordered = sorted(
                (digest for digest in self._about if digest in kept),
                key=lambda digest: bool(db.copies_in(digest)),
            )
        return [_Original(digest, self._about[digest]) for digest in ordered]

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
        try:
            with self._store.open(self._runner_id) as db:
                changes = _keep_again(db, original.digest, read.recordings, self._zone)
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
    """
    What the recordings of a file are now, by their place in it, kept where it is something else.

    As long as a recording is of the same time it stays the one it is; else it may be of another
    effort now, so the whole file comes in anew.
    """
    held = _held(db, digest)
    before = {place: (each.run_id, each.recording) for place, each in held.items()}
    new = dict(enumerate(map(_prepared, recordings)))
    if held.keys() == new.keys():
        after = {place: (each.run_id, each.now(new[place])) for place, each in held.items()}
        changes = changes_between(before, after)
        if not changes:
            return ()
        if all(each.may_stay(new[place]) for place, each in held.items()):
            _keep_in_place(db, held, new)
            return changes
    forget_recordings(db, [digest])
    keep_recordings(db, digest, recordings, zone)
    now = {place: (each.run_id, each.recording) for place, each in _held(db, digest).items()}
    return changes_between(before, now)


@dataclass(frozen=True, slots=True)
class _Held:
    """
    A recording that a file holds, its own or one that another file brought before.
    """

    run_id: str
    kept: KeptRecording
    is_copy: bool

    @property
    def recording(self) -> Recording:
        return self.kept.recording

    def now(self, new: Recording) -> Recording:
        """
        What is kept of it now: of a copy nothing new, as long as it says the same.
        """
        return self.recording if self.is_copy and adds_nothing(new, self.recording) else new

    def may_stay(self, new: Recording) -> bool:
        """
        True when it can be changed where it is.
        """
        if self.is_copy:
            return adds_nothing(new, self.recording)
        return _time_of(new) == _time_of(self.recording)


def _held(db: RunnerStore, digest: str) -> dict[int, _Held]:
    """
    Every recording that a file holds, by its place in it.
    """
    own = {kept.id: _Held(run_id, kept, is_copy=False) for run_id, kept in db.kept_from(digest)}
    copied = db.copies_in(digest)
    runs = db.run_ids_of(copied.values())
    found: dict[int, _Held] = {}
    for place in range(max([len(own) + len(copied), *(1 + each for each in copied)], default=0)):
        if held := own.get(recording_id_of(digest, place)):
            found[place] = held
        elif run_id := runs.get(copied.get(place, "")):
            kept = {each.id: each for each in db.recordings_of(run_id)}[copied[place]]
            found[place] = _Held(run_id, kept, is_copy=True)
    return found


def _prepared(recording: Recording) -> Recording:
    return with_places(with_sums(recording))


def _keep_in_place(
    db: RunnerStore, held: Mapping[int, _Held], new: Mapping[int, Recording]
) -> None:
    own = {place: each for place, each in held.items() if not each.is_copy}
    for place, each in own.items():
        db.change_recording(each.kept.id, new[place])
    regroup(db, [each.run_id for each in own.values()])


def _keep_days_again(
    db: RunnerStore, digest: str, days: tuple[WellnessDay, ...]
) -> tuple[ValueChange, ...]:
    changes = changes_of_days(db.days_from(digest), days)
    if changes and days:
        db.keep_wellness(digest, days)
    elif changes:
        db.drop_wellness_of([digest])
    return changes


def _time_of(recording: Recording) -> tuple[object, ...]:
    return recording.start_utc, recording.recorded_s, recording.sport
