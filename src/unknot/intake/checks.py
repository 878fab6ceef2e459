"""
Every value is judged before it is believed: no invented date, distance or heart rate.

Each rule is a sentence that is true of a good recording. It returns the draft, mended where it
had to be, with a warning for the runner: a stable code and a sentence with the figures. Values
found impossible stay visible where they help, but are marked so that load leaves them out.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import numpy as np

from unknot.domain.recording import FileWarning, Sport
from unknot.domain.run_form import possible_form
from unknot.intake.check_clock import (
    clock_does_not_jump,
    clock_does_not_run_back,
    dates_are_dates,
    duration_is_told,
    moving_time_is_possible,
)
from unknot.intake.check_distance import (
    FARTHEST_M,
    distance_does_not_go_back,
    distance_is_told,
    places_are_on_the_globe,
    speed_is_possible,
    stated_distance_is_possible,
    track_does_not_leap,
    way_is_counted_along,
    way_is_not_told_twice,
)
from unknot.intake.check_heart import (
    counts_steps,
    heart_rate_is_not_the_cadence,
    heart_rate_is_possible,
    heart_rate_is_told,
)
from unknot.intake.draft import UNIX_TIME, Draft, Judged
from unknot.intake.track import climb_and_descent

# The Dead Sea's shore, and higher than any mountain.
LOWEST_M, HIGHEST_M = -500.0, 9_000.0
# Strides a minute below which a runner walks or stands.
WALKING_STRIDES = 65.0
# What a column may hold at all; beyond, it is missing.
_POSSIBLE = {
    "altitude_m": (LOWEST_M, HIGHEST_M),
    "speed_mps": (0.0, 100.0),
    "power_w": (0.0, 3_000.0),
    "cadence_rpm": (0.0, 254.0),
    "distance_m": (0.0, FARTHEST_M),
}


def judged(draft: Draft) -> Judged:
    """
    A draft after all rules, in their order, with all their warnings.
    """
    warnings: list[FileWarning] = []
    for rule in RULES:
        draft, found = rule(draft)
        warnings.extend(found)
    return draft, tuple(warnings)


def columns_are_possible(draft: Draft) -> Judged:
    """
    Altitudes, speeds and the like beyond anything possible are missing, not values.
    """
    for name, (lowest, highest) in _POSSIBLE.items():
        values = draft.columns.get(name)
        if values is None:
            continue
        with np.errstate(invalid="ignore"):
            impossible = (values < lowest) | (values > highest)
        if impossible.any():
            draft = draft.with_column(name, np.where(impossible, np.nan, values))
    return draft, ()


def cadence_counts_strides(draft: Draft) -> Judged:
    """
    Some files count both feet of a runner; a stride is two steps.
    """
    cadence = draft.column("cadence_rpm")
    if draft.sport is not Sport.RUNNING or cadence is None:
        return draft, ()
    if counts_steps(cadence):
        draft = draft.with_column("cadence_rpm", cadence / 2)
    return draft, ()


def cadence_is_told(draft: Draft) -> Judged:
    """
    The mean of a runner's steps from the samples taken while running, where no watch worked it out.
    """
    if draft.sport is not Sport.RUNNING or (draft.form and draft.form.cadence_spm is not None):
        return draft, ()
    strides = draft.columns.get("cadence_rpm")
    if strides is None:
        return draft, ()
    is_running = strides >= WALKING_STRIDES
    n_running = np.count_nonzero(is_running)
    if not n_running:
        return draft, ()
    steps = 2 * strides.sum(where=is_running) / n_running
    told = possible_form(cadence_spm=float(steps))
    if told is not None and draft.form is not None:
        told = replace(draft.form, cadence_spm=told.cadence_spm)
    return replace(draft, form=told or draft.form), ()


def climb_is_told(draft: Draft) -> Judged:
    """
    Ascent and descent from the smoothed altitudes, where the file names none.
    """
    altitude = draft.column("altitude_m")
    if altitude is None or (draft.ascent_m is not None and draft.descent_m is not None):
        return draft, ()
    climbed = climb_and_descent(altitude, draft.column(UNIX_TIME))
    if climbed is None:
        return draft, ()
    up, down = climbed
    ascent = up if draft.ascent_m is None else draft.ascent_m
    descent = down if draft.descent_m is None else draft.descent_m
    return replace(draft, ascent_m=ascent, descent_m=descent), ()


# Clock first, because speeds need it; what is told is counted only from what was believed.
RULES: tuple[Callable[[Draft], Judged], ...] = (
    dates_are_dates,
    clock_does_not_jump,
    way_is_not_told_twice,
    clock_does_not_run_back,
    moving_time_is_possible,
    duration_is_told,
    columns_are_possible,
    places_are_on_the_globe,
    track_does_not_leap,
    stated_distance_is_possible,
    distance_is_told,
    distance_does_not_go_back,
    speed_is_possible,
    way_is_counted_along,
    heart_rate_is_possible,
    heart_rate_is_not_the_cadence,
    heart_rate_is_told,
    cadence_counts_strides,
    cadence_is_told,
    climb_is_told,
)
