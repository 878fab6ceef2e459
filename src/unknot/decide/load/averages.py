"""
Averages over days that know what they do not know.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from unknot.catalogue.load import load_figure

Floats = NDArray[np.float64]

# Blocks of so many time constants: inside one the weights stay far from a float's limits.
_BLOCK_TIMES = 10


def average_of_days(loads: Floats, days: float) -> Floats:
    """
    The exponential average with that time constant, day by day; NaN where it is not known.

    A day that is NaN has no weight: it is neither a zero nor a repeat. Where less than half
    of the weight lies on known days, the average is NaN itself.
    """
    is_known = np.isfinite(loads)
    days_so_far = np.arange(1.0, loads.size + 1)
    weight_of_all = 1 / -np.expm1(-1 / days)
    if is_known.all():
        weight = weight_of_all * -np.expm1(-days_so_far / days)
        total = _decaying_sums(loads, days)
    else:
        weight = _decaying_sums(is_known.astype(np.float64), days)
        total = _decaying_sums(np.where(is_known, loads, 0.0), days)
    weight[weight < load_figure("known_weight_share") * weight_of_all] = np.nan
    return np.asarray(total / weight)


def _decaying_sums(values: Floats, days: float) -> Floats:
    # y[t] = x[t] + y[t-1] * exp(-1/days), by blocks: inside one a scaled running sum, and
    # what the block before left over is added with its own decay.
    length = int(_BLOCK_TIMES * days)
    n_blocks = -(-values.size // length)
    blocks = np.zeros((n_blocks, length))
    blocks.reshape(-1)[: values.size] = values
    grow = np.exp(np.arange(length) / days)
    blocks *= grow
    sums = np.cumsum(blocks, axis=1)
    sums /= grow
    fades = np.exp(-np.arange(1, length + 1) / days)
    sums += np.array(_left_over(sums[:, -1], fades[-1]))[:, None] * fades
    return np.asarray(sums.reshape(-1)[: values.size])


def _left_over(ends: Floats, fade: float) -> list[float]:
    # What each block finds of all the ones before it: a plain loop, as each needs the last.
    found, left_over = [], 0.0
    for end in ends.tolist():
        found.append(left_over)
        left_over = end + left_over * fade
    return found
