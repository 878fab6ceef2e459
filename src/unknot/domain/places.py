"""
Where somebody was at the full minutes of the clock: one body is in one place at a time.
"""

from __future__ import annotations

from array import array
from bisect import bisect_left
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from math import asin, ceil, cos, isnan, radians, sin, sqrt

# The clock, not the recording, says when a place is noted, so that two recordings can be
# compared at the same moments. A record this far from the moment still stands for it.
EVERY_S = 300
NEAR_S = 30.0
# Some makers move positions by up to 700 m on purpose (the Chinese grid), and a watch's clock may
# be a minute off: that is still the same place. Two devices on one body agree within metres.
ELSEWHERE_M = 1_000.0
TOGETHER_M = 100.0
FEWEST_MOMENTS = 2
_EARTH_M = 6_371_000.0


@dataclass(frozen=True, slots=True)
class Place:
    """
    A position at one moment; `tick` counts five minutes since 1970.
    """

    tick: int
    latitude_deg: float
    longitude_deg: float


def places_in(start: datetime, streams: Mapping[str, array[float]]) -> tuple[Place, ...]:
    """
    The positions of a recording at the full five minutes of the clock; empty without positions.
    """
    if not {"time_s", "latitude_deg", "longitude_deg"} <= set(streams):
        return ()
    times, begun = streams["time_s"], start.timestamp()
    if not times or isnan(times[-1]):
        return ()
    latitudes, longitudes = streams["latitude_deg"], streams["longitude_deg"]
    found = []
    for tick in range(ceil(begun / EVERY_S), int((begun + times[-1]) // EVERY_S) + 1):
        at = _nearest(times, tick * EVERY_S - begun)
        if at is not None and not isnan(latitudes[at]) and not isnan(longitudes[at]):
            found.append(Place(tick, latitudes[at], longitudes[at]))
    return tuple(found)


def _nearest(times: array[float], wanted_s: float) -> int | None:
    after = bisect_left(times, wanted_s)
    around = [at for at in (after - 1, after) if 0 <= at < len(times)]
    nearest = min(around, key=lambda at: abs(times[at] - wanted_s))
    return nearest if abs(times[nearest] - wanted_s) <= NEAR_S else None


def are_elsewhere(ones: tuple[Place, ...], others: tuple[Place, ...]) -> bool:
    """
    True when, at most of the moments that both know, the two are far from each other.

    A single leap of a bad satellite fix says nothing.
    """
    apart_m = _metres_apart(ones, others)
    return 2 * sum(metres > ELSEWHERE_M for metres in apart_m) > len(apart_m)


def are_together(ones: tuple[Place, ...], others: tuple[Place, ...]) -> bool:
    """
    True when the two are side by side at most of the moments that both know.
    """
    apart_m = _metres_apart(ones, others)
    near = sum(metres <= TOGETHER_M for metres in apart_m)
    return len(apart_m) >= FEWEST_MOMENTS and 2 * near > len(apart_m)


def _metres_apart(ones: tuple[Place, ...], others: tuple[Place, ...]) -> list[float]:
    at = {place.tick: place for place in ones}
    return [_metres_between(at[place.tick], place) for place in others if place.tick in at]


def _metres_between(one: Place, other: Place) -> float:
    north = sin(radians(other.latitude_deg - one.latitude_deg) / 2) ** 2
    east = sin(radians(other.longitude_deg - one.longitude_deg) / 2) ** 2
    across = cos(radians(one.latitude_deg)) * cos(radians(other.latitude_deg))
    return 2 * _EARTH_M * asin(min(1.0, sqrt(north + across * east)))
