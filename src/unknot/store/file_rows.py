"""
Files that were imported: what became of them, and their bytes as they came.
"""

from __future__ import annotations

import re
import zlib
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import Executable, Row, select

from unknot.app.ports import ImportRecord
from unknot.app.views import GOING_ON, BatchState, ImportBatch
from unknot.domain.canonical import read_canonical, write_canonical
from unknot.domain.recording import AboutEffort, FileOutcome, FileWarning
from unknot.domain.sentence import Sentence
from unknot.store import rows
from unknot.store.scoped import ScopedRows, in_portions

_PACKING_LEVEL = 1
# FIT and gzip are dense already: packing them would save little and take a tenth of an import.
_DENSE = re.compile(rb".{8}\.FIT|\x1f\x8b", re.DOTALL)


class FileRows(ScopedRows):
    """
    Imports and originals, known by the digest of their bytes.
    """

    def known_digests(self, digests: Iterable[str]) -> frozenset[str]:
        """
        Those of the originals that are kept here already.
        """
        found: set[str] = set()
        table = rows.originals
        for portion in in_portions(digests):
            kept = self.columns_of((table.c.sha256,), table, table.c.sha256.in_(portion))
            found |= {row.sha256 for row in kept}
        return frozenset(found)

    def keep_original(self, digest: str, name: str, content: bytes) -> None:
        """
        The bytes as they came, so that a better reader can run again later.
        """
        is_packed = _DENSE.match(content) is None
        values = {
            "name": name,
            "size": len(content),
            "is_packed": is_packed,
            "content": zlib.compress(content, _PACKING_LEVEL) if is_packed else content,
        }
        self.put(rows.originals, {"sha256": digest}, **values)

    def original(self, digest: str) -> tuple[str, bytes] | None:
        """
        A kept file: its name and its bytes as they came.
        """
        row = self.row_of(rows.originals, sha256=digest)
        if row is None:
            return None
        return row.name, zlib.decompress(row.content) if row.is_packed else row.content

    def drop_originals(self, digests: Iterable[str]) -> None:
        """
        Forgets the bytes of these files.
        """
        for digest in digests:
            self.drop(rows.originals, sha256=digest)

    # imports

    def keep_batch(self, batch: ImportBatch) -> None:
        """
        The record of one import; the same id replaces it.
        """
        self.put(
            rows.import_batches,
            {"id": batch.id},
            dropped=write_canonical(batch.dropped),
            state=batch.state.value,
            started_at=batch.started_at,
            heard_at=batch.heard_at,
            ended_at=batch.ended_at,
            made_by=batch.made_by,
            counts=write_canonical(batch.counts),
            digests=write_canonical(batch.digests),
        )

    def batch(self, batch_id: str) -> ImportBatch | None:
        """
        The record of one import, or None.
        """
        row = self.row_of(rows.import_batches, id=batch_id)
        return None if row is None else _batch_from(row)

    def batches(self) -> Sequence[ImportBatch]:
        """
        Every import, the newest first.
        """
        table = rows.import_batches.c
        newest = (table.started_at.desc(), table.id.desc())
        return [_batch_from(row) for row in self.rows_of(rows.import_batches, order=newest)]

    def keep_files(
        self, batch_id: str, records: Sequence[ImportRecord], behind: int, heard_at: datetime | None
    ) -> None:
        """
        Adds files to the record of an import, behind so many; it is heard of at that instant.
        """
        for place, record in enumerate(records):
            self.add(
                rows.imported_files,
                batch_id=batch_id,
                position=behind + place,
                sha256=record.sha256,
                file=record.file,
                is_part=record.is_part,
                outcome=record.outcome.value,
                reasons=write_canonical(record.reasons),
                warnings=write_canonical(record.warnings),
                about=write_canonical(record.about) if record.about else None,
                imported_at=record.imported_at,
            )
        if heard_at is not None:
            self.change(rows.import_batches, {"id": batch_id}, heard_at=heard_at)

    def files_of(self, batch_id: str) -> Sequence[ImportRecord]:
        """
        What became of each file of an import, in the order in which they were told.
        """
        table = rows.imported_files
        order = (table.c.position, table.c.id)
        found = self.rows_of(table, table.c.batch_id == batch_id, order=order)
        run_ids = self._run_ids_in(row.sha256 for row in found if row.sha256)
        return [_record_from(row, run_ids.get(row.sha256, [])) for row in found]

    def told_digests(self, digests: Iterable[str]) -> frozenset[str]:
        """
        Those that an import told of which has come to its end, whatever became of them.
        """
        files, batches = rows.imported_files.c, rows.import_batches.c
        ended = select(batches.id).where(
            self.mine(rows.import_batches), batches.state.not_in([each.value for each in GOING_ON])
        )
        found: set[str] = set()
        for portion in in_portions(digests):
            within = (files.sha256.in_(portion), files.batch_id.in_(ended))
            told = self.columns_of((files.sha256,), rows.imported_files, *within)
            found |= {row.sha256 for row in told}
        return frozenset(found)

    def _run_ids_in(self, digests: Iterable[str]) -> Mapping[str, list[str]]:
        table = rows.recordings.c
        found: defaultdict[str, list[str]] = defaultdict(list)
        for portion in in_portions(digests):
            within = (table.sha256.in_(portion),)
            for row in self.columns_of(
                (table.sha256, table.run_id), rows.recordings, *within, order=(table.start_utc,)
            ):
                found[row.sha256].append(row.run_id)
            for row in self.db.execute(_copied_in(self.runner.id, portion)):
                found[row.sha256].append(row.run_id)
        return {digest: list(dict.fromkeys(run_ids)) for digest, run_ids in found.items()}


def _batch_from(row: Row[Any]) -> ImportBatch:
    return ImportBatch(
        id=row.id,
        dropped=read_canonical(tuple[str, ...], row.dropped),
        state=BatchState(row.state),
        started_at=row.started_at,
        heard_at=row.heard_at,
        ended_at=row.ended_at,
        made_by=row.made_by,
        counts=read_canonical(Mapping[FileOutcome, int], row.counts),
        digests=read_canonical(tuple[str, ...], row.digests),
    )


def _record_from(row: Row[Any], run_ids: Sequence[str]) -> ImportRecord:
    return ImportRecord(
        file=row.file,
        sha256=row.sha256,
        outcome=FileOutcome(row.outcome),
        reasons=read_canonical(tuple[Sentence, ...], row.reasons),
        warnings=read_canonical(tuple[FileWarning, ...], row.warnings),
        run_ids=tuple(run_ids),
        imported_at=row.imported_at,
        is_part=row.is_part,
        about=read_canonical(AboutEffort, row.about) if row.about else None,
    )


def _copied_in(runner_id: str, digests: list[str]) -> Executable:
    """
    Efforts whose recordings other files hold as well.
    """
    copies, recordings = rows.recording_copies.c, rows.recordings.c
    is_it = (copies.runner_id == recordings.runner_id) & (copies.recording_id == recordings.id)
    return (
        select(copies.sha256, recordings.run_id)
        .join(rows.recordings, is_it)
        .where(copies.runner_id == runner_id, copies.sha256.in_(digests))
        .order_by(recordings.start_utc)
    )
