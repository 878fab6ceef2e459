"""
How a member of an archive, a folder or a lone file is offered to the import: the same for all three.
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Callable
from functools import partial
from typing import BinaryIO

from unknot.app.views import OfferedFile
from unknot.domain.recording import AboutEffort, FileWarning, ReadFile


class OffersMembers(ABC):
    """
    The half of `unknot.intake.sources.Opened` that does not depend on what was opened.
    """

    @abstractmethod
    def read(self, name: str) -> bytes:
        """
        The whole member.
        """

    @abstractmethod
    def shown(self, name: str) -> str:
        """
        What a runner calls the member.
        """

    @abstractmethod
    def told_bytes(self, name: str, part: bytes | None) -> int:
        """
        How many bytes of what was dropped are done with when the member is, or this part of it.
        """

    def opener(self, name: str) -> Callable[[], BinaryIO] | None:
        """
        Opens the member where it may be an archive itself; None where it is none.
        """
        return None

    def offer(
        self,
        name: str,
        about: AboutEffort | None = None,
        verdict: ReadFile | None = None,
        part: bytes | None = None,
        warnings: tuple[FileWarning, ...] = (),
    ) -> OfferedFile:
        """
        The member, or a part of it, for the import.
        """
        is_part = part is not None
        return OfferedFile(
            self.shown(name),
            partial(self.read, name) if part is None else partial(bytes, part),
            None if is_part else self.opener(name),
            about,
            verdict,
            warnings,
            is_part,
            self.told_bytes(name, part),
        )
