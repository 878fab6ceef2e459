"""
One import is a batch with a record: what was dropped, when, and what became of each file.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import datetime

from unknot.app.content_ids import free_id
from unknot.app.errors import NotFound
from unknot.app.ports import RunnerId, RunnerStore, Store
from unknot.app.views import GOING_ON, BatchState, ImportBatch, ImportedFile
from unknot.domain.recording import FileOutcome
from unknot.domain.sentence import Sentence, sentence


def begin_batch(
    store: Store,
    runner_id: RunnerId,
    dropped: Sequence[str],
    now: datetime,
    made_by: str,
    may_go_on: bool = False,
    digests: Sequence[str] = (),
) -> ImportBatch:
    """
    A new batch; with `may_go_on` the one that was cut off while the same was imported, if any.
    """
    with store.open(runner_id) as db:
        batches = db.batches()
        batch = _cut_off(batches, tuple(dropped)) if may_go_on else None
        if batch is not None:
            known = tuple(dict.fromkeys([*batch.digests, *digests]))
            batch = replace(batch, state=BatchState.RUNNING, heard_at=now, digests=known)
        else:
            batch = ImportBatch(
                id=free_id("i", [now, *dropped], {each.id for each in batches}),
                dropped=tuple(dropped),
                state=BatchState.RUNNING,
                started_at=now,
                heard_at=now,
                made_by=made_by,
                digests=tuple(digests),
            )
        db.keep_batch(batch)
    return batch


def _cut_off(batches: Sequence[ImportBatch], dropped: tuple[str, ...]) -> ImportBatch | None:
    return next(
        (each for each in batches if each.dropped == dropped and each.state in GOING_ON), None
    )


def batch_named(db: RunnerStore, batch_id: str) -> ImportBatch:
    """
    The batch with that id. Raises `NotFound` when there is none.
    """
    batch = db.batch(batch_id)
    if batch is None:
        raise NotFound("There is no import called {id}. 'unknot imports' lists them.", id=batch_id)
    return batch


def list_batches(store: Store, runner_id: RunnerId, now: datetime) -> tuple[ImportBatch, ...]:
    """
    Every import, the newest first, as it looks now.
    """
    with store.look(runner_id) as db:
        return tuple(_as_of(db, batch, now) for batch in db.batches())


def show_batch(
    store: Store, runner_id: RunnerId, batch_id: str, now: datetime
) -> tuple[ImportBatch, tuple[ImportedFile, ...]]:
    """
    One import, and what became of each of its files.
    """
    with store.look(runner_id) as db:
        batch = batch_named(db, batch_id)
        return _as_of(db, batch, now), _files_of(db, batch_id)


def _as_of(db: RunnerStore, batch: ImportBatch, now: datetime) -> ImportBatch:
    batch = batch.as_of(now)
    if batch.state in GOING_ON:
        # Its counts are written down at its end.
        batch = replace(batch, counts=counted(_files_of(db, batch.id)))
    return batch


def _files_of(db: RunnerStore, batch_id: str) -> tuple[ImportedFile, ...]:
    records = db.files_of(batch_id)
    facts = db.facts_in(record.sha256 for record in records if record.sha256)
    n_days = db.n_days_in(record.sha256 for record in records if record.sha256)
    return told_as_wholes(
        ImportedFile(
            record.file, record.outcome, record.reasons, record.warnings,
            facts.get(record.sha256, ()), is_part=record.is_part,
            n_days=n_days.get(record.sha256, 0),
        )
        for record in records
    )  # fmt: skip


def told_as_wholes(files: Iterable[ImportedFile]) -> tuple[ImportedFile, ...]:
    """
    One outcome per file: the parts of a file that holds many things are told together.
    """
    lone: list[ImportedFile | str] = []
    parts: dict[str, list[ImportedFile]] = {}
    for each in files:
        if not each.is_part:
            lone.append(each)
            continue
        if each.file not in parts:
            parts[each.file] = []
            lone.append(each.file)
        parts[each.file].append(each)
    return tuple(_whole_of(parts[each]) if isinstance(each, str) else each for each in lone)


def counted(files: Iterable[ImportedFile]) -> Mapping[FileOutcome, int]:
    """
    How many files had which outcome, outcomes that nobody had left out.
    """
    counts = Counter(each.outcome for each in files)
    return {outcome: counts[outcome] for outcome in FileOutcome if counts[outcome]}


def _whole_of(parts: Sequence[ImportedFile]) -> ImportedFile:
    outcomes = [part.outcome for part in parts]
    failed = [part for part in parts if part.outcome is FileOutcome.FAILED]
    reasons = dict.fromkeys(reason for part in parts for reason in part.reasons)
    if failed and len(failed) < len(parts):
        reasons = {_some_failed(len(failed), len(parts)): None, **reasons}
    return ImportedFile(
        file=parts[0].file,
        outcome=_outcome_of(outcomes),
        reasons=tuple(reasons),
        warnings=tuple(dict.fromkeys(warning for part in parts for warning in part.warnings)),
        runs=tuple(run for part in parts for run in part.runs),
        undated=tuple(effort for part in parts for effort in part.undated),
        n_days=sum(part.n_days for part in parts),
    )


def _some_failed(n_failed: int, n_parts: int) -> Sentence:
    return sentence("{n} of {of} entries could not be read.", n=n_failed, of=n_parts)


def _outcome_of(outcomes: Sequence[FileOutcome]) -> FileOutcome:
    had = set(outcomes)
    if had & {FileOutcome.IMPORTED, FileOutcome.RECOVERED}:
        is_whole = not had & {FileOutcome.FAILED, FileOutcome.RECOVERED}
        return FileOutcome.IMPORTED if is_whole else FileOutcome.RECOVERED
    for outcome in (FileOutcome.FAILED, FileOutcome.DUPLICATE):
        if outcome in had:
            return outcome
    return FileOutcome.SKIPPED
