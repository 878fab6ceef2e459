"""
The one call: what goes in, what comes out, and what is said when nothing can be decided.
"""

from __future__ import annotations

import json
import re
from dataclasses import replace
from datetime import date, time, timedelta
from pathlib import Path
from typing import Any

import pytest

from tests.builders import (
    NOW,
    TODAY,
    ZONE,
    a_check_in,
    a_part,
    a_plan_input,
    a_race_in,
    a_run_ahead,
    a_run_done,
    an_appointment,
    settings_of,
    usual_weeks,
)
from tests.scenarios.reading import all_scenarios
from unknot.decide import plan as one_call
from unknot.decide.plan import decide_plan
from unknot.domain.canonical import read_canonical, write_canonical
from unknot.domain.plan import AdoptedPlan, PlanDecision, PlanInput
from unknot.domain.reason import Reason, Why
from unknot.domain.run import RunKind
from unknot.domain.safety import Injury, InjuryKind, Refused, SymptomReport, Violation
from unknot.domain.session import CareKind, Depth, ItemStatus, MassageType, Phase, Price
from unknot.domain.settings import Evening, Race
from unknot.domain.units import instant_at

REASONS_PAGE = Path(__file__).resolve().parents[2] / "docs" / "reference" / "reasons.md"

# Care that only makes sense around a run.
_ABOUT_RUNS = (CareKind.BEFORE_RUN, CareKind.COLD_WATER)


def test_an_unanswered_gate_offers_nothing_but_the_questions() -> None:
    """
    Without answers there is no item, yet every figure that is known is still there.
    """
    decision = decide_plan(a_plan_input(gate=None))

    assert isinstance(decision.safety, Refused)
    assert decision.items == ()
    assert [each.code for each in decision.refusals] == [Why.ANSWER_THE_QUESTIONS]
    assert decision.gap is None
    assert decision.load.median_run is not None
    assert decision.forecast.is_known
    assert all(
        each.without == each.with_plan == each.after_low == each.after_high
        for each in decision.forecast.days
    )
    assert decision.runs_ahead


def test_an_unanswered_gate_leaves_what_is_booked_alone() -> None:
    """
    Nothing is known against the booked massage, so it is shown and not withdrawn.
    """
    decision = decide_plan(a_plan_input(gate=None, appointments=(an_appointment(3),)))

    assert [item.status for item in decision.items] == [ItemStatus.CONFIRMED]
    assert decision.conflicts == ()


def test_illness_refuses_all_and_says_to_withdraw_what_is_booked() -> None:
    """
    With a fever nothing is proposed, and the booked massage is to be withdrawn for safety.
    """
    fever = Injury("i_1", InjuryKind.ILLNESS, TODAY - timedelta(days=1))
    decision = decide_plan(a_plan_input(injuries=(fever,), appointments=(an_appointment(3),)))

    assert [item.status for item in decision.items] == [ItemStatus.CONFIRMED]
    assert [(each.reason.code, each.what_to_do) for each in decision.conflicts] == [
        (Why.WITHDRAW_FOR_SAFETY, "withdraw")
    ]
    assert decision.refusals


def test_a_red_flag_stops_everything() -> None:
    """
    Chest pain with a swollen calf is no day for any advice of ours.
    """
    sign = SymptomReport("w_1", NOW, frozenset({"leg-pain-with-breathlessness"}), (a_part(),))
    decision = decide_plan(a_plan_input(reports=(sign,)))

    assert isinstance(decision.safety, Refused)
    assert decision.items == ()


def test_nobody_is_cared_for_after_a_run_that_is_closed() -> None:
    """
    With pain on a bone no run is to be run: nothing stands before or after one, no cold water is
    there for one, and no soreness comes of one. The runs are still told.
    """
    sign = SymptomReport("w_1", NOW, frozenset({"bone-pain"}), (a_part("inner-shin"),))
    open_days, closed = (decide_plan(a_plan_input(reports=each)) for each in ((), (sign,)))

    assert closed.runs_ahead == open_days.runs_ahead
    assert [item for item in open_days.items if item.kind in _ABOUT_RUNS]
    assert not [item for item in closed.items if item.kind in _ABOUT_RUNS]
    assert not [item for item in closed.items if item.phase is Phase.AFTER_RUN]
    caused = {str(r.facts.get("run_date")) for i in closed.items for r in i.reasons}
    assert not caused & {run.date.isoformat() for run in closed.runs_ahead}
    last = max(day.date for day in closed.forecast.days)
    assert max(day.without for day in closed.forecast.days if day.date == last) < 0.1


def test_runs_after_an_illness_count_again() -> None:
    """
    Ill until Wednesday: Thursday's run has its minutes before it, Tuesday's has none.
    """
    ill = Injury("i_1", InjuryKind.ILLNESS, TODAY, ended_on=TODAY + timedelta(days=2))
    decision = decide_plan(a_plan_input(injuries=(ill,)))
    before = {item.date for item in decision.items if item.kind is CareKind.BEFORE_RUN}

    assert TODAY + timedelta(days=3) in before
    assert TODAY + timedelta(days=1) not in before


def test_what_the_guard_finds_is_taken_out_and_said(monkeypatch: pytest.MonkeyPatch) -> None:
    """
    An error of the solver does not reach a runner: the item goes, the rule is named.
    """

    def suspicious(*_: Any) -> tuple[Violation, ...]:
        facts = Reason(Why.GUARD_REMOVED_ITEM, {"rule": "made-up"})
        return (Violation("made-up", "stretching-2026-03-03-evening", facts),)

    whole = decide_plan(a_plan_input())
    monkeypatch.setattr(one_call, "check_plan", suspicious)
    guarded = decide_plan(a_plan_input())

    gone = {item.id for item in whole.items} - {item.id for item in guarded.items}
    assert gone == {"stretching-2026-03-03-evening"}
    assert [(each.code, each.facts["item_id"]) for each in guarded.refusals] == [
        (Why.GUARD_REMOVED_ITEM, "stretching-2026-03-03-evening")
    ]


@pytest.mark.parametrize(
    ("named_km", "run_km", "days_ago", "deepest"),
    [
        (21.1, 25.4, 1, Depth.LIGHT),  # measured a fifth long
        (42.2, 25.4, 1, Depth.LIGHT),  # given up after three fifths
        (50.0, 49.2, 4, Depth.MEDIUM),  # an ultra that the watch measured short
    ],
)
def test_a_race_that_is_past_is_the_same_for_planner_and_guard(
    named_km: float, run_km: float, days_ago: int, deepest: Depth
) -> None:
    """
    After a race of any measured length the planner offers no hands that the guard takes out.
    """
    prices = tuple(Price(MassageType(kind), 60, 30_00) for kind in ("light", "sports"))
    prices += (Price(MassageType.DEEP_TISSUE, 60, 30_00),)
    settings = settings_of(
        races=(Race(TODAY - timedelta(days=days_ago), named_km * 1000),),
        prices=prices,
        types_to_try=(MassageType.DEEP_TISSUE,),
        free_times=tuple(Evening(weekday, time(18), time(20)) for weekday in range(7)),
        budget_cents_a_month=500_00,
    )
    given = a_plan_input(settings=settings, weeks=1)
    runs = [run for run in given.runs_done if run.date < TODAY - timedelta(days=days_ago)]
    decision = decide_plan(replace(given, runs_done=(*runs, a_run_done(days_ago, run_km))))
    early = {
        item.depth
        for item in decision.items
        if item.kind is CareKind.MASSAGE and item.date < TODAY + timedelta(days=2)
    }

    assert decision.refusals == ()
    assert early <= {Depth.LIGHT, deepest}


@pytest.mark.parametrize(
    ("starts_at", "minutes", "booked_at", "free_from"),
    [
        (time(19, 0), 90.0, time(21, 0), None),  # booked until a quarter to midnight
        (time(19, 0), 90.0, None, time(18, 0)),  # proposed after the run, until half past eleven
        (time(22, 0), 90.0, None, None),  # home at half past eleven
        (time(22, 30), 120.0, time(19, 30), None),  # booked between the evening and a night run
        (time(18, 30), 30.0, time(15, 50), None),  # booked until ten minutes before a run
    ],
)
def test_care_late_in_the_day_is_planned_only_where_it_has_room(
    starts_at: time, minutes: float, booked_at: time | None, free_from: time | None
) -> None:
    """
    Behind a long massage or a late run care ends before midnight, and is over when a run begins.
    """
    on = TODAY + timedelta(days=2)
    settings = settings_of(
        prices=(Price(MassageType.SPORTS, 165, 30_00),),
        free_times=(Evening(on.weekday(), free_from, time(23, 59)),) if free_from else (),
        budget_cents_a_month=200_00,
        cold_water_wanted=True,
        self_care_min_a_day=60,
        self_care_min_a_week=420,
        stretching_a_week=7,
    )
    run = a_run_ahead(2, 12.0, RunKind.RACE, starts_at=starts_at, duration_min=minutes)
    booked = ()
    if booked_at is not None:
        booked = (an_appointment(2, minutes=165, start_utc=instant_at(on, booked_at, ZONE)),)
    decision = decide_plan(
        a_plan_input(weeks=1, settings=settings, runs_ahead=(run,), appointments=booked)
    )

    assert decision.refusals == ()
    assert any(item.kind is CareKind.MASSAGE for item in decision.items) is bool(
        booked_at or free_from
    )
    assert any(item.kind is CareKind.SELF_MASSAGE for item in decision.items)


def test_a_safety_finding_about_a_confirmed_massage_becomes_a_conflict(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """
    The guard never takes out what the runner booked; it says to withdraw it.
    """

    def suspicious(*_: Any) -> tuple[Violation, ...]:
        facts = Reason(Why.WITHDRAW_FOR_SAFETY, {"rule": "made-up"})
        return (Violation("made-up", "massage-2026-03-07", facts, is_safety=True),)

    monkeypatch.setattr(one_call, "check_plan", suspicious)
    decision = decide_plan(a_plan_input(appointments=(an_appointment(5),)))

    assert "massage-2026-03-07" in {item.id for item in decision.items}
    assert [(each.item_id, each.what_to_do) for each in decision.conflicts] == [
        ("massage-2026-03-07", "withdraw")
    ]


def test_without_a_plan_the_usual_week_is_taken_and_marked_as_a_guess() -> None:
    """
    Runs from habits are said to be guesses, in the assumptions and on every item they cause.
    """
    decision = decide_plan(a_plan_input(runs_ahead=None))
    before_runs = [item for item in decision.items if item.kind is CareKind.BEFORE_RUN]

    assert decision.runs_ahead
    assert all(run.is_guess for run in decision.runs_ahead)
    assert Why.RUN_IS_A_GUESS in {each.code for each in decision.assumptions}
    assert before_runs
    for item in before_runs:
        assert Why.RUN_IS_A_GUESS in {each.code for each in item.reasons}


def test_the_other_days_of_a_training_plan_stand_in_the_decision() -> None:
    """
    As far as the plan reaches. A rest day on which there is a race, or a run today, is none.
    """
    rest = tuple(TODAY + timedelta(days=day) for day in (-1, 0, 4, 11, 27, 28))
    strength = tuple(TODAY + timedelta(days=day) for day in (-1, 0, 27, 28))
    given = a_plan_input(
        runs_ahead=(), rest_days=rest, strength_days=strength,
        settings=settings_of(races=(a_race_in(11, 10.0),)),
    )  # fmt: skip
    ran = a_run_done(0, 5.0)
    decision = decide_plan(replace(given, runs_done=(*given.runs_done, ran)))
    refused = decide_plan(replace(given, gate=None))

    assert decision.rest_days == (rest[2], rest[4])
    assert decision.strength_days == refused.strength_days == strength[1:3]
    assert refused.rest_days == (rest[1], rest[2], rest[4])


def test_no_run_is_guessed_on_a_rest_day_of_the_plan() -> None:
    """
    A plan of nothing but rest and strength leaves the runs to habit, but not on its rest days.
    """
    usual = decide_plan(a_plan_input(runs_ahead=None)).runs_ahead
    days = tuple(run.date for run in usual[:2])
    decision = decide_plan(a_plan_input(runs_ahead=None, rest_days=days))

    assert [run.date for run in decision.runs_ahead] == [run.date for run in usual[2:]]
    assert decision.rest_days == days


def test_an_input_written_before_plans_had_other_days_is_still_decided() -> None:
    """
    A field it does not know of is as if there were no such days.
    """
    given = a_plan_input()
    plain = json.loads(write_canonical(given))
    del plain["rest_days"], plain["strength_days"]

    assert read_canonical(PlanInput, json.dumps(plain)) == given


def test_a_race_of_the_settings_is_among_the_runs_ahead() -> None:
    """
    The race day's run becomes the race, with its distance and a length to plan around.
    """
    decision = decide_plan(a_plan_input(settings=settings_of(races=(a_race_in(13, 42.195),))))
    race = next(run for run in decision.runs_ahead if run.kind is RunKind.RACE)

    assert (race.date, race.distance_m) == (TODAY + timedelta(days=13), 42_195.0)
    assert race.duration_min is not None
    assert race.duration_min > 200


@pytest.mark.parametrize(("days_ago", "is_said"), [(14, False), (15, True)])
def test_old_data_is_called_old(days_ago: int, is_said: bool) -> None:
    """
    After fourteen days without a run the plan says what it stands on.
    """
    limit = TODAY - timedelta(days=days_ago)
    runs = tuple(run for run in usual_weeks(8) if run.date <= limit)
    last = max(runs, key=lambda run: run.date)
    runs = (*runs, replace(last, id="r_last", start_utc=last.start_utc + (limit - last.date)))
    decision = decide_plan(a_plan_input(runs_done=runs, check_ins=(a_check_in(0),)))

    said = [each for each in decision.assumptions if each.code is Why.NO_RECENT_DATA]
    assert bool(said) is is_said
    if said:
        assert said[0].facts["days_since_run"] == 15


def test_hours_of_sleep_alone_are_no_word_about_how_it_feels() -> None:
    """
    A watch that tells every night does not hide that the runner last checked in long ago.
    """
    felt = a_check_in(20, {("calf", "left"): 3})
    nights = tuple(replace(a_check_in(ago), sleep_h=7.5) for ago in (2, 1, 0))
    decision = decide_plan(a_plan_input(runs_done=usual_weeks(8), check_ins=(felt, *nights)))

    (said,) = [each for each in decision.assumptions if each.code is Why.NO_RECENT_DATA]
    assert said.facts["days_since_check_in"] == 20


def test_an_adopted_plan_decided_again_stays_as_it_is() -> None:
    """
    Adopting a plan and asking again the same morning changes nothing.
    """
    given = a_plan_input(check_ins=(a_check_in(0, {("calf", "left"): 3}),))
    first = decide_plan(given)
    again = decide_plan(replace(given, adopted=AdoptedPlan(NOW, first.items)))

    assert again.changes == ()
    assert [item.id for item in again.items] == [item.id for item in first.items]


def test_tomorrows_plan_keeps_next_month() -> None:
    """
    A new day moves the horizon and leaves the massages where they stood.
    """
    given = a_plan_input(weeks=5)
    first = decide_plan(given)
    adopted = AdoptedPlan(NOW, first.items)
    tomorrow = decide_plan(replace(given, now=NOW + timedelta(days=1), adopted=adopted))

    def massages(decision: PlanDecision) -> list[tuple[str, date]]:
        return [(i.id, i.date) for i in decision.items if i.kind is CareKind.MASSAGE]

    assert massages(first)
    assert massages(tomorrow)[: len(massages(first))] == massages(first)


def test_the_digest_follows_the_input() -> None:
    """
    The same input has the same digest, any change another.
    """
    one, same = decide_plan(a_plan_input()), decide_plan(a_plan_input())
    other = decide_plan(a_plan_input(settings=settings_of(self_care_min_a_day=19)))

    assert one.input_digest == same.input_digest
    assert one.input_digest != other.input_digest
    assert re.fullmatch("[0-9a-f]{64}", one.input_digest)


def test_a_decision_can_be_written_down_and_read_again() -> None:
    """
    Input and decision survive the way through JSON unchanged, so that they can be replayed.
    """
    given = a_plan_input(appointments=(an_appointment(6),), check_ins=(a_check_in(0),))
    decision = decide_plan(given)
    replayed = decide_plan(read_canonical(PlanInput, write_canonical(given)))

    assert read_canonical(PlanDecision, write_canonical(decision)) == decision
    assert write_canonical(replayed) == write_canonical(decision)


def test_nothing_of_the_solver_reaches_standard_output(capfd: pytest.CaptureFixture[str]) -> None:
    """
    Standard output belongs to the runner's table; a solver's banner would break its JSON.
    """
    decide_plan(a_plan_input())

    assert capfd.readouterr().out == ""


def documented_facts() -> dict[str, set[str]]:
    """
    Fact names by reason code, as the reference page lists them.
    """
    run = {"run_id", "run_date", "run_kind", "distance_m", "duration_min", "is_guess"}
    facts: dict[str, set[str]] = {}
    for line in REASONS_PAGE.read_text(encoding="utf-8").splitlines():
        cells = [cell.strip() for cell in line.strip("|").split("|")]
        if line.startswith("| `") and len(cells) >= 2:
            named = set(re.findall(r"`([a-z_]+)`", cells[1]))
            if "run facts" in cells[1]:
                named |= run
            for code in re.findall(r"`([a-z-]+)`", cells[0]):
                facts.setdefault(code, set()).update(named)
    return facts


def test_every_code_is_documented() -> None:
    """
    A reason nobody can look up is none.
    """
    assert {code.value for code in Why} <= set(documented_facts())


@pytest.mark.parametrize("scenario", all_scenarios(), ids=lambda each: each.name)
def test_every_fact_of_a_planners_reason_is_documented(scenario: Any) -> None:
    """
    The words are written from the page of reasons, so what is not there is never said.
    """
    decision = decide_plan(scenario.given)
    reasons = [reason for item in decision.items for reason in item.reasons]
    reasons += [wish.reason for wish in decision.wishes_not_met]
    reasons += [w.cheapest_change for w in decision.wishes_not_met if w.cheapest_change]
    reasons += [conflict.reason for conflict in decision.conflicts]
    reasons += [change.reason for change in decision.changes]
    reasons += list(decision.assumptions)
    documented = documented_facts()

    for reason in reasons:
        assert set(reason.facts) <= documented[reason.code.value], reason
