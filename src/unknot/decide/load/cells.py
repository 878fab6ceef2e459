"""
A run laid out on a grid of 10 m: how long each cell took, how fast it was and how steep.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from unknot.catalogue.load import load_figure
from unknot.decide.load.samples import seconds_between, seconds_needed
from unknot.domain.recording import Recording, Sport

Floats = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Cells:
    """
    The cells of one run in order. `gradient` is rise over run; None where no elevation is known.
    """

    seconds: Floats
    speed_mps: Floats
    gradient: Floats | None


@dataclass(frozen=True, slots=True)
class LaidOut:
    """
    Whether the samples of a recording cover enough of it to be summed, and its cells.

    Cells are there from half of its time on: what a run was made of is told by shares, which
    need no more, while a sum over half of it would make a hard run look easy.
    """

    is_sampled: bool = False
    cells: Cells | None = None


def lay_out(recording: Recording, seconds: Floats | None = None) -> LaidOut:
    """
    A run on the grid; other sports are not laid out, as nothing is asked of their cells.

    `seconds` are those between its samples, where they are known.
    """
    if recording.sport is not Sport.RUNNING or not recording.trusted_distance:
        return LaidOut()
    track = _track_of(recording)
    if track is None:
        return LaidOut()
    if seconds is None or seconds.size != track[0].size - 1:
        seconds = seconds_between(track[0])
    covered, needed = float(seconds.sum()), seconds_needed(recording)
    if covered <= needed * load_figure("laid_out_share"):
        return LaidOut()
    return LaidOut(covered > needed, cells_over(*track, seconds))


def cells_over(
    times_s: Floats,
    distances_m: Floats,
    altitudes_m: Floats | None,
    seconds: Floats | None = None,
) -> Cells | None:
    """
    The same over samples; None where they go faster than anybody runs, or nowhere.
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
    return Cells(cell_s, speed, gradients_over(grid_m, travelled_m, altitudes_m))


def gradients_over(
    grid_m: Floats, travelled_m: Floats, altitudes_m: Floats | None
) -> Floats | None:
    """
    Rise over run of each cell of the grid, from smoothed elevation.
    """
    if altitudes_m is None:
        return None
    heights = smooth(np.interp(grid_m, travelled_m, altitudes_m))
    return np.asarray(np.diff(heights) / load_figure("graded_grid_m"))


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
