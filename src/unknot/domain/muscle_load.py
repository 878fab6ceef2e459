"""
Load muscle by muscle: what each part of each run asked of a region, and what was usual.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from unknot.domain.body import Region
from unknot.domain.recording import Sport
from unknot.domain.run import RunKind


class RunPart(StrEnum):
    """
    The parts that a run is taken apart into; `whole` where nothing tells of any.

    `level` is what is neither steep nor fast; `fast` and `sprint` are fast on level ground.
    """

    WHOLE = "whole"
    LEVEL = "level"
    FAST = "fast"
    SPRINT = "sprint"
    UPHILL = "uphill"
    DOWNHILL = "downhill"


@dataclass(frozen=True, slots=True)
class PartOfRun:
    """
    One part of one run: its share of the time, and how long, far and high or deep it was.

    `kinds` are the sorts of run whose weights it has, where these come from the run as a whole: a
    long run on a trail has two, and the greater weight of both counts.
    """

    part: RunPart
    share: float
    seconds: float | None = None
    metres: float | None = None
    climb_m: float | None = None
    kinds: tuple[RunKind, ...] = ()


@dataclass(frozen=True, slots=True)
class PartLoad:
    """
    What one part of a run asked of one region, in the units of the run's own load.
    """

    part: PartOfRun
    points: float


@dataclass(frozen=True, slots=True)
class MuscleLoad:
    """
    What one run asked of every region: the sum of its parts for each.

    `has_streams` is false where the run has no samples to take it apart by, and its kind alone told.
    Nothing stands here for a run whose load is not known.
    """

    run_id: str
    parts: tuple[PartOfRun, ...]
    has_streams: bool
    regions: Mapping[Region, tuple[PartLoad, ...]]

    def points(self, region: Region) -> float:
        """
        The load of one region.
        """
        return sum(each.points for each in self.regions[region])


@dataclass(frozen=True, slots=True)
class RegionRun:
    """
    One run's part in the load of a region.
    """

    run_id: str
    date: date
    sport: Sport
    kind: RunKind
    distance_m: float | None
    title: str
    has_streams: bool
    parts: tuple[PartLoad, ...]

    @property
    def is_run(self) -> bool:
        """
        True for running of any sort.
        """
        return self.sport is Sport.RUNNING

    @property
    def points(self) -> float:
        """
        All that the run asked of the region.
        """
        return sum(each.points for each in self.parts)


@dataclass(frozen=True, slots=True)
class RegionLoad:
    """
    The load of one region over the last days, beside what is usual for the runner.

    `usual` is None without weeks enough to call any usual. `compared` is the share of it, in
    which a region that is hardly ever used is compared with a part of the most used one.
    `level` goes from 0 (nothing) to 5 (much more than usual); while
    nothing is usual yet, 5 is the region with the most. `runs` are those that asked
    something of it, the one that asked most first.
    """

    region: Region
    points: float
    usual: float | None
    compared: float | None
    level: int
    grade: str
    runs: tuple[RegionRun, ...]


@dataclass(frozen=True, slots=True)
class MuscleWeek:
    """
    Every region over some days, `since` and `until` included.

    Efforts whose load nobody knows are counted and not guessed at.
    """

    since: date
    until: date
    regions: tuple[RegionLoad, ...]
    efforts: int
    without_load: int
    without_streams: int
    has_usual: bool = False

    def region(self, region: Region) -> RegionLoad:
        """
        One of them.
        """
        return next(each for each in self.regions if each.region is region)
