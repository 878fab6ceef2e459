"""
Where a limit holds: the part the runner named, what lies below it, or the whole body.
"""

from __future__ import annotations

from collections.abc import Iterable

from unknot.catalogue.safety import Effect
from unknot.domain.body import ALL_PARTS, BodyPart, Region, Side

# From the hip down to the toes, and from the shoulder down to the hand. What is not listed
# has nothing below it.
_LEG: tuple[frozenset[Region], ...] = (
    frozenset({Region.LOWER_BACK}),
    frozenset({Region.GLUTE_MAX, Region.GLUTE_MED, Region.PIRIFORMIS, Region.HIP_FLEXORS}),
    frozenset({Region.QUADRICEPS, Region.HAMSTRINGS, Region.ADDUCTORS, Region.TFL}),
    frozenset({Region.KNEE}),
    # The calf ends half way down; the others reach from there, or from beside it, to the ankle.
    frozenset({Region.CALF}),
    frozenset({Region.SOLEUS, Region.SHIN, Region.INNER_SHIN, Region.PERONEALS}),
    frozenset({Region.ACHILLES}),
    frozenset({Region.ANKLE}),
    frozenset({Region.SOLE, Region.HEEL, Region.FOREFOOT}),
)
_ARM: tuple[frozenset[Region], ...] = (
    frozenset({Region.NECK}),
    frozenset({Region.SHOULDERS}),
    frozenset({Region.FOREARM}),
)


def parts_of(
    effect: Effect, named: Iterable[BodyPart], default_regions: Iterable[Region] = ()
) -> frozenset[BodyPart] | None:
    """
    The parts that an effect limits; None is the whole body.

    A place that should have been named and was not is taken as wide as it may be: the
    entry's default regions on both sides, or everywhere. An effect that picks among the
    named parts and finds none limits nothing: an empty set.
    """
    if effect.regions:
        return both_sides(effect.regions)
    if effect.at == "everywhere":
        return None
    places = frozenset(named) or both_sides(default_regions)
    if not places:
        return None
    if effect.only_regions:
        places = frozenset(part for part in places if part.region in effect.only_regions)
    return with_below(places) if effect.at == "part-and-below" else places


def both_sides(regions: Iterable[Region]) -> frozenset[BodyPart]:
    """
    Those regions, left and right.
    """
    return frozenset(BodyPart(region, side) for region in regions for side in Side)


def with_below(parts: Iterable[BodyPart]) -> frozenset[BodyPart]:
    """
    The parts and everything further down the same limb on the same side.
    """
    parts = frozenset(parts)
    return parts | frozenset(
        lower for lower in ALL_PARTS for upper in parts if _is_below(lower, upper)
    )


def _is_below(lower: BodyPart, upper: BodyPart) -> bool:
    if lower.side is not upper.side:
        return False
    for limb in (_LEG, _ARM):
        high, low = _level(upper.region, limb), _level(lower.region, limb)
        if high is not None and low is not None:
            return low > high
    return False


def _level(region: Region, limb: tuple[frozenset[Region], ...]) -> int | None:
    return next((level for level, regions in enumerate(limb) if region in regions), None)
