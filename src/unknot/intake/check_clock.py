"""
Can these times be? Dates that are none, clocks that jump or run backwards, no duration.
"""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import replace
from datetime import UTC, datetime

import numpy as np

from unknot.domain.recording import FileWarning
from unknot.domain.sentence import sentence
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
    said = sentence(
        "{n} of {of} points carry an impossible date and were left untimed.",
        n=n_absurd,
        of=draft.n_records,
    )
    mended = draft.with_column(UNIX_TIME, np.where(absurd, np.nan, times))
    if np.isfinite(mended.columns[UNIX_TIME]).any():
        # Nobody knows whether the way to them was gone within this effort.
        mended = mended.without_places(absurd)
    return mended, (FileWarning("impossible-date", said),)


def clock_does_not_jump(draft: Draft) -> Judged:
    """
    A gap of more than two days between two samples is a clock set anew, not a run that long.

    The samples near the stated start keep their times and the others are moved up to them, as
    if no more than the usual interval lay between: the run keeps its course, and its date is
    the one the file states.
    """
    times = draft.columns.get(UNIX_TIME)
    if times is None:
        return draft, ()
    known = np.flatnonzero(np.isfinite(times))
    steps = np.diff(times[known])
    jumps = np.flatnonzero(np.abs(steps) > JUMP_S)
    if not len(jumps):
        return draft, ()
    closed = steps.copy()
    closed[jumps] = np.median(np.delete(steps, jumps)) if len(steps) > len(jumps) else 1.0
    course = np.r_[0.0, np.cumsum(closed)]
    anchor = _nearest_to_start(draft, times[known])
    moved = times.copy()
    moved[known] = course - course[anchor] + times[known][anchor]
    said = sentence(
        "The clock jumps by {days} days within the recording. The gap was closed; please check the"
        " date.",
        days=round(float(np.abs(steps[jumps]).max()) / 86_400),
    )
    return draft.with_column(UNIX_TIME, moved), (FileWarning("clock-jump", said),)


def _nearest_to_start(draft: Draft, known: Column) -> int:
    return int(np.argmin(np.abs(known - draft.start))) if draft.start is not None else 0


def clock_does_not_run_back(draft: Draft) -> Judged:
    """
    Samples out of the order of time lose their time: as few of them as put the rest in order.
    """
    times = draft.columns.get(UNIX_TIME)
    if times is None:
        return draft, ()
    known = np.flatnonzero(np.isfinite(times))
    steps = np.diff(times[known])
    if not (steps < 0).any():
        return draft, ()
    kept = known[longest_in_order(times[known].tolist())]
    untimed = np.full_like(times, np.nan)
    untimed[kept] = times[kept]
    said = sentence(
        "The clock runs back by up to {seconds} s; {n} of {of} samples are out of order and were"
        " left untimed.",
        seconds=round(-float(steps.min())),
        n=len(known) - len(kept),
        of=len(known),
    )
    mended = _with_elapsed(draft, times).with_column(UNIX_TIME, untimed)
    return mended, (FileWarning("clock-runs-back", said),)


def longest_in_order(times: list[float]) -> list[int]:
    """
    Indices of the longest series that never decreases (patience sorting).
    """
    ends: list[float] = []
    end_at: list[int] = []
    before = [-1] * len(times)
    for index, time in enumerate(times):
        place = bisect_right(ends, time)
        before[index] = end_at[place - 1] if place else -1
        if place == len(ends):
            ends.append(time)
            end_at.append(index)
        else:
            ends[place], end_at[place] = time, index
    series = []
    index = end_at[-1] if end_at else -1
    while index >= 0:
        series.append(index)
        index = before[index]
    return series[::-1]


def moving_time_is_possible(draft: Draft) -> Judged:
    """
    A time without pauses below nothing or beyond two weeks is none.
    """
    if draft.timer_s is None or 0 <= draft.timer_s <= LONGEST_S:
        return draft, ()
    said = sentence(
        "A moving time of {seconds} s is impossible and was not believed.",
        seconds=f"{draft.timer_s:.0f}",
    )
    return replace(draft, timer_s=None), (FileWarning("impossible-duration", said),)


def duration_is_told(draft: Draft) -> Judged:
    """
    From the first sample to the last, where the file names no duration of its own.
    """
    if draft.elapsed_s is not None and not 0 <= draft.elapsed_s <= LONGEST_S:
        said = sentence(
            "A duration of {seconds} s is impossible and was not believed.",
            seconds=f"{draft.elapsed_s:.0f}",
        )
        draft = replace(draft, elapsed_s=None)
        mended, more = duration_is_told(draft)
        return mended, (FileWarning("impossible-duration", said), *more)
    times = draft.columns.get(UNIX_TIME)
    draft = _with_elapsed(draft, times) if times is not None else draft
    if draft.elapsed_s == 0 and not draft.timer_s:
        said = sentence("The recording lasts no time at all, so nothing was counted of it.")
        return draft, (FileWarning("zero-duration", said),)
    return draft, ()


def _with_elapsed(draft: Draft, times: Column) -> Draft:
    known = times[np.isfinite(times)]
    if draft.elapsed_s is not None or not len(known):
        return draft
    span = float(known[-1] - known[0])
    return replace(draft, elapsed_s=span if span >= 0 else float(known.max() - known.min()))
