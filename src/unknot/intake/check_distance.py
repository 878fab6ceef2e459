"""
Can these places and distances be? Positions off the globe, leaps across the map, impossible speed.
"""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from unknot.domain.recording import FileWarning, fastest_mps
from unknot.domain.sentence import sentence
from unknot.intake.check_clock import longest_in_order
from unknot.intake.draft import PLACES, UNIX_TIME, Draft, Judged
from unknot.intake.track import step_lengths

# A step between two neighbouring points is a leap when it is at least this long and several
# times faster than the sport's fastest. Short ones are the everyday wandering of a position.
LEAP_M = 300.0
LEAP_TIMES_FASTEST = 3.0
# So much in latitude and in longitude together is less than a leap, anywhere.
NO_LEAP_DEG = 0.0019

# A drop of the distance counter beyond this, and beyond this share of the way, is no rounding
# and no second thought of the watch.
DROP_M = 50.0
DROP_SHARE = 0.02

# Four days of the longest race on wheels, without sleep.
FARTHEST_M = 2_000_000.0

# Over less than this, a speed says nothing.
SPEED_FROM_S, SPEED_FROM_M = 10.0, 100.0


def places_are_on_the_globe(draft: Draft) -> Judged:
    """
    Latitudes beyond 90, longitudes beyond 180 and the point zero-zero are no places, nor is one
    without the other.
    """
    if not any(name in draft.columns for name in PLACES):
        return draft, ()
    nowhere = np.full(draft.n_records, np.nan)
    latitude, longitude = (draft.columns.get(name, nowhere) for name in PLACES)
    with np.errstate(invalid="ignore"):
        off = (np.abs(latitude) > 90) | (np.abs(longitude) > 180)
        off |= (latitude == 0) & (longitude == 0)
    half = np.isfinite(latitude) != np.isfinite(longitude)
    n_off = int(np.count_nonzero(off | half))
    if not n_off:
        return draft, ()
    said = sentence(
        "{n} of {of} positions are not on the globe and were left out.",
        n=n_off,
        of=draft.n_records,
    )
    return draft.without_places(off | half), (FileWarning("impossible-position", said),)


def way_is_not_told_twice(draft: Draft) -> Judged:
    """
    Where the clock runs back and the position leaps with it, a piece of the way is told again:
    samples out of the order of time are left out of the track.
    """
    latitude, longitude, times = (draft.column(name) for name in (*PLACES, UNIX_TIME))
    if latitude is None or longitude is None or times is None:
        return draft, ()
    known = np.flatnonzero(np.isfinite(latitude) & np.isfinite(times))
    back = np.diff(times[known]) < 0
    if not back.any():
        return draft, ()
    if not (back & (step_lengths(latitude[known], longitude[known]) >= LEAP_M)).any():
        return draft, ()
    again = np.isfinite(latitude)
    again[known[longest_in_order(times[known].tolist())]] = False
    said = sentence(
        "A piece of the track is told twice; {n} of {of} points were left out of the distance.",
        n=int(np.count_nonzero(again)),
        of=draft.n_records,
    )
    return draft.without_places(again), (FileWarning("track-told-twice", said),)


def track_does_not_leap(draft: Draft) -> Judged:
    """
    A point far away and back again is an error of the receiver: it adds no distance.
    """
    leaps = _leaps_of(draft)
    if leaps is None or not len(leaps[0]):
        return draft, ()
    points, longest = leaps
    lonely = np.zeros(draft.n_records, dtype=bool)
    lonely[points] = True
    cleared = draft.without_places(lonely)
    said = sentence(
        "The position leaps by up to {km} km within moments; {n} points were left out and the"
        " distance is not used for your load.",
        km=f"{longest / 1000:.1f}",
        n=len(points),
    )
    untrusted = replace(cleared, trusted_distance=False)
    return untrusted, (FileWarning("position-leap", said),)


def _leaps_of(draft: Draft) -> tuple[np.ndarray, float] | None:
    """
    The points to leave out, and the longest leap. Of the two sides of a leap, the one with
    fewer points is the error. Where points without a time lie between, nobody knows the speed.
    """
    latitude, longitude, times = (draft.column(name) for name in (*PLACES, UNIX_TIME))
    if latitude is None or longitude is None or times is None:
        return None
    located = np.flatnonzero(np.isfinite(latitude))
    is_timed = np.isfinite(times[located])
    known = located[is_timed]
    if not (_moves_far(latitude[known]) or _moves_far(longitude[known])):
        return np.empty(0, dtype=np.int64), 0.0
    steps = step_lengths(latitude[known], longitude[known])
    seconds = np.maximum(np.diff(times[known]), 1.0)
    limit = LEAP_TIMES_FASTEST * fastest_mps(draft.sport)
    are_neighbours = (np.diff(np.flatnonzero(is_timed)) == 1) & _unbroken(draft, known)
    leaps = np.flatnonzero((steps >= LEAP_M) & (steps / seconds > limit) & are_neighbours)
    if not len(leaps):
        return np.empty(0, dtype=np.int64), 0.0
    sides = np.split(known, leaps + 1)
    smaller = min((sides[0::2], sides[1::2]), key=lambda part: sum(map(len, part)))
    return np.concatenate(smaller), float(steps[leaps].max())


def _moves_far(degrees: np.ndarray) -> bool:
    """
    False where no two neighbours lie so far apart that they could leap: most tracks need no
    more than this look.
    """
    return bool((np.abs(np.diff(degrees)) > NO_LEAP_DEG).any())


def stated_distance_is_possible(draft: Draft) -> Judged:
    """
    A distance below nothing, or farther than anybody goes in one recording, is none.
    """
    told = draft.distance_m
    if told is None or 0 <= told <= FARTHEST_M:
        return draft, ()
    return replace(draft, distance_m=None), (_too_far(told),)


def _too_far(metres: float) -> FileWarning:
    said = sentence(
        "A distance of {km} km is impossible and was not believed.", km=f"{metres / 1000:.0f}"
    )
    return FileWarning("impossible-distance", said)


def distance_is_told(draft: Draft) -> Judged:
    """
    From the distance counter, else from the positions, where the file names no distance. What is
    farther than anybody goes is none.
    """
    if draft.distance_m is not None or not draft.measures_distance:
        return draft, ()
    counter = draft.column("distance_m")
    way = (
        length_of_track(draft)
        if counter is None
        else float(np.nanmax(counter) - np.nanmin(counter))
    )
    if way is None:
        return draft, ()
    if way > FARTHEST_M:
        return replace(draft, trusted_distance=False), (_too_far(way),)
    return replace(draft, distance_m=way, distance_is_counted=counter is not None), ()


def way_is_counted_along(draft: Draft) -> Judged:
    """
    A file without a distance counter gets one from its positions: load is judged along the way.
    """
    if draft.column("distance_m") is not None or not draft.measures_distance:
        return draft, ()
    latitude, longitude = (draft.column(name) for name in PLACES)
    if latitude is None or longitude is None:
        return draft, ()
    known = np.flatnonzero(np.isfinite(latitude))
    steps = step_lengths(latitude[known], longitude[known])
    metres = np.r_[0.0, np.cumsum(np.where(_unbroken(draft, known), steps, 0.0))]
    if metres[-1] > FARTHEST_M:
        return draft, ()
    way = np.full(draft.n_records, np.nan)
    way[known] = metres
    return draft.with_column("distance_m", way), ()


def length_of_track(draft: Draft) -> float | None:
    """
    Great-circle metres inside each segment, or None without positions.
    """
    latitude, longitude = (draft.column(name) for name in PLACES)
    if latitude is None or longitude is None:
        return None
    known = np.flatnonzero(np.isfinite(latitude))
    steps = step_lengths(latitude[known], longitude[known])
    return float(steps[_unbroken(draft, known)].sum())


def _unbroken(draft: Draft, points: np.ndarray) -> np.ndarray:
    """
    Per step between neighbouring points, whether both lie in the same segment.
    """
    segment = np.searchsorted(np.array(draft.segment_starts), points, side="right")
    unbroken: np.ndarray = np.diff(segment) == 0
    return unbroken


def distance_does_not_go_back(draft: Draft) -> Judged:
    """
    A distance counter only counts up; one that drops is not used for load.
    """
    counter, times = draft.column("distance_m"), draft.columns.get(UNIX_TIME)
    if counter is None:
        return draft, ()
    # A sample that lost its time was found out of order already.
    in_order = np.isfinite(counter) & (np.isfinite(times) if times is not None else True)
    known = counter[in_order]
    drop = float(np.max(np.maximum.accumulate(known) - known)) if len(known) else 0.0
    if drop <= max(DROP_M, DROP_SHARE * float(known.max(initial=0.0))):
        return draft, ()
    said = sentence(
        "The distance drops by {metres} m on the way, so it is not used for your load.",
        metres=round(drop),
    )
    return replace(draft, trusted_distance=False), (FileWarning("distance-goes-back", said),)


def speed_is_possible(draft: Draft) -> Judged:
    """
    Nobody keeps that up: a distance that would need it is not used for load.

    Where the file itself does not name it, it is not even shown.
    """
    duration = max(draft.elapsed_s or 0.0, draft.timer_s or 0.0)
    distance = draft.distance_m
    if distance is None or abs(distance) < SPEED_FROM_M or duration < SPEED_FROM_S:
        return draft, ()
    speed = distance / duration
    fastest = fastest_mps(draft.sport)
    if 0 <= speed <= fastest:
        return draft, ()
    said = sentence(
        "{km} km in {seconds} s is {km_per_h} km/h, which nobody keeps up; the distance is not used"
        " for your load.",
        km=f"{distance / 1000:.2f}",
        seconds=round(duration),
        km_per_h=f"{speed * 3.6:.0f}",
    )
    told = None if draft.distance_is_counted else draft.distance_m
    doubted = replace(draft, distance_m=told, trusted_distance=False)
    return doubted, (FileWarning("impossible-speed", said),)
