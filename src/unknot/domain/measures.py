"""
What a runner measures at home with a tape or a phone: how far a joint goes, in three tries.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from unknot.domain.body import Side
from unknot.domain.refused import CannotBe, check

# Somebody who tries more often than this is stretching, not measuring.
MOST_TRIES = 3


class Unit(StrEnum):
    """
    What a number of a measure counts.
    """

    CM = "cm"
    DEGREES = "degrees"
    POINTS = "points"
    BPM = "bpm"
    LN_MS = "ln-ms"
    DAYS = "days"
    STEPS_A_MINUTE = "steps-a-minute"
    PERCENT = "percent"


class FlexibilityTest(StrEnum):
    """
    The three tests of flexibility that need no more than a wall, a tape and a phone.
    """

    KNEE_TO_WALL = "knee-to-wall"
    SIT_AND_REACH = "sit-and-reach"
    STRAIGHT_LEG_RAISE = "straight-leg-raise"

    @property
    def unit(self) -> Unit:
        """
        What its numbers count.
        """
        return Unit.DEGREES if self is FlexibilityTest.STRAIGHT_LEG_RAISE else Unit.CM

    @property
    def has_sides(self) -> bool:
        """
        False where both legs are measured at once.
        """
        return self is not FlexibilityTest.SIT_AND_REACH

    @property
    def bounds(self) -> tuple[float, float]:
        """
        The least and the most that a body can do; beyond is a slip of the finger.

        Who does not reach the toes sits below zero.
        """
        return _BOUNDS[self]


_BOUNDS = {
    FlexibilityTest.KNEE_TO_WALL: (0.0, 30.0),
    FlexibilityTest.SIT_AND_REACH: (-50.0, 50.0),
    FlexibilityTest.STRAIGHT_LEG_RAISE: (0.0, 150.0),
}


@dataclass(frozen=True, slots=True)
class Measurement:
    """
    One test on one day: every try as it was, of which the best counts.

    `side` is the person's own, None where the test has no sides. `tries` are centimetres or
    degrees, as the test has it.
    """

    date: date
    test: FlexibilityTest
    side: Side | None
    tries: tuple[float, ...]

    def __post_init__(self) -> None:
        if self.test.has_sides:
            check(self.side is not None, "this test needs a side, left or right", "side")
        else:
            check(self.side is None, "this test has no sides: both legs are measured", "side")
        check(bool(self.tries), "a measurement needs at least one try", "tries")
        check(len(self.tries) <= MOST_TRIES, "three tries are enough", "tries")
        least, most = self.test.bounds
        for value in self.tries:
            if not least <= value <= most:
                facts = {"least": f"{least:g}", "most": f"{most:g}", "value": f"{value:g}"}
                raise CannotBe("this goes from {least} to {most}, got {value}", "tries", **facts)

    @property
    def best(self) -> float:
        """
        The try that went farthest.
        """
        return max(self.tries)
