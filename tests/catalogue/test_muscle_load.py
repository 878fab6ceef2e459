"""
The weights of parts and regions: whole, sourced, and as the page says.
"""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from unknot.catalogue.figure import Grade, read_data_file
from unknot.catalogue.load import weights_of_kind
from unknot.catalogue.muscle_load import (
    grade_of_region,
    muscle_figures,
    region_shares,
    weights_of_part,
)
from unknot.domain.body import Region, RegionGroup, regions_in
from unknot.domain.muscle_load import RunPart
from unknot.domain.recording import Sport
from unknot.domain.run import RunKind

DATA = read_data_file("muscle_load.toml")
PAGE = Path(__file__).resolve().parents[2] / "docs" / "evidence" / "muscle-load.md"
WHERE = ("", *RunPart, *RunKind, *Sport)


@pytest.mark.parametrize("where", WHERE, ids=lambda where: str(where) or "usual")
def test_every_region_has_a_share_and_one_leads_its_group(where):
    """
    The same one wherever it is, or a mixture of parts would weigh less than its group.
    """
    shares, usual = region_shares(str(where)), region_shares()

    assert set(shares) == set(Region)
    assert all(0 <= share <= 1 for share in shares.values())
    for group in RegionGroup:
        leaders = [region for region in regions_in(group) if usual[region] == 1]
        assert [shares[region] for region in leaders] == [1] * len(leaders)


@pytest.mark.parametrize("name", ["regions", "regions_where"])
def test_every_share_says_how_sure_it_is_and_why(name):
    """
    None is more than very low, and each has a note.
    """
    for entry in DATA[name].values():
        assert entry["grade"] in (Grade.VERY_LOW, Grade.EXPERT_PRIOR)
        assert entry["note"]


@pytest.mark.parametrize("where", DATA["regions_where"])
def test_no_share_is_for_a_part_that_is_never_asked(where):
    """
    A slip in a name would go unnoticed.
    """
    assert where in {str(each) for each in WHERE}


@pytest.mark.parametrize(
    ("part", "kind"),
    [
        (RunPart.UPHILL, RunKind.UPHILL),
        (RunPart.DOWNHILL, RunKind.DOWNHILL),
        (RunPart.SPRINT, RunKind.SPRINT),
    ],
)
def test_parts_have_the_rows_of_the_table(part, kind):
    """
    The numbers stand in one place only.
    """
    assert weights_of_part(part) == weights_of_kind(kind)


def test_fast_lies_between_slower_and_faster_work():
    """
    Group by group, from 5 to 7 m/s.
    """
    fast = weights_of_part(RunPart.FAST)
    slower, faster = weights_of_kind(RunKind.SPEED), weights_of_kind(RunKind.SPRINT)

    for group in RegionGroup:
        assert sorted((slower[group], faster[group]))[0] <= fast[group]
        assert fast[group] <= sorted((slower[group], faster[group]))[1]


def test_the_front_thigh_never_has_more_than_downhill():
    """
    So more descent never asks less of it.
    """
    most = weights_of_part(RunPart.DOWNHILL)[RegionGroup.QUADS]

    assert all(weights_of_kind(kind)[RegionGroup.QUADS] <= most for kind in RunKind)


def test_the_page_says_what_the_catalogue_says():
    """
    Thresholds and the shares it names.
    """
    text = " ".join(PAGE.read_text(encoding="utf-8").split())
    figures = {name: each.value for name, each in muscle_figures().items()}

    assert f"from {figures['steep_gradient'] * 100:g} % on" in text
    assert f"fast from {figures['fast_from_mps']:g} m/s" in text
    assert f"sprints from {figures['sprint_from_mps']:g} m/s" in text
    assert figures["usual_region_weeks"] == 12
    assert "twelve spans of seven days" in text
    assert figures["usual_region_weeks_at_least"] == 4
    steps = ", ".join(f"{share * 100:g}" for share in DATA["level_from"]["shares"][:-1])
    assert f"{steps} and {DATA['level_from']['shares'][-1] * 100:g} %" in text
    for name, share in (("knee", 0.6), ("side of the hip", 0.7), ("deep buttock", 0.4)):
        assert re.search(rf"{name} {share}", text)
    shares = region_shares()
    assert (shares[Region.KNEE], shares[Region.GLUTE_MED], shares[Region.PIRIFORMIS]) == (
        0.6,
        0.7,
        0.4,
    )


def test_a_regions_grade_is_that_of_its_share():
    """
    The table's own columns are very low, what we made of them an expert prior.
    """
    assert grade_of_region(Region.CALF) is Grade.VERY_LOW
    assert grade_of_region(Region.KNEE) is Grade.EXPERT_PRIOR
