"""
What a good plan is worth: relief, wishes, and what care costs in attention and money.

Each goal adds to the value of columns, in weighted points of soreness a morning. A wish is
elastic: what is missing of it has a price, and is reported once.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Callable, Sequence

from unknot.catalogue.planning import figure, units_a_euro
from unknot.decide.planner.limits import SELF_CARE
from unknot.decide.planner.money import left_in_month, month_of, rhythm_of
from unknot.decide.planner.options import Column, Options
from unknot.decide.planner.problem import Block, Problem
from unknot.decide.planner.standing import adopted_blocks, adopted_lines
from unknot.decide.planner.variables import Model, Var, minutes_of
from unknot.domain.session import CareKind, ItemStatus, MassageType

Goal = Callable[[Problem, Options, Model], None]

TINY = 1e-5


def mornings_feel_better(problem: Problem, options: Options, model: Model) -> None:
    """
    Relief counts by how much the morning matters.
    """
    for track in range(len(problem.tracks)):
        for morning in range(1, problem.n_mornings):
            model.worth(Var("r", track, morning), float(problem.weights[track, morning]))


def hours_of_calm(problem: Problem, options: Options, model: Model) -> None:
    """
    Who wishes to relax values the hour itself. Figure: relaxation.
    """
    value = figure("relaxation") * problem.settings.relaxation_goal
    for place, column in enumerate(options.columns):
        model.worth(Var("x", place), value * column.minutes / 60)


def minutes_have_a_price(problem: Problem, options: Options, model: Model) -> None:
    """
    A minute of self-care costs attention. Figure: self_care_price.
    """
    price = figure("self_care_price")
    for block in problem.blocks:
        if block.kind in SELF_CARE:
            model.worth(block, -price * minutes_of(problem, block))


def money_has_a_floor(problem: Problem, options: Options, model: Model) -> None:
    """
    Money is not spent on what is worth next to nothing, in whatever currency.

    Figure: money_floor.
    """
    floor = figure("money_floor") / units_a_euro(problem.settings.currency)
    for place, column in enumerate(options.columns):
        model.worth(Var("x", place), -floor * column.cents / 100)


def massage_comes_in_a_rhythm(problem: Problem, options: Options, model: Model) -> None:
    """
    Every day without a massage in the days before it is overdue. Figure: rhythm_price.
    """
    if not any(_is_affordable(problem, column) for column in options.columns):
        return
    reach = rhythm_of(problem)
    by_day: dict[int, list[int]] = {}
    for place, column in enumerate(options.columns):
        by_day.setdefault(column.day, []).append(place)
    had = [each.day for each in problem.booked]
    for day in range(problem.n_days):
        window = range(day - reach + 1, day + 1)
        n_had = sum(each in window for each in had)
        if n_had:
            continue
        overdue = Var("overdue", day)
        model.add(overdue, -figure("rhythm_price"))
        terms = [(Var("x", place), -1.0) for each in window for place in by_day.get(each, ())]
        model.limit([(overdue, -1.0), *terms], -1.0)


def _is_affordable(problem: Problem, column: Column) -> bool:
    month = month_of(problem.date_of(column.day))
    return column.cents <= left_in_month(problem.given, month) and bool(
        problem.settings.budget_cents_a_month is not None
    )


def types_take_turns(problem: Problem, options: Options, model: Model) -> None:
    """
    Whoever wants to try several types gets each about as often. Figure: turns_price.

    What the most used type is ahead of the least used one has a price. Columns of one length and
    price may hold several types, so their bookings are shared out among these.
    """
    types = sorted({kind for column in options.columns for kind in _to_try(problem, column)})
    if len(types) < 2:
        return
    had = Counter(each.appointment.massage_type for each in problem.booked)
    many = float(problem.n_days + len(problem.booked))
    most, least = Var("most-used", 0), Var("least-used", 0)
    model.add(most, -figure("turns_price"), upper=many)
    model.add(least, figure("turns_price"), upper=many)
    shares = _shared_out(problem, options, model, types)
    for kind, terms in zip(types, shares, strict=True):
        model.limit([*terms, (most, -1.0)], -float(had[kind]))
        model.limit([(least, 1.0), *((key, -factor) for key, factor in terms)], float(had[kind]))


def _to_try(problem: Problem, column: Column) -> frozenset[MassageType]:
    offered = frozenset(offer.price.massage_type for offer in column.offers)
    return offered & frozenset(problem.settings.types_to_try)


def _shared_out(
    problem: Problem, options: Options, model: Model, types: Sequence[MassageType]
) -> list[list[tuple[Var, float]]]:
    """
    Per type how often the plan books it, as terms: each booking is of one of its column's types.
    """
    pools: dict[frozenset[MassageType], list[int]] = {}
    for place, column in enumerate(options.columns):
        pools.setdefault(_to_try(problem, column), []).append(place)
    uses: list[list[tuple[Var, float]]] = [[] for _ in types]
    for number, (pool, places) in enumerate(pools.items()):
        shares = [(Var("turn", number, types.index(kind)), 1.0) for kind in sorted(pool)]
        for share, _ in shares:
            model.add(share, upper=float(problem.n_days))
            uses[share.second].append((share, 1.0))
        if shares:
            booked = [(Var("x", place), 1.0) for place in places]
            model.limit([*shares, *((key, -1.0) for key, _ in booked)], 0.0)
            model.limit([*booked, *((key, -1.0) for key, _ in shares)], 0.0)
    return uses


def stretching_wanted(problem: Problem, week: int) -> int:
    """
    Sessions still wished in a calendar week: a part of a week asks for its part.
    """
    wish = problem.settings.stretching_a_week
    days = problem.days_in_week(week)
    done = sum(
        record.kind is CareKind.STRETCHING
        and record.status is ItemStatus.DONE
        and week <= (record.date - problem.first_day).days < week + 7
        for record in problem.given.care_done
    )
    return max(0, min(wish - done, math.ceil(wish * len(days) / 7 - 1e-9)))


def stretching_as_wished(problem: Problem, options: Options, model: Model) -> None:
    """
    So many stretching sessions a week, spread over it. Figure: stretching_price.
    """
    for week in problem.weeks():
        wanted = stretching_wanted(problem, week)
        if not wanted:
            continue
        missing = Var("stretching-missing", week)
        model.add(missing, -figure("stretching_price"), upper=float(wanted))
        terms = [(Block(CareKind.STRETCHING, day), -1.0) for day in problem.days_in_week(week)]
        model.limit([(missing, -1.0), *terms], -float(wanted))
        _spread(problem, model, week, wanted)


def _spread(problem: Problem, model: Model, week: int, wanted: int) -> None:
    # Equal days are told apart by a trace of value, so that sessions do not come in a row.
    chosen = {week + round((place + 0.5) * 7 / wanted) for place in range(wanted)}
    for day in chosen:
        model.worth(Block(CareKind.STRETCHING, day), 100 * TINY)


def runs_start_prepared(problem: Problem, options: Options, model: Model) -> None:
    """
    A few minutes before every run. Figure: before_run_price.
    """
    for block in problem.blocks:
        if block.kind is CareKind.BEFORE_RUN:
            model.worth(block, figure("before_run_price"))


def weeks_without_rest(problem: Problem) -> list[int]:
    """
    The calendar weeks, wholly in sight, in which every day has a run.
    """
    return [
        week
        for week in problem.weeks()
        if week + 7 <= problem.n_days and all(problem.runs_on(day) for day in range(week, week + 7))
    ]


def every_week_rests(problem: Problem, options: Options, model: Model) -> None:
    """
    One day in seven without a run, at the price of an easy run.

    Figures: rest_day_missing_price, rest_day_price.
    """
    without = weeks_without_rest(problem)
    for block in problem.blocks:
        if block.kind is CareKind.REST:
            model.worth(block, -figure("rest_day_price"))
    for week in without:
        missing = Var("rest-missing", week)
        model.add(missing, -figure("rest_day_missing_price"))
        terms = [(Block(CareKind.REST, day), -1.0) for day in problem.days_in_week(week)]
        model.limit([(missing, -1.0), *terms], -1.0)


def the_adopted_plan_stays(problem: Problem, options: Options, model: Model) -> None:
    """
    A new day does not reshuffle next month: what stands has a small advantage. Figure: churn.
    """
    stands, reach = adopted_blocks(problem)
    lines = adopted_lines(problem)
    churn = figure("churn")
    for key in list(model.index):
        if isinstance(key, Block) and key.day <= reach:
            model.worth(key, churn if key in stands else -churn)
    for place, column in enumerate(options.columns):
        if column.day <= reach:
            # The same day at another length or price is half a change.
            is_kept = Block(CareKind.MASSAGE, column.day) in stands
            is_same = (column.day, column.minutes, column.cents) in lines
            model.worth(Var("x", place), churn * (is_kept + is_same - 1))
    for block in stands:
        # Hands that may as well go elsewhere stay where they were.
        if block.kind is CareKind.MASSAGE:
            model.worth(Var("z", block.track, block.day), 100 * TINY)


def equals_are_told_apart(problem: Problem, options: Options, model: Model) -> None:
    """
    Among equals the earlier day and the first region are taken: a trace of value, far below any.
    """
    for place, column in enumerate(options.columns):
        model.worth(Var("x", place), -TINY * (column.day + place / (len(options.columns) + 1)))
    for key in model.index:
        if isinstance(key, Block):
            model.worth(key, -TINY * (key.day + (key.track + 1) / 100) / 10)
        elif key.name == "z":
            model.worth(key, -TINY * (1 + key.first / 10))


GOALS: tuple[Goal, ...] = (
    mornings_feel_better,
    hours_of_calm,
    minutes_have_a_price,
    money_has_a_floor,
    massage_comes_in_a_rhythm,
    types_take_turns,
    stretching_as_wished,
    runs_start_prepared,
    every_week_rests,
    the_adopted_plan_stays,
    equals_are_told_apart,
)
