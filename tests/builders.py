"""
People to plan for, in a few words: builders with names a runner would use.

Ada is the usual one: she lives in Prague, runs four times a week, has two free evenings, a
price list and a budget of 110. Every builder takes changes as keyword arguments.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from typing import Any

from unknot.domain.body import BodyPart, Pain, Region, Side, Soreness
from unknot.domain.check_in import CheckIn
from unknot.domain.plan import PlanInput
from unknot.domain.recording import Sport, Surface
from unknot.domain.run import RawLoads, RunDone, RunKind, RunPlanned
from unknot.domain.safety import GateAnswers
from unknot.domain.session import (
    Appointment,
    Depth,
    ItemStatus,
    MassageType,
    Price,
    Tool,
)
from unknot.domain.settings import Evening, Race, Settings

# A Monday, early in the morning.
NOW = datetime(2026, 3, 2, 6, 0, tzinfo=UTC)
TODAY = date(2026, 3, 2)
ZONE = "Europe/Prague"

PRICES = (
    Price(MassageType.LIGHT, 60, 55_00),
    Price(MassageType.SPORTS, 60, 55_00),
    Price(MassageType.DEEP_TISSUE, 60, 55_00),
)
EVENINGS = (Evening(1, time(18, 30), time(21, 0)), Evening(3, time(18, 30), time(21, 0)))


def a_part(region: Region | str = Region.CALF, side: Side | str = Side.LEFT) -> BodyPart:
    """
    One part of the body, the left calf unless said.
    """
    return BodyPart(Region(region), Side(side))


def settings_of(**changes: Any) -> Settings:
    """
    Ada's settings.
    """
    ada = Settings(
        zone=ZONE,
        budget_cents_a_month=110_00,
        prices=PRICES,
        free_times=EVENINGS,
        had_deep_massage=True,
        tools=frozenset({Tool.HANDS, Tool.ROLLER}),
    )
    return replace(ada, **changes)


def a_run_done(
    days_ago: int, km: float = 8.0, kind: RunKind | None = None, **changes: Any
) -> RunDone:
    """
    A run of so many kilometres, at seven in the morning of a day some days ago.
    """
    on = TODAY - timedelta(days=days_ago)
    minutes = km * 6
    run = RunDone(
        id=f"r_{on.isoformat()}",
        sport=Sport.RUNNING,
        surface=Surface.ROAD,
        start_utc=datetime.combine(on, time(6, 0), tzinfo=UTC),
        zone=ZONE,
        elapsed_s=minutes * 60,
        timer_s=minutes * 60,
        distance_m=km * 1000,
        avg_hr=140.0,
        kind=kind,
        loads=RawLoads(rpe_min=minutes * (6 if kind is RunKind.SPEED else 4)),
    )
    return replace(run, **changes)


def usual_weeks(n_weeks: int = 6) -> tuple[RunDone, ...]:
    """
    Weeks of training up to yesterday: easy Tuesday, speed Thursday, easy Saturday, long Sunday.
    """
    week = (
        (6, 8.0, RunKind.EASY),
        (4, 9.0, RunKind.SPEED),
        (2, 8.0, RunKind.EASY),
        (1, 18.0, RunKind.LONG),
    )
    return tuple(
        a_run_done(7 * back + days_ago, km, kind)
        for back in range(n_weeks)
        for days_ago, km, kind in week
    )


def a_run_ahead(
    day: int, km: float = 8.0, kind: RunKind = RunKind.EASY, **changes: Any
) -> RunPlanned:
    """
    A run so many days ahead, at seven in the morning.
    """
    on = TODAY + timedelta(days=day)
    run = RunPlanned(f"p_{on.isoformat()}", on, kind, time(7, 0), km * 1000, km * 6)
    return replace(run, **changes)


def weeks_ahead(n_weeks: int = 4) -> tuple[RunPlanned, ...]:
    """
    The same four runs a week, ahead.
    """
    week = (
        (1, 8.0, RunKind.EASY),
        (3, 9.0, RunKind.SPEED),
        (5, 8.0, RunKind.EASY),
        (6, 18.0, RunKind.LONG),
    )
    return tuple(
        a_run_ahead(7 * ahead + day, km, kind) for ahead in range(n_weeks) for day, km, kind in week
    )


def a_race_in(days: int, km: float = 21.1) -> Race:
    """
    A race so many days ahead.
    """
    return Race(TODAY + timedelta(days=days), km * 1000)


def a_check_in(
    days_ago: int = 0,
    soreness: dict[tuple[str, str], int] | None = None,
    pain: dict[tuple[str, str], int] | None = None,
) -> CheckIn:
    """
    A check-in: soreness and pain by (region, side).
    """
    on = TODAY - timedelta(days=days_ago)
    return CheckIn(
        date=on,
        reported_at=datetime.combine(on, time(5, 30), tzinfo=UTC),
        soreness=tuple(
            Soreness(a_part(*where), score) for where, score in (soreness or {}).items()
        ),
        pain=tuple(Pain(a_part(*where), score) for where, score in (pain or {}).items()),
    )


def an_appointment(day: int, **changes: Any) -> Appointment:
    """
    A massage so many days ahead (confirmed) or before today (done), 55 for an hour.
    """
    on = TODAY + timedelta(days=day)
    massage = Appointment(
        id=f"a_{on.isoformat()}",
        date=on,
        massage_type=MassageType.SPORTS,
        depth=Depth.MEDIUM,
        minutes=60,
        cents=55_00,
        start_utc=datetime.combine(on, time(17, 30), tzinfo=UTC),
        status=ItemStatus.CONFIRMED if day >= 0 else ItemStatus.DONE,
    )
    return replace(massage, **changes)


def a_plan_input(**changes: Any) -> PlanInput:
    """
    Ada on a Monday morning, six weeks of runs behind her and four planned ahead.
    """
    ada = PlanInput(
        now=NOW,
        weeks=4,
        settings=settings_of(),
        runs_done=usual_weeks(),
        runs_ahead=weeks_ahead(5),
        gate=GateAnswers(answered_at=NOW - timedelta(days=10)),
    )
    return replace(ada, **changes)
