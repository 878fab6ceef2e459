"""
What the solved plan does with money, minutes and wishes.
"""

from __future__ import annotations

import itertools
from dataclasses import replace
from datetime import timedelta

import pytest

from tests.builders import TODAY, a_run_ahead, an_appointment, settings_of
from tests.decide.planner.building import (
    EVERY_EVENING,
    ONE_DEEP,
    a_problem,
    adopted_massage_on,
    an_outlook,
    deep_settings,
)
from unknot.decide.planner.goals import stretching_wanted
from unknot.decide.planner.money import left_in_month, rhythm_of
from unknot.decide.planner.problem import Block, Problem
from unknot.decide.planner.solve import Effort, solve
from unknot.decide.planner.variables import minutes_of
from unknot.domain.plan import EffectLevel
from unknot.domain.run import RunKind
from unknot.domain.session import CareKind, CareRecord, ItemStatus

SORE = an_outlook({"calf": 4.0, "quads": 3.0, "hamstrings": 3.0, "glutes": 2.0, "foot": 2.0})


def solved_days(problem: Problem, kind: CareKind) -> list[int]:
    """
    The days on which the plan holds that kind of self-care.
    """
    return sorted(block.day for block in solve(problem).blocks if block.kind is kind)


@pytest.mark.parametrize(("budget", "massages"), [(54_99, 0), (55_00, 1), (500_00, 4)])
def test_money_stays_within_the_budget(budget: int, massages: int) -> None:
    """
    A cent below the price there is no massage, at the price there is one.
    """
    problem = a_problem(deep_settings(budget_cents_a_month=budget), outlook=SORE)

    assert len(solve(problem).columns) == massages


def test_committed_money_above_the_budget_leaves_nothing_and_owes_nothing() -> None:
    """
    Two confirmed massages above the budget: nothing more is proposed, and nothing is taken back.
    """
    booked = (an_appointment(2), an_appointment(9))
    problem = a_problem(deep_settings(budget_cents_a_month=60_00), appointments=booked)

    assert left_in_month(problem.given, "2026-03") == 0
    assert solve(problem).columns == ()


def test_a_massage_worth_next_to_nothing_is_not_bought() -> None:
    """
    At the lowest effects on hardly sore legs relief does not pay the floor; the rhythm does.
    """
    settings = deep_settings(budget_cents_a_month=500_00)
    recent = (an_appointment(-1),)
    faint = an_outlook({"calf": 0.2})
    problem = a_problem(
        replace(settings, rhythm_days=120, prices=ONE_DEEP),
        outlook=faint,
        appointments=recent,
        effects=EffectLevel.LOWER,
    )

    assert solve(problem, off={"massage_comes_in_a_rhythm"}).columns == ()
    assert solve(problem, off={"massage_comes_in_a_rhythm", "money_has_a_floor"}).columns != ()


@pytest.mark.parametrize(("currency", "units"), [("EUR", 1), ("CZK", 25), ("HUF", 400)])
def test_the_floor_is_the_same_money_in_every_currency(currency: str, units: int) -> None:
    """
    Fifty-five euros, and as much in crowns or forints, buy the same massages.
    """
    settings = deep_settings(
        currency=currency,
        prices=tuple(replace(price, cents=price.cents * units) for price in ONE_DEEP),
        budget_cents_a_month=110_00 * units,
    )
    here = deep_settings(budget_cents_a_month=110_00)

    assert [column.day for column in solve(a_problem(settings)).columns] == [
        column.day for column in solve(a_problem(here)).columns
    ]
    assert solve(a_problem(settings)).columns


@pytest.mark.parametrize(
    ("budget", "rhythm"), [(None, 30), (55_00, 30), (110_00, 15), (220_00, 7), (2000_00, 4)]
)
def test_the_rhythm_follows_what_the_budget_regularly_pays(budget: int | None, rhythm: int) -> None:
    """
    Two massages a month are one every fifteen days, and never closer than four.
    """
    assert rhythm_of(a_problem(deep_settings(budget_cents_a_month=budget))) == rhythm


def test_a_month_partly_in_sight_keeps_its_pace() -> None:
    """
    Two weeks ahead use one of the month's two massages; without the rule both.
    """
    problem = a_problem(deep_settings(budget_cents_a_month=110_00), outlook=SORE)

    assert len(solve(problem).columns) == 1
    assert len(solve(problem, off={"a_month_partly_in_sight_keeps_its_pace"}).columns) == 2


def test_massages_come_at_least_four_days_apart() -> None:
    """
    However much money there is, proposals keep their distance.
    """
    days = [
        column.day
        for column in solve(
            a_problem(deep_settings(budget_cents_a_month=1000_00), outlook=SORE)
        ).columns
    ]

    assert len(days) > 2
    assert min(later - earlier for earlier, later in itertools.pairwise(days)) >= 4


@pytest.mark.parametrize(("minutes", "blocks"), [(3, 0), (4, 1), (7, 1), (8, 2)])
def test_minutes_a_day_are_kept(minutes: int, blocks: int) -> None:
    """
    A block of self-massage takes four minutes; what does not fit whole is not begun.
    """
    settings = settings_of(
        budget_cents_a_month=None, self_care_min_a_day=minutes, stretching_a_week=0
    )
    solution = solve(a_problem(settings, outlook=SORE))

    assert sum(block.day == 5 for block in solution.blocks) == blocks


def test_minutes_a_week_are_kept_and_minutes_done_count() -> None:
    """
    Of thirty minutes a week twelve are done today: eighteen remain until Sunday.
    """
    done = CareRecord("s", CareKind.SELF_MASSAGE, TODAY, ItemStatus.DONE, 12)
    settings = settings_of(budget_cents_a_month=None, self_care_min_a_week=30, stretching_a_week=0)
    problem = a_problem(settings, outlook=SORE, care_done=(done,))
    solution = solve(problem)

    first = sum(minutes_of(problem, block) for block in solution.blocks if block.day < 7)
    second = sum(minutes_of(problem, block) for block in solution.blocks if block.day >= 7)
    assert (first, second) == (16, 28)


def test_stretching_comes_as_often_as_wished_and_spread() -> None:
    """
    Three sessions a week, never on two days in a row when nothing speaks against it.
    """
    days = solved_days(a_problem(outlook=SORE), CareKind.STRETCHING)

    assert [sum(week <= day < week + 7 for day in days) for week in (0, 7)] == [3, 3]
    assert all(later - earlier > 1 for earlier, later in itertools.pairwise(days))


def test_a_part_of_a_week_asks_for_its_part_of_the_wish() -> None:
    """
    On a Friday three of seven sessions are not squeezed into one weekend.
    """
    friday = a_problem(now=a_problem().given.now + timedelta(days=4))

    assert [stretching_wanted(friday, week) for week in friday.weeks()] == [2, 3, 2]


def test_every_run_starts_prepared() -> None:
    """
    Each run ahead gets its few minutes before.
    """
    runs = (a_run_ahead(1), a_run_ahead(4, kind=RunKind.SPEED), a_run_ahead(8))

    assert solved_days(a_problem(runs_ahead=runs), CareKind.BEFORE_RUN) == [1, 4, 8]


def test_a_week_of_runs_suggests_one_rest_day_on_an_easy_day() -> None:
    """
    Seven runs in a week: one easy one is suggested to become rest, and nothing is done around it.
    """
    kinds = {2: RunKind.SPEED, 6: RunKind.LONG, 9: RunKind.SPEED, 13: RunKind.LONG}
    runs = tuple(a_run_ahead(day, kind=kinds.get(day, RunKind.EASY)) for day in range(15))
    solution = solve(a_problem(runs_ahead=runs))
    rest = sorted(block.day for block in solution.blocks if block.kind is CareKind.REST)

    assert len(rest) == 2
    assert not set(rest) & set(kinds)
    assert all(Block(CareKind.BEFORE_RUN, day) not in solution.blocks for day in rest)


def test_a_week_with_a_free_day_suggests_no_rest() -> None:
    """
    Who already rests is left alone.
    """
    runs = tuple(a_run_ahead(day) for day in range(14) if day % 7 != 4)

    assert solved_days(a_problem(runs_ahead=runs), CareKind.REST) == []


def test_at_most_one_bath_in_three_days_counting_those_taken() -> None:
    """
    A bath yesterday keeps today and tomorrow dry.
    """
    taken = CareRecord("c", CareKind.COLD_WATER, TODAY - timedelta(days=1), ItemStatus.DONE, 12)
    runs = tuple(a_run_ahead(day, 10.0, RunKind.SPEED) for day in range(6))
    settings = deep_settings(cold_water_wanted=True, self_care_min_a_week=200)
    days = solved_days(
        a_problem(settings, runs, outlook=SORE, care_done=(taken,)), CareKind.COLD_WATER
    )

    assert days
    assert min(days) >= 2
    assert all(later - earlier >= 3 for earlier, later in itertools.pairwise(days))


def test_no_forecast_takes_away_more_than_part() -> None:
    """
    However much care, relief stays under six tenths of the soreness of the morning.
    """
    settings = deep_settings(
        budget_cents_a_month=1000_00, self_care_min_a_day=240, self_care_min_a_week=1200
    )
    problem = a_problem(settings, outlook=SORE, effects=EffectLevel.UPPER)
    relief = solve(problem).relief

    assert (relief <= 0.6 * problem.soreness + 1e-9).all()
    assert relief.sum() > 0


def test_the_adopted_plan_is_not_reshuffled_by_a_trace() -> None:
    """
    A massage adopted on another day of nearly equal worth stays where it stands.
    """
    settings = deep_settings(budget_cents_a_month=55_00)
    free = solve(a_problem(settings)).columns[0].day
    adopted = a_problem(settings, adopted=adopted_massage_on(free + 2))

    # Without the wish for rhythm, which is worth more than a trace a day.
    assert solve(a_problem(settings), {"massage_comes_in_a_rhythm"}).columns[0].day == free
    assert solve(adopted, {"massage_comes_in_a_rhythm"}).columns[0].day == free + 2


def test_the_proof_is_honest_when_stopped_early() -> None:
    """
    Stopped after the first node the gap is still a proof: no plan is better than the bound.
    """
    problem = a_problem(
        deep_settings(budget_cents_a_month=300_00, free_times=EVERY_EVENING), outlook=SORE
    )
    early = solve(problem, effort=Effort(gap=1.0, stage_gap=0.5, nodes=1))
    best = solve(problem, effort=Effort(gap=0.0, stage_gap=0.0, nodes=100_000))

    assert early.objective <= best.objective + 1e-6
    assert best.objective <= early.bound + 1e-6
    assert early.gap >= (best.objective - early.objective) / abs(early.objective) - 1e-6
