"""
Where the guard's limits of money, minutes and hours exactly lie.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date, time, timedelta

import pytest

from tests.decide.safety.plans import (
    CALVES,
    NOW,
    TODAY,
    a_deep_massage,
    a_good_week,
    a_massage,
    a_rest,
    rolling,
)
from unknot.domain.body import Pain, Soreness
from unknot.domain.check_in import CheckIn
from unknot.domain.safety import Injury, InjuryKind
from unknot.domain.session import Appointment, CareKind, Depth, ItemStatus, MassageType, Tool
from unknot.domain.settings import Evening
from unknot.domain.units import instant_at


@pytest.mark.parametrize(("cents", "is_broken"), [(13_000, False), (12_999, True)])
def test_a_month_may_be_spent_to_the_last_cent(cents, is_broken):
    """
    December's three massages cost 130.00: exactly that is enough, a cent less is not.
    """
    week = a_good_week().settings(budget_cents_a_month=cents)

    assert is_broken == ("money-a-month-is-never-overspent" in week.broken_rules())


def _paid(day: date, status: ItemStatus) -> Appointment:
    return Appointment("a", day, MassageType.SPORTS, Depth.LIGHT, 45, 2_000, CALVES, status=status)


@pytest.mark.parametrize(
    ("day", "status", "is_broken"),
    [
        (date(2026, 11, 2), ItemStatus.DONE, False),  # November is another month
        (date(2026, 12, 1), ItemStatus.CONFIRMED, True),
        (date(2026, 12, 1), ItemStatus.SKIPPED, False),
    ],
)
def test_what_is_spent_or_committed_counts_in_its_own_month(day, status, is_broken):
    """
    A booked massage takes its money from the month it lies in, a skipped one from none.
    """
    week = a_good_week().input(appointments=(_paid(day, status),))

    assert is_broken == ("money-a-month-is-never-overspent" in week.broken_rules())


@pytest.mark.parametrize(
    ("opens", "closes", "is_broken"),
    [
        (time(18), time(19), False),
        (time(18, 1), time(21), True),
        (time(17), time(18, 59), True),
    ],
)
def test_an_appointment_fits_its_evening_to_the_minute(opens, closes, is_broken):
    """
    An hour from six fits an evening from six to seven, and no shorter one.
    """
    day = date(2026, 11, 26)
    free = (Evening(day.weekday(), opens, closes),)
    week = a_good_week().without(CareKind.MASSAGE).settings(free_times=free)
    week = week.with_items(a_deep_massage(day))

    assert is_broken == ("appointments-lie-in-free-times" in week.broken_rules())


def test_a_free_evening_keeps_its_hour_when_the_clocks_change():
    """
    Six o'clock is six o'clock on the runner's wall, in the week after summer time as before it.
    """
    changed = date(2026, 10, 29)
    week = a_good_week()
    item = a_massage(changed, MassageType.LIGHT, Depth.LIGHT, at=time(17))
    before = replace(week, items=(item,)).input(now=instant_at(date(2026, 10, 12), time(8), "UTC"))

    assert "appointments-lie-in-free-times" not in before.broken_rules()


@pytest.mark.parametrize(("minutes", "is_broken"), [(12, False), (11, True)])
def test_a_day_may_be_filled_to_the_last_minute(minutes, is_broken):
    """
    Three pieces of four minutes fit twelve.
    """
    week = a_good_week().without(CareKind.COLD_WATER, CareKind.STRETCHING)
    week = week.settings(self_care_min_a_day=minutes)

    assert is_broken == ("self-care-fits-the-day" in week.broken_rules())


@pytest.mark.parametrize(("week_starts_on", "is_broken"), [(0, False), (6, True)])
def test_weeks_start_where_the_runner_says(week_starts_on, is_broken):
    """
    A Sunday and the Thursday after it are one week only where weeks start on Sunday.
    """
    week = a_good_week().settings(week_starts_on=week_starts_on)
    sunday, thursday = date(2026, 12, 6), date(2026, 12, 10)
    easy = tuple(run for run in week.runs if run.date != sunday)
    week = replace(week, runs=easy, items=(a_rest(sunday), a_rest(thursday)))

    assert is_broken == ("one-rest-day-a-week" in week.broken_rules())


@pytest.mark.parametrize(
    ("days_later", "is_broken"),
    [(3, True), (4, False)],
)
def test_a_strong_pain_closes_a_part_for_as_long_as_its_report_counts(days_later, is_broken):
    """
    A report of pain counts on its day and three more.
    """
    said = CheckIn(TODAY, NOW, pain=(Pain(CALVES[0], 6),))
    item = rolling(TODAY + timedelta(days=days_later), time(21, 30))
    week = replace(a_good_week().input(check_ins=(said,)), items=(item,))

    assert is_broken == ("nothing-is-done-where-it-hurts" in week.broken_rules())


def test_a_milder_report_opens_the_part_again():
    """
    Only the last report of a part counts, even on the same day.
    """
    strong = CheckIn(TODAY, NOW - timedelta(hours=3), pain=(Pain(CALVES[0], 9),))
    mild = CheckIn(TODAY, NOW - timedelta(hours=1), pain=(Pain(CALVES[0], 2),))
    week = a_good_week().input(check_ins=(mild, strong))

    assert week.broken_rules() == set()


@pytest.mark.parametrize(
    ("tool", "depth", "is_broken"),
    [
        (Tool.HANDS, Depth.LIGHT, False),
        (Tool.HANDS, Depth.MEDIUM, True),
        (Tool.ROLLER, Depth.LIGHT, True),
    ],
)
def test_light_hands_are_fine_on_a_very_sore_part(tool, depth, is_broken):
    """
    At eight of ten hands may, lightly; a roller may not, however lightly it is meant.
    """
    said = CheckIn(TODAY, NOW, soreness=(Soreness(CALVES[0], 8),))
    item = replace(rolling(TODAY, time(21, 30)), tool=tool, depth=depth)
    week = replace(a_good_week().input(check_ins=(said,)), items=(item,))

    assert is_broken == ("very-sore-parts-get-light-hands-only" in week.broken_rules())


@pytest.mark.parametrize(
    ("days_later", "is_broken"),
    [(3, True), (4, False)],
)
def test_a_fresh_injury_is_left_alone_for_three_whole_days(days_later, is_broken):
    """
    Light hands may from the fourth day after the one on which it happened.
    """
    hurt = Injury("i", InjuryKind.ACUTE, TODAY, CALVES[:1])
    day = TODAY + timedelta(days=days_later)
    item = replace(rolling(day, time(21, 30)), tool=Tool.HANDS, depth=Depth.LIGHT)
    week = replace(a_good_week().input(injuries=(hurt,)), items=(item,))

    assert is_broken == ("injured-parts-are-spared-every-day" in week.broken_rules())


def test_the_other_side_of_an_injured_part_is_free():
    """
    A strained left calf says nothing about the right one.
    """
    hurt = Injury("i", InjuryKind.BONE_STRESS, TODAY, CALVES[:1])
    item = rolling(TODAY, time(21, 30), CALVES[1:])
    week = replace(a_good_week().input(injuries=(hurt,)), items=(item,))

    assert week.broken_rules() == set()


def test_rest_may_take_a_key_run_when_running_is_closed():
    """
    With a stress fracture a long run may well become rest, and every run of the week too.
    """
    hurt = Injury("i", InjuryKind.BONE_STRESS, TODAY, CALVES[:1])
    rests = tuple(a_rest(run.date) for run in a_good_week().runs if run.is_hard)
    week = replace(a_good_week().input(injuries=(hurt,)), items=rests[:4])
    week = replace(
        week,
        items=tuple(
            replace(item, start_utc=instant_at(item.date, time(9), "Europe/Prague"))
            for item in week.items
            if item.date > TODAY
        ),
    )

    assert week.broken_rules() == set()


@pytest.mark.parametrize(("days", "is_broken"), [(3, True), (4, False), (-4, False), (-3, True)])
def test_massages_lie_four_days_apart(days, is_broken):
    """
    Three days after or before another massage is too soon, four is not.
    """
    near = a_massage(date(2026, 12, 8), MassageType.LIGHT, Depth.LIGHT)
    day = near.date + timedelta(days=days)
    booked = Appointment(
        "a", day, MassageType.LIGHT, Depth.LIGHT, 30, 0, CALVES, status=ItemStatus.CONFIRMED
    )
    week = a_good_week().without(CareKind.MASSAGE).with_items(near)

    assert is_broken == (
        "massages-keep-days-between" in week.input(appointments=(booked,)).broken_rules()
    )


@pytest.mark.parametrize(("minutes_before", "is_broken"), [(30, False), (31, True), (3, True)])
def test_care_before_a_run_is_felt_when_the_run_starts(minutes_before, is_broken):
    """
    Half an hour before the run is soon enough; sooner is too soon, and it ends before the start.
    """
    week = a_good_week()
    item = week.of(CareKind.BEFORE_RUN)[0]
    start = item.start_utc + timedelta(minutes=15 - minutes_before)

    assert is_broken == (
        "before-a-run-needs-its-run" in week.changed(item, start_utc=start).broken_rules()
    )
