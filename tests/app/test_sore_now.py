"""
The hero's offer: ten minutes for what today's check-in calls sorest, until they were had.
"""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from tests.fakes import NOON
from unknot.app.answer_gate import answer_gate
from unknot.app.check_in import keep_check_in
from unknot.app.keep_session import keep_session
from unknot.app.sore_now import sore_now
from unknot.domain.body import BodyPart, Pain, Region, Side, Soreness
from unknot.domain.check_in import CheckIn
from unknot.domain.guided import GuidedSession, GuidedStep, StepEnd
from unknot.domain.safety import GateAnswers
from unknot.domain.session import Depth, Tool
from unknot.domain.technique import RoutinePhase

TODAY = date(2026, 11, 23)
CALF = BodyPart(Region.CALF, Side.LEFT)
THIGH = BodyPart(Region.QUADRICEPS, Side.RIGHT)


@pytest.fixture
def asked(store, ada):
    """
    Ada has answered the safety questions: none of it is true of her.
    """
    answer_gate(store, ada, GateAnswers(NOON))
    return ada


def test_the_sorest_part_of_today_is_offered_ten_minutes(store, asked):
    """
    A calf at 6 goes before a thigh at 4, and the routine is for the calf.
    """
    keep_check_in(store, asked, CheckIn(TODAY, NOON, (Soreness(CALF, 6), Soreness(THIGH, 4))))

    found = sore_now(store, asked, NOON)

    assert found is not None
    assert (found.parts, found.score, found.wish.minutes) == ((CALF,), 6, 10)
    assert {step.side for step in found.routine.steps} == {Side.LEFT}


@pytest.mark.parametrize(("score", "is_offered"), [(3, False), (4, True)])
def test_a_little_soreness_needs_nothing(store, asked, score, is_offered):
    """
    Below what is noticed all day nothing is offered.
    """
    keep_check_in(store, asked, CheckIn(TODAY, NOON, (Soreness(CALF, score),)))

    assert (sore_now(store, asked, NOON) is not None) is is_offered


def test_yesterdays_soreness_is_not_todays(store, asked):
    """
    Only what was said today turns the hero.
    """
    keep_check_in(store, asked, CheckIn(TODAY - timedelta(days=1), NOON, (Soreness(CALF, 7),)))

    assert sore_now(store, asked, NOON) is None


def test_pain_over_five_is_offered_nothing(store, asked):
    """
    A calf that hurts is not rubbed, however sore it is.
    """
    told = CheckIn(TODAY, NOON, (Soreness(CALF, 7),), (Pain(CALF, 6),))
    keep_check_in(store, asked, told)

    assert sore_now(store, asked, NOON) is None


def test_without_answers_nothing_is_offered(store, ada):
    """
    Safety has the first word.
    """
    keep_check_in(store, ada, CheckIn(TODAY, NOON, (Soreness(CALF, 6),)))

    assert sore_now(store, ada, NOON) is None


def test_after_the_session_the_offer_is_gone_until_something_new_is_said(store, asked):
    """
    Ten minutes were had: Today turns to the plan again. A later report turns it back.
    """
    keep_check_in(store, asked, CheckIn(TODAY, NOON, (Soreness(CALF, 6),)))
    step = GuidedStep(
        "calf-hands", Region.CALF, Side.LEFT, Tool.HANDS, Depth.LIGHT, 120, 120, StepEnd.DONE
    )
    began = NOON + timedelta(minutes=5)
    done = GuidedSession("s-1", began, began + timedelta(minutes=9), RoutinePhase.EVENING, (step,))
    keep_session(store, asked, done, done.ended_at)
    assert sore_now(store, asked, done.ended_at) is None

    later = done.ended_at + timedelta(hours=3)
    keep_check_in(store, asked, CheckIn(TODAY, later, (Soreness(CALF, 5),)))

    assert sore_now(store, asked, later) is not None
