"""
How fast is the load of every muscle found again for a long history?

2,400 runs of an hour, a sample a second, up and down hills with faster stretches. Bar: 2 s on a
quiet machine from what is kept, as when weights or settings change: runs read from the database,
kinds and loads found, every region of every run computed. Beside it what it takes from the raw samples, as when
features are told another way: from arrays in memory, and from the streams as they are packed in the database. A plain
Python loop over the samples of the same runs is the baseline of the second. Medians of interleaved rounds.
"""

from __future__ import annotations

import argparse
import json
import statistics
import tempfile
import time
from array import array
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import numpy as np

from unknot.bootstrap import open_house
from unknot.decide.load.features import features_of
from unknot.decide.load.kinds import kinds_of
from unknot.decide.load.measure import with_sums
from unknot.decide.load.picture import load_picture
from unknot.decide.load.regions import muscle_load
from unknot.domain.body import Region
from unknot.domain.recording import Recording, Sport, Surface
from unknot.domain.run import RawLoads, RunDone
from unknot.store.streams import pack_streams

N_RUNS = 2400
BAR_S = 2.0
START = datetime(2026, 11, 1, 7, tzinfo=UTC)
SECONDS = np.arange(3601.0)
METRES = np.cumsum(3.2 + 2.4 * np.clip(np.sin(SECONDS / 150) - 0.6, 0, 1))
HEIGHTS = 300 + 60 * np.sin(METRES / 400)


def an_hour() -> Recording:
    """
    A recording of an hour over hills, as a reader gives it.
    """
    streams = {
        "time_s": array("d", SECONDS),
        "distance_m": array("d", METRES),
        "altitude_m": array("d", HEIGHTS),
        "cadence_rpm": array("d", [84.0] * SECONDS.size),
    }
    n, way = SECONDS.size, float(METRES[-1])
    return Recording(
        Sport.RUNNING, Surface.ROAD, START, 3600, 3600, way, n_records=n, streams=streams
    )


def history() -> list[RunDone]:
    """
    2,400 such runs, one every other day, each a little longer or shorter.
    """
    known = with_sums(an_hour()).features
    return [
        RunDone(
            id=f"r_{number:012d}",
            sport=Sport.RUNNING,
            surface=Surface.TRAIL if number % 5 == 0 else Surface.ROAD,
            start_utc=START - timedelta(days=2 * number),
            zone="UTC",
            elapsed_s=3600.0 + number % 600,
            timer_s=3600.0 + number % 600,
            distance_m=float(METRES[-1]),
            loads=RawLoads(rpe_min=240.0 + number % 60),
            features=replace(known, downhill_s=(known.downhill_s or 0) + number % 300),
        )
        for number in range(N_RUNS)
    ]


def every_region(runs: list[RunDone]) -> float:
    """
    Kinds, loads and every region of every run; the sum of it all, so that nothing is skipped.
    """
    kinds = kinds_of(runs, ())
    loads = {each.run_id: each.load.points for each in load_picture(runs, START.date()).runs}
    total = 0.0
    for run in runs:
        asked = muscle_load(run, kinds[run.id], loads[run.id] or 0.0)
        total += sum(asked.points(region) for region in Region)
    return total


def plain_features(metres: list[float], heights: list[float]) -> tuple[float, float, float]:
    """
    Seconds up, down and fast, sample by sample and without any average: less work than ours.
    """
    up = down = fast = 0.0
    for index in range(len(metres) - 1):
        way = metres[index + 1] - metres[index]
        slope = (heights[index + 1] - heights[index]) / way if way else 0.0
        up += slope >= 0.05
        down += slope <= -0.05
        fast += way >= 5.0
    return up, down, fast


def seconds_of(work: Callable[[], object], times: int = 1) -> float:
    """
    How long one call takes.
    """
    began = time.perf_counter()
    for _ in range(times):
        work()
    return (time.perf_counter() - began) / times


def measure(rounds: int) -> dict[str, float]:
    """
    Medians in seconds for all 2,400 runs.
    """
    recording = an_hour()
    packed = replace(recording, streams=pack_streams(recording.n_records, recording.streams))
    metres, heights = METRES.tolist(), HEIGHTS.tolist()
    found: dict[str, list[float]] = {}
    with tempfile.TemporaryDirectory() as folder:
        house = open_house(Path(folder))
        runner = house.store.add_runner("benchmark").id
        with house.store.open(runner) as db:
            for run in history():
                db.keep_effort(run)
                db.keep_loads({run.id: run.loads}, "benchmark")

        def from_the_store() -> float:
            with house.store.look(runner) as db:
                return every_region(list(db.runs()))

        runs = history()
        works: dict[str, tuple[Callable[[], object], int]] = {
            "from what is kept, database and all": (from_the_store, 1),
            "from what is kept, in memory": (lambda: every_region(runs), 1),
            "features from samples in memory": (lambda: features_of(recording), 100),
            "features from packed streams": (
                lambda: features_of(
                    replace(packed, streams=type(packed.streams).read(packed.streams.packed))
                ),
                50,
            ),
            "a plain loop over the samples": (lambda: plain_features(metres, heights), 2),
        }
        for _ in range(rounds):
            for name, (work, times) in works.items():
                scale = 1 if times == 1 else N_RUNS
                found.setdefault(name, []).append(seconds_of(work, times) * scale)
        house.close()
    return {name: round(statistics.median(each), 3) for name, each in found.items()}


def main() -> None:
    """
    Print a table, or JSON with --json.
    """
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("--rounds", type=int, default=5)
    asked.add_argument("--json", action="store_true")
    options = asked.parse_args()
    figures = measure(options.rounds)
    if options.json:
        print(json.dumps(figures, indent=2))
        return
    for name, seconds in figures.items():
        verdict = ""
        if name.startswith("from what is kept, database"):
            verdict = f"bar {BAR_S} s {'met' if seconds <= BAR_S else 'missed'}"
        print(f"{name:40} {seconds:7.3f} s  {verdict}")


if __name__ == "__main__":
    main()
