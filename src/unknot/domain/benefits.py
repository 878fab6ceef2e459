"""
The benefits that massage is said to have, each as far as a runner can measure it at home.

A trend is what the runner's own readings did. It never says why: for that a trial is needed.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from unknot.domain.body import Side
from unknot.domain.measures import Unit


class Benefit(StrEnum):
    """
    What articles say massage is good for, in the order of the page.
    """

    FLEXIBILITY = "flexibility"
    SORENESS = "soreness"
    RELAXATION = "relaxation"
    INJURIES = "injuries"
    ALIGNMENT = "alignment"
    CIRCULATION = "circulation"


class Verdict(StrEnum):
    """
    What can be said of a measure: nothing yet, nothing beyond its noise, or a change.

    Up and down are directions, not praise: a change says neither good nor bad, nor why.
    """

    NOT_ENOUGH = "not-enough"
    WITHIN_NOISE = "within-noise"
    CHANGED_UP = "changed-up"
    CHANGED_DOWN = "changed-down"


@dataclass(frozen=True, slots=True, order=True)
class Reading:
    """
    One day's value of a measure. A day without one is a gap, never a zero.
    """

    date: date
    value: float


@dataclass(frozen=True, slots=True)
class Window:
    """
    Some days in a row, both ends included, and what was read in them.

    `centre` is the mean or the median of the readings, as the measure has it; None where there
    are fewer than `needed`.
    """

    first: date
    last: date
    n_readings: int
    needed: int
    centre: float | None

    @property
    def missing(self) -> int:
        """
        How many more readings it takes.
        """
        return max(0, self.needed - self.n_readings)


@dataclass(frozen=True, slots=True)
class Trend:
    """
    One measure: its readings, now against the runner's own usual, and whether it changed.

    `band` is how far `now` may lie from `usual` without anything having changed. It is None
    while the usual is not known. `side` is None where a measure has none.
    """

    measure: str
    unit: Unit
    side: Side | None
    readings: tuple[Reading, ...]
    now: Window
    usual: Window
    band: float | None
    verdict: Verdict

    @property
    def change(self) -> float | None:
        """
        How far now lies from usual; None while one of them is not known.
        """
        if self.now.centre is None or self.usual.centre is None:
            return None
        return self.now.centre - self.usual.centre

    @property
    def changes_below(self) -> float | None:
        """
        Below this, now would be a change.
        """
        return self._edge(-1)

    @property
    def changes_above(self) -> float | None:
        """
        Above this, now would be a change.
        """
        return self._edge(1)

    def _edge(self, towards: int) -> float | None:
        if self.usual.centre is None or self.band is None:
            return None
        return self.usual.centre + towards * self.band


@dataclass(frozen=True, slots=True)
class BenefitFound:
    """
    One benefit with the trends of its measures; none where nothing is read, or can be.
    """

    benefit: Benefit
    trends: tuple[Trend, ...] = ()


@dataclass(frozen=True, slots=True)
class RunReading:
    """
    What one run says of how it was run: its day, its speed and a figure of its form.
    """

    date: date
    speed_mps: float
    figures: dict[str, float] = field(default_factory=dict)
