"""
When deep work may be: clear of races, of hard runs, and of other deep work on the same part.

Race windows count days of the runner's calendar, clearances count hours (section 8).
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

from unknot.catalogue.planning import figure
from unknot.catalogue.safety import report_holds_days
from unknot.decide.safety.finished_plan import (
    FinishedPlan,
    Hands,
    Out,
    depth_of,
    end_of,
    hands_of,
    hours,
)
from unknot.domain.plan import PlanItem
from unknot.domain.reason import Fact
from unknot.domain.session import Depth, ItemStatus

Fault = tuple[PlanItem, dict[str, Fact]]


def only_light_hands_just_before_a_race(plan: FinishedPlan) -> Iterator[Fault]:
    """
    In the last three days before a race, and on its day before the start, hands stay light.
    """
    days = figure("only_light_before_race_days")
    for item in plan.massages:
        if depth_of(item).rank > Depth.LIGHT.rank:
            yield from _near_races(plan, item, days)


def deep_work_keeps_days_before_a_race(plan: FinishedPlan) -> Iterator[Fault]:
    """
    No deep work in the last five days before a race, seven for who is new to it.
    """
    for item in _deep(plan):
        new = "_when_new" if _is_new_to_deep(plan, item) else ""
        yield from _near_races(plan, item, figure(f"deep_before_race_days{new}"))


def no_first_deep_massage_before_a_race(plan: FinishedPlan) -> Iterator[Fault]:
    """
    Deep work is not met for the first time in the fortnight before a race.
    """
    for item in _deep(plan):
        if _is_new_to_deep(plan, item):
            yield from _near_races(plan, item, figure("first_deep_before_race_days"))


def only_light_hands_just_after_a_race(plan: FinishedPlan) -> Iterator[Fault]:
    """
    For 72 hours after a race hands stay light.
    """
    clear_h = figure("deep_after_race_h")
    for item in plan.massages:
        for race in _races_before(plan, item):
            is_soon = hours(race.end, item.start_utc) < clear_h
            if is_soon and depth_of(item).rank > Depth.LIGHT.rank:
                yield item, {"race_date": race.date.isoformat(), "clear_h": clear_h}


def deep_work_waits_after_a_race(plan: FinishedPlan) -> Iterator[Fault]:
    """
    No deep work for 72 hours after a race, and for a week after an ultra.
    """
    for item in _deep(plan):
        for race in _races_before(plan, item):
            is_ultra = (race.distance_m or 0) >= figure("ultra_from_m")
            clear_h = (
                figure("deep_after_ultra_days") * 24 if is_ultra else figure("deep_after_race_h")
            )
            if hours(race.end, item.start_utc) < clear_h:
                yield item, {"race_date": race.date.isoformat(), "clear_h": clear_h}


def deep_work_after_a_race_waits_for_soreness(plan: FinishedPlan) -> Iterator[Fault]:
    """
    After a race deep work also waits until the part was last reported at three or less.
    """
    reach = timedelta(days=figure("deep_report_days"))
    for item in _deep(plan):
        for race in _races_before(plan, item):
            for part in item.regions:
                said = plan.sore.get(part)
                is_since = (
                    said is not None and race.date <= said[0] and item.date - race.date <= reach
                )
                if said and is_since and said[1] > figure("deep_after_race_soreness"):
                    yield item, {"region": part.region.value, "score": said[1]}


def deep_work_keeps_hours_before_a_hard_run(plan: FinishedPlan) -> Iterator[Fault]:
    """
    Deep work ends 24 hours before the next hard run; 36 for who is new to it or sore.
    """
    for item in _deep(plan):
        careful = "_when_careful" if _is_careful(plan, item) else ""
        clear_h = figure(f"deep_before_hard_run_h{careful}")
        for run in plan.runs:
            is_later = not run.is_done and run.is_hard and item.start_utc < run.end
            if is_later and hours(end_of(item), run.start) < clear_h:
                yield item, {"clear_h": clear_h, "run_date": run.date.isoformat()}


def deep_work_on_one_part_rests_two_days(plan: FinishedPlan) -> Iterator[Fault]:
    """
    Between two deep massages of one part lie 48 hours; a booked one without parts is all parts.
    """
    deep = [each for each in plan.booked if each.depth is Depth.DEEP]
    for item in _deep(plan):
        mine = hands_of(item)
        if any(_too_close(mine, other) for other in deep):
            yield item, {"clear_h": figure("deep_same_region_h")}
        deep.append(mine)


def _deep(plan: FinishedPlan) -> Iterator[PlanItem]:
    return (item for item in plan.massages if depth_of(item) is Depth.DEEP)


def _near_races(plan: FinishedPlan, item: PlanItem, days: float) -> Iterator[Fault]:
    for race in plan.races:
        if 0 <= (race.date - item.date).days <= days and item.start_utc < race.end:
            yield item, {"race_date": race.date.isoformat(), "clear_days": days}


def _races_before(plan: FinishedPlan, item: PlanItem) -> Iterator[Out]:
    return (race for race in plan.races if race.start <= item.start_utc)


def _is_new_to_deep(plan: FinishedPlan, item: PlanItem) -> bool:
    """
    True for who never had deep work: not told of any, none done, none earlier in this plan.
    """
    had = any(
        each.depth is Depth.DEEP and each.status is ItemStatus.DONE
        for each in plan.given.appointments
    )
    earlier = any(
        each.depth is Depth.DEEP and each.start < item.start_utc for each in plan.booked
    ) or any(other.start_utc < item.start_utc for other in _deep(plan))
    return not (had or earlier or plan.given.settings.had_deep_massage)


def _is_careful(plan: FinishedPlan, item: PlanItem) -> bool:
    is_sore = any(
        plan.sore[part][1] >= figure("careful_from_soreness")
        and (plan.today - plan.sore[part][0]).days < report_holds_days()
        for part in item.regions
        if part in plan.sore
    )
    return is_sore or _is_new_to_deep(plan, item)


def _too_close(one: Hands, other: Hands) -> bool:
    first, second = sorted((one, other), key=lambda each: each.start)
    is_same = not one.parts or not other.parts or bool(one.parts & other.parts)
    return is_same and hours(first.end, second.start) < figure("deep_same_region_h")


DEEP_WORK_RULES = (
    only_light_hands_just_before_a_race,
    deep_work_keeps_days_before_a_race,
    no_first_deep_massage_before_a_race,
    only_light_hands_just_after_a_race,
    deep_work_waits_after_a_race,
    deep_work_after_a_race_waits_for_soreness,
    deep_work_keeps_hours_before_a_hard_run,
    deep_work_on_one_part_rests_two_days,
)
