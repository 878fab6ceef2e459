"""
How hard the heart worked: Banister's sum over the samples of a recording (MEA-BAN).
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from unknot.catalogue.load import load_figure
from unknot.decide.load.profile import Profile
from unknot.domain.recording import Recording

Floats = NDArray[np.float64]


def trimp_of(recording: Recording, profile: Profile) -> float | None:
    """
    Banister's sum in its own points; None where the heart rate is missing or not trusted.

    Each interval between two samples counts with the heart rate at its start. Pauses and
    gaps are no minutes. A recording without samples counts its average over its time.
    """
    if not recording.trusted_heart_rate:
        return None
    if "heart_rate_bpm" not in recording.streams:
        return _trimp_of_average(recording, profile)
    times = recording.streams.get("time_s")
    if times is None or len(times) < 2:
        return None
    return trimp_over(
        np.frombuffer(times), np.frombuffer(recording.streams["heart_rate_bpm"]), profile
    )


def trimp_over(times_s: Floats, beats: Floats, profile: Profile) -> float | None:
    """
    The sum over samples; None when less than 80 % of the recorded time has a heart rate.
    """
    seconds = seconds_between(times_s)
    has_beat = beats[:-1] > 0
    counted = np.where(has_beat, seconds, 0.0)
    recorded_s, counted_s = float(seconds.sum()), float(counted.sum())
    if counted_s <= 0 or counted_s < load_figure("heart_rate_coverage") * recorded_s:
        return None
    effort = _effort_a_minute(np.where(has_beat, beats[:-1], profile.resting_hr), profile)
    return float(effort @ counted) / 60


def seconds_between(times_s: Floats) -> Floats:
    """
    The seconds from each sample to the next; 0 where the recording stood still or jumped back.
    """
    steps = np.diff(times_s)
    # NaN compares false, so a sample without a time falls out as a gap does.
    steps = np.where(steps > 0, steps, 0.0)
    limit = load_figure("gap_s")
    longest = float(steps.max(initial=0.0))
    if longest > limit:
        usual = float(np.median(steps[steps > 0]))
        limit = max(limit, load_figure("gap_intervals") * usual)
        steps[steps > limit] = 0.0
    return steps


def _effort_a_minute(beats: Floats, profile: Profile) -> Floats:
    reserve = (beats - profile.resting_hr) / (profile.maximal_hr - profile.resting_hr)
    reserve = np.minimum(np.maximum(reserve, 0.0), 1.0)
    curve = "women" if profile.sex == "women" else "men"
    factor, exponent = load_figure(f"trimp_factor_{curve}"), load_figure(f"trimp_exponent_{curve}")
    return np.asarray(reserve * np.exp(exponent * reserve) * factor)


def _trimp_of_average(recording: Recording, profile: Profile) -> float | None:
    seconds = recording.timer_s or recording.elapsed_s
    if not recording.avg_hr or not seconds:
        return None
    effort = _effort_a_minute(np.array([recording.avg_hr], dtype=np.float64), profile)
    return float(effort[0]) * seconds / 60
