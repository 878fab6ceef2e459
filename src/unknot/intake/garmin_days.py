"""
What Garmin's account export writes of one day: sleep, resting heart rate and its variability.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime

from unknot.domain.wellness import WellnessDay
from unknot.intake.check_clock import EARLIEST, LATEST
from unknot.intake.json_items import Item, number_of, text_of

SOURCE = "garmin"

_STAGES = ("deepSleepSeconds", "lightSleepSeconds", "remSleepSeconds")
_RESTING = ("restingHeartRate", "currentDayRestingHeartRate")
# A night's average of RMSSD in milliseconds.
_NIGHTLY_RMSSD = ("lastNightAvg", "lastNightAverage", "avgOvernightHrv", "averageOvernightHrv")
_LOWEST_RMSSD_MS, _HIGHEST_RMSSD_MS = 3.0, 300.0
_LOWEST_RESTING, _HIGHEST_RESTING = 25.0, 130.0
# Some minutes are no night and no nap.
_SHORTEST_SLEEP_H, _LONGEST_SLEEP_H = 0.1, 24.0


@dataclass(frozen=True, slots=True)
class _Sleep:
    """
    One stretch of sleep; two that overlap are the same sleep told twice.
    """

    day: date
    begins: str
    ends: str
    hours: float


class Days:
    """
    Days on their way out of a file: sleep is added up, the rest taken as it stands.
    """

    def __init__(self) -> None:
        self._days: dict[date, WellnessDay] = {}
        self._sleeps: list[_Sleep] = []
        self.n_unmeasured = 0

    def take(self, item: Item) -> bool:
        """
        Notes what an entry says of its day. False where it says nothing that we know.
        """
        day = _day_of(item.get("calendarDate"))
        if day is None:
            return False
        resting, rmssd = _resting_of(item), _rmssd_of(item)
        known = self._days.get(day, WellnessDay(day, SOURCE))
        if resting is not None:
            known = replace(known, resting_hr=resting)
        if rmssd is not None:
            known = replace(known, hrv_lnrmssd=round(math.log(rmssd), 4))
        has_sleep = any(stage in item for stage in _STAGES)
        if has_sleep:
            self._take_sleep(day, item)
        if known != WellnessDay(day, SOURCE):
            self._days[day] = known
        return has_sleep or resting is not None or rmssd is not None

    def _take_sleep(self, day: date, item: Item) -> None:
        seconds = sum(max(number_of(item.get(stage)) or 0.0, 0.0) for stage in _STAGES)
        hours = seconds / 3600
        if not _SHORTEST_SLEEP_H <= hours <= _LONGEST_SLEEP_H:
            # A window without stages is a guess of the watch, or a watch that was not worn.
            self.n_unmeasured += 1
            return
        begins = text_of(item.get("sleepStartTimestampGMT"), 40)
        ends = text_of(item.get("sleepEndTimestampGMT"), 40)
        self._sleeps.append(_Sleep(day, begins, ends, hours))

    def all(self) -> tuple[WellnessDay, ...]:
        """
        Every day of which anything is known, in order.
        """
        days = dict(self._days)
        for day, hours in _slept(self._sleeps).items():
            days[day] = replace(days.get(day, WellnessDay(day, SOURCE)), sleep_h=round(hours, 2))
        return tuple(days[day] for day in sorted(days))


def _slept(sleeps: Iterable[_Sleep]) -> Mapping[date, float]:
    hours: dict[date, float] = {}
    counted: dict[date, list[_Sleep]] = {}
    for sleep in sorted(sleeps, key=lambda each: -each.hours):
        others = counted.setdefault(sleep.day, [])
        if any(_overlap(sleep, other) for other in others):
            continue
        others.append(sleep)
        hours[sleep.day] = hours.get(sleep.day, 0.0) + sleep.hours
    return {day: slept for day, slept in hours.items() if slept <= _LONGEST_SLEEP_H}


def _overlap(one: _Sleep, other: _Sleep) -> bool:
    """
    Times of one form sort as text; a sleep that names none may be the same as any.
    """
    if not (one.begins and one.ends and other.begins and other.ends):
        return True
    return one.begins < other.ends and other.begins < one.ends


def _resting_of(item: Item) -> float | None:
    rates = (number_of(item.get(key)) for key in _RESTING)
    possible = (
        rate for rate in rates if rate is not None and _LOWEST_RESTING <= rate <= _HIGHEST_RESTING
    )
    return next(possible, None)


def _rmssd_of(item: Item) -> float | None:
    told = [number_of(item.get(key)) for key in _NIGHTLY_RMSSD]
    summary = item.get("hrvSummary")
    if isinstance(summary, dict):
        told += [number_of(summary.get(key)) for key in _NIGHTLY_RMSSD]
    metrics = item.get("metrics")
    for metric in metrics if isinstance(metrics, list) else ():
        if isinstance(metric, dict) and metric.get("type") == "HRV":
            told.append(number_of(metric.get("value")))
    possible = (
        rmssd
        for rmssd in told
        if rmssd is not None and _LOWEST_RMSSD_MS <= rmssd <= _HIGHEST_RMSSD_MS
    )
    return next(possible, None)


def _day_of(value: object) -> date | None:
    """
    A day as "2019-11-01", as {"date": "Nov 1, 2019 12:00:00 AM"}, or as milliseconds at midnight.
    """
    if isinstance(value, dict):
        value = value.get("date")
    if isinstance(value, int | float) and not isinstance(value, bool):
        seconds = number_of(value)
        if seconds is None or not EARLIEST <= seconds / 1000 < LATEST:
            return None
        return datetime.fromtimestamp(seconds / 1000, UTC).date()
    return _written_day(value) if isinstance(value, str) else None


def _written_day(text: str) -> date | None:
    for form, length in (("%Y-%m-%d", 10), ("%b %d, %Y", 12)):
        try:
            day = datetime.strptime(text.strip()[:length].strip(), form).date()  # noqa: DTZ007
        except ValueError:
            continue
        return day if 1998 < day.year < 2100 else None
    return None
