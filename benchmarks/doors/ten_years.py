"""
Ten years of one runner, invented but the same every time: 2,400 runs and 3,600 check-ins.

They go in through the store as an import leaves them: an effort, its recording, and what that
adds up to; no streams, which no page of the benchmark looks at.
"""

from __future__ import annotations

import random
from collections.abc import Iterator
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path

from unknot.bootstrap import House, open_house
from unknot.domain.body import BodyPart, Region, Side, Soreness
from unknot.domain.check_in import CheckIn
from unknot.domain.recording import LoadSums, Recording, Sport, Surface
from unknot.domain.run import RunDone
from unknot.domain.session import MassageType, Price, Tool
from unknot.domain.settings import Evening, Race

NOW = datetime(2026, 11, 24, 16, 40, tzinfo=UTC)
TODAY = NOW.date()
ZONE = "Europe/Prague"
RUNS, CHECK_INS = 2400, 3600
_AT_ONCE = 200
_SEED = 20261124


class StoppedClock:
    """
    Always the same instant.
    """

    def now(self) -> datetime:
        """
        The afternoon on which the pages are asked for.
        """
        return NOW


def fill(folder: Path) -> House:
    """
    A house with ten years in it and the plan that follows from them.
    """
    house = open_house(folder, StoppedClock())
    runner = house.own_runner().id
    house.change_settings(
        runner,
        zone=ZONE,
        budget_cents_a_month=12000,
        prices=(Price(MassageType.SPORTS, 60, 6000), Price(MassageType.LIGHT, 45, 4500)),
        free_times=(Evening(1, time(17), time(20)), Evening(3, time(17), time(20))),
        races=(Race(TODAY + timedelta(days=32), 21097.5),),
        tools=frozenset({Tool.HANDS, Tool.ROLLER, Tool.BALL}),
    )
    chance = random.Random(_SEED)
    for portion in _portions(_recordings(chance)):
        with house.store.open(runner) as db:
            for number, recording in portion:
                run_id = f"r_{number:012d}"
                db.keep_effort(_effort(run_id, recording))
                db.keep_recording(f"rec_{number:012d}", run_id, None, recording, True)
    for portion in _portions(_check_ins(chance)):
        with house.store.open(runner) as db:
            for check_in in portion:
                db.keep_check_in(check_in)
    house.answer_gate(runner, frozenset(), frozenset(), False)
    house.replan(runner)
    return house


def _portions(every: Iterator[object]) -> Iterator[list]:  # type: ignore[type-arg]
    portion = []
    for each in every:
        portion.append(each)
        if len(portion) == _AT_ONCE:
            yield portion
            portion = []
    if portion:
        yield portion


def _recordings(chance: random.Random) -> Iterator[tuple[int, Recording]]:
    days = sorted(chance.sample(range(3652), RUNS))
    for number, day in enumerate(days):
        start = datetime(2016, 11, 25, 6 + chance.randrange(12), chance.randrange(60), tzinfo=UTC)
        sport = chance.choices(
            (Sport.RUNNING, Sport.CYCLING, Sport.SWIMMING, Sport.STRENGTH), (84, 8, 4, 4)
        )[0]
        minutes = chance.choice((35, 45, 50, 60, 75, 110)) * chance.uniform(0.9, 1.1)
        beats = chance.uniform(128, 168)
        speed = chance.uniform(2.6, 3.6) * (2.4 if sport is Sport.CYCLING else 1.0)
        metres = None if sport is Sport.STRENGTH else minutes * 60 * speed
        sums = LoadSums(
            beats=tuple((beats + step, minutes * 60 / 40) for step in range(-20, 20)),
            graded_m2_per_s=minutes * 60 * speed**2 if sport is Sport.RUNNING else None,
            peak_hr=min(beats + chance.uniform(10, 30), 192.0),
        )
        yield (
            number,
            Recording(
                sport=sport,
                surface=Surface.ROAD if sport is Sport.RUNNING else Surface.UNKNOWN,
                start_utc=start + timedelta(days=day),
                elapsed_s=minutes * 60 + 40,
                timer_s=minutes * 60,
                distance_m=metres,
                ascent_m=chance.uniform(0, 240),
                descent_m=chance.uniform(0, 240),
                avg_hr=beats,
                max_hr=sums.peak_hr,
                n_records=0,
                maker="Watch",
                zone=ZONE,
                rpe=float(chance.randrange(2, 8)) if chance.random() < 0.3 else None,
                sums=sums,
            ),
        )


def _effort(run_id: str, recording: Recording) -> RunDone:
    return RunDone(
        id=run_id,
        sport=recording.sport,
        surface=recording.surface,
        start_utc=recording.start_utc,
        zone=ZONE,
        elapsed_s=recording.elapsed_s,
        timer_s=recording.timer_s,
        distance_m=recording.distance_m,
        ascent_m=recording.ascent_m,
        descent_m=recording.descent_m,
        avg_hr=recording.avg_hr,
        rpe=recording.rpe,
    )


def _check_ins(chance: random.Random) -> Iterator[CheckIn]:
    regions = (Region.CALF, Region.QUADRICEPS, Region.HAMSTRINGS)
    for day in sorted(chance.sample(range(3652), CHECK_INS)):
        on = date(2016, 11, 25) + timedelta(days=day)
        yield CheckIn(
            date=on,
            reported_at=datetime.combine(on, time(6, 30), UTC),
            soreness=tuple(
                Soreness(BodyPart(region, side), chance.randrange(0, 6))
                for region in chance.sample(regions, 2)
                for side in (Side.LEFT, Side.RIGHT)
            ),
            sleep_h=round(chance.uniform(5.5, 8.5), 1),
            stress=chance.randrange(1, 8),
            fatigue=chance.randrange(1, 8),
        )
