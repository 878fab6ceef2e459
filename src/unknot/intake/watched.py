"""
A folder that is watched: which files in it are new, and whole.

Looking is all it does, again and again. That works on every disk and on a share in the network,
where nobody tells us of a new file.
"""

from __future__ import annotations

import hashlib
import os
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from unknot.app.errors import FolderAway, Refusal
from unknot.app.views import OfferedFile
from unknot.intake.offering import Offering

# What browsers and copying programs call a file while it is on its way.
_ON_ITS_WAY = (".part", ".partial", ".crdownload", ".download", ".filepart", ".tmp", ".temp", "~")
# A folder of years of runs has a tenth of it; a whole disk is not meant to be watched.
MOST_FILES = 50_000


@dataclass(frozen=True, slots=True)
class _Mark:
    """
    What tells that a file is still the same without reading it.
    """

    size: int
    changed_ns: int


def folder_to_watch(said: str, data_dir: Path) -> Path:
    """
    The folder that was named, as a path of its own. It need not be there.

    Raises
    ------
    Refusal
        If it is a file, a path without a beginning, or lies where Unknot keeps its own data.
    """
    folder = Path(said).expanduser()
    if not folder.is_absolute():
        raise Refusal(
            "Name the folder by its whole path, from the root on; {folder} could be anywhere.",
            folder=said,
        )
    if folder.exists() and not folder.is_dir():
        raise Refusal("{folder} is no folder, so it cannot be watched.", folder=said)
    if folder.resolve().is_relative_to(data_dir.resolve()):
        raise Refusal(
            "{folder} belongs to the data that Unknot keeps; watch another folder.", folder=said
        )
    return folder


def open_to_watch(said: str, data_dir: Path) -> str:
    """
    The same for a folder that shall be watched from now on: it is there and can be looked into.
    """
    folder = folder_to_watch(said, data_dir)
    if not folder.is_dir():
        raise Refusal(
            "There is no folder {folder} on the machine that Unknot runs on. Make it first.",
            folder=said,
        )
    if not os.access(folder, os.R_OK | os.X_OK):
        raise Refusal(
            "Unknot may not look into {folder}. Give it the right to, and set it again.",
            folder=said,
        )
    return str(folder)


class WatchedFolder:
    """
    A folder between two looks.

    A file is whole when its size and its time have not changed from one look to the next, and it
    can be opened. Hidden files, empty ones and those on their way are left alone, and so is
    `leave_out`, where our own data lies.
    """

    def __init__(self, folder: Path, offering: Offering, leave_out: Path) -> None:
        self.folder = folder
        self._offering = offering
        self._leave_out = leave_out.resolve()
        self._seen: dict[str, _Mark] = {}
        self._taken: dict[str, _Mark] = {}

    def look(self) -> tuple[str, ...]:
        """
        The files that are whole now and that nobody has taken as they are.

        Raises
        ------
        FolderAway
            If there is no such folder now, or it cannot be opened.
        Refusal
            If it holds far more files than runs were ever recorded.
        """
        before, self._seen = self._seen, dict(self._marks())
        return tuple(
            name
            for name, mark in self._seen.items()
            if before.get(name) == mark
            and self._taken.get(name) != mark
            and _can_be_opened(self.folder / name)
        )

    def take(self, names: Iterable[str]) -> None:
        """
        These are not new any more, as long as they stay as they are.
        """
        self._taken |= {name: self._seen[name] for name in names}

    def give_back(self, names: Iterable[str]) -> None:
        """
        These are new again.
        """
        for name in names:
            self._taken.pop(name, None)

    def digest_of(self, name: str) -> str:
        """
        The digest of a file's bytes, as it is now; empty when it cannot be read any more.
        """
        try:
            with (self.folder / name).open("rb") as file:
                return hashlib.file_digest(file, "sha256").hexdigest()
        except OSError:
            return ""

    def holds_many(self, name: str) -> bool:
        """
        True for what is taken apart, so that none of its files has its digest.
        """
        return self._offering.holds_many(name)

    def bytes_of(self, names: Iterable[str]) -> int:
        """
        How many bytes these have together.
        """
        return sum(self._seen[name].size for name in names)

    def offered(self, names: Sequence[str]) -> Iterator[OfferedFile]:
        """
        These files for the import, archives taken apart.
        """
        return self._offering.within(self.folder, names)

    def _marks(self) -> Iterator[tuple[str, _Mark]]:
        for place, name in enumerate(_names_below(self.folder, self._is_looked_into)):
            if place >= MOST_FILES:
                raise Refusal(
                    "The folder {folder} holds more than {n} files; watch one that holds your runs"
                    " only.",
                    folder=self.folder,
                    n=MOST_FILES,
                )
            if not self._offering.takes(name):
                continue
            try:
                found = (self.folder / name).stat()
            except OSError:
                continue  # gone since the folder was listed
            if found.st_size:
                yield name, _Mark(found.st_size, found.st_mtime_ns)

    def _is_looked_into(self, folder: Path) -> bool:
        return folder.resolve() != self._leave_out


def _names_below(folder: Path, is_looked_into: Callable[[Path], bool]) -> Iterator[str]:
    try:
        os.listdir(folder)
    except FileNotFoundError as away:
        raise FolderAway("The folder {folder} is not there.", folder=folder) from away
    except OSError as closed:
        raise FolderAway(
            "The folder {folder} cannot be opened ({why}).",
            folder=folder,
            why=closed.strerror or str(closed),
        ) from closed
    for place, folders, files in os.walk(folder):
        folders[:] = sorted(
            name for name in folders if is_settled(name) and is_looked_into(Path(place, name))
        )
        within = os.path.relpath(place, folder)
        for name in sorted(filter(is_settled, files)):
            yield name if within == "." else os.path.join(within, name)


def is_settled(name: str) -> bool:
    """
    False for the names of hidden files and of those that are still on their way.
    """
    return not name.startswith((".", "~")) and not name.lower().endswith(_ON_ITS_WAY)


def _can_be_opened(path: Path) -> bool:
    try:
        with path.open("rb"):
            return path.is_file()
    except OSError:
        return False
