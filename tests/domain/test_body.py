"""
The words for the body.
"""

from __future__ import annotations

import pytest

from unknot.domain.body import (
    ALL_PARTS,
    REGION_NAMES,
    BodyPart,
    Pain,
    Region,
    RegionGroup,
    Side,
    Soreness,
    group_of,
    parts_in,
    regions_in,
)


def test_every_region_has_its_names_and_its_group():
    """
    24 regions, each with an everyday and a Latin name that no other region has.
    """
    assert set(REGION_NAMES) == set(Region)
    assert len(Region) == 24
    assert len({name.everyday for name in REGION_NAMES.values()}) == 24
    assert len({name.latin for name in REGION_NAMES.values()}) == 24


def test_every_group_has_regions_and_every_region_is_in_one():
    """
    The ten groups share the regions out without gap or overlap.
    """
    shared_out = [region for group in RegionGroup for region in regions_in(group)]

    assert len(RegionGroup) == 10
    assert all(regions_in(group) for group in RegionGroup)
    assert sorted(shared_out) == sorted(Region)


def test_a_regions_group_is_the_group_that_holds_it():
    """
    Both ways of asking agree.
    """
    assert all(region in regions_in(group_of(region)) for region in Region)


def test_every_part_has_a_left_and_a_right():
    """
    48 parts; a group's parts are those of its regions on both sides.
    """
    assert len(set(ALL_PARTS)) == 48
    assert set(parts_in(RegionGroup.SHIN)) == {
        BodyPart(region, side)
        for region in (Region.SHIN, Region.INNER_SHIN, Region.PERONEALS)
        for side in Side
    }


@pytest.mark.parametrize("score", [-1, 11])
@pytest.mark.parametrize("report", [Soreness, Pain])
def test_a_report_goes_from_nothing_to_ten(report, score):
    """
    What is off the scale is refused, with the figure.
    """
    with pytest.raises(ValueError, match=f"from 0 to 10, got {score}"):
        report(BodyPart(Region.CALF, Side.LEFT), score)
