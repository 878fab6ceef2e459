"""
Each hard rule near its edge, exactly at it, and beyond.
"""

from __future__ import annotations

from datetime import date, datetime, time, timedelta

import pytest

from tests.builders import (
    NOW,
    TODAY,
    a_check_in,
    a_part,
    a_run_ahead,
    a_run_done,
    an_appointment,
    settings_of,
)
from tests.decide.planner.building import (
    EVERY_EVENING,
    a_problem,
    an_outlook,
    blocks_out,
    days_out,
    deep_settings,
    open_days,
)
from unknot.decide.planner import rules
from unknot.decide.planner.forbidden import ForbiddingRule
from unknot.decide.planner.limits import LIMITING, one_easy_run_a_week_becomes_rest
from unknot.decide.planner.options import hands_on, open_options
from unknot.decide.planner.problem import Block
from unknot.decide.planner.rules import FORBIDDING
from unknot.decide.planner.rules_self_care import cold_cause
from unknot.decide.planner.variables import lay_out
from unknot.domain.reason import Reason, Why
from unknot.domain.run import RunKind
from unknot.domain.safety import Limit, Modality, Restricted
from unknot.domain.session import CareKind, CareRecord, Depth, ItemStatus

# Evenings are free from 18:00 to 20:00 in Prague, so a massage of an hour ends at 19:00.


@pytest.mark.parametrize(
    ("kind", "starts_at", "out"),
    [
        (RunKind.SPEED, time(18, 0), {3, 4}),  # 23 hours after Thursday's: too near
        (RunKind.SPEED, time(19, 0), {4}),  # exactly 24 hours after Thursday's: fine
        (RunKind.EASY, time(18, 0), set()),  # an easy run is left alone
    ],
)
def test_deep_work_keeps_clear_of_hard_runs(kind: RunKind, starts_at: time, out: set[int]) -> None:
    """
    A deep massage is dropped when a hard run starts within 24 hours of its end, or meets it.
    """
    problem = a_problem(runs_ahead=(a_run_ahead(4, kind=kind, starts_at=starts_at),))

    assert days_out(rules.deep_work_keeps_clear_of_hard_runs, problem) - {4} == out - {4}
    assert days_out(rules.deep_work_keeps_clear_of_hard_runs, problem, Depth.LIGHT) == set()


@pytest.mark.parametrize(("starts_at", "out"), [(time(6, 59), {3}), (time(7, 0), set())])
def test_who_is_new_to_deep_work_keeps_clear_for_longer(starts_at: time, out: set[int]) -> None:
    """
    New to deep work, 36 hours are kept before a hard run: from Thursday 19:00 to Saturday 7:00.
    """
    problem = a_problem(
        settings=deep_settings(had_deep_massage=False),
        runs_ahead=(a_run_ahead(5, kind=RunKind.LONG, starts_at=starts_at),),
    )

    assert days_out(rules.deep_work_keeps_clear_of_hard_runs, problem) - {4} == out


def test_who_is_sore_keeps_clear_for_longer() -> None:
    """
    A report of four makes the 24 hours before a hard run 36.
    """
    run = a_run_ahead(5, kind=RunKind.LONG, starts_at=time(6, 0))
    sore = a_problem(runs_ahead=(run,), check_ins=(a_check_in(0, {("calf", "left"): 4}),))
    fine = a_problem(runs_ahead=(run,), check_ins=(a_check_in(0, {("calf", "left"): 3}),))

    assert days_out(rules.deep_work_keeps_clear_of_hard_runs, sore) == {3, 4}
    assert days_out(rules.deep_work_keeps_clear_of_hard_runs, fine) == {4}


@pytest.mark.parametrize(
    ("had_deep", "rule", "first_out"),
    [
        (True, rules.deep_work_keeps_clear_of_races, 13 - 5),
        (False, rules.deep_work_keeps_clear_of_races, 13 - 7),
        (None, rules.deep_work_keeps_clear_of_races, 13 - 7),
        (False, rules.the_first_deep_massage_keeps_a_fortnight_before_a_race, 0),
        (True, rules.the_first_deep_massage_keeps_a_fortnight_before_a_race, None),
    ],
)
def test_deep_work_keeps_clear_of_races(
    had_deep: bool | None, rule: ForbiddingRule, first_out: int | None
) -> None:
    """
    Five days before a race for the accustomed, seven for the new, fourteen for the first time.
    """
    race = a_run_ahead(13, 10.0, RunKind.RACE)
    problem = a_problem(settings=deep_settings(had_deep_massage=had_deep), runs_ahead=(race,))
    out = days_out(rule, problem)

    assert out == (set() if first_out is None else set(range(first_out, 14)))
    assert days_out(rule, problem, Depth.LIGHT) == set()


def test_the_fortnight_ends_on_the_fifteenth_day() -> None:
    """
    Fifteen days before a race a first deep massage is fine, fourteen are not enough.
    """
    rule = rules.the_first_deep_massage_keeps_a_fortnight_before_a_race
    new = deep_settings(had_deep_massage=False)

    assert days_out(rule, a_problem(new, (a_run_ahead(15, 10.0, RunKind.RACE),))) == set(
        range(1, 14)
    )


def test_only_light_work_in_the_last_three_days_before_a_race() -> None:
    """
    From three days before the race to its day nothing deeper than light.
    """
    problem = a_problem(runs_ahead=(a_run_ahead(10, 10.0, RunKind.RACE),))
    rule = rules.only_light_work_just_before_a_race

    assert days_out(rule, problem) == {7, 8, 9, 10}
    assert days_out(rule, problem, Depth.LIGHT) == set()


@pytest.mark.parametrize(
    ("km", "starts_at", "out"),
    [
        (10.0, time(7, 0), {2, 3, 4}),  # over at 8:00 on Wednesday, 72 hours end on Saturday 8:00
        (10.0, time(16, 0), {3, 4}),  # over at 17:00: by Saturday 18:00 it is 73 hours
        (10.0, time(17, 30), {3, 4, 5}),  # over at 18:30: on Saturday 18:00 not yet 72
        (60.0, time(7, 0), {2, 3, 4, 5, 6, 7, 8}),  # from fifty kilometres a week
    ],
)
def test_after_a_race_only_light_work(km: float, starts_at: time, out: set[int]) -> None:
    """
    72 hours after a race, and seven days after an ultra, nothing deep; light at once.
    """
    race = a_run_ahead(2, km, RunKind.RACE, starts_at=starts_at, duration_min=60.0)
    problem = a_problem(runs_ahead=(race,))
    rule = rules.only_light_work_just_after_a_race

    assert days_out(rule, problem) - {2} == out - {2}
    assert days_out(rule, problem, Depth.LIGHT) == set()


@pytest.mark.parametrize(("score", "is_limited"), [(3, False), (4, True)])
def test_deep_work_waits_until_the_region_reports_little(score: int, is_limited: bool) -> None:
    """
    After a race the last report at a region must be three or less before deep work returns.
    """
    problem = a_problem(
        runs_done=(a_run_done(5, 21.1, RunKind.RACE),),
        check_ins=(a_check_in(0, {("calf", "left"): score}),),
    )
    options = open_options(problem)

    assert (hands_on(0, 4) in options.depths) is is_limited
    assert hands_on(0, 4) in options.blocks


@pytest.mark.parametrize(
    ("race_day", "said_days_ago", "is_limited"),
    [
        (-5, 6, False),  # said before the race
        (-5, 5, True),  # said on its day
        (0, 0, True),  # raced today, and sore this evening
        (1, 0, False),  # nobody can be sore yet from tomorrow's race
    ],
)
def test_only_reports_since_the_race_keep_deep_work_away(
    race_day: int, said_days_ago: int, is_limited: bool
) -> None:
    """
    What the calf said before a race says nothing about the days after it.
    """
    check_in = a_check_in(said_days_ago, {("calf", "left"): 6})
    past = (a_run_done(-race_day, 21.1, RunKind.RACE),) if race_day <= 0 else ()
    ahead = () if past else (a_run_ahead(race_day, 21.1, RunKind.RACE),)
    problem = a_problem(runs_ahead=ahead, runs_done=past, check_ins=(check_in,))
    rule = rules.after_a_race_deep_work_waits_for_soreness_to_pass

    assert bool(list(rule(problem))) is is_limited


def test_the_plan_of_a_day_gone_by_knows_no_later_report() -> None:
    """
    Nine today and two in a week is nine today: the guard, too, looks no further.
    """
    told = (a_check_in(0, {("calf", "left"): 9}), a_check_in(-7, {("calf", "left"): 2}))
    options = open_options(a_problem(check_ins=told))

    assert options.depths[hands_on(0, 1)][0] is Depth.LIGHT


@pytest.mark.parametrize(
    ("parts", "out"), [((), True), (("calf",), True), (("quadriceps",), False)]
)
def test_deep_work_rests_two_days_on_one_region(parts: tuple[str, ...], out: bool) -> None:
    """
    Near a confirmed deep massage the same region gets none; another region may.
    """
    booked = an_appointment(
        2, depth=Depth.DEEP, parts=tuple(a_part(region, "left") for region in parts)
    )
    options = open_options(a_problem(appointments=(booked,)))

    assert (hands_on(0, 4) in options.depths) is out
    assert hands_on(0, 5) not in options.depths


@pytest.mark.parametrize("days_away", [3, 4])
def test_massages_keep_days_between(days_away: int) -> None:
    """
    Three days from a booked massage is too near, four is fine.
    """
    problem = a_problem(appointments=(an_appointment(6),))
    rule = rules.massages_keep_days_between_booked_ones

    assert (6 + days_away in days_out(rule, problem)) is (days_away < 4)
    assert (6 - days_away in days_out(rule, problem)) is (days_away < 4)


def test_appointments_need_a_nights_notice() -> None:
    """
    At seven in the morning this evening's massage is too soon; tomorrow's is not.
    """
    problem = a_problem()

    assert days_out(rules.appointments_are_booked_ahead, problem) == {0}


def test_a_skipped_massage_is_not_offered_for_the_same_day_again() -> None:
    """
    Who skips Thursday's massage is not asked about Thursday again.
    """
    skipped = CareRecord("m", CareKind.MASSAGE, TODAY + timedelta(days=3), ItemStatus.SKIPPED)
    problem = a_problem(care_done=(skipped,))

    assert days_out(rules.a_skipped_massage_stays_skipped, problem) == {3}


@pytest.mark.parametrize(("pain", "is_open"), [(5, True), (6, False)])
def test_pain_over_five_is_left_alone(pain: int, is_open: bool) -> None:
    """
    Up to five the calf may be worked on, above it nobody's hands go there.
    """
    hurts = a_check_in(0, pain={("calf", "left"): pain, ("calf", "right"): pain})
    options = open_options(a_problem(check_ins=(hurts,)))

    assert (hands_on(0, 1) in options.blocks) is is_open
    assert (Block(CareKind.SELF_MASSAGE, 1, 0) in options.blocks) is is_open


@pytest.mark.parametrize(("score", "depth"), [(7, None), (8, Depth.LIGHT)])
def test_very_sore_parts_get_light_hands_only(score: int, depth: Depth | None) -> None:
    """
    From eight on the hands are light.
    """
    sore = a_check_in(0, {("calf", "left"): score})
    depths = open_options(a_problem(check_ins=(sore,))).depths
    limit = depths.get(hands_on(0, 1))

    assert (limit[0] if limit else None) is depth


def test_what_the_gate_closes_stays_closed_with_its_neighbours() -> None:
    """
    A closed left calf closes the left lower calf too; the right side stays open.
    """
    limit = Limit(
        frozenset({Modality.MASSAGE, Modality.SELF_MASSAGE}),
        Depth.NONE,
        Reason(Why.INJURY_HERE),
        parts=frozenset({a_part("calf", "left"), a_part("calf", "right")}),
    )
    options = open_options(a_problem(gate=Restricted((limit,))))

    assert hands_on(0, 3) not in options.blocks
    assert options.blocks_out[hands_on(0, 3)].code is Why.INJURY_HERE
    assert Block(CareKind.SELF_MASSAGE, 3, 0) not in options.blocks


def test_no_appointment_while_massage_is_closed_everywhere() -> None:
    """
    A limit on the whole body with an end leaves the days after it open.
    """
    limit = Limit(
        frozenset({Modality.MASSAGE}),
        Depth.NONE,
        Reason(Why.ILLNESS_NOW),
        until_date=TODAY + timedelta(days=5),
    )
    problem = a_problem(gate=Restricted((limit,)))

    assert min(open_days(problem, Depth.DEEP)) == 6


def test_nothing_is_planned_for_what_has_gone_by() -> None:
    """
    At ten in the evening today's evening is over and tomorrow's is not.
    """
    late = datetime.combine(TODAY, time(21, 0), tzinfo=NOW.tzinfo)
    out = blocks_out(rules.care_is_never_in_the_past, a_problem(now=late), CareKind.STRETCHING)

    assert out == {0}


@pytest.mark.parametrize("status", [ItemStatus.DONE, ItemStatus.SKIPPED])
def test_what_is_marked_today_is_not_asked_again(status: ItemStatus) -> None:
    """
    Stretching skipped or done this morning does not come back this evening.
    """
    record = CareRecord("s", CareKind.STRETCHING, TODAY, status, 8)
    problem = a_problem(care_done=(record,))
    rule = rules.what_is_done_or_skipped_today_is_not_asked_again

    assert blocks_out(rule, problem, CareKind.STRETCHING) == {0}
    assert blocks_out(rule, problem, CareKind.SELF_MASSAGE) == set()


def test_before_a_run_needs_a_run_that_may_be_run() -> None:
    """
    While running is closed there is nothing to prepare for.
    """
    limit = Limit(
        frozenset({Modality.RUNNING}),
        Depth.NONE,
        Reason(Why.ILLNESS_NOW),
        until_date=TODAY + timedelta(days=3),
    )
    runs = (a_run_ahead(2), a_run_ahead(5))
    problem = a_problem(runs_ahead=runs, gate=Restricted((limit,)))
    rule = rules.before_a_run_is_only_where_running_is

    assert blocks_out(rule, problem, CareKind.BEFORE_RUN) == {2}


def test_stretching_is_not_done_before_a_run_that_follows() -> None:
    """
    A run half an hour after midnight would follow long holds at half past eleven.
    """
    evening_run = a_run_ahead(2, starts_at=time(21, 30), duration_min=110.0)
    night_run = a_run_ahead(3, starts_at=time(0, 20))
    problem = a_problem(runs_ahead=(evening_run, night_run))
    rule = rules.static_holds_never_before_a_run

    assert blocks_out(rule, problem, CareKind.STRETCHING) == {2}


@pytest.mark.parametrize(("starts_at", "is_open"), [(time(20, 40), False), (time(21, 0), True)])
def test_evening_care_ends_before_a_run_into_the_night_begins(
    starts_at: time, is_open: bool
) -> None:
    """
    Home after midnight, a runner has the evening before: all twenty minutes of it, or none.
    """
    night = a_run_ahead(2, starts_at=starts_at, duration_min=240.0)
    problem = a_problem(runs_ahead=(night,))
    out = blocks_out(rules.care_is_never_in_the_past, problem, CareKind.SELF_MASSAGE)

    assert (2 not in out) is is_open


def test_a_run_just_after_midnight_is_not_prepared_the_day_before() -> None:
    """
    A quarter of an hour before a run at 00:10 is another day's evening.
    """
    runs = (a_run_ahead(2, starts_at=time(0, 10)), a_run_ahead(5, starts_at=time(0, 15)))
    problem = a_problem(runs_ahead=runs)

    assert blocks_out(rules.care_is_never_in_the_past, problem, CareKind.BEFORE_RUN) == {2}


def test_the_longest_run_is_told_by_time_where_a_distance_is_not_known() -> None:
    """
    An hour of unknown distance is not longer than eight kilometres that take three hours.
    """
    runs = (
        a_run_ahead(2, distance_m=None, duration_min=60.0),
        a_run_ahead(5, 8.0, RunKind.TRAIL, duration_min=180.0),
    )
    problem = a_problem(deep_settings(cold_water_wanted=True), runs)

    assert [day for day in range(7) if cold_cause(problem, day)] == [5]


def test_cold_water_only_for_who_wants_it() -> None:
    """
    Cold water is an option, never a surprise.
    """
    runs = (a_run_ahead(2, 10.0, RunKind.RACE),)
    rule = rules.cold_water_is_wished_and_allowed

    assert blocks_out(rule, a_problem(runs_ahead=runs), CareKind.COLD_WATER) == {2}
    wanted = a_problem(deep_settings(cold_water_wanted=True), runs)
    assert blocks_out(rule, wanted, CareKind.COLD_WATER) == set()


@pytest.mark.parametrize(
    ("day", "cause"),
    [
        (1, None),  # easy
        (3, None),  # fast, but three days after the last hard one
        (4, "hard-block"),  # the second of two hard days within 48 hours
        (6, "longest-run"),
        (9, "race"),
    ],
)
def test_cold_water_only_after_what_is_hard(day: int, cause: str | None) -> None:
    """
    A bath stands after a race, the week's longest run, or the second of two hard days.
    """
    runs = (
        a_run_ahead(1, 6.0),
        a_run_ahead(3, 8.0, RunKind.SPEED),
        a_run_ahead(4, 8.0, RunKind.UPHILL),
        a_run_ahead(6, 20.0, RunKind.LONG),
        a_run_ahead(9, 10.0, RunKind.RACE),
    )
    problem = a_problem(deep_settings(cold_water_wanted=True), runs)
    found = cold_cause(problem, day)

    assert (found[0] if found else None) == cause


def test_cold_water_keeps_a_day_from_strength_work() -> None:
    """
    Strength work on Mondays keeps baths off Sunday, Monday and Tuesday.
    """
    runs = tuple(a_run_ahead(day) for day in range(14))
    settings = deep_settings(cold_water_wanted=True, strength_weekdays=frozenset({0}))
    rule = rules.cold_water_keeps_clear_of_strength_work

    out = blocks_out(rule, a_problem(settings, runs), CareKind.COLD_WATER)
    assert {(TODAY + timedelta(days=day)).weekday() for day in out} == {6, 0, 1}


def test_cold_water_keeps_a_day_from_the_strength_work_of_a_plan() -> None:
    """
    A plan's own date counts like a weekday of the settings, yesterday's and the last one too.
    """
    runs = tuple(a_run_ahead(day) for day in range(14))
    strength = tuple(TODAY + timedelta(days=day) for day in (-1, 6, 14))
    problem = a_problem(deep_settings(cold_water_wanted=True), runs, strength_days=strength)
    rule = rules.cold_water_keeps_clear_of_strength_work

    assert blocks_out(rule, problem, CareKind.COLD_WATER) == {0, 5, 6, 7, 13}


def test_no_bath_before_speed_the_same_day() -> None:
    """
    After the morning's long run no bath when a fast run follows in the evening.
    """
    runs = (
        a_run_ahead(5, 20.0, RunKind.LONG, id="long"),
        a_run_ahead(5, 5.0, RunKind.SPEED, id="fast", starts_at=time(18, 0)),
    )
    problem = a_problem(deep_settings(cold_water_wanted=True), runs)
    rule = rules.cold_water_never_before_speed_the_same_day

    assert blocks_out(rule, problem, CareKind.COLD_WATER) == {5}


def test_only_easy_runs_can_become_rest() -> None:
    """
    A key run is never suggested to be dropped, nor one already done.
    """
    runs = (a_run_ahead(1), a_run_ahead(2, kind=RunKind.SPEED), a_run_ahead(3, kind=RunKind.LONG))
    rule = rules.rest_only_instead_of_easy_runs

    assert blocks_out(rule, a_problem(runs_ahead=runs), CareKind.REST) == {2, 3}


def test_a_week_with_a_rest_day_in_the_plan_suggests_no_other() -> None:
    """
    In the first week nobody runs on the plan's rest day; in the second somebody does all the same.
    """
    runs = tuple(a_run_ahead(day) for day in range(14) if day != 3)
    rest_days = (TODAY + timedelta(days=3), TODAY + timedelta(days=10))
    problem = a_problem(runs_ahead=runs, rest_days=rest_days)
    options = open_options(problem)
    found = one_easy_run_a_week_becomes_rest(problem, options, lay_out(problem, options))

    assert problem.rest_days == (3,)
    assert [limit.at_most for limit in found] == [0.0, 1.0]


def test_every_rule_is_a_sentence_that_says_why() -> None:
    """
    A rule without a sentence could not be named in an explanation.
    """
    for rule in (*FORBIDDING, *LIMITING):
        assert rule.__doc__
        assert "_" in rule.__name__
        assert rule.__doc__.strip()[0].isupper()


def test_a_rule_can_be_switched_off_by_its_name() -> None:
    """
    What one rule takes away comes back when that rule alone is off.
    """
    problem = a_problem(runs_ahead=(a_run_ahead(10, 10.0, RunKind.RACE),))
    off = {
        "only_light_work_just_before_a_race",
        "deep_work_keeps_clear_of_races",
        "deep_work_keeps_clear_of_hard_runs",
    }

    assert 9 not in open_days(problem, Depth.DEEP)
    assert 9 not in open_days(problem, Depth.DEEP, off - {"deep_work_keeps_clear_of_races"})
    assert 9 in open_days(problem, Depth.DEEP, off)


def test_a_massage_waits_for_the_run_to_end() -> None:
    """
    With a run from 18:00 to 18:40 in the free evening the massage starts when she is back, at a
    quarter of an hour that an appointment book knows.
    """
    run = a_run_ahead(2, starts_at=time(18, 0), duration_min=40.0)
    starts = {offer.start_utc for offer in a_problem(runs_ahead=(run,)).offers if offer.day == 2}

    assert starts == {datetime(2026, 3, 4, 18, 0, tzinfo=NOW.tzinfo)}


def test_an_evening_filled_by_a_run_has_no_offer() -> None:
    """
    A run that leaves less than an hour of the free evening leaves no massage there.
    """
    run = a_run_ahead(2, starts_at=time(18, 0), duration_min=60.0)
    days = {offer.day for offer in a_problem(runs_ahead=(run,)).offers}

    assert 2 not in days
    assert 3 in days


def test_offers_that_differ_in_nothing_are_one_column() -> None:
    """
    Three types at one price and length are one thing to the model.
    """
    problem = a_problem(settings_of(free_times=EVERY_EVENING), outlook=an_outlook())
    options = open_options(problem)

    assert {len(column.offers) for column in options.columns} == {4}
    assert len(options.columns) == len({column.day for column in options.columns})
    assert date(2026, 3, 3) == problem.date_of(options.columns[0].day)
