"""
The same effort from two sources.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from operator import attrgetter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.domain.hand_made_pairs import NEGATIVES, POSITIVES, a_span, along
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
    What another program calls it, or a distance that nobody measured, makes no second effort.
    """
    assert is_same_effort(WATCH, later(60, **changes))


@pytest.mark.parametrize("pair", [*NEGATIVES, *POSITIVES], ids=attrgetter("name"))
def test_what_went_on_at_the_same_time_is_one_effort_or_two(pair):
    """
    Two recordings are one effort unless they say themselves that they are two.
    """
    assert is_same_effort(pair.one, pair.other) is pair.is_same
    assert is_same_effort(pair.other, pair.one) is pair.is_same


@pytest.mark.parametrize(("km", "is_same"), [(6.0, True), (5.9, False)])
def test_two_distances_of_one_hour_may_differ_by_two_fifths(km, is_same):
    """
    Watch and phone disagree that far on one body, and no further.
    """
    assert is_same_effort(a_span(0, 60, km=10), a_span(0, 60, km=km)) is is_same


@pytest.mark.parametrize(("km", "is_same"), [(7.5, True), (7.6, False)])
def test_a_part_is_hardly_longer_than_the_whole(km, is_same):
    """
    Half an hour inside an hour of 6 km is no run of 7.6.
    """
    assert is_same_effort(a_span(0, 60, km=6), a_span(10, 30, km=km)) is is_same


@pytest.mark.parametrize(("minutes", "is_same"), [(24, True), (23.9, False)])
def test_an_unnamed_recording_needs_two_fifths_of_the_time(minutes, is_same):
    """
    What names no sport may be anything, so it has to share more of the hour.
    """
    unnamed = a_span(0, minutes, Sport.OTHER)
    assert is_same_effort(a_span(0, 60, km=12), unnamed) is is_same


def test_one_leap_of_a_position_is_not_another_place():
    """
    A satellite fix that is off for five minutes parts no recordings.
    """
    here = along(50.0, 50)
    leap = (replace(here[0], latitude_deg=51.0), *here[1:])

    assert is_same_effort(a_span(0, 50, km=9, places=here), a_span(0, 50, km=9, places=leap))


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
    (st.just(300) | st.integers(0, 86_400)).map(lambda seconds: START + timedelta(seconds=seconds)),
    st.none() | st.sampled_from((1800.0, 3600.0)) | st.floats(0, 90_000),
    st.none() | st.floats(0, 60_000),
    st.integers(0, 9000),
)


@given(spans, spans)
def test_it_does_not_matter_which_of_the_two_is_asked(one, other):
    """
    If the phone's run is the watch's, the watch's is the phone's.
    """
    assert is_same_effort(one, other) == is_same_effort(other, one)
