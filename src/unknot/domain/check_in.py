"""
The fifteen seconds a day: what a runner reports about how the body feels.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from unknot.domain.body import Pain, Soreness
from unknot.domain.refused import CannotBe, check

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
            raise CannotBe(
                "sleep goes from 0 to 24 hours, got {hours}", "sleep_h", hours=f"{self.sleep_h:g}"
            )
        if self.stress is not None and not 1 <= self.stress <= 7:
            raise CannotBe("stress goes from 1 to 7, got {value}", "stress", value=self.stress)
        if self.fatigue is not None and not 1 <= self.fatigue <= 7:
            raise CannotBe("fatigue goes from 1 to 7, got {value}", "fatigue", value=self.fatigue)
        check(
            _names_each_once(self.soreness),
            "a check-in names each part once, but soreness names one twice",
            "soreness",
        )
        check(
            _names_each_once(self.pain),
            "a check-in names each part once, but pain names one twice",
            "pain",
        )


def _names_each_once(reports: Sequence[Soreness | Pain]) -> bool:
    parts = [report.part for report in reports]
    return len(set(parts)) == len(parts)
