"""
What each part of a run asks of each region: weights of the table, and how they fall on regions.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache

from unknot.catalogue.figure import Figure, Grade, figures_in, read_data_file
from unknot.catalogue.load import Weights, weights_of_kind
from unknot.domain.body import REGION_NAMES, Region, RegionGroup
from unknot.domain.muscle_load import RunPart
from unknot.domain.run import RunKind

_FILE = "muscle_load.toml"

RegionShares = Mapping[Region, float]


@cache
def muscle_figures() -> Mapping[str, Figure]:
    """
    All single figures by name, such as `steep_gradient`.
    """
    return figures_in(_FILE)


def muscle_figure(name: str) -> float:
    """
    The value of one figure.
    """
    return muscle_figures()[name].value


@cache
def weights_of_part(part: RunPart) -> Weights:
    """
    How much a minute uphill, downhill or above one of the two speeds asks of each group, 0 to 3.

    Raises
    ------
    KeyError
        For the level part and for a whole run: what these ask is told by the kind of the run.
    """
    if part is RunPart.FAST:
        given = read_data_file(_FILE)["fast_weights"]["weights"]
        return {group: float(given[group.value]) for group in RegionGroup}
    return weights_of_kind(RunKind(read_data_file(_FILE)["row_of_part"]["rows"][part.value]))


@cache
def region_shares(where: str = "") -> RegionShares:
    """
    How much of its group's weight each region has; `where` is a part, a kind or a sport by name.

    Raises
    ------
    ValueError
        If a region is named that is none, or a group has no region that leads it.
    """
    data = read_data_file(_FILE)
    shares = {Region(name): float(entry["share"]) for name, entry in data["regions"].items()}
    other = data["regions_where"].get(where, {}).get("shares", {})
    shares |= {Region(name): float(share) for name, share in other.items()}
    for group in RegionGroup:
        if max(share for region, share in shares.items() if _group(region) is group) != 1:
            raise ValueError(f"{_FILE}: no region leads {group.value} {where}")
    return shares


@cache
def grade_of_region(region: Region) -> Grade:
    """
    How sure the usual share of a region is: never more than the table it comes from.
    """
    return Grade(read_data_file(_FILE)["regions"][region.value]["grade"])


@cache
def level_starts() -> tuple[float, ...]:
    """
    From which share of the usual on each step of colour begins, the first to the fifth.
    """
    return tuple(float(each) for each in read_data_file(_FILE)["level_from"]["shares"])


def _group(region: Region) -> RegionGroup:
    return REGION_NAMES[region].group
