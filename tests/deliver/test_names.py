"""
Every thing that can be shown has a name, and titles stay short.
"""

from __future__ import annotations

from datetime import UTC, date, datetime
from itertools import combinations

import pytest

from unknot.app.views import BatchState, RereadOutcome
from unknot.deliver.body_names import name_of_group, name_of_region, names_of_parts
from unknot.deliver.titles import (
    describe_item,
    say_grade,
    title_of,
    what_it_can_do,
    what_to_mind,
)
from unknot.deliver.words import Voice, evidence_line, join_and, name_of
from unknot.domain.body import ALL_PARTS, BodyPart, Region, RegionGroup, Side, parts_in
from unknot.domain.plan import PlanItem
from unknot.domain.recording import FileOutcome, Sport, Surface
from unknot.domain.run import LoadMethod, RunKind
from unknot.domain.safety import InjuryKind, Modality
from unknot.domain.session import CareKind, Depth, ItemStatus, MassageType, Phase, Tool
from unknot.domain.settings import RacePriority, Units

HERE = Voice()
KINDS = (
    CareKind, Phase, MassageType, Depth, Tool, ItemStatus, RunKind, Modality, InjuryKind,
    LoadMethod, Sport, Surface, FileOutcome, BatchState, RereadOutcome, RacePriority, Units,
)  # fmt: skip


def an_item(kind: CareKind, regions: tuple[BodyPart, ...] = (), **more) -> PlanItem:
    start = datetime(2026, 11, 26, 17, 30, tzinfo=UTC)
    return PlanItem("x_1", kind, date(2026, 11, 26), start, "UTC", 8, regions=regions, **more)


@pytest.mark.parametrize("kind", KINDS)
def test_every_member_has_a_name(kind):
    """
    Nothing that can be shown is shown as a code.
    """
    for member in kind:
        assert name_of(member, HERE)
        assert "_" not in name_of(member, HERE)


@pytest.mark.parametrize("side", [None, Side.LEFT, Side.RIGHT])
def test_every_part_of_the_body_has_a_name_with_its_side(side):
    """
    Left says left, right says right, and both stay apart.
    """
    names = [name_of_region(region, side, HERE) for region in Region]
    names += [name_of_group(group, side, HERE) for group in RegionGroup]

    assert all(names)
    assert all(side is None or side.value in name for name in names)


def test_both_sides_are_one_name_and_one_side_is_named():
    """
    Two calves and a left heel read as such.
    """
    parts = (
        BodyPart(Region.HEEL, Side.LEFT),
        BodyPart(Region.CALF, Side.RIGHT),
        BodyPart(Region.CALF, Side.LEFT),
    )

    assert join_and(names_of_parts(parts, HERE), HERE) == "both calves and left heel"


@pytest.mark.parametrize("kind", CareKind)
def test_a_title_has_at_most_five_words(kind):
    """
    A title fits on a phone, whatever the parts.
    """
    some = [parts_in(group) for group in RegionGroup]
    some += [one + two for one, two in combinations(some, 2)]
    some += [(), ALL_PARTS, *((part,) for part in ALL_PARTS)]
    for parts in some:
        for massage_type in (None, *MassageType):
            title = title_of(an_item(kind, parts, massage_type=massage_type), HERE)
            assert 1 <= len(title.split()) <= 5, title


def test_a_title_says_where():
    """
    One group is named in the title, with its side.
    """
    both = parts_in(RegionGroup.CALF)
    left = tuple(part for part in both if part.side is Side.LEFT)

    assert title_of(an_item(CareKind.SELF_MASSAGE, both), HERE) == "Loosen both calves"
    assert title_of(an_item(CareKind.SELF_MASSAGE, left), HERE) == "Loosen left calf"
    assert title_of(an_item(CareKind.SELF_MASSAGE, both + parts_in(RegionGroup.QUADS)), HERE) == (
        "Loosen calves and front thighs"
    )


def test_the_line_about_an_appointment_has_length_place_pressure_and_price():
    """
    What a runner needs to book it stands on one line.
    """
    item = an_item(
        CareKind.MASSAGE,
        (BodyPart(Region.CALF, Side.LEFT),),
        massage_type=MassageType.SPORTS,
        depth=Depth.MEDIUM,
        cents=5500,
    )

    assert describe_item(item, HERE) == "8 min · left calf · pressure: medium · €55"


@pytest.mark.parametrize("kind", CareKind)
def test_every_kind_says_what_it_can_do_without_promising(kind):
    """
    No kind of care heals, repairs or prevents anything.
    """
    claim = what_it_can_do(kind, HERE).lower()

    assert claim
    assert not any(word in claim for word in ("heal", "prevent", "cure", "treat", "flush"))


def test_cold_water_never_comes_without_its_cautions():
    """
    Whoever is sent into cold water reads how not to come to harm in it.
    """
    said = " ".join(what_to_mind(an_item(CareKind.COLD_WATER), HERE)).lower()

    for caution in ("never alone", "slowly", "head out", "breath", "15 minutes", "shivering",
                    "chest pain", "dizziness", "alcohol", "chilled"):  # fmt: skip
        assert caution in said


def test_where_not_to_press_is_said_with_what_is_pressed():
    """
    Hands on a shin hear of the bone; a calf needs no such word, and stretching presses nothing.
    """
    shin, calf = (BodyPart(region, Side.LEFT) for region in (Region.SHIN, Region.CALF))

    assert "never on the bone" in what_to_mind(an_item(CareKind.SELF_MASSAGE, (shin,)), HERE)[0]
    assert what_to_mind(an_item(CareKind.SELF_MASSAGE, (calf,)), HERE) == ()
    assert what_to_mind(an_item(CareKind.STRETCHING, (shin,)), HERE) == ()
    assert "two days" in what_to_mind(an_item(CareKind.MASSAGE, (calf,)), HERE)[-1]


def test_how_sure_is_said_in_words():
    """
    Grades are words, and our own estimate is called that.
    """
    assert say_grade("moderate", HERE) == "moderate certainty"
    assert say_grade("expert_prior", HERE) == "our own estimate"
    assert evidence_line("Less sore.", "low", HERE, "Bender 2019") == (
        "Less sore (low certainty; Bender 2019)."
    )
