"""
An archive that is a dict of bytes: what sources are tried on without a ZIP.
"""

from __future__ import annotations

import io
from collections.abc import Mapping
from contextlib import AbstractContextManager, contextmanager
from typing import BinaryIO

from unknot.app.errors import CannotBeOffered
from unknot.app.views import OfferedFile
from unknot.domain.recording import AboutEffort, ReadFile


class FakeOpened:
    """
    Members by their path. `locked` ones are there and cannot be read.
    """

    def __init__(self, members: Mapping[str, bytes], locked: tuple[str, ...] = ()) -> None:
        self.members = members
        self.locked = locked

    def names(self) -> tuple[str, ...]:
        return tuple(self.members)

    def size(self, name: str) -> int:
        return len(self.members[name])

    def open(self, name: str) -> AbstractContextManager[BinaryIO]:
        return self._stream(name)

    @contextmanager
    def _stream(self, name: str):
        yield io.BytesIO(self.read(name))

    def read(self, name: str) -> bytes:
        if name in self.locked:
            raise CannotBeOffered("The member {name} is locked.", name=name)
        return self.members[name]

    def offer(
        self,
        name: str,
        about: AboutEffort | None = None,
        verdict: ReadFile | None = None,
        part: bytes | None = None,
    ) -> OfferedFile:
        content = part if part is not None else self.members.get(name, b"")
        return OfferedFile(f"export.zip!/{name}", lambda: content, about=about, verdict=verdict)
