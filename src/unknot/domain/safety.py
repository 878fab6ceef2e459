"""
Safety in words: what a runner answers, what is wrong, and what follows from it.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum

from unknot.domain.body import BodyPart
from unknot.domain.reason import Reason
from unknot.domain.refused import CannotBe, check
from unknot.domain.session import Depth


class SafetyList(StrEnum):
    """
    The lists of evidence section 7.2, and the unanswered gate.
    """

    EMERGENCY = "A"
    SAME_DAY = "B"
    NOWHERE = "C"
    LOCAL = "D"
    ASK_FIRST = "E"
    UNANSWERED = "unanswered"


class Modality(StrEnum):
    """
    What can be limited: hands of a therapist, self-massage, a gun, stretching, cold water, running.
    """

    MASSAGE = "massage"
    SELF_MASSAGE = "self-massage"
    GUN = "gun"
    STRETCHING = "stretching"
    COLD_WATER = "cold-water"
    RUNNING = "running"


@dataclass(frozen=True, slots=True)
class GateAnswers:
    """
    The intake questions as answered: `conditions` are catalogue codes that apply.

    `cleared` are those conditions for which a doctor has said massage is fine.
    An empty `conditions` means "none of these apply", which is an answer. `places` says where
    a condition is, for those that need a place; without one the limit is as wide as it may be.
    """

    answered_at: datetime
    conditions: frozenset[str] = frozenset()
    cleared: frozenset[str] = frozenset()
    age_under_16: bool = False
    places: Mapping[str, tuple[BodyPart, ...]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class SymptomReport:
    """
    "Something is wrong": signs ticked by the runner, where, since when, until when.

    An open report (`ended_on` None) stays in force until the runner ends it.
    """

    id: str
    reported_at: datetime
    signs: frozenset[str]
    parts: tuple[BodyPart, ...] = ()
    ended_on: date | None = None


class InjuryKind(StrEnum):
    """
    What sort of trouble a span is about.
    """

    ACUTE = "acute"
    OVERUSE = "overuse"
    BONE_STRESS = "bone-stress"
    SURGERY = "surgery"
    SKIN = "skin"
    ILLNESS = "illness"


@dataclass(frozen=True, slots=True)
class Injury:
    """
    An injury or illness over a span of days; every day of it counts, not only the first.

    `ended_on` is the last day; None while it lasts. An illness has no parts.
    """

    id: str
    kind: InjuryKind
    started_on: date
    parts: tuple[BodyPart, ...] = ()
    ended_on: date | None = None
    note: str = ""

    def __post_init__(self) -> None:
        if self.ended_on is not None and self.ended_on < self.started_on:
            raise CannotBe("an injury does not end before it starts", "ended_on")

    def covers(self, day: date) -> bool:
        """
        True on every day from the first to the last.
        """
        return self.started_on <= day and (self.ended_on is None or day <= self.ended_on)


@dataclass(frozen=True, slots=True)
class Limit:
    """
    What is limited where: up to `max_depth` on `parts` (None: the whole body) for `modalities`.

    It holds from `from_date` through `until_date`; None means open-ended.
    """

    modalities: frozenset[Modality]
    max_depth: Depth
    reason: Reason
    parts: frozenset[BodyPart] | None = None
    from_date: date | None = None
    until_date: date | None = None

    def holds_on(self, day: date) -> bool:
        """
        True on the days the limit is in force.
        """
        return (self.from_date is None or self.from_date <= day) and (
            self.until_date is None or day <= self.until_date
        )

    @property
    def closes_running(self) -> bool:
        """
        True where it leaves no running at all.
        """
        return (
            Modality.RUNNING in self.modalities
            and self.parts is None
            and self.max_depth is Depth.NONE
        )


@dataclass(frozen=True, slots=True)
class Allowed:
    """
    Nothing stands against care.
    """


@dataclass(frozen=True, slots=True)
class Restricted:
    """
    Care within limits: some regions, depths or kinds are out.
    """

    limits: tuple[Limit, ...]


@dataclass(frozen=True, slots=True)
class Refused:
    """
    No care is offered: which list says so, why, and the code of what to do instead.
    """

    safety_list: SafetyList
    reasons: tuple[Reason, ...]
    what_to_do: str


GateOutcome = Allowed | Restricted | Refused


@dataclass(frozen=True, slots=True)
class RunningClosed:
    """
    No run belongs into a day: why, and the last day of it; None until the runner ends it.
    """

    reason: Reason
    until_date: date | None = None


def running_closed_on(outcome: GateOutcome, day: date) -> RunningClosed | None:
    """
    What keeps a runner from running that day; None where nothing does.

    A refusal closes running too, except that of questions nobody has answered yet. Of several
    limits the one speaks that lasts longest.
    """
    if isinstance(outcome, Refused):
        is_asked = outcome.safety_list is SafetyList.UNANSWERED
        return None if is_asked else RunningClosed(outcome.reasons[0])
    closing = [
        limit
        for limit in (outcome.limits if isinstance(outcome, Restricted) else ())
        if limit.closes_running and limit.holds_on(day)
    ]
    if not closing:
        return None
    longest = max(closing, key=lambda limit: limit.until_date or date.max)
    return RunningClosed(longest.reason, longest.until_date)


@dataclass(frozen=True, slots=True)
class GateInput:
    """
    All that the gate looks at; nothing else can change its word.
    """

    now: datetime
    zone: str
    answers: GateAnswers | None = None
    reports: tuple[SymptomReport, ...] = ()
    injuries: tuple[Injury, ...] = ()
    pain: tuple[PainToday, ...] = field(default_factory=tuple)
    soreness: tuple[SorenessToday, ...] = field(default_factory=tuple)


@dataclass(frozen=True, slots=True)
class PainToday:
    """
    The last pain report of one part and the day it was made.
    """

    part: BodyPart
    score: int
    date: date

    def __post_init__(self) -> None:
        check(
            0 <= self.score <= 10, "pain goes from 0 to 10, got {score}", "score", score=self.score
        )


@dataclass(frozen=True, slots=True)
class SorenessToday:
    """
    The last soreness report of one part and the day it was made.
    """

    part: BodyPart
    score: int
    date: date

    def __post_init__(self) -> None:
        check(
            0 <= self.score <= 10,
            "soreness goes from 0 to 10, got {score}",
            "score",
            score=self.score,
        )


@dataclass(frozen=True, slots=True)
class Violation:
    """
    One thing the guard found wrong with a finished plan.

    `item_id` is None when the whole plan is at fault; `rule` is the stable name of the rule.
    `is_safety` is true when it also binds what the runner has confirmed.
    """

    rule: str
    item_id: str | None
    reason: Reason
    is_safety: bool = False
