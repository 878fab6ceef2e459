"""
Opens ZIP archives from strangers: nothing is written by its name, and nothing is trusted.

What a member unpacks to is counted while it is unpacked; what the archive says of itself only
ever makes us refuse earlier. Links, locked members and names that lead elsewhere are never
touched. An archive within an archive is unpacked to a nameless file on disk, never into memory.
"""

from __future__ import annotations

import io
import stat
import tempfile
import zipfile
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from types import TracebackType
from typing import IO, BinaryIO, Self, cast

from unknot.app.errors import CannotBeOffered
from unknot.app.views import OfferedFile
from unknot.domain.recording import FileOutcome, FileWarning, ReadFile
from unknot.domain.sentence import mark as _
from unknot.domain.sentence import sentence
from unknot.intake.bounded import DAMAGED_MEMBER, BoundedReader, Limits, damage_is_told
from unknot.intake.member_names import INSIDE, is_furniture, leads_elsewhere, shown_name
from unknot.intake.offers import OffersMembers

ZIP_SIGNATURES = (b"PK\x03\x04", b"PK\x05\x06", b"PK\x07\x08")
_LOCKED = 0x1
# An inner archive is spooled in memory up to here, and on disk beyond.
_SPOOLED_BYTES = 4 * 2**20


@dataclass(frozen=True, slots=True)
class _Member:
    """
    One entry that may be opened, and the archive it lies in.
    """

    archive: zipfile.ZipFile
    entry: zipfile.ZipInfo


class ZipArchive(OffersMembers):
    """
    The members of an archive and of the archives in it, by their paths.

    A member of an inner archive is called `inner.zip!/path`. `left_out` are the entries that
    are no members, each with why.

    Raises
    ------
    CannotBeOffered
        If it is no archive that can be opened, is locked as a whole, or has too many entries.
    """

    def __init__(self, name: str, stream: BinaryIO, limits: Limits | None = None) -> None:
        self._name = name
        self._limits = limits or Limits()
        self._unpacked = self._limits.counter(_length_of(stream))
        self._held = ExitStack()
        self._members: dict[str, _Member] = {}
        self._told: dict[str, int] = {}
        self.left_out: list[OfferedFile] = []
        try:
            self._take_in(self._opened(stream, self._held), prefix="", depth=0)
        except BaseException:
            self._held.close()
            raise

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._held.close()

    # what sources ask

    def names(self) -> tuple[str, ...]:
        """
        The path of every member, in the order of the archive.
        """
        return tuple(self._members)

    def size(self, name: str) -> int:
        """
        How many bytes the member says it unpacks to.
        """
        return self._members[name].entry.file_size

    @contextmanager
    def open(self, name: str) -> Iterator[BinaryIO]:
        """
        The member as a stream of unpacked bytes, counted against the limits.
        """
        with self._counted(name, self._limits.member_bytes) as stream:
            yield stream

    def read(self, name: str) -> bytes:
        """
        The whole member, if it is not too large to be held.
        """
        self._limits.check_held(self.size(name))
        with self._counted(name, self._limits.held_bytes) as stream:
            return stream.read()

    def told_bytes(self, name: str, part: bytes | None) -> int:
        """
        How many packed bytes of the archive are done with when this is.
        """
        if name not in self._members:
            return 0
        entry = self._members[name].entry
        if part is None:
            return entry.compress_size
        # A part may hold more than comes from this member; all its parts are the member at most.
        told = self._told.get(name, 0)
        share = len(part) * entry.compress_size // max(entry.file_size, 1)
        share = min(share, entry.compress_size - told)
        self._told[name] = told + share
        return share

    # opening

    def _opened(self, stream: BinaryIO, held: ExitStack) -> zipfile.ZipFile:
        with damage_is_told(_DAMAGED_ARCHIVE):
            try:
                return held.enter_context(zipfile.ZipFile(stream))
            except (NotImplementedError, zipfile.LargeZipFile) as unknown:
                raise zipfile.BadZipFile(str(unknown)) from unknown

    def _take_in(self, archive: zipfile.ZipFile, prefix: str, depth: int) -> None:
        entries = archive.infolist()
        self._limits.check_entries(len(entries) + len(self._members) + len(self.left_out))
        files = [entry for entry in entries if not entry.filename.endswith("/")]
        if files and all(entry.flag_bits & _LOCKED for entry in files):
            raise CannotBeOffered(
                "The archive is locked with a password. Unpack it yourself, and import the folder."
            )
        for entry in files:
            path = prefix + shown_name(entry.filename)
            if not is_furniture(path):
                self._take_entry(archive, entry, path, depth)

    def _take_entry(
        self, archive: zipfile.ZipFile, entry: zipfile.ZipInfo, path: str, depth: int
    ) -> None:
        trouble = _what_is_wrong_with(entry)
        if trouble is not None:
            self.left_out.append(self._refused(path, trouble))
            return
        if path in self._members:
            self._of_two_alike(path, archive, entry)
            return
        if path.lower().endswith(".zip"):
            self._take_inner(archive, entry, path, depth)
            return
        self._members[path] = _Member(archive, entry)

    def _of_two_alike(self, path: str, archive: zipfile.ZipFile, entry: zipfile.ZipInfo) -> None:
        # One of two with the same name is mostly an empty leftover: the larger one is the file.
        kept = self._members[path]
        if entry.file_size > kept.entry.file_size:
            self._members[path] = _Member(archive, entry)
        self.left_out.append(self._refused(path, _TWICE, FileOutcome.SKIPPED))

    def _take_inner(
        self, archive: zipfile.ZipFile, entry: zipfile.ZipInfo, path: str, depth: int
    ) -> None:
        # What turns out to be no archive gives its room on the disk back at once.
        with ExitStack() as held:
            try:
                self._limits.check_depth(depth + 1)
                spooled = self._spooled(archive, entry, held)
                self._take_in(self._opened(spooled, held), f"{path}{INSIDE}", depth + 1)
            except CannotBeOffered as refused:
                trouble = FileWarning("unreadable-member", refused.sentence)
                self.left_out.append(self._refused(path, trouble))
            else:
                self._held.push(held.pop_all())

    def _spooled(
        self, archive: zipfile.ZipFile, entry: zipfile.ZipInfo, held: ExitStack
    ) -> BinaryIO:
        spooled = held.enter_context(_spool())
        limit = self._limits.inner_bytes
        with self._reading(archive, entry, limit) as stream:
            while step := stream.read(2**20):
                spooled.write(step)
        spooled.seek(0)
        return spooled

    # reading

    @contextmanager
    def _counted(self, name: str, at_most: int) -> Iterator[BinaryIO]:
        member = self._members[name]
        with self._reading(member.archive, member.entry, at_most) as stream:
            yield stream

    @contextmanager
    def _reading(
        self, archive: zipfile.ZipFile, entry: zipfile.ZipInfo, at_most: int
    ) -> Iterator[BinaryIO]:
        self._unpacked.check()
        with _entered(archive, entry) as raw:
            yield BoundedReader(raw, at_most, entry.compress_size, self._unpacked)

    # saying

    def shown(self, name: str) -> str:
        """
        The way to the member through the archive.
        """
        return f"{self._name}{INSIDE}{name}"

    def _refused(
        self, path: str, trouble: FileWarning, outcome: FileOutcome = FileOutcome.FAILED
    ) -> OfferedFile:
        verdict = ReadFile(outcome, reasons=(trouble.sentence,), warnings=(trouble,))
        return OfferedFile(self.shown(path), bytes, verdict=verdict)


_TWICE = FileWarning(
    "two-of-that-name",
    sentence("The archive holds two files of this name; the larger one was read."),
)
_ELSEWHERE = FileWarning(
    "leads-elsewhere",
    sentence("The name of this file leads out of the archive, so it was not touched."),
)
_LINK = FileWarning(
    "is-a-link", sentence("This is a link to another file, not a file; it was not followed.")
)
_IS_LOCKED = FileWarning(
    "is-locked",
    sentence("This file is locked with a password. Unpack it yourself, and import it then."),
)


_DAMAGED_ARCHIVE = _("The ZIP archive is damaged or cut off ({why}). Download or export it again.")


def _what_is_wrong_with(entry: zipfile.ZipInfo) -> FileWarning | None:
    if leads_elsewhere(entry.orig_filename) or leads_elsewhere(entry.filename):
        return _ELSEWHERE
    mode = entry.external_attr >> 16
    if mode and stat.S_IFMT(mode) not in (0, stat.S_IFREG):
        return _LINK
    return _IS_LOCKED if entry.flag_bits & _LOCKED else None


def _length_of(stream: BinaryIO) -> int:
    length = stream.seek(0, io.SEEK_END)
    stream.seek(0)
    return length


@contextmanager
def _spool() -> Iterator[BinaryIO]:
    with tempfile.SpooledTemporaryFile(_SPOOLED_BYTES) as spooled:
        yield cast(BinaryIO, spooled)


def _entered(archive: zipfile.ZipFile, entry: zipfile.ZipInfo) -> IO[bytes]:
    try:
        with damage_is_told(DAMAGED_MEMBER):
            return archive.open(entry)
    except (NotImplementedError, RuntimeError) as unknown:
        raise CannotBeOffered(
            "This file of the archive is locked, or packed in a way that we cannot unpack. Unpack"
            " the archive yourself, and import the folder."
        ) from unknown
