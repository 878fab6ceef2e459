"""
Averages over days that know what they do not know.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from unknot.catalogue.load import load_figure

Floats = NDArray[np.float64]

# Within a block the weights stay far from the limits of a float: exp(64 / 7) is below 1e4.
_BLOCK = 64


def average_of_days(loads: Floats, days: float) -> Floats:
    """
    The exponential average with that time constant, day by day; NaN where it is not known.

    A day that is NaN has no weight: it is neither a zero nor a repeat. Where less than half
    of the weight lies on known days, the average is NaN itself.
    """
    is_known = np.isfinite(loads)
    rows = np.stack((np.where(is_known, loads, 0.0), is_known))
    total, weight = _decaying_sums(rows, days)
    weight_of_all = 1 / -np.expm1(-1 / days)
    enough = weight >= load_figure("known_weight_share") * weight_of_all
    return np.where(enough, total / np.where(enough, weight, 1.0), np.nan)


def _decaying_sums(rows: Floats, days: float) -> Floats:
    # y[t] = x[t] + y[t-1] * exp(-1/days), by blocks: inside one a scaled running sum, and
    # what the block before left over is added with its own decay.
    n_rows, n_days = rows.shape
    n_blocks = -(-n_days // _BLOCK)
    padded = np.zeros((n_rows, n_blocks * _BLOCK))
    padded[:, :n_days] = rows
    grow = np.exp(np.arange(_BLOCK) / days)
    sums = np.cumsum(padded.reshape(n_rows, n_blocks, _BLOCK) * grow, axis=2) / grow
    fade = np.exp(-_BLOCK / days)
    left_over = np.zeros(n_rows)
    carried = np.empty((n_rows, n_blocks))
    for block in range(n_blocks):
        carried[:, block] = left_over
        left_over = sums[:, block, -1] + left_over * fade
    sums += carried[:, :, None] * (np.exp(-1 / days) / grow)
    return np.asarray(sums.reshape(n_rows, -1)[:, :n_days])
