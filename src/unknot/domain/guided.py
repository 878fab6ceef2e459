"""
A guided session as it went: what was planned, what was done of it, to the second.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from unknot.domain.body import BodyPart, Region, Side
from unknot.domain.refused import CannotBe, check
from unknot.domain.session import Depth, Tool
from unknot.domain.technique import RoutinePhase


class StepEnd(StrEnum):
    """
    How one step came to its end.
    """

    DONE = "done"
    SKIPPED = "skipped"
    HURT = "hurt"
    NOT_REACHED = "not-reached"


@dataclass(frozen=True, slots=True)
class GuidedStep:
    """
    One step: what was meant, and the seconds that were really done, pauses left out.
    """

    technique: str
    region: Region | None
    side: Side | None
    tool: Tool | None
    pressure: Depth
    planned_s: int
    done_s: int
    end: StepEnd

    def __post_init__(self) -> None:
        check(self.planned_s > 0, "a step is meant to last", "planned_s")
        check(0 <= self.done_s <= 3600, "a step lasts at most an hour", "done_s")

    @property
    def parts(self) -> tuple[BodyPart, ...]:
        """
        What it is for: one side, or both where none is named; nothing for the whole body.
        """
        if self.region is None:
            return ()
        sides = tuple(Side) if self.side is None else (self.side,)
        return tuple(BodyPart(self.region, side) for side in sides)


@dataclass(frozen=True, slots=True)
class Feeling:
    """
    How one part felt before the session and after it, 0 to 10; None where nobody said.
    """

    part: BodyPart
    before: int | None
    after: int | None

    def __post_init__(self) -> None:
        for name, score in (("before", self.before), ("after", self.after)):
            check(score is None or 0 <= score <= 10, "a feeling goes from 0 to 10", name)


@dataclass(frozen=True, slots=True)
class GuidedSession:
    """
    One session of self-care, made on the phone that guided it: its id is the phone's own.

    It is care and never training load. `item_id` is the item of the plan it was done for, if any;
    `pain` are the answers to the question asked after "this hurts".
    """

    id: str
    started_at: datetime
    ended_at: datetime
    phase: RoutinePhase
    steps: tuple[GuidedStep, ...]
    paused_s: int = 0
    item_id: str = ""
    feelings: tuple[Feeling, ...] = ()
    pain: tuple[tuple[BodyPart, int], ...] = ()

    def __post_init__(self) -> None:
        if self.started_at.tzinfo is None or self.ended_at.tzinfo is None:
            raise CannotBe("a session needs instants with a time zone", "started_at")
        check(
            self.started_at <= self.ended_at, "a session does not end before it starts", "ended_at"
        )
        check(self.paused_s >= 0, "a pause is not negative", "paused_s")
        check(bool(self.steps), "a session has at least one step", "steps")

    @property
    def seconds_done(self) -> int:
        """
        Seconds of care that were really had.
        """
        return sum(step.done_s for step in self.steps)

    @property
    def seconds_planned(self) -> int:
        """
        Seconds of care that were meant.
        """
        return sum(step.planned_s for step in self.steps)

    @property
    def parts_cared_for(self) -> tuple[BodyPart, ...]:
        """
        The parts that had any care, both sides where both were worked at once.
        """
        return tuple(sorted({part for step in self.steps if step.done_s for part in step.parts}))
