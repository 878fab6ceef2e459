"""
What a plan file holds before its words are understood: dated entries, and what was odd in it.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, time

from unknot.domain.sentence import Sentence, sentence

# A plan of a year, twice a day, six times over: beyond it a file is no plan.
MOST_ENTRIES = 5_000
LARGEST_BYTES = 5 * 1024 * 1024
LONGEST_TITLE = 120
LONGEST_TEXT = 4_000


@dataclass(frozen=True, slots=True)
class PlannedDay:
    """
    One entry of a plan file, in words, before anything is made of it.

    `stated` is what the vendor itself calls it ("LONG RUN"), in English, where the file tells.
    `block_min` is how long the calendar keeps free, which may be more than the run takes.
    """

    date: date
    title: str
    description: str = ""
    starts_at: time | None = None
    distance_m: float | None = None
    duration_min: float | None = None
    block_min: float | None = None
    stated: str = ""


@dataclass(slots=True)
class PlanEntries:
    """
    The entries of one file, and sentences on what was left out or assumed.

    `is_plan` tells that the whole file is a training plan, and no private calendar with one in it.
    `is_whole` is false for single workouts, which a plan goes on around.
    """

    days: list[PlannedDay] = field(default_factory=list)
    said: list[Sentence] = field(default_factory=list)
    is_plan: bool = False
    is_whole: bool = True

    def is_full(self) -> bool:
        """
        True when no more entries are taken, which is said once.
        """
        if len(self.days) < MOST_ENTRIES:
            return False
        more = sentence(
            "More than {n} entries are in it; the others were left out.", n=MOST_ENTRIES
        )
        if more not in self.said:
            self.said.append(more)
        return True


def without_doubles(said: Sequence[Sentence]) -> list[Sentence]:
    """
    Each sentence once, in order.
    """
    return list(dict.fromkeys(said))
