"""
The fifteen seconds a day: what a runner reports about how the body feels.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from unknot.domain.body import Pain, Soreness
from unknot.domain.refused import CannotBe, check
from unknot.domain.sentence import mark as _
from unknot.domain.wellness import HRV_LNRMSSD, RESTING_HR

# A note is a few words to one's later self. What is longer is refused when it is kept, never cut.
LONGEST_NOTE = 500
# What the Hooper index asks (MEA-HOOP), in the order it was published in.
HOOPER_ITEMS = ("sleep_quality", "stress", "fatigue", "muscle_soreness")
# What a report may leave unsaid, one by one.
FIGURES = (
    "sleep_h", "stress", "fatigue", "sleep_quality", "muscle_soreness", "mood", "resting_hr",
    "hrv_lnrmssd",
)  # fmt: skip
_SPANS = (
    ("sleep_quality", _("sleep quality goes from 1 to 7, got {value}"), (1, 7)),
    ("muscle_soreness", _("soreness overall goes from 1 to 7, got {value}"), (1, 7)),
    ("mood", _("mood goes from 1 to 7, got {value}"), (1, 7)),
    ("resting_hr", _("a resting pulse goes from 20 to 150, got {value}"), RESTING_HR),
    ("hrv_lnrmssd", _("the logarithm of rMSSD goes from 0 to 6.5, got {value}"), HRV_LNRMSSD),
)


@dataclass(frozen=True, slots=True)
class CheckIn:
    """
    One day's report. A part not named was not asked about: that is missing, not zero.

    `stress`, `fatigue`, `muscle_soreness` (all muscles together) and `sleep_quality` go from 1 (very,
    very low, or good) to 7 (very, very high, or bad) as in MEA-HOOP. `mood` is no part of it and goes
    the other way, from 1 (very bad) to 7 (very good). `sleep_h` is hours slept, `resting_hr` beats a
    minute, `hrv_lnrmssd` the natural logarithm of RMSSD in milliseconds. `invented` marks sample
    data.
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
    sleep_quality: int | None = None
    muscle_soreness: int | None = None
    mood: int | None = None
    resting_hr: float | None = None
    hrv_lnrmssd: float | None = None

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
        for name, said, (least, most) in _SPANS:
            value = getattr(self, name)
            within = value is None or least <= value <= most
            check(within, said, name, value=value if value is None else f"{value:g}")
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


def hooper_index(check_in: CheckIn) -> int | None:
    """
    The Hooper index of a day: 4, rested and unhurried, to 28. None unless all four were answered.

    A sum over what happens to be there would fall with every answer left out.
    """
    answers = [getattr(check_in, name) for name in HOOPER_ITEMS]
    return None if None in answers else sum(answers)


def contradict(one: CheckIn, other: CheckIn) -> bool:
    """
    True when both reports of a day speak of the same thing and say otherwise.

    What only one of them says takes nothing away from the other.
    """
    for name in ("soreness", "pain"):
        known = {each.part: each.score for each in getattr(one, name)}
        if any(known.get(each.part, each.score) != each.score for each in getattr(other, name)):
            return True
    said = ((getattr(one, name), getattr(other, name)) for name in FIGURES)
    if any(None not in pair and pair[0] != pair[1] for pair in said):
        return True
    return bool(one.note and other.note and one.note != other.note)


def _names_each_once(reports: Sequence[Soreness | Pain]) -> bool:
    parts = [report.part for report in reports]
    return len(set(parts)) == len(parts)
