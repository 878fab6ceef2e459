"""
What a runner gave: money a month, minutes a day and a week, evenings, a price list.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from datetime import date, timedelta

from unknot.catalogue.planning import figure
from unknot.decide.safety.finished_plan import SELF_CARE, FinishedPlan, end_of
from unknot.domain.plan import PlanItem
from unknot.domain.reason import Fact
from unknot.domain.session import CareKind, ItemStatus
from unknot.domain.units import instant_at

Fault = tuple[PlanItem, dict[str, Fact]]


def money_a_month_is_never_overspent(plan: FinishedPlan) -> Iterator[Fault]:
    """
    What is proposed in a calendar month is at most what spent and committed leave of the budget.

    No budget said means no appointment.
    """
    budget = plan.given.settings.budget_cents_a_month
    left: dict[str, int] = {}
    for item in plan.massages:
        month = f"{item.date:%Y-%m}"
        left.setdefault(month, max(0, (budget or 0) - _claimed(plan, month)))
        left[month] -= item.cents or 0
        if budget is None or left[month] < 0:
            yield item, {"month": month, "budget_cents": budget}


def prices_are_those_of_the_list(plan: FinishedPlan) -> Iterator[Fault]:
    """
    Type, length and price of an appointment stand in the therapist's list just so.
    """
    known = {
        (price.massage_type, price.minutes, price.cents) for price in plan.given.settings.prices
    }
    for item in plan.massages:
        if (item.massage_type, item.minutes, item.cents) not in known:
            yield item, {"minutes": item.minutes}


def appointments_lie_in_free_times(plan: FinishedPlan) -> Iterator[Fault]:
    """
    An appointment starts and ends inside one of the free times of that weekday.
    """
    zone = plan.given.settings.zone
    for item in plan.massages:
        fits = any(
            instant_at(item.date, free.starts_at, zone) <= item.start_utc
            and end_of(item) <= instant_at(item.date, free.ends_at, zone)
            for free in plan.given.settings.free_times
            if free.weekday == item.date.weekday()
        )
        if not fits:
            yield item, {}


def appointments_are_booked_ahead(plan: FinishedPlan) -> Iterator[Fault]:
    """
    Nobody is sent to a therapist within the hour.

    What the adopted plan held for that day may be booked already: it only must lie ahead.
    """
    now, adopted = plan.given.now, plan.given.adopted
    held = {item.date for item in adopted.items if item.kind is CareKind.MASSAGE} if adopted else ()
    for item in plan.massages:
        notice = timedelta(hours=0 if item.date in held else figure("booking_notice_h"))
        if item.start_utc < now + notice:
            yield item, {"notice_h": figure("booking_notice_h")}


def one_appointment_a_day(plan: FinishedPlan) -> Iterator[Fault]:
    """
    One massage a day, counting those booked and done.
    """
    days = {hands.date for hands in plan.booked}
    for item in plan.massages:
        if item.date in days:
            yield item, {}
        days.add(item.date)


def massages_keep_days_between(plan: FinishedPlan) -> Iterator[Fault]:
    """
    Massages lie four days apart, those booked and done counted, so that each can be felt.
    """
    apart = figure("days_between_massages")
    days = [hands.date for hands in plan.booked]
    for item in plan.massages:
        if any(abs((item.date - day).days) < apart for day in days):
            yield item, {"days": apart}
        days.append(item.date)


def self_care_fits_the_day(plan: FinishedPlan) -> Iterator[Fault]:
    """
    Self-care takes at most the minutes a day that the runner gave, those done counted.
    """
    given = plan.given.settings.self_care_min_a_day
    spent: dict[date, int] = defaultdict(int)
    for day, minutes in _minutes_done(plan):
        spent[day] += minutes
    for item in plan.of_kind(*SELF_CARE):
        spent[item.date] += item.minutes
        if spent[item.date] > given:
            yield item, {"minutes": given}


def self_care_fits_the_week(plan: FinishedPlan) -> Iterator[Fault]:
    """
    Self-care takes at most the minutes a calendar week that the runner gave.
    """
    given = plan.given.settings.self_care_min_a_week
    spent: dict[date, int] = defaultdict(int)
    for day, minutes in _minutes_done(plan):
        spent[plan.week_of(day)] += minutes
    for item in plan.of_kind(*SELF_CARE):
        week = plan.week_of(item.date)
        spent[week] += item.minutes
        if spent[week] > given:
            yield item, {"minutes": given, "week_of": week.isoformat()}


def _claimed(plan: FinishedPlan, month: str) -> int:
    """
    Cents of the month that are spent or committed; a booking counts once.
    """
    booked = {
        each.date: each.cents or 0
        for each in plan.given.appointments
        if each.status in (ItemStatus.DONE, ItemStatus.CONFIRMED)
    }
    total = sum(
        each.cents or 0
        for each in plan.given.appointments
        if each.status in (ItemStatus.DONE, ItemStatus.CONFIRMED) and f"{each.date:%Y-%m}" == month
    )
    return total + sum(
        item.cents or 0
        for item in plan.confirmed
        if item.kind is CareKind.MASSAGE
        and f"{item.date:%Y-%m}" == month
        and item.date not in booked
    )


def _minutes_done(plan: FinishedPlan) -> Iterator[tuple[date, int]]:
    for record in plan.given.care_done:
        if record.kind in SELF_CARE and record.status is ItemStatus.DONE:
            yield record.date, record.minutes


TIME_AND_MONEY_RULES = (
    money_a_month_is_never_overspent,
    prices_are_those_of_the_list,
    appointments_lie_in_free_times,
    appointments_are_booked_ahead,
    one_appointment_a_day,
    massages_keep_days_between,
    self_care_fits_the_day,
    self_care_fits_the_week,
)
