"""
When running is closed, why, and until when.
"""

from __future__ import annotations

from datetime import date, timedelta

from unknot.domain.body import BodyPart, Region, Side
from unknot.domain.reason import Reason, Why
from unknot.domain.safety import (
    Allowed,
    Limit,
    Modality,
    Refused,
    Restricted,
    RunningClosed,
    SafetyList,
    running_closed_on,
)
from unknot.domain.session import Depth

TODAY = date(2026, 3, 2)
FRIDAY = TODAY + timedelta(days=4)
BONE = Reason(Why.SEE_SOMEONE_TODAY, {"sign": "bone-pain"})
ILL = Reason(Why.ILLNESS_NOW)


def closing(reason: Reason, until: date | None = None, **changes) -> Limit:
    """
    A limit that closes running everywhere.
    """
    return Limit(frozenset({Modality.RUNNING}), Depth.NONE, reason, until_date=until, **changes)


def test_nothing_closes_running_where_nothing_stands_against_it() -> None:
    """
    Allowed, limits of other care, limits of one part only: nobody is kept from running.
    """
    calf = frozenset({BodyPart(Region.CALF, Side.LEFT)})
    hands = Limit(frozenset({Modality.MASSAGE}), Depth.NONE, BONE)

    assert running_closed_on(Allowed(), TODAY) is None
    assert running_closed_on(Restricted((hands, closing(BONE, parts=calf))), TODAY) is None


def test_running_is_closed_through_the_last_day() -> None:
    """
    On the last day still, on the next no more.
    """
    gate = Restricted((closing(ILL, FRIDAY),))

    assert running_closed_on(gate, FRIDAY) == RunningClosed(ILL, FRIDAY)
    assert running_closed_on(gate, FRIDAY + timedelta(days=1)) is None


def test_what_lasts_longest_speaks() -> None:
    """
    Ill until Friday with a bone that hurts: it is the bone that keeps a runner waiting.
    """
    gate = Restricted((closing(ILL, FRIDAY), closing(BONE)))

    assert running_closed_on(gate, TODAY) == RunningClosed(BONE, None)


def test_a_refusal_closes_running_and_open_questions_do_not() -> None:
    """
    Who should call for help should not run; who has not answered yet may.
    """
    urgent = Refused(SafetyList.EMERGENCY, (Reason(Why.EMERGENCY_NOW),), "call-emergency")
    asked = Refused(
        SafetyList.UNANSWERED, (Reason(Why.ANSWER_THE_QUESTIONS),), "answer-the-questions"
    )

    assert running_closed_on(urgent, TODAY) == RunningClosed(Reason(Why.EMERGENCY_NOW))
    assert running_closed_on(asked, TODAY) is None
