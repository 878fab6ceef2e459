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


def test_without_a_length_nothing_can_overlap():
    """
    What lasted no time at all loads nobody.
    """
    assert not is_same_effort(WATCH, later(0, elapsed_s=0))


@pytest.mark.parametrize(
    ("seconds", "is_same"), [(-1, False), (0, True), (3479, True), (3480, False)]
)
def test_a_start_and_no_more_is_the_effort_that_was_going_on(seconds, is_same):
    """
    A website exports a treadmill run as its start alone; the watch's file of it is the same run.
    In the last two minutes it may be the next one that begins.
    """
    assert is_same_effort(WATCH, later(seconds, elapsed_s=None)) is is_same


def test_two_starts_and_no_more_are_two():
    """
    Nothing tells whether they are the same.
    """
    assert not is_same_effort(replace(WATCH, elapsed_s=None), later(0, elapsed_s=None))


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
