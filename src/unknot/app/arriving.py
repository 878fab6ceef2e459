"""
Files as they arrive, some at a time: their bytes, their digests, and what is known at once.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace

from unknot.app.errors import CannotBeOffered
from unknot.app.views import ImportedFile, OfferedFile, RunFacts
from unknot.domain.recording import AboutEffort, FileOutcome, FileWarning
from unknot.domain.sentence import Sentence, sentence

KEPT = frozenset({FileOutcome.IMPORTED, FileOutcome.RECOVERED})

# So many files are looked up at once: they lie ready before anybody reads them.
_FILES_AT_ONCE = 64
_BYTES_AT_ONCE = 16_000_000


@dataclass(frozen=True, slots=True)
class Arrived:
    """
    One offered file with its bytes and their digest, or with its outcome where that is known.
    """

    name: str
    content: bytes = b""
    digest: str = ""
    told: ImportedFile | None = None
    about: AboutEffort | None = None
    warnings: tuple[FileWarning, ...] = ()
    is_part: bool = False
    size: int = 0


def portions(files: Iterable[OfferedFile]) -> Iterator[list[Arrived]]:
    """
    The files in order, as many at a time as may lie in memory.
    """
    portion: list[Arrived] = []
    held = 0
    for offered in files:
        arrived = _arrive(offered)
        portion.append(arrived)
        held += len(arrived.content)
        if len(portion) >= _FILES_AT_ONCE or held >= _BYTES_AT_ONCE:
            yield portion
            portion, held = [], 0
    if portion:
        yield portion


def told_at_once(
    arrived: Arrived, known: Mapping[str, tuple[RunFacts, ...]]
) -> ImportedFile | None:
    """
    The outcome, where nobody has to read the file for it.
    """
    if arrived.told is not None:
        return arrived.told
    if arrived.digest in known:
        return duplicate(arrived, known[arrived.digest])
    return None


def duplicate(arrived: Arrived, facts: tuple[RunFacts, ...]) -> ImportedFile:
    """
    The same bytes are here already, and what they say.
    """
    had = (sentence("you already have this file"),)
    return ImportedFile(
        arrived.name, FileOutcome.DUPLICATE, had, arrived.warnings, facts, is_part=arrived.is_part
    )


def same_again(arrived: Arrived, before: ImportedFile) -> ImportedFile:
    """
    The outcome of bytes that came a moment ago under another name.
    """
    if before.outcome in KEPT:
        return duplicate(arrived, before.runs)
    return replace(before, file=arrived.name, is_part=arrived.is_part)


def _arrive(offered: OfferedFile) -> Arrived:
    arrived = Arrived(
        offered.name,
        about=offered.about,
        warnings=offered.warnings,
        is_part=offered.is_part,
        size=offered.size,
    )
    if offered.verdict is not None:
        verdict = offered.verdict
        warnings = (*offered.warnings, *verdict.warnings)
        return _told(arrived, verdict.outcome, verdict.reasons, warnings)
    try:
        content = offered.read()
    except CannotBeOffered as refused:
        return _told(arrived, FileOutcome.FAILED, (refused.sentence,), offered.warnings)
    except OSError as unreadable:
        return _told(arrived, FileOutcome.FAILED, (_why(unreadable),), offered.warnings)
    return replace(arrived, content=content, digest=hashlib.sha256(content).hexdigest())


def _told(
    arrived: Arrived,
    outcome: FileOutcome,
    reasons: tuple[Sentence, ...],
    warnings: tuple[FileWarning, ...],
) -> Arrived:
    told = ImportedFile(arrived.name, outcome, reasons, warnings, is_part=arrived.is_part)
    return replace(arrived, told=told)


def _why(unreadable: OSError) -> Sentence:
    if isinstance(unreadable, FileNotFoundError):
        return sentence("there is no such file or folder")
    if isinstance(unreadable, PermissionError):
        return sentence("you may not read this file; give yourself the right and import it again")
    why = str(unreadable.strerror or unreadable)
    return sentence("the file cannot be read: {why}", why=why)
