"""
Ways to break a good plan, each with the rule that has to notice.

A damage takes a good week and a seeded source of choices; it gives the broken week and the id
of the item at fault, or None where any item may be named.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date, datetime, time, timedelta
from random import Random

from tests.decide.safety.plans import (
    CALVES,
    NOW,
    QUADS,
    TODAY,
    Week,
    a_bath,
    a_deep_massage,
    a_massage,
    a_rest,
    an_item,
    rolling,
)
from unknot.domain.body import BodyPart, Pain, Region, Side, Soreness
from unknot.domain.check_in import CheckIn
from unknot.domain.reason import Reason, Why
from unknot.domain.run import RunKind
from unknot.domain.safety import (
    GateAnswers,
    Injury,
    InjuryKind,
    Limit,
    Modality,
    Refused,
    Restricted,
    SafetyList,
    SymptomReport,
)
from unknot.domain.session import (
    Appointment,
    CareKind,
    CareRecord,
    Depth,
    ItemStatus,
    MassageType,
    Tool,
)
from unknot.domain.settings import Race
from unknot.domain.units import instant_at

Broken = tuple[Week, str | None]
Damage = Callable[[Week, Random], Broken]
DAMAGES: dict[Damage, str] = {}
THURSDAYS = tuple(date(2026, 11, 26) + timedelta(days=7 * week) for week in range(3))
SUNDAYS = tuple(date(2026, 11, 29) + timedelta(days=7 * week) for week in range(3))
FREE_DAYS = (date(2026, 11, 30), date(2026, 12, 7), date(2026, 12, 14))


def noticed_by(rule: str) -> Callable[[Damage], Damage]:
    def keep(damage: Damage) -> Damage:
        DAMAGES[damage] = rule
        return damage

    return keep


def _check_in(day: date, **said) -> CheckIn:
    return CheckIn(day, datetime(day.year, day.month, day.day, 6, tzinfo=NOW.tzinfo), **said)


def _limit(modality: Modality, depth: Depth, *parts: BodyPart) -> Restricted:
    reason = Reason(Why.AVOID_THE_AREA)
    return Restricted((Limit(frozenset({modality}), depth, reason, frozenset(parts) or None),))


# Order --------------------------------------------------------------------------------------


@noticed_by("every-item-has-its-own-id")
def two_items_share_an_id(week: Week, choose: Random) -> Broken:
    one, other = choose.sample(week.items, 2)
    return week.changed(one, id=other.id), other.id


@noticed_by("proposals-lie-ahead-and-within-the-plan")
def an_item_slips_into_the_past(week: Week, choose: Random) -> Broken:
    item = choose.choice(week.items)
    days = choose.randint(40, 60)
    start = item.start_utc - timedelta(days=days)
    return week.changed(item, start_utc=start, date=item.date - timedelta(days=days)), item.id


@noticed_by("proposals-lie-ahead-and-within-the-plan")
def an_item_slips_beyond_the_plan(week: Week, choose: Random) -> Broken:
    item = choose.choice(week.items)
    start = item.start_utc + timedelta(days=28)
    return week.changed(item, start_utc=start, date=item.date + timedelta(days=28)), item.id


@noticed_by("proposals-lie-ahead-and-within-the-plan")
def an_items_date_is_not_that_of_its_instant(week: Week, choose: Random) -> Broken:
    item = choose.choice(week.items)
    return week.changed(item, date=item.date + timedelta(days=choose.choice((-1, 1)))), item.id


@noticed_by("proposals-lie-ahead-and-within-the-plan")
def an_item_lies_in_another_zone(week: Week, choose: Random) -> Broken:
    item = choose.choice(week.items)
    return week.changed(item, zone=choose.choice(("America/New_York", "UTC"))), item.id


@noticed_by("one-thing-at-a-time")
def two_pieces_of_care_overlap(week: Week, choose: Random) -> Broken:
    run = choose.choice(week.of(CareKind.STRETCHING))
    minute = choose.randint(27, 37)
    more = rolling(run.date, time(20, minute), (BodyPart(Region.GLUTE_MAX, Side.LEFT),))
    return week.with_items(more), None


@noticed_by("one-thing-at-a-time")
def care_lies_inside_a_run(week: Week, choose: Random) -> Broken:
    run = choose.choice(week.runs)
    at = time(run.starts_at.hour, choose.randint(0, 30))
    more = rolling(run.date, at, (BodyPart(Region.GLUTE_MAX, Side.LEFT),), id="inside")
    return week.with_items(more), "inside"


@noticed_by("care-lasts-a-while")
def care_lasts_no_time(week: Week, choose: Random) -> Broken:
    item = choose.choice(week.of(CareKind.SELF_MASSAGE))
    return week.changed(item, minutes=0), item.id


@noticed_by("tools-are-owned")
def a_tool_is_not_owned(week: Week, choose: Random) -> Broken:
    item = choose.choice(week.of(CareKind.SELF_MASSAGE))
    return week.changed(item, tool=choose.choice((Tool.STICK, Tool.GUN))), item.id


@noticed_by("a-type-goes-no-deeper-than-it-can")
def a_light_massage_goes_deep(week: Week, choose: Random) -> Broken:
    item = week.of(CareKind.MASSAGE)[-1]
    return week.changed(item, depth=choose.choice((Depth.MEDIUM, Depth.DEEP, None))), item.id


@noticed_by("before-a-run-needs-its-run")
def before_run_care_without_a_run(week: Week, choose: Random) -> Broken:
    day = choose.choice(FREE_DAYS)
    more = an_item(CareKind.BEFORE_RUN, day, time(7), 4, regions=CALVES, id="lost")
    return week.with_items(more), "lost"


@noticed_by("before-a-run-needs-its-run")
def before_run_care_hours_before_its_run(week: Week, choose: Random) -> Broken:
    item = choose.choice(week.of(CareKind.BEFORE_RUN))
    early = timedelta(minutes=choose.randint(16, 240))
    return week.changed(item, start_utc=item.start_utc - early), item.id


@noticed_by("before-a-run-needs-its-run")
def before_run_care_while_running_is_closed(week: Week, choose: Random) -> Broken:
    item = choose.choice(week.of(CareKind.BEFORE_RUN))
    return replace(week, gate=_limit(Modality.RUNNING, Depth.NONE)), item.id


@noticed_by("items-name-runs-that-exist")
def an_item_names_a_run_that_is_gone(week: Week, choose: Random) -> Broken:
    item = choose.choice(week.of(CareKind.BEFORE_RUN))
    return week.changed(item, run_id="p_gone"), item.id


@noticed_by("long-holds-never-before-a-run")
def stretching_right_before_a_run(week: Week, choose: Random) -> Broken:
    run = choose.choice([run for run in week.runs if run.kind is RunKind.LONG])
    minute = choose.randint(0, 30)
    more = an_item(CareKind.STRETCHING, run.date, time(8, minute), 8, regions=QUADS, id="cold")
    return week.with_items(more), "cold"


@noticed_by("one-self-massage-a-part-a-day")
def a_part_is_rolled_twice_a_day(week: Week, choose: Random) -> Broken:
    run = choose.choice(week.runs)
    return week.with_items(rolling(run.date, time(21, 30), CALVES[:1], id="twice")), "twice"


@noticed_by("rest-never-takes-a-key-run")
def rest_takes_a_key_run(week: Week, choose: Random) -> Broken:
    run = choose.choice([run for run in week.runs if run.is_hard])
    more = replace(a_rest(run.date), id="rest")
    return week.without(CareKind.REST).with_items(more), "rest"


@noticed_by("rest-never-takes-a-key-run")
def rest_on_a_day_without_a_run(week: Week, choose: Random) -> Broken:
    more = replace(a_rest(choose.choice(FREE_DAYS)), id="rest")
    return week.without(CareKind.REST).with_items(more), "rest"


@noticed_by("rest-never-takes-a-key-run")
def rest_instead_of_a_run_that_was_run(week: Week, choose: Random) -> Broken:
    easy = replace(
        week.given.runs_done[0],
        id="easy",
        start_utc=NOW - timedelta(hours=choose.randint(2, 6)),
        elapsed_s=3000,
        kind=RunKind.EASY,
    )
    late = an_item(CareKind.REST, TODAY, time(choose.randint(10, 20)), 0, id="rest")
    runs = (*week.given.runs_done, easy)
    return week.without(CareKind.REST).input(runs_done=runs).with_items(late), "rest"


@noticed_by("nothing-is-done-around-a-run-that-becomes-rest")
def care_before_a_run_that_becomes_rest(week: Week, choose: Random) -> Broken:
    rest = week.of(CareKind.REST)[0]
    more = an_item(CareKind.BEFORE_RUN, rest.date, time(6, 45), 4, regions=CALVES, id="idle")
    return week.with_items(more), "idle"


@noticed_by("one-rest-day-a-week")
def two_rest_days_in_one_week(week: Week, choose: Random) -> Broken:
    return week.with_items(a_rest(date(2026, 12, 5))), None


@noticed_by("one-rest-day-a-week")
def rest_in_a_week_that_rests_already(week: Week, choose: Random) -> Broken:
    return week.input(rest_days=FREE_DAYS), week.of(CareKind.REST)[0].id


@noticed_by("self-care-stays-light")
def self_massage_goes_deep(week: Week, choose: Random) -> Broken:
    item = choose.choice(week.of(CareKind.SELF_MASSAGE))
    return week.changed(item, depth=Depth.DEEP), item.id


@noticed_by("hands-go-where-muscle-is")
def hands_on_a_joint_or_a_tendon(week: Week, choose: Random) -> Broken:
    item = choose.choice([*week.of(CareKind.SELF_MASSAGE), *week.of(CareKind.MASSAGE)])
    region = choose.choice((Region.KNEE, Region.ACHILLES, Region.INNER_SHIN, Region.NECK))
    return week.changed(item, regions=(BodyPart(region, Side.LEFT),)), item.id


# Time and money -----------------------------------------------------------------------------


@noticed_by("money-a-month-is-never-overspent")
def the_month_is_overspent(week: Week, choose: Random) -> Broken:
    cents = choose.choice((None, 0, 5_499, 12_999))
    return week.settings(budget_cents_a_month=cents), None


@noticed_by("money-a-month-is-never-overspent")
def the_budget_is_committed_already(week: Week, choose: Random) -> Broken:
    booked = replace(
        week.of(CareKind.MASSAGE)[0],
        id="booked",
        date=date(2026, 12, 1),
        start_utc=instant_at(date(2026, 12, 1), time(18), "Europe/Prague"),
        cents=choose.randint(1_001, 20_000),
        status=ItemStatus.CONFIRMED,
        depth=Depth.LIGHT,
    )
    return week.with_items(booked), None


@noticed_by("prices-are-those-of-the-list")
def a_price_is_not_on_the_list(week: Week, choose: Random) -> Broken:
    item = choose.choice(week.of(CareKind.MASSAGE))
    change = choose.choice(({"cents": 100}, {"minutes": 25}, {"cents": None}))
    return week.changed(item, **change), item.id


@noticed_by("appointments-lie-in-free-times")
def an_appointment_leaves_the_free_evening(week: Week, choose: Random) -> Broken:
    item = choose.choice(week.of(CareKind.MASSAGE))
    hours = choose.choice((-2, 3))
    return week.changed(item, start_utc=item.start_utc + timedelta(hours=hours)), item.id


@noticed_by("appointments-are-booked-ahead")
def an_appointment_within_the_hour(week: Week, choose: Random) -> Broken:
    at = time(choose.randint(10, 20))
    more = a_massage(TODAY, MassageType.LIGHT, Depth.LIGHT, at=at, id="soon")
    return week.with_items(more), "soon"


@noticed_by("one-appointment-a-day")
def two_appointments_on_one_day(week: Week, choose: Random) -> Broken:
    item = choose.choice(week.of(CareKind.MASSAGE))
    more = a_massage(item.date, MassageType.LIGHT, Depth.LIGHT, at=time(20), id="second")
    return week.with_items(more), "second"


@noticed_by("massages-keep-days-between")
def two_massages_in_four_days(week: Week, choose: Random) -> Broken:
    last = week.of(CareKind.MASSAGE)[-1]
    day = last.date - timedelta(days=choose.randint(1, 3))
    more = a_massage(day, MassageType.LIGHT, Depth.LIGHT, regions=QUADS, id="soon")
    return week.with_items(more), last.id


@noticed_by("massages-keep-days-between")
def a_massage_soon_after_the_one_that_was_had(week: Week, choose: Random) -> Broken:
    first = week.of(CareKind.MASSAGE)[0]
    day = first.date - timedelta(days=choose.randint(1, 3))
    had = Appointment("had", day, MassageType.LIGHT, Depth.LIGHT, 30, 3_000, QUADS)
    return week.input(appointments=(had,)), first.id


@noticed_by("self-care-fits-the-day")
def a_day_has_too_much_self_care(week: Week, choose: Random) -> Broken:
    return week.settings(self_care_min_a_day=choose.randint(0, 11)), None


@noticed_by("self-care-fits-the-day")
def what_was_done_today_fills_the_day(week: Week, choose: Random) -> Broken:
    minutes = choose.randint(27, 60)
    done = CareRecord("d", CareKind.SELF_MASSAGE, TODAY, ItemStatus.DONE, minutes)
    more = rolling(TODAY, time(20), id="late")
    return week.input(care_done=(done,)).with_items(more), "late"


@noticed_by("self-care-fits-the-week")
def a_week_has_too_much_self_care(week: Week, choose: Random) -> Broken:
    return week.settings(self_care_min_a_week=choose.randint(12, 50)), None


# Deep work ------------------------------------------------------------------------------------


@noticed_by("deep-work-keeps-days-before-a-race")
def deep_work_in_the_last_days_before_the_race(week: Week, choose: Random) -> Broken:
    day = date(2026, 12, 20) - timedelta(days=choose.randint(1, 5))
    return week.with_items(a_deep_massage(day, id="late")), "late"


@noticed_by("only-light-hands-just-before-a-race")
def more_than_light_hands_before_the_race(week: Week, choose: Random) -> Broken:
    item = week.of(CareKind.MASSAGE)[-1]
    changed = week.changed(item, massage_type=MassageType.SPORTS, depth=Depth.MEDIUM)
    return changed, item.id


@noticed_by("no-first-deep-massage-before-a-race")
def a_first_deep_massage_in_the_fortnight(week: Week, choose: Random) -> Broken:
    never = week.settings(had_deep_massage=choose.choice((None, False)))
    first, second = week.deep()
    return replace(never, items=tuple(i for i in never.items if i is not first)), second.id


@noticed_by("only-light-hands-just-after-a-race")
def more_than_light_hands_after_the_race(week: Week, choose: Random) -> Broken:
    more = a_massage(
        date(2026, 11, 24),
        MassageType.SPORTS,
        Depth.MEDIUM,
        at=time(choose.randint(17, 20)),
        id="m",
    )
    return week.with_items(more), "m"


@noticed_by("deep-work-waits-after-a-race")
def deep_work_too_soon_after_the_race(week: Week, choose: Random) -> Broken:
    at = time(choose.randint(17, 20))
    return week.with_items(a_deep_massage(date(2026, 11, 24), at=at, id="deep")), "deep"


@noticed_by("deep-work-waits-after-a-race")
def deep_work_in_the_week_after_an_ultra(week: Week, choose: Random) -> Broken:
    race = replace(week.given.runs_done[0], distance_m=choose.choice((50_000.0, 100_000.0)))
    return week.input(runs_done=(race,)), week.deep()[0].id


@noticed_by("deep-work-waits-after-a-race")
def deep_work_after_a_race_known_from_the_settings(week: Week, choose: Random) -> Broken:
    ran = replace(week.given.runs_done[0], kind=None)
    raced = Race(ran.date, 21_100.0)
    changed = week.input(runs_done=(ran,)).settings(races=(raced, *week.given.settings.races))
    return changed.with_items(a_deep_massage(date(2026, 11, 24), id="deep")), "deep"


@noticed_by("deep-work-after-a-race-waits-for-soreness")
def deep_work_while_the_race_is_still_felt(week: Week, choose: Random) -> Broken:
    score = choose.randint(4, 7)
    said = _check_in(TODAY, soreness=(Soreness(choose.choice(CALVES), score),))
    return week.input(check_ins=(said,)), week.deep()[0].id


@noticed_by("deep-work-keeps-hours-before-a-hard-run")
def deep_work_the_evening_before_a_hard_run(week: Week, choose: Random) -> Broken:
    monday = choose.choice(FREE_DAYS)
    more = a_deep_massage(monday, at=time(choose.randint(8, 20)), regions=QUADS, id="eve")
    return week.with_items(more), "eve"


@noticed_by("deep-work-keeps-hours-before-a-hard-run")
def deep_work_30_hours_before_a_hard_run_for_a_sore_runner(week: Week, choose: Random) -> Broken:
    said = _check_in(TODAY, soreness=(Soreness(QUADS[0], choose.randint(4, 7)),))
    saturday = choose.choice((date(2026, 11, 28), date(2026, 12, 12)))
    more = a_deep_massage(saturday, at=time(1), regions=QUADS, id="sore")
    return week.input(check_ins=(said,)).with_items(more), "sore"


@noticed_by("deep-work-on-one-part-rests-two-days")
def deep_work_on_one_part_two_days_running(week: Week, choose: Random) -> Broken:
    more = a_deep_massage(date(2026, 11, 27), at=time(choose.randint(8, 20)), id="again")
    return week.with_items(more), "again"


# Cold water -----------------------------------------------------------------------------------


@noticed_by("cold-water-is-wished")
def cold_water_nobody_wished_for(week: Week, choose: Random) -> Broken:
    return week.settings(cold_water_wanted=False), choose.choice(week.of(CareKind.COLD_WATER)).id


@noticed_by("nobody-stays-in-cold-water-too-long")
def a_bath_of_an_hour(week: Week, choose: Random) -> Broken:
    bath = choose.choice(week.of(CareKind.COLD_WATER))
    return week.changed(bath, minutes=choose.randint(16, 60)), bath.id


@noticed_by("cold-water-only-after-what-is-hard")
def a_bath_after_an_easy_run(week: Week, choose: Random) -> Broken:
    day = choose.choice(THURSDAYS)
    return week.without(CareKind.COLD_WATER).with_items(a_bath(day)), None


@noticed_by("cold-water-only-after-what-is-hard")
def a_bath_before_the_run_it_is_for(week: Week, choose: Random) -> Broken:
    bath = choose.choice(week.of(CareKind.COLD_WATER))
    early = instant_at(bath.date, time(7, choose.randint(0, 50)), "Europe/Prague")
    return week.changed(bath, start_utc=early), bath.id


@noticed_by("one-bath-in-three-days")
def two_baths_too_close(week: Week, choose: Random) -> Broken:
    bath = choose.choice(week.of(CareKind.COLD_WATER))
    return week.with_items(a_bath(bath.date + timedelta(days=choose.randint(1, 2)))), None


@noticed_by("cold-water-keeps-a-day-from-strength-work")
def a_bath_beside_strength_work(week: Week, choose: Random) -> Broken:
    day = choose.choice((5, 6, 0))
    return week.settings(strength_weekdays=frozenset({day})), None


@noticed_by("cold-water-keeps-a-day-from-strength-work")
def a_bath_beside_the_strength_work_of_the_plan(week: Week, choose: Random) -> Broken:
    bath = choose.choice(week.of(CareKind.COLD_WATER))
    day = bath.date + timedelta(days=choose.randint(-1, 1))
    return week.input(strength_days=(day,)), bath.id


@noticed_by("no-cold-water-before-speed-the-same-day")
def a_bath_before_a_fast_run(week: Week, choose: Random) -> Broken:
    bath = choose.choice(week.of(CareKind.COLD_WATER))
    fast = replace(
        week.runs[0],
        id="fast",
        date=bath.date,
        starts_at=time(choose.randint(14, 19)),
        kind=choose.choice((RunKind.SPEED, RunKind.SPRINT)),
    )
    return replace(week, runs=(*week.runs, fast)), bath.id


# The body -------------------------------------------------------------------------------------


@noticed_by("care-stays-within-every-limit")
def hands_where_the_gate_closes_a_part(week: Week, choose: Random) -> Broken:
    item = choose.choice(week.of(CareKind.SELF_MASSAGE))
    gate = _limit(Modality.SELF_MASSAGE, Depth.NONE, choose.choice(item.regions))
    return replace(week, gate=gate), item.id


@noticed_by("care-stays-within-every-limit")
def deeper_than_the_gate_allows(week: Week, choose: Random) -> Broken:
    item = choose.choice(week.deep())
    gate = _limit(Modality.MASSAGE, choose.choice((Depth.LIGHT, Depth.MEDIUM)))
    return replace(week, gate=gate), item.id


@noticed_by("care-stays-within-every-limit")
def hands_that_name_no_place(week: Week, choose: Random) -> Broken:
    item = choose.choice(week.of(CareKind.STRETCHING))
    gate = _limit(Modality.STRETCHING, Depth.NONE, BodyPart(Region.KNEE, Side.LEFT))
    return replace(week.changed(item, regions=()), gate=gate), item.id


@noticed_by("care-stays-within-every-limit")
def cold_water_that_the_gate_closes(week: Week, choose: Random) -> Broken:
    codes = choose.choice(("raynaud", "epilepsy", "lung-disease", "pregnancy"))
    answers = GateAnswers(NOW, frozenset({codes}), frozenset({codes}))
    return week.input(gate=answers), choose.choice(week.of(CareKind.COLD_WATER)).id


@noticed_by("light-self-massage-uses-hands")
def a_roller_where_only_hands_may(week: Week, choose: Random) -> Broken:
    item = choose.choice(week.of(CareKind.SELF_MASSAGE))
    gate = _limit(Modality.SELF_MASSAGE, Depth.LIGHT, choose.choice(item.regions))
    return replace(week.changed(item, depth=Depth.LIGHT), gate=gate), item.id


@noticed_by("guns-stay-off-bone-vessels-and-nerves")
def a_gun_on_the_neck(week: Week, choose: Random) -> Broken:
    region = choose.choice((Region.NECK, Region.KNEE, Region.TFL, Region.INNER_SHIN))
    item = choose.choice(week.of(CareKind.SELF_MASSAGE))
    owned = week.changed(item, tool=Tool.GUN, regions=(BodyPart(region, Side.LEFT),))
    return owned.settings(tools=frozenset({Tool.GUN, Tool.ROLLER})), item.id


def _with_a_gun(week: Week, *items) -> Week:
    return week.settings(tools=frozenset({Tool.GUN, Tool.ROLLER})).with_items(*items)


@noticed_by("guns-rest-around-what-is-hard")
def a_gun_before_a_fast_run(week: Week, choose: Random) -> Broken:
    fast = (RunKind.SPEED, RunKind.RACE)
    run = choose.choice([run for run in week.runs if run.kind in fast])
    at = time(run.starts_at.hour - 1, 45)
    more = an_item(
        CareKind.BEFORE_RUN, run.date, at, 4, regions=CALVES, tool=Tool.GUN, id="gun", run_id=run.id
    )
    return _with_a_gun(week.without(CareKind.BEFORE_RUN), more), "gun"


@noticed_by("guns-rest-around-what-is-hard")
def a_gun_on_the_day_of_the_race(week: Week, choose: Random) -> Broken:
    race = next(run for run in week.runs if run.kind is RunKind.RACE)
    more = rolling(race.date, time(choose.randint(12, 22)), tool=Tool.GUN, id="gun")
    return _with_a_gun(week, more), "gun"


@noticed_by("injured-parts-are-spared-every-day")
def stretching_a_broken_shin_that_the_gate_missed(week: Week, choose: Random) -> Broken:
    kind = choose.choice((InjuryKind.BONE_STRESS, InjuryKind.SURGERY))
    hurt = Injury("i", kind, TODAY - timedelta(days=choose.randint(0, 20)), CALVES[:1])
    item = choose.choice(week.of(CareKind.STRETCHING))
    return replace(week.input(injuries=(hurt,)), gate=Restricted(())), item.id


@noticed_by("injured-parts-are-spared-every-day")
def a_bath_with_an_open_wound_that_the_gate_missed(week: Week, choose: Random) -> Broken:
    kind = choose.choice((InjuryKind.SKIN, InjuryKind.SURGERY))
    hurt = Injury("i", kind, TODAY, (BodyPart(Region.HEEL, Side.LEFT),))
    item = choose.choice(week.of(CareKind.COLD_WATER))
    return replace(week.input(injuries=(hurt,)), gate=Restricted(())), item.id


@noticed_by("nothing-is-done-where-it-hurts")
def rolling_where_it_hurts(week: Week, choose: Random) -> Broken:
    said = _check_in(TODAY, pain=(Pain(choose.choice(CALVES), choose.randint(6, 10)),))
    item = next(i for i in week.of(CareKind.SELF_MASSAGE) if i.regions == CALVES)
    return week.input(check_ins=(said,)), item.id


@noticed_by("very-sore-parts-get-light-hands-only")
def a_roller_on_a_very_sore_leg(week: Week, choose: Random) -> Broken:
    said = _check_in(TODAY, soreness=(Soreness(choose.choice(QUADS), choose.randint(8, 10)),))
    item = next(i for i in week.of(CareKind.SELF_MASSAGE) if i.regions == QUADS)
    return week.input(check_ins=(said,)), item.id


@noticed_by("injured-parts-are-spared-every-day")
def rolling_an_injured_part_in_its_third_week(week: Week, choose: Random) -> Broken:
    kind = choose.choice([each for each in InjuryKind if each is not InjuryKind.ILLNESS])
    hurt = Injury("i", kind, TODAY - timedelta(days=choose.randint(0, 20)), CALVES[:1])
    item = choose.choice([i for i in week.of(CareKind.SELF_MASSAGE) if i.regions == CALVES])
    return week.input(injuries=(hurt,)), item.id


@noticed_by("a-closed-gate-offers-nothing-but-rest")
def care_after_a_refusal(week: Week, choose: Random) -> Broken:
    gate = Refused(SafetyList.SAME_DAY, (Reason(Why.SEE_SOMEONE_TODAY),), "advice-today")
    item = choose.choice([i for i in week.items if i.kind is not CareKind.REST])
    return replace(week, gate=gate), item.id


@noticed_by("a-closed-gate-offers-nothing-but-rest")
def care_before_the_questions_were_answered(week: Week, choose: Random) -> Broken:
    item = choose.choice([i for i in week.items if i.kind is not CareKind.REST])
    # Even should the gate itself say nothing, the missing answers do.
    return replace(week.input(gate=None), gate=Restricted(())), item.id


@noticed_by("a-closed-gate-offers-nothing-but-rest")
def care_with_a_danger_sign_that_the_gate_missed(week: Week, choose: Random) -> Broken:
    sign = choose.choice(("dark-urine", "lung-clot", "one-sided-leg", "fever"))
    report = SymptomReport("w", NOW - timedelta(hours=1), frozenset({sign}))
    item = choose.choice([i for i in week.items if i.kind is not CareKind.REST])
    return replace(week.input(reports=(report,)), gate=Restricted(())), item.id
