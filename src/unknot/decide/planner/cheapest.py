"""
The cheapest change that meets a wish, found by solving a small model of that wish alone.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection

from unknot.catalogue.planning import figure
from unknot.decide.planner.goals import stretching_wanted
from unknot.decide.planner.limits import massages_keep_days_between, one_massage_a_day
from unknot.decide.planner.money import left_in_month, month_of, paid_in_month
from unknot.decide.planner.options import Options
from unknot.decide.planner.problem import Block, Problem
from unknot.decide.planner.solve import Effort, PlanNotSolved, Solution, answer
from unknot.decide.planner.variables import Key, Model, Var, Whole, minutes_of
from unknot.domain.reason import Reason, Why
from unknot.domain.session import CareKind, ItemStatus

EXACT = Effort(gap=0.0, stage_gap=0.0, nodes=2_000)
MOST_CENTS = 10_000_000.0
MOST_MINUTES = 240.0


def budget_for_rhythm(problem: Problem, options: Options) -> int | None:
    """
    The least monthly budget with which the wished rhythm can be kept; None if none is enough.
    """
    model = Model()
    for place, column in enumerate(options.columns):
        # Of equal budgets the one that spends less in all.
        model.add(Var("x", place), -column.cents / 1e6, whole=Whole.APPOINTMENT)
    more = Var("more", 0)
    model.add(more, -1.0, upper=MOST_CENTS)
    for rule in (one_massage_a_day, massages_keep_days_between):
        for limit in rule(problem, options, model):
            model.limit(limit.terms, limit.at_most)
    _within_months(problem, options, model, more)
    _in_rhythm(problem, options, model)
    try:
        found = answer(model, {Whole.APPOINTMENT}, EXACT)
    except PlanNotSolved:
        return None
    return _budget_that_pays(problem, options, found.values)


def _within_months(problem: Problem, options: Options, model: Model, more: Var) -> None:
    months: dict[str, list[tuple[Key, float]]] = defaultdict(list)
    for place, column in enumerate(options.columns):
        months[month_of(problem.date_of(column.day))].append((Var("x", place), column.cents))
    for month, terms in months.items():
        model.limit([*terms, (more, -1.0)], left_in_month(problem.given, month))


def _in_rhythm(problem: Problem, options: Options, model: Model) -> None:
    reach = problem.settings.rhythm_days + int(figure("rhythm_grace_days"))
    had = [each.day for each in problem.booked]
    for day in range(int(figure("rhythm_grace_days")), problem.n_days):
        window = range(day - reach + 1, day + 1)
        if any(each in window for each in had):
            continue
        terms = [
            (Var("x", place), -1.0)
            for place, column in enumerate(options.columns)
            if column.day in window
        ]
        model.limit(terms, -1.0)


def _budget_that_pays(problem: Problem, options: Options, values: Collection[float]) -> int:
    proposed: dict[str, int] = defaultdict(int)
    for value, column in zip(values, options.columns, strict=False):
        if value > 0.5:
            proposed[month_of(problem.date_of(column.day))] += column.cents
    needs = [
        cents
        + paid_in_month(problem.given, month, ItemStatus.DONE)
        + paid_in_month(problem.given, month, ItemStatus.CONFIRMED)
        for month, cents in proposed.items()
    ]
    return max(needs, default=0)


def minutes_for_wishes(
    problem: Problem, solution: Solution, kinds: Collection[CareKind]
) -> Reason | None:
    """
    The least more minutes of self-care, a day or a week, with which those wishes are met.

    What the plan already meets of stretching and before-run wishes stays met. Self-massage gives
    way first; where it was worth more than the wish, it stays and the minutes come on top.
    None where no minutes help, because the day or the gate is closed.
    """
    for stays in (frozenset[Block](), solution.blocks):
        reason = _least_minutes(problem, solution, kinds, stays)
        if reason is not None:
            return reason
    return None


def _least_minutes(
    problem: Problem,
    solution: Solution,
    kinds: Collection[CareKind],
    stays: Collection[Block],
) -> Reason | None:
    model, day_more, week_more = Model(), Var("day-more", 0), Var("week-more", 0)
    model.add(day_more, -7.0, upper=MOST_MINUTES)
    model.add(week_more, -1.0, upper=7 * MOST_MINUTES)
    wished = (CareKind.STRETCHING, CareKind.BEFORE_RUN)
    for block in problem.blocks:
        if block in solution.options.blocks and (block.kind in wished or block in stays):
            model.add(block, whole=Whole.BLOCK)
            is_asked = block.kind is CareKind.BEFORE_RUN and (
                block.kind in kinds or block in solution.blocks
            )
            if is_asked or (block.kind not in wished):
                model.limit([(block, -1.0)], -1.0)
    _stretch_enough(problem, solution, model, CareKind.STRETCHING in kinds)
    _within_minutes(problem, model, day_more, week_more)
    try:
        found = answer(model, {Whole.BLOCK}, EXACT)
    except PlanNotSolved:
        return None
    return _minutes_reason(problem, round(found.values[0]), round(found.values[1]))


def _stretch_enough(
    problem: Problem, solution: Solution, model: Model, is_all_wanted: bool
) -> None:
    for week in problem.weeks():
        days = problem.days_in_week(week)
        blocks = [Block(CareKind.STRETCHING, day) for day in days]
        wanted = (
            stretching_wanted(problem, week)
            if is_all_wanted
            else sum(block in solution.blocks for block in blocks)
        )
        if wanted:
            model.limit([(block, -1.0) for block in blocks], -float(wanted))


def _within_minutes(problem: Problem, model: Model, day_more: Var, week_more: Var) -> None:
    by_day: dict[int, list[tuple[Key, float]]] = defaultdict(list)
    for block in model.index:
        if isinstance(block, Block):
            by_day[block.day].append((block, float(minutes_of(problem, block))))
    for terms in by_day.values():
        model.limit([*terms, (day_more, -1.0)], problem.settings.self_care_min_a_day)
    for week in problem.weeks():
        terms = [term for day in problem.days_in_week(week) for term in by_day.get(day, ())]
        model.limit([*terms, (week_more, -1.0)], problem.settings.self_care_min_a_week)


def _minutes_reason(problem: Problem, day_more: int, week_more: int) -> Reason | None:
    settings = problem.settings
    if day_more > 0:
        minutes = settings.self_care_min_a_day + day_more
        return Reason(Why.RAISE_MINUTES_A_DAY, {"minutes": minutes, "more_min": day_more})
    if week_more > 0:
        minutes = settings.self_care_min_a_week + week_more
        return Reason(Why.RAISE_MINUTES_A_WEEK, {"minutes": minutes, "more_min": week_more})
    return None
