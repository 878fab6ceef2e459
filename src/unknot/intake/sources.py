"""
Where files come from: a lone file, an archive, a vendor's export; each offers what lies in it.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import AbstractContextManager
from typing import BinaryIO, Protocol

from unknot.app.views import OfferedFile
from unknot.domain.recording import AboutEffort, FileWarning, ReadFile


class Opened(Protocol):
    """
    An archive, or a lone file that holds many things, opened with care.

    Members are named by their path inside, as in `activities/1.fit.gz`. Folders, links and names
    that lead elsewhere are no members.
    """

    def names(self) -> tuple[str, ...]:
        """
        The path of every member that may be opened, in the order of the archive.
        """
        ...

    def size(self, name: str) -> int:
        """
        How many bytes the member says it unpacks to.
        """
        ...

    def open(self, name: str) -> AbstractContextManager[BinaryIO]:
        """
        The member as a stream of unpacked bytes. Reading raises `CannotBeOffered` as soon as it
        is damaged or unpacks to more than it may.
        """
        ...

    def read(self, name: str) -> bytes:
        """
        The whole member. Raises `CannotBeOffered` as `open` does.
        """
        ...

    def offer(
        self,
        name: str,
        about: AboutEffort | None = None,
        verdict: ReadFile | None = None,
        part: bytes | None = None,
        warnings: tuple[FileWarning, ...] = (),
    ) -> OfferedFile:
        """
        The member for the import, shown as `archive.zip!/name`, read when its turn comes.

        `part` are the bytes of a piece of it that is kept by itself, such as one workout of a
        list; the pieces of a member are shown as one. `name` need not be a member then. `warnings`
        are told with it, whatever its reader finds.
        """
        ...


class Source(Protocol):
    """
    One vendor's export, told from others by what lies in it.
    """

    def knows(self, opened: Opened) -> bool:
        """
        True when this is an export of that vendor. Looks at names, and at first bytes at most.
        """
        ...

    def offers(self, opened: Opened) -> Iterator[OfferedFile]:
        """
        Everything in it, member by member: what can be read, and what was left out and why.
        """
        ...
