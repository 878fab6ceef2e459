"""
Nights and mornings as Apple Health tells them: hours asleep, and the resting heart rate.

Several apps and devices tell of one night, and stages overlap: what counts is the time in which
any of them says "asleep", once. The variability that Apple measures is SDNN; ours is RMSSD, and
one cannot be had from the other, so it is left out.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta

from unknot.domain.wellness import WellnessDay
from unknot.intake.check_heart import HIGHEST_BPM, LOWEST_BPM

SOURCE = "apple-health"

# Awake for longer than this, and what follows is another sleep.
BREAK_S = 3 * 3600
# Nobody sleeps longer; a span beyond it is a clock set anew or an app gone astray.
LONGEST_SLEEP_S = 24 * 3600
# How every stage of sleep begins its name.
ASLEEP = "Asleep"


@dataclass(frozen=True, slots=True, order=True)
class SleepSpan:
    """
    A span of one stage of sleep: in seconds since 1970, and the clock of the place in UTC.

    `stage` is "Asleep", "AsleepCore" and the like, as Apple calls it. Lying in bed or awake is
    none of them, and is not kept.
    """

    start: int
    end: int
    offset_s: int
    stage: str
    source: str


@dataclass(frozen=True, slots=True, order=True)
class Rate:
    """
    A resting heart rate, and the part of a day it was taken from.
    """

    start: int
    end: int
    offset_s: int
    bpm: float
    source: str

    @property
    def day(self) -> date:
        """
        The day it speaks of. A watch begins at midnight, and an export may write that by the
        clock of another season, an hour off: the middle is of the same day by both.
        """
        return _day_of((self.start + self.end) // 2, self.offset_s)


# All spans of one sleep, in order of time.
Night = tuple[SleepSpan, ...]


def nights_of(spans: Iterable[SleepSpan]) -> Iterator[Night]:
    """
    Spans that belong to one sleep: with no more than three hours between them.
    """
    night: list[SleepSpan] = []
    end = 0
    for span in sorted(spans):
        if not 0 <= span.end - span.start <= LONGEST_SLEEP_S:
            continue
        if night and span.start - end > BREAK_S:
            yield tuple(night)
            night = []
        end = max(end, span.end) if night else span.end
        night.append(span)
    if night:
        yield tuple(night)


def day_of_waking(night: Night) -> date:
    """
    The day on which the runner woke up, by the clock of the place.
    """
    last = max(night, key=lambda span: span.end)
    return _day_of(last.end, last.offset_s)


def seconds_asleep(spans: Iterable[SleepSpan]) -> int:
    """
    How long anybody says that the runner slept, overlapping spans counted once; sorted by time.
    """
    total, covered_to = 0, 0
    for span in spans:
        total += max(0, span.end - max(span.start, covered_to))
        covered_to = max(covered_to, span.end)
    return total


def by_day(
    spans: Iterable[SleepSpan], rates: Iterable[Rate]
) -> dict[date, tuple[list[SleepSpan], list[Rate]]]:
    """
    What speaks of each day: the sleep it began with and its naps, and resting heart rates.
    """
    days: dict[date, tuple[list[SleepSpan], list[Rate]]] = defaultdict(lambda: ([], []))
    for night in nights_of(spans):
        days[day_of_waking(night)][0].extend(night)
    for rate in rates:
        days[rate.day][1].append(rate)
    return days


def wellness_of(day: date, spans: Iterable[SleepSpan], rates: Iterable[Rate]) -> WellnessDay | None:
    """
    Hours asleep and the last word on the resting heart rate; None when nothing is believed.
    """
    asleep_s = seconds_asleep(sorted(spans))
    possible = [rate for rate in rates if LOWEST_BPM <= rate.bpm <= HIGHEST_BPM]
    last = max(possible, key=_how_final, default=None)
    sleep_h = round(asleep_s / 3600, 2) if 0 < asleep_s <= LONGEST_SLEEP_S else None
    if sleep_h is None and last is None:
        return None
    return WellnessDay(day, SOURCE, sleep_h=sleep_h, resting_hr=last.bpm if last else None)


def _how_final(rate: Rate) -> tuple[int, int, float]:
    # A watch corrects its figure in the course of the day: the one that saw most of it counts.
    return (rate.end, -rate.start, -rate.bpm)


def _day_of(instant: int, offset_s: int) -> date:
    return (datetime.fromtimestamp(instant, tz=UTC) + timedelta(seconds=offset_s)).date()
