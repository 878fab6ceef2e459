"""
One scale for all runs: what heart rate and pace say, as RPE-minutes.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from statistics import median

from unknot.catalogue.load import load_figure
from unknot.domain.run import Load, LoadMethod, LoadScale, RawLoads, RunDone

Pairs = Sequence[tuple[float, float]]


@dataclass(frozen=True, slots=True)
class Ratio:
    """
    RPE-minutes for one point of another method, and where that comes from.
    """

    value: float
    scale: LoadScale


@dataclass(frozen=True, slots=True)
class Ratios:
    """
    How to bring each method to the common scale.
    """

    trimp: Ratio
    graded: Ratio


def ratios_of(runs: Iterable[RunDone]) -> Ratios:
    """
    The runner's own ratios from the runs known by two methods, else the catalogue's.

    Pace is compared with RPE directly where ten runs have both, else by way of the heart
    rate, so that a runner who never rates still has one scale for heart rate and pace.
    """
    loads = [run.loads for run in runs if run.is_run]
    trimp = _own_ratio(loads, lambda each: (each.trimp, each.rpe_min)) or Ratio(
        load_figure("rpe_min_per_trimp"), LoadScale.CATALOGUE_RATIO
    )
    graded = _own_ratio(loads, lambda each: (each.graded, each.rpe_min))
    if graded is None:
        by_heart = _own_ratio(loads, lambda each: (each.graded, each.trimp))
        graded = (
            Ratio(load_figure("rpe_min_per_graded"), LoadScale.CATALOGUE_RATIO)
            if by_heart is None
            else Ratio(by_heart.value * trimp.value, trimp.scale)
        )
    return Ratios(trimp, graded)


def load_of(raw: RawLoads, ratios: Ratios) -> Load:
    """
    One run's load by the most trusted method that knows it, on the common scale.
    """
    if raw.rpe_min is not None:
        return Load(raw.rpe_min, LoadMethod.RPE, LoadScale.NATIVE)
    if raw.trimp is not None:
        return Load(raw.trimp * ratios.trimp.value, LoadMethod.HEART_RATE, ratios.trimp.scale)
    if raw.graded is not None:
        return Load(raw.graded * ratios.graded.value, LoadMethod.GRADED_PACE, ratios.graded.scale)
    return Load(None, LoadMethod.MISSING)


def slope_through_origin(pairs: Pairs) -> float:
    """
    The line through the origin that the runs agree on: the median of y for one x.

    Every run has one vote, so a run with a wrong heart rate or a jump in its track does not
    bend it, however large its figures are.
    """
    return float(median(y / x for x, y in pairs))


def _own_ratio(
    loads: Iterable[RawLoads], both: Callable[[RawLoads], tuple[float | None, float | None]]
) -> Ratio | None:
    pairs = [
        (x, y) for x, y in map(both, loads) if x is not None and y is not None and x > 0 and y > 0
    ]
    if len(pairs) < load_figure("runs_for_own_scale"):
        return None
    return Ratio(slope_through_origin(pairs), LoadScale.OWN_RUNS)
