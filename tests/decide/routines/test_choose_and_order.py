"""
The set is the best there is, and the order has the fewest changes: compared with trying them all.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import permutations, product

from hypothesis import given, settings
from hypothesis import strategies as st

from tests.decide.routines.shelf import SHELF, TECHNIQUES, a_request
from unknot.catalogue.routines import routine_figure
from unknot.decide.routines.aims import aims_of
from unknot.decide.routines.choose import choose
from unknot.decide.routines.options import Option, choices_of
from unknot.decide.routines.order import Place, changes_in, in_order
from unknot.domain.body import BodyPart, Region, Side
from unknot.domain.routine import RegionNeed
from unknot.domain.session import Tool
from unknot.domain.technique import Position, TechniqueKind

PLACES = st.builds(
    Place,
    st.sampled_from([Position.STANDING, Position.SITTING_FLOOR, Position.LYING_SIDE]),
    st.sampled_from([Tool.HANDS, Tool.ROLLER, Tool.BALL]),
    st.sampled_from([Side.LEFT, Side.RIGHT, None]),
)
FEW_REGIONS = (Region.CALF, Region.SOLE, Region.QUADRICEPS)


def worth_of(options: Sequence[Option]) -> float:
    """
    What a set is worth, less the nuisance of its positions and tools.
    """
    if not options:
        return 0.0
    positions = {option.technique.position for option in options}
    tools = {option.technique.tool for option in options} - {None, Tool.HANDS}
    return (
        sum(option.worth for option in options)
        - routine_figure("cost_of_position") * (len(positions) - 1)
        - routine_figure("cost_of_tool") * len(tools)
    )


@settings(max_examples=60, deadline=None)
@given(
    st.lists(st.tuples(st.sampled_from(FEW_REGIONS), st.integers(1, 7)), max_size=3),
    st.integers(1, 12),
)
def test_no_other_set_is_worth_more(told, minutes):
    """
    Trying every combination finds nothing better within the time.
    """
    needs = {region: RegionNeed(BodyPart(region, Side.LEFT), score) for region, score in told}
    request = a_request(*needs.values(), minutes=minutes)
    named = [aim for aim in aims_of(request) if aim.part.region in needs]
    choices = choices_of(request, named, SHELF)

    chosen = [option for _choice, option in choose(choices, minutes * 60)]

    every = product(*((None, *choice.options) for choice in choices))
    sets = ([option for option in some if option is not None] for some in every)
    best = max(
        worth_of(some) for some in sets if sum(each.takes_s for each in some) <= minutes * 60
    )
    assert sum(option.takes_s for option in chosen) <= minutes * 60
    assert abs(worth_of(chosen) - best) < 1e-6


@settings(max_examples=60, deadline=None)
@given(st.lists(PLACES, max_size=6))
def test_no_other_order_changes_less(places):
    """
    Of all orders none changes position less often, nor tool, nor side, in this order of weight.
    """
    ordered = in_order(places, lambda place: place, lambda _place: TechniqueKind.SELF_MASSAGE)

    assert sorted(map(str, ordered)) == sorted(map(str, places))
    fewest = min(map(changes_in, permutations(places)), default=(0, 0, 0))
    assert changes_in(ordered) == fewest


def test_drills_stay_last_whatever_changes_that_costs():
    """
    A warm-up behind the rolling is worth getting up for.
    """
    skips, roll = TECHNIQUES["skips"], TECHNIQUES["calf-roller"]
    ordered = in_order(
        [skips, roll],
        lambda each: Place(each.position, each.tool or Tool.HANDS, None),
        lambda each: each.kind,
    )

    assert ordered == (roll, skips)
