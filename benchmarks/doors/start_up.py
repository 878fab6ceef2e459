"""
How soon are the command line and the server there?

Bars: `unknot --help` under 0.3 s, the server ready in 1.5 s. Beside each stands the time an
empty Python takes on this machine in the same run; the ratio tells a slow program from a slow
machine. Medians of interleaved rounds.
"""

from __future__ import annotations

import argparse
import http.client
import json
import os
import socket
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

UNKNOT = str(Path(sys.executable).parent / "unknot")
BARS_S = {"help": 0.3, "server ready": 1.5}


def seconds_of(command: list[str]) -> float:
    """
    How long a command takes from start to end.
    """
    began = time.perf_counter()
    subprocess.run(command, stdout=subprocess.DEVNULL, check=True)
    return time.perf_counter() - began


def wait_until_ready(port: int, path: str = "/") -> None:
    """
    Until a server answers a first request, for half a minute at most.
    """
    began = time.perf_counter()
    while time.perf_counter() - began < 30:
        try:
            connection = http.client.HTTPConnection("127.0.0.1", port, timeout=5)
            connection.request("GET", path)
            if connection.getresponse().status < 500:
                return
        except OSError:
            time.sleep(0.01)
    raise SystemExit("the server did not answer within 30 seconds")


def seconds_until_ready(data: str) -> float:
    """
    How long until the server answers its first request.
    """
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    began = time.perf_counter()
    server = subprocess.Popen(
        [UNKNOT, "--data", data, "serve", "--port", str(port)],
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        env={**os.environ, "BROWSER": "true"},
    )
    try:
        wait_until_ready(port)
        return time.perf_counter() - began
    finally:
        server.terminate()
        server.wait(timeout=30)


def measure(rounds: int) -> dict[str, dict[str, float]]:
    """
    Medians in seconds, and as a multiple of an empty Python.
    """
    times: dict[str, list[float]] = {"empty python": [], "help": [], "server ready": []}
    with tempfile.TemporaryDirectory() as data:
        seconds_until_ready(data)  # makes the database once, as a runner has it every other day
        for _ in range(rounds):
            times["empty python"].append(seconds_of([sys.executable, "-c", "pass"]))
            times["help"].append(seconds_of([UNKNOT, "--help"]))
            times["server ready"].append(seconds_until_ready(data))
    medians = {name: statistics.median(values) for name, values in times.items()}
    return {
        name: {
            "seconds": round(median, 3),
            "times_empty_python": round(median / medians["empty python"], 1),
            "bar_s": BARS_S.get(name, 0.0),
        }
        for name, median in medians.items()
    }


def main() -> None:
    """
    Print a table, or JSON with --json.
    """
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("--rounds", type=int, default=7)
    asked.add_argument("--json", action="store_true")
    options = asked.parse_args()
    figures = measure(options.rounds)
    if options.json:
        print(json.dumps(figures, indent=2))
        return
    for name, row in figures.items():
        bar = row["bar_s"]
        verdict = "" if not bar else ("met" if row["seconds"] <= bar else "missed")
        limit = "" if not bar else f"bar {bar} s"
        print(
            f"{name:14} {row['seconds']:7.3f} s  {row['times_empty_python']:5.1f}x  {limit:10} {verdict}"
        )


if __name__ == "__main__":
    main()
