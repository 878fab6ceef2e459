"""
Files and folders on this machine, offered one by one.
"""

from __future__ import annotations

import os
import stat
from collections.abc import Callable, Iterable, Iterator
from contextlib import AbstractContextManager
from functools import partial
from pathlib import Path
from typing import BinaryIO

from unknot.app.errors import CannotBeOffered
from unknot.app.views import OfferedFile
from unknot.intake.bounded import Limits
from unknot.intake.offers import OffersMembers


def offered_at(path: Path) -> OfferedFile:
    """
    One file by its path. What is not there is offered too: reading it then says so.
    """
    return OfferedFile(
        _shown(path), partial(_read, path), partial(_open, path), size=_bytes_of_file(path)
    )


def _shown(path: Path) -> str:
    # A name in another encoding is shown as well as it can be; it need not be text to be opened.
    return os.fsencode(path).decode(errors="replace")


class Folder(OffersMembers):
    """
    A folder with all it holds, opened as an archive is: an unpacked export is still one.

    Hidden files and links to folders are left out. With `names` it holds these files only.
    """

    def __init__(self, path: Path, names: Iterable[str] | None = None) -> None:
        self._path = path
        self._names = tuple(_names_in(path) if names is None else names)

    def names(self) -> tuple[str, ...]:
        """
        Every file by its path in the folder, folder by folder, by name.
        """
        return self._names

    def size(self, name: str) -> int:
        """
        How many bytes the file has.
        """
        return (self._path / name).stat().st_size

    def open(self, name: str) -> AbstractContextManager[BinaryIO]:
        """
        The file as a stream.
        """
        return _open(self._path / name)

    def read(self, name: str) -> bytes:
        """
        The whole file.
        """
        return _read(self._path / name)

    def shown(self, name: str) -> str:
        """
        The path of the file on this machine.
        """
        return _shown(self._path / name)

    def told_bytes(self, name: str, part: bytes | None) -> int:
        """
        The bytes of the file, or of the part.
        """
        return _bytes_of_file(self._path / name) if part is None else len(part)

    def opener(self, name: str) -> Callable[[], BinaryIO]:
        """
        Opens the file, which may be an archive.
        """
        return partial(_open, self._path / name)


class LoneFile(OffersMembers):
    """
    A single file that holds many things, opened as an archive of one member is.
    """

    def __init__(self, offered: OfferedFile) -> None:
        self._offered = offered

    def names(self) -> tuple[str, ...]:
        """
        Its own name, without folders.
        """
        return (self._offered.name.replace("\\", "/").rpartition("/")[2],)

    def size(self, name: str) -> int:
        """
        How many bytes it has.
        """
        with self.open(name) as stream:
            return stream.seek(0, os.SEEK_END)

    def open(self, name: str) -> AbstractContextManager[BinaryIO]:
        """
        The file as a stream.
        """
        if self._offered.open is None:
            raise CannotBeOffered("The file cannot be opened.")
        return self._offered.open()

    def read(self, name: str) -> bytes:
        """
        The whole file.
        """
        return self._offered.read()

    def shown(self, name: str) -> str:
        """
        The name under which it was dropped.
        """
        return self._offered.name

    def told_bytes(self, name: str, part: bytes | None) -> int:
        """
        The bytes of the file, or of the part.
        """
        return self._offered.size if part is None else len(part)


def _names_in(folder: Path) -> Iterator[str]:
    for place, folders, files in os.walk(folder):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        within = os.path.relpath(place, folder)
        for name in sorted(files):
            if not name.startswith("."):
                yield name if within == "." else os.path.join(within, name)


def _open(path: Path) -> BinaryIO:
    return path.open("rb")


def _read(path: Path) -> bytes:
    if path.exists() and not path.is_file():
        raise CannotBeOffered("this is no regular file")
    if path.exists():
        Limits().check_held(path.stat().st_size)
    return path.read_bytes()


def bytes_at(paths: Iterable[Path]) -> int:
    """
    How many bytes the files at these paths have together, those in folders included.
    """
    return sum(_bytes_of(path) for path in paths)


def _bytes_of(path: Path) -> int:
    if path.is_dir():
        return sum(_bytes_of(path / name) for name in _names_in(path))
    return _bytes_of_file(path)


def _bytes_of_file(path: Path) -> int:
    try:
        found = path.stat()
    except OSError:
        return 0  # it went meanwhile; whoever reads it says so
    return found.st_size if stat.S_ISREG(found.st_mode) else 0
