"""
When cold water may be: seldom, after what was hard, and never where it does harm (section 4).
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from math import ceil

from unknot.catalogue.planning import figure
from unknot.decide.safety.finished_plan import FinishedPlan, Out, hours
from unknot.domain.plan import PlanItem
from unknot.domain.reason import Fact
from unknot.domain.run import RunKind
from unknot.domain.session import CareKind, ItemStatus

Fault = tuple[PlanItem, dict[str, Fact]]


def cold_water_is_wished(plan: FinishedPlan) -> Iterator[Fault]:
    """
    Nobody is sent into cold water who did not ask for it.
    """
    for item in _baths(plan):
        if not plan.given.settings.cold_water_wanted:
            yield item, {}


def nobody_stays_in_cold_water_too_long(plan: FinishedPlan) -> Iterator[Fault]:
    """
    A bath is over after fifteen minutes.
    """
    most = figure("cold_most_min")
    for item in _baths(plan):
        if item.minutes > most:
            yield item, {"minutes": most}


def cold_water_only_after_what_is_hard(plan: FinishedPlan) -> Iterator[Fault]:
    """
    A bath follows a race, the week's longest run or the second of two hard days.
    """
    for item in _baths(plan):
        before = [run for run in plan.runs_on(item.date) if run.end <= item.start_utc]
        if not any(_was_hard(plan, run) for run in before):
            yield item, {}


def one_bath_in_three_days(plan: FinishedPlan) -> Iterator[Fault]:
    """
    Baths lie three days apart, those already taken counted.
    """
    apart = figure("cold_every_days")
    days = [
        record.date
        for record in plan.given.care_done
        if record.kind is CareKind.COLD_WATER and record.status is ItemStatus.DONE
    ]
    days += [item.date for item in plan.confirmed if item.kind is CareKind.COLD_WATER]
    for item in _baths(plan):
        if any(abs((item.date - day).days) < apart for day in days):
            yield item, {"days": apart}
        days.append(item.date)


def cold_water_keeps_a_day_from_strength_work(plan: FinishedPlan) -> Iterator[Fault]:
    """
    Cold water blunts what strength work builds. Its hour is not known, so a day on either side.
    """
    reach = ceil(figure("cold_strength_h") / 24)
    weekdays = plan.given.settings.strength_weekdays
    for item in _baths(plan):
        near = {item.date + timedelta(days=off) for off in range(-reach, reach + 1)}
        if near & set(plan.given.strength_days) or {day.weekday() for day in near} & weekdays:
            yield item, {"clear_h": figure("cold_strength_h")}


def no_cold_water_before_speed_the_same_day(plan: FinishedPlan) -> Iterator[Fault]:
    """
    Legs out of cold water jump worse: no bath when a fast run follows the same day.
    """
    fast = (RunKind.SPEED, RunKind.SPRINT)
    for item in _baths(plan):
        if any(run.kind in fast and run.start >= item.start_utc for run in plan.runs_on(item.date)):
            yield item, {}


def _baths(plan: FinishedPlan) -> tuple[PlanItem, ...]:
    return plan.of_kind(CareKind.COLD_WATER)


def _was_hard(plan: FinishedPlan, run: Out) -> bool:
    is_race = run.kind is RunKind.RACE or run.date in {race.date for race in plan.races}
    return is_race or _is_longest_of_week(plan, run) or _closes_a_hard_block(plan, run)


def _is_longest_of_week(plan: FinishedPlan, run: Out) -> bool:
    """
    True for the week's longest run by distance, or by time: plans often know only one of them.
    """
    week = [each for each in plan.runs if _same_week(plan, each.date, run.date)]
    farthest = max(each.distance_m or 0 for each in week)
    longest = max(each.end - each.start for each in week)
    return 0 < farthest == run.distance_m or run.end - run.start == longest


def _same_week(plan: FinishedPlan, one: date, other: date) -> bool:
    return plan.week_of(one) == plan.week_of(other)


def _closes_a_hard_block(plan: FinishedPlan, run: Out) -> bool:
    """
    True for the second of two hard days. A run done of unknown sort may have been hard.
    """
    if not (run.is_hard or run.kind is None):
        return False
    return any(
        (other.is_hard or other.kind is None)
        and other.date != run.date
        and 0 < hours(other.start, run.start) <= figure("two_hard_days_h")
        for other in plan.runs
    )


COLD_WATER_RULES = (
    cold_water_is_wished,
    nobody_stays_in_cold_water_too_long,
    cold_water_only_after_what_is_hard,
    one_bath_in_three_days,
    cold_water_keeps_a_day_from_strength_work,
    no_cold_water_before_speed_the_same_day,
)
