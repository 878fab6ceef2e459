"""
How a day began: sleep, resting heart rate, soreness and mood, as one source tells it.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass, fields, replace
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

# What lies outside of these says nothing about a runner's night. The slowest hearts at rest
# beat 26 to 30 times a minute; RMSSD of 1 to 665 ms has a logarithm of 0 to 6.5.
SLEEP_H = (0.0, 24.0)
RESTING_HR = (20.0, 150.0)
HRV_LNRMSSD = (0.0, 6.5)
_TO_SEVEN = (1.0, 7.0)
_NOT_TOLD = (None, (), "")
_SPANS = {
    "sleep_h": SLEEP_H,
    "resting_hr": RESTING_HR,
    "hrv_lnrmssd": HRV_LNRMSSD,
    "soreness_overall": (0.0, 10.0),
    "fatigue": _TO_SEVEN,
    "stress": _TO_SEVEN,
    "mood": _TO_SEVEN,
}


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
        for name, span in _SPANS.items():
            _within(name, getattr(self, name), span)
        for name, reports in (("soreness", self.soreness), ("pain", self.pain)):
            once = len({report.part for report in reports}) == len(reports)
            check(once, "a day names each part of the body once", name)

    @property
    def says_something(self) -> bool:
        """
        True when there is more in it than the date.
        """
        figures = (self.sleep_h, self.resting_hr, self.hrv_lnrmssd, self.soreness_overall)
        feelings = (self.fatigue, self.stress, self.mood, self.is_sick)
        told = any(each is not None for each in (*figures, *feelings))
        return told or bool(self.soreness or self.pain or self.note)


def newest_of(newest_first: Sequence[WellnessDay]) -> WellnessDay:
    """
    One day as one source tells it in several files: each figure from the newest that has it.

    A watch's account keeps sleep in one file and the heart in another.
    """
    day, *older = newest_first
    for before in older:
        missing = [each.name for each in fields(day) if getattr(day, each.name) in _NOT_TOLD]
        day = replace(day, **{name: getattr(before, name) for name in missing})
    return day


def lnrmssd_of(rmssd_ms: float) -> float:
    """
    RMSSD as watches show it, in milliseconds, as the logarithm it is kept and compared by.
    """
    if not 1 <= rmssd_ms <= 665:
        raise CannotBe(
            "rMSSD goes from 1 to 665 ms, got {value}", "rmssd_ms", value=f"{rmssd_ms:g}"
        )
    return math.log(rmssd_ms)


def rank_of(source: str) -> tuple[int, str]:
    """
    Where a source stands among those that speak of one day, lowest first.
    """
    return SOURCES.index(source) if source in SOURCES else len(SOURCES), source


def _within(name: str, value: float | None, span: tuple[float, float]) -> None:
    if value is not None and not span[0] <= value <= span[1]:
        facts = {"least": f"{span[0]:g}", "most": f"{span[1]:g}", "value": f"{value:g}"}
        raise CannotBe("this goes from {least} to {most}, got {value}", name, **facts)
