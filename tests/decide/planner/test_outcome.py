"""
Items, reasons, changes, conflicts and unmet wishes of a finished plan.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from datetime import time, timedelta
from typing import Any

import numpy as np
import pytest

from tests.builders import (
    NOW,
    PRICES,
    TODAY,
    a_check_in,
    a_part,
    a_race_in,
    a_run_ahead,
    a_run_done,
    an_appointment,
    settings_of,
)
from tests.decide.planner.building import (
    EVERY_EVENING,
    a_problem,
    adopted_massage_on,
    an_outlook,
    deep_settings,
)
from unknot.decide.planner.outcome import CarePlan, plan_care
from unknot.decide.planner.problem import Block
from unknot.decide.planner.relief import relief_at
from unknot.decide.planner.solve import solve
from unknot.decide.planner.standing import adopted_blocks
from unknot.domain.body import RegionGroup, Side, group_of
from unknot.domain.plan import AdoptedPlan, DayForecast, EffectLevel, PlanItem
from unknot.domain.reason import Reason, Why
from unknot.domain.run import RunKind
from unknot.domain.safety import Limit, Modality, Restricted
from unknot.domain.session import (
    CareKind,
    CareRecord,
    Depth,
    ItemStatus,
    MassageType,
    Phase,
    Price,
)
from unknot.domain.settings import Evening, Settings
from unknot.domain.soreness import SorenessOutlook, SorenessTrack
from unknot.domain.units import zone_named


def planned(problem: Any) -> CarePlan:
    """
    The whole plan of a problem.
    """
    return plan_care(problem, is_known=True)


def massages(plan: CarePlan) -> list[PlanItem]:
    """
    The massages of a plan.
    """
    return [item for item in plan.items if item.kind is CareKind.MASSAGE]


def reason(item: PlanItem, code: Why) -> dict[str, Any] | None:
    """
    The facts of an item's reason of that code, None where it has none.
    """
    return next((dict(each.facts) for each in item.reasons if each.code is code), None)


def wish(plan: CarePlan, code: Why) -> tuple[dict[str, Any], Reason | None] | None:
    """
    The facts and the cheapest change of an unmet wish, None where it is met.
    """
    for each in plan.wishes:
        if each.code == code.value:
            return dict(each.reason.facts), each.cheapest_change
    return None


def test_a_massage_names_the_run_that_caused_it() -> None:
    """
    The reason gives the run by date and distance, the forecast before and after, and the money.
    """
    run = a_run_done(1, 18.0, RunKind.LONG)
    problem = a_problem(runs_done=(run,), outlook=an_outlook(cause=run.id))
    item = massages(planned(problem))[0]

    sore = reason(item, Why.SORE_AFTER_RUN)
    assert sore is not None
    assert (sore["run_date"], sore["distance_m"]) == ("2026-03-01", 18_000.0)
    change = reason(item, Why.FORECAST_CHANGE)
    assert change is not None
    assert change["after"] < change["before"] == 2.0
    assert reason(item, Why.FITS_BUDGET) == {
        "month": "2026-03",
        "budget_cents": 110_00,
        "price_cents": 55_00,
        "left_cents": 55_00,
    }


@pytest.mark.parametrize(
    ("said", "region", "side"),
    [
        ({("achilles", "left"): 6, ("calf", "left"): 5}, "achilles", "left"),
        ({("soleus", "left"): 6, ("soleus", "right"): 6}, "soleus", None),
        ({("quadriceps", "left"): 6}, None, None),  # of another group
    ],
)
def test_a_reported_soreness_and_a_guessed_run_are_said(
    said: dict[tuple[str, str], int], region: str | None, side: str | None
) -> None:
    """
    Who gives an Achilles tendon six hears of the tendon, not of the calf; a guess is called one.
    """
    guess = a_run_ahead(0, is_guess=True, starts_at=time(18, 0))
    outlook = an_outlook({"calf": 6.0}, cause=guess.id)
    track = replace(outlook.tracks[0], reported=(6, *outlook.tracks[0].reported[1:]))
    problem = a_problem(
        runs_ahead=(guess,),
        outlook=replace(outlook, tracks=(track,)),
        check_ins=(a_check_in(0, said),),
    )
    item = next(i for i in planned(problem).items if i.kind is CareKind.SELF_MASSAGE)

    assert reason(item, Why.SORE_REPORTED) == {
        "group": "calf",
        "region": region,
        "side": side,
        "score": 6,
        "date": "2026-03-02",
    }
    assert reason(item, Why.RUN_IS_A_GUESS) is not None


def test_the_limit_that_bound_is_named() -> None:
    """
    With money for one massage the second is named as what no longer fits.
    """
    problem = a_problem(deep_settings(budget_cents_a_month=60_00))
    limit = reason(massages(planned(problem))[0], Why.LIMIT_BUDGET)

    assert limit == {
        "month": "2026-03",
        "budget_cents": 60_00,
        "price_cents": 55_00,
        "left_cents": 5_00,
    }


def test_depth_gives_way_before_a_race_and_says_so() -> None:
    """
    Four days before a race the deep-tissue massage is had light, with the race as reason.
    """
    race = a_run_ahead(10, 10.0, RunKind.RACE)
    only_friday = (Evening(4, time(18), time(20)),)
    problem = a_problem(deep_settings(free_times=only_friday, races=(a_race_in(10),)), (race,))
    plan = planned(problem)
    by_day = {(item.date - TODAY).days: item for item in massages(plan)}

    assert by_day
    for day, item in by_day.items():
        expected = Depth.LIGHT if 10 - 5 <= day <= 13 else Depth.DEEP
        assert item.depth is expected
        limited = reason(item, Why.DEPTH_LIMITED)
        assert (limited is not None) is (expected is Depth.LIGHT)


def test_types_take_turns_among_those_to_try() -> None:
    """
    The least used type comes next; others on the price list are not proposed.
    """
    settings = settings_of(
        budget_cents_a_month=500_00,
        free_times=EVERY_EVENING,
        types_to_try=(MassageType.SPORTS, MassageType.DEEP_TISSUE),
    )
    done = an_appointment(-9, massage_type=MassageType.SPORTS)
    types = [
        item.massage_type for item in massages(planned(a_problem(settings, appointments=(done,))))
    ]

    assert types[:3] == [MassageType.DEEP_TISSUE, MassageType.SPORTS, MassageType.DEEP_TISSUE]


def test_a_dearer_type_to_try_has_its_turn_where_money_allows() -> None:
    """
    The model takes the cheaper hour; the dearer type still has its turn within the budget.
    """
    prices = (
        Price(MassageType.SPORTS, 60, 55_00),
        Price(MassageType.DEEP_TISSUE, 60, 60_00),
    )
    settings = settings_of(
        prices=prices,
        budget_cents_a_month=60_00,
        free_times=EVERY_EVENING,
        types_to_try=(MassageType.SPORTS, MassageType.DEEP_TISSUE),
    )
    done = an_appointment(-20, massage_type=MassageType.SPORTS, cents=55_00)
    rich = massages(planned(a_problem(settings, appointments=(done,))))
    poor = massages(
        planned(a_problem(replace(settings, budget_cents_a_month=59_99), appointments=(done,)))
    )

    assert [(item.massage_type, item.cents) for item in rich] == [(MassageType.DEEP_TISSUE, 60_00)]
    assert [(item.massage_type, item.cents) for item in poor] == [(MassageType.SPORTS, 55_00)]


def test_types_take_turns_also_where_each_has_its_own_length() -> None:
    """
    An hour of deep tissue eases more than a short Swedish one; both are to be tried all the same.
    """
    prices = (
        Price(MassageType.SWEDISH, 45, 50_00),
        Price(MassageType.DEEP_TISSUE, 60, 60_00),
    )
    settings = settings_of(
        prices=prices,
        budget_cents_a_month=120_00,
        free_times=EVERY_EVENING,
        types_to_try=(MassageType.SWEDISH, MassageType.DEEP_TISSUE),
    )
    done = an_appointment(-20, massage_type=MassageType.DEEP_TISSUE)
    types = [
        item.massage_type for item in massages(planned(a_problem(settings, appointments=(done,))))
    ]

    assert abs(types.count(MassageType.SWEDISH) - types.count(MassageType.DEEP_TISSUE) - 1) <= 1


def test_a_turn_is_named_only_where_it_is_one() -> None:
    """
    Whose type is ahead of another to try is not told that it is its turn.
    """
    settings = settings_of(
        budget_cents_a_month=500_00,
        free_times=EVERY_EVENING,
        types_to_try=(MassageType.SPORTS, MassageType.DEEP_TISSUE),
    )
    done = an_appointment(-9, massage_type=MassageType.SPORTS)
    had = Counter({MassageType.SPORTS: 1})
    for item in massages(planned(a_problem(settings, appointments=(done,)))):
        is_turn = had[item.massage_type] == min(had[each] for each in settings.types_to_try)
        assert (reason(item, Why.TYPE_TURN) is not None) is is_turn
        had[item.massage_type] += 1


def test_blocks_of_a_day_and_phase_are_one_item() -> None:
    """
    Four sore groups in the evening are one item of sixteen minutes, not four in the calendar.
    """
    outlook = an_outlook({"calf": 3.0, "quads": 3.0, "hamstrings": 3.0, "glutes": 3.0})
    settings = settings_of(budget_cents_a_month=None, self_care_min_a_week=200, stretching_a_week=0)
    items = list(planned(a_problem(settings, outlook=outlook)).items)

    first = items[0]
    assert (first.kind, first.minutes, first.phase) == (CareKind.SELF_MASSAGE, 16, Phase.EVENING)
    assert len({group_of(part.region) for part in first.regions}) == 4
    assert first.id == "self-massage-2026-03-02-evening"


def test_self_care_after_a_run_starts_a_quarter_of_an_hour_after_it() -> None:
    """
    Home at 7:48, self-massage at 8:05; before the run at 6:45; the evening at half past eight.
    """
    items = planned(a_problem(runs_ahead=(a_run_ahead(1),))).items
    starts = {
        item.phase: item.start_utc.strftime("%H:%M")
        for item in items
        if item.date == TODAY + timedelta(days=1)
    }

    assert starts[Phase.BEFORE_RUN] == "05:45"
    assert starts[Phase.AFTER_RUN] == "07:05"
    assert starts[Phase.EVENING] == "19:30"


def test_no_two_things_at_the_same_time() -> None:
    """
    Evening care begins when the massage is over and one thing follows the other.
    """
    late = (Evening(1, time(20, 0), time(22, 0)),)
    problem = a_problem(deep_settings(free_times=late))
    items = sorted(planned(problem).items, key=lambda item: item.start_utc)
    ends = [item.start_utc + timedelta(minutes=item.minutes) for item in items]

    assert massages(planned(problem))
    assert all(end <= later.start_utc for end, later in zip(ends, items[1:], strict=False))


def test_an_adopted_side_is_that_side_only() -> None:
    """
    Self-massage of the left calf in the adopted plan is none of the right calf.
    """
    tracks = tuple(
        SorenessTrack(RegionGroup.CALF, (2.0,) * 18, (None,) * 18, (None,) * 18, side)
        for side in Side
    )
    outlook = SorenessOutlook(TODAY, tracks, True)
    left = adopted_massage_on(
        1, kind=CareKind.SELF_MASSAGE, regions=(a_part("calf", "left"), a_part("soleus", "left"))
    )
    stands, _ = adopted_blocks(a_problem(outlook=outlook, adopted=left))

    assert stands == {Block(CareKind.SELF_MASSAGE, 1, 0)}


def test_hands_stay_where_the_adopted_plan_has_them() -> None:
    """
    Four regions equally sore and time for two: the two of the adopted plan, and no others.
    """
    parts = (a_part("hamstrings", "left"), a_part("hamstrings", "right"))
    parts += tuple(a_part(region, side) for region in ("glute-max", "glute-med") for side in Side)
    settings = deep_settings(
        prices=(Price(MassageType.DEEP_TISSUE, 30, 55_00),), self_care_min_a_day=0
    )
    outlook = an_outlook({"calf": 2.0, "quads": 2.0, "hamstrings": 2.0, "glutes": 2.0})
    adopted = adopted_massage_on(1, minutes=30, regions=parts)
    plan = planned(a_problem(settings, outlook=outlook, adopted=adopted))
    kept = next(item for item in massages(plan) if item.date == TODAY + timedelta(days=1))

    assert set(kept.regions) == set(parts)


def test_another_length_on_the_adopted_day_is_a_change() -> None:
    """
    Where half an hour more brings nothing and costs nothing, the adopted length stays.
    """
    lengths = (60, 90)
    settings = deep_settings(
        prices=tuple(Price(MassageType.DEEP_TISSUE, minutes, 55_00) for minutes in lengths)
    )
    kept = [
        next(item.minutes for item in massages(plan) if item.date == TODAY + timedelta(days=1))
        for minutes in lengths
        for adopted in (adopted_massage_on(1, minutes=minutes),)
        for plan in (planned(a_problem(settings, adopted=adopted)),)
    ]

    assert kept == [*lengths]


def test_a_region_without_soreness_is_not_named() -> None:
    """
    Hands on a region that has nothing to relieve are no reason to book; the usual four are.
    """
    plan = planned(a_problem(deep_settings(rhythm_days=14), outlook=an_outlook({"shin": 0.04})))

    assert massages(plan)
    for item in massages(plan):
        assert {group_of(part.region).value for part in item.regions} == {
            "calf",
            "quads",
            "hamstrings",
            "glutes",
        }


def test_a_massage_keeps_its_id_when_it_moves_a_little() -> None:
    """
    Moved by up to three days it is the same massage; the move is a change with both dates.
    """
    only_friday = (Evening(4, time(18), time(20)),)
    settings = deep_settings(free_times=only_friday, budget_cents_a_month=55_00)
    plan = planned(a_problem(settings, adopted=adopted_massage_on(2)))
    item = massages(plan)[0]

    assert item.id == "massage-2026-03-04"
    assert item.date == TODAY + timedelta(days=4)
    assert reason(item, Why.MOVED_FROM_PLAN) == {
        "from_date": "2026-03-04",
        "to_date": "2026-03-06",
    }
    assert next(
        (each.what, each.item_id) for each in plan.changes if "massage-" in each.item_id
    ) == (
        "moved",
        "massage-2026-03-04",
    )


def test_a_massage_far_from_the_adopted_one_is_another_massage() -> None:
    """
    Four days away it is a new one, and the old one is said to be gone.
    """
    only_friday = (Evening(4, time(18), time(20)),)
    settings = deep_settings(free_times=only_friday, budget_cents_a_month=55_00)
    plan = planned(a_problem(settings, adopted=adopted_massage_on(0)))
    changed = {each.item_id: each.what for each in plan.changes}

    assert massages(plan)[0].id == "massage-2026-03-06"
    assert changed["massage-2026-03-02"] == "removed"


@pytest.mark.parametrize(
    ("days_ago", "told_h_after_now", "code"),
    [
        (0, -0.5, Why.CHECK_IN_CAME),
        (1, -1, Why.CHECK_IN_CAME),  # yesterday's, told this morning
        (1, -30, Why.INPUT_CHANGED),  # told before the plan was adopted
        (5, -1, Why.INPUT_CHANGED),  # an old day filled in
        (1, 5000, Why.INPUT_CHANGED),  # a day gone by is planned: known to the plan of its day
        (0, 5000, Why.CHECK_IN_CAME),  # and the day after that was not
        (-1, 5000, Why.INPUT_CHANGED),  # tomorrow's is not known yet
    ],
)
def test_only_news_explains_a_change(days_ago: int, told_h_after_now: float, code: Why) -> None:
    """
    What the plan adopted yesterday morning knew, or cannot matter to it, is no cause of a change.
    """
    told = replace(
        a_check_in(days_ago, {("heel", "left"): 6}),
        reported_at=NOW + timedelta(hours=told_h_after_now),
    )
    adopted = adopted_massage_on(1, kind=CareKind.STRETCHING, regions=(a_part("sole", "left"),))
    problem = a_problem(settings_of(stretching_a_week=0), check_ins=(told,), adopted=adopted)
    cause = next(each.reason for each in planned(problem).changes if each.what == "removed")

    assert cause.code is code
    if code is Why.CHECK_IN_CAME:
        assert cause.facts == {
            "date": (TODAY - timedelta(days=days_ago)).isoformat(),
            "group": "foot",
            "region": "heel",
            "side": "left",
            "score": 6,
        }


def test_a_run_that_is_gone_is_the_cause_of_what_is_gone() -> None:
    """
    The few minutes before a run that is no longer planned go with it, and that is said.
    """
    before = PlanItem(
        id="before-run-2026-03-05",
        kind=CareKind.BEFORE_RUN,
        date=TODAY + timedelta(days=3),
        start_utc=NOW + timedelta(days=3),
        zone="Europe/Prague",
        minutes=4,
        phase=Phase.BEFORE_RUN,
        run_id="p_gone",
    )
    plan = planned(a_problem(adopted=AdoptedPlan(NOW - timedelta(days=1), (before,))))
    gone = [each for each in plan.changes if each.item_id == before.id]

    assert [(each.what, each.reason.code) for each in gone] == [("removed", Why.RUN_GONE)]


def test_a_confirmed_massage_stays_where_it_is() -> None:
    """
    It is an item with its own status and id, and nothing is proposed near it.
    """
    booked = an_appointment(5)
    plan = planned(a_problem(appointments=(booked,), adopted=adopted_massage_on(5)))
    confirmed = [item for item in plan.items if item.status is ItemStatus.CONFIRMED]

    assert [(item.id, item.start_utc) for item in confirmed] == [
        ("massage-2026-03-07", booked.start_utc)
    ]
    others = [item for item in massages(plan) if item.status is ItemStatus.PROPOSED]
    assert all(abs((item.date - booked.date).days) >= 4 for item in others)


def test_what_was_done_today_stays_on_todays_plan() -> None:
    """
    A stretching done this morning is shown as done and not proposed again.
    """
    item = PlanItem(
        id="stretching-2026-03-02-evening",
        kind=CareKind.STRETCHING,
        date=TODAY,
        start_utc=NOW + timedelta(hours=12),
        zone="Europe/Prague",
        minutes=8,
    )
    record = CareRecord(item.id, item.kind, TODAY, ItemStatus.DONE, 8)
    plan = planned(a_problem(adopted=AdoptedPlan(NOW, (item,)), care_done=(record,)))
    today = [i for i in plan.items if i.date == TODAY and i.kind is CareKind.STRETCHING]

    assert [each.status for each in today] == [ItemStatus.DONE]


@pytest.mark.parametrize(
    ("day", "depth", "code", "what_to_do"),
    [
        (7, Depth.DEEP, Why.CONFLICT_DEEP_NEAR_RACE, "ask-for-light"),
        (8, Depth.MEDIUM, Why.CONFLICT_NOT_LIGHT_BEFORE_RACE, "ask-for-light"),
        (6, Depth.MEDIUM, None, None),
        (4, Depth.DEEP, None, None),
        (8, Depth.LIGHT, None, None),
    ],
)
def test_a_confirmed_massage_near_a_race_is_a_conflict(
    day: int, depth: Depth, code: Why | None, what_to_do: str | None
) -> None:
    """
    It is left alone and said, with what to do about it.
    """
    race = a_run_ahead(11, 10.0, RunKind.RACE)
    plan = planned(a_problem(runs_ahead=(race,), appointments=(an_appointment(day, depth=depth),)))

    assert [(each.reason.code, each.what_to_do) for each in plan.conflicts] == (
        [] if code is None else [(code, what_to_do)]
    )


@pytest.mark.parametrize(
    ("days_ago", "day", "depth", "code"),
    [
        (1, 1, Depth.MEDIUM, Why.CONFLICT_NOT_LIGHT_AFTER_RACE),  # 59 hours after it
        (1, 2, Depth.MEDIUM, None),  # 83 hours after it
        (1, 1, Depth.LIGHT, None),
        (1, 1, Depth.DEEP, Why.CONFLICT_DEEP_AFTER_RACE),
        (0, 0, Depth.MEDIUM, Why.CONFLICT_NOT_LIGHT_AFTER_RACE),  # raced this morning
    ],
)
def test_a_confirmed_massage_just_after_a_race_is_a_conflict(
    days_ago: int, day: int, depth: Depth, code: Why | None
) -> None:
    """
    For 72 hours after a race hands stay light: deeper ones are said once, with what to do.
    """
    race = a_run_done(days_ago, 10.0, RunKind.RACE)
    still_planned = (a_run_ahead(0, 10.0, RunKind.RACE),) if days_ago == 0 else ()
    problem = a_problem(
        runs_ahead=still_planned,
        runs_done=(race,),
        appointments=(an_appointment(day, depth=depth),),
    )

    assert [(each.reason.code, each.what_to_do) for each in planned(problem).conflicts] == (
        [] if code is None else [(code, "ask-for-light")]
    )


@pytest.mark.parametrize(
    ("region", "score", "said_days_ago", "day", "code"),
    [
        ("calf", 4, 0, 2, Why.CONFLICT_DEEP_STILL_SORE),
        ("soleus", 4, 0, 2, Why.CONFLICT_DEEP_STILL_SORE),  # of the same group
        ("calf", 3, 0, 2, None),  # three is little enough
        ("quadriceps", 6, 0, 2, None),  # not where the hands go
        ("calf", 6, 5, 2, None),  # said before the race
        ("calf", 4, 0, 0, Why.CONFLICT_DEEP_AFTER_RACE),  # too soon is said, and only that
    ],
)
def test_confirmed_deep_work_on_what_is_sore_since_a_race_is_a_conflict(
    region: str, score: int, said_days_ago: int, day: int, code: Why | None
) -> None:
    """
    Four days after a race the time is over, but the calf that will be worked on is not ready.
    """
    problem = a_problem(
        runs_done=(a_run_done(2, 21.1, RunKind.RACE),),
        check_ins=(a_check_in(said_days_ago, {(region, "left"): score}),),
        appointments=(an_appointment(day, depth=Depth.DEEP, parts=(a_part("calf", "left"),)),),
    )
    found = planned(problem).conflicts

    assert [(each.reason.code, each.what_to_do) for each in found] == (
        [] if code is None else [(code, "ask-for-light")]
    )
    if code is Why.CONFLICT_DEEP_STILL_SORE:
        assert found[0].reason.facts == {
            "date": "2026-03-04",
            "race_date": "2026-02-28",
            "region": region,
            "side": "left",
            "score": 4,
            "reported_date": "2026-03-02",
        }


def test_other_conflicts_of_confirmed_massages() -> None:
    """
    Before a hard run, after a race, deep twice, over the budget, twice a day: each is said.
    """
    runs = (
        a_run_ahead(1, 10.0, RunKind.RACE),
        a_run_ahead(4, kind=RunKind.SPEED),
    )
    booked = (
        an_appointment(3, id="a_1", depth=Depth.DEEP),
        an_appointment(3, id="a_2", depth=Depth.DEEP, start_utc=NOW + timedelta(days=3, hours=4)),
    )
    plan = planned(
        a_problem(
            runs_ahead=runs, appointments=booked, settings=deep_settings(budget_cents_a_month=80_00)
        )
    )

    assert {each.reason.code for each in plan.conflicts} == {
        Why.CONFLICT_DEEP_NEAR_HARD_RUN,
        Why.CONFLICT_DEEP_AFTER_RACE,
        Why.CONFLICT_DEEP_REPEATED,
        Why.CONFLICT_OVER_BUDGET,
        Why.CONFLICT_TWO_ON_ONE_DAY,
    }


def test_of_two_massages_on_a_day_each_has_its_own_conflicts() -> None:
    """
    The deep one in the evening is too near the race, the light one at noon is not.
    """
    at = {"start_utc": NOW + timedelta(days=3, hours=4)}
    booked = (
        an_appointment(3, id="a_1", depth=Depth.LIGHT, massage_type=MassageType.LIGHT, **at),
        an_appointment(3, id="a_2", depth=Depth.DEEP),
    )
    race = a_run_ahead(6, 10.0, RunKind.RACE)
    plan = planned(a_problem(runs_ahead=(race,), appointments=booked))
    deep = next(item.id for item in massages(plan) if item.depth is Depth.DEEP)

    assert [
        each.item_id for each in plan.conflicts if each.reason.code is Why.CONFLICT_DEEP_NEAR_RACE
    ] == [deep]
    assert len({each.item_id for each in plan.conflicts}) == 2


def test_only_safety_withdraws_a_confirmed_massage() -> None:
    """
    Where every part it is for is closed, the advice is to withdraw and see why.
    """
    calf = a_part("calf", "left")
    limit = Limit(
        frozenset({Modality.MASSAGE}), Depth.NONE, Reason(Why.INJURY_HERE), parts=frozenset({calf})
    )
    problem = a_problem(gate=Restricted((limit,)), appointments=(an_appointment(3, parts=(calf,)),))
    plan = planned(problem)

    assert [(each.reason.code, each.what_to_do) for each in plan.conflicts] == [
        (Why.WITHDRAW_FOR_SAFETY, "withdraw")
    ]
    assert massages(plan)[0].status is ItemStatus.CONFIRMED


def test_without_a_budget_the_first_wish_is_to_set_one() -> None:
    """
    No appointment, and the first line says what is missing and how little would do.
    """
    plan = planned(a_problem(settings_of(budget_cents_a_month=None)))

    assert massages(plan) == []
    assert plan.wishes[0].code == "set-a-budget"
    assert plan.wishes[0].cheapest_change == Reason(Why.SET_A_BUDGET, {"budget_cents": 55_00})


@pytest.mark.parametrize(
    ("settings", "code", "change"),
    [
        (settings_of(prices=()), Why.SET_A_PRICE_LIST, None),
        (settings_of(free_times=()), Why.NO_FREE_TIME, Why.FREE_AN_EVENING),
        (
            settings_of(free_times=(Evening(1, time(18), time(18, 30)),)),
            Why.NO_FREE_TIME,
            Why.FREE_AN_EVENING,
        ),
        (settings_of(budget_cents_a_month=0), Why.BUDGET_BELOW_EVERY_PRICE, Why.RAISE_THE_BUDGET),
    ],
)
def test_what_stands_between_a_runner_and_a_massage_is_said(
    settings: Settings, code: Why, change: Why | None
) -> None:
    """
    Each missing thing has its own line.
    """
    found = wish(planned(a_problem(settings)), code)

    assert found is not None
    assert (found[1].code if found[1] else None) is change


def test_a_budget_below_every_price_names_the_cheapest_raise() -> None:
    """
    With forty and a cheapest price of fifty-five the raise is fifteen, and with it there is one.
    """
    settings = settings_of(budget_cents_a_month=40_00, free_times=EVERY_EVENING, prices=PRICES)
    found = wish(planned(a_problem(settings)), Why.BUDGET_BELOW_EVERY_PRICE)

    assert found is not None
    assert found[1] == Reason(Why.RAISE_THE_BUDGET, {"budget_cents": 55_00, "more_cents": 15_00})
    raised = replace(settings, budget_cents_a_month=55_00)
    assert massages(planned(a_problem(raised)))


def test_the_budget_that_is_named_pays_for_a_type_to_try_beside_what_is_booked() -> None:
    """
    Sports at 80 is wished for and 55 are booked this month: 40 for a light one is not enough.
    """
    prices = (Price(MassageType.LIGHT, 60, 40_00), Price(MassageType.SPORTS, 60, 80_00))
    settings = deep_settings(
        prices=prices, types_to_try=(MassageType.SPORTS,), budget_cents_a_month=None
    )
    booked = (an_appointment(9),)
    found = wish(planned(a_problem(settings, appointments=booked)), Why.SET_A_BUDGET)

    assert found is not None
    assert found[1] is not None
    assert dict(found[1].facts) == {"budget_cents": 135_00}
    enough = replace(settings, budget_cents_a_month=135_00)
    assert len(massages(planned(a_problem(enough, appointments=booked)))) == 2
    below = replace(settings, budget_cents_a_month=30_00)
    raised = wish(planned(a_problem(below, appointments=booked)), Why.BUDGET_BELOW_EVERY_PRICE)
    assert raised is not None
    assert raised[1] is not None
    assert raised[1].facts["budget_cents"] == 135_00


@pytest.mark.parametrize(
    ("score", "with_plan", "low", "high"),
    [
        (4.0, 3.3, 2.7, 3.9),  # a full dose takes 0.7 away: at most 1.3, at least 0.1
        (1.0, 0.4, 0.4, 0.9),  # never more than the ceiling lets it
        (0.0, 0.0, 0.0, 0.0),
    ],
)
@pytest.mark.parametrize("level", EffectLevel)
def test_a_forecast_says_its_range(
    level: EffectLevel, score: float, with_plan: float, low: float, high: float
) -> None:
    """
    The same care at the upper and the lower end of the evidence, whichever end it was planned at.
    """
    parts = tuple(a_part("calf", side) for side in Side)
    problem = a_problem(
        settings_of(budget_cents_a_month=None, self_care_min_a_day=0),
        outlook=an_outlook({"calf": score}),
        appointments=(an_appointment(1, parts=parts),),
        effects=level,
    )
    morning = planned(problem).forecast.days[2]
    after = {EffectLevel.LOWER: high, EffectLevel.MIDDLE: with_plan, EffectLevel.UPPER: low}

    assert morning == DayForecast(
        TODAY + timedelta(days=2), RegionGroup.CALF, score, after[level], None, low, high
    )


@pytest.mark.parametrize("level", EffectLevel)
def test_the_range_is_of_the_plan_as_it_was_solved(level: EffectLevel) -> None:
    """
    At the planned end the range leads to the solved forecast: massages, self-massage and baths.
    """
    runs = tuple(a_run_ahead(day, 20.0, RunKind.LONG) for day in (1, 8))
    problem = a_problem(
        deep_settings(cold_water_wanted=True),
        runs,
        outlook=an_outlook({"calf": 4.0, "quads": 3.0, "back": 2.0}),
        appointments=(an_appointment(-1), an_appointment(5)),
        effects=level,
    )
    solution = solve(problem)
    kinds = {block.kind for block in solution.blocks}

    assert kinds >= {CareKind.SELF_MASSAGE, CareKind.COLD_WATER} or level is EffectLevel.LOWER
    assert np.allclose(
        relief_at(problem, level, solution.hands, solution.blocks), solution.relief, atol=1e-6
    )


@pytest.mark.parametrize(("days", "because"), [(30, "usual-start"), (21, "wish")])
def test_a_rhythm_is_a_wish_only_where_it_was_set(days: int, because: str) -> None:
    """
    Thirty days is what everybody starts with.
    """
    plan = planned(a_problem(deep_settings(rhythm_days=days)))
    facts = reason(massages(plan)[0], Why.RHYTHM_DUE)

    assert facts == {
        "because": because,
        "rhythm_days": days,
        "last_date": None,
        "days_since": None,
    }


def test_a_rhythm_the_money_cannot_keep_is_solved_for() -> None:
    """
    Ten days' rhythm over eight weeks needs more than one massage a month: the raise meets it.
    """
    settings = deep_settings(budget_cents_a_month=55_00, rhythm_days=10)
    outlook = an_outlook(n_mornings=60)
    given = {"weeks": 8, "outlook": outlook}
    found = wish(planned(a_problem(settings, **given)), Why.RHYTHM_NOT_MET)

    assert found is not None
    assert found[1] is not None
    assert found[1].code is Why.RAISE_THE_BUDGET
    enough = replace(settings, budget_cents_a_month=int(str(found[1].facts["budget_cents"])))
    assert wish(planned(a_problem(enough, **given)), Why.RHYTHM_NOT_MET) is None


@pytest.mark.parametrize(
    ("a_day", "a_week", "code", "minutes"),
    [
        (5, 75, Why.RAISE_MINUTES_A_DAY, 8),
        (20, 16, Why.RAISE_MINUTES_A_WEEK, 24),
        (8, 24, None, None),
    ],
)
def test_stretching_that_does_not_fit_names_the_minutes_it_takes(
    a_day: int, a_week: int, code: Why | None, minutes: int | None
) -> None:
    """
    Three times eight minutes need eight a day and twenty-four a week.
    """
    settings = settings_of(
        budget_cents_a_month=None, self_care_min_a_day=a_day, self_care_min_a_week=a_week
    )
    found = wish(planned(a_problem(settings)), Why.STRETCHING_NOT_MET)

    if code is None:
        assert found is None
    else:
        assert found is not None
        assert found[1] is not None
        assert (found[1].code, found[1].facts["minutes"]) == (code, minutes)


def test_a_massage_that_is_not_worth_its_price_is_not_said_to_be_had_less_often() -> None:
    """
    At 2,000 an hour none is proposed, and no longer rhythm is held out either.
    """
    settings = deep_settings(
        prices=(Price(MassageType.DEEP_TISSUE, 60, 2000_00),), budget_cents_a_month=5000_00
    )
    found = wish(
        planned(a_problem(settings, weeks=8, outlook=an_outlook(n_mornings=60))),
        Why.RHYTHM_NOT_MET,
    )

    assert found is not None
    assert found[1] is None


@pytest.mark.parametrize(
    ("code", "a_day", "a_week", "score"),
    [
        (Why.STRETCHING_NOT_MET, 5, 10, 0.5),  # both limits are in the way
        (Why.STRETCHING_NOT_MET, 5, 75, 3.0),
        (Why.STRETCHING_NOT_MET, 0, 0, 3.0),
        (Why.BEFORE_RUN_NOT_MET, 20, 30, 3.0),  # what is worth more comes first
        (Why.BEFORE_RUN_NOT_MET, 5, 10, 0.5),
        (Why.BEFORE_RUN_NOT_MET, 0, 0, 3.0),
    ],
)
def test_the_minutes_that_are_named_do_meet_the_wish(
    code: Why, a_day: int, a_week: int, score: float
) -> None:
    """
    Who sets the minutes that would do and plans again has the wish met.
    """
    runs = tuple(a_run_ahead(day, 12.0, RunKind.SPEED) for day in (1, 3, 5, 8, 10, 12))
    outlook = an_outlook({"calf": score, "quads": score, "hamstrings": score})
    settings = settings_of(
        budget_cents_a_month=None, self_care_min_a_day=a_day, self_care_min_a_week=a_week
    )
    found = wish(planned(a_problem(settings, runs, outlook=outlook)), code)

    assert found is not None
    assert found[1] is not None
    facts = {name: int(str(value)) for name, value in found[1].facts.items()}
    if found[1].code is Why.RAISE_MINUTES_A_DAY:
        week = facts.get("a_week_min", a_week)
        more = replace(settings, self_care_min_a_day=facts["minutes"], self_care_min_a_week=week)
    else:
        assert found[1].code is Why.RAISE_MINUTES_A_WEEK
        more = replace(settings, self_care_min_a_week=facts["minutes"])
    assert wish(planned(a_problem(more, runs, outlook=outlook)), code) is None


def test_minutes_done_this_week_are_not_counted_as_free() -> None:
    """
    Sixteen of twenty-four minutes are used up, so three sessions need forty.
    """
    done = CareRecord("x", CareKind.SELF_MASSAGE, TODAY, ItemStatus.DONE, 16)
    settings = settings_of(budget_cents_a_month=None, self_care_min_a_week=24)
    problem = a_problem(settings, outlook=an_outlook({"calf": 0.0}), care_done=(done,))
    found = wish(planned(problem), Why.STRETCHING_NOT_MET)

    assert found is not None
    assert found[1] is not None
    assert dict(found[1].facts) == {"minutes": 40, "more_min": 16}


def test_a_week_of_key_runs_cannot_rest_and_says_so() -> None:
    """
    Where every day is a key run nothing is suggested; the missing rest day is named.
    """
    runs = tuple(a_run_ahead(day, kind=RunKind.SPEED) for day in range(14))
    found = wish(planned(a_problem(runs_ahead=runs)), Why.REST_DAY_NOT_MET)

    assert found is not None
    assert found[0] == {"missing": 2, "week_of": "2026-03-02"}


def test_without_any_track_a_massage_goes_where_runners_need_it() -> None:
    """
    A first-ever runner with money gets a massage of the legs by rhythm, not of nothing.
    """
    problem = a_problem(deep_settings(), outlook=replace(an_outlook(), tracks=(), is_known=False))
    item = massages(planned(problem))[0]

    assert {group_of(part.region).value for part in item.regions} == {
        "calf",
        "quads",
        "hamstrings",
        "glutes",
    }
    assert reason(item, Why.RHYTHM_DUE) is not None


@pytest.mark.parametrize(
    ("run_at", "closes_at", "starts_at"),
    [
        (
            time(19, 29),
            time(21),
            None,
        ),  # a minute too near: until 19:00, and half an hour to be ready
        (time(19, 30), time(21), time(18)),  # no room after the run, so it comes before
        (time(19, 30), time(22), time(20, 15)),
        (time(18, 10), time(21), time(19)),  # home at 18:40: a quarter of an hour later, and round
    ],
)
def test_a_massage_comes_after_the_run_or_leaves_time_to_get_ready(
    run_at: time, closes_at: time, starts_at: time | None
) -> None:
    """
    What eases a run comes after it where the evening has room; and nobody runs off the table.
    """
    evenings = tuple(Evening(weekday, time(18), closes_at) for weekday in range(7))
    settings = settings_of(free_times=evenings, prices=(Price(MassageType.SPORTS, 60, 55_00),))
    runs = tuple(a_run_ahead(day, starts_at=run_at, duration_min=30.0) for day in range(14))
    offers = a_problem(settings, runs_ahead=runs).offers

    starts = {offer.start_utc.astimezone(zone_named(settings.zone)).time() for offer in offers}
    assert starts == ({starts_at} if starts_at else set())


def test_a_massage_before_the_run_is_not_explained_by_it() -> None:
    """
    What is eased at six in the evening is not the run of half past seven.
    """
    evenings = tuple(Evening(weekday, time(18), time(21)) for weekday in range(7))
    settings = settings_of(free_times=evenings, prices=(Price(MassageType.SPORTS, 60, 55_00),))
    runs = tuple(a_run_ahead(day, starts_at=time(19, 30), duration_min=30.0) for day in range(14))
    outlook = an_outlook({"calf": 4.0})
    causes = tuple(
        runs[min(max(0, morning - 1), 13)].id for morning in range(len(outlook.tracks[0].scores))
    )
    tracks = tuple(replace(track, causes=causes) for track in outlook.tracks)
    found = massages(planned(a_problem(settings, runs, outlook=replace(outlook, tracks=tracks))))

    assert found
    for item in found:
        facts = reason(item, Why.SORE_AFTER_RUN)
        assert facts is not None
        assert str(facts["run_date"]) < item.date.isoformat()
