"""
The outlook: how sore each region group is forecast to feel on waking, without any care.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from unknot.domain.body import RegionGroup, Side


@dataclass(frozen=True, slots=True)
class SorenessTrack:
    """
    One region group over the days of the outlook.

    `side` is None where left and right do not differ. `scores[i]` is 0 to 10 on the morning
    of day i; `causes[i]` is the id of the run that adds most to it, None where none does;
    `reported[i]` is what the runner said that morning, None where nothing was said.
    """

    group: RegionGroup
    scores: tuple[float, ...]
    causes: tuple[str | None, ...]
    reported: tuple[int | None, ...]
    side: Side | None = None


@dataclass(frozen=True, slots=True)
class SorenessOutlook:
    """
    All tracks from `first_day` (the runner's today) on; unknown without runs or reports.
    """

    first_day: date
    tracks: tuple[SorenessTrack, ...]
    is_known: bool
