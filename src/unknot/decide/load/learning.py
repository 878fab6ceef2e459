"""
What the runner's own mornings say of how their body responds, and whether that is to be used.

Rolling origin: every morning is foretold by figures fitted to the mornings before it only. The
rule and why it is so strict: docs/decisions/0011-figures-of-ones-own.md.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from unknot.catalogue.forecast import forecast_figure, responses_tried, strengths_tried
from unknot.decide.load.filter import Response
from unknot.decide.load.held_out import Gain, gain_of
from unknot.decide.load.rehearsal import (
    EVERYBODY,
    Floats,
    Rehearsal,
    Whole,
    asked_regularly,
    rehearse,
)
from unknot.domain.body import RegionGroup
from unknot.domain.soreness import PersonalForecast


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


def learn(added: Floats, said: Floats, groups: Sequence[RegionGroup]) -> Learned:
    """
    The runner's own figures where they foretold mornings held back better than everybody's.

    `added` and `said` are as in `follow`, up to and with today, a track for each group.
    """
    taught = np.flatnonzero(asked_regularly(said).any(axis=0))
    rehearsed = rehearse(added[:, taught], said[:, taught])
    if not rehearsed.n_held_out:
        return _nothing_learned(len(groups))
    general = rehearsed.by_day(rehearsed.everywhere(EVERYBODY))
    own = rehearsed.by_day(rehearsed.everywhere(rehearsed.own))
    gain = gain_of(general, own)
    rows, now = rehearsed.everywhere(EVERYBODY), np.full(len(groups), EVERYBODY)
    by_group: dict[str, float] = {}
    if gain.is_enough:
        rows, now = rehearsed.everywhere(rehearsed.own), np.full(len(groups), rehearsed.own_now)
        apart, apart_now = _strengths_apart(rehearsed)
        if gain_of(own, rehearsed.by_day(apart)).is_enough:
            rows, now[taught] = apart, apart_now
            by_group = {
                group.value: responses_tried()[place][2]
                for group, place in zip(groups, now, strict=True)
                if place != rehearsed.own_now
            }
    return Learned(_response(now), _found(rehearsed, (general, own), gain, rows, by_group))


def _strengths_apart(rehearsed: Rehearsal) -> tuple[Whole, Whole]:
    """
    The own response with a strength for each group, where it has mornings enough to say so.
    """
    n_strengths = len(strengths_tried())
    missed = np.cumsum(np.where(np.isfinite(rehearsed.errors), rehearsed.errors, 0.0), axis=0)
    missed = np.concatenate((np.zeros_like(missed[:1]), missed))
    count = np.concatenate(
        (np.zeros_like(rehearsed.heard[:1], int), np.cumsum(rehearsed.heard, axis=0))
    )
    own = np.append(rehearsed.own, rehearsed.own_now)
    family = own // n_strengths * n_strengths
    members = (family[:, None] + np.arange(n_strengths))[:, :, None]
    best = family[:, None] + np.argmin(np.take_along_axis(missed, members, axis=1), axis=1)
    may = (count >= forecast_figure("held_out_days")) & (own != EVERYBODY)[:, None]
    chosen = np.where(may, best, own[:, None])
    return chosen[:-1], chosen[-1]


def _response(places: Whole) -> OwnResponse:
    memory, pull, strength = np.array(responses_tried())[places].T
    return OwnResponse(float(memory[0]), float(pull[0]), strength)


def _found(
    rehearsed: Rehearsal,
    errors: tuple[Floats, Floats],
    gain: Gain,
    rows: Whole,
    by_group: dict[str, float],
) -> PersonalForecast:
    general, own = errors
    used = rehearsed.own_now if gain.is_enough else EVERYBODY
    memory, pull, strength = responses_tried()[used]
    factor = _range_factor(rehearsed, rows)
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
        error_yesterday=_points(rehearsed.held_out(rehearsed.repeated)),
        error_usual=_points(rehearsed.held_out(rehearsed.usual)),
        gain=round(gain.mean, 3),
        standard_error=None if gain.n_days < 2 else round(gain.standard_error, 3),
        range_factor=1.0 if factor is None else round(factor, 3),
        is_range_own=factor is not None,
    )


def _range_factor(rehearsed: Rehearsal, rows: Whole) -> float | None:
    """
    What the range is to be widened by to have held its share of the runner's own mornings.
    """
    if rehearsed.n_held_out < forecast_figure("held_out_days"):
        return None
    places = rows[:, None, :]
    misses = np.take_along_axis(rehearsed.errors, places, axis=1)[:, 0]
    spreads = np.take_along_axis(rehearsed.spreads, places, axis=1)[:, 0]
    apart = rehearsed.held_out(misses / spreads)
    reach = float(np.quantile(apart[np.isfinite(apart)], forecast_figure("range_share")))
    factor = reach / forecast_figure("range_spreads")
    return min(max(factor, forecast_figure("range_narrowest")), forecast_figure("range_widest"))


def _nothing_learned(n_tracks: int) -> Learned:
    memory, pull, strength = responses_tried()[EVERYBODY]
    needed = int(forecast_figure("held_out_days"))
    found = PersonalForecast(0, needed, False, memory, strength, pull)
    return Learned(_response(np.full(n_tracks, EVERYBODY)), found)


def _points(errors: Floats) -> float:
    return round(float(errors.mean()), 3)
