"""
Late in the day: which care would have to wait for a run or a massage, and what room it then has.

Care is moved behind a massage that is in its way. What would so leave its day, or meet a run
into the night, must not be chosen in the first place.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime, time, timedelta

from unknot.catalogue.planning import figure
from unknot.decide.planner.clock import ONE_AFTER_ANOTHER, minutes_lost, rounded_up, slot_of
from unknot.decide.planner.problem import Block, Problem
from unknot.decide.planner.variables import Key, minutes_of
from unknot.domain.session import CareKind
from unknot.domain.units import instant_at


@dataclass(frozen=True)
class LateCare:
    """
    The care of one day that is done one after another, and when each kind of it would start.
    """

    problem: Problem
    day: int
    minutes: Mapping[Block, int]
    starts: Mapping[CareKind, datetime]

    @property
    def last(self) -> datetime:
        """
        When the last kind of care would start if nothing were in its way.
        """
        return max(self.starts.values())

    def waiting_for(self, begins: datetime, ends: datetime) -> dict[Block, int]:
        """
        The blocks that may reach what begins then, and so come after its end; with their minutes.
        """
        most = self.problem.settings.self_care_min_a_day + minutes_lost()
        return {
            block: minutes
            for block, minutes in self.minutes.items()
            if self.starts[block.kind] <= ends
            and begins < self.starts[block.kind] + timedelta(minutes=most)
        }

    def minutes_left(self, begins: datetime, ends: datetime, waiting: Iterable[Block]) -> float:
        """
        Minutes from that end on until midnight, or until the next run that is still ahead.

        The few minutes before a run have their place too, and long holds are over an hour before.
        """
        is_stretching = any(block.kind is CareKind.STRETCHING for block in waiting)
        lead = timedelta(minutes=figure("before_run_lead_min"))
        clear = timedelta(hours=1) if is_stretching else lead
        zone = self.problem.settings.zone
        until = [instant_at(self.problem.date_of(self.day + 1), time(0), zone)]
        until += [
            span.start_utc - clear for span in self.problem.runs_ahead if begins < span.start_utc
        ]
        room = min(until) - rounded_up(ends, "self_care_grid_min")
        return max(0.0, room / timedelta(minutes=1) - minutes_lost())


def late_care(problem: Problem, chosen_from: Iterable[Key]) -> Iterator[tuple[int, LateCare]]:
    """
    Each day with the care that may be chosen for it.
    """
    by_day: dict[int, dict[Block, int]] = defaultdict(dict)
    for key in chosen_from:
        if isinstance(key, Block) and key.kind in ONE_AFTER_ANOTHER:
            by_day[key.day][key] = minutes_of(problem, key)
    for day, blocks in by_day.items():
        slots = {kind: slot_of(problem, kind, day) for kind in {block.kind for block in blocks}}
        starts = {kind: slot[0] for kind, slot in slots.items() if slot is not None}
        placed = {block: length for block, length in blocks.items() if block.kind in starts}
        if placed:
            yield day, LateCare(problem, day, placed, starts)
