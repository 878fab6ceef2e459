"""
Files and folders on this machine, offered one by one.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator
from functools import partial
from pathlib import Path

from unknot.app.views import MOST_BYTES, TOO_LARGE, OfferedFile


def offered_in(paths: Iterable[Path], reads: Callable[[str], bool]) -> Iterator[OfferedFile]:
    """
    The named files, and those in named folders whose names end as files of runs do.

    Folders are gone through with all they hold, by name, hidden files and links to folders
    left out. A path that is not there is offered too: reading it then says so.
    """
    for path in paths:
        if path.is_dir():
            for name in _names_in(path):
                if reads(name):
                    yield _offered(Path(name))
        else:
            yield _offered(path)


def _names_in(folder: Path) -> Iterator[str]:
    for place, folders, files in os.walk(folder):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        for name in sorted(files):
            if not name.startswith("."):
                yield os.path.join(place, name)


def _offered(path: Path) -> OfferedFile:
    # A name in another encoding is shown as well as it can be; it need not be text to be opened.
    shown = os.fsencode(path).decode(errors="replace")
    return OfferedFile(shown, partial(_read, path))


def _read(path: Path) -> bytes:
    if path.exists() and not path.is_file():
        raise OSError("it is no regular file")
    if path.exists() and path.stat().st_size > MOST_BYTES:
        raise OSError(TOO_LARGE)
    return path.read_bytes()
