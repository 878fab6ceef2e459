"""
The outlook: how sore each region group is forecast to feel on waking, without any care.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from unknot.domain.body import RegionGroup, Side


@dataclass(frozen=True, slots=True)
class SorenessTrack:
    """
    One region group over the days of the outlook.

    `side` is None where left and right do not differ. `scores[i]` is 0 to 10 on the morning
    of day i; `causes[i]` is the id of the run that adds most to it, None where none does;
    `reported[i]` is what the runner said that morning, None where nothing was said.
    It lies between `lows[i]` and `highs[i]` on four of five mornings; both are empty where no
    range was found.
    """

    group: RegionGroup
    scores: tuple[float, ...]
    causes: tuple[str | None, ...]
    reported: tuple[int | None, ...]
    side: Side | None = None
    lows: tuple[float, ...] = ()
    highs: tuple[float, ...] = ()


@dataclass(frozen=True, slots=True)
class PersonalForecast:
    """
    How well the forecast foretold this runner's mornings, and whose figures it goes by.

    Errors are points of 10, the mean distance of what was foretold from what was reported, over
    `n_held_out` mornings that no figure was fitted to; None while there are none. They are those
    of everybody's figures, of the runner's own, of the last report repeated and of the runner's
    usual report. `is_used` says that the own figures were better than everybody's by `gain`, more
    than its `standard_error`, over at least `n_needed` mornings. `memory`, `strength`, `pull` and
    `strength_by_group` are the figures the forecast goes by, whosesoever. `range_factor` widens
    everybody's likely range; `is_range_own` says that it is found from this runner's mornings.
    """

    n_held_out: int
    n_needed: int
    is_used: bool
    memory: float
    strength: float
    pull: float
    strength_by_group: Mapping[str, float] = field(default_factory=dict)
    error_general: float | None = None
    error_own: float | None = None
    error_yesterday: float | None = None
    error_usual: float | None = None
    gain: float | None = None
    standard_error: float | None = None
    range_factor: float = 1.0
    is_range_own: bool = False


@dataclass(frozen=True, slots=True)
class SorenessOutlook:
    """
    All tracks from `first_day` (the runner's today) on; unknown without runs or reports.
    """

    first_day: date
    tracks: tuple[SorenessTrack, ...]
    is_known: bool
    personal: PersonalForecast | None = None
