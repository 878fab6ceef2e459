"""
What the planner hands back: the items and everything that explains what is there and what not.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import timedelta

from unknot.decide.planner.changes import changes_since_adopted, with_stable_ids
from unknot.decide.planner.choose import draft_items
from unknot.decide.planner.conflicts import find_conflicts
from unknot.decide.planner.explain import Explainer
from unknot.decide.planner.money import month_of, paid_in_month
from unknot.decide.planner.problem import Problem
from unknot.decide.planner.relief import ReliefRange
from unknot.decide.planner.solve import (
    Effort,
    Solution,
    relief_of_massages,
    relief_range,
    solve,
)
from unknot.decide.planner.standing import standing_items
from unknot.decide.planner.variables import minutes_of
from unknot.decide.planner.wishes import unmet_wishes
from unknot.domain.plan import (
    Change,
    Conflict,
    DayForecast,
    Forecast,
    MonthMoney,
    PlanInput,
    PlanItem,
    Wish,
)
from unknot.domain.session import CareKind, ItemStatus


@dataclass(frozen=True)
class CarePlan:
    """
    One planned stretch of care, before the guard has looked at it.
    """

    items: tuple[PlanItem, ...]
    wishes: tuple[Wish, ...]
    conflicts: tuple[Conflict, ...]
    changes: tuple[Change, ...]
    forecast: Forecast
    gap: float
    figures: Mapping[str, float]


def plan_care(
    problem: Problem,
    is_known: bool,
    off: Collection[str] = (),
    effort: Effort | None = None,
) -> CarePlan:
    """
    Solve, choose, explain: the whole way from a problem to a plan with its reasons.
    """
    solution = solve(problem, off, effort)
    drafts = draft_items(problem, solution)
    proposed = with_stable_ids(problem, Explainer(problem, solution, drafts).explained())
    standing = standing_items(problem)
    items = tuple(sorted((*standing, *proposed), key=lambda item: (item.start_utc, item.id)))
    return CarePlan(
        items=items,
        wishes=unmet_wishes(problem, solution),
        conflicts=find_conflicts(problem),
        changes=changes_since_adopted(problem, proposed),
        forecast=forecast_of(problem, relief_range(problem, solution), is_known),
        gap=round(solution.gap, 6),
        figures=figures_of(problem, solution),
    )


def forecast_of(problem: Problem, relief: ReliefRange, is_known: bool) -> Forecast:
    """
    Soreness of each group on each planned day, without care, with the plan, and in what range.
    """
    days = tuple(
        _day_forecast(problem, relief, row, day)
        for day in range(problem.n_days)
        for row in range(len(problem.tracks))
    )
    return Forecast(days, is_known)


def _day_forecast(problem: Problem, relief: ReliefRange, row: int, day: int) -> DayForecast:
    track, without = problem.tracks[row], float(problem.soreness[row, day])
    after, low, high = (
        round(without - float(points[row, day]), 2)
        for points in (relief.solved, relief.most, relief.least)
    )
    return DayForecast(
        date=problem.first_day + timedelta(days=day),
        group=track.group,
        without=round(without, 2),
        with_plan=after,
        side=track.side,
        # The solver's figures are off by a hair, which rounding must not turn into a gap.
        after_low=min(low, after),
        after_high=max(high, after),
        low=round(track.lows[day], 2) if track.lows else None,
        high=round(track.highs[day], 2) if track.highs else None,
    )


def figures_of(problem: Problem, solution: Solution) -> dict[str, float]:
    """
    How much the plan takes away: in points of soreness over all mornings, and in percent.

    What massages alone would take away is theirs; self-care has what it adds to that.
    """
    whole = float(solution.relief.sum())
    hands = min(whole, float(relief_of_massages(problem, solution).sum()))
    soreness = float(problem.soreness.sum())
    parts = {"relief": whole, "relief_massage": hands, "relief_self_care": whole - hands}
    figures = {f"{name}_points": round(points, 2) for name, points in parts.items()}
    for name, points in parts.items():
        figures[f"{name}_percent"] = round(100 * points / soreness, 1) if soreness else 0.0
    return figures | {
        "soreness_points": round(soreness, 2),
        "self_care_minutes": float(_minutes_of_self_care(problem, solution)),
        "objective": round(solution.objective, 4),
        "bound": round(solution.bound, 4),
    }


def _minutes_of_self_care(problem: Problem, solution: Solution) -> int:
    return sum(minutes_of(problem, block) for block in solution.blocks)


def money_of(
    given: PlanInput, days: Iterable[str], items: Iterable[PlanItem]
) -> tuple[MonthMoney, ...]:
    """
    Each calendar month the plan touches: budget, spent, committed, proposed.
    """
    proposed = [
        item
        for item in items
        if item.kind is CareKind.MASSAGE and item.status is ItemStatus.PROPOSED
    ]
    return tuple(
        MonthMoney(
            month=month,
            budget_cents=given.settings.budget_cents_a_month,
            spent_cents=paid_in_month(given, month, ItemStatus.DONE),
            committed_cents=paid_in_month(given, month, ItemStatus.CONFIRMED),
            proposed_cents=sum(
                item.cents or 0 for item in proposed if month_of(item.date) == month
            ),
        )
        for month in sorted(set(days))
    )
