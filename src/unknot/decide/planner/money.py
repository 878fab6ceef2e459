"""
Money by calendar month, and the rhythm of massages that it pays for.
"""

from __future__ import annotations

import math
from datetime import date

from unknot.catalogue.planning import figure
from unknot.decide.planner.problem import Problem
from unknot.domain.plan import PlanInput
from unknot.domain.session import ItemStatus


def month_of(day: date) -> str:
    """
    The calendar month of a date, as 2026-11.
    """
    return day.isoformat()[:7]


def paid_in_month(given: PlanInput, month: str, status: ItemStatus) -> int:
    """
    Cents of the massages of a month that are done, or confirmed.
    """
    return sum(
        appointment.cents or 0
        for appointment in given.appointments
        if appointment.status is status and month_of(appointment.date) == month
    )


def left_in_month(given: PlanInput, month: str) -> int:
    """
    Cents of the month's budget that nothing has claimed; never below zero.
    """
    budget = given.settings.budget_cents_a_month or 0
    spent = paid_in_month(given, month, ItemStatus.DONE)
    committed = paid_in_month(given, month, ItemStatus.CONFIRMED)
    return max(0, budget - spent - committed)


def usual_price(given: PlanInput) -> int | None:
    """
    What a massage costs that could be had regularly: the cheapest line of the usual length.

    The usual length is the middle one of the price list. A dearer line must not make the rhythm
    slower than the money allows, or what the money buys would come in clumps.
    """
    prices = given.settings.prices
    if not prices:
        return None
    usual_min = sorted(price.minutes for price in prices)[len(prices) // 2]
    return min(price.cents for price in prices if price.minutes == usual_min)


def rhythm_of(problem: Problem) -> int:
    """
    Days between massages to aim at: the wish, or what the budget regularly pays for.
    """
    wish = problem.settings.rhythm_days
    budget, price = problem.settings.budget_cents_a_month, usual_price(problem.given)
    if not budget or not price:
        return wish
    aim = min(wish, 30 / max(1, budget // price))
    return max(int(figure("days_between_massages")), math.floor(aim))
