"""
Files as a browser or a script sends them, offered to the readers one by one.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable

from starlette.datastructures import UploadFile

from unknot.app.errors import CannotBeOffered
from unknot.app.views import MOST_BYTES, OfferedFile


def offered(uploads: Iterable[UploadFile]) -> list[OfferedFile]:
    """
    Each upload under its bare name; its bytes are read when its turn comes.
    """
    return [OfferedFile(bare_name(upload), _reader_of(upload)) for upload in uploads]


def bare_name(upload: UploadFile) -> str:
    """
    The name without the folders some browsers send along.
    """
    return (upload.filename or "file").replace("\\", "/").rsplit("/", 1)[-1]


def _reader_of(upload: UploadFile) -> Callable[[], bytes]:
    def read() -> bytes:
        # A larger one is never brought into memory.
        if upload.file.seek(0, os.SEEK_END) > MOST_BYTES:
            raise CannotBeOffered(
                "This file is larger than {most} MiB, which no recording needs; it was left unread.",
                most=MOST_BYTES // 2**20,
            )
        upload.file.seek(0)
        return upload.file.read()

    return read
