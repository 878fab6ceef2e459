"""
Pairs of recordings made by hand: which are one effort, and which only went on at the same time.

The four years of real files hold hardly any two things done at once, so these are what precision
is measured on. Also used by benchmarks/intake/same_effort.py.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from unknot.domain.effort import EffortSpan
from unknot.domain.places import EVERY_S, Place
from unknot.domain.recording import Sport

MORNING = datetime(2026, 9, 7, 6, tzinfo=UTC)
_SOUTH, _NORTH = 50.0, 50.1


@dataclass(frozen=True, slots=True)
class Pair:
    """
    Two recordings, in words and as what is compared.
    """

    name: str
    one: EffortSpan
    other: EffortSpan
    is_same: bool


def a_span(
    begins_min: float,
    minutes: float | None,
    sport: Sport = Sport.RUNNING,
    km: float | None = None,
    a_minute: float = 60,
    **more,
) -> EffortSpan:
    """
    A recording that begins that many minutes after six, with so many records a minute.
    """
    return EffortSpan(
        id="",
        sport=sport,
        start_utc=MORNING + timedelta(minutes=begins_min),
        elapsed_s=None if minutes is None else minutes * 60,
        distance_m=None if km is None else km * 1000,
        n_records=round((minutes or 0) * a_minute),
        recording_id=f"{sport}{begins_min}",
        **more,
    )


def along(latitude_deg: float, minutes: int) -> tuple[Place, ...]:
    """
    A loop of some hundred metres around one place, from six on.
    """
    first = int(MORNING.timestamp()) // EVERY_S
    return tuple(
        Place(first + at, latitude_deg + 0.0004 * (at % 3), 14.4)
        for at in range(minutes * 60 // EVERY_S)
    )


_RUN = a_span(0, 50, km=10, places=along(_SOUTH, 50))
_SWIM_LEG = a_span(0, 30, Sport.SWIMMING, 1.5, file="race")
_BIKE_LEG = a_span(31, 70, Sport.CYCLING, 40, file="race")

NEGATIVES = (
    Pair(
        "strength work inside a watch that ran all day",
        a_span(0, 600, Sport.OTHER, 14, 1),
        a_span(120, 45, Sport.STRENGTH),
        False,
    ),
    Pair(
        "strength work inside a long walk",
        a_span(0, 300, Sport.WALKING, 14, 1),
        a_span(120, 45, Sport.STRENGTH),
        False,
    ),
    Pair(
        "strength work before a run, and the watch was never stopped",
        a_span(0, 100, Sport.STRENGTH, None, 1),
        a_span(40, 60, km=12),
        False,
    ),
    Pair(
        "an unnamed gym hour in the middle of a day-long walk",
        a_span(0, 540, Sport.WALKING, 12, 1),
        a_span(240, 60, Sport.OTHER),
        False,
    ),
    Pair(
        "a bike commute over the first minutes of a run",
        a_span(-20, 28, Sport.CYCLING, 7),
        a_span(0, 50, km=10),
        False,
    ),
    Pair(
        "a bike commute as long as the run it overlaps",
        a_span(-25, 50, Sport.CYCLING, 14),
        a_span(0, 50, km=10),
        False,
    ),
    Pair(
        "two runners at the same time in two towns, equally fast",
        _RUN,
        a_span(0, 50, km=10.1, places=along(_NORTH, 50)),
        False,
    ),
    Pair(
        "two runners who start together, and one runs half as far",
        a_span(0, 60, km=12),
        a_span(0, 58, km=6.5),
        False,
    ),
    Pair("a swim and the bike leg of the triathlon it was part of", _SWIM_LEG, _BIKE_LEG, False),
    Pair(
        "a swim from another watch, and the bike leg it overlaps",
        a_span(1, 33, Sport.SWIMMING, 1.5),
        _BIKE_LEG,
        False,
    ),
    Pair(
        "a swim inside the whole triathlon as one recording",
        a_span(0, 150, Sport.MULTISPORT, 51.5),
        a_span(0, 30, Sport.SWIMMING, 1.5),
        False,
    ),
    Pair(
        "the legs of one file that touch for five minutes",
        _SWIM_LEG,
        a_span(25, 70, Sport.OTHER, 40, file="race"),
        False,
    ),
    Pair(
        "a run on the treadmill, and the phone's walk there and back",
        a_span(20, 40, km=7.5, is_indoors=True),
        a_span(0, 80, Sport.WALKING, 2.5),
        False,
    ),
    Pair(
        "a run on the treadmill of unknown length, and the phone's walk",
        a_span(0, 40, is_indoors=True),
        a_span(0, 42, Sport.WALKING, 1.1),
        False,
    ),
    Pair(
        "the walk home, begun a minute before the run was stopped",
        a_span(0, 117, km=21.5),
        a_span(116, 26, Sport.WALKING, 2.1),
        False,
    ),
    Pair("two runs, one after the other", a_span(0, 30, km=6), a_span(30, 30, km=6), False),
    Pair("two runs that touch for a minute", a_span(0, 30, km=6), a_span(29, 30, km=6), False),
    Pair("a warm-up that touches the race", a_span(0, 3, km=0.4), a_span(2, 40, km=10), False),
    Pair(
        "an evening ride inside a morning ride that nobody stopped, by its last record",
        a_span(0, 38, Sport.CYCLING, 11),
        a_span(600, 35, Sport.CYCLING, 11),
        False,
    ),
    Pair(
        "a treadmill run far longer than the phone's run around it",
        a_span(10, 40, km=9),
        a_span(0, 60, km=5),
        False,
    ),
    Pair("two starts and no more", a_span(0, None), a_span(0, None), False),
    Pair("a start in the middle of a ride", a_span(20, None), a_span(0, 60, Sport.CYCLING), False),
    Pair("a run begun while an unnamed day went on", a_span(300, None), a_span(0, 600, Sport.OTHER), False),
)  # fmt: skip

POSITIVES = (
    Pair(
        "watch and phone",
        _RUN,
        a_span(0.2, 49, km=9.6, a_minute=15, places=along(_SOUTH, 50)),
        True,
    ),
    Pair(
        "a phone that died half way", a_span(0, 60, km=12), a_span(0, 25, km=5, a_minute=15), True
    ),
    Pair(
        "a program that names no sport",
        a_span(0, 60, km=12),
        a_span(0, 59, Sport.OTHER, 11.9),
        True,
    ),
    Pair(
        "a strap that knows no way", a_span(0, 60, km=12), a_span(-1, 62, Sport.OTHER, None), True
    ),
    Pair(
        "a watch and a phone that measured two thirds of the way",
        a_span(0, 35, km=5.7),
        a_span(0, 35, km=4.05, a_minute=5),
        True,
    ),
    Pair(
        "a phone with two records and a made-up distance",
        a_span(0, 35, km=6),
        a_span(0, 35.5, km=1, a_minute=0.06),
        True,
    ),
    Pair(
        "one track, and one of the two added a leap across the map",
        _RUN,
        a_span(0, 50, km=18, places=along(_SOUTH, 50)),
        True,
    ),
    Pair(
        "a run that a website calls a ride",
        a_span(0, 60, km=12),
        a_span(0, 60, Sport.CYCLING, 12),
        True,
    ),
    Pair(
        "a run inside what the watch took for a walk",
        a_span(0, 21, Sport.WALKING, 2.4),
        a_span(2, 6.3, km=1.2),
        True,
    ),
    Pair("the swim leg from another watch", _SWIM_LEG, a_span(-1, 32, Sport.SWIMMING, 1.55), True),
    Pair(
        "the last minutes of a run on a second watch",
        a_span(0, 90, km=18),
        a_span(72, 3.3, km=0.6),
        True,
    ),
    Pair("a treadmill run and its start", a_span(0, None), a_span(0, 40, is_indoors=True), True),
    Pair("times typed in", a_span(0, 40, a_minute=0), a_span(5, 50, km=9), True),
)  # fmt: skip
