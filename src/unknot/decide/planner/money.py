"""
Money by calendar month: the budget, what is spent, what is committed, what is left.
"""

from __future__ import annotations

from datetime import date

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
    What a massage usually costs: the last one paid, else the middle of the price list.
    """
    paid = [each for each in given.appointments if each.cents]
    if paid:
        return max(paid, key=lambda each: (each.date, each.id)).cents
    prices = sorted(price.cents for price in given.settings.prices)
    return prices[len(prices) // 2] if prices else None
