"""
What the runner's own mornings say of how their body responds, and whether that is to be used.

Rolling origin: every morning is foretold by figures fitted to the mornings before it only. The
rule and why it is so strict: docs/decisions/0011-figures-of-ones-own.md.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

import numpy as np
from numpy.typing import NDArray

from unknot.catalogue.forecast import forecast_figure, responses_tried, strengths_tried
from unknot.decide.load.filter import Response, follow, usual_before
from unknot.decide.load.held_out import Gain, gain_of
from unknot.domain.body import RegionGroup
from unknot.domain.soreness import PersonalForecast

Floats = NDArray[np.float64]
Bools = NDArray[np.bool_]
Whole = NDArray[np.int64]

_EVERYBODY = 0


@dataclass(frozen=True, slots=True)
class OwnResponse:
    """
    The response to forecast with: one memory and pull for the body, a strength for each track.
    """

    memory: float
    pull: float
    strength: Floats

    def of(self, columns: Sequence[int]) -> Response:
        """
        The same for these tracks, in this order.
        """
        return Response(self.memory, self.strength[columns], self.pull)


@dataclass(frozen=True, slots=True)
class Learned:
    """
    The response to forecast with, and what is known of it.
    """

    response: OwnResponse
    found: PersonalForecast


@dataclass(frozen=True, slots=True)
class Trials:
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


def learn(added: Floats, said: Floats, groups: Sequence[RegionGroup]) -> Learned:
    """
    The runner's own figures where they foretold mornings held back better than everybody's.

    `added` and `said` are as in `follow`, up to and with today, a track for each group.
    """
    trials = try_responses(added, said)
    if trials is None or not trials.n_held_out:
        return _nothing_learned(len(groups))
    general = trials.by_day(trials.everywhere(_EVERYBODY))
    own = trials.by_day(trials.everywhere(trials.own))
    gain = gain_of(general, own)
    rows, now = trials.everywhere(_EVERYBODY), np.full(len(groups), _EVERYBODY)
    by_group: dict[str, float] = {}
    if gain.is_enough:
        rows, now = trials.everywhere(trials.own), np.full(len(groups), trials.own_now)
        apart, apart_now = _strengths_apart(trials)
        if gain_of(own, trials.by_day(apart)).is_enough:
            rows, now = apart, apart_now
            by_group = {
                group.value: responses_tried()[place][2]
                for group, place in zip(groups, now, strict=True)
                if place != trials.own_now
            }
    return Learned(_response(now), _found(trials, (general, own), gain, rows, by_group))


def try_responses(added: Floats, said: Floats) -> Trials | None:
    """
    Every response on every morning with a report that may be learned from; None without any.
    """
    heard = asked_regularly(said)
    days = heard.any(axis=1)
    if not days.any():
        return None
    path = follow(added, said, _tried())
    misses = np.where(heard[:, None, :], np.abs(path.foretold - said[:, None, :]), np.nan)
    errors = misses[days]
    own = _spoken_for(mean_of_known(errors))
    return Trials(
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
    The response that the mornings before each one speak for, with one more row for tomorrow.

    Everybody's, unless another was better by more than a standard error: a response that wins
    by a hair on a few days is luck, and would foretell the next ones worse.
    """
    learns_after = int(forecast_figure("learns_after_days"))
    gained = loss[:, :1] - loss
    days = np.arange(1, len(loss) + 1)[:, None]
    mean = np.cumsum(gained, axis=0) / days
    variance = np.maximum(np.cumsum(gained * gained, axis=0) / days - mean * mean, 0.0)
    error = np.sqrt(variance / np.maximum(days - 1, 1))
    is_better = mean > forecast_figure("gain_in_standard_errors") * error
    is_better[: learns_after - 1] = False
    is_better[:, _EVERYBODY] = True
    best = np.argmax(np.where(is_better, mean, -np.inf), axis=1)
    return np.concatenate((np.zeros(1, np.int64), best))


def _strengths_apart(trials: Trials) -> tuple[Whole, Whole]:
    """
    The own response with a strength for each group, where it has mornings enough to say so.
    """
    n_strengths = len(strengths_tried())
    missed = np.cumsum(np.where(np.isfinite(trials.errors), trials.errors, 0.0), axis=0)
    missed = np.concatenate((np.zeros_like(missed[:1]), missed))
    count = np.concatenate((np.zeros_like(trials.heard[:1], int), np.cumsum(trials.heard, axis=0)))
    own = np.append(trials.own, trials.own_now)
    family = own // n_strengths * n_strengths
    members = (family[:, None] + np.arange(n_strengths))[:, :, None]
    best = family[:, None] + np.argmin(np.take_along_axis(missed, members, axis=1), axis=1)
    may = (count >= forecast_figure("held_out_days")) & (own != _EVERYBODY)[:, None]
    chosen = np.where(may, best, own[:, None])
    return chosen[:-1], chosen[-1]


def _response(places: Whole) -> OwnResponse:
    memory, pull, strength = np.array(responses_tried())[places].T
    return OwnResponse(float(memory[0]), float(pull[0]), strength)


def _found(
    trials: Trials,
    errors: tuple[Floats, Floats],
    gain: Gain,
    rows: Whole,
    by_group: dict[str, float],
) -> PersonalForecast:
    general, own = errors
    used = trials.own_now if gain.is_enough else _EVERYBODY
    memory, pull, strength = responses_tried()[used]
    factor = _range_factor(trials, rows)
    return PersonalForecast(
        n_held_out=gain.n_days,
        n_needed=int(forecast_figure("held_out_days")),
        is_used=gain.is_enough,
        memory=memory,
        strength=strength,
        pull=pull,
        strength_by_group=by_group,
        error_general=_points(general),
        error_own=_points(own),
        error_yesterday=_points(trials.held_out(trials.repeated)),
        error_usual=_points(trials.held_out(trials.usual)),
        gain=round(gain.mean, 3),
        standard_error=None if gain.n_days < 2 else round(gain.standard_error, 3),
        range_factor=1.0 if factor is None else round(factor, 3),
        is_range_own=factor is not None,
    )


def _range_factor(trials: Trials, rows: Whole) -> float | None:
    """
    What the range is to be widened by to have held its share of the runner's own mornings.
    """
    if trials.n_held_out < forecast_figure("held_out_days"):
        return None
    places = rows[:, None, :]
    misses = np.take_along_axis(trials.errors, places, axis=1)[:, 0]
    spreads = np.take_along_axis(trials.spreads, places, axis=1)[:, 0]
    apart = trials.held_out(misses / spreads)
    reach = float(np.quantile(apart[np.isfinite(apart)], forecast_figure("range_share")))
    factor = reach / forecast_figure("range_spreads")
    return min(max(factor, forecast_figure("range_narrowest")), forecast_figure("range_widest"))


def _nothing_learned(n_tracks: int) -> Learned:
    memory, pull, strength = responses_tried()[_EVERYBODY]
    needed = int(forecast_figure("held_out_days"))
    found = PersonalForecast(0, needed, False, memory, strength, pull)
    return Learned(_response(np.full(n_tracks, _EVERYBODY)), found)


def _points(errors: Floats) -> float:
    return round(float(errors.mean()), 3)
