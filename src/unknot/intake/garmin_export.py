"""
The archive that Garmin makes of an account: FIT files in archives of their own, and JSON beside.

Garmin publishes no description of it, and ours was made without a fresh one at hand. So files are
known by what is in them and not by their names, and what was not understood is listed.

The list of activities names them; the files are numbered otherwise. A file belongs to the entry
of its number, else to the one that begins when the file does. Entries without a whole file are
kept by themselves, so that nothing is lost with a damaged or deleted file.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator
from enum import Enum

from unknot.app.errors import CannotBeOffered
from unknot.app.views import OfferedFile
from unknot.domain.recording import FileOutcome, ReadFile
from unknot.domain.sentence import sentence
from unknot.intake.errors import NothingTaken
from unknot.intake.fit_head import HEAD_BYTES, FitHead, read_head
from unknot.intake.garmin_json import lists_activities, tells_of_days
from unknot.intake.garmin_values import (
    LIST_KEY,
    about_activity,
    activity_id,
    as_piece,
    is_activity,
    start_of,
)
from unknot.intake.json_items import Item, items_in
from unknot.intake.sources import Opened

# Nothing else of so many exports is called so.
_FOLDER = re.compile(r"(?:^|/)(?:DI_CONNECT|DI-Connect-[A-Za-z-]+)/", re.IGNORECASE)
_LIST_NAME = re.compile(r"summarizedActivities\.json$", re.IGNORECASE)
_FILE_OF_ACTIVITY = re.compile(r"\.(?:fit|gpx|tcx)(?:\.gz)?$", re.IGNORECASE)
_NUMBER = re.compile(r"(\d{6,})(?:_[A-Za-z]+)?\.(?:fit|gpx|tcx)(?:\.gz)?$", re.IGNORECASE)
_HEAD_BYTES = 65_536
_SAME_START_S = 10.0

_NOT_TAKEN = ReadFile(
    FileOutcome.SKIPPED,
    reasons=(
        sentence(
            "Of a Garmin export, activities, sleep, resting heart rate and its variability are"
            " taken; nothing of these was found in this file."
        ),
    ),
)


class _Kind(Enum):
    """
    What a member of the export is, beside the files of activities.
    """

    ACTIVITIES = "a list of activities"
    DAYS = "sleep, resting heart rate or its variability"
    ARCHIVE = "an archive, in an export that was unpacked"
    OTHER = "anything else"


class GarminExport:
    """
    A Garmin account export as it is downloaded.
    """

    def knows(self, opened: Opened) -> bool:
        """
        True when its folders are called as Garmin calls them, or it is a list of activities.
        """
        return any(_FOLDER.search(name) or _LIST_NAME.search(name) for name in opened.names())

    def offers(self, opened: Opened) -> Iterator[OfferedFile]:
        """
        The files of activities with their names, entries without a file, then days and the rest.
        """
        names = dict.fromkeys(opened.names())
        files = [name for name in names if _FILE_OF_ACTIVITY.search(name)]
        kinds = {name: _kind_of(opened, name) for name in names.keys() - set(files)}
        lists = [name for name in names if kinds.get(name) is _Kind.ACTIVITIES]
        entries = _Entries(opened, lists)
        for name in files:
            about = entries.claimed_by(name, _fit_head_of(opened, name))
            yield opened.offer(name, about=None if about is None else about_activity(about))
        yield from entries.left(opened)
        for name in names:
            if kinds.get(name) in (_Kind.DAYS, _Kind.ARCHIVE):
                yield opened.offer(name)
            elif kinds.get(name) is _Kind.OTHER:
                yield opened.offer(name, verdict=_NOT_TAKEN)


class _Entries:
    """
    The entries of the lists of activities, and which of them have a file.
    """

    def __init__(self, opened: Opened, lists: list[str]) -> None:
        self._of_list: dict[str, list[Item]] = {}
        self._broken: dict[str, ReadFile] = {}
        self._n_undated: dict[str, int] = {}
        for name in lists:
            self._of_list[name] = self._read(opened, name)
        every = [item for items in self._of_list.values() for item in items]
        self._by_number = {number: item for item in every if (number := activity_id(item))}
        self._by_start = sorted(
            ((start_of(item) or 0.0, index, item) for index, item in enumerate(every)),
            key=lambda entry: entry[:2],
        )
        self._starts = [start for start, _, _ in self._by_start]
        self._claimed: set[int] = set()

    def _read(self, opened: Opened, name: str) -> list[Item]:
        items: list[Item] = []
        try:
            with opened.open(name) as stream:
                for item in items_in(stream, inside=LIST_KEY):
                    if is_activity(item):
                        items.append(_slim(item))
                    else:
                        self._n_undated[name] = self._n_undated.get(name, 0) + 1
        except NothingTaken as broken:
            self._broken[name] = ReadFile(FileOutcome.FAILED, reasons=broken.reasons)
        except CannotBeOffered as refused:
            self._broken[name] = ReadFile(FileOutcome.FAILED, reasons=(refused.sentence,))
        except OSError:
            self._broken[name] = ReadFile(FileOutcome.FAILED, reasons=(_UNREADABLE,))
        return items

    def claimed_by(self, name: str, head: FitHead) -> Item | None:
        """
        The entry that this file is of. It is no longer kept by itself if the file is whole.
        """
        item = self._numbered(name) or self._beginning_with(head)
        is_fit = name.casefold().removesuffix(".gz").endswith(".fit")
        if item is not None and (head.is_whole or not is_fit):
            self._claimed.add(id(item))
        return item

    def left(self, opened: Opened) -> Iterator[OfferedFile]:
        """
        Entries without a file, each by itself; lists that could not be read to their end.
        """
        for name, items in self._of_list.items():
            alone = [item for item in items if id(item) not in self._claimed]
            for item in alone:
                yield opened.offer(name, part=as_piece(item))
            if name in self._broken:
                yield opened.offer(name, verdict=self._broken[name])
            elif name in self._n_undated:
                yield opened.offer(name, verdict=_undated(self._n_undated[name]))
            elif not alone:
                yield opened.offer(name, verdict=_given_away(len(items)))

    def _numbered(self, name: str) -> Item | None:
        number = _NUMBER.search(name)
        return self._by_number.get(number[1]) if number else None

    def _beginning_with(self, head: FitHead) -> Item | None:
        if head.created is None or not head.is_activity:
            return None
        place = bisect_left(self._starts, head.created - _SAME_START_S)
        near = [
            (abs(start - head.created), index, item)
            for start, index, item in self._by_start[place : place + 20]
            if abs(start - head.created) <= _SAME_START_S and id(item) not in self._claimed
        ]
        return min(near, key=lambda entry: entry[:2])[2] if near else None


_UNREADABLE = sentence("The list of activities could not be read. Download the archive again.")


def _slim(item: Item) -> Item:
    """
    An entry without its lists of splits and zones, which are most of it.
    """
    return {key: value for key, value in item.items() if not isinstance(value, list)}


def _undated(n: int) -> ReadFile:
    said = sentence(
        "{n} entries of the list have no date or no sport, and were not understood; the others"
        " are in.",
        n=n,
    )
    return ReadFile(FileOutcome.SKIPPED, reasons=(said,))


def _given_away(n: int) -> ReadFile:
    said = sentence(
        "The list of activities: the names and sports of all {n} went to their files.", n=n
    )
    return ReadFile(FileOutcome.SKIPPED, reasons=(said,))


def _kind_of(opened: Opened, name: str) -> _Kind:
    """
    What a member is by its first bytes; only JSON is looked into.
    """
    if name.casefold().endswith(".zip"):
        return _Kind.ARCHIVE
    if not name.casefold().endswith(".json"):
        return _Kind.OTHER
    head = _first_bytes(opened, name, _HEAD_BYTES)
    if lists_activities(head):
        return _Kind.ACTIVITIES
    return _Kind.DAYS if tells_of_days(head) else _Kind.OTHER


def _fit_head_of(opened: Opened, name: str) -> FitHead:
    if not name.casefold().endswith(".fit"):
        return FitHead()
    return read_head(_first_bytes(opened, name, HEAD_BYTES), opened.size(name))


def _first_bytes(opened: Opened, name: str, n: int) -> bytes:
    try:
        with opened.open(name) as stream:
            return stream.read(n)
    except (CannotBeOffered, OSError):
        # Whoever reads the member says what is wrong with it.
        return b""
