"""
Who reads which file: the one reader of runs that the rest of Unknot knows.

A file is read by what it is, not by what it is called: a FIT saved as `.gpx` is still a FIT. Bad
bytes are an outcome with a sentence, never an exception.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from functools import cache
from importlib import import_module

from unknot.domain.recording import FileOutcome, FileWarning, ReadFile, UndatedEffort
from unknot.domain.sentence import Sentence, sentence
from unknot.intake.checks import judged
from unknot.intake.draft import Draft, Drafts, as_recording
from unknot.intake.errors import NotAnActivity, RunFileUnreadable
from unknot.intake.fit_layout import is_fit
from unknot.intake.unpack import GZIP_SIGNATURE, unpacked
from unknot.intake.xml_safety import kind_of_xml

_KNOWN_NAME = re.compile(r"\.(?:fit|gpx|tcx|csv|json)(?:\.gz)?$", re.IGNORECASE)

# A document cut out of an export of Apple Health.
_APPLE = "apple-health"

# Where the reader of each kind of file lives. It is loaded with the first such file: a folder of
# one kind, as most are, needs no other.
_READERS = {
    "fit": ("unknot.intake.fit", "read_fit"),
    "gpx": ("unknot.intake.gpx", "read_gpx"),
    "tcx": ("unknot.intake.tcx", "read_tcx"),
    "csv": ("unknot.intake.table_files", "read_table_file"),
    "json": ("unknot.intake.garmin_json", "read_garmin_json"),
    _APPLE: ("unknot.intake.apple_workout", "read_apple"),
}


@cache
def _reader_of(kind: str) -> Callable[[bytes], Drafts]:
    module, name = _READERS[kind]
    reader: Callable[[bytes], Drafts] = getattr(import_module(module), name)
    return reader


class Readers:
    """
    Reads FIT, GPX and TCX files, tables of logs and Garmin's JSON, plain or gzipped, and what an
    archive of Apple Health offers.
    """

    def reads(self, name: str) -> bool:
        """
        True for names that end as the files of runs do.
        """
        return _KNOWN_NAME.search(name) is not None

    def read(self, name: str, content: bytes) -> ReadFile:
        """
        Every effort in the file, each value judged; what is wrong with it comes as an outcome.
        """
        if _is_calendar(name, content):
            return ReadFile(FileOutcome.SKIPPED, reasons=(_A_PLAN,))
        if not self.reads(name) and not _is_apple(content):
            return ReadFile(
                FileOutcome.SKIPPED,
                reasons=(
                    sentence(
                        "Unknot reads .fit, .gpx, .tcx, .csv and .json files, each also as .gz."
                    ),
                ),
            )
        try:
            return _read_file_of(_drafts_in(name, content))
        except NotAnActivity as other:
            return ReadFile(FileOutcome.SKIPPED, reasons=other.reasons)
        except RunFileUnreadable as unreadable:
            return ReadFile(FileOutcome.FAILED, reasons=unreadable.reasons)
        except Exception as unforeseen:
            # Whatever a damaged file does to a reader, the next file still gets its turn.
            return ReadFile(
                FileOutcome.FAILED,
                reasons=(
                    sentence(
                        "The file could not be read ({what}). Please export it again; if that does"
                        " not help, report it with the file.",
                        what=type(unforeseen).__name__,
                    ),
                ),
            )


_A_PLAN = sentence(
    "This is a calendar. If it is your training plan, give it under 'Your training plan' on the"
    " History page, or with 'unknot runs-ahead import'."
)


def _is_calendar(name: str, content: bytes) -> bool:
    return name.lower().endswith(".ics") or content[:64].lstrip().startswith(b"BEGIN:VCALENDAR")


def _is_apple(content: bytes) -> bool:
    # A piece of an export is called as the whole, whatever that was packed in.
    return kind_of_xml(content) == _APPLE


def _drafts_in(name: str, content: bytes) -> Drafts:
    if _is_apple(content):
        return _reader_of(_APPLE)(content)
    if content.startswith(GZIP_SIGNATURE) or name.lower().endswith(".gz"):
        content, damage = unpacked(content)
        try:
            return _with_damage(_drafts_in_plain(name, content), damage)
        except RunFileUnreadable as unreadable:
            if not damage:
                raise
            raise RunFileUnreadable(damage[0].said, *unreadable.reasons) from unreadable
    return _drafts_in_plain(name, content)


def _with_damage(drafts: Drafts, damage: tuple[Sentence, ...]) -> Drafts:
    """
    The same, told as recovered from a packed file that does not reach its end.
    """
    if not damage:
        return drafts
    cut_off = tuple(FileWarning("packed-file-damaged", said) for said in damage)
    return replace(
        drafts, recovered=(*damage, *drafts.recovered), warnings=(*cut_off, *drafts.warnings)
    )


def _drafts_in_plain(name: str, content: bytes) -> Drafts:
    if not content:
        raise RunFileUnreadable("The file is empty. Copy or download it again.")
    called = name.lower().removesuffix(".gz").rpartition(".")[2]
    found = _kind_of(content, called)
    drafts = _reader_of(found)(content)
    if found == called:
        return drafts
    said = sentence(
        "The file is called .{called}, but it is a {kind} file and was read as one.",
        called=called,
        kind=found.upper(),
    )
    misnamed = FileWarning("misnamed-file", said)
    return replace(drafts, warnings=(misnamed, *drafts.warnings))


def _kind_of(content: bytes, called: str) -> str:
    if is_fit(content):
        return "fit"
    xml = kind_of_xml(content)
    if xml or called in ("csv", "json"):
        return xml or called
    if content.lstrip().startswith(b"<"):
        return called
    from unknot.intake.table_files import is_known_table

    return "csv" if is_known_table(content) else called


def _read_file_of(found: Drafts) -> ReadFile:
    warnings = list(found.warnings)
    drafts = []
    for draft in found.drafts:
        draft, odd = judged(draft)
        drafts.append(draft)
        warnings.extend(odd)
    undated = [draft for draft in drafts if draft.start is None]
    warnings.extend(_no_date(draft) for draft in undated)
    return ReadFile(
        FileOutcome.RECOVERED if found.recovered else FileOutcome.IMPORTED,
        recordings=tuple(as_recording(draft) for draft in drafts if draft.start is not None),
        reasons=found.recovered,
        warnings=tuple(dict.fromkeys(warnings)),
        undated=tuple(_undated(draft) for draft in undated),
        days=found.days,
    )


def _no_date(draft: Draft) -> FileWarning:
    figures = [
        f"{draft.elapsed_s / 60:.0f} min" if draft.elapsed_s else "",
        f"{draft.distance_m / 1000:.2f} km" if draft.distance_m else "",
        f"{draft.avg_hr:.0f} bpm" if draft.avg_hr else "",
    ]
    told = ", ".join(figure for figure in figures if figure) or "?"
    return FileWarning(
        "no-date",
        sentence(
            "The watch did not know the date, so this effort ({told}) could not be put on a day."
            " Add it by hand if you know when it was.",
            told=told,
        ),
    )


def _undated(draft: Draft) -> UndatedEffort:
    return UndatedEffort(
        sport=draft.sport,
        elapsed_s=draft.elapsed_s,
        timer_s=draft.timer_s,
        distance_m=draft.distance_m,
        ascent_m=draft.ascent_m,
        avg_hr=draft.avg_hr,
        n_records=draft.n_records,
    )
