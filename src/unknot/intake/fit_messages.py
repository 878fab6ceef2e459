"""
What both FIT decoders hand over: the messages we use, under the same names and units.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime

import numpy as np

from unknot.intake.check_clock import LATEST
from unknot.intake.draft import UNIX_TIME, Column

# A FIT time counts seconds from 31 December 1989; below 2^28 it counts from power-on instead.
FIT_EPOCH = 631_065_600
FIRST_DATE = FIT_EPOCH + 0x1000_0000
NEAR_S = 48 * 3600.0

Message = Mapping[str, object]

# Stream name -> the record fields it is taken from, the better one first; those in capitals are
# what pods and straps write under names of their own (developer fields). `speed` is asked
# before `enhanced_speed`, because the fast decoder cuts the last digit when it enlarges one.
RECORD_FIELDS: dict[str, tuple[str, ...]] = {
    UNIX_TIME: ("timestamp",),
    "distance_m": ("distance", "Distance"),
    "heart_rate_bpm": ("heart_rate", "Heart Rate"),
    "altitude_m": ("enhanced_altitude", "altitude"),
    "speed_mps": ("speed", "enhanced_speed", "Speed"),
    "cadence_rpm": ("cadence", "Cadence"),
    "power_w": ("power", "Power"),
    "latitude_deg": ("position_lat",),
    "longitude_deg": ("position_long",),
}

# Names that the profiles of the two decoders do not both know, by field number of `session`.
HEART_RATE_FIELDS = (
    "timestamp",
    "fractional_timestamp",
    "event_timestamp",
    "event_timestamp_12",
    "filtered_bpm",
)
_RENAMED = {192: "workout_feel", 193: "workout_rpe"}
_RENAMED_TEXTS = {f"unknown_{number}": name for number, name in _RENAMED.items()}


@dataclass(frozen=True, slots=True)
class FitMessages:
    """
    The messages of one part of a FIT file. Times are seconds since 1970.

    `stopped_early` says why the decoder could not read to the end, if it could not.
    """

    file_id: Message = field(default_factory=dict)
    sports: tuple[Message, ...] = ()
    sessions: tuple[Message, ...] = ()
    laps: tuple[Message, ...] = ()
    activities: tuple[Message, ...] = ()
    heart_rates: tuple[Message, ...] = ()
    columns: Mapping[str, Column] = field(default_factory=dict)
    n_records: int = 0
    stopped_early: str = ""


def near_dates(times: Column | None) -> Column:
    """
    The times that are dates and lie within two days of most others: damage can make a date out
    of nothing.
    """
    if times is None:
        return np.empty(0)
    dated = times[(times >= FIRST_DATE) & (times < LATEST)]
    if not len(dated) or dated.max() - dated.min() < NEAR_S:
        return dated
    near: Column = dated[np.abs(dated - np.median(dated)) < NEAR_S]
    return near


def clean_message(fields: Iterable[tuple[object, object]]) -> dict[str, object]:
    """
    One message with text keys and plain values: times as numbers, arrays and bytes as they are.
    """
    return {_key(name): _plain(value) for name, value in fields if value is not None}


def _key(name: object) -> str:
    if isinstance(name, int):
        return _RENAMED.get(name, f"unknown_{name}")
    return _RENAMED_TEXTS.get(str(name), str(name))


def _plain(value: object) -> object:
    return value.timestamp() if isinstance(value, datetime) else value


def number_in(message: Message, *names: str) -> float | None:
    """
    The first of the named fields that holds a finite number.
    """
    for name in names:
        value = message.get(name)
        if isinstance(value, int | float) and math.isfinite(value):
            return float(value)
    return None


def text_in(message: Message, name: str) -> str:
    """
    A text field, empty when it is missing or no text.
    """
    value = message.get(name)
    return value.strip("\x00 ") if isinstance(value, str) else ""


def joined_column(choices: Iterable[Column | None]) -> Column | None:
    """
    One column from several: the first where it has a value, the next where it has none.
    """
    joined: Column | None = None
    for choice in choices:
        if choice is None:
            continue
        joined = choice if joined is None else np.where(np.isnan(joined), choice, joined)
    return joined
