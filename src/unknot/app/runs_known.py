"""
What a runner's runs say when they are all looked at together, kept until anything changes.

Years of runs take a tenth of a second to read and to weigh, and pages ask for them again and
again. What was found belongs to one count of changes, so whatever anybody keeps, in this
program or in another, makes the next look a fresh one.
"""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Mapping, Sequence
from contextlib import AbstractContextManager, nullcontext
from dataclasses import dataclass
from datetime import date, datetime

from unknot.app.ports import RunnerId, RunnerStore
from unknot.decide.load.kinds import kinds_of
from unknot.decide.load.picture import load_picture
from unknot.decide.load.weeks import weeks_of
from unknot.domain.load_weeks import LoadWeek
from unknot.domain.run import Load, RunDone, RunKind
from unknot.domain.settings import Settings

_RUNNERS_AT_ONCE = 4


@dataclass(frozen=True, slots=True)
class RunsAsTheyStand:
    """
    All runs, oldest first, with the kind and the load of each and the weeks they make.
    """

    runs: Sequence[RunDone]
    kinds: Mapping[str, RunKind]
    loads: Mapping[str, Load]
    weeks: tuple[LoadWeek, ...]


_Key = tuple[RunnerId, int, datetime | None, date]


class RunsKnown:
    """
    Remembers what stood last, for a few runners.

    `turn` lets one thread at a time in: it finds what the others then need not find again.
    """

    def __init__(self, turn: AbstractContextManager[object] | None = None) -> None:
        self._found: OrderedDict[RunnerId, tuple[_Key, RunsAsTheyStand]] = OrderedDict()
        self._turn = turn or nullcontext()

    def of(self, db: RunnerStore, settings: Settings, today: date) -> RunsAsTheyStand:
        """
        As the rows stand in this transaction, for the day that it is.
        """
        runner = db.runner.id
        key = (runner, db.revision(), db.inputs_changed_at(), today)
        with self._turn:
            last = self._found.get(runner)
            if last is None or last[0] != key:
                last = (key, _look_at(db.runs(), settings, today))
                self._found[runner] = last
            self._found.move_to_end(runner)
            while len(self._found) > _RUNNERS_AT_ONCE:
                self._found.popitem(last=False)
        return last[1]


def _look_at(runs: Sequence[RunDone], settings: Settings, today: date) -> RunsAsTheyStand:
    picture = load_picture(runs, today)
    return RunsAsTheyStand(
        runs=tuple(runs),
        kinds=kinds_of(runs, settings.races),
        loads={each.run_id: each.load for each in picture.runs},
        weeks=weeks_of(picture, runs, today, settings.week_starts_on),
    )
