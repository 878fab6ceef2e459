"""
What one recording says about its load, by each of the three methods.
"""

from __future__ import annotations

from unknot.decide.load.graded import graded_load_of
from unknot.decide.load.heart import trimp_of
from unknot.decide.load.profile import Profile
from unknot.domain.recording import Recording
from unknot.domain.run import RawLoads


def measure_loads(
    recording: Recording, profile: Profile, rpe: float | None, minutes: float | None
) -> RawLoads:
    """
    All that can be known of a run's load, each method in its own unit; None where it cannot say.

    `rpe` is how hard the runner says it was, 0 to 10; `minutes` how long, else the recording's
    own time. Used at import, and again when the runner's heart rates or pace are set.
    """
    if minutes is None:
        seconds = recording.timer_s or recording.elapsed_s
        minutes = seconds / 60 if seconds else None
    felt = rpe if rpe is not None else recording.rpe
    return RawLoads(
        rpe_min=felt * minutes if felt is not None and minutes else None,
        trimp=trimp_of(recording, profile),
        graded=graded_load_of(recording, profile),
    )
