"""
How much an archive may unpack to, counted while it is unpacked.
"""

from __future__ import annotations

import errno
import io
import lzma
import struct
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import IO

from unknot.app.errors import CannotBeOffered
from unknot.app.views import MOST_BYTES
from unknot.domain.sentence import mark as _


@dataclass(frozen=True, slots=True)
class Limits:
    """
    What an honest export stays below, in bytes and counts.

    `held_bytes` bounds what is brought into memory at once, `member_bytes` what is streamed, an
    export of ten years of Apple Health being some gigabytes; `inner_bytes` an archive within the
    archive, `total_bytes` everything together. XML packs about 1:20, at most 1:60; beyond `ratio`
    a member is a trap, and so is an archive: many of its entries may be the same few bytes.
    """

    held_bytes: int = MOST_BYTES
    member_bytes: int = 16 * 2**30
    inner_bytes: int = 4 * 2**30
    total_bytes: int = 64 * 2**30
    entries: int = 200_000
    depth: int = 2
    ratio: int = 250
    ratio_from_bytes: int = 16 * 2**20

    def counter(self, archive_bytes: int) -> Counter:
        """
        Counts what all members of one archive of that size unpack to.
        """
        return Counter(self.total_bytes, self.ratio, self.ratio_from_bytes, archive_bytes)

    def check_held(self, size: int) -> None:
        """
        Refuses what says itself that it is too large to be held.
        """
        if size > self.held_bytes:
            raise _too_large(self.held_bytes)

    def check_entries(self, n_entries: int) -> None:
        """
        Refuses an archive with more entries than anybody has activities and photos.
        """
        if n_entries > self.entries:
            raise CannotBeOffered(
                "The archive holds more than {most} files; it was left unread. Unpack it yourself,"
                " and import the folder of activities.",
                most=self.entries,
            )

    def check_depth(self, depth: int) -> None:
        """
        Refuses an archive in an archive in an archive.
        """
        if depth > self.depth:
            raise CannotBeOffered(
                "This archive lies too deep in other archives; it was left unread. Unpack it"
                " yourself, and import it then."
            )


@dataclass(slots=True)
class Counter:
    """
    How many bytes were unpacked so far, of all members together.
    """

    total_bytes: int
    ratio: int
    ratio_from_bytes: int
    archive_bytes: int
    unpacked: int = 0

    def count(self, step: int, so_far: int, packed: int, at_most: int) -> None:
        """
        Notes `step` more bytes of a member that has given `so_far` from `packed` ones.
        """
        self.unpacked += step
        if so_far > at_most:
            raise _too_large(at_most)
        if so_far > self.ratio_from_bytes and so_far > self.ratio * max(packed, 1):
            raise CannotBeOffered(
                "This file unpacks to more than {ratio} times its size, as no recording does; it"
                " was left unread.",
                ratio=self.ratio,
            )
        self.check()

    def check(self) -> None:
        """
        Refuses to go on once all members together have given too much.
        """
        # Small members may each be looked into first, and read then.
        if self.unpacked > 4 * self.ratio_from_bytes + self.ratio * self.archive_bytes:
            raise CannotBeOffered(
                "The archive unpacks to more than {ratio} times its size, as no export does; the"
                " rest of it was left unread.",
                ratio=self.ratio,
            )
        if self.unpacked > self.total_bytes:
            raise CannotBeOffered(
                "The archive unpacks to more than {most} GiB; the rest of it was left unread.",
                most=self.total_bytes // 2**30,
            )


# What Python's unpackers raise over damaged bytes. Of errors of the disk, those without a number
# are bzip2's, and a place before the beginning can only be named by damage.
_DAMAGED = (
    zipfile.BadZipFile,
    zlib.error,
    lzma.LZMAError,
    struct.error,
    EOFError,
    ValueError,
    OverflowError,
    IndexError,
)
_LONGEST_WHY = 200
_DAMAGE_TOLD_AS_DISK = (None, errno.EINVAL)


@contextmanager
def damage_is_told(said: str) -> Iterator[None]:
    """
    Refuses damaged bytes with the sentence, its `{why}` filled in; the disk's own errors pass.
    """
    try:
        yield
    except (*_DAMAGED, OSError) as broken:
        if isinstance(broken, OSError) and broken.errno not in _DAMAGE_TOLD_AS_DISK:
            raise
        why = (str(broken) or type(broken).__name__)[:_LONGEST_WHY]
        raise CannotBeOffered(said, why=why) from broken


DAMAGED_MEMBER = _(
    "This file of the archive is damaged ({why}). Download or export the archive again."
)


def _too_large(at_most: int) -> CannotBeOffered:
    return CannotBeOffered(
        "This file is larger than {most} MiB, which no recording needs; it was left unread.",
        most=at_most // 2**20,
    )


class BoundedReader(io.RawIOBase):
    """
    A stream of unpacked bytes that stops as soon as they are too many.
    """

    def __init__(self, raw: IO[bytes], at_most: int, packed: int, counter: Counter) -> None:
        self._raw = raw
        self._at_most = at_most
        self._packed = packed
        self._counter = counter
        self._so_far = 0

    def readable(self) -> bool:
        """
        It is there to be read.
        """
        return True

    def read(self, size: int | None = -1) -> bytes:
        """
        The next bytes; all that are left when no size is asked for.
        """
        if size is None or size < 0:
            return b"".join(iter(lambda: self.read(2**20), b""))
        with damage_is_told(DAMAGED_MEMBER):
            step = self._raw.read(size)
        self._so_far += len(step)
        self._counter.count(len(step), self._so_far, self._packed, self._at_most)
        return step

    def readinto(self, buffer: bytearray | memoryview) -> int:  # type: ignore[override]
        """
        The same into a buffer, as XML parsers ask.
        """
        step = self.read(len(buffer))
        buffer[: len(step)] = step
        return len(step)

    def readall(self) -> bytes:
        """
        All that is left.
        """
        return self.read(-1)
