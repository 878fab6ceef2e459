"""
Can this heart rate be? Rates no heart has, and rates that are really the runner's steps.
"""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from unknot.domain.recording import FileWarning, Sport
from unknot.domain.sentence import sentence
from unknot.intake.draft import Column, Draft, Judged

# Beyond these a sensor speaks, not a heart. A rate of 0 or 255 is how files say "none".
LOWEST_BPM, HIGHEST_BPM = 25.0, 225.0
# A few wild samples are left out alone; more than this, and none of them is believed.
BELIEVED_SHARE = 0.02

# Optical sensors lock on to the steps. Then both move together, hardly ever apart; a runner
# whose heart happens to beat as fast as the feet fall does not show that over minutes.
LOCK_WITHIN_BPM = 2.0
LOCK_SHARE = 0.6
LOCK_CORRELATION = 0.8
LOCK_SAMPLES = 180


def heart_rate_is_possible(draft: Draft) -> Judged:
    """
    Rates below 25 and above 225 are left out; with many of them, all the rest is doubted too.
    """
    draft = _without_missing(draft)
    rates = draft.column("heart_rate_bpm")
    if rates is None:
        return _average_is_possible(draft)
    with np.errstate(invalid="ignore"):
        wild = (rates < LOWEST_BPM) | (rates > HIGHEST_BPM)
    n_wild, n_known = int(np.count_nonzero(wild)), int(np.count_nonzero(np.isfinite(rates)))
    if not n_wild:
        return _average_is_possible(draft)
    farthest = float(max(rates[wild], key=lambda rate: abs(rate - 125.0)))
    facts = {"n": n_wild, "of": n_known, "such": round(farthest)}
    if n_wild > BELIEVED_SHARE * n_known:
        said = sentence(
            "{n} of {of} heart rates are impossible (such as {such}); the heart rate is not used"
            " for your load.",
            **facts,
        )
        doubted = replace(draft, trusted_heart_rate=False)
        return doubted, (FileWarning("impossible-heart-rate", said),)
    said = sentence(
        "{n} of {of} heart rates are impossible (such as {such}) and were left out.", **facts
    )
    mended = draft.with_column("heart_rate_bpm", np.where(wild, np.nan, rates))
    return mended, (FileWarning("impossible-heart-rate", said),)


def _without_missing(draft: Draft) -> Draft:
    draft = replace(draft, avg_hr=_known(draft.avg_hr), max_hr=_known(draft.max_hr))
    rates = draft.columns.get("heart_rate_bpm")
    if rates is None:
        return draft
    with np.errstate(invalid="ignore"):
        missing = (rates <= 0) | (rates >= 255)
    return draft.with_column("heart_rate_bpm", np.where(missing, np.nan, rates))


def _known(rate: float | None) -> float | None:
    return rate if rate is not None and 0 < rate < 255 else None


def _average_is_possible(draft: Draft) -> Judged:
    average = draft.avg_hr
    if average is None or LOWEST_BPM <= average <= HIGHEST_BPM:
        return draft, ()
    said = sentence(
        "An average heart rate of {bpm} is impossible and is not used for your load.",
        bpm=f"{average:.0f}",
    )
    doubted = replace(draft, trusted_heart_rate=False)
    return doubted, (FileWarning("impossible-heart-rate", said),)


def heart_rate_is_not_the_cadence(draft: Draft) -> Judged:
    """
    A heart rate that follows the steps for most of a run is a sensor counting steps.
    """
    rates, cadence = draft.column("heart_rate_bpm"), draft.column("cadence_rpm")
    if draft.sport is not Sport.RUNNING or rates is None or cadence is None:
        return draft, ()
    steps = _steps_a_minute(cadence)
    with np.errstate(invalid="ignore"):
        both = np.isfinite(rates) & (steps > 100)
    if np.count_nonzero(both) < LOCK_SAMPLES or not _is_locked(rates[both], steps[both]):
        return draft, ()
    said = sentence(
        "The heart rate follows the steps (both about {bpm} a minute), so it is the sensor's error;"
        " it is not used for your load.",
        bpm=round(float(np.median(rates[both]))),
    )
    doubted = replace(draft, trusted_heart_rate=False)
    return doubted, (FileWarning("heart-rate-follows-steps", said),)


def _is_locked(rates: Column, steps: Column) -> bool:
    close = np.abs(rates - steps) <= LOCK_WITHIN_BPM
    if np.mean(close) < LOCK_SHARE or np.std(rates) < 1 or np.std(steps) < 1:
        return False
    return bool(np.corrcoef(rates, steps)[0, 1] >= LOCK_CORRELATION)


# Strides a minute; more can only be steps.
MOST_STRIDES = 120


def counts_steps(cadence: Column) -> bool:
    """
    Files count strides or steps of a runner; more than 120 most of the time can only be steps.
    """
    n_moving = np.count_nonzero(cadence > 0)
    return bool(2 * np.count_nonzero(cadence > MOST_STRIDES) > n_moving)


def _steps_a_minute(cadence: Column) -> Column:
    return cadence if counts_steps(cadence) else cadence * 2


def heart_rate_is_told(draft: Draft) -> Judged:
    """
    Mean and maximum of the samples, where the file names none.
    """
    rates = draft.column("heart_rate_bpm")
    if rates is None or not draft.trusted_heart_rate:
        return draft, ()
    if draft.avg_hr is None:
        draft = replace(draft, avg_hr=float(np.nanmean(rates)))
    if draft.max_hr is None:
        draft = replace(draft, max_hr=float(np.nanmax(rates)))
    return draft, ()
