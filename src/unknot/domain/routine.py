"""
A routine: a few minutes of self-care, step by step, each with its reasons.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from unknot.domain.body import BodyPart, Region, Side
from unknot.domain.reason import Reason
from unknot.domain.refused import check
from unknot.domain.safety import Modality
from unknot.domain.session import Depth, Tool
from unknot.domain.technique import Position, RoutinePhase, TechniqueKind

LONGEST_ROUTINE_MIN = 60


@dataclass(frozen=True, slots=True)
class RegionNeed:
    """
    Why one part wants care: how sore it is, how much it hurts, and what the last runs asked of it.

    `soreness` and `pain` go from 0 to 10; `load` from 0 to 3, as the weights of evidence section 9.
    """

    part: BodyPart
    soreness: int = 0
    pain: int = 0
    load: float = 0.0

    def __post_init__(self) -> None:
        check(0 <= self.soreness <= 10, "soreness goes from 0 to 10", "soreness")
        check(0 <= self.pain <= 10, "pain goes from 0 to 10", "pain")
        check(0 <= self.load <= 3, "load goes from 0 to 3", "load")


@dataclass(frozen=True, slots=True)
class RoutineWish:
    """
    What the runner asks for. `tools` None: those owned; `needs` None: what is sore or due today.

    With `item_id` it is for the parts of that item of the plan.
    """

    minutes: int
    phase: RoutinePhase
    tools: frozenset[Tool] | None = None
    needs: tuple[RegionNeed, ...] | None = None
    item_id: str = ""


@dataclass(frozen=True, slots=True)
class RoutineRequest:
    """
    Everything a routine is decided from.

    `allowed` is the gate's word: the deepest each kind of care may go at each part on this day;
    a part that is not named may have everything. `conditions` are the codes that apply to the
    runner. `felt` is what was reported of parts, whether anything is asked for them or not: it only
    ever makes a hand gentler. Hands are always there.
    """

    minutes: int
    phase: RoutinePhase
    tools: frozenset[Tool] = frozenset()
    needs: tuple[RegionNeed, ...] = ()
    felt: tuple[RegionNeed, ...] = ()
    allowed: Mapping[tuple[BodyPart, Modality], Depth] = field(default_factory=dict)
    conditions: frozenset[str] = frozenset()

    def __post_init__(self) -> None:
        check(
            1 <= self.minutes <= LONGEST_ROUTINE_MIN,
            "a routine lasts 1 to {most} minutes, got {minutes}",
            "minutes",
            most=LONGEST_ROUTINE_MIN,
            minutes=self.minutes,
        )


@dataclass(frozen=True, slots=True)
class RoutineStep:
    """
    One screen of a guided session.

    `side` is None where both sides are worked at once; `region` is None for the whole body.
    `pressure` is how hard at most, and `discomfort_at_most` the same in points of 10 as felt.
    `get_ready_s` is the time to get there before the clock starts.
    """

    technique: str
    kind: TechniqueKind
    region: Region | None
    side: Side | None
    tool: Tool | None
    position: Position
    seconds: int
    pressure: Depth
    discomfort_at_most: int
    get_ready_s: int
    reasons: tuple[Reason, ...]


@dataclass(frozen=True, slots=True)
class LeftOut:
    """
    A part that was asked for and gets nothing, and why.
    """

    part: BodyPart
    reason: Reason


@dataclass(frozen=True, slots=True)
class Routine:
    """
    The steps in their order. `seconds_total` is care alone; getting ready comes on top, and both
    together never exceed the minutes asked for. `refusals` say why no care is offered at all.
    """

    phase: RoutinePhase
    minutes: int
    steps: tuple[RoutineStep, ...]
    left_out: tuple[LeftOut, ...] = ()
    refusals: tuple[Reason, ...] = ()

    @property
    def seconds_total(self) -> int:
        """
        Seconds of care.
        """
        return sum(step.seconds for step in self.steps)

    @property
    def seconds_getting_ready(self) -> int:
        """
        Seconds of changing position, side and tool.
        """
        return sum(step.get_ready_s for step in self.steps)
