"""
A real runner's four months to try Unknot with, moved to the last full week.

The sessions are real and stripped (see NOTICE); what stands around them, the check-ins, two
massages, prices, evenings and the race, is invented and marked so.
"""

from __future__ import annotations

import io
from collections.abc import Iterator, Mapping
from datetime import date, datetime, time, timedelta
from importlib import resources

import numpy as np
import numpy.typing as npt

from unknot.app.views import SampleHistory
from unknot.domain.body import BodyPart, Region, Side, Soreness
from unknot.domain.check_in import CheckIn
from unknot.domain.safety import GateAnswers
from unknot.domain.session import Appointment, Depth, ItemStatus, MassageType, Price, Tool
from unknot.domain.settings import Evening, Race, Settings
from unknot.domain.units import instant_at, local_date
from unknot.intake.fit_writer import SessionFigures, write_fit

Columns = Mapping[str, npt.NDArray[np.float64]]

# Stored value -> unit, and the stored value that means "missing".
_SCALES = {
    "distance_m": (10.0, -1),
    "altitude_m": (5.0, 65535),
    "speed_mps": (100.0, 65535),
    "heart_rate_bpm": (1.0, 255),
    "cadence_rpm": (1.0, 255),
}
_FIGURES = ("sport", "sub_sport", "elapsed", "timer", "distance", "ascent", "avg_hr")
_CHECK_INS = 30
_BUDGET_CENTS = 110_00
_RACE_IN_WEEKS = 7
_HALF_MARATHON_M = 21_097.5


class PackagedSample:
    """
    The sample that comes with the package.
    """

    def sample(self, now: datetime, zone: str = "UTC") -> SampleHistory:
        """
        The sample as of `now`: its last session lies in the last full week before.
        """
        today = local_date(now, zone)
        sessions = tuple(_sessions(today, zone))
        return SampleHistory(
            settings=_settings(today, zone),
            files=tuple((name, content) for name, content, _, _ in sessions),
            check_ins=tuple(_check_ins(today, zone, {day: m for _, _, day, m in sessions})),
            appointments=tuple(_appointments(today)),
            gate_answers=GateAnswers(answered_at=now),
        )


def _sessions(today: date, zone: str) -> Iterator[tuple[str, bytes, date, float]]:
    """
    Each session as (file name, FIT bytes, local date, metres), moved by whole weeks.
    """
    packed = resources.files("unknot.intake").joinpath("sample_data", "sessions.npz").read_bytes()
    with np.load(io.BytesIO(packed)) as stored:
        columns = {name: stored[name] for name in stored.files}
    walls = [datetime.fromisoformat(str(wall)) for wall in columns["starts"]]
    moved = _last_full_week(today) - _monday(walls[-1].date())
    ends = np.cumsum(columns["lengths"])
    for index, (wall, end) in enumerate(zip(walls, ends, strict=True)):
        begin = int(end) - int(columns["lengths"][index])
        day = wall.date() + moved
        figures = {name: float(columns[name][index]) for name in _FIGURES}
        session = _figures(figures, instant_at(day, wall.time(), zone))
        streams = {"time_s": columns["time_s"][begin:end].astype(np.float64)}
        for name, (scale, missing) in _SCALES.items():
            values = columns[name][begin:end]
            streams[name] = np.where(values == missing, np.nan, values / scale)
        yield f"sample-{index + 1:03d}.fit", write_fit(session, streams), day, session.distance_m


def _figures(stored: Mapping[str, float], start_utc: datetime) -> SessionFigures:
    return SessionFigures(
        start_utc=start_utc,
        sport_code=int(stored["sport"]),
        sub_sport_code=int(stored["sub_sport"]),
        elapsed_s=stored["elapsed"],
        timer_s=stored["timer"],
        distance_m=stored["distance"],
        ascent_m=None if stored["ascent"] < 0 else stored["ascent"],
        avg_hr=None if stored["avg_hr"] < 0 else int(stored["avg_hr"]),
    )


def _monday(day: date) -> date:
    return day - timedelta(days=day.weekday())


def _last_full_week(today: date) -> date:
    """
    The Monday of the last week that is wholly over.
    """
    return _monday(today) - timedelta(weeks=1)


def _settings(today: date, zone: str) -> Settings:
    race_day = _monday(today) + timedelta(weeks=_RACE_IN_WEEKS, days=6)
    return Settings(
        name="Sample",
        zone=zone,
        trimp_sex_coefficient="men",
        budget_cents_a_month=_BUDGET_CENTS,
        currency="EUR",
        prices=(
            Price(MassageType.SWEDISH, 45, 50_00),
            Price(MassageType.SPORTS, 45, 55_00),
            Price(MassageType.DEEP_TISSUE, 60, 70_00),
        ),
        tools=frozenset({Tool.HANDS, Tool.ROLLER, Tool.BALL}),
        free_times=(
            Evening(1, time(17, 30), time(20, 30)),
            Evening(3, time(17, 0), time(20, 30)),
            Evening(5, time(10, 0), time(13, 0)),
        ),
        types_to_try=(MassageType.SWEDISH, MassageType.SPORTS, MassageType.DEEP_TISSUE),
        had_deep_massage=True,
        cold_water_wanted=True,
        races=(Race(race_day, _HALF_MARATHON_M, name="Half marathon"),),
    )


def _appointments(today: date) -> Iterator[Appointment]:
    """
    Two massages in the past, both invented.
    """
    legs = tuple(
        BodyPart(region, side)
        for region in (Region.CALF, Region.SOLEUS, Region.QUADRICEPS, Region.HAMSTRINGS)
        for side in Side
    )
    for weeks, kind, depth, minutes, cents in (
        (9, MassageType.SPORTS, Depth.MEDIUM, 45, 55_00),
        (5, MassageType.DEEP_TISSUE, Depth.DEEP, 60, 70_00),
    ):
        day = _monday(today) - timedelta(weeks=weeks) + timedelta(days=1)
        yield Appointment(
            id=f"a_sample_{day.isoformat()}",
            date=day,
            massage_type=kind,
            depth=depth,
            minutes=minutes,
            cents=cents,
            parts=legs,
            status=ItemStatus.DONE,
            invented=True,
        )


def _check_ins(today: date, zone: str, metres: Mapping[date, float]) -> Iterator[CheckIn]:
    """
    Invented reports that follow the real runs: soreness rises with the kilometres before.
    """
    for back in range(_CHECK_INS, 0, -1):
        day = today - timedelta(days=back)
        km = [metres.get(day - timedelta(days=ago), 0.0) / 1000 for ago in (1, 2, 3)]
        ache = 0.24 * km[0] + 0.12 * km[1] + 0.05 * km[2]
        yield CheckIn(
            date=day,
            reported_at=instant_at(day, time(7, 10), zone),
            soreness=tuple(
                Soreness(BodyPart(region, side), min(8, round(ache * share)))
                for region, side, share in (
                    (Region.CALF, Side.LEFT, 1.2),
                    (Region.CALF, Side.RIGHT, 0.8),
                    (Region.QUADRICEPS, Side.LEFT, 0.7),
                    (Region.QUADRICEPS, Side.RIGHT, 0.7),
                    (Region.HAMSTRINGS, Side.LEFT, 0.5),
                )
            ),
            sleep_h=(7.5, 7.0, 6.5, 7.5, 8.0, 7.0, 8.5)[day.toordinal() % 7],
            stress=(3, 3, 4, 4, 3, 2, 2)[day.weekday()],
            fatigue=min(7, 2 + round(ache / 1.5)),
            invented=True,
        )
