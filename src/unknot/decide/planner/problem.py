"""
What has to be planned: days, sore groups, runs, free evenings, and what is already booked.

Values only, checked once; no rule and no solver. Day 0 is the runner's today, days before it
are negative. Arrays are indexed by track and morning; care of day d is felt from morning d + 1.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta

import numpy as np
from numpy.typing import NDArray

from unknot.domain.body import BodyPart, RegionGroup, Side
from unknot.domain.plan import PlanInput
from unknot.domain.run import RunKind, RunPlanned
from unknot.domain.safety import GateOutcome
from unknot.domain.session import Appointment, CareKind, Depth, Price
from unknot.domain.settings import Settings
from unknot.domain.soreness import SorenessTrack

Points = NDArray[np.float64]
NO_TRACK = -1


@dataclass(frozen=True, slots=True)
class Block:
    """
    One piece of care the plan may hold: a kind on a day, for one track where that has a meaning.

    With the kind `massage` it is not an appointment but the hands of that day's appointment on
    that track.
    """

    kind: CareKind
    day: int
    track: int = NO_TRACK


@dataclass(frozen=True, slots=True)
class Offer:
    """
    A massage that could be booked: a free evening, a line of the price list, a depth.
    """

    day: int
    start_utc: datetime
    price: Price
    depth: Depth

    @property
    def end_utc(self) -> datetime:
        """
        When the runner is free again.
        """
        return self.start_utc + timedelta(minutes=self.price.minutes)


@dataclass(frozen=True, slots=True)
class RunSpan:
    """
    A run done or ahead with the instants between which the runner is out.
    """

    run: RunPlanned
    day: int
    start_utc: datetime
    end_utc: datetime
    is_done: bool = False

    @property
    def is_race(self) -> bool:
        """
        True for a race, whatever its distance.
        """
        return self.run.kind is RunKind.RACE


@dataclass(frozen=True, slots=True)
class Booked:
    """
    A massage that happened or stands confirmed; data for the planner, never moved.
    """

    appointment: Appointment
    day: int
    start_utc: datetime
    end_utc: datetime


@dataclass(frozen=True, slots=True)
class Report:
    """
    The last thing the runner said about one part.
    """

    part: BodyPart
    score: int
    date: date


@dataclass(frozen=True, slots=True)
class Effects:
    """
    Relief in points the morning after, at the level of evidence the plan is made with.
    """

    massage: float
    self_massage: float
    cold_water: float


@dataclass(frozen=True)
class Problem:
    """
    Everything the rules, wishes and the solver look at.

    `soreness` and `weights` have one row a track and one column a morning; there are a few more
    mornings than days, so that care on the last evening is worth as much as any. `given_relief`
    is what booked and done care already takes away. `booked` holds past and confirmed massages
    in order of date.
    """

    given: PlanInput
    gate: GateOutcome
    first_day: date
    n_days: int
    tracks: tuple[SorenessTrack, ...]
    soreness: Points
    weights: Points
    given_relief: Points
    effects: Effects
    runs: tuple[RunSpan, ...]
    booked: tuple[Booked, ...]
    offers: tuple[Offer, ...]
    blocks: tuple[Block, ...]
    last_soreness: Mapping[BodyPart, Report]
    last_pain: Mapping[BodyPart, Report]

    def __post_init__(self) -> None:
        shape = (len(self.tracks), self.n_mornings)
        for name in ("soreness", "weights", "given_relief"):
            if getattr(self, name).shape != shape:
                raise ValueError(f"{name} needs one row a track and one column a morning: {shape}")
        if any(not 0 <= offer.day < self.n_days for offer in self.offers):
            raise ValueError("an offer lies outside the days to plan")

    @property
    def settings(self) -> Settings:
        """
        What the runner set.
        """
        return self.given.settings

    @property
    def n_mornings(self) -> int:
        """
        How many mornings are forecast, today's included.
        """
        return int(self.soreness.shape[1])

    @property
    def runs_ahead(self) -> tuple[RunSpan, ...]:
        """
        The runs not done yet.
        """
        return tuple(span for span in self.runs if not span.is_done)

    def date_of(self, day: int) -> date:
        """
        The runner's date of a day.
        """
        return self.first_day + timedelta(days=day)

    def runs_on(self, day: int) -> tuple[RunSpan, ...]:
        """
        The runs of a day in order of their start.
        """
        return tuple(span for span in self.runs if span.day == day)

    @property
    def rest_days(self) -> tuple[int, ...]:
        """
        The training plan's rest days, as far as nobody runs on them.
        """
        days = ((on - self.first_day).days for on in self.given.rest_days)
        return tuple(day for day in days if not self.runs_on(day))

    def has_strength_work(self, day: int) -> bool:
        """
        True where the settings say so of the weekday, or the training plan of the day.
        """
        on = self.date_of(day)
        return on.weekday() in self.settings.strength_weekdays or on in self.given.strength_days

    def week_of(self, day: int) -> int:
        """
        First day of the calendar week of a day, as the runner's week starts; may be negative.
        """
        weekday = self.date_of(day).weekday()
        return day - (weekday - self.settings.week_starts_on) % 7

    def weeks(self) -> tuple[int, ...]:
        """
        The first days of the calendar weeks that the plan touches.
        """
        return tuple(range(self.week_of(0), self.n_days, 7))

    def days_in_week(self, week: int) -> range:
        """
        The planned days of a calendar week.
        """
        return range(max(0, week), min(self.n_days, week + 7))

    def sides_of(self, track: int) -> tuple[Side, ...]:
        """
        The sides a track is about.
        """
        side = self.tracks[track].side
        return tuple(Side) if side is None else (side,)

    def group_of(self, track: int) -> RegionGroup:
        """
        The group a track is about.
        """
        return self.tracks[track].group

    def share_of(self, track: int) -> float:
        """
        One for a track of both sides, a half for one of a single side.
        """
        return len(self.sides_of(track)) / len(Side)
