"""
Files that a command writes: as a whole or not at all, and gone again when the command fails.
"""

from __future__ import annotations

import os
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path

from unknot.app.errors import NotUnderstood


def check_folder_of(file: Path | None) -> None:
    """
    Says that a folder is not there before anything is computed.
    """
    if file is None:
        return
    if file.is_dir():
        raise NotUnderstood("{file} is a folder; name a file in it", file=file)
    if not file.parent.is_dir():
        raise NotUnderstood(
            "there is no folder {folder}; make it first or name another place", folder=file.parent
        )


def write_whole(file: Path, content: bytes) -> None:
    """
    Writes a file so that it is either there as a whole or not at all.
    """
    with _beside(file) as half:
        half.write_bytes(content)
        half.replace(file)


@contextmanager
def put_back_on_failure(*files: Path | None) -> Iterator[None]:
    """
    If the block fails, each file is as it was before: with its old content, or not there.
    """
    with ExitStack() as copies:
        before = {file: copies.enter_context(_copy_of(file)) for file in files if file is not None}
        try:
            yield
        except BaseException:
            for file, copy in before.items():
                if copy is None:
                    file.unlink(missing_ok=True)
                else:
                    copy.replace(file)
            raise


@contextmanager
def _copy_of(file: Path) -> Iterator[Path | None]:
    if not file.exists():
        yield None
        return
    with _beside(file) as copy:
        shutil.copy2(file, copy)
        yield copy


@contextmanager
def _beside(file: Path) -> Iterator[Path]:
    """
    A file of its own in the same folder, hidden, and gone at the end.
    """
    handle, name = tempfile.mkstemp(dir=file.parent, prefix=f".{file.name}.")
    os.close(handle)
    try:
        yield Path(name)
    finally:
        Path(name).unlink(missing_ok=True)
