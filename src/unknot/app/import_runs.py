"""
Files of runs go in: known ones are recognised, new ones are read and kept, each on its own.
"""

from __future__ import annotations

import hashlib
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import datetime

from unknot.app.errors import CannotBeOffered, Refusal
from unknot.app.keep_recording import keep_recordings
from unknot.app.measure_runs import measure_runs
from unknot.app.ports import ImportRecord, ReadMany, RunnerId, Store
from unknot.app.views import ImportedFile, OfferedFile, RunFacts
from unknot.domain.recording import FileOutcome, ReadFile
from unknot.domain.sentence import Sentence, sentence

# So many files are looked up at once: they lie ready before anybody reads them.
_FILES_AT_ONCE = 64
_BYTES_AT_ONCE = 16_000_000
_KEPT = frozenset({FileOutcome.IMPORTED, FileOutcome.RECOVERED})


@dataclass(frozen=True, slots=True)
class _Arrived:
    """
    One offered file with its bytes, or with what kept us from getting at them.
    """

    name: str
    content: bytes = b""
    digest: str = ""
    problem: Sentence | None = None


def import_runs(
    store: Store,
    runner_id: RunnerId,
    files: Iterable[OfferedFile],
    read_many: ReadMany,
    now: datetime,
    on_file: Callable[[ImportedFile], None] | None = None,
) -> tuple[ImportedFile, ...]:
    """
    Reads the files and keeps what is new; one outcome per file, in the order given.

    Each file is kept in a transaction of its own, so a bad one stops nobody, and whatever
    was told to `on_file` stays even if the power fails with the next.
    """
    outcomes: list[ImportedFile] = []
    with store.look(runner_id) as db:
        zone = db.settings().zone
    for outcome in _Import(store, runner_id, now, zone).outcomes(files, read_many):
        outcomes.append(outcome)
        if on_file is not None:
            on_file(outcome)
    measure_runs(store, runner_id)
    return tuple(outcomes)


@dataclass(frozen=True, slots=True)
class _Waiting:
    """
    A file whose turn has not come yet: told already, or to be told when it has been read.
    """

    arrived: _Arrived
    told: ImportedFile | None
    is_being_read: bool


class _Import:
    """
    Files on their way in. Reading runs ahead of keeping, so that neither waits for the other
    longer than it must; every file is told in its turn.
    """

    def __init__(self, store: Store, runner_id: RunnerId, now: datetime, zone: str) -> None:
        self.store = store
        self.runner_id = runner_id
        self.now = now
        self.zone = zone
        self._waiting: deque[_Waiting] = deque()
        self._settled: dict[str, ImportedFile] = {}

    def outcomes(self, files: Iterable[OfferedFile], read_many: ReadMany) -> Iterator[ImportedFile]:
        """
        One outcome per file, in order.
        """
        for read in read_many(self._unread(files)):
            yield from self._told_without_reading()
            arrived = self._waiting.popleft().arrived
            outcome = self._keep(arrived, read)
            self._settled[arrived.digest] = outcome
            yield outcome
        yield from self._told_without_reading()

    def _unread(self, files: Iterable[OfferedFile]) -> Iterator[tuple[str, bytes]]:
        asked: set[str] = set()
        for portion in _portions(files):
            known = self._known(portion)
            for arrived in portion:
                told = _told_at_once(arrived, known)
                is_new = told is None and arrived.digest not in asked
                kept = arrived if is_new else replace(arrived, content=b"")
                self._waiting.append(_Waiting(kept, told, is_new))
                if is_new:
                    asked.add(arrived.digest)
                    yield arrived.name, arrived.content

    def _told_without_reading(self) -> Iterator[ImportedFile]:
        while self._waiting and not self._waiting[0].is_being_read:
            waiting = self._waiting.popleft()
            name, digest = waiting.arrived.name, waiting.arrived.digest
            yield waiting.told or _same_again(name, self._settled[digest])

    def _known(self, portion: list[_Arrived]) -> Mapping[str, tuple[RunFacts, ...]]:
        digests = [each.digest for each in portion if each.digest]
        with self.store.look(self.runner_id) as db:
            records = db.known_digests(digests)
            kept = [digest for digest, record in records.items() if record.outcome in _KEPT]
            facts = db.facts_in(kept)
        return {digest: facts.get(digest, ()) for digest in kept}

    def _keep(self, arrived: _Arrived, read: ReadFile) -> ImportedFile:
        try:
            return self._keep_in_one_go(arrived, read)
        except Refusal:
            raise
        except Exception as unfit:
            meanwhile = self._known([arrived])
            if arrived.digest in meanwhile:
                # Another program has kept the same bytes since we looked.
                return _duplicate(arrived.name, meanwhile[arrived.digest])
            # A figure no row can hold, such as a run of a million years: this file only.
            why = str(unfit).partition(chr(10))[0]
            reason = sentence("what it says cannot be kept: {why}", why=why)
            return self._keep_in_one_go(arrived, ReadFile(FileOutcome.FAILED, reasons=(reason,)))

    def _keep_in_one_go(self, arrived: _Arrived, read: ReadFile) -> ImportedFile:
        facts: tuple[RunFacts, ...] = ()
        with self.store.open(self.runner_id) as db:
            record = self._record(arrived, read)
            db.keep_import(record)
            if read.outcome in _KEPT:
                db.keep_original(arrived.digest, arrived.name, arrived.content)
                facts, same = keep_recordings(db, arrived.digest, read.recordings, self.zone)
                if same:
                    record = replace(record, warnings=record.warnings + same)
                    db.keep_import(record)
        return ImportedFile(
            arrived.name, read.outcome, read.reasons, record.warnings, facts, read.undated
        )

    def _record(self, arrived: _Arrived, read: ReadFile) -> ImportRecord:
        return ImportRecord(
            file=arrived.name,
            sha256=arrived.digest,
            outcome=read.outcome,
            reasons=read.reasons,
            warnings=read.warnings,
            run_ids=(),
            imported_at=self.now,
        )


def _portions(files: Iterable[OfferedFile]) -> Iterator[list[_Arrived]]:
    portion: list[_Arrived] = []
    size = 0
    for offered in files:
        arrived = _arrive(offered)
        portion.append(arrived)
        size += len(arrived.content)
        if len(portion) >= _FILES_AT_ONCE or size >= _BYTES_AT_ONCE:
            yield portion
            portion, size = [], 0
    if portion:
        yield portion


def _arrive(offered: OfferedFile) -> _Arrived:
    try:
        content = offered.read()
    except CannotBeOffered as refused:
        return _Arrived(offered.name, problem=refused.sentence)
    except OSError as unreadable:
        return _Arrived(offered.name, problem=_why(unreadable))
    return _Arrived(offered.name, content, hashlib.sha256(content).hexdigest())


def _why(unreadable: OSError) -> Sentence:
    if isinstance(unreadable, FileNotFoundError):
        return sentence("there is no such file or folder")
    if isinstance(unreadable, PermissionError):
        return sentence("you may not read this file; give yourself the right and import it again")
    why = str(unreadable.strerror or unreadable)
    return sentence("the file cannot be read: {why}", why=why)


def _told_at_once(
    arrived: _Arrived, known: Mapping[str, tuple[RunFacts, ...]]
) -> ImportedFile | None:
    if arrived.problem:
        return ImportedFile(arrived.name, FileOutcome.FAILED, (arrived.problem,))
    if arrived.digest in known:
        return _duplicate(arrived.name, known[arrived.digest])
    return None


def _duplicate(name: str, facts: tuple[RunFacts, ...]) -> ImportedFile:
    had = sentence("you already have this file")
    return ImportedFile(name, FileOutcome.DUPLICATE, (had,), (), facts)


def _same_again(name: str, before: ImportedFile) -> ImportedFile:
    if before.outcome in _KEPT:
        return _duplicate(name, before.runs)
    return replace(before, file=name)
