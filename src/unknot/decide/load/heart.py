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


Beats = tuple[tuple[float, float], ...]

# Faster than any heart: beyond it every beat counts as the highest one does.
_FASTEST_BPM = 400.0
_STEPS_A_BEAT = 10


def beats_of(recording: Recording, seconds: Floats | None = None) -> Beats:
    """
    Seconds at each heart rate, to a tenth of a beat; empty where it is missing or not trusted.

    Each interval between two heart rates counts with the one at its start. Pauses and gaps
    are no minutes. A recording without samples counts its average over its time. `seconds` are
    those between its samples, where somebody has them already.
    """
    if not recording.trusted_heart_rate:
        return ()
    if "heart_rate_bpm" not in recording.streams:
        return _beats_of_average(recording)
    times = np.frombuffer(recording.streams.get("time_s", b""))
    beats = np.frombuffer(recording.streams["heart_rate_bpm"])
    return beats_over(times, beats, seconds_needed(recording), seconds)


def beats_over(
    times_s: Floats, beats: Floats, needed_s: float = 0.0, seconds: Floats | None = None
) -> Beats:
    """
    The same over samples; empty when they cover less than the seconds needed.
    """
    has_beat = beats > 0
    if not has_beat.all():
        # Some watches write a heart rate with every fifth sample only.
        times_s, beats, seconds = times_s[has_beat], beats[has_beat], None
    seconds = seconds_between(times_s) if seconds is None else seconds
    if float(seconds.sum()) <= needed_s:
        return ()
    steps = np.rint(np.minimum(beats[:-1], _FASTEST_BPM) * _STEPS_A_BEAT)
    spent = np.bincount(steps.astype(np.intp), weights=seconds)
    found = np.flatnonzero(spent)
    return tuple(zip((found / _STEPS_A_BEAT).tolist(), spent[found].tolist(), strict=True))


def trimp_of(beats: Beats, profile: Profile) -> float | None:
    """
    Banister's sum in its own points; None without heart rates.
    """
    if not beats:
        return None
    rates, seconds = np.array(beats).T
    return float(_effort_a_minute(rates, profile) @ seconds) / 60


def _effort_a_minute(beats: Floats, profile: Profile) -> Floats:
    curve = "women" if profile.sex == "women" else "men"
    factor, exponent = load_figure(f"trimp_factor_{curve}"), load_figure(f"trimp_exponent_{curve}")
    reserve = (beats - profile.resting_hr) / (profile.maximal_hr - profile.resting_hr)
    reserve = np.minimum(np.maximum(reserve, 0.0), 1.0)
    return np.asarray(factor * reserve * np.exp(exponent * reserve))


def _beats_of_average(recording: Recording) -> Beats:
    seconds = recording.timer_s or recording.elapsed_s
    if not recording.avg_hr or not seconds:
        return ()
    return ((recording.avg_hr, seconds),)
