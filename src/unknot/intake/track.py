"""
How far and how high a track goes, from its positions and altitudes.
"""

from __future__ import annotations

import numpy as np

from unknot.intake.draft import Column

EARTH_RADIUS_M = 6_371_000.0

# A climb counts when it is at least this high: GPS and pressure wander by a few metres while
# a runner stands still, and adding that up turns a flat hour into a hill.
CLIMB_THRESHOLD_M = 5.0
# Altitudes are averaged over this long before climbs are counted.
CLIMB_SMOOTHING_S = 15.0


def step_lengths(latitude: Column, longitude: Column) -> Column:
    """
    Great-circle metres from each point to the next (haversine), one fewer than points.
    """
    phi, lam = np.radians(latitude), np.radians(longitude)
    d_phi, d_lam = np.diff(phi), np.diff(lam)
    half = np.sin(d_phi / 2) ** 2 + np.cos(phi[:-1]) * np.cos(phi[1:]) * np.sin(d_lam / 2) ** 2
    steps: Column = 2 * EARTH_RADIUS_M * np.arcsin(np.sqrt(np.clip(half, 0.0, 1.0)))
    return steps


def climb_and_descent(altitude: Column, times: Column | None) -> tuple[float, float] | None:
    """
    Metres up and metres down of a smoothed profile, or None with fewer than ten altitudes.
    """
    known = np.isfinite(altitude)
    if times is not None:
        known &= np.isfinite(times)
    if np.count_nonzero(known) < 10:
        return None
    heights = altitude[known]
    if times is not None:
        heights = _averaged_over_time(heights, times[known])
    return _count_climbs(heights)


def _averaged_over_time(heights: Column, times: Column) -> Column:
    slots = np.floor((times - times[0]) / CLIMB_SMOOTHING_S).astype(np.int64)
    starts = np.flatnonzero(np.r_[True, slots[1:] != slots[:-1]])
    averages: Column = np.add.reduceat(heights, starts) / np.diff(np.r_[starts, len(heights)])
    return averages


def _count_climbs(heights: Column) -> tuple[float, float]:
    """
    A rise or fall counts once it is `CLIMB_THRESHOLD_M` away from the last turning point.
    """
    up = down = 0.0
    anchor = float(heights[0])
    for height in heights.tolist():
        change = height - anchor
        if change >= CLIMB_THRESHOLD_M:
            up += change
            anchor = height
        elif change <= -CLIMB_THRESHOLD_M:
            down -= change
            anchor = height
    return up, down
