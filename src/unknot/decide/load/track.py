"""
One effort from its samples: kilometre by kilometre, and heart rate and pace over its time.

No place is looked at, only distance, so a treadmill has splits like any road.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from unknot.catalogue.load import load_figure
from unknot.decide.load.cells import smooth
from unknot.decide.load.samples import seconds_between
from unknot.domain.recording import Recording, Sport
from unknot.domain.track import Moment, Split, Track

Floats = NDArray[np.float64]

_ON_FOOT = frozenset({Sport.RUNNING, Sport.WALKING, Sport.HIKING})
# Slower than anybody walks.
_STANDING_MPS = 0.3
# Who is half as fast in a gap as is usual went on; who is slower waited, and the watch too.
_WENT_ON_SHARE = 0.5
# Elevation wavers by a metre or two where the ground does not.
_CLIMB_STEP_M = 3.0
_MOMENTS = 240
_MOMENT_AT_LEAST_S = 15.0
# What is left over at the end and is shorter than this is no part of its own.
_LEFT_OVER_M = 20.0


@dataclass(frozen=True, slots=True)
class _Course:
    """
    The samples on one clock without pauses; what is not known or not trusted is None.

    `recorded_s` are the seconds from each sample to the next; none where the watch was silent.
    """

    clock_s: Floats
    recorded_s: Floats
    travelled_m: Floats | None
    beats: Floats | None
    altitudes_m: Floats | None


def track_of(recording: Recording, split_m: float) -> Track | None:
    """
    The splits of that length, and its moments; None for a recording without samples.
    """
    course = _course_of(recording)
    if course is None:
        return None
    return Track(
        seconds=float(course.clock_s[-1]),
        splits=_splits_of(course, split_m),
        moments=_moments_of(course),
    )


def _course_of(recording: Recording) -> _Course | None:
    times = _stream(recording, "time_s")
    if times is None:
        return None
    known = np.isfinite(times)
    if np.count_nonzero(known) < 3:
        return None
    times = times[known]
    metres = None
    if recording.trusted_distance and recording.sport in _ON_FOOT:
        metres = _filled(_stream(recording, "distance_m"), known)
    if metres is not None:
        metres = np.maximum.accumulate(metres)
        metres = metres - metres[0]
    recorded = seconds_between(times)
    clock = _clock_of(times, recorded, metres)
    if clock[-1] <= 0:
        return None
    if metres is not None and not _is_believable(clock, metres):
        metres = None
    beats = _stream(recording, "heart_rate_bpm") if recording.trusted_heart_rate else None
    return _Course(
        clock_s=clock,
        recorded_s=recorded,
        travelled_m=metres,
        beats=None if beats is None else beats[known],
        altitudes_m=_filled(_stream(recording, "altitude_m"), known),
    )


def _stream(recording: Recording, name: str) -> Floats | None:
    values = recording.streams.get(name)
    return None if values is None else np.frombuffer(values)


def _filled(values: Floats | None, known: NDArray[np.bool_]) -> Floats | None:
    # Between two samples that say it, the ones that do not lie on the line.
    if values is None:
        return None
    values = values[known]
    has_value = np.isfinite(values)
    if np.count_nonzero(has_value) < 2:
        return None
    places = np.arange(values.size)
    return np.interp(places, places[has_value], values[has_value])


def _clock_of(times_s: Floats, seconds: Floats, metres: Floats | None) -> Floats:
    moving = seconds > 0
    if metres is not None and moving.any():
        # Who went on while the watch was silent was no less on the way.
        steps, ways = np.fmax(np.diff(times_s), 0.0), np.diff(metres)
        usual_mps = float(np.median(ways[moving] / seconds[moving]))
        went_on = ~moving & (ways >= _WENT_ON_SHARE * usual_mps * steps)
        seconds = np.where(went_on, steps, seconds)
    return np.concatenate((np.zeros(1), np.cumsum(seconds)))


def _is_believable(clock: Floats, metres: Floats) -> bool:
    cell, fastest = load_figure("graded_grid_m"), load_figure("fastest_graded_mps")
    return bool(cell <= metres[-1] <= fastest * clock[-1])


def _splits_of(course: _Course, split_m: float) -> tuple[Split, ...]:
    metres = course.travelled_m
    if metres is None:
        return ()
    edges = np.arange(0.0, metres[-1], split_m)
    if metres[-1] - edges[-1] >= _LEFT_OVER_M or edges.size == 1:
        edges = np.append(edges, metres[-1])
    at = np.interp(edges, metres, course.clock_s)
    beats = _means_between(course, at)
    climbs = _climbs_between(course, edges)
    return tuple(
        Split(
            number=number + 1,
            distance_m=float(edges[number + 1] - edges[number]),
            seconds=float(at[number + 1] - at[number]),
            avg_hr=beats[number],
            ascent_m=None if climbs is None else climbs[number][0],
            descent_m=None if climbs is None else climbs[number][1],
        )
        for number in range(edges.size - 1)
        if at[number + 1] > at[number]
    )


def _means_between(course: _Course, at_s: Floats) -> list[float | None]:
    """
    The mean heart rate between these times; None where less than half of one has any.
    """
    if course.beats is None:
        return [None] * (at_s.size - 1)
    beats = course.beats[:-1]
    steps = np.where(beats > 0, course.recorded_s, 0.0)
    start = np.zeros(1)
    counted = np.concatenate((start, np.cumsum(steps)))
    summed = np.concatenate((start, np.cumsum(np.where(beats > 0, beats, 0.0) * steps)))
    seconds = np.diff(np.interp(at_s, course.clock_s, counted))
    sums = np.diff(np.interp(at_s, course.clock_s, summed))
    return [
        float(total / known) if known > 0 and known >= span / 2 else None
        for total, known, span in zip(sums, seconds, np.diff(at_s), strict=True)
    ]


def _climbs_between(course: _Course, edges_m: Floats) -> list[tuple[float, float]] | None:
    """
    Metres up and down between these distances, over elevation averaged as for load.
    """
    metres, altitudes = course.travelled_m, course.altitudes_m
    if metres is None or altitudes is None:
        return None
    cell = load_figure("graded_grid_m")
    grid = np.arange(int(metres[-1] // cell) + 1) * cell
    if grid.size < 2:
        return None
    steps = _climbs_of(smooth(np.interp(grid, metres, altitudes)).tolist())
    up, down = (np.cumsum(np.maximum(sign * steps, 0.0)) for sign in (1, -1))
    ups, downs = (np.diff(np.interp(edges_m, grid, sums)) for sums in (up, down))
    return list(zip(ups.tolist(), downs.tolist(), strict=True))


def _climbs_of(heights_m: list[float]) -> Floats:
    """
    How far up or down the ground went at each height, once that is more than a wavering.
    """
    steps = np.zeros(len(heights_m))
    ground = heights_m[0]
    for place, height in enumerate(heights_m):
        if abs(height - ground) >= _CLIMB_STEP_M:
            steps[place] = height - ground
            ground = height
    return steps


def _moments_of(course: _Course) -> tuple[Moment, ...]:
    whole = float(course.clock_s[-1])
    n_moments = int(min(_MOMENTS, whole // _MOMENT_AT_LEAST_S))
    if n_moments < 2:
        return ()
    edges = np.linspace(0.0, whole, n_moments + 1)
    beats = _means_between(course, edges)
    paces = _paces_between(course, edges)
    middles = (edges[1:] + edges[:-1]) / 2
    return tuple(map(Moment, middles.tolist(), beats, paces))


def _paces_between(course: _Course, at_s: Floats) -> list[float | None]:
    if course.travelled_m is None:
        return [None] * (at_s.size - 1)
    metres = np.diff(np.interp(at_s, course.clock_s, course.travelled_m))
    recorded = np.concatenate((np.zeros(1), np.cumsum(course.recorded_s)))
    known = np.diff(np.interp(at_s, course.clock_s, recorded))
    return [
        float(span / way * 1000) if way > _STANDING_MPS * span and seconds >= span / 2 else None
        for way, seconds, span in zip(metres, known, np.diff(at_s), strict=True)
    ]
