"""
What must hold for any runner: whoever they are, whatever they report.
"""

from __future__ import annotations

import dataclasses
from dataclasses import replace
from datetime import date, datetime, timedelta
from typing import Any

from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from tests.builders import a_plan_input
from tests.strategies import PARTS, plan_inputs
from unknot.decide.plan import decide_plan, picture_of
from unknot.decide.planner.options import open_options
from unknot.decide.planner.problem import Block
from unknot.domain.body import BodyPart, Soreness, group_of
from unknot.domain.canonical import write_canonical
from unknot.domain.check_in import CheckIn
from unknot.domain.plan import AdoptedPlan, PlanDecision, PlanInput
from unknot.domain.reason import Why
from unknot.domain.safety import Modality, Restricted
from unknot.domain.session import CareKind, Depth, ItemStatus

few = settings(
    max_examples=20,
    derandomize=True,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
)
HANDS = {
    CareKind.MASSAGE: Modality.MASSAGE,
    CareKind.SELF_MASSAGE: Modality.SELF_MASSAGE,
    CareKind.BEFORE_RUN: Modality.SELF_MASSAGE,
    CareKind.STRETCHING: Modality.STRETCHING,
}


@few
@given(plan_inputs())
def test_nothing_is_proposed_where_the_gate_closes(person: PlanInput) -> None:
    """
    No proposal touches a part that the gate closes for it that day.
    """
    decision = decide_plan(person)
    limits = decision.safety.limits if isinstance(decision.safety, Restricted) else ()

    for item in decision.items:
        for limit in limits if item.status is ItemStatus.PROPOSED else ():
            about = HANDS.get(item.kind) in limit.modalities and limit.holds_on(item.date)
            if about and limit.max_depth is Depth.NONE:
                parts = limit.parts if limit.parts is not None else set(item.regions)
                assert not set(item.regions) & set(parts)


@few
@given(plan_inputs())
def test_the_guard_finds_nothing_to_take_out(person: PlanInput) -> None:
    """
    The planner keeps every hard rule that the guard checks without sharing its code.
    """
    refusals = decide_plan(person).refusals

    assert [each for each in refusals if each.code is Why.GUARD_REMOVED_ITEM] == []


@few
@given(plan_inputs())
def test_money_minutes_and_proof_stay_within_what_was_set(person: PlanInput) -> None:
    """
    Proposed money never exceeds what is left, and the proven gap is within one percent.
    """
    decision = decide_plan(person)

    for month in decision.money:
        left = (month.budget_cents or 0) - month.spent_cents - month.committed_cents
        assert month.proposed_cents <= max(0, left)
    assert decision.gap is not None
    assert 0 <= decision.gap <= 0.01


@few
@given(plan_inputs())
def test_a_forecast_lies_in_its_range(person: PlanInput) -> None:
    """
    Care never makes a morning worse, and what is forecast lies between the ends of the evidence.
    """
    for day in decide_plan(person).forecast.days:
        assert day.after_low is not None
        assert day.after_high is not None
        assert 0 <= day.after_low <= day.with_plan <= day.after_high <= day.without


@few
@given(plan_inputs(), st.randoms(use_true_random=False))
def test_order_of_the_input_does_not_matter(person: PlanInput, chance: Any) -> None:
    """
    A plan from the same facts in another order is the same plan, byte for byte.
    """

    def shuffled(values: tuple[Any, ...]) -> tuple[Any, ...]:
        return tuple(chance.sample(values, len(values)))

    other = replace(
        person,
        runs_done=shuffled(person.runs_done),
        runs_ahead=None if person.runs_ahead is None else shuffled(person.runs_ahead),
        rest_days=shuffled(person.rest_days),
        strength_days=shuffled(person.strength_days),
        check_ins=shuffled(person.check_ins),
        appointments=shuffled(person.appointments),
        care_done=shuffled(person.care_done),
        settings=replace(
            person.settings,
            prices=shuffled(person.settings.prices),
            free_times=shuffled(person.settings.free_times),
            types_to_try=shuffled(person.settings.types_to_try),
        ),
    )

    assert write_canonical(decide_plan(person)) == write_canonical(decide_plan(other))


@few
@given(plan_inputs())
def test_the_same_input_gives_the_same_bytes(person: PlanInput) -> None:
    """
    Deciding twice changes nothing.
    """
    assert write_canonical(decide_plan(person)) == write_canonical(decide_plan(person))


@few
@given(plan_inputs())
def test_who_adopts_a_plan_has_the_same_massages_a_moment_later(person: PlanInput) -> None:
    """
    Adopting is no news: no massage moves, changes its length or goes to another region.
    """
    first = decide_plan(person)
    again = decide_plan(replace(person, adopted=AdoptedPlan(person.now, first.items)))
    kinds = {item.id: item.kind for item in (*first.items, *again.items)}

    assert [each for each in again.changes if kinds[each.item_id] is CareKind.MASSAGE] == []


@few
@given(plan_inputs())
def test_a_plan_moved_by_four_weeks_is_the_same_plan_moved(person: PlanInput) -> None:
    """
    Without a budget nothing depends on the month: four weeks later the plan is the same.
    """
    here = in_utc(replace(person, settings=replace(person.settings, budget_cents_a_month=None)))

    assert shape_of(decide_plan(here), 28) == shape_of(decide_plan(moved(here, 28)), 0)


@few
@given(plan_inputs(weeks=1))
def test_a_plan_moved_by_a_week_inside_a_month_is_the_same_plan_moved(person: PlanInput) -> None:
    """
    Inside one calendar month a week's move changes no money and no plan.
    """
    here = in_utc(replace(person, appointments=()))

    assert shape_of(decide_plan(here), 7) == shape_of(decide_plan(moved(here, 7)), 0)


def test_a_plan_moved_to_the_last_day_of_the_month_is_the_same_plan_moved() -> None:
    """
    Three weeks that end on the 24th or on the 31st: money for four massages buys as many.
    """
    ada = a_plan_input(weeks=3)
    rich = replace(ada.settings, budget_cents_a_month=220_00, rhythm_days=7)
    here = in_utc(moved(replace(ada, settings=rich), 2))
    there = moved(here, 7)

    assert there.now.date() + timedelta(days=20) == date(2026, 3, 31)
    assert shape_of(decide_plan(here), 7) == shape_of(decide_plan(there), 0)


@few
@given(plan_inputs(), PARTS, st.integers(0, 9), st.integers(1, 10))
def test_more_soreness_never_allows_more(
    person: PlanInput, part: BodyPart, score: int, more: int
) -> None:
    """
    Raising a report never deepens what is allowed there, nor opens what was closed.
    """
    assume(score + more <= 10)
    less = picture_of(replace(person, check_ins=(_report(person, part, score),)))
    worse = picture_of(replace(person, check_ins=(_report(person, part, score + more),)))

    for day in range(less.problem.n_days):
        assert _deepest(worse.problem, part, day).rank <= _deepest(less.problem, part, day).rank


@few
@given(plan_inputs())
def test_an_item_changes_when_the_run_it_names_is_taken_away(person: PlanInput) -> None:
    """
    A reason that names a run is not decoration: without the run the item is gone or different.
    """
    person = replace(person, runs_ahead=person.runs_ahead or a_plan_input().runs_ahead)
    decision = decide_plan(person)
    named = [
        (item, reason.facts["run_id"])
        for item in decision.items
        for reason in item.reasons
        if reason.code is Why.SORE_AFTER_RUN
    ]
    assume(named)
    item, run_id = named[0]
    without = replace(
        person,
        runs_done=tuple(run for run in person.runs_done if run.id != run_id),
        runs_ahead=tuple(run for run in person.runs_ahead or () if run.id != run_id),
        settings=replace(person.settings, races=()),
    )

    assert item not in decide_plan(without).items


def in_utc(person: PlanInput) -> PlanInput:
    """
    The same person where no clock ever changes.
    """
    runs = tuple(replace(run, zone="UTC") for run in person.runs_done)
    return replace(person, runs_done=runs, settings=replace(person.settings, zone="UTC"))


def moved(value: Any, days: int) -> Any:
    """
    The same value with every date and instant in it so many days later.
    """
    if isinstance(value, date | datetime):
        return value + timedelta(days=days)
    if isinstance(value, tuple):
        return tuple(moved(each, days) for each in value)
    if dataclasses.is_dataclass(value) and not isinstance(value, type):
        changes = {
            each.name: moved(getattr(value, each.name), days) for each in dataclasses.fields(value)
        }
        return replace(value, **changes)
    return value


def shape_of(decision: PlanDecision, days: int) -> list[tuple[Any, ...]]:
    """
    What a runner would do, with dates so many days later.
    """
    return [
        (
            item.kind,
            item.start_utc + timedelta(days=days),
            item.minutes,
            item.phase,
            item.regions,
            item.massage_type,
            item.depth,
            item.tool,
            item.cents,
        )
        for item in decision.items
    ]


def _report(person: PlanInput, part: BodyPart, score: int) -> CheckIn:
    on = picture_of(person).today
    return CheckIn(on, person.now, soreness=(Soreness(part, score),))


def _deepest(problem: Any, part: BodyPart, day: int) -> Depth:
    options = open_options(problem)
    deepest = Depth.NONE
    for track in range(len(problem.tracks)):
        is_here = problem.group_of(track) is group_of(part.region)
        block = Block(CareKind.MASSAGE, day, track)
        if is_here and part.side in problem.sides_of(track) and block in options.blocks:
            limit = options.depths.get(block, (Depth.DEEP, None))[0]
            offers = [c for column in options.columns for c in column.offers if c.day == day]
            offered = max((o.depth for o in offers), key=lambda d: d.rank, default=Depth.DEEP)
            deepest = min(limit, offered, key=lambda depth: depth.rank)
    return deepest
