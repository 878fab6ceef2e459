"""
Whether a measure changed: near the edge, exactly on it, and with too few readings.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from unknot.catalogue.benefits import Centre, measure_rules
from unknot.decide.benefits.trend import trend_of
from unknot.domain.benefits import Reading, Verdict

TODAY = date(2026, 11, 23)
KNEE = measure_rules()["knee-to-wall"]
PULSE = measure_rules()["resting-pulse"]
HRV = measure_rules()["hrv"]


def ago(days: int, value: float) -> Reading:
    return Reading(TODAY - timedelta(days=days), value)


def usual_and_now(rule, usual: float, now: float) -> list[Reading]:
    """
    Just enough readings of both, all of them alike.
    """
    late = [ago(day, now) for day in range(rule.now_needs)]
    early = [ago(rule.now_days + day, usual) for day in range(rule.usual_needs)]
    return late + early


@pytest.mark.parametrize(
    ("now", "verdict"),
    [
        (11.9, Verdict.WITHIN_NOISE),
        (12.0, Verdict.WITHIN_NOISE),
        (12.1, Verdict.CHANGED_UP),
        (8.0, Verdict.WITHIN_NOISE),
        (7.9, Verdict.CHANGED_DOWN),
    ],
)
def test_two_centimetres_at_the_wall_are_noise_and_more_is_a_change(now, verdict):
    """
    Doubt counts as noise: exactly the band is none yet. Evidence: MEA-WBLT.
    """
    trend = trend_of(KNEE, usual_and_now(KNEE, 10.0, now), TODAY)

    assert trend.verdict is verdict
    assert (trend.changes_below, trend.changes_above) == (8.0, 12.0)


@pytest.mark.parametrize("which", ["now", "usual"])
def test_one_reading_too_few_says_nothing_yet(which):
    """
    However far apart the readings lie, and it is said how many are missing.
    """
    readings = usual_and_now(PULSE, 50.0, 70.0)
    readings.pop(0 if which == "now" else -1)
    trend = trend_of(PULSE, readings, TODAY)

    assert trend.verdict is Verdict.NOT_ENOUGH
    assert getattr(trend, which).missing == 1
    assert trend.change is None


def test_a_gap_is_no_reading():
    """
    Seven days with three readings have the mean of those three, not of seven.
    """
    trend = trend_of(PULSE, usual_and_now(PULSE, 50.0, 54.0), TODAY)

    assert (trend.now.centre, trend.now.n_readings) == (54.0, 3)
    assert len(trend.readings) == 3 + PULSE.usual_needs


def test_one_wild_reading_does_not_move_a_median():
    """
    A tape that slipped once is not a change of the ankle.
    """
    readings = [*usual_and_now(KNEE, 10.0, 10.0), ago(2, 10.2), ago(3, 25.0)]

    assert trend_of(KNEE, readings, TODAY).verdict is Verdict.WITHIN_NOISE


def test_the_band_is_as_wide_as_the_own_days_swing():
    """
    Half a standard deviation of the usual readings, for a measure that has no band of its own.
    """
    early = [ago(HRV.now_days + day, 4.0 + (0.2 if day % 2 else -0.2)) for day in range(12)]
    near = trend_of(HRV, [*early, *(ago(day, 4.09) for day in range(3))], TODAY)
    far = trend_of(HRV, [*early, *(ago(day, 4.12) for day in range(3))], TODAY)

    assert near.band == pytest.approx(0.5 * 0.2089, abs=1e-3)
    assert (near.verdict, far.verdict) == (Verdict.WITHIN_NOISE, Verdict.CHANGED_UP)


def test_the_windows_touch_and_do_not_overlap():
    """
    No reading counts twice, and one of tomorrow counts never.
    """
    trend = trend_of(PULSE, [ago(-1, 90.0), *usual_and_now(PULSE, 50.0, 50.0)], TODAY)

    assert trend.usual.last + timedelta(days=1) == trend.now.first
    assert trend.now.last == TODAY
    assert max(each.value for each in trend.readings) == 50.0


READINGS = st.lists(
    st.builds(
        ago, st.integers(0, 60), st.floats(40, 70, allow_nan=False).map(lambda x: round(x, 1))
    ),
    max_size=60,
)


@given(READINGS, st.integers(1, 400))
def test_moved_by_some_days_the_verdict_is_the_same(readings, days):
    """
    Nothing depends on which day it is.
    """
    later = [Reading(each.date + timedelta(days=days), each.value) for each in readings]
    moved = trend_of(PULSE, later, TODAY + timedelta(days=days))

    assert moved.verdict is trend_of(PULSE, readings, TODAY).verdict


@given(READINGS)
def test_turned_around_up_is_down(readings):
    """
    The rule favours no direction, and the order of the readings does not matter.
    """
    around = [Reading(each.date, -each.value) for each in reversed(readings)]
    rule = replace(PULSE, centre=Centre.MEDIAN)
    turned = {
        Verdict.CHANGED_UP: Verdict.CHANGED_DOWN,
        Verdict.CHANGED_DOWN: Verdict.CHANGED_UP,
    }
    found = trend_of(rule, readings, TODAY).verdict

    assert trend_of(rule, around, TODAY).verdict is turned.get(found, found)
