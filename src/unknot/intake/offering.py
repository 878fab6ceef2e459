"""
What was dropped on us, taken apart: folders and archives become the files that lie in them.

Each vendor's export has a source that knows it; whatever no source knows is gone through member
by member.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path
from typing import BinaryIO

from unknot.app.errors import CannotBeOffered
from unknot.app.views import OfferedFile
from unknot.domain.recording import FileOutcome, ReadFile
from unknot.domain.sentence import sentence
from unknot.intake.archives import ZIP_SIGNATURES, ZipArchive
from unknot.intake.folder import Folder, LoneFile, offered_at
from unknot.intake.registry import Readers
from unknot.intake.sources import Opened, Source

Opens = Callable[[], BinaryIO]

_FIRST_BYTES = 4096
_MANY_THINGS_IN_ONE = (".xml", ".json", ".xml.gz")
_NO_ARCHIVE = sentence(
    "The name ends in .zip, but this is no ZIP archive, or it is cut off. Download it again."
)
_NOT_READ = sentence("Unknot does not read files of this kind; nothing was taken from it.")


class Offering:
    """
    Takes apart what was dropped, with the sources it knows.
    """

    def __init__(
        self,
        sources: Iterable[Source] = (),
        reads: Callable[[str], bool] | None = None,
    ) -> None:
        self._sources = tuple(sources)
        self._reads = reads or Readers().reads

    def at(self, paths: Iterable[Path]) -> Iterator[OfferedFile]:
        """
        The files at these paths, in folders and archives with all they hold.
        """
        for path in paths:
            if path.is_dir():
                yield from self._in_folder(Folder(path))
            else:
                yield from self.taken_apart([offered_at(path)])

    def within(self, folder: Path, names: Sequence[str]) -> Iterator[OfferedFile]:
        """
        These files of a folder, each on its own: whatever else lies there, none is left out for it.
        """
        some = Folder(folder, names)
        for name in names:
            yield from self.taken_apart([some.offer(name)])

    def takes(self, name: str) -> bool:
        """
        True for names of files that are taken out of a folder.
        """
        return self._reads(name) or self.holds_many(name)

    def holds_many(self, name: str) -> bool:
        """
        True for names of archives, and of files that may hold many things.
        """
        return name.lower().endswith((".zip", *_MANY_THINGS_IN_ONE))

    def taken_apart(self, offered: Iterable[OfferedFile]) -> Iterator[OfferedFile]:
        """
        Lone files as they are, archives and lists of many things as what lies in them.
        """
        for each in offered:
            if each.open is None or each.verdict is not None or each.is_part:
                yield each
            else:
                yield from self._looked_into(each, each.open)

    def _looked_into(self, offered: OfferedFile, opens: Opens) -> Iterator[OfferedFile]:
        try:
            with opens() as stream:
                begins = stream.read(_FIRST_BYTES)
        except (OSError, CannotBeOffered):
            yield offered  # whoever reads it says why it cannot be
            return
        if begins.startswith(ZIP_SIGNATURES):
            yield from self._in_archive(offered, opens)
        elif offered.name.lower().endswith(".zip"):
            yield _told(offered, ReadFile(FileOutcome.FAILED, reasons=(_NO_ARCHIVE,)))
        elif offered.name.lower().endswith(_MANY_THINGS_IN_ONE):
            lone = LoneFile(offered)
            source = self._who_knows(lone)
            yield from source.offers(lone) if source else [offered]
        else:
            yield offered

    def _in_archive(self, offered: OfferedFile, opens: Opens) -> Iterator[OfferedFile]:
        try:
            with opens() as stream, ZipArchive(offered.name, stream) as archive:
                source = self._who_knows(archive)
                yield from source.offers(archive) if source else self._each_of(archive)
                yield from archive.left_out
        except CannotBeOffered as refused:
            yield _told(offered, ReadFile(FileOutcome.FAILED, reasons=(refused.sentence,)))

    def _each_of(self, archive: ZipArchive) -> Iterator[OfferedFile]:
        for name in archive.names():
            if self._reads(name):
                yield archive.offer(name)
            else:
                verdict = ReadFile(FileOutcome.SKIPPED, reasons=(_NOT_READ,))
                yield archive.offer(name, verdict=verdict)

    def _in_folder(self, folder: Folder) -> Iterator[OfferedFile]:
        source = self._who_knows(folder)
        if source is not None:
            # An unpacked export may still hold archives.
            yield from self.taken_apart(source.offers(folder))
            return
        for name in folder.names():
            if self._reads(name) and not name.lower().endswith(_MANY_THINGS_IN_ONE):
                # Named as a recording, it is read once and not looked into before.
                yield folder.offer(name)
            elif self.takes(name):
                yield from self.taken_apart([folder.offer(name)])

    def _who_knows(self, opened: Opened) -> Source | None:
        return next((source for source in self._sources if source.knows(opened)), None)


def _told(offered: OfferedFile, verdict: ReadFile) -> OfferedFile:
    return OfferedFile(offered.name, offered.read, verdict=verdict)
