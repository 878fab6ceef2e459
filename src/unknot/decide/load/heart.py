"""
How hard the heart worked: Banister's sum over the samples of a recording (MEA-BAN).
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from unknot.catalogue.load import load_figure
from unknot.decide.load.profile import Profile
from unknot.decide.load.samples import seconds_between, seconds_needed
from unknot.domain.recording import Recording

Floats = NDArray[np.float64]


def trimp_of(recording: Recording, profile: Profile) -> float | None:
    """
    Banister's sum in its own points; None where the heart rate is missing or not trusted.

    Each interval between two heart rates counts with the one at its start. Pauses and gaps
    are no minutes. A recording without samples counts its average over its time.
    """
    if not recording.trusted_heart_rate:
        return None
    if "heart_rate_bpm" not in recording.streams:
        return _trimp_of_average(recording, profile)
    times = np.frombuffer(recording.streams.get("time_s", b""))
    beats = np.frombuffer(recording.streams["heart_rate_bpm"])
    return trimp_over(times, beats, profile, seconds_needed(recording))


def trimp_over(
    times_s: Floats, beats: Floats, profile: Profile, needed_s: float = 0.0
) -> float | None:
    """
    The sum over samples; None when they cover less than the seconds needed.
    """
    has_beat = beats > 0
    if not has_beat.all():
        # Some watches write a heart rate with every fifth sample only.
        times_s, beats = times_s[has_beat], beats[has_beat]
    seconds = seconds_between(times_s)
    if float(seconds.sum()) <= needed_s:
        return None
    return float(_effort_a_minute(beats[:-1], profile) @ seconds) / 60


def _effort_a_minute(beats: Floats, profile: Profile) -> Floats:
    curve = "women" if profile.sex == "women" else "men"
    factor, exponent = load_figure(f"trimp_factor_{curve}"), load_figure(f"trimp_exponent_{curve}")
    reserve = beats - profile.resting_hr
    reserve *= 1 / (profile.maximal_hr - profile.resting_hr)
    np.maximum(reserve, 0.0, out=reserve)
    np.minimum(reserve, 1.0, out=reserve)
    effort = np.exp(exponent * reserve)
    effort *= reserve
    effort *= factor
    return np.asarray(effort)


def _trimp_of_average(recording: Recording, profile: Profile) -> float | None:
    seconds = recording.timer_s or recording.elapsed_s
    if not recording.avg_hr or not seconds:
        return None
    effort = _effort_a_minute(np.array([recording.avg_hr], dtype=np.float64), profile)
    return float(effort[0]) * seconds / 60
