"""
One piece of care as every page shows it: icon, colour, words, why, and what can be done with it.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from zoneinfo import ZoneInfo

from unknot.deliver.words import (
    Voice,
    describe_item,
    say,
    say_clock,
    say_minutes,
    title_of,
    what_it_can_do,
    what_to_mind,
)
from unknot.domain.plan import PlanItem
from unknot.domain.reason import Reason, Why
from unknot.domain.run import RunKind
from unknot.domain.session import CareKind, ItemStatus, Phase

# Which colour and icon a kind of care has on every page.
_LOOKS: Mapping[CareKind, tuple[str, str]] = {
    CareKind.MASSAGE: ("k-massage", "hand"),
    CareKind.SELF_MASSAGE: ("k-self", "hand-heart"),
    CareKind.BEFORE_RUN: ("k-self", "hand-heart"),
    CareKind.STRETCHING: ("k-stretch", "person-standing"),
    CareKind.COLD_WATER: ("k-cold", "snowflake"),
    CareKind.REST: ("k-rest", "moon"),
}
_REASON_ICONS: Mapping[Why, str] = {
    Why.SORE_AFTER_RUN: "footprints",
    Why.SORE_REPORTED: "heart-pulse",
    Why.EASES_BEFORE_KEY_RUN: "flag",
    Why.RHYTHM_DUE: "calendar-days",
    Why.FORECAST_CHANGE: "activity",
    Why.FITS_BUDGET: "wallet",
    Why.LIMIT_BUDGET: "wallet",
    Why.LIMIT_MINUTES_A_DAY: "timer",
    Why.LIMIT_MINUTES_A_WEEK: "timer",
    Why.RUN_IS_A_GUESS: "info",
    Why.EVIDENCE_IS_EXPERT_PRIOR: "info",
}


def look_of(kind: CareKind) -> tuple[str, str]:
    """
    The colour class and the icon of a kind of care.
    """
    return _LOOKS[kind]


@dataclass(frozen=True, slots=True)
class ReasonLine:
    """
    One sentence of "why", with the icon that stands before it.
    """

    icon: str
    text: str


@dataclass(frozen=True, slots=True)
class CareView:
    """
    One item of the plan on a page.

    `when` is the time of day or the phase; `can_mark` is true from its day on, and for an
    appointment at any time, since those are booked ahead.
    """

    id: str
    look: str
    icon: str
    title: str
    detail: str
    when: str
    short: str
    status: str
    reasons: tuple[ReasonLine, ...]
    can_do: str
    to_mind: tuple[str, ...]
    is_done: bool
    is_skipped: bool
    is_open: bool
    is_massage: bool
    can_mark: bool


def care_view(item: PlanItem, today: date, voice: Voice, zone: ZoneInfo) -> CareView:
    """
    What a page shows of an item.
    """
    look, icon = look_of(item.kind)
    is_open = item.status in {ItemStatus.PROPOSED, ItemStatus.CONFIRMED}
    return CareView(
        id=item.id,
        look=look,
        icon=icon,
        title=title_of(item, voice),
        detail=describe_item(item, voice),
        when=when_of(item, voice, zone),
        short=short_of(item, voice, zone),
        status=item.status.value,
        reasons=reason_lines(item.reasons, voice),
        can_do=what_it_can_do(item.kind, voice),
        to_mind=what_to_mind(item, voice),
        is_done=item.status is ItemStatus.DONE,
        is_skipped=item.status is ItemStatus.SKIPPED,
        is_open=is_open,
        is_massage=item.kind is CareKind.MASSAGE,
        can_mark=item.date <= today,
    )


def reason_lines(reasons: Iterable[Reason], voice: Voice) -> tuple[ReasonLine, ...]:
    """
    The reasons as sentences; the same sentence is not said twice.
    """
    lines: dict[str, ReasonLine] = {}
    for reason in reasons:
        text = say(reason, voice)
        lines.setdefault(text, ReasonLine(_REASON_ICONS.get(reason.code, "info"), text))
    return tuple(lines.values())


def when_of(item: PlanItem, voice: Voice, zone: ZoneInfo) -> str:
    """
    When in the day: an appointment and an evening have a time, the rest goes with the run.
    """
    clock = say_clock(item.start_utc.astimezone(zone).time(), voice)
    if item.kind is CareKind.MASSAGE:
        return clock
    words = {
        Phase.BEFORE_RUN: voice.translate(BEFORE_THE_RUN),
        Phase.AFTER_RUN: voice.translate(AFTER_THE_RUN),
        Phase.EVENING: voice.translate(IN_THE_EVENING),
        Phase.ANY: voice.translate(ANY_TIME),
    }
    return words[item.phase]


def short_of(item: PlanItem, voice: Voice, zone: ZoneInfo) -> str:
    """
    An item in a cell of a calendar: its minutes, the clock of an appointment, else its title.
    """
    if item.kind is CareKind.MASSAGE:
        return say_clock(item.start_utc.astimezone(zone).time(), voice)
    if item.kind is CareKind.REST or not item.minutes:
        return title_of(item, voice)
    return say_minutes(item.minutes, voice)


def _(message: str) -> str:
    return message


BEFORE_THE_RUN = _("Before the run")
AFTER_THE_RUN = _("After the run")
IN_THE_EVENING = _("In the evening")
ANY_TIME = _("Any time today")

# One word for a run in a calendar cell, where "easy run" would not fit.
SHORT_KINDS: Mapping[RunKind, str] = {
    RunKind.EASY: _("Easy"),
    RunKind.LONG: _("Long"),
    RunKind.SPEED: _("Fast"),
    RunKind.SPRINT: _("Sprints"),
    RunKind.UPHILL: _("Uphill"),
    RunKind.DOWNHILL: _("Downhill"),
    RunKind.TRAIL: _("Trail"),
    RunKind.RACE: _("Race"),
}


def by_day(items: Iterable[PlanItem]) -> dict[date, tuple[PlanItem, ...]]:
    """
    The items of each day, in the order of the clock; withdrawn ones are left out.
    """
    days: dict[date, tuple[PlanItem, ...]] = {}
    for item in sorted(items, key=lambda each: (each.start_utc, each.id)):
        if item.status is not ItemStatus.WITHDRAWN:
            days[item.date] = (*days.get(item.date, ()), item)
    return days


# What a day is remembered for, where there is room for one icon only.
_IMPORTANCE = (
    CareKind.MASSAGE, CareKind.SELF_MASSAGE, CareKind.COLD_WATER, CareKind.STRETCHING,
    CareKind.REST, CareKind.BEFORE_RUN,
)  # fmt: skip


def most_important_first(items: Iterable[PlanItem]) -> tuple[PlanItem, ...]:
    """
    An appointment has to be kept, so it comes first; loosening before a run comes last.
    """
    return tuple(sorted(items, key=lambda item: _IMPORTANCE.index(item.kind)))
