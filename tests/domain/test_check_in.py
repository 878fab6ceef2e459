"""
What a check-in may say, and the index that is made of four of its answers.
"""

from __future__ import annotations

import math
from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from unknot.domain.body import BodyPart, Pain, Region, Side, Soreness
from unknot.domain.canonical import from_plain, to_plain
from unknot.domain.check_in import HOOPER_ITEMS, CheckIn, contradict, hooper_index
from unknot.domain.refused import CannotBe
from unknot.domain.wellness import lnrmssd_of

CALF = BodyPart(Region.CALF, Side.LEFT)
DAY = CheckIn(
    date(2026, 11, 23), datetime(2026, 11, 23, 7, tzinfo=UTC), stress=2, fatigue=4,
    sleep_quality=3, muscle_soreness=6, mood=7,
)  # fmt: skip


def test_the_hooper_index_is_the_sum_of_its_four_answers():
    """
    As published: 4 to 28, and mood is no part of it.
    """
    assert hooper_index(DAY) == 15
    assert hooper_index(replace(DAY, mood=1)) == 15
    assert {hooper_index(replace(DAY, **dict.fromkeys(HOOPER_ITEMS, n))) for n in (1, 7)} == {4, 28}


@pytest.mark.parametrize("item", HOOPER_ITEMS)
def test_an_answer_left_out_is_not_a_zero(item):
    """
    Without one of the four there is no sum, which would look better than any answered day.
    """
    assert hooper_index(replace(DAY, **{item: None})) is None


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("sleep_quality", 0), ("sleep_quality", 8), ("muscle_soreness", 8), ("mood", 0),
        ("resting_hr", 19), ("resting_hr", 151), ("hrv_lnrmssd", 6.6), ("hrv_lnrmssd", math.nan),
    ],
)  # fmt: skip
def test_what_no_day_can_be_is_refused_by_name(name, value):
    """
    The refusal names the field, so that a form can say it beside it.
    """
    with pytest.raises(CannotBe) as refused:
        replace(DAY, **{name: value})

    assert refused.value.field == name


@pytest.mark.parametrize(
    ("changes", "is_so"),
    [
        ({"stress": 3}, True),
        ({"stress": None}, False),
        ({"soreness": (Soreness(CALF, 3),)}, True),
        ({"soreness": (Soreness(CALF, 4),)}, False),
        ({"soreness": ()}, False),
        ({"pain": (Pain(CALF, 1),)}, False),
        ({"note": "stiff"}, False),
        ({"note": "fine"}, False),
    ],
)
def test_reports_contradict_where_both_speak(changes, is_so):
    """
    What only one says takes nothing away; it is the same whichever came first.
    """
    one = replace(DAY, soreness=(Soreness(CALF, 4),))
    other = replace(one, **changes)

    assert (contradict(one, other), contradict(other, one)) == (is_so, is_so)
    assert contradict(replace(one, note="a"), replace(one, note="b"))


def test_milliseconds_become_their_logarithm():
    """
    As watches show it and as it is compared; outside of what hearts do it is refused.
    """
    assert lnrmssd_of(48) == pytest.approx(3.8712, abs=1e-4)
    for wrong in (0, 0.5, 700):
        with pytest.raises(CannotBe):
            lnrmssd_of(wrong)


def test_a_check_in_written_before_there_was_more_to_ask_is_still_read():
    """
    Kept plan inputs of older versions hold check-ins without the newer answers.
    """
    old = {
        name: value
        for name, value in to_plain(DAY).items()
        if name not in ("sleep_quality", "muscle_soreness", "mood", "resting_hr", "hrv_lnrmssd")
    }

    read = from_plain(CheckIn, old)
    assert read == replace(DAY, sleep_quality=None, muscle_soreness=None, mood=None)
