"""
How hard the pace was with the hills taken into account: graded load (MEA-MIN, MEA-RTSS).
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from unknot.catalogue.load import cost_coefficients, load_figure
from unknot.decide.load.profile import Profile
from unknot.decide.load.samples import seconds_between, seconds_needed
from unknot.domain.recording import Recording, Sport

Floats = NDArray[np.float64]


def graded_load_of(graded_m2_per_s: float | None, profile: Profile) -> float | None:
    """
    Hours times squared graded intensity times 100; None where pace says nothing.
    """
    if graded_m2_per_s is None:
        return None
    return graded_m2_per_s / profile.threshold_speed_mps**2 / 36


def graded_sum_of(recording: Recording, seconds: Floats | None = None) -> float | None:
    """
    Squared graded speed times seconds, summed; None where no trusted distance is known.

    Only running has this load: the cost of hills is known for running alone. A recording
    without samples, or with a first and a last one only, counts its average on the flat.
    `seconds` are those between its samples, where somebody has them already.
    """
    if recording.sport is not Sport.RUNNING or not recording.trusted_distance:
        return None
    track = _track_of(recording)
    if track is None:
        return _graded_sum_of_average(recording)
    if seconds is None or seconds.size != track[0].size - 1:
        seconds = seconds_between(track[0])
    if seconds.sum() <= seconds_needed(recording):
        return _graded_sum_of_average(recording)
    return graded_sum_over(*track, seconds)


def graded_sum_over(
    times_s: Floats,
    distances_m: Floats,
    altitudes_m: Floats | None,
    seconds: Floats | None = None,
) -> float | None:
    """
    The sum over samples, on a grid of 10 m with elevation and pace averaged over 70 m.
    """
    seconds = seconds_between(times_s) if seconds is None else seconds
    moving_s, travelled_m = _without_gaps(times_s, distances_m, seconds)
    cell_m, fastest = load_figure("graded_grid_m"), load_figure("fastest_graded_mps")
    # Faster than anyone on average is a jump in the file; its grid would fill the memory.
    if not cell_m <= travelled_m[-1] <= fastest * moving_s[-1]:
        return None
    n_cells = int(travelled_m[-1] // cell_m)
    grid_m = np.arange(n_cells + 1, dtype=np.float64) * cell_m
    cell_s = np.diff(np.interp(grid_m, travelled_m, moving_s))
    speed = cell_m / np.maximum(smooth(cell_s), cell_m / fastest)
    graded = speed * relative_costs(grid_m, travelled_m, altitudes_m)
    # Squared before it is summed: fast parts and hills count by their square.
    return float((graded**2) @ cell_s)


def _without_gaps(times_s: Floats, distances_m: Floats, seconds: Floats) -> tuple[Floats, Floats]:
    # What was covered in a gap is left out with its time: at which pace is not known.
    farthest = np.maximum.accumulate(distances_m)
    if seconds.all():
        return times_s - times_s[0], farthest - farthest[0]
    metres = np.where(seconds > 0, np.diff(farthest), 0.0)
    start = np.zeros(1)
    return (
        np.concatenate((start, np.cumsum(seconds))),
        np.concatenate((start, np.cumsum(metres))),
    )


def cost_of_gradient(gradient: Floats) -> Floats:
    """
    Cost of running at a gradient over that on the flat: 1 on the flat, 1.66 at +10 %.

    The polynomial holds from -0.45 to 0.45, so steeper is taken as 0.45 (MEA-MIN).
    """
    limit = load_figure("gradient_limit")
    gradient = np.minimum(np.maximum(gradient, -limit), limit)
    coefficients = cost_coefficients()
    cost = np.full_like(gradient, coefficients[0])
    for coefficient in coefficients[1:]:
        cost *= gradient
        cost += coefficient
    cost /= coefficients[-1]
    return cost


def smooth(values: Floats) -> Floats:
    """
    Each cell's average over the 70 m around it; at the ends over what there is of them.
    """
    half = int(load_figure("graded_smoothing_m") / load_figure("graded_grid_m")) // 2
    sums = np.zeros(values.size + 1 + 2 * half)
    np.cumsum(values, out=sums[half + 1 : half + 1 + values.size])
    sums[half + 1 + values.size :] = sums[half + values.size]
    width = 2 * half + 1
    totals = sums[width:] - sums[:-width]
    counts = np.full(values.size, float(width))
    edge = np.arange(half, dtype=np.float64)[: values.size]
    counts[: edge.size] -= half - edge
    counts[values.size - edge.size :] -= half - edge[::-1]
    return np.asarray(totals / counts)


def relative_costs(grid_m: Floats, travelled_m: Floats, altitudes_m: Floats | None) -> Floats:
    """
    The cost of each cell of the grid over that on the flat, from smoothed elevation.
    """
    if altitudes_m is None:
        return np.ones(grid_m.size - 1)
    heights = smooth(np.interp(grid_m, travelled_m, altitudes_m))
    return cost_of_gradient(np.diff(heights) / load_figure("graded_grid_m"))


def _track_of(recording: Recording) -> tuple[Floats, Floats, Floats | None] | None:
    # Samples without a time or a distance say nothing here and are left out.
    streams = recording.streams
    if "time_s" not in streams or "distance_m" not in streams:
        return None
    times, distances = np.frombuffer(streams["time_s"]), np.frombuffer(streams["distance_m"])
    known = np.isfinite(times) & np.isfinite(distances)
    if np.count_nonzero(known) < 2:
        return None
    altitudes = _altitudes_of(recording)
    if known.all():
        return times, distances, altitudes
    return times[known], distances[known], None if altitudes is None else altitudes[known]


def _altitudes_of(recording: Recording) -> Floats | None:
    stream = recording.streams.get("altitude_m")
    if stream is None:
        return None
    altitudes = np.frombuffer(stream)
    known = np.isfinite(altitudes)
    if known.all():
        return altitudes
    if np.count_nonzero(known) < 2:
        return None
    samples = np.arange(altitudes.size)
    return np.interp(samples, samples[known], altitudes[known])


def _graded_sum_of_average(recording: Recording) -> float | None:
    seconds = recording.timer_s or recording.elapsed_s
    if not seconds or not recording.distance_m:
        return None
    speed = recording.distance_m / seconds
    if speed > load_figure("fastest_graded_mps"):
        return None
    return seconds * speed**2
