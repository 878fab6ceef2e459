"""
Weeks of load as they lie behind: how much of each sport, how hard, and what was usual.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta

from unknot.domain.recording import Sport
from unknot.domain.run import LoadMethod


@dataclass(frozen=True, slots=True)
class SportWeek:
    """
    What was done of one sport in a week. Missing is None, never zero.

    `without_load` are the efforts that no method knows a load of; they are not in `load`.
    """

    sport: Sport
    efforts: int
    load: float | None
    distance_m: float | None
    minutes: float | None
    without_load: int = 0


@dataclass(frozen=True, slots=True)
class LoadWeek:
    """
    One week. None is not known: files are likely missing, or no effort of the week says it.

    `average_7` and `average_42` are what a week had at the average of the last days, as it
    stood on the week's last day.
    `usual_low` and `usual_high` hold the middle half of the weeks before. `is_over` is false
    for the week that today lies in.
    """

    starts_on: date
    sports: tuple[SportWeek, ...] = ()
    is_known: bool = True
    is_over: bool = True
    load: float | None = None
    distance_m: float | None = None
    minutes: float | None = None
    without_load: int = 0
    average_7: float | None = None
    average_42: float | None = None
    usual_low: float | None = None
    usual_high: float | None = None
    methods: Mapping[LoadMethod, int] = field(default_factory=dict)

    @property
    def ends_on(self) -> date:
        """
        Its seventh day.
        """
        return self.starts_on + timedelta(days=6)

    @property
    def efforts(self) -> int:
        """
        How many there were, in all sports.
        """
        return sum(each.efforts for each in self.sports)
