"""
What one recording says about its load, by each of the three methods.
"""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from unknot.decide.load.cells import Floats, LaidOut, lay_out
from unknot.decide.load.features import features_of
from unknot.decide.load.graded import graded_load_of, graded_sum_of
from unknot.decide.load.heart import beats_of, trimp_of
from unknot.decide.load.profile import Profile, highest_heart_rate
from unknot.decide.load.samples import seconds_between
from unknot.domain.recording import LoadSums, Recording
from unknot.domain.run import RawLoads


def sums_of(recording: Recording) -> LoadSums:
    """
    What the samples of a recording add up to, for load.
    """
    seconds = _seconds_of(recording)
    return _sums_over(recording, seconds, lay_out(recording, seconds))


def with_sums(recording: Recording) -> Recording:
    """
    The recording with what it adds up to, for load and for the muscles, where nobody has looked.
    """
    if recording.sums is not None and recording.features is not None:
        return recording
    seconds = _seconds_of(recording)
    laid_out = lay_out(recording, seconds)
    sums = recording.sums or _sums_over(recording, seconds, laid_out)
    features = recording.features or features_of(recording, seconds, laid_out)
    return replace(recording, sums=sums, features=features)


def _seconds_of(recording: Recording) -> Floats | None:
    times = np.frombuffer(recording.streams.get("time_s", b""))
    return seconds_between(times) if times.size else None


def _sums_over(recording: Recording, seconds: Floats | None, laid_out: LaidOut) -> LoadSums:
    return LoadSums(
        beats_of(recording, seconds),
        graded_sum_of(recording, laid_out),
        highest_heart_rate(recording),
    )


def measure_loads(
    recording: Recording, profile: Profile, rpe: float | None, minutes: float | None
) -> RawLoads:
    """
    All that can be known of a run's load, each method in its own unit; None where it cannot say.

    `rpe` is how hard the runner says it was, 0 to 10; `minutes` how long, else the recording's
    own time. A recording that has its sums may come without its streams. Used at import, and
    again when the runner's heart rates or pace are set.
    """
    if minutes is None:
        seconds = recording.timer_s or recording.elapsed_s
        minutes = seconds / 60 if seconds else None
    known = recording.sums or sums_of(recording)
    felt = rpe if rpe is not None else recording.rpe
    return RawLoads(
        rpe_min=felt * minutes if felt is not None and minutes else None,
        trimp=trimp_of(known.beats, profile),
        graded=graded_load_of(known.graded_m2_per_s, profile),
    )
