"""
What the planner and the guard go by: effects, doses, windows and wishes, as figures.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache

from unknot.catalogue.figure import Figure, figures_in, read_data_file
from unknot.domain.body import Region, RegionGroup
from unknot.domain.session import Depth, MassageType, Tool

_FILE = "planning.toml"


@cache
def planning_figures() -> Mapping[str, Figure]:
    """
    Doses, weights, wish prices and windows by name, such as `deep_before_hard_run_h`.
    """
    return figures_in(_FILE)


def figure(name: str) -> float:
    """
    The value of one planning figure.
    """
    return planning_figures()[name].value


@cache
def effects() -> Mapping[str, Figure]:
    """
    Relief in points of 10 by kind of care: `massage_full_dose`, `self_massage`, `cold_water`.
    """
    return figures_in(_FILE, "effects")


@cache
def decay(care: str) -> tuple[float, ...]:
    """
    Share of the effect on the 1st, 2nd, ... morning after: `massage`, `self_massage`, `cold_water`.
    """
    return tuple(float(share) for share in read_data_file(_FILE)["decay"][care])


@cache
def units_a_euro(currency: str) -> float:
    """
    About how many units of a currency are worth a euro; 1 where the catalogue does not say.
    """
    return float(read_data_file(_FILE)["units_a_euro"]["rows"].get(currency, 1.0))


@cache
def depths_of(massage_type: MassageType) -> tuple[Depth, ...]:
    """
    The depths at which a type of massage can be had, gentlest first.
    """
    return tuple(Depth(name) for name in read_data_file(_FILE)["depths"][massage_type.value])


@cache
def regions_for(care: str, group: RegionGroup) -> tuple[Region, ...]:
    """
    The regions of a group that "massage" or "self_massage" is for; joints and tendons never are.
    """
    return tuple(Region(name) for name in read_data_file(_FILE)[f"{care}_regions"][group.value])


@cache
def stretching_regions() -> tuple[Region, ...]:
    """
    The regions a stretching session goes through.
    """
    return tuple(Region(name) for name in read_data_file(_FILE)["stretching_regions"]["regions"])


@cache
def tools_for(group: RegionGroup) -> tuple[Tool, ...]:
    """
    The tools for a group, best first; hands are always among them.
    """
    return tuple(Tool(name) for name in read_data_file(_FILE)["tools"][group.value])
