"""
How soon does a page come with ten years behind it?

2,400 runs and 3,600 check-ins, a warm server in a process of its own, requests over loopback as
a browser sends them (gzip, one open connection a client). Bars: Today, Plan, History and Load at
most 30 ms at the median with one client, and 100 ms for the 99th percentile with four clients at
once. Beside each stands the time of a page that reads nothing (a static file of the same
server) in the same run; the ratio tells a slow page from a slow machine. The client shares the
machine with the server, so four clients on two cores measure both.
"""

from __future__ import annotations

import argparse
import http.client
import json
import socket
import statistics
import subprocess
import sys
import tempfile
import threading
import time
from pathlib import Path

from benchmarks.doors.start_up import wait_until_ready
from benchmarks.doors.ten_years import StoppedClock, fill

PAGES = {
    "Today": "/",
    "Plan": "/plan",
    "History": "/history",
    "Load": "/load",
    "Load, all years": "/load?span=all",
}
# What a browser says when it opens a page.
AS_A_BROWSER = {"accept-encoding": "gzip", "accept": "text/html,*/*;q=0.8"}
STILL = "/static/any/css/tokens.css"
MEDIAN_BAR_MS, TAIL_BAR_MS = 30.0, 100.0
CLIENTS = 4


def serve(folder: Path, port: int) -> None:
    """
    The server of the benchmark: the real one, at an instant that stands still.
    """
    from unknot.bootstrap import open_house
    from unknot.web.server import Listening, serve

    house = open_house(folder, StoppedClock())
    serve(house, Listening(port=port), tell_address=lambda address: None)


def milliseconds_of(connection: http.client.HTTPConnection, path: str) -> float:
    """
    How long one request takes until its last byte is here.
    """
    began = time.perf_counter()
    connection.request("GET", path, headers=AS_A_BROWSER)
    answer = connection.getresponse()
    answer.read()
    if answer.status != 200:
        raise SystemExit(f"{path} answered {answer.status}")
    return (time.perf_counter() - began) * 1000


def one_client(port: int, paths: list[str], into: dict[str, list[float]]) -> None:
    """
    Asks for the pages in turn over one connection.
    """
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=30)
    for path in paths:
        into[path].append(milliseconds_of(connection, path))
    connection.close()


def many_clients(port: int, paths: list[str], into: dict[str, list[float]]) -> None:
    """
    The same, four at once, each beginning elsewhere in the round.
    """
    threads = [
        threading.Thread(target=one_client, args=(port, paths[at:] + paths[:at], into))
        for at in range(CLIENTS)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()


def percentile_99(values: list[float]) -> float:
    """
    What 99 of 100 stay below.
    """
    return statistics.quantiles(values, n=100, method="inclusive")[98]


def measure(folder: Path, rounds: int) -> dict[str, dict[str, float]]:
    """
    Medians and 99th percentiles in milliseconds, with one client and with four.
    """
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    command = [sys.executable, "-m", "benchmarks.doors.pages", "--serve", str(folder), str(port)]
    server = subprocess.Popen(command)
    paths = [*PAGES.values(), STILL]
    alone: dict[str, list[float]] = {path: [] for path in paths}
    together: dict[str, list[float]] = {path: [] for path in paths}
    warm: dict[str, list[float]] = {path: [] for path in paths}
    try:
        wait_until_ready(port)
        one_client(port, paths * 5, warm)
        one_client(port, paths * rounds, alone)
        many_clients(port, paths * rounds, together)
    finally:
        server.terminate()
        server.wait(timeout=30)
    still = statistics.median(alone[STILL])
    return {
        name: {
            "median_ms": round(statistics.median(alone[path]), 1),
            "times_a_still_page": round(statistics.median(alone[path]) / still, 1),
            "p99_ms": round(percentile_99(alone[path]), 1),
            "median_ms_at_4": round(statistics.median(together[path]), 1),
            "p99_ms_at_4": round(percentile_99(together[path]), 1),
        }
        for name, path in {**PAGES, "a still page": STILL}.items()
    }


def main() -> None:
    """
    Print a table, or JSON with --json.
    """
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("--rounds", type=int, default=60)
    asked.add_argument("--json", action="store_true")
    asked.add_argument("--data", type=Path, help="a folder to keep the ten years in")
    asked.add_argument("--serve", nargs=2, metavar=("FOLDER", "PORT"), help=argparse.SUPPRESS)
    options = asked.parse_args()
    if options.serve:
        serve(Path(options.serve[0]), int(options.serve[1]))
        return
    with tempfile.TemporaryDirectory() as temporary:
        folder = options.data or Path(temporary) / "data"
        if not folder.exists():
            fill(folder).close()
        figures = measure(folder, options.rounds)
    if options.json:
        print(json.dumps(figures, indent=2))
        return
    for name, row in figures.items():
        is_met = row["median_ms"] <= MEDIAN_BAR_MS and row["p99_ms_at_4"] <= TAIL_BAR_MS
        verdict = "" if name == "a still page" else ("met" if is_met else "missed")
        print(
            f"{name:16} median {row['median_ms']:6.1f} ms ({row['times_a_still_page']:5.1f}x a still page)"
            f"  p99 {row['p99_ms']:6.1f} ms  at {CLIENTS} clients: median {row['median_ms_at_4']:6.1f} ms,"
            f" p99 {row['p99_ms_at_4']:6.1f} ms  {verdict}"
        )


if __name__ == "__main__":
    main()
