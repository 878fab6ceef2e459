"""
What a runner types is understood the way it was meant, or answered with a sentence.
"""

from __future__ import annotations

from datetime import date, time

import pytest
from starlette.datastructures import FormData

from unknot.domain.body import BodyPart, Region, Side
from unknot.domain.session import MassageType
from unknot.domain.settings import Units
from unknot.web.forms import Answers, part_of, parts_of


def answers(**fields: str) -> Answers:
    return Answers(FormData(fields))


@pytest.mark.parametrize(("typed", "meant"), [("8", 8), (" 8,5 ", 8.5), ("8.5", 8.5), ("", None)])
def test_numbers_with_point_or_comma(typed, meant):
    """
    Half the world writes a comma.
    """
    assert meant == answers(n=typed).number("n", 0, 10)


@pytest.mark.parametrize("typed", ["x", "11", "-1", "nan", "inf", "1e9"])
def test_numbers_out_of_bounds_get_a_sentence(typed):
    """
    Neither words nor infinities slip through.
    """
    form = answers(n=typed)

    assert form.number("n", 0, 10) is None
    assert form.wrong["n"]


def test_whole_numbers_are_whole():
    """
    Six and a half beats a minute do not exist.
    """
    form = answers(a="6.5", b="6")

    assert (form.whole("a", 0, 10), form.whole("b", 0, 10)) == (None, 6)
    assert "whole number" in form.wrong["a"]


def test_money_is_whole_cents():
    """
    55,10 is 5510 cents, without a rounding ghost.
    """
    assert answers(m="55,10").cents("m") == 5510
    assert answers(m="19.99").cents("m") == 1999


def test_distances_follow_the_runners_units():
    """
    Ten is ten kilometres or ten miles.
    """
    assert answers(d="10").metres("d", Units.METRIC) == 10_000
    assert round(answers(d="10").metres("d", Units.IMPERIAL)) == 16_093


def test_days_times_and_choices():
    """
    As the fields of a browser send them; anything else gets a sentence.
    """
    form = answers(day="2026-11-23", clock="18:30", kind="light", bad="2026-13-40", odd="hot-stone")

    assert date(2026, 11, 23) == form.day("day")
    assert time(18, 30) == form.clock("clock")
    assert form.one_of("kind", MassageType) is MassageType.LIGHT
    assert (form.day("bad"), form.one_of("odd", MassageType)) == (None, None)
    assert {"bad", "odd"} == set(form.wrong)


def test_parts_are_named_by_region_and_side():
    """
    Unknown names are left out, doubles counted once.
    """
    assert BodyPart(Region.CALF, Side.LEFT) == part_of("calf.left")
    assert part_of("calf") is part_of("tail.left") is None
    assert len(parts_of(["calf.left", "calf.left", "x.y"])) == 1
