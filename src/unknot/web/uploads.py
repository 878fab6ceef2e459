"""
Files as a browser or a script sends them.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import BinaryIO, cast

from starlette.datastructures import UploadFile


def sent(uploads: Iterable[UploadFile]) -> Iterator[tuple[str, BinaryIO]]:
    """
    Each upload under its bare name, as a stream from its beginning.
    """
    for upload in uploads:
        upload.file.seek(0)
        yield bare_name(upload), cast(BinaryIO, upload.file)


def bare_name(upload: UploadFile) -> str:
    """
    The name without the folders some browsers send along.
    """
    return (upload.filename or "file").replace("\\", "/").rsplit("/", 1)[-1]
