"""
How fast is load computed?

Bars on a quiet machine: TRIMP of an hour at one sample a second 26 us; the cost of its hills on
a 10 m grid 57 us; the two averages over twenty years of days 76 us; 5,000 one-hour runs
measured in 1 s, from their samples and again from what these added up to. Beside each stands a plain Python loop that does the same, measured in the
same run; the ratio tells a slow program from a slow machine. Medians of interleaved rounds.
"""

from __future__ import annotations

import argparse
import json
import math
import statistics
import time
from array import array
from collections.abc import Callable
from datetime import UTC, datetime

import numpy as np

from unknot.catalogue.load import cost_coefficients
from unknot.decide.load.averages import average_of_days
from unknot.decide.load.graded import graded_sum_over, relative_costs
from unknot.decide.load.heart import beats_over, trimp_of
from unknot.decide.load.measure import measure_loads, with_sums
from unknot.decide.load.profile import Profile
from unknot.domain.recording import Recording, Sport, Surface

PROFILE = Profile(60, 190, 3.5, "men", frozenset())
SECONDS = np.arange(3600.0)
BEATS = 150 + 15 * np.sin(SECONDS / 200)
METRES = np.cumsum(3 + 0.3 * np.sin(SECONDS / 60))
HEIGHTS = 300 + 20 * np.sin(METRES / 800)
DAYS = np.where(np.arange(7300) % 7 < 4, 180.0, 0.0)
GRID = np.arange(0.0, METRES[-1], 10.0)
BARS_US = {"trimp of an hour": 26.0, "cost of hills": 57.0, "averages of 20 years": 76.0}


def plain_trimp() -> float:
    """
    Banister's sum, sample by sample.
    """
    beats, seconds = BEATS.tolist(), SECONDS.tolist()
    total = 0.0
    for index in range(len(beats) - 1):
        step = seconds[index + 1] - seconds[index]
        if 0 < step <= 30 and beats[index] > 0:
            reserve = min(max((beats[index] - 60) / 130, 0), 1)
            total += step / 60 * reserve * 0.64 * math.exp(1.92 * reserve)
    return total


def plain_graded() -> float:
    """
    Graded load, sample by sample, without the grid and its averages: less work than ours.
    """
    metres, heights, seconds = METRES.tolist(), HEIGHTS.tolist(), SECONDS.tolist()
    total = 0.0
    for index in range(len(metres) - 1):
        way, step = metres[index + 1] - metres[index], seconds[index + 1] - seconds[index]
        gradient = min(max((heights[index + 1] - heights[index]) / way, -0.45), 0.45)
        cost = 0.0
        for coefficient in cost_coefficients():
            cost = cost * gradient + coefficient
        total += (way / step * cost / 3.6 / 3.5) ** 2 * step / 36
    return total


def plain_costs() -> list[float]:
    """
    The cost of every cell, without averaging the elevation first: less work than ours.
    """
    metres, heights, costs, at = METRES.tolist(), HEIGHTS.tolist(), [], 0
    before = heights[0]
    for edge in GRID.tolist()[1:]:
        while metres[at + 1] < edge:
            at += 1
        share = (edge - metres[at]) / (metres[at + 1] - metres[at])
        height = heights[at] + share * (heights[at + 1] - heights[at])
        gradient, before, cost = min(max((height - before) / 10, -0.45), 0.45), height, 0.0
        for coefficient in cost_coefficients():
            cost = cost * gradient + coefficient
        costs.append(cost / 3.6)
    return costs


def plain_averages() -> list[float]:
    """
    Both averages, day by day.
    """
    averages = []
    for days in (7, 42):
        now, keep = 0.0, math.exp(-1 / days)
        for load in DAYS.tolist():
            now = now * keep + load * (1 - keep)
            averages.append(now)
    return averages


def our_averages() -> None:
    """
    Both averages with what is known counted beside them.
    """
    average_of_days(DAYS, 7)
    average_of_days(DAYS, 42)


PAIRS: dict[str, tuple[Callable[[], object], Callable[[], object]]] = {
    "trimp of an hour": (lambda: trimp_of(beats_over(SECONDS, BEATS), PROFILE), plain_trimp),
    "cost of hills": (lambda: relative_costs(GRID, METRES, HEIGHTS), plain_costs),
    "graded load of an hour": (
        lambda: graded_sum_over(SECONDS, METRES, HEIGHTS),
        plain_graded,
    ),
    "averages of 20 years": (our_averages, plain_averages),
}


def microseconds_of(work: Callable[[], object], times: int) -> float:
    """
    How long one call takes, as the mean of so many in a row.
    """
    began = time.perf_counter()
    for _ in range(times):
        work()
    return (time.perf_counter() - began) / times * 1e6


def an_hour() -> Recording:
    """
    A recording of an hour, as a reader gives it.
    """
    streams = {
        "time_s": array("d", SECONDS),
        "heart_rate_bpm": array("d", BEATS),
        "distance_m": array("d", METRES),
        "altitude_m": array("d", HEIGHTS),
    }
    start = datetime(2026, 1, 1, tzinfo=UTC)
    return Recording(
        Sport.RUNNING, Surface.ROAD, start, 3600, 3600, 10_800, n_records=3600, streams=streams
    )


def measure(rounds: int) -> dict[str, dict[str, float]]:
    """
    Medians in microseconds, ours and the plain loop's, and seconds for 5,000 runs.
    """
    ours: dict[str, list[float]] = {name: [] for name in PAIRS}
    plain: dict[str, list[float]] = {name: [] for name in PAIRS}
    for _ in range(rounds):
        for name, (our_work, plain_work) in PAIRS.items():
            ours[name].append(microseconds_of(our_work, 50))
            plain[name].append(microseconds_of(plain_work, 2))
    figures = {
        name: {
            "us": round(statistics.median(ours[name]), 1),
            "plain_us": round(statistics.median(plain[name]), 1),
            "times_faster": round(statistics.median(plain[name]) / statistics.median(ours[name])),
            "bar_us": BARS_US.get(name, 0.0),
        }
        for name in PAIRS
    }
    recording = an_hour()
    summed = with_sums(recording)
    from_samples = microseconds_of(lambda: measure_loads(recording, PROFILE, None, None), 1000)
    again = microseconds_of(lambda: measure_loads(summed, PROFILE, None, None), 1000)
    figures["5,000 runs of an hour"] = {"us": round(from_samples * 5000), "bar_us": 1e6}
    figures["the same measured again"] = {"us": round(again * 5000), "bar_us": 1e6}
    return figures


def main() -> None:
    """
    Print a table, or JSON with --json.
    """
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("--rounds", type=int, default=15)
    asked.add_argument("--json", action="store_true")
    options = asked.parse_args()
    figures = measure(options.rounds)
    if options.json:
        print(json.dumps(figures, indent=2))
        return
    for name, row in figures.items():
        bar = row["bar_us"]
        verdict = "" if not bar else ("met" if row["us"] <= bar else "missed")
        limit = f"bar {bar:8.0f} us" if bar else ""
        beside = f"{row['times_faster']:4.0f}x a plain loop" if "times_faster" in row else ""
        print(f"{name:24} {row['us']:10.1f} us  {limit:16} {verdict:7} {beside}")


if __name__ == "__main__":
    main()
