"""
Can these times be? Dates that are none, clocks that jump or run backwards, no duration.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

import numpy as np

from unknot.domain.recording import FileWarning
from unknot.intake.draft import UNIX_TIME, Column, Draft, Judged

# Before watches recorded runs (and, in FIT files, where times since power-on would lie), and a
# century nobody has run in yet.
EARLIEST = datetime(1998, 7, 4, tzinfo=UTC).timestamp()
LATEST = datetime(2100, 1, 1, tzinfo=UTC).timestamp()

# A pause may last a night on an ultra; two days without one sample is a clock set anew.
JUMP_S = 48 * 3600.0
# The longest races take about ten days.
LONGEST_S = 14 * 24 * 3600.0


def dates_are_dates(draft: Draft) -> Judged:
    """
    A time before mid-1998 or after 2100 is no date; such samples lose their time.
    """
    times = draft.columns.get(UNIX_TIME)
    if times is None:
        return draft, ()
    with np.errstate(invalid="ignore"):
        absurd = (times < EARLIEST) | (times >= LATEST)
    n_absurd = int(np.count_nonzero(absurd))
    if not n_absurd or draft.start is None:
        return draft, ()
    text = f"{n_absurd} of {draft.n_records} points carry an impossible date and were left untimed."
    mended = draft.with_column(UNIX_TIME, np.where(absurd, np.nan, times))
    return mended, (FileWarning("impossible-date", text),)


def clock_does_not_jump(draft: Draft) -> Judged:
    """
    A gap of more than two days between two samples is a clock set anew, not a run that long.

    The longest stretch with one clock keeps its times; the samples before and after lose theirs.
    """
    times = draft.columns.get(UNIX_TIME)
    if times is None:
        return draft, ()
    known = np.flatnonzero(np.isfinite(times))
    jumps = np.flatnonzero(np.abs(np.diff(times[known])) > JUMP_S)
    if not len(jumps):
        return draft, ()
    kept = _longest_stretch(known, jumps)
    days = float(np.abs(np.diff(times[known])).max()) / 86_400
    untimed = np.full_like(times, np.nan)
    untimed[kept] = times[kept]
    mended = draft.with_column(UNIX_TIME, untimed)
    first = float(times[kept[0]])
    if draft.start is not None and abs(draft.start - first) > JUMP_S:
        mended = replace(mended, start=first)
    text = (
        f"The clock jumps by {days:.0f} days in the middle; "
        f"{len(known) - len(kept)} samples beyond the jump were left untimed."
    )
    return mended, (FileWarning("clock-jump", text),)


def _longest_stretch(known: np.ndarray, jumps: np.ndarray) -> np.ndarray:
    stretches = np.split(known, jumps + 1)
    return max(stretches, key=len)


def clock_does_not_run_back(draft: Draft) -> Judged:
    """
    Samples whose time is before an earlier sample's lose their time.
    """
    times = draft.columns.get(UNIX_TIME)
    if times is None or not len(times):
        return draft, ()
    latest = np.fmax.accumulate(times)
    with np.errstate(invalid="ignore"):
        back = times < latest
    n_back = int(np.count_nonzero(back))
    if not n_back:
        return draft, ()
    most = float(np.nanmax(latest - times))
    text = f"The clock runs back by up to {most:.0f} s; {n_back} samples were left untimed."
    mended = _with_elapsed(draft, times).with_column(UNIX_TIME, np.where(back, np.nan, times))
    return mended, (FileWarning("clock-runs-back", text),)


def duration_is_told(draft: Draft) -> Judged:
    """
    From the first sample to the last, where the file names no duration of its own.
    """
    if draft.elapsed_s is not None and not 0 <= draft.elapsed_s <= LONGEST_S:
        text = f"A duration of {draft.elapsed_s:.0f} s is impossible and was not believed."
        draft = replace(draft, elapsed_s=None)
        mended, more = duration_is_told(draft)
        return mended, (FileWarning("impossible-duration", text), *more)
    times = draft.columns.get(UNIX_TIME)
    draft = _with_elapsed(draft, times) if times is not None else draft
    if draft.elapsed_s == 0 and not draft.timer_s:
        text = "The recording lasts no time at all, so nothing was counted of it."
        return draft, (FileWarning("zero-duration", text),)
    return draft, ()


def _with_elapsed(draft: Draft, times: Column) -> Draft:
    known = times[np.isfinite(times)]
    if draft.elapsed_s is not None or not len(known):
        return draft
    span = float(known[-1] - known[0])
    return replace(draft, elapsed_s=span if span >= 0 else float(known.max() - known.min()))
