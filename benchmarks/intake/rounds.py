"""
Rounds for the intake benchmarks: who is measured takes turns, so that a slow minute of the
machine is everybody's, and the median of the rounds counts.
"""

from __future__ import annotations

import argparse
import json
import statistics
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict, dataclass


@dataclass(frozen=True)
class Row:
    """
    One line of a result: how often faster we are than the peer, and the bar for it.
    """

    what: str
    files: int
    peer: str
    ours_s: float
    peer_s: float
    ratio: float
    bar: float
    note: str = ""

    @property
    def verdict(self) -> str:
        """
        Whether the bar is met. It is printed and never fails anything.
        """
        return "met" if self.ratio >= self.bar else "missed"


def arguments(description: str) -> argparse.Namespace:
    """
    The options all intake benchmarks share.
    """
    parser = argparse.ArgumentParser(description=description)
    parser.add_argument("--json", action="store_true", help="print JSON and nothing else")
    parser.add_argument("--rounds", type=int, default=3, help="rounds of which the median counts")
    return parser.parse_args()


def medians(
    contestants: Mapping[str, Callable[[bytes], object]], files: Sequence[bytes], rounds: int
) -> dict[str, float]:
    """
    Seconds of processor time each contestant takes for all files, in turns; the median of the
    rounds. All of them are one thread, and so a busy machine does them less wrong.
    """
    totals: dict[str, list[float]] = {name: [] for name in contestants}
    for _ in range(rounds):
        for name, read in contestants.items():
            started = time.process_time()
            for content in files:
                read(content)
            totals[name].append(time.process_time() - started)
    return {name: statistics.median(values) for name, values in totals.items()}


def show(rows: Sequence[Row], as_json: bool) -> None:
    """
    The rows as a small table, or as JSON.
    """
    if as_json:
        print(json.dumps([{**asdict(row), "verdict": row.verdict} for row in rows], indent=2))
        return
    print(f"{'what':24}{'files':>6}{'ours':>10}{'peer':>10}  {'peer':12}{'ratio':>7}{'bar':>6}")
    for row in rows:
        print(
            f"{row.what:24}{row.files:>6}{row.ours_s:>9.2f}s{row.peer_s:>9.2f}s  {row.peer:12}"
            f"{row.ratio:>6.1f}x{row.bar:>5.0f}x  {row.verdict}  {row.note}"
        )
