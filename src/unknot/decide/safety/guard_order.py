"""
What makes a plan one that can be lived: each item once, ahead, in its place, one at a time.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime, timedelta
from functools import cache

from unknot.catalogue.planning import depths_of, figure, regions_for
from unknot.decide.safety.finished_plan import SELF_CARE, FinishedPlan, depth_of, end_of
from unknot.domain.body import BodyPart, Region, RegionGroup
from unknot.domain.plan import PlanItem
from unknot.domain.reason import Fact
from unknot.domain.run import RunKind
from unknot.domain.safety import Modality, Refused, Restricted
from unknot.domain.session import CareKind, Depth, Tool
from unknot.domain.units import local_date

_HANDS = frozenset({CareKind.MASSAGE, CareKind.SELF_MASSAGE, CareKind.BEFORE_RUN})

Fault = tuple[PlanItem, dict[str, Fact]]


def every_item_has_its_own_id(plan: FinishedPlan) -> Iterator[Fault]:
    """
    Two items of one id would overwrite each other in every calendar.
    """
    seen: set[str] = set()
    for item in plan.items:
        if item.id in seen:
            yield item, {}
        seen.add(item.id)


def proposals_lie_ahead_and_within_the_plan(plan: FinishedPlan) -> Iterator[Fault]:
    """
    Nothing is proposed for the past, beyond the weeks asked for, or on a day that is not its own.
    """
    ends = plan.today + timedelta(weeks=plan.given.weeks)
    for item in plan.proposals:
        zone = plan.given.settings.zone
        is_on_its_day = local_date(item.start_utc, zone) == item.date and item.zone == zone
        is_ahead = item.start_utc >= plan.given.now and plan.today <= item.date < ends
        if not (is_on_its_day and is_ahead):
            yield item, {}


def one_thing_at_a_time(plan: FinishedPlan) -> Iterator[Fault]:
    """
    No proposal overlaps another item, a booked massage or a run.
    """
    taken = _taken(plan)
    for item in plan.proposals:
        if item.kind is CareKind.REST:
            continue
        if any(_overlap(item, start, end) for start, end in taken):
            yield item, {}
        taken.append((item.start_utc, end_of(item)))


def care_lasts_a_while(plan: FinishedPlan) -> Iterator[Fault]:
    """
    Care of no minutes is a slip, not care.
    """
    for item in plan.proposals:
        if item.minutes <= 0 and item.kind is not CareKind.REST:
            yield item, {"minutes": item.minutes}


def tools_are_owned(plan: FinishedPlan) -> Iterator[Fault]:
    """
    Self-massage uses what the runner has; hands are always there.
    """
    for item in plan.proposals:
        if item.tool not in (None, Tool.HANDS, *plan.given.settings.tools):
            yield item, {"tool": item.tool.value if item.tool else None}


def a_type_goes_no_deeper_than_it_can(plan: FinishedPlan) -> Iterator[Fault]:
    """
    A massage names its type and its depth, and the type can be had at that depth.
    """
    for item in plan.massages:
        if item.massage_type is None or item.depth is None:
            yield item, {}
        elif item.depth not in depths_of(item.massage_type):
            yield item, {"massage_type": item.massage_type.value, "depth": item.depth.value}


def before_a_run_needs_its_run(plan: FinishedPlan) -> Iterator[Fault]:
    """
    The few minutes before a run stand before a run that is still ahead, and end when it starts.

    No sooner than the half hour for which they are felt (SMR-NAKA21), and not on a day on which
    running is closed.
    """
    lasts = timedelta(minutes=figure("before_run_lasts_min"))
    for item in plan.of_kind(CareKind.BEFORE_RUN):
        ahead = [run.start for run in plan.runs_on(item.date) if not run.is_done]
        in_time = any(item.start_utc >= start - lasts and end_of(item) <= start for start in ahead)
        is_limited = isinstance(plan.gate, Restricted) and _running_is_closed(plan, item)
        if not in_time or is_limited:
            yield item, {}


def items_name_runs_that_exist(plan: FinishedPlan) -> Iterator[Fault]:
    """
    An item that belongs to a run belongs to one that is there.
    """
    known = {run.id for run in plan.runs}
    for item in plan.proposals:
        if item.run_id is not None and item.run_id not in known:
            yield item, {}


def long_holds_never_before_a_run(plan: FinishedPlan) -> Iterator[Fault]:
    """
    A stretching session does not end in the hour before a run (STR-BEHM16, STR-BAXT17).
    """
    for item in plan.of_kind(CareKind.STRETCHING):
        latest = end_of(item) + timedelta(hours=1)
        if any(item.start_utc < run.start < latest for run in plan.runs if not run.is_done):
            yield item, {}


def one_self_massage_a_part_a_day(plan: FinishedPlan) -> Iterator[Fault]:
    """
    One part is massaged by the runner's own hands once a day: after the run or in the evening.
    """
    seen: set[tuple[date, BodyPart]] = set()
    for item in plan.of_kind(CareKind.SELF_MASSAGE):
        places = {(item.date, part) for part in item.regions}
        if places & seen:
            yield item, {}
        seen |= places


def rest_never_takes_a_key_run(plan: FinishedPlan) -> Iterator[Fault]:
    """
    Rest is suggested only instead of easy runs that are all ahead, unless the gate has closed
    running that day.
    """
    for item in plan.of_kind(CareKind.REST):
        runs = plan.runs_on(item.date)
        is_easy = all(run.kind is RunKind.EASY and not run.is_done for run in runs)
        if not (runs and is_easy) and not _running_is_closed(plan, item):
            yield item, {}


def nothing_is_done_around_a_run_that_becomes_rest(plan: FinishedPlan) -> Iterator[Fault]:
    """
    Where rest is suggested there is no run to prepare for and none to cool down from.
    """
    rests = {item.date for item in plan.of_kind(CareKind.REST)}
    for item in plan.of_kind(CareKind.BEFORE_RUN, CareKind.COLD_WATER):
        if item.date in rests:
            yield item, {}


def one_rest_day_a_week(plan: FinishedPlan) -> Iterator[Fault]:
    """
    At most one run a week is suggested to become rest, none in a week with a rest day in the plan,
    unless the gate has closed running.
    """
    weeks = {plan.week_of(day) for day in plan.given.rest_days if not plan.runs_on(day)}
    for item in plan.of_kind(CareKind.REST):
        week = plan.week_of(item.date)
        if week in weeks and not _running_is_closed(plan, item):
            yield item, {"week_of": week.isoformat()}
        weeks.add(week)


def self_care_stays_light(plan: FinishedPlan) -> Iterator[Fault]:
    """
    Nobody works deep on themselves: that is left to a therapist.
    """
    for item in plan.of_kind(*SELF_CARE):
        if depth_of(item) is Depth.DEEP:
            yield item, {"depth": Depth.DEEP.value}


def hands_go_where_muscle_is(plan: FinishedPlan) -> Iterator[Fault]:
    """
    What is proposed keeps to muscle: no joint, tendon or bone edge, no groin by one's own hands.
    """
    for item in plan.proposals:
        if item.kind in _HANDS:
            open_regions = _worked_on(item.kind is CareKind.MASSAGE)
            for part in item.regions:
                if part.region not in open_regions:
                    yield item, {"region": part.region.value, "side": part.side.value}


@cache
def _worked_on(is_therapist: bool) -> frozenset[Region]:
    care = "massage" if is_therapist else "self_massage"
    return frozenset(region for group in RegionGroup for region in regions_for(care, group))


def _running_is_closed(plan: FinishedPlan, item: PlanItem) -> bool:
    if isinstance(plan.gate, Refused):
        return True
    return isinstance(plan.gate, Restricted) and any(
        Modality.RUNNING in limit.modalities
        and limit.max_depth is Depth.NONE
        and limit.holds_on(item.date)
        for limit in plan.gate.limits
    )


def _taken(plan: FinishedPlan) -> list[tuple[datetime, datetime]]:
    booked = [(hands.start, hands.end) for hands in plan.booked]
    runs = [(run.start, run.end) for run in plan.runs if run.end >= plan.given.now]
    items = [
        (item.start_utc, end_of(item))
        for item in plan.confirmed
        if item.kind not in (CareKind.MASSAGE, CareKind.REST)
    ]
    return booked + runs + items


def _overlap(item: PlanItem, start: datetime, end: datetime) -> bool:
    return item.start_utc < end and start < end_of(item)


ORDER_RULES = (
    every_item_has_its_own_id,
    proposals_lie_ahead_and_within_the_plan,
    one_thing_at_a_time,
    care_lasts_a_while,
    tools_are_owned,
    a_type_goes_no_deeper_than_it_can,
    before_a_run_needs_its_run,
    items_name_runs_that_exist,
    long_holds_never_before_a_run,
    one_self_massage_a_part_a_day,
    rest_never_takes_a_key_run,
    nothing_is_done_around_a_run_that_becomes_rest,
    one_rest_day_a_week,
    self_care_stays_light,
    hands_go_where_muscle_is,
)
