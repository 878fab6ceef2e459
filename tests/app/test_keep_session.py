"""
Guided sessions that were had: kept once, told to the plan and to the check-in, never load.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from tests.app.test_body_and_care import kept
from tests.app.test_load_and_profile import hand
from tests.contracts.a_full_life import CALF, GUIDED, ITEM, SOLE
from tests.fakes import NOON
from unknot.app.check_in import keep_check_in
from unknot.app.errors import Refusal
from unknot.app.keep_session import keep_session
from unknot.app.runs_known import RunsKnown
from unknot.app.show_load import show_load
from unknot.domain.body import Pain, Soreness
from unknot.domain.check_in import CheckIn
from unknot.domain.guided import Feeling, StepEnd
from unknot.domain.plan import AdoptedPlan
from unknot.domain.session import ItemStatus
from unknot.domain.units import local_date

TODAY = local_date(NOON, "Europe/Prague")
SESSION = replace(
    GUIDED, started_at=NOON - timedelta(minutes=4), ended_at=NOON, item_id=ITEM.id, pain=()
)
HURT = replace(SESSION, pain=((CALF, 7),))


@pytest.fixture
def planned(store, ada) -> None:
    """
    Ada's plan has the item that the session is for.
    """
    with store.open(ada) as db:
        db.keep_adopted_plan(AdoptedPlan(NOON, (ITEM,)))


def test_a_session_sent_twice_is_one_session(store, ada):
    """
    A phone that heard no answer sends again.
    """
    keep_session(store, ada, SESSION, NOON)
    keep_session(store, ada, SESSION, NOON + timedelta(hours=5))

    assert list(kept(store, ada, "guided_sessions")) == [SESSION]


def test_feelings_told_later_are_added_and_nothing_else_changes(store, ada):
    """
    The record goes out at the last step; how it feels comes after it, and an empty one takes
    nothing back.
    """
    silent = (Feeling(CALF, 6, None),)
    told = (Feeling(CALF, 6, 4),)

    keep_session(store, ada, replace(SESSION, feelings=silent), NOON)
    keep_session(store, ada, replace(SESSION, feelings=told, paused_s=500), NOON)
    keep_session(store, ada, replace(SESSION, feelings=silent), NOON)

    assert [replace(SESSION, feelings=told)] == list(kept(store, ada, "guided_sessions"))


def test_how_it_feels_after_is_no_check_in(store, ada):
    """
    A calf eased for an hour is not a calf that woke up so.
    """
    keep_session(store, ada, replace(SESSION, feelings=(Feeling(CALF, 6, 2),)), NOON)

    assert list(kept(store, ada, "check_ins")) == []


def test_the_item_of_the_plan_is_done_with_the_minutes_that_were_had(store, ada, planned):
    """
    97 of 150 seconds are more than half: done, two minutes, at the calf.
    """
    keep_session(store, ada, SESSION, NOON)

    [record] = kept(store, ada, "care_records")
    assert (ITEM.id, ItemStatus.DONE, 2, (CALF,)) == (
        record.item_id, record.status, record.minutes, record.parts,
    )  # fmt: skip
    assert kept(store, ada, "adopted_plan").items[0].status is ItemStatus.DONE


@pytest.mark.parametrize(("done_s", "is_done"), [(45, True), (44, False)])
def test_less_than_half_is_not_done(store, ada, planned, done_s, is_done):
    """
    Exactly half counts, a second less does not.
    """
    half = replace(SESSION.steps[0], planned_s=90, done_s=done_s, end=StepEnd.SKIPPED)

    keep_session(store, ada, replace(SESSION, steps=(half,)), NOON)

    assert is_done == bool(kept(store, ada, "care_records"))


def test_a_session_for_an_item_that_is_gone_is_kept_all_the_same(store, ada):
    """
    The plan may have moved on while the phone was away.
    """
    keep_session(store, ada, replace(SESSION, item_id="long-gone"), NOON)

    assert len(kept(store, ada, "guided_sessions")) == 1
    assert list(kept(store, ada, "care_records")) == []


def test_pain_goes_to_the_check_in_of_that_day_once(store, ada):
    """
    What hurt in the session stands beside what was said in the morning; when the runner takes it
    back later, a phone that sends again does not bring it up once more.
    """
    morning = CheckIn(TODAY, NOON - timedelta(hours=5), (Soreness(CALF, 6),), (Pain(SOLE, 2),))
    keep_check_in(store, ada, morning)
    keep_session(store, ada, HURT, NOON)
    [told] = kept(store, ada, "check_ins")
    assert {each.part: each.score for each in told.pain} == {CALF: 7, SOLE: 2}
    assert told.soreness == morning.soreness

    keep_check_in(store, ada, CheckIn(TODAY, NOON + timedelta(hours=1), pain=(Pain(CALF, 0),)))
    keep_session(store, ada, HURT, NOON + timedelta(hours=2))

    [told] = kept(store, ada, "check_ins")
    assert Pain(CALF, 0) in told.pain


def test_a_check_in_made_after_the_session_has_the_last_word(store, ada):
    """
    A phone that was offline all day sends the pain of noon after the check-in of the evening.
    """
    evening = CheckIn(TODAY, NOON + timedelta(hours=8), pain=(Pain(CALF, 1),))
    keep_check_in(store, ada, evening)

    keep_session(store, ada, replace(HURT, pain=((CALF, 7), (SOLE, 6))), NOON + timedelta(hours=9))

    [told] = kept(store, ada, "check_ins")
    assert {each.part: each.score for each in told.pain} == {CALF: 1, SOLE: 6}
    assert told.reported_at == evening.reported_at


def test_a_session_of_the_future_is_refused(store, ada):
    """
    A clock that is a day and more ahead would put care where it was not.
    """
    ahead = timedelta(days=2)
    with pytest.raises(Refusal, match="future"):
        keep_session(
            store,
            ada,
            replace(SESSION, started_at=NOON + ahead, ended_at=NOON + ahead),
            NOON,
        )


def test_care_is_never_training(store, ada, planned):
    """
    The weeks of load are the same before a session and after it, item done and all.
    """
    hand(store, ada, 1)
    before = show_load(store, ada, NOON, RunsKnown())

    keep_session(store, ada, HURT, NOON)

    assert before == show_load(store, ada, NOON, RunsKnown())
    assert any(week.load for week in before)
