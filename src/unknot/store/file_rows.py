"""
Files that were imported: what became of them, and their bytes as they came.
"""

from __future__ import annotations

import re
import zlib
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from sqlalchemy import Row

from unknot.app.ports import ImportRecord
from unknot.domain.canonical import read_canonical, write_canonical
from unknot.domain.recording import FileOutcome, FileWarning
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

    def known_digests(self, digests: Iterable[str]) -> Mapping[str, ImportRecord]:
        """
        What became of those of the originals that were seen before.
        """
        found: dict[str, ImportRecord] = {}
        for portion in in_portions(digests):
            seen = self.rows_of(rows.imports, rows.imports.c.sha256.in_(portion))
            found |= {record.sha256: record for record in self._records(seen)}
        return found

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

    def keep_import(self, record: ImportRecord) -> None:
        """
        One line of the import history; the same bytes again replace their line.
        """
        self.put(
            rows.imports,
            {"sha256": record.sha256},
            file=record.file,
            outcome=record.outcome.value,
            reasons=write_canonical(record.reasons),
            warnings=write_canonical(record.warnings),
            imported_at=record.imported_at,
        )

    def imports(self, limit: int = 500) -> Sequence[ImportRecord]:
        """
        The import history, newest first.
        """
        table = rows.imports.c
        newest = (table.imported_at.desc(), table.id.desc())
        return self._records(self.rows_of(rows.imports, order=newest, limit=limit))

    def _records(self, found: Sequence[Row[Any]]) -> Sequence[ImportRecord]:
        run_ids = self._run_ids_in(row.sha256 for row in found)
        return [
            ImportRecord(
                file=row.file,
                sha256=row.sha256,
                outcome=FileOutcome(row.outcome),
                reasons=read_canonical(tuple[Sentence, ...], row.reasons),
                warnings=read_canonical(tuple[FileWarning, ...], row.warnings),
                run_ids=tuple(run_ids.get(row.sha256, ())),
                imported_at=row.imported_at,
            )
            for row in found
        ]

    def _run_ids_in(self, digests: Iterable[str]) -> Mapping[str, list[str]]:
        table = rows.recordings.c
        found: defaultdict[str, list[str]] = defaultdict(list)
        for portion in in_portions(digests):
            within = (table.sha256.in_(portion),)
            for row in self.columns_of(
                (table.sha256, table.run_id), rows.recordings, *within, order=(table.start_utc,)
            ):
                if row.run_id not in found[row.sha256]:
                    found[row.sha256].append(row.run_id)
        return found
