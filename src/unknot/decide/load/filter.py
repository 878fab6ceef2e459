"""
The filter: soreness morning by morning, set right by every report, with how sure it is of each.

All tracks (regions and sides) go side by side, and all ways a body may respond with them, so
that a season is one pass over its mornings. The model: docs/evidence/soreness-forecast.md.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from unknot.catalogue.forecast import forecast_figure

Floats = NDArray[np.float64]

MOST_SORE = 10.0


@dataclass(frozen=True, slots=True)
class Response:
    """
    How a body responds: what stays of soreness, what a run adds, and what it comes back to.

    `memory` is the share of this morning's soreness still there next morning; `strength` how much
    a run adds, as a multiple of what it adds to anybody; `pull` which share of the runner's own
    usual report the body comes back to. Each is a number, one for each track, or a column with
    one for each response that is tried.
    """

    memory: float | Floats
    strength: float | Floats = 1.0
    pull: float | Floats = 0.0


@dataclass(frozen=True, slots=True)
class Path:
    """
    Every track over all mornings, before and after the report of each.

    The first axis is the morning, the last the track, and responses lie between where there are
    several. `foretold` and `foretold_spread` are from before the report of that morning was
    heard. A spread is one standard deviation in points; `said` is NaN where nothing was.
    """

    foretold: Floats
    foretold_spread: Floats
    said: Floats

    @property
    def levels(self) -> Floats:
        """
        How sore it was, or is forecast to be: what was said, else what was foretold.
        """
        return np.where(np.isfinite(self.said), self.said, self.foretold)

    @property
    def spreads(self) -> Floats:
        """
        How sure that is: what was said is known.
        """
        return np.where(np.isfinite(self.said), 0.0, self.foretold_spread)


def follow(added: Floats, said: Floats, response: Response) -> Path:
    """
    What is left of yesterday's, plus what arrives, from 0 to 10; a report is what it was.

    `added` and `said` have a row a morning and a column a track: the points that arrive, and the
    report, NaN where nothing was said. A reported morning has no spread, as the runner knows;
    every morning after it adds to what may have happened unseen.
    """
    memory, strength, pull = np.broadcast_arrays(response.memory, response.strength, response.pull)
    usual = usual_before(said)
    known = np.isfinite(said)
    if memory.ndim > 1:
        added, said, usual, known = (each[:, None, :] for each in (added, said, usual, known))
    steps = strength * added + (1 - memory) * pull * usual
    # Not narrowed for whom runs leave less sore: a race may still be another matter.
    doubted = forecast_figure("arrival_doubt") * added
    noise = forecast_figure("unseen_points") ** 2 + doubted * doubted
    foretold, variance = _through_mornings(steps, noise, memory, known, np.where(known, said, 0.0))
    return Path(foretold, np.sqrt(variance), said)


def _through_mornings(
    steps: Floats, noise: Floats, memory: Floats, known: NDArray[np.bool_], reported: Floats
) -> tuple[Floats, Floats]:
    foretold, variance = np.empty_like(steps), np.empty_like(steps)
    level, doubt, fades = np.zeros(steps.shape[1:]), np.zeros(steps.shape[1:]), memory * memory
    some_known = [bool(row.any()) for row in known]
    for morning in range(len(steps)):
        level = memory * level + steps[morning]
        np.minimum(np.maximum(level, 0.0, out=level), MOST_SORE, out=level)
        doubt = fades * doubt + noise[morning]
        foretold[morning], variance[morning] = level, doubt
        if some_known[morning]:
            level = np.where(known[morning], reported[morning], level)
            doubt = np.where(known[morning], 0.0, doubt)
    return foretold, variance


def usual_before(said: Floats) -> Floats:
    """
    The mean of what was reported before each morning, track by track; 0 where nothing was.
    """
    known = np.isfinite(said)
    total = np.cumsum(np.where(known, said, 0.0), axis=0)
    count = np.cumsum(known, axis=0)
    usual = np.zeros_like(total)
    usual[1:] = total[:-1] / np.maximum(count[:-1], 1)
    return usual


def likely_range(levels: Floats, spreads: Floats, factor: float = 1.0) -> tuple[Floats, Floats]:
    """
    Where it lies on four of five mornings, inside the scale.

    `factor` widens or narrows it by how far off the forecast was for this runner so far.
    """
    reach = forecast_figure("range_spreads") * factor * spreads
    return np.maximum(levels - reach, 0.0), np.minimum(levels + reach, MOST_SORE)
