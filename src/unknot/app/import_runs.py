"""
Files of runs go in: known ones are recognised, new ones are read and kept, each on its own.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Generator, Iterable, Iterator, Mapping
from contextlib import closing
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from unknot.app.arriving import KEPT, Arrived, duplicate, portions, same_again, told_at_once
from unknot.app.batches import batch_named, counted, told_as_wholes
from unknot.app.describe import described
from unknot.app.errors import NotUnderstood, Refusal
from unknot.app.keep_recording import keep_recordings
from unknot.app.measure_runs import measure_runs
from unknot.app.ports import Clock, ImportRecord, ReadMany, RunnerId, RunnerStore, Store
from unknot.app.views import BatchState, ImportBatch, ImportedFile, OfferedFile, RunFacts
from unknot.domain.recording import FileOutcome, ReadFile
from unknot.domain.sentence import Sentence, sentence

# What was told without anything being kept is written down so many at a time.
_TOLD_AT_ONCE = 200
# Far less than the silence after which an import counts as cut off.
_SAYS_SOMETHING_EVERY = timedelta(seconds=2)


def import_runs(
    store: Store,
    runner_id: RunnerId,
    batch: ImportBatch,
    files: Iterable[OfferedFile],
    read_many: ReadMany,
    clock: Clock,
    on_file: Callable[[ImportedFile, int], None] | None = None,
    is_cancelled: Callable[[], bool] = lambda: False,
) -> tuple[ImportedFile, ...]:
    """
    Reads the files and keeps what is new; one outcome per file, in the order given.

    Each file is kept in a transaction of its own together with its line in the batch's record,
    so a bad one stops nobody, and whatever was told to `on_file` (with the bytes done with)
    stays even if the power fails with the next. Files that the batch has told of already, before
    it was cut off, are told again as they were.
    """
    started = _Import(store, runner_id, batch, clock)
    outcomes: list[ImportedFile] = []
    state = BatchState.CUT_OFF
    try:
        with closing(started.outcomes(files, read_many, is_cancelled)) as told:
            for outcome, size in told:
                outcomes.append(outcome)
                if on_file is not None:
                    on_file(outcome, size)
        measure_runs(store, runner_id)
        state = BatchState.CANCELLED if started.was_cancelled else BatchState.DONE
    finally:
        started.end(state, outcomes)
    return told_as_wholes(outcomes)


@dataclass(frozen=True, slots=True)
class _Waiting:
    """
    A file whose turn has not come yet: told already, or to be told when it has been read.
    """

    arrived: Arrived
    told: ImportedFile | None
    is_being_read: bool


class _Import:
    """
    Files on their way in. Reading runs ahead of keeping, so that neither waits for the other
    longer than it must; every file is told in its turn.
    """

    def __init__(self, store: Store, runner_id: RunnerId, batch: ImportBatch, clock: Clock) -> None:
        self.store = store
        self.runner_id = runner_id
        self.batch = batch
        self.clock = clock
        self.was_cancelled = False
        self._waiting: deque[_Waiting] = deque()
        self._settled: dict[str, ImportedFile] = {}
        self._unwritten: list[ImportRecord] = []
        with store.look(runner_id) as db:
            self.zone = db.settings().zone
            before = db.files_of(batch.id)
        self._told_before = {(record.file, record.sha256): record for record in before}
        self._n_told = len(before)
        self._last_heard = batch.heard_at

    def outcomes(
        self,
        files: Iterable[OfferedFile],
        read_many: ReadMany,
        is_cancelled: Callable[[], bool],
    ) -> Generator[tuple[ImportedFile, int], None, None]:
        """
        One outcome per file, in order, with how many bytes are done with when it is told.
        """
        with closing(self._unread(files)) as unread:
            for read in read_many(unread):
                yield from self._told_without_reading()
                if is_cancelled():
                    self.was_cancelled = True
                    return
                arrived = self._waiting.popleft().arrived
                outcome = self._keep(arrived, read)
                self._settled[arrived.digest] = outcome
                yield outcome, arrived.size
            yield from self._told_without_reading()

    def end(self, state: BatchState, outcomes: list[ImportedFile]) -> None:
        """
        Closes the record. If even that is impossible, what went wrong before says more.
        """
        now = self.clock.now()
        counts = counted(told_as_wholes(outcomes))
        ended = None if state is BatchState.CUT_OFF else now
        try:
            with self.store.open(self.runner_id) as db:
                self._write_down(db)
                batch = batch_named(db, self.batch.id)
                db.keep_batch(
                    replace(batch, state=state, heard_at=now, ended_at=ended, counts=counts)
                )
        except Refusal:
            if state is not BatchState.CUT_OFF:
                raise

    # on the way to the reader

    def _unread(self, files: Iterable[OfferedFile]) -> Generator[tuple[str, bytes], None, None]:
        asked: set[str] = set()
        for portion in portions(files):
            known = self._known(portion)
            for arrived in portion:
                told = self._told_already(arrived, known)
                is_new = told is None and arrived.digest not in asked
                kept = arrived if is_new else replace(arrived, content=b"")
                self._waiting.append(_Waiting(kept, told, is_new))
                if is_new:
                    asked.add(arrived.digest)
                    yield arrived.name, arrived.content

    def _told_already(
        self, arrived: Arrived, known: Mapping[str, tuple[RunFacts, ...]]
    ) -> ImportedFile | None:
        before = self._told_before.get((arrived.name, arrived.digest))
        if before is not None and (before.outcome not in KEPT or before.sha256 in known):
            facts = known.get(before.sha256, ())
            return ImportedFile(
                before.file, before.outcome, before.reasons, before.warnings, facts,
                is_part=before.is_part,
            )  # fmt: skip
        return told_at_once(arrived, known)

    def _known(self, portion: list[Arrived]) -> Mapping[str, tuple[RunFacts, ...]]:
        with self.store.look(self.runner_id) as db:
            known = db.known_digests(each.digest for each in portion if each.digest)
            facts = db.facts_in(known)
        return {digest: facts.get(digest, ()) for digest in known}

    def _told_without_reading(self) -> Iterator[tuple[ImportedFile, int]]:
        while self._waiting and not self._waiting[0].is_being_read:
            waiting = self._waiting.popleft()
            arrived = waiting.arrived
            told = waiting.told or same_again(arrived, self._settled[arrived.digest])
            self._note(arrived, told)
            yield told, arrived.size

    # keeping

    def _keep(self, arrived: Arrived, read: ReadFile) -> ImportedFile:
        try:
            return self._keep_in_one_go(arrived, read)
        except NotUnderstood as unfit:
            # Something in it that no row can hold: this file only.
            return self._fail(arrived, unfit.sentence)
        except Refusal:
            raise
        except Exception as unfit:
            meanwhile = self._known([arrived])
            if arrived.digest in meanwhile:
                # Another program has kept the same bytes since we looked.
                told = duplicate(arrived, meanwhile[arrived.digest])
                self._note(arrived, told)
                return told
            # A figure no row can hold, such as a run of a million years: this file only.
            why = str(unfit).partition("\n")[0]
            return self._fail(arrived, sentence("what it says cannot be kept: {why}", why=why))

    def _fail(self, arrived: Arrived, reason: Sentence) -> ImportedFile:
        return self._keep_in_one_go(arrived, ReadFile(FileOutcome.FAILED, reasons=(reason,)))

    def _keep_in_one_go(self, arrived: Arrived, read: ReadFile) -> ImportedFile:
        facts: tuple[RunFacts, ...] = ()
        if arrived.about is not None:
            read = described(read, arrived.about)
        warnings = (*arrived.warnings, *read.warnings)
        with self.store.open(self.runner_id) as db:
            if read.outcome in KEPT:
                db.keep_original(arrived.digest, arrived.name, arrived.content)
                db.keep_wellness(arrived.digest, read.days)
                facts, same = keep_recordings(db, arrived.digest, read.recordings, self.zone)
                warnings += same
            told = ImportedFile(
                arrived.name, read.outcome, read.reasons, warnings, facts, read.undated,
                arrived.is_part, len(read.days),
            )  # fmt: skip
            self._unwritten.append(self._record(arrived, told))
            self._write_down(db)
        return told

    # the record

    def _note(self, arrived: Arrived, told: ImportedFile) -> None:
        if (arrived.name, arrived.digest) in self._told_before:
            return
        self._unwritten.append(self._record(arrived, told))
        if len(self._unwritten) >= _TOLD_AT_ONCE:
            with self.store.open(self.runner_id) as db:
                self._write_down(db)

    def _write_down(self, db: RunnerStore) -> None:
        if self._unwritten:
            db.keep_files(self.batch.id, self._unwritten, self._n_told, self._heard_at())
            self._n_told += len(self._unwritten)
            self._unwritten.clear()

    def _heard_at(self) -> datetime | None:
        """
        The instant, when the last one written down is a while ago.
        """
        now = self.clock.now()
        if now - self._last_heard < _SAYS_SOMETHING_EVERY:
            return None
        self._last_heard = now
        return now

    def _record(self, arrived: Arrived, told: ImportedFile) -> ImportRecord:
        return ImportRecord(
            file=arrived.name,
            sha256=arrived.digest,
            outcome=told.outcome,
            reasons=told.reasons,
            warnings=told.warnings,
            run_ids=(),
            imported_at=self.clock.now(),
            is_part=arrived.is_part,
            about=arrived.about,
        )
