"""
What load and the soreness forecast go by: weights of regions, constants, ratios, defaults.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache

from unknot.catalogue.figure import Figure, figures_in, read_data_file
from unknot.domain.body import Region, RegionGroup
from unknot.domain.recording import Sport
from unknot.domain.run import RunKind

_FILE = "load.toml"

Weights = Mapping[RegionGroup, float]


@cache
def load_figures() -> Mapping[str, Figure]:
    """
    All single figures by name, such as `soreness_memory` or `runs_for_own_scale`.
    """
    return figures_in(_FILE)


def load_figure(name: str) -> float:
    """
    The value of one figure.
    """
    return load_figures()[name].value


def weights_of_kind(kind: RunKind, distance_m: float | None = None) -> Weights:
    """
    How much a run of that kind asks of each group, 0 to 3.

    The table knows races from a half marathon on; a shorter one weighs as speed work, and
    one of unknown length as a long one, which is the careful reading.
    """
    is_short = distance_m is not None and distance_m < load_figure("race_weights_from_m")
    row = RunKind.SPEED if kind is RunKind.RACE and is_short else kind
    return _weights("weights_by_kind", row.value)


def weights_of_sport(sport: Sport) -> Weights:
    """
    How much an effort in another sport asks of each group, 0 to 3: all expert priors.
    """
    return _weights("weights_by_sport", sport.value)


@cache
def typical_rpe(kind: RunKind) -> float:
    """
    How hard a run of that kind is usually felt, 0 to 10: an expert prior.
    """
    return float(read_data_file(_FILE)["typical_rpe"]["rows"][kind.value])


@cache
def cost_coefficients() -> tuple[float, ...]:
    """
    Minetti's polynomial of running cost over the gradient, highest power first, in J/kg/m.
    """
    return tuple(float(each) for each in read_data_file(_FILE)["minetti"]["coefficients"])


@cache
def regions_apart() -> frozenset[Region]:
    """
    Regions whose soreness says nothing about the rest of their group: no care there reaches them.
    """
    return frozenset(Region(name) for name in read_data_file(_FILE)["reports"]["apart"])


@cache
def arrival_of_soreness() -> tuple[float, float, float]:
    """
    The shares of a run's soreness that arrive on the first, second and third morning after.
    """
    return (
        load_figure("soreness_after_1_day"),
        load_figure("soreness_after_2_days"),
        load_figure("soreness_after_3_days"),
    )


@cache
def _weights(table: str, row: str) -> Weights:
    given = read_data_file(_FILE)[table]["rows"][row]
    unknown = set(given) - {group.value for group in RegionGroup}
    if unknown:
        raise ValueError(f"{_FILE}: {table}.{row} names no group called {sorted(unknown)}")
    return {group: float(given.get(group.value, 0)) for group in RegionGroup}
