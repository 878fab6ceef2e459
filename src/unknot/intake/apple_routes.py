"""
The routes beside an Apple Health export: which workout each belongs to.

A workout names its routes by their files. Where it names none, the route that begins in its time
is its own.
"""

from __future__ import annotations

import posixpath
import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence

from unknot.app.errors import CannotBeOffered
from unknot.app.views import OfferedFile
from unknot.domain.recording import FileOutcome, ReadFile
from unknot.domain.sentence import Sentence, sentence
from unknot.intake.apple_gathered import FoundWorkout
from unknot.intake.errors import RunFileUnreadable
from unknot.intake.sources import Opened
from unknot.intake.xml_points import unix_times
from unknot.intake.xml_safety import OpenedXml, open_xml

# The clock of a workout starts with the press of a button, the receiver somewhat before or after.
_EARLIER_S = 60
# The head of a file, with its first point.
_HEAD_BYTES = 8192
_FIRST_TIME = re.compile(rb"<trkpt\b.*?<time>([^<]{10,40})</time>", re.DOTALL)


class Routes:
    """
    All routes of one archive. Each is given to one workout at most.
    """

    def __init__(self, opened: Opened) -> None:
        self._opened = opened
        self.names = tuple(name for name in opened.names() if name.lower().endswith(".gpx"))
        self._free = dict.fromkeys(self.names)
        self._by_file = {posixpath.basename(name): name for name in reversed(self.names)}
        self._unreadable: dict[str, tuple[Sentence, ...]] = {}
        self.n_missing = 0

    def assign(self, folder: str, workouts: Sequence[FoundWorkout]) -> list[list[str]]:
        """
        The routes of each workout; `folder` is where the export lies that names them.
        """
        given = [self._named_by(folder, workout) for workout in workouts]
        without = [index for index, names in enumerate(given) if not names]
        if without and self._free:
            self._match_by_time(workouts, without, given)
        return given

    def _named_by(self, folder: str, workout: FoundWorkout) -> list[str]:
        names = []
        for path in workout.routes:
            whole = posixpath.join(folder, path.lstrip("/"))
            name = whole if whole in self._free else self._by_file.get(posixpath.basename(path))
            if name in self._free:
                del self._free[name]
                names.append(name)
            elif name is None:
                self.n_missing += 1
        return names

    def _match_by_time(
        self, workouts: Sequence[FoundWorkout], without: list[int], given: list[list[str]]
    ) -> None:
        without.sort(key=lambda index: workouts[index].start)
        starts = [workouts[index].start - _EARLIER_S for index in without]
        for name in list(self._free):
            begun = self._begun(name)
            at = bisect_right(starts, begun) - 1 if begun is not None else -1
            if begun is not None and at >= 0 and begun <= workouts[without[at]].end:
                del self._free[name]
                given[without[at]].append(name)

    def _begun(self, name: str) -> float | None:
        try:
            with self._opened.open(name) as stream:
                found = _FIRST_TIME.search(stream.read(_HEAD_BYTES))
        except (CannotBeOffered, OSError):
            return None
        times, _ = unix_times([found[1].decode("ascii", "replace")] if found else [""])
        return float(times[0]) if times[0] == times[0] else None

    def read(self, names: Sequence[str]) -> Iterator[OpenedXml]:
        """
        The routes of those names; one that cannot be read is remembered with the reason.
        """
        for name in names:
            try:
                yield open_xml(self._opened.read(name), "gpx")
            except RunFileUnreadable as unreadable:
                self._unreadable[name] = unreadable.reasons
            except CannotBeOffered as refused:
                self._unreadable[name] = (refused.sentence,)

    def told(self) -> Iterator[OfferedFile]:
        """
        What became of each route: read with its workout, unreadable, or owned by no workout. Such
        a one is offered by itself, as it may be all that is left of one.
        """
        for name in self.names:
            if name in self._free:
                yield self._opened.offer(name)
                continue
            unreadable = self._unreadable.get(name)
            outcome = FileOutcome.FAILED if unreadable else FileOutcome.SKIPPED
            verdict = ReadFile(outcome, reasons=unreadable or (_WITH_ITS_WORKOUT,))
            yield self._opened.offer(name, verdict=verdict)


_WITH_ITS_WORKOUT = sentence("This is the way of a workout, and was read together with it.")
