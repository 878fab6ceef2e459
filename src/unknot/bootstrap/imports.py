"""
Files, folders and archives on their way in, and out again.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from unknot.app.ports import RunnerId
from unknot.app.views import (
    ImportBatch,
    ImportedFile,
    OfferedFile,
    RereadFile,
)
from unknot.domain.recording import ReadFile, Recording

if TYPE_CHECKING:
    pass

from unknot.bootstrap.foundation import Foundation
from unknot.bootstrap.machine import versions_here


def read_for_keeping(name: str, content: bytes) -> ReadFile:
    """
    What a file holds, made small by the process that read it.
    """
    from dataclasses import replace

    from unknot.intake.pool import read_one

    read = read_one(name, content)
    return replace(read, recordings=tuple(map(_ready_to_keep, read.recordings)))


def _ready_to_keep(recording: Recording) -> Recording:
    from unknot.domain.recording import with_places
    from unknot.store.streams import with_packed_streams

    ready = with_packed_streams(with_places(recording))
    # Asked for again and again by whoever keeps it; what is found here goes along.
    _ = ready.recorded_s
    return ready


class Imports(Foundation):
    """
    Imports: what was dropped, how it goes, what became of it, and taking it back.
    """

    def begin_import(
        self,
        runner: RunnerId,
        dropped: Sequence[str],
        may_go_on: bool = False,
        digests: Sequence[str] = (),
    ) -> ImportBatch:
        """
        The record of an import that begins; `may_go_on` with the same one if it was cut off.
        """
        from unknot.app.batches import begin_batch

        now = self.clock.now()
        return begin_batch(self.store, runner, dropped, now, versions_here(), may_go_on, digests)

    def import_files(
        self,
        runner: RunnerId,
        files: Iterable[OfferedFile],
        on_file: Callable[[ImportedFile, int], None] | None = None,
        workers: int | None = None,
        batch: ImportBatch | None = None,
        is_cancelled: Callable[[], bool] = lambda: False,
    ) -> tuple[ImportedFile, ...]:
        """
        Reads files, archives taken apart, and keeps what is new; one outcome per file, in order.

        `on_file` hears of each with the bytes that are done with. `workers` processes read beside
        this one; None leaves it to the machine.
        """
        from unknot.intake.known_sources import known_sources
        from unknot.intake.offering import Offering

        taken_apart = Offering(known_sources()).taken_apart(files)
        batch = batch or self.begin_import(runner, ())
        return self._import(runner, taken_apart, on_file, workers, batch, is_cancelled)

    def import_paths(
        self,
        runner: RunnerId,
        paths: Sequence[Path],
        on_file: Callable[[ImportedFile, int], None] | None = None,
        workers: int | None = None,
    ) -> tuple[ImportedFile, ...]:
        """
        The same for files and folders on this machine; folders with all they hold.

        Where the same was imported before and cut off, that import goes on.
        """
        from unknot.intake.known_sources import known_sources
        from unknot.intake.offering import Offering

        files = Offering(known_sources()).at(paths)
        named = [os.fsencode(path.absolute()).decode(errors="replace") for path in paths]
        batch = self.begin_import(runner, named, may_go_on=True)
        return self._import(runner, files, on_file, workers, batch)

    def _import(
        self,
        runner: RunnerId,
        files: Iterable[OfferedFile],
        on_file: Callable[[ImportedFile, int], None] | None,
        workers: int | None,
        batch: ImportBatch,
        is_cancelled: Callable[[], bool] = lambda: False,
    ) -> tuple[ImportedFile, ...]:
        from unknot.app.import_runs import import_runs
        from unknot.intake.pool import ReadingPool

        with self._importing, ReadingPool(workers, read_for_keeping) as pool:
            return import_runs(
                self.store, runner, batch, files, pool.read, self.clock, on_file, is_cancelled
            )

    def reread(
        self,
        runner: RunnerId,
        run_id: str | None = None,
        on_file: Callable[[RereadFile], None] | None = None,
        workers: int | None = None,
    ) -> tuple[RereadFile, ...]:
        """
        Reads the kept files again, or those of one run, and keeps what is another now.
        """
        from unknot.app.reread import reread
        from unknot.intake.pool import ReadingPool

        with self._importing, ReadingPool(workers, read_for_keeping) as pool:
            return reread(self.store, runner, pool.read, versions_here(), run_id, on_file)

    def bytes_at(self, paths: Sequence[Path]) -> int:
        """
        How many bytes the files at these paths have together.
        """
        from unknot.intake.folder import bytes_at

        return bytes_at(paths)

    def imports(self, runner: RunnerId) -> tuple[ImportBatch, ...]:
        """
        Every import, the newest first.
        """
        from unknot.app.batches import list_batches

        return list_batches(self.store, runner, self.clock.now())

    def show_import(
        self, runner: RunnerId, batch_id: str
    ) -> tuple[ImportBatch, tuple[ImportedFile, ...]]:
        """
        One import, and what became of each of its files.
        """
        from unknot.app.batches import show_batch

        return show_batch(self.store, runner, batch_id, self.clock.now())

    def undo_import(self, runner: RunnerId, batch_id: str) -> int:
        """
        Takes an import back; returns how many activities are gone.
        """
        from unknot.app.undo_import import undo_import

        return undo_import(self.store, runner, batch_id, self.clock.now())
