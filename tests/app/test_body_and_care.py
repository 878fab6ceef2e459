"""
What runners report, log and tick off.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date, time, timedelta

import pytest

from tests.contracts.a_full_life import ITEM
from tests.fakes import NOON
from unknot.app.answer_gate import answer_gate, gate_now
from unknot.app.check_in import keep_check_in
from unknot.app.errors import NotFound, Refusal
from unknot.app.injuries import add_injury, end_injury
from unknot.app.log_massage import Massage, log_massage, remove_appointment
from unknot.app.mark_item import mark_item
from unknot.app.report_symptoms import end_report, report_symptoms
from unknot.catalogue.safety import intake_questions, warning_signs
from unknot.domain.body import BodyPart, Pain, Region, Side, Soreness
from unknot.domain.check_in import CheckIn
from unknot.domain.plan import AdoptedPlan
from unknot.domain.safety import Allowed, GateAnswers, InjuryKind, Refused, SafetyList
from unknot.domain.session import CareKind, Depth, ItemStatus, MassageType

TODAY = date(2026, 11, 23)
CALF = BodyPart(Region.CALF, Side.LEFT)
SOLE = BodyPart(Region.SOLE, Side.RIGHT)
MASSAGE = replace(
    ITEM,
    id="massage-2026-11-26",
    kind=CareKind.MASSAGE,
    massage_type=MassageType.SPORTS,
    depth=Depth.MEDIUM,
    minutes=45,
    cents=55_00,
)


def kept(store, runner, what):
    """
    What one reading method says.
    """
    with store.look(runner) as db:
        return getattr(db, what)()


def test_a_second_check_in_replaces_only_what_it_names(store, ada):
    """
    The evening's word on the calf stands beside the morning's word on sleep and the sole.
    """
    morning = CheckIn(
        TODAY, NOON, (Soreness(CALF, 6), Soreness(SOLE, 2)), (Pain(SOLE, 1),), 7.5, note="stiff"
    )
    evening = CheckIn(TODAY, NOON + timedelta(hours=6), (Soreness(CALF, 3),), fatigue=4)

    keep_check_in(store, ada, morning)
    keep_check_in(store, ada, evening)

    [day] = kept(store, ada, "check_ins")
    assert {each.part: each.score for each in day.soreness} == {CALF: 3, SOLE: 2}
    assert day.pain == (Pain(SOLE, 1),)
    assert (day.sleep_h, day.fatigue, day.note) == (7.5, 4, "stiff")
    assert day.reported_at == evening.reported_at


def test_nobody_knows_how_tomorrow_feels(store, ada):
    """
    A report for a day ahead is refused with a sentence; the runner's own midnight counts.
    """
    late = CheckIn(TODAY + timedelta(days=1), NOON + timedelta(hours=11, minutes=30))
    keep_check_in(store, ada, late)

    with pytest.raises(Refusal, match="has not come yet"):
        keep_check_in(store, ada, replace(late, date=TODAY + timedelta(days=2)))


@pytest.mark.parametrize(
    ("on", "start", "status"),
    [
        (TODAY - timedelta(days=1), None, ItemStatus.DONE),
        (TODAY, None, ItemStatus.DONE),
        (TODAY, time(18, 0), ItemStatus.CONFIRMED),
        (TODAY, time(9, 0), ItemStatus.DONE),
        (TODAY + timedelta(days=1), None, ItemStatus.CONFIRMED),
    ],
)
def test_a_massage_ahead_is_booked_and_one_behind_was_had(store, ada, on, start, status):
    """
    What lies ahead is a confirmed appointment.
    """
    massage = Massage(on, MassageType.SPORTS, 45, 55_00, (CALF,), start=start)

    appointment = log_massage(store, ada, massage, NOON)

    assert kept(store, ada, "appointments") == [appointment]
    assert appointment.status is status
    assert appointment.depth is Depth.MEDIUM


def test_the_same_massage_said_twice_is_one(store, ada):
    """
    A form sent twice spends the money once, also where the depth was left to its type.
    """
    massage = Massage(TODAY, MassageType.SPORTS, 45, 55_00, (CALF, SOLE))
    first = log_massage(store, ada, massage, NOON)
    again = replace(massage, parts=(SOLE, CALF, SOLE), depth=Depth.MEDIUM)

    assert log_massage(store, ada, again, NOON + timedelta(minutes=1)) == first
    assert kept(store, ada, "appointments") == [first]


@pytest.mark.parametrize(
    "other",
    [
        {"on": TODAY - timedelta(days=1)},
        {"start": time(9, 0)},
        {"massage_type": MassageType.SWEDISH},
        {"minutes": 60},
        {"cents": None},
        {"parts": ()},
        {"depth": Depth.LIGHT},
    ],
)
def test_two_different_massages_on_one_day_are_two(store, ada, other):
    """
    They have two ids, and one can be removed.
    """
    massage = Massage(TODAY, MassageType.SPORTS, 45, 55_00, (CALF,))
    first = log_massage(store, ada, massage, NOON)
    second = log_massage(store, ada, replace(massage, **other), NOON)

    remove_appointment(store, ada, first.id)

    assert kept(store, ada, "appointments") == [second]
    with pytest.raises(NotFound):
        remove_appointment(store, ada, first.id)


def test_a_booked_massage_said_again_afterwards_was_had(store, ada):
    """
    It stays one appointment, and is no longer only booked. One that was had stays so.
    """
    massage = Massage(TODAY, MassageType.SPORTS, 45, 55_00, (CALF,), start=time(18, 0))
    booked = log_massage(store, ada, massage, NOON)
    had = log_massage(store, ada, massage, NOON + timedelta(hours=8))

    assert had == replace(booked, status=ItemStatus.DONE)
    assert log_massage(store, ada, massage, NOON) == had
    assert kept(store, ada, "appointments") == [had]


def test_a_massage_taken_out_of_the_plan_can_be_noted(store, ada):
    """
    Only what still stands is the same massage: one that was skipped is no more.
    """
    massage = Massage(TODAY, MassageType.SPORTS, 45, 55_00, (CALF,))
    skipped = replace(log_massage(store, ada, massage, NOON), status=ItemStatus.SKIPPED)
    with store.open(ada) as db:
        db.keep_appointment(skipped)

    noted = log_massage(store, ada, massage, NOON)

    assert noted.id != skipped.id
    assert noted.status is ItemStatus.DONE


@pytest.mark.parametrize(
    "wrong", [{"minutes": 5}, {"minutes": 500}, {"cents": -1}, {"depth": Depth.NONE}]
)
def test_a_massage_that_cannot_be_is_refused(store, ada, wrong):
    """
    A sentence, and nothing kept.
    """
    massage = replace(Massage(TODAY, MassageType.LIGHT, 30, 30_00), **wrong)

    with pytest.raises(Refusal, match=r"\.$"):
        log_massage(store, ada, massage, NOON)

    assert kept(store, ada, "appointments") == []


def test_an_injury_lasts_until_it_is_ended(store, ada):
    """
    It cannot end before it began, and what does not exist cannot end.
    """
    injury = add_injury(store, ada, InjuryKind.OVERUSE, TODAY, (SOLE, CALF, SOLE), "heel")

    with pytest.raises(Refusal, match="cannot end on 2026-11-22"):
        end_injury(store, ada, injury.id, TODAY - timedelta(days=1))
    ended = end_injury(store, ada, injury.id, TODAY)

    assert injury.parts == (CALF, SOLE)
    assert kept(store, ada, "injuries") == [ended]
    assert ended.ended_on == TODAY
    with pytest.raises(NotFound):
        end_injury(store, ada, "i_nothing", TODAY)


def test_the_same_injury_said_twice_is_one_while_it_lasts(store, ada):
    """
    Its parts in any order, its note with or without spaces around. Once over, it may come again.
    """
    first = add_injury(store, ada, InjuryKind.OVERUSE, TODAY, (SOLE, CALF), "heel")
    again = add_injury(store, ada, InjuryKind.OVERUSE, TODAY, (CALF, SOLE), " heel ")
    other = add_injury(store, ada, InjuryKind.OVERUSE, TODAY, (CALF,), "heel")
    end_injury(store, ada, first.id, TODAY)
    new = add_injury(store, ada, InjuryKind.OVERUSE, TODAY, (SOLE, CALF), "heel")

    assert again == first
    assert len({first.id, other.id, new.id}) == len(kept(store, ada, "injuries")) == 3


def test_an_injury_is_somewhere_and_an_illness_everywhere(store, ada):
    """
    Where it hurts must be said; a fever is nowhere in particular.
    """
    with pytest.raises(Refusal, match="Say where"):
        add_injury(store, ada, InjuryKind.ACUTE, TODAY, ())

    assert add_injury(store, ada, InjuryKind.ILLNESS, TODAY, (CALF,)).parts == ()


def test_the_gate_opens_when_the_questions_are_answered(store, ada):
    """
    Unanswered it refuses; with "none of these apply" it allows.
    """
    before = gate_now(store, ada, NOON)
    after = answer_gate(store, ada, GateAnswers(NOON))

    assert isinstance(before, Refused)
    assert before.safety_list is SafetyList.UNANSWERED
    assert after == Allowed() == gate_now(store, ada, NOON)


def test_only_questions_that_are_asked_can_be_answered(store, ada):
    """
    An unknown condition is refused; a doctor's word for what does not apply is left out.
    """
    one, other = (condition.code for condition in intake_questions()[:2])
    with pytest.raises(Refusal, match="bad-karma"):
        answer_gate(store, ada, GateAnswers(NOON, frozenset({"bad-karma"})))

    answer_gate(store, ada, GateAnswers(NOON, frozenset({one}), frozenset({one, other})))

    assert kept(store, ada, "gate_answers").cleared == frozenset({one})


def test_something_wrong_is_in_force_until_it_is_over(store, ada):
    """
    The most urgent sign refuses everything at once, and again tomorrow, until it is ended.
    """
    answer_gate(store, ada, GateAnswers(NOON))
    sign = warning_signs()[0].code

    outcome = report_symptoms(store, ada, frozenset({sign}), (CALF,), NOON)
    tomorrow = gate_now(store, ada, NOON + timedelta(days=1))
    [report] = kept(store, ada, "reports")
    with pytest.raises(Refusal, match="cannot end"):
        end_report(store, ada, report.id, TODAY - timedelta(days=1))
    end_report(store, ada, report.id, TODAY)

    assert isinstance(outcome, Refused)
    assert isinstance(tomorrow, Refused)
    assert gate_now(store, ada, NOON + timedelta(days=2)) == Allowed()


def test_the_same_report_on_one_day_is_one(store, ada):
    """
    Sent twice it need not be ended twice. Another sign, another place, or another day is another.
    """
    one, other = (sign.code for sign in warning_signs()[:2])
    for signs, parts, hours in (
        ({one}, (CALF, SOLE), 0),
        ({one}, (SOLE, CALF), 1),
        ({one}, (CALF,), 1),
        ({one, other}, (CALF, SOLE), 1),
        # Noon in London and an hour to midnight in Prague: ten hours later is still that day.
        ({one}, (CALF, SOLE), 10),
        ({one}, (CALF, SOLE), 11),
    ):
        report_symptoms(store, ada, frozenset(signs), parts, NOON + timedelta(hours=hours))

    assert len(kept(store, ada, "reports")) == 4


def test_a_report_that_is_over_can_be_made_again_the_same_day(store, ada):
    """
    What was ended too early is in force again.
    """
    sign = frozenset({warning_signs()[0].code})
    report_symptoms(store, ada, sign, (), NOON)
    [report] = kept(store, ada, "reports")
    end_report(store, ada, report.id, TODAY)

    assert isinstance(report_symptoms(store, ada, sign, (), NOON), Refused)
    assert len(kept(store, ada, "reports")) == 2


def test_what_wears_off_counts_from_the_last_time_it_was_said(store, ada):
    """
    A glass at noon and one in the evening: a day after noon it is not over.
    """
    answer_gate(store, ada, GateAnswers(NOON))
    drunk = frozenset({"intoxication"})
    report_symptoms(store, ada, drunk, (), NOON)
    report_symptoms(store, ada, drunk, (), NOON + timedelta(hours=8))

    assert len(kept(store, ada, "reports")) == 1
    assert gate_now(store, ada, NOON + timedelta(hours=25)) != Allowed()
    assert gate_now(store, ada, NOON + timedelta(hours=32)) == Allowed()


@pytest.mark.parametrize(("signs", "says"), [((), "at least one"), (("hiccups",), "hiccups")])
def test_a_report_names_known_signs(store, ada, signs, says):
    """
    Nothing ticked and unknown signs are refused with a sentence.
    """
    with pytest.raises(Refusal, match=says):
        report_symptoms(store, ada, frozenset(signs), (), NOON)


@pytest.fixture
def planned(store, ada):
    """
    Ada has adopted a plan of a self-massage and a massage.
    """
    with store.open(ada) as db:
        db.keep_adopted_plan(AdoptedPlan(NOON, (ITEM, MASSAGE)))
    return ada


@pytest.mark.parametrize("status", [ItemStatus.DONE, ItemStatus.SKIPPED])
def test_an_item_ticked_off_is_a_record(store, planned, status):
    """
    Done and skipped are kept, shown in the plan, and can be taken back.
    """
    marked = mark_item(store, planned, ITEM.id, status)

    [record] = kept(store, planned, "care_records")
    assert (record.item_id, record.status, record.minutes) == (ITEM.id, status, ITEM.minutes)
    assert record.start_utc == ITEM.start_utc
    assert marked == replace(ITEM, status=status)
    assert marked in kept(store, planned, "adopted_plan").items

    mark_item(store, planned, ITEM.id, ItemStatus.PROPOSED)

    assert kept(store, planned, "care_records") == []
    assert ITEM in kept(store, planned, "adopted_plan").items


def test_a_confirmed_massage_is_an_appointment_with_its_price(store, planned):
    """
    Confirming books it under the item's own id; skipping it afterwards unbooks it.
    """
    mark_item(store, planned, MASSAGE.id, ItemStatus.CONFIRMED)

    [booked] = kept(store, planned, "appointments")
    assert (booked.id, booked.cents, booked.status) == (MASSAGE.id, 55_00, ItemStatus.CONFIRMED)
    assert booked.start_utc == MASSAGE.start_utc

    mark_item(store, planned, MASSAGE.id, ItemStatus.DONE)
    assert [each.status for each in kept(store, planned, "appointments")] == [ItemStatus.DONE]

    mark_item(store, planned, MASSAGE.id, ItemStatus.SKIPPED)
    assert kept(store, planned, "appointments") == []
    assert [each.status for each in kept(store, planned, "care_records")] == [ItemStatus.SKIPPED]


def test_an_item_that_is_not_there_cannot_be_done(store, planned):
    """
    A stale page gets a sentence.
    """
    with pytest.raises(NotFound, match="Look at the plan again"):
        mark_item(store, planned, "gone", ItemStatus.DONE)
    with pytest.raises(Refusal, match="not 'withdrawn'"):
        mark_item(store, planned, ITEM.id, ItemStatus.WITHDRAWN)
