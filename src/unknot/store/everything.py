"""
Everything kept about a runner, raw, as files of an archive.
"""

from __future__ import annotations

import csv
import io
import json
import zlib
from collections.abc import Iterable, Iterator, Sequence
from datetime import UTC, date, datetime, time
from pathlib import PurePosixPath
from typing import Any

from sqlalchemy import Row, Table

from unknot.store import rows, rows_accounts, rows_measures
from unknot.store.rows_guided import guided_sessions
from unknot.store.rows_synced import synced_items
from unknot.store.scoped import ScopedRows

# Secrets and the bytes that are written as files of their own.
_NOT_IN_TABLES = frozenset(
    {"runner_id", "feed_token_hash", "decision", "input", "beats", "places"}
    | {"name_key", "passphrase_hash", "token_hash"}
)
_TABLES: tuple[tuple[str, Table], ...] = (
    ("runs", rows.runs),
    ("recordings", rows.recordings),
    ("recording-copies", rows.recording_copies),
    ("recording-edits", rows.recording_edits),
    ("recording-ties", rows.recording_ties),
    ("imports", rows.import_batches),
    ("imported-files", rows.imported_files),
    ("planned-runs", rows.planned_runs),
    ("planned-days", rows.planned_days),
    ("check-ins", rows.check_ins),
    ("sent-items", synced_items),
    ("wellness-days", rows.wellness_days),
    ("measurements", rows_measures.measurements),
    ("injuries", rows.injuries),
    ("reports", rows.reports),
    ("intake-answers", rows.gate_answers),
    ("appointments", rows.appointments),
    ("care", rows.care_records),
    ("guided-sessions", guided_sessions),
    ("adopted-plan", rows.adopted_plans),
    ("calendar-sequences", rows.sequences),
    ("account", rows_accounts.accounts),
    ("sign-ins", rows_accounts.sign_ins),
)
_LISTS = frozenset(
    {
        "warnings",
        "reasons",
        "dropped",
        "counts",
        "digests",
        "about",
        "soreness",
        "tries",
        "pain",
        "parts",
        "signs",
        "conditions",
        "cleared",
        "items",
        "features",
        "steps",
        "feelings",
    }
)


class EveryRow(ScopedRows):
    """
    A runner's whole account, to take away.
    """

    def export(self) -> Iterator[tuple[str, bytes]]:
        """
        Every row and original as (path inside the archive, bytes).

        What was measured second by second is in the originals, and is not written out again.
        """
        yield from self._settings()
        for name, table in _TABLES:
            found = self.rows_of(table, order=list(table.primary_key.columns))
            columns = [column.name for column in table.columns if column.name not in _NOT_IN_TABLES]
            yield f"{name}.json", _as_json(columns, found)
            yield f"{name}.csv", _as_csv(columns, found)
        yield from self._plan()
        yield from self._originals()

    def _settings(self) -> Iterator[tuple[str, bytes]]:
        for row in self.rows_of(rows.settings):
            yield "settings.json", row.document.encode()

    def _plan(self) -> Iterator[tuple[str, bytes]]:
        for row in self.rows_of(rows.kept_plans):
            yield "plan/input.json", row.input.encode()
            yield "plan/decision.json", row.decision.encode()

    def _originals(self) -> Iterator[tuple[str, bytes]]:
        table = rows.originals.c
        taken: set[str] = set()
        for key in self.columns_of(
            (table.sha256,), rows.originals, order=(table.name, table.sha256)
        ):
            row = self.row_of(rows.originals, sha256=key.sha256)
            if row is not None:
                name = _free_name(row.name, row.sha256, taken)
                content = zlib.decompress(row.content) if row.is_packed else row.content
                yield f"originals/{name}", content


def _as_json(columns: Sequence[str], found: Iterable[Row[Any]]) -> bytes:
    plain = [{name: _plain(name, getattr(row, name)) for name in columns} for row in found]
    return json.dumps(plain, ensure_ascii=False, indent=1).encode()


def _plain(name: str, value: Any) -> Any:
    if name in _LISTS and value is not None:
        return json.loads(value)
    return _written(value) if isinstance(value, datetime | date | time) else value


def _as_csv(columns: Sequence[str], found: Iterable[Row[Any]]) -> bytes:
    text = io.StringIO()
    writer = csv.writer(text)
    writer.writerow(columns)
    for row in found:
        writer.writerow([_cell(getattr(row, name)) for name in columns])
    return text.getvalue().encode()


def _cell(value: Any) -> Any:
    if isinstance(value, datetime | date | time):
        return _written(value)
    # A note that starts like a formula would be carried out by a spreadsheet.
    if isinstance(value, str) and value.startswith(("=", "+", "-", "@", "\t", "\r")):
        return "'" + value
    return value


def _written(value: datetime | date | time) -> str:
    if isinstance(value, datetime):
        return value.astimezone(UTC).isoformat().replace("+00:00", "Z")
    return value.isoformat()


def _free_name(name: str, digest: str, taken: set[str]) -> str:
    # Names come from outside: only the last part is used, and twins get their digest in front.
    plain = PurePosixPath(name.replace("\\", "/")).name.strip(". ") or "file"
    chosen = plain if plain.lower() not in taken else f"{digest[:12]}-{plain}"
    taken.add(chosen.lower())
    return chosen
