"""
The same effort from two sources.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from unknot.domain.effort import (
    EffortSpan,
    find_same_efforts,
    is_same_effort,
)
from unknot.domain.recording import Sport

START = datetime(2026, 9, 7, 16, tzinfo=UTC)
WATCH = EffortSpan("watch", Sport.RUNNING, START, 3600, 10_000)


def later(seconds: float, **changes) -> EffortSpan:
    """
    The phone's recording, started that much later.
    """
    phone = replace(WATCH, id="phone", start_utc=START + timedelta(seconds=seconds))
    return replace(phone, **changes)


@pytest.mark.parametrize(("seconds", "is_same"), [(0, True), (3479, True), (3480, False)])
def test_more_than_two_minutes_at_the_same_time_is_the_same_effort(seconds, is_same):
    """
    Two hours of running that touch for exactly two minutes are two.
    """
    assert is_same_effort(WATCH, later(seconds)) is is_same


@pytest.mark.parametrize(("seconds", "is_same"), [(3569, True), (3570, False)])
def test_a_minute_of_warming_up_may_touch_for_half_of_itself(seconds, is_same):
    """
    A short recording cannot touch for two minutes, so half of it is its limit.
    """
    assert is_same_effort(WATCH, later(seconds, elapsed_s=60)) is is_same


def test_equal_starts_alone_say_nothing():
    """
    Two runs of an hour at the same time of different days are two.
    """
    assert not is_same_effort(WATCH, later(86_400))


@pytest.mark.parametrize(
    "changes",
    [{"sport": Sport.OTHER}, {"sport": Sport.CYCLING}, {"distance_m": None}, {"distance_m": 99.0}],
)
def test_one_body_does_one_thing_at_a_time(changes):
    """
    What another program calls it, or how far it measured, makes no second effort.
    """
    assert is_same_effort(WATCH, later(60, **changes))


@pytest.mark.parametrize("elapsed_s", [None, 0])
def test_without_a_length_nothing_can_overlap(elapsed_s):
    """
    A point in time is no span.
    """
    assert not is_same_effort(WATCH, later(0, elapsed_s=elapsed_s))


def test_the_longest_overlap_is_the_same_effort():
    """
    Of two candidates the one that shares most of the hour is meant.
    """
    near, far = later(60, id="near"), later(600, id="far")

    assert find_same_efforts(WATCH, [far, near]) == ("near", "far")
    assert find_same_efforts(WATCH, [later(86_400)]) == ()


def test_a_long_recording_finds_all_that_it_bridges():
    """
    A watch left running over two phone recordings is another recording of both.
    """
    all_day = later(-600, elapsed_s=9000)
    two = [later(3700, id="second", elapsed_s=1800), WATCH, later(86_400, id="tomorrow")]

    assert find_same_efforts(all_day, two) == ("watch", "second")


spans = st.builds(
    EffortSpan,
    st.text(max_size=3),
    st.sampled_from(Sport),
    st.integers(0, 86_400).map(lambda seconds: START + timedelta(seconds=seconds)),
    st.none() | st.floats(0, 90_000),
    st.none() | st.floats(0, 60_000),
)


@given(spans, spans)
def test_it_does_not_matter_which_of_the_two_is_asked(one, other):
    """
    If the phone's run is the watch's, the watch's is the phone's.
    """
    assert is_same_effort(one, other) == is_same_effort(other, one)
