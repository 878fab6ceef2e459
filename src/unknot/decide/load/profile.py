"""
The few numbers about a runner that load needs: heart rates and threshold speed.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np

from unknot.catalogue.load import load_figure
from unknot.domain.recording import Recording
from unknot.domain.run import RunDone
from unknot.domain.settings import Settings

_RECORDINGS_THAT_AGREE = 3


@dataclass(frozen=True, slots=True)
class Profile:
    """
    What load is measured against. `estimated` names the fields the runner did not say.

    `sex` is which of Banister's two published curves is used, "men" or "women".
    """

    resting_hr: float
    maximal_hr: float
    threshold_speed_mps: float
    sex: str
    estimated: frozenset[str]


def profile_of(
    settings: Settings, runs: Sequence[RunDone], observed_max_hr: float | None = None
) -> Profile:
    """
    What the runner said, and a stated estimate for the rest.

    `observed_max_hr` is what `observed_maximum` says of the runner's recordings. The
    estimates, and why: docs/evidence/load-scale.md.
    """
    said = {
        "resting_hr": settings.resting_hr,
        "maximal_hr": settings.maximal_hr,
        "threshold_speed_mps": settings.threshold_pace_s_per_km,
        "sex": settings.trimp_sex_coefficient,
    }
    resting, maximal = _heart_rates(settings, runs, observed_max_hr)
    pace = settings.threshold_pace_s_per_km
    return Profile(
        resting_hr=resting,
        maximal_hr=maximal,
        threshold_speed_mps=1000 / pace if pace else estimate_threshold_speed(runs),
        sex=settings.trimp_sex_coefficient or "men",
        estimated=frozenset(name for name, value in said.items() if value is None),
    )


def highest_heart_rate(recording: Recording) -> float | None:
    """
    The heart rate that a recording shows at most, single spikes left out; None without any.
    """
    stream = recording.streams.get("heart_rate_bpm")
    if stream is None or not recording.trusted_heart_rate:
        return None
    beats = np.frombuffer(stream)
    beats = beats[beats > 0]
    if beats.size == 0:
        return None
    # As np.percentile has it, which looks at more than one value of a stream needs.
    place = (beats.size - 1) * load_figure("observed_percentile") / 100
    below = int(place)
    above = min(below + 1, beats.size - 1)
    sorted_there = np.partition(beats, (below, above))
    return float(
        sorted_there[below] + (sorted_there[above] - sorted_there[below]) * (place - below)
    )


def observed_maximum(highest: Iterable[float | None]) -> float | None:
    """
    The heart rate that three recordings reached, of the highest of each; None without any.

    One recording alone may be a strap that slipped, so with fewer than three the lowest counts.
    """
    known = sorted((each for each in highest if each is not None), reverse=True)
    return known[:_RECORDINGS_THAT_AGREE][-1] if known else None


def estimate_threshold_speed(runs: Sequence[RunDone]) -> float:
    """
    The speed the runner could hold for about an hour, in metres a second.

    The best of the runs of 20 to 70 minutes, each taken to an hour by the usual fall of
    speed with time. Training is slower than racing, so this errs on the slow side.
    """
    speeds = [speed for run in runs if (speed := speed_for_an_hour(run)) is not None]
    return max(speeds, default=load_figure("threshold_speed_mps"))


def speed_for_an_hour(run: RunDone) -> float | None:
    """
    The speed of a run taken to an hour; None for one too short, too long or not believable.
    """
    seconds = run.timer_s or run.elapsed_s
    if not run.is_run or not seconds or not run.distance_m:
        return None
    minutes, speed = seconds / 60, run.distance_m / seconds
    if not load_figure("threshold_from_min") <= minutes <= load_figure("threshold_to_min"):
        return None
    if speed > load_figure("fastest_believable_mps"):
        return None
    # Time grows as distance^(1 + f), so speed falls as time^(-f / (1 + f)).
    fatigue = load_figure("threshold_fatigue")
    return float(speed * (minutes / 60) ** (fatigue / (1 + fatigue)))


def _heart_rates(
    settings: Settings, runs: Sequence[RunDone], observed_max_hr: float | None
) -> tuple[float, float]:
    # Resting and maximal stay at least 20 apart, as the settings ask of what is typed in.
    seen = observed_max_hr
    if seen is None:
        averages = [run.avg_hr for run in runs if run.avg_hr]
        seen = max([load_figure("maximal_hr"), *averages])
    resting = float(settings.resting_hr or load_figure("resting_hr"))
    if settings.maximal_hr is not None:
        maximal = float(settings.maximal_hr)
        return min(resting, maximal - 20), maximal
    return resting, max(seen, load_figure("maximal_hr_at_least"), resting + 20)
