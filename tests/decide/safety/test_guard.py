"""
The guard finds what is wrong with a plan, and leaves a good one alone.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date, time, timedelta
from random import Random

import pytest

from tests.decide.safety.damage import DAMAGES
from tests.decide.safety.plans import (
    CALVES,
    NOW,
    QUADS,
    TODAY,
    a_deep_massage,
    a_good_week,
    a_massage,
)
from unknot.decide.safety.guard import RULES, rule_name
from unknot.domain.body import Soreness
from unknot.domain.check_in import CheckIn
from unknot.domain.reason import Why
from unknot.domain.run import RunKind
from unknot.domain.safety import GateAnswers, SymptomReport
from unknot.domain.session import CareKind, Depth, ItemStatus, MassageType
from unknot.domain.settings import Race

CASES = [(damage, seed) for seed in range(4) for damage in DAMAGES]


def test_a_good_plan_passes():
    """
    A plan that keeps every rule is shown as it is.
    """
    assert a_good_week().check() == ()


def test_there_are_two_hundred_broken_plans():
    """
    Each named damage, with four seeds, makes at least two hundred broken plans.
    """
    assert len(CASES) >= 200


@pytest.mark.parametrize(
    ("damage", "seed"), CASES, ids=[f"{damage.__name__}-{seed}" for damage, seed in CASES]
)
def test_each_broken_plan_is_caught_by_the_rule_that_should(damage, seed):
    """
    Whatever is broken, the right rule says so, and about the right item.
    """
    week, item_id = damage(a_good_week(), Random(seed))
    found = week.check()

    assert DAMAGES[damage] in {violation.rule for violation in found}
    at_fault = {each.item_id for each in found if each.rule == DAMAGES[damage]}
    assert item_id is None or item_id in at_fault


def test_every_rule_is_broken_by_some_damage():
    """
    No rule of the guard goes untried.
    """
    assert {rule_name(rule) for rule, _ in RULES} == set(DAMAGES.values())


def test_taking_out_what_is_wrong_leaves_a_plan_that_passes():
    """
    Removing every item the guard names gives a plan it has nothing against.
    """
    for damage, seed in CASES[: len(DAMAGES)]:
        week, _ = damage(a_good_week(), Random(seed))
        for _ in range(5):
            named = {violation.item_id for violation in week.check()}
            week = replace(week, items=tuple(i for i in week.items if i.id not in named))
        assert week.check() == (), damage.__name__


def _deep_rules(week) -> set[str]:
    return {rule for rule in week.broken_rules() if "deep" in rule or "hands" in rule}


@pytest.mark.parametrize(
    ("days_before", "broken"),
    [
        (5, {"deep-work-keeps-days-before-a-race"}),
        (6, set()),  # beyond the window
    ],
)
def test_deep_work_keeps_five_days_before_a_race(days_before, broken):
    """
    Deep work is out from the fifth day before a race and fine on the sixth.
    """
    day = date(2026, 12, 20) - timedelta(days=days_before)
    more = a_deep_massage(day, at=time(10), regions=CALVES)
    week = a_good_week().without(CareKind.MASSAGE).with_items(more)
    calm = replace(week, runs=tuple(run for run in week.runs if run.kind is not RunKind.SPEED))

    assert _deep_rules(calm) == broken


@pytest.mark.parametrize(
    ("days_before", "broken"), [(3, {"only-light-hands-just-before-a-race"}), (4, set())]
)
def test_only_light_hands_in_the_last_three_days(days_before, broken):
    """
    Medium hands are out from the third day before a race and fine on the fourth.
    """
    day = date(2026, 12, 20) - timedelta(days=days_before)
    more = a_massage(day, MassageType.SPORTS, Depth.MEDIUM)
    week = a_good_week().without(CareKind.MASSAGE).with_items(more)

    assert _deep_rules(week) == broken


@pytest.mark.parametrize(
    ("days_before", "is_first", "is_broken"),
    [(14, True, True), (15, True, False), (14, False, False)],
)
def test_no_first_deep_massage_in_the_fortnight_before_a_race(days_before, is_first, is_broken):
    """
    The first deep massage ever keeps fourteen days before a race; a later one need not.
    """
    race = date(2026, 12, 20)
    more = a_deep_massage(race - timedelta(days=days_before), at=time(18))
    week = a_good_week().without(CareKind.MASSAGE).with_items(more)
    week = week.settings(had_deep_massage=not is_first)

    assert is_broken == ("no-first-deep-massage-before-a-race" in week.broken_rules())


@pytest.mark.parametrize(
    ("at", "broken"),
    [
        (time(10, 59), {"deep-work-waits-after-a-race", "only-light-hands-just-after-a-race"}),
        (time(12, 0), set()),  # exactly 72 hours after the end
    ],
)
def test_deep_work_waits_72_hours_after_a_race(at, broken):
    """
    A race that ended on Sunday at noon leaves deep work alone until Wednesday at noon.
    """
    more = a_deep_massage(date(2026, 11, 25), at=at, regions=QUADS)
    week = a_good_week().without(CareKind.MASSAGE).with_items(more)

    assert _deep_rules(week) == broken


@pytest.mark.parametrize(("score", "is_broken"), [(3, False), (4, True)])
def test_after_a_race_deep_work_waits_until_three_of_ten(score, is_broken):
    """
    Three of ten is low enough, four is not.
    """
    said = CheckIn(TODAY, NOW, soreness=(Soreness(CALVES[0], score),))
    week = a_good_week().input(check_ins=(said,))

    assert is_broken == ("deep-work-after-a-race-waits-for-soreness" in week.broken_rules())


@pytest.mark.parametrize(
    ("minutes_later", "is_broken"),
    [(-1, False), (0, False), (1, True)],
)
def test_deep_work_ends_24_hours_before_a_hard_run(minutes_later, is_broken):
    """
    An hour that ends exactly 24 hours before a long run is fine, a minute later is not.
    """
    more = a_deep_massage(date(2026, 11, 28), at=time(8), regions=CALVES)
    more = replace(more, start_utc=more.start_utc + timedelta(minutes=minutes_later))
    week = a_good_week().without(CareKind.MASSAGE).with_items(more)

    assert is_broken == ("deep-work-keeps-hours-before-a-hard-run" in week.broken_rules())


@pytest.mark.parametrize(("hours_later", "is_broken"), [(47, True), (48, False)])
def test_deep_work_on_one_part_rests_48_hours(hours_later, is_broken):
    """
    The second deep massage of the calves waits until 48 hours after the first one's end.
    """
    first = a_deep_massage(date(2026, 12, 7), at=time(8), regions=CALVES)
    second = a_deep_massage(date(2026, 12, 7), at=time(9), regions=CALVES, id="second")
    second = replace(
        second,
        start_utc=second.start_utc + timedelta(hours=hours_later),
        date=(second.start_utc + timedelta(hours=hours_later)).date(),
    )
    week = a_good_week().without(CareKind.MASSAGE).with_items(first, second)

    assert is_broken == ("deep-work-on-one-part-rests-two-days" in week.broken_rules())


@pytest.mark.parametrize(("days", "is_broken"), [(2, True), (3, False)])
def test_baths_lie_three_days_apart(days, is_broken):
    """
    Two days after a bath is too soon, three is fine.
    """
    week = a_good_week()
    bath = week.of(CareKind.COLD_WATER)[0]
    day = bath.date + timedelta(days=days)
    more = replace(bath, id="more", date=day, start_utc=bath.start_utc + timedelta(days=days))

    assert is_broken == ("one-bath-in-three-days" in week.with_items(more).broken_rules())


def _booked(week, **changes):
    deep = replace(
        a_deep_massage(date(2026, 12, 18), regions=QUADS, id="booked"),
        status=ItemStatus.CONFIRMED,
        **changes,
    )
    return week.without(CareKind.MASSAGE, CareKind.STRETCHING).with_items(deep)


def test_what_the_runner_confirmed_is_bound_by_safety_alone():
    """
    A confirmed deep massage two days before the race at any price stays: that is a conflict.
    """
    assert _booked(a_good_week(), cents=99_900).check() == ()


def test_a_danger_sign_withdraws_what_was_confirmed():
    """
    With a possible clot in the leg the booked massage has to go, and the reason says so.
    """
    report = SymptomReport("w", NOW, frozenset({"one-sided-leg"}), CALVES[:1])
    found = _booked(a_good_week().input(reports=(report,))).check()
    booked = [violation for violation in found if violation.item_id == "booked"]

    assert [each.reason.code for each in booked] == [Why.WITHDRAW_FOR_SAFETY]
    assert booked[0].reason.facts["because"] == Why.SEE_SOMEONE_TODAY.value
    assert all(each.is_safety for each in booked)


def test_unanswered_questions_leave_what_is_booked_alone():
    """
    Nothing is known against a booked massage, so it is not taken away; proposals are.
    """
    found = _booked(a_good_week().input(gate=None)).check()

    assert "booked" not in {violation.item_id for violation in found}
    assert {violation.rule for violation in found} == {"a-closed-gate-offers-nothing-but-rest"}


def test_blood_thinners_withdraw_a_booked_deep_massage():
    """
    A condition that allows light hands only takes the booked deep massage out.
    """
    answers = GateAnswers(NOW, frozenset({"blood-thinners"}), frozenset({"blood-thinners"}))
    found = _booked(a_good_week().input(gate=answers)).check()
    booked = [violation for violation in found if violation.item_id == "booked"]

    assert {each.rule for each in booked} == {"care-stays-within-every-limit"}
    assert booked[0].reason.facts["condition"] == "blood-thinners"


def test_each_withdrawal_says_because_of_what():
    """
    Whatever breaks a safety rule, the runner is told which of the safety reasons it was.
    """
    safety = {rule_name(rule) for rule, is_safety in RULES if is_safety}
    for damage, seed in CASES:
        week, _ = damage(a_good_week(), Random(seed))
        for violation in week.check():
            assert violation.is_safety == (violation.rule in safety)
            assert not violation.is_safety or Why(violation.reason.facts["because"])


def test_what_is_done_or_skipped_is_not_judged():
    """
    Yesterday's care is data: the guard has nothing to say about it.
    """
    week = a_good_week()
    for status in (ItemStatus.DONE, ItemStatus.SKIPPED, ItemStatus.WITHDRAWN):
        wrong = replace(a_deep_massage(date(2026, 12, 19), id="wrong"), status=status)
        assert "wrong" not in {v.item_id for v in week.with_items(wrong).check()}


def test_a_race_that_was_not_run_leaves_nothing_to_recover_from():
    """
    Who signed up and stayed at home may have deep work the next day.
    """
    races = (Race(date(2026, 11, 22), 21_100.0), *a_good_week().given.settings.races)
    week = a_good_week().input(runs_done=()).settings(races=races)
    more = a_deep_massage(date(2026, 11, 25), at=time(10), regions=QUADS)

    assert _deep_rules(week.without(CareKind.MASSAGE).with_items(more)) == set()


def test_the_order_of_the_items_does_not_matter():
    """
    The same plan in another order is judged the same.
    """
    week, _ = next(iter(DAMAGES))(a_good_week(), Random(1))
    mixed = replace(week, items=tuple(reversed(week.items)), runs=tuple(reversed(week.runs)))

    assert week.broken_rules() == mixed.broken_rules()
