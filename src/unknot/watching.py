"""
A folder whose new files go in by themselves: what is new in it, as an import that has begun.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from unknot.app.ports import RunnerId
from unknot.app.seen_files import not_seen
from unknot.app.views import ImportBatch, OfferedFile
from unknot.bootstrap import House


@dataclass(frozen=True, slots=True)
class NewFiles:
    """
    What is new in a watched folder: the import that has begun with it, and its files.
    """

    batch: ImportBatch
    names: tuple[str, ...]
    files: Callable[[], Iterable[OfferedFile]]
    n_bytes: int


class Watched:
    """
    One runner's folder, to be looked at again and again. Raises `Refusal` for what is no folder.
    """

    def __init__(self, house: House, runner_id: RunnerId, folder: Path) -> None:
        from unknot.intake.known_sources import known_sources
        from unknot.intake.offering import Offering
        from unknot.intake.watched import WatchedFolder, folder_to_watch

        self.runner_id = runner_id
        self.folder = folder_to_watch(str(folder), house.data_dir)
        self.said = runner_id, str(folder)
        self._house = house
        self._files = WatchedFolder(self.folder, Offering(known_sources()), house.data_dir)

    def look(self) -> None:
        """
        A first look: what is the same at the next one is whole.
        """
        self._files.look()

    def new(self) -> NewFiles | None:
        """
        Looks; what is whole, and was read by no import yet.

        Raises `FolderAway` while the folder is not there or not open to us.
        """
        files = self._files
        whole = {name: digest for name in files.look() if (digest := files.digest_of(name))}
        files.take(whole)
        unseen = not_seen(self._house.store, self.runner_id, whole.values()) if whole else ()
        names = tuple(name for name, digest in whole.items() if digest in unseen)
        if not names:
            return None
        shown = os.fsencode(self.folder).decode(errors="replace")
        digests = [whole[name] for name in names if files.holds_many(name)]
        batch = self._house.begin_import(self.runner_id, [shown], may_go_on=True, digests=digests)
        return NewFiles(batch, names, partial(files.offered, names), files.bytes_of(names))

    def give_back(self, names: Iterable[str]) -> None:
        """
        These could not be read now, for a reason that is not theirs: they are new again.
        """
        self._files.give_back(names)
