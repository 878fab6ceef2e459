"""
What a runner told us about money, time, tools, wishes and races.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, time
from enum import StrEnum

from unknot.domain.session import MassageType, Price, Tool


class Units(StrEnum):
    """
    Kilometres or miles on the screen; inside, metres always.
    """

    METRIC = "metric"
    IMPERIAL = "imperial"


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
            raise ValueError("a race is between 100 m and 1000 km long")


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
            raise ValueError(f"a weekday is 0 (Monday) to 6 (Sunday), got {self.weekday}")
        if self.ends_at <= self.starts_at:
            raise ValueError("a free time ends after it starts")


@dataclass(frozen=True, slots=True)
class Settings:
    """
    Everything a runner can set. None means "not said": the stated default or estimate is used.

    Money is in whole cents. `trimp_sex_coefficient` is which of Banister's two published curves
    to use, "men" or "women" (MEA-BAN). `relaxation_goal` weighs relaxation from 0 to 1.
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
    races: tuple[Race, ...] = ()
    calendar_shows_details: bool = False
    name: str = ""

    def __post_init__(self) -> None:
        _check(0 <= self.week_starts_on <= 6, "the week starts on 0 (Monday) to 6 (Sunday)")
        _check(
            self.trimp_sex_coefficient in (None, "men", "women"),
            "the heart-rate curve is 'men' or 'women'",
        )
        _check(
            self.resting_hr is None or 25 <= self.resting_hr <= 120,
            "a resting heart rate is between 25 and 120 beats a minute",
        )
        _check(
            self.maximal_hr is None or 100 <= self.maximal_hr <= 240,
            "a maximal heart rate is between 100 and 240 beats a minute",
        )
        if self.resting_hr is not None and self.maximal_hr is not None:
            _check(
                self.resting_hr + 20 <= self.maximal_hr,
                "the maximal heart rate is at least 20 above the resting one",
            )
        _check(
            self.threshold_pace_s_per_km is None or 120 <= self.threshold_pace_s_per_km <= 900,
            "a threshold pace is between 2:00 and 15:00 minutes a kilometre",
        )
        _check(
            self.budget_cents_a_month is None or 0 <= self.budget_cents_a_month <= 100_000_00,
            "a budget is between 0 and 100000 a month",
        )
        _check(7 <= self.rhythm_days <= 120, "a rhythm is between 7 and 120 days")
        _check(0 <= self.self_care_min_a_day <= 240, "self-care is 0 to 240 minutes a day")
        _check(0 <= self.self_care_min_a_week <= 1200, "self-care is 0 to 1200 minutes a week")
        _check(0 <= self.stretching_a_week <= 7, "stretching is 0 to 7 times a week")
        _check(0 <= self.relaxation_goal <= 1, "the wish for relaxation goes from 0 to 1")
        _check(
            len(self.currency) == 3 and self.currency.isalpha() and self.currency.isupper(),
            "a currency is three capital letters such as EUR",
        )
        _check(
            all(0 <= day <= 6 for day in self.strength_weekdays),
            "a weekday is 0 (Monday) to 6 (Sunday)",
        )


def _check(holds: bool, sentence: str) -> None:
    if not holds:
        raise ValueError(sentence)
