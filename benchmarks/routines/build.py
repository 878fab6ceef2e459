"""
How fast is a routine built?

Bar: 20 ms. From one sore calf in ten minutes up to every part of the body in an hour with all
tools, with the techniques of the catalogue. Beside it stands a greedy choice, which takes the
most useful second first and asks nothing of positions: how much it would lose is printed too.
Medians of interleaved rounds.
"""

from __future__ import annotations

import argparse
import json
import statistics
import time

from unknot.catalogue.self_care import techniques
from unknot.decide.routines.aims import aims_of
from unknot.decide.routines.build import build_routine
from unknot.decide.routines.choose import choose
from unknot.decide.routines.options import Choice, Option, choices_of
from unknot.domain.body import ALL_PARTS, BodyPart, Region, Side
from unknot.domain.routine import RegionNeed, RoutineRequest
from unknot.domain.session import Tool
from unknot.domain.technique import RoutinePhase

BAR_MS = 20.0
REQUESTS = {
    "one sore calf, 10 minutes": RoutineRequest(
        10,
        RoutinePhase.AFTER,
        frozenset({Tool.ROLLER, Tool.BALL}),
        (RegionNeed(BodyPart(Region.CALF, Side.LEFT), 6),),
    ),
    "nothing named, before a run": RoutineRequest(8, RoutinePhase.BEFORE, frozenset(Tool)),
    "sixteen parts, 20 minutes": RoutineRequest(
        20,
        RoutinePhase.EVENING,
        frozenset(Tool),
        tuple(RegionNeed(part, 1 + at * 7 % 8) for at, part in enumerate(ALL_PARTS[:16])),
    ),
    "every part, an hour, all tools": RoutineRequest(
        60,
        RoutinePhase.FLEXIBILITY,
        frozenset(Tool),
        tuple(RegionNeed(part, 1 + at * 7 % 8) for at, part in enumerate(ALL_PARTS)),
    ),
}


def greedily(choices: tuple[Choice, ...], seconds: int) -> list[Option]:
    """
    The most useful second first, until the time is up.
    """
    options = sorted(
        ((choice, option) for choice in choices for option in choice.options),
        key=lambda each: -each[1].worth / each[1].takes_s,
    )
    taken: dict[int, Option] = {}
    for choice, option in options:
        if id(choice) not in taken and option.takes_s <= seconds:
            taken[id(choice)] = option
            seconds -= option.takes_s
    return list(taken.values())


def measure(rounds: int) -> dict[str, dict[str, float]]:
    """
    Medians in milliseconds, ours and the greedy choice's, and what the greedy one is worth.
    """
    known = techniques()
    found = {}
    for name, request in REQUESTS.items():
        ours, greedy = [], []
        choices = choices_of(request, aims_of(request), known)
        for _ in range(rounds):
            began = time.perf_counter()
            build_routine(request, known)
            ours.append(time.perf_counter() - began)
            began = time.perf_counter()
            some = greedily(choices_of(request, aims_of(request), known), request.minutes * 60)
            greedy.append(time.perf_counter() - began)
        best = sum(option.worth for _choice, option in choose(choices, request.minutes * 60))
        found[name] = {
            "ms": round(statistics.median(ours) * 1000, 2),
            "greedy_ms": round(statistics.median(greedy) * 1000, 2),
            "worth_of_greedy": round(sum(option.worth for option in some) / best, 3),
        }
    return found


def main() -> None:
    """
    Runs the benchmark.
    """
    parser = argparse.ArgumentParser(description="How fast is a routine built?")
    parser.add_argument("--rounds", type=int, default=15)
    parser.add_argument("--json", action="store_true")
    asked = parser.parse_args()
    found = measure(asked.rounds)
    if asked.json:
        print(json.dumps(found, indent=1))
        return
    for name, each in found.items():
        word = "met" if each["ms"] <= BAR_MS else "missed"
        print(
            f"{name:34}{each['ms']:8.2f} ms  bar {BAR_MS:g} ms  {word}"
            f"   greedy {each['greedy_ms']:.2f} ms, worth {each['worth_of_greedy']:.0%} of ours"
        )


if __name__ == "__main__":
    main()
