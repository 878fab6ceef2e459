"""
How Apple Health writes things down: its names, its dates with an offset, its units.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from functools import lru_cache
from zoneinfo import ZoneInfo

from unknot.domain.recording import Sport
from unknot.intake.check_clock import EARLIEST, LATEST

QUANTITY = "HKQuantityTypeIdentifier"
HEART_RATE = f"{QUANTITY}HeartRate"
STEPS = f"{QUANTITY}StepCount"
EFFORT = f"{QUANTITY}WorkoutEffortScore"
RESTING = f"{QUANTITY}RestingHeartRate"
HRV = f"{QUANTITY}HeartRateVariabilitySDNN"
SLEEP = "HKCategoryTypeIdentifierSleepAnalysis"
STAGE = "HKCategoryValueSleepAnalysis"
ACTIVITY = "HKWorkoutActivityType"

# Which distance belongs to a sport: a phone counts steps in the gym too.
DISTANCES: Mapping[Sport, str] = {
    Sport.RUNNING: f"{QUANTITY}DistanceWalkingRunning",
    Sport.WALKING: f"{QUANTITY}DistanceWalkingRunning",
    Sport.HIKING: f"{QUANTITY}DistanceWalkingRunning",
    Sport.CYCLING: f"{QUANTITY}DistanceCycling",
    Sport.SWIMMING: f"{QUANTITY}DistanceSwimming",
    Sport.ROWING: f"{QUANTITY}DistanceRowing",
    Sport.PADDLING: f"{QUANTITY}DistancePaddleSports",
    Sport.SKATING: f"{QUANTITY}DistanceSkatingSports",
    Sport.SKIING: f"{QUANTITY}DistanceCrossCountrySkiing",
}
SPEEDS = (f"{QUANTITY}RunningSpeed", f"{QUANTITY}CyclingSpeed")
POWERS = (f"{QUANTITY}RunningPower", f"{QUANTITY}CyclingPower")
CADENCE = f"{QUANTITY}CyclingCadence"

# Records that say something of a workout when they fall into its time.
SAMPLES = frozenset({HEART_RATE, STEPS, EFFORT, CADENCE, *SPEEDS, *POWERS, *DISTANCES.values()})

# Apple writes whole seconds and drops the rest: the last sample may stand a second after the end.
END_IS_CUT_S = 1

_METRES = {"m": 1.0, "km": 1000.0, "cm": 0.01, "mi": 1609.344, "yd": 0.9144, "ft": 0.3048}
_SECONDS = {"s": 1.0, "sec": 1.0, "min": 60.0, "hr": 3600.0, "h": 3600.0}


def apple_time(text: str) -> int:
    """
    Seconds since 1970 of "2020-06-08 09:11:49 +0800". Raises ValueError for anything else.

    Asked millions of times: the hour is looked up, only minutes and seconds are read anew.
    """
    if len(text) != 25:
        raise ValueError(text)
    return _hour(text[:13], text[20:]) + 60 * int(text[14:16]) + int(text[17:19])


def apple_dated(text: str) -> int:
    """
    The same for times at which something may have been recorded.
    """
    instant = apple_time(text)
    if not EARLIEST <= instant < LATEST:
        raise ValueError(text)
    return instant


@lru_cache(maxsize=4096)
def _hour(day_and_hour: str, offset: str) -> int:
    return int(datetime.strptime(f"{day_and_hour} {offset}", "%Y-%m-%d %H %z").timestamp())


def offset_of(text: str) -> int:
    """
    The seconds that the clock of "2020-06-08 09:11:49 +0800" is ahead of UTC.
    """
    ahead = datetime.strptime(text[20:], "%z").utcoffset()
    return int((ahead or timedelta()).total_seconds())


def offset_in(zone: str, instant: int) -> int | None:
    """
    The same for a named time zone at an instant; None for a name that is none.
    """
    known = zone_called(zone)
    if known is None:
        return None
    ahead = datetime.fromtimestamp(instant, tz=known).utcoffset()
    return int((ahead or timedelta()).total_seconds())


@lru_cache(maxsize=256)
def zone_called(name: str) -> ZoneInfo | None:
    """
    The time zone of that name, None where there is none.
    """
    try:
        return ZoneInfo(name) if name else None
    except (ValueError, OSError, LookupError):
        # Zones are files: a name may be a folder's, or one that no file can have.
        return None


def apple_date(instant: int) -> str:
    """
    An instant as Apple writes it, in UTC.
    """
    return f"{datetime.fromtimestamp(instant, tz=UTC):%Y-%m-%d %H:%M:%S} +0000"


def metres_of(value: float, unit: str) -> float | None:
    """
    A length in metres, None in a unit we do not know.
    """
    return value * _METRES[unit] if unit in _METRES else None


def seconds_of(value: float, unit: str) -> float | None:
    """
    A duration in seconds, None in a unit we do not know.
    """
    return value * _SECONDS[unit] if unit in _SECONDS else None


def metres_a_second(unit: str) -> float | None:
    """
    What one "km/hr" or "mi/hr" is in metres a second, None in a unit we do not know.
    """
    way, _, time = unit.partition("/")
    metres, seconds = metres_of(1.0, way), seconds_of(1.0, time)
    return metres / seconds if metres and seconds else None
