"""
Massage and recovery: what can be done, how deep, with what, for how much.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from unknot.domain.body import BodyPart
from unknot.domain.refused import CannotBe


class CareKind(StrEnum):
    """
    The kinds of care that can stand in a plan.
    """

    MASSAGE = "massage"
    SELF_MASSAGE = "self-massage"
    BEFORE_RUN = "before-run"
    STRETCHING = "stretching"
    COLD_WATER = "cold-water"
    REST = "rest"


class Phase(StrEnum):
    """
    When in the day a piece of care belongs.
    """

    BEFORE_RUN = "before-run"
    AFTER_RUN = "after-run"
    EVENING = "evening"
    ANY = "any"


class MassageType(StrEnum):
    """
    The kinds of massage a therapist offers. Type is a preference, not a difference in effect.
    """

    LIGHT = "light"
    SWEDISH = "swedish"
    SPORTS = "sports"
    DEEP_TISSUE = "deep-tissue"


class Depth(StrEnum):
    """
    How hard the hands press, from nothing at all to deep.
    """

    NONE = "none"
    LIGHT = "light"
    MEDIUM = "medium"
    DEEP = "deep"

    @property
    def rank(self) -> int:
        """
        0 for none up to 3 for deep, so that depths can be compared.
        """
        return list(Depth).index(self)


class Tool(StrEnum):
    """
    What a runner may own for self-massage; hands are always there.
    """

    HANDS = "hands"
    ROLLER = "roller"
    BALL = "ball"
    STICK = "stick"
    GUN = "gun"


class ItemStatus(StrEnum):
    """
    Where an item of the plan stands.
    """

    PROPOSED = "proposed"
    CONFIRMED = "confirmed"
    DONE = "done"
    SKIPPED = "skipped"
    WITHDRAWN = "withdrawn"


@dataclass(frozen=True, slots=True)
class Price:
    """
    One line of a therapist's price list. Money is whole cents of the runner's currency.
    """

    massage_type: MassageType
    minutes: int
    cents: int

    def __post_init__(self) -> None:
        if not 10 <= self.minutes <= 240:
            raise CannotBe(
                "a massage lasts 10 to 240 minutes, got {minutes}", "minutes", minutes=self.minutes
            )
        if self.cents < 0:
            raise CannotBe("a price is not negative", "cents")
        if self.cents > 100_000_00:
            raise CannotBe("a price is at most 100000", "cents")


@dataclass(frozen=True, slots=True)
class Appointment:
    """
    A massage that happened or that the runner has booked: data, never moved by the planner.

    `start_utc` is None when only the day is known.
    """

    id: str
    date: date
    massage_type: MassageType
    depth: Depth
    minutes: int
    cents: int | None
    parts: tuple[BodyPart, ...] = ()
    start_utc: datetime | None = None
    status: ItemStatus = ItemStatus.DONE
    invented: bool = False


@dataclass(frozen=True, slots=True)
class CareRecord:
    """
    What the runner said about one item of the plan: done or skipped.

    `start_utc` is when the plan had it; None where that is not known.
    """

    item_id: str
    kind: CareKind
    date: date
    status: ItemStatus
    minutes: int = 0
    parts: tuple[BodyPart, ...] = ()
    start_utc: datetime | None = None
