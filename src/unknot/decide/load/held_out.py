"""
Is one forecast better than another on mornings neither was fitted to, or was it luck?
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from unknot.catalogue.forecast import forecast_figure

Floats = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Gain:
    """
    How much smaller the errors of one forecast are than those of another, day by day.
    """

    n_days: int
    mean: float
    standard_error: float

    @property
    def is_enough(self) -> bool:
        """
        True over enough mornings and by more than luck would do.
        """
        needed = forecast_figure("gain_in_standard_errors") * self.standard_error
        return self.n_days >= forecast_figure("held_out_days") and self.mean > max(needed, 0.0)


def gain_of(before: Floats, after: Floats) -> Gain:
    """
    The gain in error of `after` over `before`, one figure of each a day.

    What is missed on one day is often missed on the next, so errors of a few days in a row are
    taken to hang together; the standard error is never smaller than if they did not.
    """
    gained = before - after
    n_days = gained.size
    if n_days < 2:
        return Gain(n_days, float(gained.sum()), float("inf"))
    mean = float(gained.mean())
    rest = gained - mean
    variance = float(rest @ rest) / (n_days - 1)
    carried = variance
    reach = int(min(forecast_figure("error_carries_over_days"), n_days - 1))
    for days in range(1, reach + 1):
        share = 1 - days / (reach + 1)
        carried += 2 * share * float(rest[days:] @ rest[:-days]) / (n_days - 1)
    return Gain(n_days, mean, float(np.sqrt(max(variance, carried) / n_days)))
