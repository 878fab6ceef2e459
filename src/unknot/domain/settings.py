"""
What a runner told us about money, time, tools, wishes and races.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, time
from enum import StrEnum

from unknot.domain.refused import CannotBe, check
from unknot.domain.run import RunKind
from unknot.domain.session import MassageType, Price, Tool


class Units(StrEnum):
    """
    Kilometres or miles on the screen; inside, metres always.
    """

    METRIC = "metric"
    IMPERIAL = "imperial"


class BodyFigure(StrEnum):
    """
    Which of the two drawings of the body a runner likes to see. It changes nothing else.
    """

    ONE = "one"
    TWO = "two"


class RacePriority(StrEnum):
    """
    A is the race the season is for, C a training race.
    """

    A = "A"
    B = "B"
    C = "C"


@dataclass(frozen=True, slots=True)
class Race:
    """
    A race ahead: date, distance and how much it matters.
    """

    date: date
    distance_m: float
    priority: RacePriority = RacePriority.A
    name: str = ""

    def __post_init__(self) -> None:
        if not 100 <= self.distance_m <= 1_000_000:
            raise CannotBe("a race is between 100 m and 1000 km long", "distance_m")


@dataclass(frozen=True, slots=True)
class Evening:
    """
    A time in the week that is free for a massage: weekday 0 is Monday.
    """

    weekday: int
    starts_at: time
    ends_at: time

    def __post_init__(self) -> None:
        if not 0 <= self.weekday <= 6:
            raise CannotBe(
                "a weekday is 0 (Monday) to 6 (Sunday), got {weekday}",
                "weekday",
                weekday=self.weekday,
            )
        if self.ends_at <= self.starts_at:
            raise CannotBe("a free time ends after it starts", "ends_at")


@dataclass(frozen=True, slots=True)
class UsualRun:
    """
    One run of the usual week: weekday 0 is Monday. A length that is not said is not known.
    """

    weekday: int
    kind: RunKind = RunKind.EASY
    starts_at: time | None = None
    distance_m: float | None = None
    duration_min: float | None = None

    def __post_init__(self) -> None:
        check(
            0 <= self.weekday <= 6,
            "a weekday is 0 (Monday) to 6 (Sunday), got {weekday}",
            "weekday",
            weekday=self.weekday,
        )
        check(
            self.distance_m is None or 100 <= self.distance_m <= 300_000,
            "a usual run is between 100 m and 300 km long",
            "distance_m",
        )
        check(
            self.duration_min is None or 1 <= self.duration_min <= 2880,
            "a usual run lasts between a minute and two days",
            "duration_min",
        )


@dataclass(frozen=True, slots=True)
class Settings:
    """
    Everything a runner can set. None means "not said": the stated default or estimate is used.

    Money is in whole cents. `trimp_sex_coefficient` is which of Banister's two published curves
    to use, "men" or "women" (MEA-BAN). `relaxation_goal` weighs relaxation from 0 to 1.
    `usual_week` are the runs of a week without a plan; empty, they are guessed from habits.
    `watch_folder` is a folder of the server's machine whose new files are read; empty for none.
    `figure` is the drawing of the body; like the folder it is no business of the planner.
    """

    zone: str = "UTC"
    units: Units = Units.METRIC
    week_starts_on: int = 0
    trimp_sex_coefficient: str | None = None
    resting_hr: int | None = None
    maximal_hr: int | None = None
    threshold_pace_s_per_km: float | None = None
    budget_cents_a_month: int | None = None
    currency: str = "EUR"
    prices: tuple[Price, ...] = ()
    rhythm_days: int = 30
    self_care_min_a_day: int = 20
    self_care_min_a_week: int = 75
    tools: frozenset[Tool] = field(default_factory=lambda: frozenset({Tool.HANDS}))
    free_times: tuple[Evening, ...] = ()
    types_to_try: tuple[MassageType, ...] = ()
    had_deep_massage: bool | None = None
    stretching_a_week: int = 3
    cold_water_wanted: bool = False
    relaxation_goal: float = 0.0
    strength_weekdays: frozenset[int] = frozenset()
    usual_week: tuple[UsualRun, ...] = ()
    races: tuple[Race, ...] = ()
    calendar_shows_details: bool = False
    name: str = ""
    watch_folder: str = ""
    figure: BodyFigure = BodyFigure.ONE

    def __post_init__(self) -> None:
        _check_body(self)
        _check_money(self)
        check(
            0 <= self.week_starts_on <= 6,
            "the week starts on 0 (Monday) to 6 (Sunday)",
            "week_starts_on",
        )
        check(
            0 <= self.self_care_min_a_day <= 240,
            "self-care is 0 to 240 minutes a day",
            "self_care_min_a_day",
        )
        check(
            0 <= self.self_care_min_a_week <= 1200,
            "self-care is 0 to 1200 minutes a week",
            "self_care_min_a_week",
        )
        check(
            0 <= self.stretching_a_week <= 7,
            "stretching is 0 to 7 times a week",
            "stretching_a_week",
        )
        check(
            0 <= self.relaxation_goal <= 1,
            "the wish for relaxation goes from 0 to 1",
            "relaxation_goal",
        )
        check(
            all(0 <= day <= 6 for day in self.strength_weekdays),
            "a weekday is 0 (Monday) to 6 (Sunday)",
            "strength_weekdays",
        )


def _check_body(given: Settings) -> None:
    check(
        given.trimp_sex_coefficient in (None, "men", "women"),
        "the heart-rate curve is 'men' or 'women'",
        "trimp_sex_coefficient",
    )
    check(
        given.resting_hr is None or 25 <= given.resting_hr <= 120,
        "a resting heart rate is between 25 and 120 beats a minute",
        "resting_hr",
    )
    check(
        given.maximal_hr is None or 100 <= given.maximal_hr <= 240,
        "a maximal heart rate is between 100 and 240 beats a minute",
        "maximal_hr",
    )
    if given.resting_hr is not None and given.maximal_hr is not None:
        check(
            given.resting_hr + 20 <= given.maximal_hr,
            "the maximal heart rate is at least 20 above the resting one",
            "maximal_hr",
        )
    check(
        given.threshold_pace_s_per_km is None or 120 <= given.threshold_pace_s_per_km <= 900,
        "a threshold pace is between 2:00 and 15:00 minutes a kilometre",
        "threshold_pace_s_per_km",
    )


def _check_money(given: Settings) -> None:
    check(
        given.budget_cents_a_month is None or 0 <= given.budget_cents_a_month <= 100_000_00,
        "a budget is between 0 and 100000 a month",
        "budget_cents_a_month",
    )
    check(
        len(given.currency) == 3 and given.currency.isalpha() and given.currency.isupper(),
        "a currency is three capital letters such as EUR",
        "currency",
    )
    check(7 <= given.rhythm_days <= 120, "a rhythm is between 7 and 120 days", "rhythm_days")
