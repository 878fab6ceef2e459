"""
The cheapest change that meets a wish, found by solving a small model of that wish alone.
"""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Collection, Iterator
from dataclasses import dataclass, replace

from unknot.catalogue.planning import figure
from unknot.decide.planner.goals import stretching_wanted
from unknot.decide.planner.limits import (
    massages_keep_days_between,
    minutes_done,
    one_massage_a_day,
)
from unknot.decide.planner.missing import is_met, runs_unprepared
from unknot.decide.planner.money import left_in_month, month_of, paid_in_month
from unknot.decide.planner.options import Options
from unknot.decide.planner.prepare import prices_to_try
from unknot.decide.planner.problem import Block, Problem
from unknot.decide.planner.solve import (
    Effort,
    PlanNotSolved,
    Solution,
    answer,
    relief_of_massages,
    solve_around,
)
from unknot.decide.planner.standing import adopted_blocks
from unknot.decide.planner.variables import Key, Model, Var, Whole, ceiling_of, minutes_of
from unknot.domain.reason import Fact, Reason, Why
from unknot.domain.session import CareKind, ItemStatus

EXACT = Effort(gap=0.0, stage_gap=0.0, nodes=2_000)
MOST_CENTS = 10_000_000.0
MOST_MINUTES = 240.0
HALVINGS = 3
LAST_RESORT = 2


def budget_for_one(problem: Problem, options: Options, month: str | None = None) -> int | None:
    """
    The least monthly budget that pays for one more massage, in that month if one is named.

    What the month has spent and committed comes first. Where no day is open, and no month named,
    it is the cheapest line of the price list; None without any.
    """
    months = {column: month_of(problem.date_of(column.day)) for column in options.columns}
    needs = [
        column.cents + _paid(problem, at)
        for column, at in months.items()
        if month is None or at == month
    ]
    if not needs and month is None:
        needs = [price.cents for price in prices_to_try(problem.settings)]
    return min(needs, default=None)


def _paid(problem: Problem, month: str) -> int:
    statuses = (ItemStatus.DONE, ItemStatus.CONFIRMED)
    return sum(paid_in_month(problem.given, month, status) for status in statuses)


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
    needs = [cents + _paid(problem, month) for month, cents in proposed.items()]
    return max(needs, default=0)


@dataclass(frozen=True, slots=True)
class Minutes:
    """
    The self-care minutes a day and a week that a runner could allow.
    """

    a_day: int
    a_week: int

    def __post_init__(self) -> None:
        if self.a_day > MOST_MINUTES or self.a_week > 5 * MOST_MINUTES:
            raise ValueError("nobody may set as many minutes")


def minutes_for_wish(problem: Problem, solution: Solution, wish: CareKind) -> Reason | None:
    """
    The least more minutes of self-care, a day and a week, with which that wish is met.

    What the plan already meets of stretching and before-run wishes stays met. All else gives way
    first; where it is worth more than the wish, it has its minutes first, missing stretching too.
    Each answer is tried: self-care is solved anew with it, around the same massages. None where
    no minutes help, because the day or the gate is closed.
    """
    too_few: Minutes | None = None
    for number, stays in enumerate(_what_may_stay(problem, solution, wish)):
        stretches = wish is CareKind.STRETCHING or number > 0
        minutes = _least_minutes(problem, solution, wish, stays, stretches)
        if minutes is None:
            continue
        if _do_they_meet(problem, solution, wish, minutes):
            if number == LAST_RESORT and too_few is not None:
                minutes = _closer(problem, solution, wish, too_few, minutes)
            return _minutes_reason(problem, minutes)
        too_few = minutes
    return None


def _closer(
    problem: Problem, solution: Solution, wish: CareKind, too_few: Minutes, enough: Minutes
) -> Minutes:
    # Minutes for all that eases anything may be far too many: a few steps towards the least.
    for _ in range(HALVINGS):
        half = Minutes(
            math.ceil((too_few.a_day + enough.a_day) / 2),
            math.ceil((too_few.a_week + enough.a_week) / 2),
        )
        if _do_they_meet(problem, solution, wish, half):
            enough = half
        else:
            too_few = half
    return enough


def _what_may_stay(
    problem: Problem, solution: Solution, wish: CareKind
) -> Iterator[frozenset[Block]]:
    cold = frozenset(block for block in solution.blocks if block.kind is CareKind.COLD_WATER)
    name = "stretching" if wish is CareKind.STRETCHING else "before_run"
    is_new = figure("churn") if adopted_blocks(problem)[1] >= 0 else 0.0
    yield cold
    for price in (
        (figure(f"{name}_price") - is_new) / figure(f"{name}_min"),
        figure("self_care_price"),
    ):
        yield cold | _worth_a_minute(problem, solution, price)


def _worth_a_minute(problem: Problem, solution: Solution, price: float) -> frozenset[Block]:
    """
    The blocks of self-massage that ease at least so many points a minute beside the massages.

    What stands in the adopted plan is worth its churn more, what is new there so much less.
    """
    eased = relief_of_massages(problem, solution)
    stands, reach = adopted_blocks(problem)
    worth = {}
    for block in solution.options.blocks:
        if block.kind is CareKind.SELF_MASSAGE:
            place = (block.track, block.day + 1)
            left = ceiling_of(problem, *place) - float(eased[place])
            worth[block] = float(problem.weights[place]) * min(problem.effects.self_massage, left)
            if block.day <= reach:
                worth[block] += figure("churn") if block in stands else -figure("churn")
    return frozenset(b for b, points in worth.items() if points >= price * minutes_of(problem, b))


def _do_they_meet(problem: Problem, solution: Solution, wish: CareKind, minutes: Minutes) -> bool:
    settings = replace(
        problem.settings,
        self_care_min_a_day=minutes.a_day,
        self_care_min_a_week=minutes.a_week,
    )
    other = replace(problem, given=replace(problem.given, settings=settings))
    return is_met(other, solve_around(other, solution.options, solution.columns), wish)


def _least_minutes(
    problem: Problem,
    solution: Solution,
    wish: CareKind,
    stays: Collection[Block],
    stretches: bool,
) -> Minutes | None:
    model, day_more, week_more = Model(), Var("day-more", 0), Var("week-more", 0)
    model.add(day_more, -7.0, upper=MOST_MINUTES)
    model.add(week_more, -1.0, upper=7 * MOST_MINUTES)
    unprepared = runs_unprepared(problem, solution) if wish is CareKind.BEFORE_RUN else ()
    for block in problem.blocks:
        is_due = block in stays or block in unprepared
        is_due |= block.kind is CareKind.BEFORE_RUN and block in solution.blocks
        is_open = block in solution.options.blocks
        if is_open and (is_due or block.kind is CareKind.STRETCHING):
            model.add(block, whole=Whole.BLOCK)
            if is_due:
                model.limit([(block, -1.0)], -1.0)
    _stretch_enough(problem, solution, model, stretches)
    _within_minutes(problem, model, day_more, week_more)
    settings = problem.settings
    try:
        found = answer(model, {Whole.BLOCK}, EXACT)
        return Minutes(
            settings.self_care_min_a_day + math.ceil(found.values[0] - 1e-6),
            settings.self_care_min_a_week + math.ceil(found.values[1] - 1e-6),
        )
    except (PlanNotSolved, ValueError):
        return None


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
    for day, terms in by_day.items():
        spent = minutes_done(problem, range(1)) if day == 0 else 0
        model.limit([*terms, (day_more, -1.0)], problem.settings.self_care_min_a_day - spent)
    for week in problem.weeks():
        terms = [term for day in problem.days_in_week(week) for term in by_day.get(day, ())]
        spent = minutes_done(problem, range(week, 1)) if week <= 0 else 0
        model.limit([*terms, (week_more, -1.0)], problem.settings.self_care_min_a_week - spent)


def _minutes_reason(problem: Problem, minutes: Minutes) -> Reason:
    day_more = minutes.a_day - problem.settings.self_care_min_a_day
    week_more = minutes.a_week - problem.settings.self_care_min_a_week
    if day_more == 0:
        facts: dict[str, Fact] = {"minutes": minutes.a_week, "more_min": week_more}
        return Reason(Why.RAISE_MINUTES_A_WEEK, facts)
    facts = {"minutes": minutes.a_day, "more_min": day_more}
    if week_more > 0:
        facts |= {"a_week_min": minutes.a_week}
    return Reason(Why.RAISE_MINUTES_A_DAY, facts)
