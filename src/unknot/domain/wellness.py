"""
How a day began: sleep, resting heart rate, soreness and mood, as one source tells it.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from unknot.domain.body import Pain, Soreness
from unknot.domain.refused import CannotBe, check

CHECK_IN = "check-in"
OWN_LOG = "own-log"
# Whose word counts where several speak of one day, first to last: the runner's own, then apps that
# measured it, then whoever collects from others. Sources not named here come last.
SOURCES = (
    CHECK_IN,
    OWN_LOG,
    "hrv4training",
    "elite-hrv",
    "apple-health",
    "garmin",
    "intervals-icu",
)

# What cannot be left out of these is no report about a runner's night. The slowest hearts at rest
# beat 26 to 30 times a minute; RMSSD of 1 to 665 ms has a logarithm of 0 to 6.5.
SLEEP_H = (0.0, 24.0)
RESTING_HR = (20.0, 150.0)
HRV_LNRMSSD = (0.0, 6.5)


@dataclass(frozen=True, slots=True)
class WellnessDay:
    """
    What one source says of one day of the runner. Missing is None, never zero.

    `date` is the day the runner woke up on. `source` is a stable code such as `apple-health`.
    `hrv_lnrmssd` is the natural logarithm of RMSSD in milliseconds. `soreness_overall`, 0 to 10,
    is soreness that was given no place: it is never laid on a part of the body. `fatigue` and
    `stress` go from 1 (very, very low) to 7 (very, very high) as in a check-in, `mood` from 1 (very
    bad) to 7 (very good).
    """

    date: date
    source: str
    sleep_h: float | None = None
    resting_hr: float | None = None
    hrv_lnrmssd: float | None = None
    soreness: tuple[Soreness, ...] = ()
    pain: tuple[Pain, ...] = ()
    soreness_overall: int | None = None
    fatigue: int | None = None
    stress: int | None = None
    mood: int | None = None
    is_sick: bool | None = None
    note: str = ""

    def __post_init__(self) -> None:
        check(bool(self.source), "a day of wellness needs its source", "source")
        _within("sleep_h", self.sleep_h, SLEEP_H)
        _within("resting_hr", self.resting_hr, RESTING_HR)
        _within("hrv_lnrmssd", self.hrv_lnrmssd, HRV_LNRMSSD)
        _within("soreness_overall", self.soreness_overall, (0, 10))
        for name in ("fatigue", "stress", "mood"):
            _within(name, getattr(self, name), (1, 7))
        _each_part_once("soreness", self.soreness)
        _each_part_once("pain", self.pain)

    @property
    def says_something(self) -> bool:
        """
        True when there is more in it than the date.
        """
        figures = (self.sleep_h, self.resting_hr, self.hrv_lnrmssd, self.soreness_overall)
        feelings = (self.fatigue, self.stress, self.mood, self.is_sick)
        told = any(each is not None for each in (*figures, *feelings))
        return told or bool(self.soreness or self.pain or self.note)


def rank_of(source: str) -> tuple[int, str]:
    """
    Where a source stands among those that speak of one day, lowest first.
    """
    return SOURCES.index(source) if source in SOURCES else len(SOURCES), source


def _within(name: str, value: float | None, span: tuple[float, float]) -> None:
    if value is not None and not span[0] <= value <= span[1]:
        raise CannotBe(f"{name} goes from {span[0]:g} to {span[1]:g}, got {value:g}", name)


def _each_part_once(name: str, reports: Sequence[Soreness | Pain]) -> None:
    parts = [report.part for report in reports]
    check(len(set(parts)) == len(parts), f"a day names each part once, but {name} does not", name)
