"""
Past mornings foretold once more, in every way a body may respond, each from what came before it.

Rolling origin: a morning is foretold by the response that the mornings before it speak for.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

import numpy as np
from numpy.typing import NDArray

from unknot.catalogue.forecast import forecast_figure, responses_tried
from unknot.decide.load.filter import Response, follow, usual_before

Floats = NDArray[np.float64]
Bools = NDArray[np.bool_]
Whole = NDArray[np.int64]

# The place of everybody's response among those that are tried.
EVERYBODY = 0


@dataclass(frozen=True, slots=True)
class Rehearsal:
    """
    All responses tried on all mornings with a report: a row a morning, then responses, then tracks.

    `heard` says which track was reported; what was not is NaN in `errors`. `own` is the response
    that the mornings before each row speak for, and `own_now` the one that all of them do.
    """

    errors: Floats
    spreads: Floats
    heard: Bools
    own: Whole
    own_now: int
    repeated: Floats
    usual: Floats

    @property
    def n_held_out(self) -> int:
        """
        How many mornings come after the first ones, which are only learned from.
        """
        return max(len(self.errors) - int(forecast_figure("learns_after_days")), 0)

    def by_day(self, chosen: Whole) -> Floats:
        """
        The error of each held-out morning, a response chosen for each and track.
        """
        errors = np.take_along_axis(self.errors, chosen[:, None, :], axis=1)[:, 0]
        return self.held_out(mean_of_known(errors))

    def everywhere(self, chosen: Whole | int) -> Whole:
        """
        The same response for every track of a morning.
        """
        n_days, _, n_tracks = self.errors.shape
        rows = np.broadcast_to(np.asarray(chosen), (n_days,))
        return np.repeat(rows[:, None], n_tracks, axis=1)

    def held_out(self, by_day: Floats) -> Floats:
        """
        Without the mornings that are only learned from.
        """
        return by_day[len(by_day) - self.n_held_out :]


def rehearse(added: Floats, said: Floats) -> Rehearsal:
    """
    Every response on every morning with a report that may be learned from.

    `added` and `said` are as in `follow`.
    """
    heard = asked_regularly(said)
    days = heard.any(axis=1)
    path = follow(added, said, _tried())
    misses = np.where(heard[:, None, :], np.abs(path.foretold - said[:, None, :]), np.nan)
    errors = misses[days]
    own = _spoken_for(mean_of_known(errors))
    return Rehearsal(
        errors=errors,
        spreads=path.foretold_spread[days],
        heard=heard[days],
        own=own[:-1],
        own_now=int(own[-1]),
        repeated=mean_of_known(np.where(heard, np.abs(last_before(said) - said), np.nan)[days]),
        usual=mean_of_known(np.where(heard, np.abs(usual_before(said) - said), np.nan)[days]),
    )


def asked_regularly(said: Floats) -> Bools:
    """
    Which reports belong to a group that was reported on half of the mornings up to them.

    Who names a place only when it hurts says nothing of all the other mornings, and what is
    learned from such reports would be sore for ever.
    """
    known = np.isfinite(said)
    window = int(forecast_figure("asked_window_days"))
    count = np.cumsum(known, axis=0)
    before = np.zeros_like(count)
    before[window:] = count[:-window]
    return np.asarray(known & (count - before >= forecast_figure("asked_days_at_least")))


def last_before(said: Floats) -> Floats:
    """
    The last report before each morning, track by track; NaN before the first.
    """
    known = np.isfinite(said)
    rows = np.where(known, np.arange(len(said))[:, None], -1)
    last = np.maximum.accumulate(rows, axis=0)
    last = np.concatenate((np.full_like(last[:1], -1), last[:-1]))
    found = np.take_along_axis(said, np.maximum(last, 0), axis=0)
    return np.asarray(np.where(last >= 0, found, np.nan))


def mean_of_known(values: Floats) -> Floats:
    """
    The mean along the last axis of what is known there.
    """
    known = np.isfinite(values)
    total = np.where(known, values, 0.0).sum(axis=-1)
    return np.asarray(total / np.maximum(known.sum(axis=-1), 1))


@cache
def _tried() -> Response:
    memory, pull, strength = np.array(responses_tried()).T[:, :, None]
    return Response(memory, strength, pull)


def _spoken_for(loss: Floats) -> Whole:
    """
    The response that missed least on the mornings before each one, with one more row for tomorrow.

    Everybody's for the first mornings, and where another is no better.
    """
    before = np.concatenate((np.zeros((1, loss.shape[1])), np.cumsum(loss, axis=0)))
    best = np.asarray(np.argmin(before, axis=1))
    best[: int(forecast_figure("learns_after_days"))] = EVERYBODY
    return best
