"""
How hard the pace was with the hills taken into account: graded load (MEA-MIN, MEA-RTSS).
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from unknot.catalogue.load import cost_coefficients, load_figure
from unknot.decide.load.cells import Cells, LaidOut, cells_over, gradients_over, lay_out
from unknot.decide.load.profile import Profile
from unknot.domain.recording import Recording, Sport

Floats = NDArray[np.float64]


def graded_load_of(graded_m2_per_s: float | None, profile: Profile) -> float | None:
    """
    Hours times squared graded intensity times 100; None where pace says nothing.
    """
    if graded_m2_per_s is None:
        return None
    return graded_m2_per_s / profile.threshold_speed_mps**2 / 36


def graded_sum_of(recording: Recording, laid_out: LaidOut | None = None) -> float | None:
    """
    Squared graded speed times seconds, summed; None where no trusted distance is known.

    Only running has this load: the cost of hills is known for running alone. A recording
    without samples, or with a first and a last one only, counts its average on the flat.
    `laid_out` is how its samples lie on the grid, where somebody has that already.
    """
    if recording.sport is not Sport.RUNNING or not recording.trusted_distance:
        return None
    laid_out = laid_out or lay_out(recording)
    if not laid_out.is_sampled:
        return _graded_sum_of_average(recording)
    return None if laid_out.cells is None else graded_sum_in(laid_out.cells)


def graded_sum_over(
    times_s: Floats,
    distances_m: Floats,
    altitudes_m: Floats | None,
    seconds: Floats | None = None,
) -> float | None:
    """
    The sum over samples, on a grid of 10 m with elevation and pace averaged over 70 m.
    """
    cells = cells_over(times_s, distances_m, altitudes_m, seconds)
    return None if cells is None else graded_sum_in(cells)


def graded_sum_in(cells: Cells) -> float:
    """
    The sum over the cells of a run. Squared first: fast parts and hills count by their square.
    """
    graded = cells.speed_mps
    if cells.gradient is not None:
        graded = graded * cost_of_gradient(cells.gradient)
    return float((graded**2) @ cells.seconds)


def cost_of_gradient(gradient: Floats) -> Floats:
    """
    Cost of running at a gradient over that on the flat: 1 on the flat, 1.66 at +10 %.

    The polynomial holds from -0.45 to 0.45, so steeper is taken as 0.45 (MEA-MIN).
    """
    limit = load_figure("gradient_limit")
    gradient = np.minimum(np.maximum(gradient, -limit), limit)
    coefficients = cost_coefficients()
    cost = np.full_like(gradient, coefficients[0])
    for coefficient in coefficients[1:]:
        cost *= gradient
        cost += coefficient
    cost /= coefficients[-1]
    return cost


def relative_costs(grid_m: Floats, travelled_m: Floats, altitudes_m: Floats | None) -> Floats:
    """
    The cost of each cell of the grid over that on the flat, from smoothed elevation.
    """
    gradient = gradients_over(grid_m, travelled_m, altitudes_m)
    if gradient is None:
        return np.ones(grid_m.size - 1)
    return cost_of_gradient(gradient)


def _graded_sum_of_average(recording: Recording) -> float | None:
    seconds = recording.timer_s or recording.elapsed_s
    if not seconds or not recording.distance_m:
        return None
    speed = recording.distance_m / seconds
    if speed > load_figure("fastest_graded_mps"):
        return None
    return seconds * speed**2
