"""
A day of wellness cannot say what no day can, and sources have an order.
"""

from __future__ import annotations

from datetime import date

import pytest

from unknot.domain import wellness_log as log
from unknot.domain.body import ALL_PARTS, BodyPart, Region, Side, Soreness
from unknot.domain.refused import CannotBe
from unknot.domain.wellness import WellnessDay, rank_of

DAY = date(2026, 11, 23)
CALF = BodyPart(Region.CALF, Side.LEFT)


@pytest.mark.parametrize(
    ("field", "least", "most"),
    [
        ("sleep_h", 0, 24),
        ("resting_hr", 20, 150),
        ("hrv_lnrmssd", 0, 6.5),
        ("soreness_overall", 0, 10),
        ("fatigue", 1, 7),
        ("stress", 1, 7),
        ("mood", 1, 7),
    ],
)
def test_figures_keep_within_what_can_be(field, least, most):
    """
    Both ends are possible, a little beyond them is refused with the field's name.
    """
    for value in (least, most):
        assert getattr(WellnessDay(DAY, "a", **{field: value}), field) == value
    for value in (least - 1, most + 1):
        with pytest.raises(CannotBe) as refused:
            WellnessDay(DAY, "a", **{field: value})
        assert refused.value.field == field


def test_a_part_is_named_once_and_a_source_has_a_name():
    """
    Two scores of one calf are no report.
    """
    with pytest.raises(CannotBe):
        WellnessDay(DAY, "a", soreness=(Soreness(CALF, 2), Soreness(CALF, 3)))
    with pytest.raises(CannotBe):
        WellnessDay(DAY, "")


def test_a_day_that_says_nothing_is_told_from_one_that_says_no():
    """
    "Not sick" and zero soreness are said; a date alone is not.
    """
    assert not WellnessDay(DAY, "a").says_something
    assert WellnessDay(DAY, "a", is_sick=False).says_something
    assert WellnessDay(DAY, "a", soreness_overall=0).says_something
    assert WellnessDay(DAY, "a", soreness=(Soreness(CALF, 0),)).says_something


def test_sources_stand_in_order_and_unknown_ones_last():
    """
    The runner's own word first; whoever has no place comes after all others, by name.
    """
    told = ["zzz", "intervals-icu", "aaa", "hrv4training", "check-in", "own-log", "apple-health"]

    assert sorted(told, key=rank_of) == [
        "check-in", "own-log", "hrv4training", "apple-health", "intervals-icu", "aaa", "zzz",
    ]  # fmt: skip


def test_every_part_has_a_column_of_its_own_and_back():
    """
    What is written for a part is read as that part; spaces and underscores are forgiven.
    """
    for what in (log.SORENESS, log.PAIN):
        for part in ALL_PARTS:
            assert log.parts_of(log.column_of(what, part)) == (what, (part,))
    both = tuple(BodyPart(Region.GLUTE_MAX, side) for side in Side)
    assert log.parts_of("soreness: glute max") == (log.SORENESS, both)
    assert log.parts_of("soreness:glute_max:both") == (log.SORENESS, both)
    for column in ("soreness", "soreness:elbow", "soreness:calf:middle", "mood:calf", "note"):
        assert log.parts_of(column) is None
