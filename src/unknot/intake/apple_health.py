"""
An Apple Health export: workouts, nights and resting heart rates out of one file of gigabytes.

The file is read once, as a stream. Samples refer to a workout by time alone and stand long before
it, so they are put aside on disk until all workouts are known (`apple_spool.py`); a second pass
over the file would cost twice the time. What is offered are small documents of Apple's own words,
one for each workout and one for the days of each month (`apple_pieces.py`).
"""

from __future__ import annotations

import gzip
import posixpath
import re
import zlib
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import date
from itertools import chain

from unknot.app.errors import CannotBeOffered
from unknot.app.views import OfferedFile
from unknot.domain.recording import FileOutcome, FileWarning, ReadFile
from unknot.domain.sentence import Sentence, sentence
from unknot.intake.apple_days import Rate, SleepSpan, by_day
from unknot.intake.apple_gathered import Gathered
from unknot.intake.apple_pieces import days_piece, workout_piece
from unknot.intake.apple_routes import Routes
from unknot.intake.apple_stream import stream_export
from unknot.intake.errors import RunFileUnreadable
from unknot.intake.sources import Opened
from unknot.intake.unpack import GZIP_SIGNATURE

_NAME = re.compile(r"\.xml(?:\.gz)?$", re.IGNORECASE)
_IS_EXPORT = re.compile(rb"<!DOCTYPE\s+HealthData\b|<HealthData[\s/>]")
_LOOKED_AT = 4096
_BLOCK_BYTES = 512 * 1024
# An archive may hold any number of files that end in .xml; the export is among the first folders'.
_MOST_LOOKED_INTO = 64
# Ten years of a watch take three; a small packed file that unpacks to more is a trap.
_MOST_UNPACKED = 16 * 2**30
_CANNOT_BE_READ = (CannotBeOffered, OSError, EOFError, zlib.error)
_MAY_BE_A_RUN = re.compile(r"\.(?:fit|tcx|(?:fit|tcx|gpx)\.gz)$", re.IGNORECASE)
_FOR_CLINICS = re.compile(r"_cda\.xml$", re.IGNORECASE)


class AppleHealthExport:
    """
    The ZIP that the Health app of an iPhone gives, or the `export.xml` out of it.
    """

    def knows(self, opened: Opened) -> bool:
        """
        True when a file in it begins as such an export does, whatever the phone's language calls it.
        """
        return next(_exports_in(opened), None) is not None

    def offers(self, opened: Opened) -> Iterator[OfferedFile]:
        """
        Every workout, the days of every month, and what was left out and why.
        """
        routes = Routes(opened)
        exports = list(_exports_in(opened))
        for name in exports:
            yield from _offers_of(opened, name, routes)
        yield from routes.told()
        yield from _other_members(opened, {*exports, *routes.names})


def _exports_in(opened: Opened) -> Iterator[str]:
    names = [name for name in opened.names() if _NAME.search(name)]
    for name in sorted(names, key=lambda name: name.count("/"))[:_MOST_LOOKED_INTO]:
        try:
            beginning = next(_blocks(opened, name, _LOOKED_AT), b"")
        except _CANNOT_BE_READ:
            continue
        if _IS_EXPORT.search(beginning):
            yield name


def _blocks(opened: Opened, name: str, size: int = _BLOCK_BYTES) -> Iterator[bytes]:
    with opened.open(name) as stream:
        is_packed = stream.read(2) == GZIP_SIGNATURE
    with opened.open(name) as stream:
        # What a damaged file still gives is taken before its damage is told.
        read = gzip.GzipFile(fileobj=stream).read1 if is_packed else stream.read
        left = _MOST_UNPACKED
        while left > 0 and (block := read(size)):
            left -= len(block)
            yield block


def _offers_of(opened: Opened, name: str, routes: Routes) -> Iterator[OfferedFile]:
    with Gathered() as gathered:
        try:
            damage = stream_export(_blocks(opened, name), gathered)
        except RunFileUnreadable as refused:
            yield opened.offer(name, verdict=ReadFile(FileOutcome.FAILED, reasons=refused.reasons))
            return
        gathered.finish()
        given = routes.assign(posixpath.dirname(name), gathered.workouts)
        odd = tuple(_left_out(gathered, routes.n_missing))
        outcome = FileOutcome.SKIPPED
        reasons: tuple[Sentence, ...] = (_NOTHING_IN_IT,)
        for piece in chain(
            _workout_pieces(gathered, routes, given), _days_pieces(gathered.nights, gathered.rates)
        ):
            # Said with the first of them: all pieces are told as one file.
            yield opened.offer(name, part=piece, warnings=odd)
            odd, outcome, reasons = (), FileOutcome.IMPORTED, ()
        if damage:
            is_empty = outcome is FileOutcome.SKIPPED
            outcome, reasons = FileOutcome.FAILED if is_empty else FileOutcome.RECOVERED, damage
        if reasons:
            verdict = ReadFile(outcome, reasons=reasons, warnings=odd)
            yield opened.offer(name, verdict=verdict, part=b"")


def _workout_pieces(gathered: Gathered, routes: Routes, given: list[list[str]]) -> Iterator[bytes]:
    series = tuple(gathered.series)
    for workout, names in zip(gathered.workouts, given, strict=True):
        rows = gathered.samples_of(workout)
        yield workout_piece(gathered.text_of(workout), rows, series, routes.read(names))


def _days_pieces(spans: Iterable[SleepSpan], rates: Iterable[Rate]) -> Iterator[bytes]:
    """
    One document a month: a later export changes the last one and adds to them.
    """
    months: dict[tuple[int, int], dict[date, list[SleepSpan | Rate]]] = defaultdict(dict)
    for day, (asleep, resting) in by_day(spans, rates).items():
        months[day.year, day.month][day] = [*asleep, *resting]
    for month in sorted(months):
        yield days_piece(months[month])


def _left_out(gathered: Gathered, n_missing: int) -> Iterator[FileWarning]:
    """
    What was left out of the export, once for each kind and not for each entry.
    """
    counts = {
        _OTHER_RECORDS: gathered.n_left_out - gathered.n_variability,
        _VARIABILITY: gathered.n_variability,
        _NOT_UNDERSTOOD: gathered.n_not_understood,
        _ROUTES_MISSING: n_missing,
    }
    for said, n in counts.items():
        if n > 0:
            yield replace(said, sentence=replace(said.sentence, facts={"n": n}))


def _other_members(opened: Opened, read: set[str]) -> Iterator[OfferedFile]:
    """
    Everything else in the archive, one line for each folder.
    """
    folders: Counter[str] = Counter()
    for name in opened.names():
        if name in read:
            continue
        if _MAY_BE_A_RUN.search(name) or name.casefold().endswith(".zip"):
            # In a folder an archive may lie beside it, which is no part of the export.
            yield opened.offer(name)
        elif _FOR_CLINICS.search(name):
            yield opened.offer(name, verdict=ReadFile(FileOutcome.SKIPPED, reasons=(_SAME_AGAIN,)))
        else:
            folders[posixpath.dirname(name)] += 1
    for folder, n in folders.items():
        said = _OF_FOLDERS.get(posixpath.basename(folder), _OTHER_FILES)
        told = replace(said, facts={"n": n})
        yield opened.offer(folder, verdict=ReadFile(FileOutcome.SKIPPED, reasons=(told,)))


_NOTHING_IN_IT = sentence("This export holds no workouts, no sleep and no resting heart rate.")
_OTHER_RECORDS = FileWarning(
    "apple-other-entries",
    sentence(
        "{n} entries of other kinds, such as energy or weight, say nothing of runs or sleep and were"
        " left out."
    ),
)
_VARIABILITY = FileWarning(
    "apple-variability-is-sdnn",
    sentence(
        "{n} values of heart rate variability were left out: Apple measures it as SDNN over a minute,"
        " Unknot reads RMSSD, and one cannot be told from the other."
    ),
)
_NOT_UNDERSTOOD = FileWarning(
    "apple-entries-not-understood",
    sentence(
        "{n} entries have a time or value that says nothing, or are more than anybody has; they were"
        " left out."
    ),
)
_ROUTES_MISSING = FileWarning(
    "apple-routes-missing",
    sentence(
        "{n} routes are not beside the export. Bring the whole ZIP as the phone gives it to have them."
    ),
)
_SAME_AGAIN = sentence("The same data in a form for clinics; it is not needed.")
_OTHER_FILES = sentence("{n} files in this folder hold nothing that Unknot reads.")
_OF_FOLDERS = {
    "electrocardiograms": sentence("{n} electrocardiograms: Unknot does not read them."),
    "clinical-records": sentence("{n} clinical records: Unknot does not read them."),
}
