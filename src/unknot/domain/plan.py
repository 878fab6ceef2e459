"""
The one call's input and output: everything a plan is decided from, and the decision.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum

from unknot.domain.body import BodyPart, RegionGroup, Side
from unknot.domain.check_in import CheckIn
from unknot.domain.reason import Reason
from unknot.domain.refused import CannotBe
from unknot.domain.run import Load, RunDone, RunPlanned
from unknot.domain.safety import Allowed, GateAnswers, GateOutcome, Injury, SymptomReport
from unknot.domain.session import (
    Appointment,
    CareKind,
    CareRecord,
    Depth,
    ItemStatus,
    MassageType,
    Phase,
    Tool,
)
from unknot.domain.settings import Settings
from unknot.domain.soreness import PersonalForecast

FORMAT_VERSION = 1


class EffectLevel(StrEnum):
    """
    Which end of the evidence's range the plan is made with; the middle unless said.
    """

    LOWER = "lower"
    MIDDLE = "middle"
    UPPER = "upper"


@dataclass(frozen=True, slots=True)
class PlanItem:
    """
    One piece of care in the plan.

    `id` is stable over replans. `regions` are the parts it is for, empty where that has no
    meaning (rest, cold water). `run_id` names the run it belongs to, if any.
    """

    id: str
    kind: CareKind
    date: date
    start_utc: datetime
    zone: str
    minutes: int
    phase: Phase = Phase.ANY
    regions: tuple[BodyPart, ...] = ()
    massage_type: MassageType | None = None
    depth: Depth | None = None
    tool: Tool | None = None
    cents: int | None = None
    run_id: str | None = None
    status: ItemStatus = ItemStatus.PROPOSED
    reasons: tuple[Reason, ...] = ()


@dataclass(frozen=True, slots=True)
class AdoptedPlan:
    """
    The plan the runner lives by: when it was adopted and its items as they stand.
    """

    adopted_at: datetime
    items: tuple[PlanItem, ...] = ()


@dataclass(frozen=True, slots=True)
class PlanInput:
    """
    Everything a plan is decided from; nothing else is looked at, not even the clock.

    Order of the tuples does not matter: the core sorts first. `rest_days` and `strength_days` are
    those of the training plan, as far as it names any.
    """

    now: datetime
    weeks: int
    settings: Settings = field(default_factory=Settings)
    runs_done: tuple[RunDone, ...] = ()
    runs_ahead: tuple[RunPlanned, ...] | None = None
    rest_days: tuple[date, ...] = ()
    strength_days: tuple[date, ...] = ()
    check_ins: tuple[CheckIn, ...] = ()
    appointments: tuple[Appointment, ...] = ()
    care_done: tuple[CareRecord, ...] = ()
    gate: GateAnswers | None = None
    reports: tuple[SymptomReport, ...] = ()
    injuries: tuple[Injury, ...] = ()
    adopted: AdoptedPlan | None = None
    effects: EffectLevel = EffectLevel.MIDDLE
    format_version: int = FORMAT_VERSION

    def __post_init__(self) -> None:
        if self.now.tzinfo is None:
            raise CannotBe("an instant needs a time zone", "now")
        if not 1 <= self.weeks <= 16:
            raise CannotBe("a plan covers 1 to 16 weeks, got {weeks}", "weeks", weeks=self.weeks)


@dataclass(frozen=True, slots=True)
class Wish:
    """
    A wish the plan could not meet: why, how much is missing, and the cheapest change that would.
    """

    code: str
    reason: Reason
    cheapest_change: Reason | None = None


@dataclass(frozen=True, slots=True)
class Conflict:
    """
    Something confirmed that breaks a rule; the plan leaves it where it is and says so.
    """

    item_id: str
    reason: Reason
    what_to_do: str


@dataclass(frozen=True, slots=True)
class DayForecast:
    """
    Soreness of one region group on waking, 0 to 10, without care and with the plan.

    `side` is None where left and right do not differ. `after_low` and `after_high` are where the
    same plan leads if care works as well as the upper, or as little as the lower end of the
    evidence. `low` and `high` are where the soreness without care is on four of five mornings: how
    far the forecast itself may be off. All four are None in a decision kept before they were said.
    """

    date: date
    group: RegionGroup
    without: float
    with_plan: float
    side: Side | None = None
    after_low: float | None = None
    after_high: float | None = None
    low: float | None = None
    high: float | None = None


@dataclass(frozen=True, slots=True)
class Forecast:
    """
    The soreness forecast over the horizon; `is_known` is false without any run to go by.

    `personal` says how well it foretold this runner so far; None in a decision kept before it did.
    """

    days: tuple[DayForecast, ...] = ()
    is_known: bool = False
    personal: PersonalForecast | None = None


@dataclass(frozen=True, slots=True)
class MonthMoney:
    """
    One calendar month: the budget, what is spent, committed and proposed, in cents.
    """

    month: str
    budget_cents: int | None
    spent_cents: int
    committed_cents: int
    proposed_cents: int


@dataclass(frozen=True, slots=True)
class LoadDay:
    """
    One day's load and its 7- and 42-day averages; None means not known, never zero.
    """

    date: date
    load: float | None
    average_7: float | None
    average_42: float | None


@dataclass(frozen=True, slots=True)
class RunLoad:
    """
    The load of one run and how it was found.
    """

    run_id: str
    load: Load


@dataclass(frozen=True, slots=True)
class LoadPicture:
    """
    All that load says: per run, per day, and the median run that loads are compared with.
    """

    runs: tuple[RunLoad, ...] = ()
    days: tuple[LoadDay, ...] = ()
    median_run: float | None = None


@dataclass(frozen=True, slots=True)
class Change:
    """
    What differs from the adopted plan: added, removed or moved, and what caused it.
    """

    what: str
    item_id: str
    reason: Reason


@dataclass(frozen=True, slots=True)
class PlanDecision:
    """
    The plan and everything it was reasoned from, so that a page can show the whole chain.

    `gap` is the proven distance from the best possible plan as a fraction, None when nothing was
    solved. `input_digest` is the SHA-256 of the canonical input and the catalogue's version.
    `rest_days` are the training plan's days without a run, `strength_days` its days of strength
    work, both as far as this plan reaches.
    """

    input_digest: str
    safety: GateOutcome = field(default_factory=Allowed)
    items: tuple[PlanItem, ...] = ()
    runs_ahead: tuple[RunPlanned, ...] = ()
    rest_days: tuple[date, ...] = ()
    strength_days: tuple[date, ...] = ()
    wishes_not_met: tuple[Wish, ...] = ()
    conflicts: tuple[Conflict, ...] = ()
    refusals: tuple[Reason, ...] = ()
    forecast: Forecast = Forecast()
    money: tuple[MonthMoney, ...] = ()
    gap: float | None = None
    load: LoadPicture = LoadPicture()
    changes: tuple[Change, ...] = ()
    assumptions: tuple[Reason, ...] = ()
    figures: Mapping[str, float] = field(default_factory=dict)
