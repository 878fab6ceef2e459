"""
One way of caring for oneself: with what, where, in which position, for how long, how hard.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from unknot.domain.body import Region
from unknot.domain.refused import check
from unknot.domain.session import Depth, Tool


class TechniqueKind(StrEnum):
    """
    What sort of self-care it is.
    """

    SELF_MASSAGE = "self-massage"
    DRILL = "drill"
    STRETCH = "stretch"
    COLD_WATER = "cold-water"
    REST = "rest"


class RoutinePhase(StrEnum):
    """
    What a routine is for: the minutes before a run or after it, an evening, or range of motion.
    """

    BEFORE = "before"
    AFTER = "after"
    EVENING = "evening"
    FLEXIBILITY = "flexibility"


class Position(StrEnum):
    """
    How the body is held, as far as changing it takes time.
    """

    STANDING = "standing"
    SITTING_CHAIR = "sitting-chair"
    SITTING_FLOOR = "sitting-floor"
    KNEELING = "kneeling"
    LYING_BACK = "lying-back"
    LYING_FRONT = "lying-front"
    LYING_SIDE = "lying-side"


@dataclass(frozen=True, slots=True)
class Dose:
    """
    How long, in seconds for one side: no shorter than `least_s`, no longer than `most_s`.

    `usual_s` is what is given when time allows; `pass_s` one stroke over the length of the
    muscle, or None where nothing is stroked. Sources: evidence section 2.1.
    """

    least_s: int
    usual_s: int
    most_s: int
    pass_s: tuple[int, int] | None = None

    def __post_init__(self) -> None:
        check(
            0 < self.least_s <= self.usual_s <= self.most_s,
            "a dose goes from the least over the usual to the most",
            "dose",
        )


@dataclass(frozen=True, slots=True)
class Cues:
    """
    What a voice says: how to begin, where to move, how it should feel, when to stop.
    """

    start: str
    direction: str
    feel: str
    stop: str


@dataclass(frozen=True, slots=True)
class Technique:
    """
    One technique of the open library of self-care.

    `region` is what it is for; None for the whole body (cold water, quiet rest). `presses` are
    the regions that are touched: a sore Achilles tendon is cared for at the calf above it.
    `doses` has one dose for each phase it belongs to. `firmest` is the most pressure it is meant
    for. `suits` says how well the tool does there, 1 to 3, by our own judgement. `is_two_sided`
    works on both sides at once. `not_with` are codes of conditions and signs of the safety lists
    that rule it out; `caution` says so in words. Texts are English, for translators.
    """

    code: str
    kind: TechniqueKind
    name: str
    region: Region | None
    position: Position
    doses: Mapping[RoutinePhase, Dose]
    cues: Cues
    picture: str
    evidence: tuple[str, ...]
    tool: Tool | None = None
    presses: tuple[Region, ...] = ()
    firmest: Depth = Depth.NONE
    suits: int = 2
    is_two_sided: bool = False
    not_with: tuple[str, ...] = ()
    caution: str = ""

    def __post_init__(self) -> None:
        check(1 <= self.suits <= 3, "how well a tool suits goes from 1 to 3", "suits")
        check(
            (self.kind is TechniqueKind.SELF_MASSAGE) == (self.tool is not None),
            "self-massage names its tool, and nothing else does",
            "tool",
        )
        check(bool(self.doses), "a technique belongs to at least one phase", "doses")

    @property
    def phases(self) -> frozenset[RoutinePhase]:
        """
        The phases it belongs to.
        """
        return frozenset(self.doses)
