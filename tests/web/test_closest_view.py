"""
A picture shows what it is about, and shows it large.
"""

from __future__ import annotations

import pytest

from unknot.domain.body import ALL_PARTS, BodyPart, Region, Side
from unknot.domain.settings import BodyFigure
from unknot.web.closest_view import closest_view, view_for
from unknot.web.figure import (
    BACK,
    BOTH_SOLES,
    FRONT,
    LEGS,
    LOWER_LEGS,
    SOLES,
    THIGHS,
    UPPER_BODY,
    WHOLE,
    muscles,
)

BOTH = pytest.mark.parametrize("drawing", list(BodyFigure))


def both_sides(*regions):
    """
    These regions, left and right.
    """
    return [BodyPart(region, side) for region in regions for side in Side]


@pytest.mark.parametrize(
    ("parts", "view", "crop"),
    [
        (both_sides(Region.CALF), BACK, LOWER_LEGS),
        ([BodyPart(Region.CALF, Side.LEFT)], BACK, LOWER_LEGS),
        (both_sides(Region.SHIN, Region.KNEE), FRONT, LOWER_LEGS),
        (both_sides(Region.SOLE), SOLES, BOTH_SOLES),
        (both_sides(Region.HEEL, Region.SOLE), SOLES, BOTH_SOLES),
        (both_sides(Region.HEEL, Region.ACHILLES), BACK, LOWER_LEGS),
        (both_sides(Region.TFL), FRONT, THIGHS),
        (both_sides(Region.TFL, Region.GLUTE_MED), BACK, THIGHS),
        (both_sides(Region.HAMSTRINGS, Region.CALF), BACK, LEGS),
        (both_sides(Region.LOWER_BACK, Region.NECK), BACK, UPPER_BODY),
        (both_sides(Region.FOREARM), BACK, WHOLE),
        (both_sides(Region.NECK, Region.CALF), BACK, WHOLE),
    ],
)
@BOTH
def test_the_closest_view_shows_all_that_is_asked_for(drawing, parts, view, crop):
    """
    As close as one picture can be with all of it in; what has no view in common is shown in part.
    """
    assert closest_view(parts, drawing) == (view, crop)


@BOTH
@pytest.mark.parametrize("part", ALL_PARTS, ids=lambda part: f"{part.region}-{part.side}")
def test_every_part_has_a_view_of_its_own(drawing, part):
    """
    Each part alone is whole in its closest view.
    """
    found = closest_view([part], drawing)
    assert found is not None
    view, crop = found
    [shown] = [each for each in muscles(drawing) if each.view == view and each.part == part]

    assert crop.holds(shown.box)


def test_nothing_to_show_has_no_view():
    """
    A rest day names no part, and so has no picture.
    """
    assert closest_view([]) is None
    assert view_for([], {}) is None


def test_the_view_shows_the_sorest_part():
    """
    Sore calves are seen from behind, shins from the front, soles from below.
    """
    calf, shin = BodyPart(Region.CALF, Side.LEFT), BodyPart(Region.SHIN, Side.RIGHT)

    assert view_for([calf, shin], {calf: 6}) == (BACK, LOWER_LEGS)
    assert view_for([calf, shin], {shin: 6}) == (FRONT, LOWER_LEGS)
    assert view_for([BodyPart(Region.SOLE, Side.LEFT)], {}) == (SOLES, BOTH_SOLES)
