"""
The wishes a plan could not meet, each said once with the cheapest change that would meet it.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from unknot.catalogue.planning import figure
from unknot.decide.planner.cheapest import (
    budget_for_one,
    budget_for_rhythm,
    minutes_for_wish,
)
from unknot.decide.planner.goals import stretching_wanted
from unknot.decide.planner.missing import runs_asking, runs_unprepared, stretching_missing
from unknot.decide.planner.money import month_of, paid_in_month
from unknot.decide.planner.prepare import price_order
from unknot.decide.planner.problem import Problem
from unknot.decide.planner.solve import Solution
from unknot.domain.plan import Wish
from unknot.domain.reason import Fact, Reason, Why
from unknot.domain.session import CareKind, ItemStatus, Price


def unmet_wishes(problem: Problem, solution: Solution) -> tuple[Wish, ...]:
    """
    What was wished and is not in the plan; what stands in the way of massage comes first.
    """
    return (
        *_way_to_massage(problem, solution),
        *_rhythm(problem, solution),
        *_stretching(problem, solution),
        *_before_runs(problem, solution),
        *_rest(problem, solution),
    )


def _cheapest(problem: Problem) -> Price | None:
    return min(
        problem.settings.prices,
        key=lambda price: (price.cents, *price_order(price)),
        default=None,
    )


def _way_to_massage(problem: Problem, solution: Solution) -> Iterator[Wish]:
    settings, price = problem.settings, _cheapest(problem)
    if settings.budget_cents_a_month is None:
        cents = budget_for_one(problem, solution.options)
        yield Wish(
            Why.SET_A_BUDGET.value,
            Reason(Why.SET_A_BUDGET, {"price_cents": price.cents if price else None}),
            Reason(Why.SET_A_BUDGET, {"budget_cents": cents}),
        )
    if price is None:
        yield Wish(Why.SET_A_PRICE_LIST.value, Reason(Why.SET_A_PRICE_LIST))
    elif not problem.offers:
        shortest = min(each.minutes for each in settings.prices)
        yield Wish(
            Why.NO_FREE_TIME.value,
            Reason(Why.NO_FREE_TIME, {"minutes": shortest}),
            Reason(Why.FREE_AN_EVENING, {"weekday": None, "minutes": shortest}),
        )
    yield from _budget_too_small(problem, solution, price)


def _budget_too_small(problem: Problem, solution: Solution, price: Price | None) -> Iterator[Wish]:
    budget = problem.settings.budget_cents_a_month
    if budget is None or price is None:
        return
    if budget < price.cents:
        facts: dict[str, Fact] = {
            "budget_cents": budget,
            "price_cents": price.cents,
            "massage_type": price.massage_type.value,
            "minutes": price.minutes,
        }
        yield Wish(
            Why.BUDGET_BELOW_EVERY_PRICE.value,
            Reason(Why.BUDGET_BELOW_EVERY_PRICE, facts),
            _raise_to(budget, budget_for_one(problem, solution.options) or price.cents),
        )
        return
    month = month_of(problem.first_day)
    spent = paid_in_month(problem.given, month, ItemStatus.DONE)
    committed = paid_in_month(problem.given, month, ItemStatus.CONFIRMED)
    if spent + committed > budget:
        enough = budget_for_one(problem, solution.options, month) or spent + committed
        yield Wish(
            Why.BUDGET_ALREADY_COMMITTED.value,
            Reason(
                Why.BUDGET_ALREADY_COMMITTED,
                {
                    "month": month,
                    "budget_cents": budget,
                    "spent_cents": spent,
                    "committed_cents": committed,
                },
            ),
            _raise_to(budget, enough),
        )


def _raise_to(budget: int, cents: int) -> Reason:
    facts: dict[str, Fact] = {"budget_cents": cents, "more_cents": cents - budget}
    return Reason(Why.RAISE_THE_BUDGET, facts)


def overdue_days(problem: Problem, solution: Solution) -> list[int]:
    """
    The days without a massage for longer than the wished rhythm and a week of grace.
    """
    wish, grace = problem.settings.rhythm_days, int(figure("rhythm_grace_days"))
    had = [each.day for each in problem.booked]
    had += [column.day for column in solution.columns]
    last_before = max((day for day in had if day < 0), default=None)
    # Who never had a massage is due from today on.
    start = -wish if last_before is None else max(last_before, -wish)
    overdue = []
    for day in range(problem.n_days):
        last = max((each for each in had if each <= day), default=start)
        if day - max(last, start) >= wish + grace:
            overdue.append(day)
    return overdue


def _rhythm(problem: Problem, solution: Solution) -> Iterator[Wish]:
    budget, price = problem.settings.budget_cents_a_month, _cheapest(problem)
    if budget is None or price is None or budget < price.cents or not problem.offers:
        return
    overdue = overdue_days(problem, solution)
    if len(overdue) <= figure("rhythm_grace_days"):
        return
    facts: dict[str, Fact] = {
        "rhythm_days": problem.settings.rhythm_days,
        "days_overdue": len(overdue),
        "from_date": problem.date_of(overdue[0]).isoformat(),
    }
    yield Wish(
        Why.RHYTHM_NOT_MET.value,
        Reason(Why.RHYTHM_NOT_MET, facts),
        _change_for_rhythm(problem, solution, budget),
    )


def _change_for_rhythm(problem: Problem, solution: Solution, budget: int) -> Reason | None:
    needed = budget_for_rhythm(problem, solution.options)
    if needed is None:
        shortest = min(each.minutes for each in problem.settings.prices)
        return Reason(Why.FREE_AN_EVENING, {"weekday": None, "minutes": shortest})
    if needed > budget:
        return _raise_to(budget, needed)
    if not (problem.booked or solution.columns):
        return None  # No massage is worth its price here, however seldom.
    return Reason(Why.WISH_FOR_LESS, {"rhythm_days": _longest_gap(problem, solution)})


def _longest_gap(problem: Problem, solution: Solution) -> int:
    days = sorted(
        [each.day for each in problem.booked]
        + [column.day for column in solution.columns]
        + [problem.n_days - 1]
    )
    gaps = [later - earlier for earlier, later in pairwise(days)]
    return max(gaps, default=problem.n_days)


def _stretching(problem: Problem, solution: Solution) -> Iterator[Wish]:
    missing = stretching_missing(solution)
    if not missing:
        return
    wish = problem.settings.stretching_a_week
    facts: dict[str, Fact] = {
        "wished_a_week": wish,
        "missing": sum(missing.values()),
        "weeks_short": len(missing),
    }
    change = minutes_for_wish(problem, solution, CareKind.STRETCHING)
    if change is None:
        had = min(stretching_wanted(problem, week) - count for week, count in missing.items())
        change = Reason(Why.WISH_FOR_LESS, {"wished_a_week": had})
    yield Wish(Why.STRETCHING_NOT_MET.value, Reason(Why.STRETCHING_NOT_MET, facts), change)


def _before_runs(problem: Problem, solution: Solution) -> Iterator[Wish]:
    asked, missing = runs_asking(problem, solution), runs_unprepared(problem, solution)
    if missing:
        facts: dict[str, Fact] = {"runs": len(asked), "missing": len(missing)}
        change = minutes_for_wish(problem, solution, CareKind.BEFORE_RUN)
        if change is None:
            change = Reason(Why.WISH_FOR_LESS, {"runs": len(asked) - len(missing)})
        yield Wish(Why.BEFORE_RUN_NOT_MET.value, Reason(Why.BEFORE_RUN_NOT_MET, facts), change)


def _rest(problem: Problem, solution: Solution) -> Iterator[Wish]:
    weeks = sorted(
        var.first
        for var, value in solution.missing.items()
        if var.name == "rest-missing" and value > 0.5
    )
    if weeks:
        facts: dict[str, Fact] = {
            "missing": len(weeks),
            "week_of": problem.date_of(weeks[0]).isoformat(),
        }
        yield Wish(Why.REST_DAY_NOT_MET.value, Reason(Why.REST_DAY_NOT_MET, facts))
