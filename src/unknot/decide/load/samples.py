"""
Which seconds of a recording were recorded: pauses, gaps and missing samples are not.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from unknot.catalogue.load import load_figure
from unknot.domain.recording import Recording

Floats = NDArray[np.float64]


def seconds_between(times_s: Floats) -> Floats:
    """
    The seconds from each sample to the next; 0 where the recording stood still or jumped back.
    """
    # The greater of a NaN and 0 is 0 here: a sample without a time falls out as a gap does.
    steps = np.fmax(times_s[1:] - times_s[:-1], 0.0)
    if steps.max(initial=0.0) > load_figure("gap_s"):
        steps[steps > _longest_interval(steps)] = 0.0
    return np.asarray(steps)


def _longest_interval(steps: Floats) -> float:
    # A file with one sample a minute is whole, not one long gap.
    usual = float(np.median(steps[steps > 0]))
    wide = min(load_figure("gap_intervals") * usual, load_figure("gap_at_most_s"))
    return max(load_figure("gap_s"), wide)


def seconds_needed(recording: Recording) -> float:
    """
    How many seconds the samples must cover for the recording to be judged by them.

    Four fifths of the time without pauses; where only the time from start to end is known,
    half of it. With less, a sum over the samples would make a hard run look easy.
    """
    if recording.timer_s:
        return recording.timer_s * load_figure("sampled_share")
    return (recording.elapsed_s or 0.0) * load_figure("sampled_share_of_elapsed")
