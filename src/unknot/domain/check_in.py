"""
The fifteen seconds a day: what a runner reports about how the body feels.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from unknot.domain.body import Pain, Soreness
from unknot.domain.refused import CannotBe

# A note is a few words to one's later self. What is longer is refused when it is kept, never cut.
LONGEST_NOTE = 500


@dataclass(frozen=True, slots=True)
class CheckIn:
    """
    One day's report. A part not named was not asked about: that is missing, not zero.

    `stress` and `fatigue` go from 1 (very, very low) to 7 (very, very high) as in MEA-HOOP;
    `sleep_h` is hours slept. `invented` marks sample data.
    """

    date: date
    reported_at: datetime
    soreness: tuple[Soreness, ...] = ()
    pain: tuple[Pain, ...] = ()
    sleep_h: float | None = None
    stress: int | None = None
    fatigue: int | None = None
    note: str = ""
    invented: bool = False

    def __post_init__(self) -> None:
        if self.reported_at.tzinfo is None:
            raise CannotBe("a check-in needs an instant with a time zone", "reported_at")
        if self.sleep_h is not None and not 0 <= self.sleep_h <= 24:
            raise CannotBe(f"sleep goes from 0 to 24 hours, got {self.sleep_h:g}", "sleep_h")
        for name, value in (("stress", self.stress), ("fatigue", self.fatigue)):
            if value is not None and not 1 <= value <= 7:
                raise CannotBe(f"{name} goes from 1 to 7, got {value}", name)
        for name, parts in (
            ("soreness", [report.part for report in self.soreness]),
            ("pain", [report.part for report in self.pain]),
        ):
            if len(set(parts)) != len(parts):
                raise CannotBe(f"a check-in names each part once, but {name} names one twice", name)
