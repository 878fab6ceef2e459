"""
What becomes of an archive: taken apart by the sources, read, and joined with what it says beside.

The same steps as the import takes, without a store.
"""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from unknot.app.describe import described
from unknot.app.errors import CannotBeOffered
from unknot.app.views import OfferedFile
from unknot.domain.recording import FileOutcome, ReadFile, Recording
from unknot.domain.wellness import WellnessDay
from unknot.intake.known_sources import known_sources
from unknot.intake.offering import Offering
from unknot.intake.registry import Readers


@dataclass(frozen=True, slots=True)
class Member:
    """
    One member or piece of one, by its path inside the archive, with what was read of it.
    """

    path: str
    read: ReadFile
    is_part: bool

    @property
    def codes(self) -> list[str]:
        """
        The codes of its warnings.
        """
        return [warning.code for warning in self.read.warnings]


def zipped(members: Mapping[str, bytes | str]) -> bytes:
    """
    An archive of these members.
    """
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members.items():
            archive.writestr(name, content)
    return packed.getvalue()


def dropped(content: bytes, name: str = "export.zip") -> list[Member]:
    """
    What was read of each member of the archive, in order.
    """
    lone = OfferedFile(name, lambda: content, lambda: io.BytesIO(content))
    return [_read(each) for each in Offering(known_sources()).taken_apart([lone])]


def dropped_folder(folder: Path) -> list[Member]:
    """
    The same of a folder.
    """
    return [_read(each) for each in Offering(known_sources()).at([folder])]


def recordings_in(members: list[Member]) -> list[Recording]:
    """
    All recordings of all members.
    """
    return [recording for member in members for recording in member.read.recordings]


def days_in(members: list[Member]) -> list[WellnessDay]:
    """
    All days of all members.
    """
    return [day for member in members for day in member.read.days]


def _read(offered: OfferedFile) -> Member:
    path = offered.name.partition("!/")[2] or offered.name
    read = offered.verdict or _content_read(offered)
    if offered.about is not None:
        read = described(read, offered.about)
    read = replace(read, warnings=(*read.warnings, *offered.warnings))
    return Member(path, read, offered.is_part)


def _content_read(offered: OfferedFile) -> ReadFile:
    try:
        return Readers().read(offered.name, offered.read())
    except CannotBeOffered as refused:
        return ReadFile(FileOutcome.FAILED, reasons=(refused.sentence,))
