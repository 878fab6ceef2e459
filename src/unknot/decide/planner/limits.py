"""
The rules that limit amounts: money, minutes, one a day, days between.

Like the forbidding rules each is a sentence, a switch and a place in the catalogue; it yields
rows over the model's columns. What it limits never rises above what is left, so whatever is
already booked is respected and never added to. How sure we are: docs/evidence/rhythm-and-money.md.
"""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta

from unknot.catalogue.planning import figure
from unknot.decide.planner.late_care import LateCare, late_care
from unknot.decide.planner.money import left_in_month, month_of, rhythm_of
from unknot.decide.planner.options import Options
from unknot.decide.planner.problem import Block, Problem
from unknot.decide.planner.variables import Key, Model, Var, minutes_of
from unknot.domain.session import CareKind, ItemStatus


@dataclass(frozen=True, slots=True)
class Limit:
    """
    The sum of the terms is at most that.
    """

    terms: tuple[tuple[Key, float], ...]
    at_most: float


LimitingRule = Callable[[Problem, Options, Model], Iterator[Limit]]

SELF_CARE = (
    CareKind.SELF_MASSAGE,
    CareKind.BEFORE_RUN,
    CareKind.STRETCHING,
    CareKind.COLD_WATER,
)


def money_stays_within_the_budget(
    problem: Problem, options: Options, model: Model
) -> Iterator[Limit]:
    """
    What is proposed in a calendar month is at most what the budget still holds.

    No budget said means no money to spend. Committed money may exceed the budget; then nothing
    is left, and that is said elsewhere.
    """
    months: dict[str, list[tuple[Key, float]]] = defaultdict(list)
    for place, column in enumerate(options.columns):
        month = month_of(problem.date_of(column.day))
        months[month].append((Var("x", place), float(column.cents)))
    for month, terms in months.items():
        yield Limit(tuple(terms), float(left_in_month(problem.given, month)))
    if problem.settings.budget_cents_a_month is None:
        every = tuple((Var("x", place), 1.0) for place, _ in enumerate(options.columns))
        yield Limit(every, 0.0)


def a_month_partly_in_sight_keeps_its_pace(
    problem: Problem, options: Options, model: Model
) -> Iterator[Limit]:
    """
    Of a month that reaches beyond the plan only its share is used, one massage at least.

    Else a short look ahead would spend the whole month at once, and tomorrow's plan regret it. A
    plan that lies inside one month keeps its pace up to the month's last day, so that a week
    later it is the same plan.
    """
    first, last = problem.first_day, problem.date_of(problem.n_days - 1)
    is_to_its_end = month_of(last) != month_of(problem.date_of(problem.n_days))
    if is_to_its_end and month_of(first) != month_of(last):
        return
    inside = [
        day for day in range(problem.n_days) if month_of(problem.date_of(day)) == month_of(last)
    ]
    terms = tuple(
        (Var("x", place), 1.0)
        for place, column in enumerate(options.columns)
        if column.day in inside
    )
    if terms:
        yield Limit(terms, float(max(1, round(len(inside) / rhythm_of(problem)))))


def one_massage_a_day(problem: Problem, options: Options, model: Model) -> Iterator[Limit]:
    """
    At most one appointment on a day.
    """
    days: dict[int, list[tuple[Key, float]]] = defaultdict(list)
    for place, column in enumerate(options.columns):
        days[column.day].append((Var("x", place), 1.0))
    for terms in days.values():
        yield Limit(tuple(terms), 1.0)


def massages_keep_days_between(problem: Problem, options: Options, model: Model) -> Iterator[Limit]:
    """
    Single massages stand apart, so that each can be felt and learned from.

    Figure: days_between_massages.
    """
    width = int(figure("days_between_massages"))
    for start in range(problem.n_days):
        terms = tuple(
            (Var("x", place), 1.0)
            for place, column in enumerate(options.columns)
            if start <= column.day < start + width
        )
        if len(terms) > 1:
            yield Limit(terms, 1.0)


def self_care_fits_the_day(problem: Problem, options: Options, model: Model) -> Iterator[Limit]:
    """
    Self-care takes no more minutes a day than the runner gives it.
    """
    for day in range(problem.n_days):
        spent = minutes_done(problem, range(1)) if day == 0 else 0
        yield from _minutes_limit(
            problem, model, range(day, day + 1), problem.settings.self_care_min_a_day - spent
        )


def self_care_fits_the_week(problem: Problem, options: Options, model: Model) -> Iterator[Limit]:
    """
    Self-care takes no more minutes a calendar week than the runner gives it.
    """
    for week in problem.weeks():
        spent = minutes_done(problem, range(week, 1)) if week <= 0 else 0
        yield from _minutes_limit(
            problem,
            model,
            problem.days_in_week(week),
            problem.settings.self_care_min_a_week - spent,
        )


def late_care_has_room(problem: Problem, options: Options, model: Model) -> Iterator[Limit]:
    """
    Care that waits for a late run or a late massage still ends on its day, and before a night run.

    Figures: after_run_pause_min, self_care_grid_min.
    """
    columns: dict[int, list[int]] = defaultdict(list)
    for place, column in enumerate(options.columns):
        columns[column.day].append(place)
    pause = timedelta(minutes=figure("after_run_pause_min"))
    for day, care in late_care(problem, model.index):
        yield from _room_for(care, care.last, care.last)
        for each in problem.booked:
            if each.day == day:
                yield from _room_for(care, each.start_utc, each.end_utc + pause)
        for place in columns[day]:
            offers = options.columns[place].offers
            begins = min(offer.start_utc for offer in offers)
            ends = max(offer.end_utc for offer in offers) + pause
            yield from _room_for(care, begins, ends, Var("x", place))


def _room_for(
    care: LateCare, begins: datetime, ends: datetime, only_with: Var | None = None
) -> Iterator[Limit]:
    waiting = care.waiting_for(begins, ends)
    left = care.minutes_left(begins, ends, waiting)
    most = min(sum(waiting.values()), care.problem.settings.self_care_min_a_day)
    if left >= most:
        return
    terms: list[tuple[Key, float]] = [(block, float(length)) for block, length in waiting.items()]
    if only_with is None:
        yield Limit(tuple(terms), left)
    else:
        yield Limit((*terms, (only_with, most - left)), float(most))


def _minutes_limit(problem: Problem, model: Model, days: range, minutes: int) -> Iterator[Limit]:
    blocks = [block for block in self_care_blocks(problem, days) if block in model.index]
    if blocks:
        lengths = [minutes_of(problem, block) for block in blocks]
        # Whole blocks only ever fill whole steps; rounding down keeps the bound tight.
        step = math.gcd(*lengths)
        terms = tuple((block, float(length)) for block, length in zip(blocks, lengths, strict=True))
        yield Limit(terms, float(max(0, minutes) // step * step))


def self_care_blocks(problem: Problem, days: range) -> Iterator[Block]:
    """
    Every block of self-care that could stand on those days, open or not.
    """
    for day in days:
        for track in range(len(problem.tracks)):
            yield Block(CareKind.SELF_MASSAGE, day, track)
        for kind in SELF_CARE[1:]:
            yield Block(kind, day)


def minutes_done(problem: Problem, days: range) -> int:
    """
    Minutes of self-care that the runner has done on those days.
    """
    return sum(
        record.minutes
        for record in problem.given.care_done
        if record.kind in SELF_CARE
        and record.status is ItemStatus.DONE
        and (record.date - problem.first_day).days in days
    )


def cold_water_at_most_every_few_days(
    problem: Problem, options: Options, model: Model
) -> Iterator[Limit]:
    """
    At most one bath in three days; baths already taken count.

    Figure: cold_every_days.
    """
    width = int(figure("cold_every_days"))
    taken = [
        (record.date - problem.first_day).days
        for record in problem.given.care_done
        if record.kind is CareKind.COLD_WATER and record.status is ItemStatus.DONE
    ]
    for start in range(1 - width, problem.n_days):
        window = range(start, start + width)
        terms = tuple((Block(CareKind.COLD_WATER, day), 1.0) for day in window)
        if any(block in model.index for block, _ in terms):
            yield Limit(terms, float(not any(day in window for day in taken)))


def one_easy_run_a_week_becomes_rest(
    problem: Problem, options: Options, model: Model
) -> Iterator[Limit]:
    """
    At most one easy run a week is suggested to become rest, none where the plan has a rest day.
    """
    resting = {problem.week_of(day) for day in problem.rest_days}
    for week in problem.weeks():
        terms = tuple((Block(CareKind.REST, day), 1.0) for day in problem.days_in_week(week))
        if any(block in model.index for block, _ in terms):
            yield Limit(terms, 0.0 if week in resting else 1.0)


def nothing_is_done_around_a_run_that_becomes_rest(
    problem: Problem, options: Options, model: Model
) -> Iterator[Limit]:
    """
    Where rest is suggested there is no run to prepare for and none to cool down from.
    """
    for block in problem.blocks:
        if block.kind in (CareKind.BEFORE_RUN, CareKind.COLD_WATER):
            rest = Block(CareKind.REST, block.day)
            if rest in model.index and block in model.index:
                yield Limit(((block, 1.0), (rest, 1.0)), 1.0)


LIMITING: tuple[LimitingRule, ...] = (
    money_stays_within_the_budget,
    a_month_partly_in_sight_keeps_its_pace,
    one_massage_a_day,
    massages_keep_days_between,
    self_care_fits_the_day,
    self_care_fits_the_week,
    late_care_has_room,
    cold_water_at_most_every_few_days,
    one_easy_run_a_week_becomes_rest,
    nothing_is_done_around_a_run_that_becomes_rest,
)
