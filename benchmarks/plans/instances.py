"""
The same runners every time: easy, poor, hard and rich, three seeds each, 4 or 16 weeks.

Made by a seeded generator and not kept as files, so that they follow the format of the input.
`python -m benchmarks.plans.instances FOLDER` writes them as JSON, to replay with `unknot replay`.
"""

from __future__ import annotations

import random
import sys
from collections.abc import Iterator
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path

from unknot.domain.body import BodyPart, Region, Side, Soreness
from unknot.domain.canonical import write_canonical
from unknot.domain.check_in import CheckIn
from unknot.domain.plan import EffectLevel, PlanInput
from unknot.domain.recording import Sport, Surface
from unknot.domain.run import RawLoads, RunDone, RunKind, RunPlanned
from unknot.domain.safety import GateAnswers
from unknot.domain.session import MassageType, Price, Tool
from unknot.domain.settings import Evening, Settings

TODAY = date(2026, 3, 2)
NOW = datetime(2026, 3, 2, 6, 0, tzinfo=UTC)
SEEDS = (1, 2, 3)
NAMES = ("easy", "poor", "hard", "rich")
# Weekday: kind, kilometres, hour.
WEEK = {
    1: (RunKind.EASY, 8.0, 18),
    2: (RunKind.SPEED, 10.0, 18),
    4: (RunKind.EASY, 9.0, 7),
    5: (RunKind.LONG, 20.0, 9),
    6: (RunKind.EASY, 7.0, 9),
}
PRICES = (
    Price(MassageType.SPORTS, 30, 35_00),
    Price(MassageType.SPORTS, 60, 60_00),
    Price(MassageType.DEEP_TISSUE, 60, 65_00),
    Price(MassageType.LIGHT, 60, 60_00),
)
BUDGETS = {"easy": 130_00, "poor": None, "hard": 130_00, "rich": 250_00}


def make_instance(name: str, weeks: int, seed: int) -> PlanInput:
    """
    One runner with six weeks behind and all weeks of the plan ahead.
    """
    chance = random.Random(f"{name}-{seed}")
    settings = Settings(
        zone="Europe/Prague",
        budget_cents_a_month=BUDGETS[name],
        prices=PRICES,
        free_times=(
            Evening(0, time(18), time(21)),
            Evening(3, time(18), time(21)),
            Evening(5, time(14), time(18)),
        ),
        tools=frozenset({Tool.HANDS, Tool.ROLLER}),
        had_deep_massage=True,
        cold_water_wanted=True,
    )
    return PlanInput(
        now=NOW,
        weeks=weeks,
        settings=settings,
        runs_done=tuple(_runs_done(chance)),
        runs_ahead=tuple(_runs_ahead(chance, weeks)),
        check_ins=(_check_in(chance),),
        gate=GateAnswers(NOW - timedelta(days=30)),
        effects=EffectLevel.UPPER if name == "hard" else EffectLevel.MIDDLE,
    )


def _runs_done(chance: random.Random) -> Iterator[RunDone]:
    for ago in range(42, 0, -1):
        on = TODAY - timedelta(days=ago)
        if on.weekday() in WEEK and chance.random() > 0.1:
            kind, km, hour = WEEK[on.weekday()]
            km = round(km * chance.uniform(0.8, 1.2), 1)
            yield RunDone(
                id=f"r_{on}",
                sport=Sport.RUNNING,
                surface=Surface.ROAD,
                start_utc=datetime.combine(on, time(hour), tzinfo=UTC),
                zone="Europe/Prague",
                elapsed_s=km * 340,
                timer_s=km * 340,
                distance_m=km * 1000,
                kind=kind,
                loads=RawLoads(rpe_min=km * 5.7 * (7 if kind is RunKind.SPEED else 4)),
            )


def _runs_ahead(chance: random.Random, weeks: int) -> Iterator[RunPlanned]:
    for ahead in range(7 * (weeks + 1)):
        on = TODAY + timedelta(days=ahead)
        if on.weekday() in WEEK and chance.random() > 0.1:
            kind, km, hour = WEEK[on.weekday()]
            km = round(km * chance.uniform(0.8, 1.2), 1)
            yield RunPlanned(f"p_{on}", on, kind, time(hour), km * 1000, round(km * 5.7, 1))


def _check_in(chance: random.Random) -> CheckIn:
    sore = tuple(
        Soreness(BodyPart(region, side), chance.randint(0, 5))
        for region in (Region.CALF, Region.QUADRICEPS)
        for side in Side
    )
    return CheckIn(TODAY, NOW, soreness=sore)


def main(folder: Path) -> None:
    """
    Write every instance as the JSON of its input.
    """
    folder.mkdir(parents=True, exist_ok=True)
    for name in NAMES:
        for weeks in (4, 16):
            for seed in SEEDS:
                path = folder / f"{name}-{weeks}-weeks-{seed}.json"
                path.write_text(write_canonical(make_instance(name, weeks, seed)) + "\n")


if __name__ == "__main__":
    main(Path(sys.argv[1] if len(sys.argv) > 1 else "plan-instances"))
