"""
A routine for now: what was reported, what the plan expects, and what safety leaves open.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest

from tests.contracts.a_full_life import ITEM
from tests.fakes import NOON
from unknot.app.answer_gate import answer_gate
from unknot.app.build_routine import build_routine_now
from unknot.app.check_in import keep_check_in
from unknot.app.errors import NotFound
from unknot.app.injuries import add_injury
from unknot.app.report_symptoms import report_symptoms
from unknot.domain.body import BodyPart, Pain, Region, Side, Soreness
from unknot.domain.check_in import CheckIn
from unknot.domain.plan import AdoptedPlan
from unknot.domain.reason import Why
from unknot.domain.routine import RegionNeed, RoutineWish
from unknot.domain.safety import GateAnswers, InjuryKind
from unknot.domain.session import Depth, Tool
from unknot.domain.technique import RoutinePhase, TechniqueKind

TODAY = date(2026, 11, 23)
CALF = BodyPart(Region.CALF, Side.LEFT)
THIGH = BodyPart(Region.QUADRICEPS, Side.RIGHT)
TEN_MINUTES = RoutineWish(10, RoutinePhase.AFTER, frozenset({Tool.ROLLER}))


@pytest.fixture
def asked(store, ada):
    """
    Ada has answered the safety questions: none of it is true of her.
    """
    answer_gate(store, ada, GateAnswers(NOON))
    return ada


def parts_of(routine):
    """
    The parts that are rubbed.
    """
    return {
        (step.region, step.side)
        for step in routine.steps
        if step.kind is TechniqueKind.SELF_MASSAGE
    }


def test_without_answers_there_is_no_routine(store, ada):
    """
    Safety has the first word: until the questions are answered nothing is offered.
    """
    routine = build_routine_now(store, ada, TEN_MINUTES, NOON)

    assert routine.steps == ()
    assert [each.code for each in routine.refusals] == [Why.ANSWER_THE_QUESTIONS]


def test_the_check_in_says_what_it_is_for(store, asked):
    """
    Who names nothing gets what the last report named, with the roller that was asked for.
    """
    keep_check_in(store, asked, CheckIn(TODAY, NOON, (Soreness(CALF, 6),)))

    routine = build_routine_now(store, asked, TEN_MINUTES, NOON)

    assert (Region.CALF, Side.LEFT) in parts_of(routine)
    assert {side for _region, side in parts_of(routine)} <= {Side.LEFT, None}
    assert {step.tool for step in routine.steps} <= {Tool.ROLLER, Tool.HANDS, None}


def test_a_report_makes_hands_gentle_whatever_is_asked(store, asked):
    """
    Asking for a calf at 2 of 10 does not undo the 8 of 10 of this morning.
    """
    keep_check_in(store, asked, CheckIn(TODAY, NOON, (Soreness(CALF, 8),)))
    wish = replace(TEN_MINUTES, needs=(RegionNeed(CALF, 2),))

    there = [
        step
        for step in build_routine_now(store, asked, wish, NOON).steps
        if step.region is Region.CALF
    ]

    assert there
    assert {(step.tool, step.pressure) for step in there} == {(Tool.HANDS, Depth.LIGHT)}


def test_an_old_report_says_nothing_about_today(store, asked):
    """
    A week later the calf is not sore any more, as far as anybody knows.
    """
    keep_check_in(store, asked, CheckIn(TODAY, NOON, (Soreness(CALF, 8),)))

    later = build_routine_now(store, asked, TEN_MINUTES, NOON + timedelta(days=7))

    assert all(step.reasons[0].code is not Why.ROUTINE_FOR_SORENESS for step in later.steps)


def test_an_injured_part_is_left_alone_and_said(store, asked):
    """
    A fresh strain of the calf closes it, and the routine names it as left out.
    """
    add_injury(store, asked, InjuryKind.ACUTE, TODAY, (CALF,))
    wish = replace(TEN_MINUTES, needs=(RegionNeed(CALF, 4), RegionNeed(THIGH, 4)))

    routine = build_routine_now(store, asked, wish, NOON)

    assert (Region.CALF, Side.LEFT) not in parts_of(routine)
    assert (Region.QUADRICEPS, Side.RIGHT) in parts_of(routine)
    assert CALF in {each.part for each in routine.left_out}


def test_pain_of_this_morning_closes_its_place(store, asked):
    """
    Pain at 6 of 10 in the check-in is not rolled away in the evening.
    """
    keep_check_in(store, asked, CheckIn(TODAY, NOON, (Soreness(CALF, 5),), (Pain(CALF, 6),)))

    routine = build_routine_now(store, asked, TEN_MINUTES, NOON)

    assert (Region.CALF, Side.LEFT) not in parts_of(routine)
    assert Why.PAIN_OVER_FIVE in {each.reason.code for each in routine.left_out}


def test_something_wrong_closes_everything(store, asked):
    """
    After a warning sign there is no self-massage anywhere, and why is said.
    """
    report_symptoms(store, asked, frozenset({"fever"}), (), NOON)

    routine = build_routine_now(store, asked, TEN_MINUTES, NOON)

    assert routine.steps == ()
    assert routine.refusals


def test_an_item_of_the_plan_brings_its_parts(store, asked):
    """
    The routine for an item works where the item says.
    """
    item = replace(ITEM, id="roll-1", regions=(THIGH,))
    with store.open(asked) as db:
        db.keep_adopted_plan(AdoptedPlan(NOON, (item,)))

    routine = build_routine_now(store, asked, replace(TEN_MINUTES, item_id="roll-1"), NOON)

    assert parts_of(routine) == {(Region.QUADRICEPS, Side.RIGHT)}
    with pytest.raises(NotFound, match="no item called"):
        build_routine_now(store, asked, replace(TEN_MINUTES, item_id="gone"), NOON)
