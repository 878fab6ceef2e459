"""
How fast does a history go in, and a second time?

The 653 FIT files of one runner's four years: read, checked, compared, kept with their streams
and originals, and their loads measured; against fitdecode that only decodes the same files and
keeps nothing. Bars: 15 times as fast (goal 40), two processes 1.4 times as fast as one, the
second import 10 times as fast as the first (goal 30), at most 250 MiB at the peak.

Every figure comes from a process of its own; rounds are interleaved and the median is shown.
fitdecode takes the better part of a minute for all files: `--every 10` takes each tenth file,
for all contestants alike, and says so. The fixed cost of starting weighs more then.
"""

from __future__ import annotations

import argparse
import json
import resource
import statistics
import subprocess
import sys
import tempfile
import time
import zipfile
from pathlib import Path

BARS = {
    "first import against fitdecode": 15.0,
    "two processes against one": 1.4,
    "second import against first": 10.0,
}
PEAK_BAR_MIB = 250


def unpack(folder: Path, every: int) -> int:
    """
    Every so manyth file of the history; returns how many there are.
    """
    # Not where imports are measured: it brings the test framework along.
    from tests.shared_data import shared_data_dir

    data = shared_data_dir()
    if data is None:
        raise SystemExit("The real recordings are not here: set UNKNOT_TEST_DATA to their folder.")
    with zipfile.ZipFile(data / "history" / "runner_a" / "runner_a_fit.zip") as archive:
        names = sorted(name for name in archive.namelist() if name.endswith(".fit"))[::every]
        archive.extractall(folder, names)
    return len(names)


def decode_only(folder: Path) -> dict[str, float]:
    """
    fitdecode reads every message of every file and keeps none.
    """
    import fitdecode

    began = time.perf_counter()
    for file in sorted(folder.rglob("*.fit")):
        with fitdecode.FitReader(file) as messages:
            for _ in messages:
                pass
    return {"seconds": time.perf_counter() - began}


def import_twice(folder: Path, workers: int) -> dict[str, float]:
    """
    An import into an empty store and the same once more; `workers` processes read beside us.
    """
    from unknot.bootstrap import open_house

    with tempfile.TemporaryDirectory() as data:
        house = open_house(Path(data))
        runner = house.own_runner().id
        seconds = []
        for _ in range(2):
            began = time.perf_counter()
            house.import_paths(runner, [folder], workers=workers)
            seconds.append(time.perf_counter() - began)
        efforts = len(house.list_runs(runner))
        house.close()
        size = sum(file.stat().st_size for file in Path(data).iterdir())
    return {
        "seconds": seconds[0],
        "again": seconds[1],
        "efforts": efforts,
        "store_mib": size / 2**20,
        "peak_mib": _peak_mib(),
    }


def _peak_mib() -> float:
    # Linux counts kilobytes, macOS bytes.
    unit = 2**20 if sys.platform == "darwin" else 2**10
    whose = (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)
    return sum(resource.getrusage(who).ru_maxrss for who in whose) / unit


def measure(folder: Path, rounds: int) -> dict[str, dict[str, float]]:
    """
    The medians of interleaved rounds, by contestant.
    """
    contestants = {
        "fitdecode, decoding only": ["--decode", str(folder)],
        "import, one process": ["--import", str(folder), "--workers", "0"],
        "import, two processes": ["--import", str(folder), "--workers", "1"],
    }
    told: dict[str, list[dict[str, float]]] = {name: [] for name in contestants}
    for _ in range(rounds):
        for name, arguments in contestants.items():
            command = [sys.executable, "-m", "benchmarks.store.import_history", *arguments]
            done = subprocess.run(command, stdout=subprocess.PIPE, check=True, text=True)
            told[name].append(json.loads(done.stdout))
    return {
        name: {key: statistics.median(each[key] for each in every) for key in every[0]}
        for name, every in told.items()
    }


def ratios_of(figures: dict[str, dict[str, float]]) -> dict[str, float]:
    """
    What is compared with the bars; the better of one and two processes counts for the first.
    """
    peer = figures["fitdecode, decoding only"]["seconds"]
    one, two = figures["import, one process"], figures["import, two processes"]
    best = min(one["seconds"], two["seconds"])
    return {
        "first import against fitdecode": peer / best,
        "two processes against one": one["seconds"] / two["seconds"],
        "second import against first": best / min(one["again"], two["again"]),
    }


def show(figures: dict[str, dict[str, float]], ratios: dict[str, float], said: str) -> None:
    """
    A table for people.
    """
    print(said)
    for name, each in figures.items():
        more = ""
        if "again" in each:
            more = (
                f"  again {each['again']:6.2f} s  {each['efforts']:.0f} efforts"
                f"  store {each['store_mib']:.1f} MiB  peak {each['peak_mib']:.0f} MiB"
            )
        print(f"  {name:28}{each['seconds']:8.2f} s{more}")
    for name, ratio in ratios.items():
        word = "met" if ratio >= BARS[name] else "missed"
        print(f"  {name:34}{ratio:6.1f} x  bar {BARS[name]:g} x  {word}")
    peak = max(each.get("peak_mib", 0) for each in figures.values())
    word = "met" if peak <= PEAK_BAR_MIB else "missed"
    print(f"  {'peak memory, all processes':34}{peak:6.0f} MiB  bar {PEAK_BAR_MIB} MiB  {word}")


def main() -> None:
    """
    Runs the benchmark, or, when asked by itself, one contestant.
    """
    parser = argparse.ArgumentParser(description="How fast does a history go in?")
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--every", type=int, default=1, help="take every so manyth file")
    parser.add_argument("--json", action="store_true")
    parser.add_argument("--decode", type=Path, help=argparse.SUPPRESS)
    parser.add_argument("--import", dest="take_in", type=Path, help=argparse.SUPPRESS)
    parser.add_argument("--workers", type=int, default=0, help=argparse.SUPPRESS)
    asked = parser.parse_args()
    if asked.decode:
        print(json.dumps(decode_only(asked.decode)))
    elif asked.take_in:
        print(json.dumps(import_twice(asked.take_in, asked.workers)))
    else:
        _compare(asked)


def _compare(asked: argparse.Namespace) -> None:
    with tempfile.TemporaryDirectory() as place:
        folder = Path(place)
        files = unpack(folder, asked.every)
        figures = measure(folder, asked.rounds)
    ratios = ratios_of(figures)
    if asked.json:
        told = {"files": files, "every": asked.every, "rounds": asked.rounds}
        print(json.dumps({**told, "figures": figures, "ratios": ratios}, indent=1))
    else:
        which = "all files" if asked.every == 1 else f"every {asked.every}th file"
        show(figures, ratios, f"{files} FIT files ({which}), medians of {asked.rounds} rounds")


if __name__ == "__main__":
    main()
