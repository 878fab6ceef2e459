"""
Files of runs go in: known ones are recognised, new ones are read and kept, each on its own.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import datetime

from unknot.app.errors import Refusal
from unknot.app.keep_recording import keep_recordings
from unknot.app.measure_runs import measure_runs
from unknot.app.ports import ImportRecord, ReadMany, RunnerId, Store
from unknot.app.views import ImportedFile, OfferedFile, RunFacts
from unknot.domain.recording import FileOutcome, ReadFile

# Files are taken in portions: enough to keep several readers busy, few enough for any memory.
_FILES_AT_ONCE = 256
_BYTES_AT_ONCE = 32_000_000
_KEPT = frozenset({FileOutcome.IMPORTED, FileOutcome.RECOVERED})


@dataclass(frozen=True, slots=True)
class _Arrived:
    """
    One offered file with its bytes, or with what kept us from getting at them.
    """

    name: str
    content: bytes = b""
    digest: str = ""
    problem: str = ""


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
    work = _Import(store, runner_id, read_many, now, zone)
    for portion in _portions(files):
        for outcome in work.take(portion):
            outcomes.append(outcome)
            if on_file is not None:
                on_file(outcome)
    measure_runs(store, runner_id)
    return tuple(outcomes)


@dataclass(frozen=True, slots=True)
class _Import:
    """
    What stays the same from portion to portion.
    """

    store: Store
    runner_id: RunnerId
    read_many: ReadMany
    now: datetime
    zone: str

    def take(self, portion: list[_Arrived]) -> Iterator[ImportedFile]:
        """
        The outcomes of one portion, in order.
        """
        known = self._known(portion)
        unread = _first_of_each(each for each in portion if each.digest not in known)
        answers = self.read_many((each.name, each.content) for each in unread)
        settled: dict[str, ImportedFile] = {}
        for arrived in portion:
            if arrived.problem:
                yield ImportedFile(arrived.name, FileOutcome.FAILED, arrived.problem)
            elif arrived.digest in known:
                yield _duplicate(arrived.name, known[arrived.digest])
            elif arrived.digest in settled:
                yield _same_again(arrived.name, settled[arrived.digest])
            else:
                outcome = self._keep(arrived, next(answers))
                settled[arrived.digest] = outcome
                yield outcome

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
            reason = f"what it says cannot be kept: {str(unfit).partition(chr(10))[0]}"
            return self._keep_in_one_go(arrived, ReadFile(FileOutcome.FAILED, reason=reason))

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
            arrived.name, read.outcome, read.reason, record.warnings, facts, read.undated
        )

    def _record(self, arrived: _Arrived, read: ReadFile) -> ImportRecord:
        return ImportRecord(
            file=arrived.name,
            sha256=arrived.digest,
            outcome=read.outcome,
            reason=read.reason,
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
    except OSError as unreadable:
        return _Arrived(offered.name, problem=_why(unreadable))
    return _Arrived(offered.name, content, hashlib.sha256(content).hexdigest())


def _why(unreadable: OSError) -> str:
    if isinstance(unreadable, FileNotFoundError):
        return "there is no such file or folder"
    if isinstance(unreadable, PermissionError):
        return "you may not read this file; give yourself the right and import it again"
    return f"the file cannot be read: {unreadable.strerror or unreadable}"


def _first_of_each(arrived: Iterable[_Arrived]) -> list[_Arrived]:
    found: dict[str, _Arrived] = {}
    for each in arrived:
        if not each.problem:
            found.setdefault(each.digest, each)
    return list(found.values())


def _duplicate(name: str, facts: tuple[RunFacts, ...]) -> ImportedFile:
    return ImportedFile(name, FileOutcome.DUPLICATE, "you already have this file", (), facts)


def _same_again(name: str, before: ImportedFile) -> ImportedFile:
    if before.outcome in _KEPT:
        return _duplicate(name, before.runs)
    return replace(before, file=name)
