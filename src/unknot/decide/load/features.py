"""
What a run was made of: from its samples, the seconds and metres of each part of it.
"""

from __future__ import annotations

import numpy as np

from unknot.catalogue.load import load_figure
from unknot.catalogue.muscle_load import muscle_figure
from unknot.decide.load.cells import Cells, Floats, LaidOut, lay_out, smooth
from unknot.decide.load.samples import seconds_between
from unknot.domain.features import RunFeatures, features_with
from unknot.domain.recording import Recording, Sport, Surface

# A cell is one of three by its slope and one of three by its speed: nine sorts, slope first.
_SORTS = 9
_LEVEL, _UP, _DOWN = 0, 1, 2


def features_of(
    recording: Recording, seconds: Floats | None = None, laid_out: LaidOut | None = None
) -> RunFeatures:
    """
    The features of one recording; nothing is known of other sports, nor without samples.

    `seconds` are those between its samples and `laid_out` how these lie on the grid of 10 m,
    where somebody has them. Elevation and speed are averaged over 70 m there, so a hill or a
    sprint that is much shorter is not seen. A treadmill's slope is unknown, whatever it writes.
    """
    if recording.sport is not Sport.RUNNING:
        return RunFeatures()
    if seconds is None and "time_s" in recording.streams:
        seconds = seconds_between(np.frombuffer(recording.streams["time_s"]))
    cells = (laid_out or lay_out(recording, seconds)).cells
    if cells is None:
        return features_with(steps=_steps_of(recording, seconds))
    if recording.surface is Surface.TREADMILL:
        cells = Cells(cells.seconds, cells.speed_mps, None)
    return features_with(**_known_of(cells), steps=_steps_of(recording, seconds))


def _known_of(cells: Cells) -> dict[str, float]:
    cell_m = load_figure("graded_grid_m")
    # Who stands with the watch running is not moving; a cell counts no longer than a slow walk.
    moving = np.minimum(cells.seconds, cell_m / muscle_figure("slowest_moving_mps"))
    sorts = (cells.speed_mps >= muscle_figure("fast_from_mps")).astype(np.intp)
    sorts += cells.speed_mps >= muscle_figure("sprint_from_mps")
    gradient = cells.gradient
    if gradient is not None:
        # Slopes come from differences of heights: averaged once more, a step is no hill.
        slopes, steep = smooth(gradient), muscle_figure("steep_gradient")
        sorts += 3 * _UP * (slopes >= steep) + 3 * _DOWN * (slopes <= -steep)
    time_s = np.bincount(sorts, weights=moving, minlength=_SORTS).reshape(3, 3)
    way_m = np.bincount(sorts, minlength=_SORTS).reshape(3, 3) * cell_m
    known = {"moving_s": time_s.sum(), "distance_m": way_m.sum()}
    for place, name in enumerate(("steady", "fast", "sprint")):
        known[f"{name}_s"] = time_s[:, place].sum()
        known[f"{name}_m"] = way_m[:, place].sum()
    if gradient is None:
        return known
    for place, name in enumerate(("level", "uphill", "downhill")):
        known[f"{name}_s"] = time_s[place].sum()
        known[f"{name}_m"] = way_m[place].sum()
    for place, name in ((1, "level_fast"), (2, "level_sprint")):
        known[f"{name}_s"] = time_s[_LEVEL, place]
        known[f"{name}_m"] = way_m[_LEVEL, place]
    rise_m = gradient * cell_m
    slope = sorts // 3
    known["ascent_m"] = np.maximum(rise_m, 0.0).sum()
    known["climb_m"] = rise_m[slope == _UP].sum()
    known["drop_m"] = -rise_m[slope == _DOWN].sum()
    return known


def _steps_of(recording: Recording, seconds: Floats | None) -> float | None:
    """
    How many steps were counted; None without a cadence, or with one for less than half the time.
    """
    stream = recording.streams.get("cadence_rpm")
    if stream is None or seconds is None:
        return None
    cadence = np.frombuffer(stream)[:-1]
    counted_s = np.where(cadence > 0, seconds, 0.0)
    known_s = float(counted_s.sum())
    if not known_s or known_s < seconds.sum() / 2:
        return None
    turns = float(np.fmax(cadence, 0.0) @ counted_s)
    # Watches count the steps of one foot, some exports those of both: nobody runs at 60 a minute.
    feet = 1 if turns / known_s >= muscle_figure("both_feet_from_spm") else 2
    return turns / 60 * feet
