"""
What a routine of self-care goes by: how hard where it is sore, what a minute is worth, what lies beside what.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from unknot.catalogue.figure import Figure, figures_in, read_data_file
from unknot.domain.body import Region
from unknot.domain.session import Depth
from unknot.domain.technique import RoutinePhase, TechniqueKind

_FILE = "routines.toml"


@dataclass(frozen=True, slots=True)
class PressureLimit:
    """
    How hard at most: as a depth, as discomfort in points of 10, and whether tools are out.
    """

    firmest: Depth
    discomfort: int
    hands_only: bool = False

    def and_also(self, other: PressureLimit) -> PressureLimit:
        """
        Both limits at once: the gentler of each.
        """
        return PressureLimit(
            min(self.firmest, other.firmest, key=lambda depth: depth.rank),
            min(self.discomfort, other.discomfort),
            self.hands_only or other.hands_only,
        )


NOTHING = PressureLimit(Depth.NONE, 0, hands_only=True)


@dataclass(frozen=True, slots=True)
class PhaseRules:
    """
    What one phase asks: its own limit, which kinds of care it has and what each is worth.

    `half_after_s` is after how many seconds on one part half of what it can do is done.
    """

    limit: PressureLimit
    half_after_s: float
    kinds: Mapping[TechniqueKind, float]
    most_drills: int
    evidence: tuple[str, ...]


@cache
def routine_figures() -> Mapping[str, Figure]:
    """
    All single figures by name, such as `get_ready_s`.
    """
    return figures_in(_FILE)


def routine_figure(name: str) -> float:
    """
    The value of one figure.
    """
    return routine_figures()[name].value


@cache
def rules_of_phase(phase: RoutinePhase) -> PhaseRules:
    """
    What that phase asks.
    """
    entry = read_data_file(_FILE)["by_phase"][phase.value]
    return PhaseRules(
        _limit(entry),
        float(entry["half_after_s"]),
        {TechniqueKind(kind): float(worth) for kind, worth in entry["kinds"].items()},
        int(entry.get("most_drills", 0)),
        tuple(entry["evidence"]),
    )


@cache
def limit_by_soreness(score: int) -> PressureLimit:
    """
    How hard at most where the runner gave this score for soreness.
    """
    return _first_row("by_soreness", score)


@cache
def limit_by_pain(score: int) -> PressureLimit:
    """
    How hard at most where it hurts so much; above 5 nothing at all.
    """
    return _first_row("by_pain", score)


@cache
def neighbours_of(region: Region) -> tuple[Region, ...]:
    """
    The regions that are next where this one is sore.
    """
    return tuple(Region(name) for name in read_data_file(_FILE)["neighbours"][region.value])


@cache
def worth_of_tool(suits: int) -> float:
    """
    The share of its worth that a technique keeps when its tool suits the place so well.
    """
    return float(read_data_file(_FILE)["suits"][str(suits)])


@cache
def usual_loads() -> Mapping[Region, float]:
    """
    What running usually asks of a body, for somebody of whom nothing is known yet.
    """
    rows = read_data_file(_FILE)["usual"]["loads"]
    return {Region(name): float(load) for name, load in rows.items()}


def _first_row(table: str, score: int) -> PressureLimit:
    for row in read_data_file(_FILE)[table]:
        if score <= row["up_to"]:
            return _limit(row)
    return NOTHING


def _limit(entry: Mapping[str, Any]) -> PressureLimit:
    return PressureLimit(
        Depth(entry["firmest"]), int(entry["discomfort"]), bool(entry.get("hands_only"))
    )
