"""
Runs done and runs ahead, and what load is known of them.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time
from enum import StrEnum

from unknot.domain.features import RunFeatures
from unknot.domain.recording import Sport, Surface
from unknot.domain.sentence import Sentence
from unknot.domain.units import local_date


class RunKind(StrEnum):
    """
    What sort of run it was or will be; the rows of evidence section 9.
    """

    EASY = "easy"
    LONG = "long"
    SPEED = "speed"
    SPRINT = "sprint"
    UPHILL = "uphill"
    DOWNHILL = "downhill"
    TRAIL = "trail"
    RACE = "race"


HARD_KINDS = frozenset(
    {RunKind.LONG, RunKind.SPEED, RunKind.SPRINT, RunKind.UPHILL, RunKind.DOWNHILL, RunKind.RACE}
)


class LoadMethod(StrEnum):
    """
    How a load was found, in the order of trust.
    """

    RPE = "rpe"
    HEART_RATE = "heart-rate"
    GRADED_PACE = "graded-pace"
    MISSING = "missing"


class LoadScale(StrEnum):
    """
    How a load was brought to the common scale.
    """

    NATIVE = "native"
    OWN_RUNS = "own-runs"
    CATALOGUE_RATIO = "catalogue-ratio"


@dataclass(frozen=True, slots=True)
class RawLoads:
    """
    What each method says of one run, each in its own unit; None where it cannot say.

    `rpe_min` is RPE times minutes (MEA-SRPE), `trimp` Banister's sum over the samples
    (MEA-BAN), `graded` hours times squared graded intensity times 100 (MEA-RTSS).
    """

    rpe_min: float | None = None
    trimp: float | None = None
    graded: float | None = None


@dataclass(frozen=True, slots=True)
class Load:
    """
    The training load of one run on the common scale (RPE-minutes), with its method.
    """

    points: float | None
    method: LoadMethod
    scale: LoadScale = LoadScale.NATIVE


@dataclass(frozen=True, slots=True)
class RunDone:
    """
    One effort that happened, in any sport, as the deciders see it.

    `kind` is what the runner said, else None: the core then infers it. A ride has a load too.
    `features` are there where samples tell what the run was made of.
    """

    id: str
    sport: Sport
    surface: Surface
    start_utc: datetime
    zone: str
    elapsed_s: float | None = None
    timer_s: float | None = None
    distance_m: float | None = None
    ascent_m: float | None = None
    descent_m: float | None = None
    avg_hr: float | None = None
    rpe: float | None = None
    kind: RunKind | None = None
    loads: RawLoads = RawLoads()
    title: str = ""
    features: RunFeatures | None = None

    @property
    def date(self) -> date:
        """
        The runner's local date at the start.
        """
        return local_date(self.start_utc, self.zone)

    @property
    def is_run(self) -> bool:
        """
        True for running of any sort, false for rides, swims and the rest.
        """
        return self.sport is Sport.RUNNING


@dataclass(frozen=True, slots=True)
class RunPlanned:
    """
    One run ahead. `is_guess` is true when it comes from the runner's habits and not from a plan.
    """

    id: str
    date: date
    kind: RunKind
    starts_at: time | None = None
    distance_m: float | None = None
    duration_min: float | None = None
    title: str = ""
    is_guess: bool = False

    @property
    def is_hard(self) -> bool:
        """
        True for the runs that deep work keeps clear of.
        """
        return self.kind in HARD_KINDS


class OtherDay(StrEnum):
    """
    What a training plan may say of a day beside its runs.
    """

    REST = "rest"
    STRENGTH = "strength"


@dataclass(frozen=True, slots=True)
class PlanFile:
    """
    What a training-plan file said: the runs, other days, and what was not understood or assumed.

    A rest day has no run; a day of strength work may have one. Single workouts that were put on a
    day are no whole plan: the usual week goes on around them.
    """

    runs: tuple[RunPlanned, ...]
    rest_days: tuple[date, ...] = ()
    strength_days: tuple[date, ...] = ()
    not_understood: tuple[Sentence, ...] = ()
    is_whole: bool = True

    @property
    def last_run_on(self) -> date | None:
        """
        The day of its last run; None where it has none.
        """
        return max((run.date for run in self.runs), default=None)

    def is_over(self, today: date) -> bool:
        """
        True when the last of its runs lies behind.
        """
        return self.last_run_on is not None and self.last_run_on < today
