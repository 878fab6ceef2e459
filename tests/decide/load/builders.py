"""
Small runs, recordings and reports to try load with.
"""

from __future__ import annotations

from array import array
from collections.abc import Iterable, Sequence
from datetime import UTC, date, datetime, time, timedelta

from unknot.decide.load.profile import Profile
from unknot.domain.body import BodyPart, Region, Side, Soreness
from unknot.domain.check_in import CheckIn
from unknot.domain.recording import Recording, Sport, Surface
from unknot.domain.run import RawLoads, RunDone, RunKind
from unknot.domain.units import instant_at

MONDAY = date(2026, 9, 7)
PROFILE = Profile(50, 150, 4.0, "men", frozenset())


def a_run(
    day: date,
    minutes: float | None = 50,
    km: float | None = 10,
    rpe: float | None = 3,
    at: time = time(18, 0),
    zone: str = "UTC",
    **changes: object,
) -> RunDone:
    """
    An easy run of 50 minutes that the runner rated 3, unless said otherwise.
    """
    loads = RawLoads(rpe_min=rpe * minutes if rpe is not None and minutes is not None else None)
    values: dict[str, object] = {
        "id": f"r_{day.isoformat()}_{at.hour}",
        "sport": Sport.RUNNING,
        "surface": Surface.ROAD,
        "start_utc": instant_at(day, at, zone),
        "zone": zone,
        "timer_s": None if minutes is None else minutes * 60,
        "distance_m": None if km is None else km * 1000,
        "loads": loads,
    }
    return RunDone(**(values | changes))  # type: ignore[arg-type]


def weeks_of_runs(first: date = MONDAY, weeks: int = 6, zone: str = "UTC") -> list[RunDone]:
    """
    Tuesday and Thursday easy, Sunday long in the morning, week after week.
    """
    runs = []
    for week in range(weeks):
        monday = first + timedelta(weeks=week)
        runs.append(a_run(monday + timedelta(days=1), zone=zone))
        runs.append(a_run(monday + timedelta(days=3), zone=zone))
        runs.append(a_run(monday + timedelta(days=6), 120, 20, 4, time(9, 0), zone))
    return runs


def a_check_in(day: date, *scores: tuple[Region, Side, int]) -> CheckIn:
    """
    A report of that morning: region, side and score.
    """
    return CheckIn(
        day,
        datetime.combine(day, time(7, 0), UTC),
        tuple(Soreness(BodyPart(region, side), score) for region, side, score in scores),
    )


def a_recording(
    seconds: Sequence[float] | None = None,
    beats: Iterable[float] | float | None = None,
    metres_a_second: float | None = 3.0,
    climb_a_metre: float | None = None,
    **changes: object,
) -> Recording:
    """
    A run of an hour at an even pace with one sample a second, unless said otherwise.
    """
    times = list(range(3601)) if seconds is None else list(seconds)
    streams = {"time_s": array("d", times)}
    if beats is not None:
        each = [beats] * len(times) if isinstance(beats, int | float) else list(beats)
        streams["heart_rate_bpm"] = array("d", each)
    if metres_a_second is not None:
        streams["distance_m"] = array("d", [second * metres_a_second for second in times])
        if climb_a_metre is not None:
            heights = [100 + climb_a_metre * metres for metres in streams["distance_m"]]
            streams["altitude_m"] = array("d", heights)
    values: dict[str, object] = {
        "sport": Sport.RUNNING,
        "surface": Surface.ROAD,
        "start_utc": datetime(2026, 9, 7, 16, tzinfo=UTC),
        "elapsed_s": times[-1] - times[0],
        "timer_s": None,
        "distance_m": None,
        "n_records": len(times),
        "streams": streams,
    }
    return Recording(**(values | changes))  # type: ignore[arg-type]


__all__ = ["MONDAY", "PROFILE", "RunKind", "a_check_in", "a_recording", "a_run", "weeks_of_runs"]
