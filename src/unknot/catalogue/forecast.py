"""
How sure the soreness forecast is of itself, and when a runner's own figures replace everybody's.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from itertools import product

from unknot.catalogue.figure import Figure, figures_in, read_data_file
from unknot.catalogue.load import load_figure

_FILE = "forecast.toml"


@cache
def forecast_figures() -> Mapping[str, Figure]:
    """
    All single figures by name, such as `held_out_days`.
    """
    return figures_in(_FILE)


def forecast_figure(name: str) -> float:
    """
    The value of one figure.
    """
    return forecast_figures()[name].value


@cache
def responses_tried() -> tuple[tuple[float, float, float], ...]:
    """
    Every memory, pull and strength that may be a runner's own; the first is everybody's.

    Strength goes round fastest, so that so many in a row differ in nothing else.
    """
    tried = read_data_file(_FILE)["responses"]
    memories = _with_first(load_figure("soreness_memory"), tried["memory"])
    pulls = _with_first(0.0, tried["pull"])
    return tuple(product(memories, pulls, strengths_tried()))


@cache
def strengths_tried() -> tuple[float, ...]:
    """
    How much a run may add, as a multiple of what it adds to anybody; the first is 1.
    """
    return _with_first(1.0, read_data_file(_FILE)["responses"]["strength"])


def _with_first(first: float, others: list[float]) -> tuple[float, ...]:
    return tuple(dict.fromkeys((first, *map(float, others))))
