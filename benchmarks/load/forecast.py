"""
How fast is the soreness forecast?

Bars on a quiet machine: 112 days of 24 regions on both sides in 10 ms; what half a year of
reports says of a runner in 50 ms. Beside the first stands a plain loop over the same tracks in
the same run; the ratio tells a slow program from a slow machine. Medians of interleaved rounds.
"""

from __future__ import annotations

import argparse
import json
import statistics
import time
from collections.abc import Callable

import numpy as np

from unknot.decide.load.filter import Response, follow, likely_range
from unknot.decide.load.learning import learn
from unknot.domain.body import RegionGroup

N_DAYS, N_TRACKS, N_SEASON = 112, 24 * 2, 182
BARS_MS = {"112 days, 24 regions, 2 sides": 10.0, "half a year learned from": 50.0}
CHANCE = np.random.default_rng(20_260)
ADDED = CHANCE.gamma(1.0, 0.8, (N_DAYS, N_TRACKS))
SAID = np.where(
    CHANCE.random(ADDED.shape) < 0.3, CHANCE.integers(0, 10, ADDED.shape).astype(float), np.nan
)
SEASON = CHANCE.gamma(1.0, 0.8, (N_SEASON, len(RegionGroup)))
TOLD = CHANCE.integers(0, 6, SEASON.shape).astype(float)
EVERYBODY = Response(0.3)


def ours() -> None:
    """
    Levels and likely ranges of all tracks.
    """
    path = follow(ADDED, SAID, EVERYBODY)
    likely_range(path.levels, path.spreads)


def plain_loop() -> list[tuple[float, float, float]]:
    """
    The same, number by number.
    """
    added, said, found = ADDED.tolist(), SAID.tolist(), []
    for track in range(N_TRACKS):
        level = doubt = 0.0
        for day in range(N_DAYS):
            arriving, report = added[day][track], said[day][track]
            level = min(max(0.3 * level + arriving, 0.0), 10.0)
            doubt = 0.09 * doubt + 2.25 + (0.5 * arriving) ** 2
            if report == report:
                level, doubt = report, 0.0
            reach = 1.2816 * doubt**0.5
            found.append((level, max(level - reach, 0.0), min(level + reach, 10.0)))
    return found


def milliseconds_of(work: Callable[[], object], times: int) -> float:
    """
    How long one call takes, as the mean of so many in a row.
    """
    began = time.perf_counter()
    for _ in range(times):
        work()
    return (time.perf_counter() - began) / times * 1e3


def measure(rounds: int) -> dict[str, dict[str, float]]:
    """
    Medians in milliseconds, with what a plain loop takes.
    """
    taken: dict[str, list[float]] = {"ours": [], "plain": [], "learned": []}
    for _ in range(rounds):
        taken["ours"].append(milliseconds_of(ours, 10))
        taken["plain"].append(milliseconds_of(plain_loop, 5))
        taken["learned"].append(milliseconds_of(lambda: learn(SEASON, TOLD, tuple(RegionGroup)), 2))
    median = {name: statistics.median(each) for name, each in taken.items()}
    first, second = BARS_MS
    return {
        first: {
            "ms": round(median["ours"], 2),
            "bar_ms": BARS_MS[first],
            "times_faster": round(median["plain"] / median["ours"], 1),
        },
        second: {"ms": round(median["learned"], 2), "bar_ms": BARS_MS[second]},
    }


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
        verdict = "met" if row["ms"] <= row["bar_ms"] else "missed"
        beside = f"{row['times_faster']:4.1f}x a plain loop" if "times_faster" in row else ""
        print(f"{name:30} {row['ms']:8.2f} ms  bar {row['bar_ms']:5.0f} ms  {verdict:7} {beside}")


if __name__ == "__main__":
    main()
