"""
Heart rates that a chest strap kept and handed to the watch afterwards.

While swimming, or with a watch left at the edge, the strap writes `hr` messages of its own. They
carry a time in 1/1024 s that is only told once; later messages hold its last 12 bits, eight
beats' worth packed into twelve bytes. Each record gets the mean of what fell since the last one.
"""

from __future__ import annotations

from collections.abc import Iterable

import numpy as np

from unknot.intake.draft import Column
from unknot.intake.fit_messages import Message, number_in

_TICKS_PER_S = 1024
_MISSING_RATE = 255


def merge_heart_rates(record_times: Column, messages: Iterable[Message]) -> Column | None:
    """
    A heart-rate column for the records, or None when the strap's messages hold no time.
    """
    times, rates = _beats_of(messages)
    if not len(times) or not len(record_times):
        return None
    order = np.argsort(times, kind="stable")
    times, rates = times[order], rates[order]
    latest = np.fmax.accumulate(record_times)
    before = np.r_[record_times[0] - 1.0, latest[:-1]]
    first = np.searchsorted(times, before, side="right")
    last = np.searchsorted(times, latest, side="right")
    sums = np.r_[0.0, np.cumsum(rates)]
    counts = np.maximum(last - first, 0)
    with np.errstate(invalid="ignore", divide="ignore"):
        means: Column = np.where(counts > 0, (sums[last] - sums[first]) / counts, np.nan)
    return means if np.isfinite(means).any() else None


def _beats_of(messages: Iterable[Message]) -> tuple[Column, Column]:
    times: list[float] = []
    rates: list[float] = []
    zero: float | None = None
    ticks = 0
    for message in messages:
        told = number_in(message, "timestamp")
        if told is not None:
            first = _first_number(message.get("event_timestamp"))
            if first is None:
                continue
            fraction = number_in(message, "fractional_timestamp") or 0.0
            zero, ticks = told + fraction - first, round(first * _TICKS_PER_S)
            stamps = [ticks]
        elif zero is None:
            continue
        else:
            stamps = _unpacked(message.get("event_timestamp_12"), ticks)
            ticks = stamps[-1] if stamps else ticks
        for stamp, rate in zip(stamps, _numbers(message.get("filtered_bpm")), strict=False):
            if 0 < rate < _MISSING_RATE and zero is not None:
                times.append(zero + stamp / _TICKS_PER_S)
                rates.append(rate)
    return np.array(times, dtype=np.float64), np.array(rates, dtype=np.float64)


def _unpacked(packed: object, ticks: int) -> list[int]:
    """
    Twelve bits each, carried on from the last full time: a smaller value has wrapped around.
    """
    raw = bytes(int(each) & 0xFF for each in _numbers(packed))
    stamps: list[int] = []
    for at in range(0, len(raw) - 2, 3):
        for low in (raw[at] | (raw[at + 1] & 0x0F) << 8, raw[at + 1] >> 4 | raw[at + 2] << 4):
            ticks += (low - ticks) & 0xFFF
            stamps.append(ticks)
    return stamps


def _numbers(value: object) -> list[float]:
    if isinstance(value, int | float):
        return [float(value)]
    if isinstance(value, bytes | list | tuple):
        return [float(each) for each in value if isinstance(each, int | float)]
    return []


def _first_number(value: object) -> float | None:
    numbers = _numbers(value)
    return numbers[0] if numbers else None
