"""
The fallback through a FIT file: fitdecode, slow and patient.

It is asked when a part is irregular, damaged, or refused by the fast decoder, and is what the
fast decoder is compared with in the tests.
"""

from __future__ import annotations

import io
import math
import warnings
from array import array
from collections.abc import Iterator

import fitdecode
import numpy as np

from unknot.intake.draft import Column
from unknot.intake.fit_layout import FitPart
from unknot.intake.fit_messages import (
    FIT_EPOCH,
    RECORD_FIELDS,
    FitMessages,
    Message,
    clean_message,
    joined_column,
    number_in,
)

_DEGREES_PER_SEMICIRCLE = 180 / 2**31
_FRACTION = "fractional_cadence"
_FIELDS_OF_RECORDS = (*(each for fields in RECORD_FIELDS.values() for each in fields), _FRACTION)
_KEPT = ("file_id", "sport", "session", "lap", "activity", "hr")


def decode_tolerantly(part: FitPart) -> FitMessages:
    """
    Every message that can be read of a part, from its beginning to the first one that cannot.
    """
    records = _Records()
    kept: dict[str, list[Message]] = {name: [] for name in _KEPT}
    stopped_early = ""
    try:
        for name, message in messages_of(part):
            if name == "record":
                records.add(message)
            elif name in kept:
                kept[name].append(message)
    except Exception as broken:
        # Damage makes fitdecode raise anything from its own errors to failed assertions; what
        # was read before stays.
        stopped_early = str(broken) or type(broken).__name__
    return FitMessages(
        file_id=(*kept["file_id"], {})[0],
        sports=tuple(kept["sport"]),
        sessions=tuple(kept["session"]),
        laps=tuple(kept["lap"]),
        activities=tuple(kept["activity"]),
        heart_rates=tuple(kept["hr"]),
        columns=records.columns(),
        n_records=records.n,
        stopped_early=stopped_early,
    )


def messages_of(part: FitPart) -> Iterator[tuple[str, Message]]:
    """
    Every message of a part by its name, one after another. Damage may raise anything.
    """
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        with fitdecode.FitReader(
            io.BytesIO(_with_true_size(part)),
            check_crc=fitdecode.CrcCheck.DISABLED,
            error_handling=fitdecode.ErrorHandling.IGNORE,
        ) as reader:
            for frame in reader:
                if isinstance(frame, fitdecode.FitDataMessage):
                    yield frame.name, _with_unix_times(clean_message(_fields_of(frame)))


def _fields_of(frame: fitdecode.FitDataMessage) -> Iterator[tuple[object, object]]:
    """
    The fields of a message. In a summary, what an app on the watch added is left out: its
    "distance" is not the watch's.
    """
    for each in frame.fields:
        by_app = each.field_def is not None and each.field_def.is_dev
        if frame.name == "record" or not by_app:
            yield each.name, each.value


def _with_true_size(part: FitPart) -> bytes:
    """
    The part with the size in its header as it really is, and something where the checksum goes.
    """
    body = part.content[part.header_size : part.body_end]
    head = bytearray(part.content[: part.header_size])
    head[4:8] = len(body).to_bytes(4, "little")
    return bytes(head) + body + b"\x00\x00"


def _with_unix_times(message: dict[str, object]) -> Message:
    """
    fitdecode leaves times since power-on as they are; the fast decoder counts them from 1989.
    """
    for name in ("timestamp", "start_time", "time_created"):
        value = message.get(name)
        if isinstance(value, int):
            message[name] = float(value + FIT_EPOCH)
    return message


class _Records:
    """
    The records as columns from the beginning: a message each would fill the memory.
    """

    def __init__(self) -> None:
        self.n = 0
        self._values = {name: array("d") for name in _FIELDS_OF_RECORDS}

    def add(self, message: Message) -> None:
        """
        One more record.
        """
        self.n += 1
        for name, values in self._values.items():
            value = number_in(message, name)
            values.append(math.nan if value is None else value)

    def columns(self) -> dict[str, Column]:
        """
        The columns that hold anything, under our own names and units.
        """
        columns: dict[str, Column] = {}
        for name, fields in RECORD_FIELDS.items():
            column = joined_column(self._column(each) for each in fields)
            if column is not None:
                columns[name] = column
        for name in ("latitude_deg", "longitude_deg"):
            if name in columns:
                columns[name] = columns[name] * _DEGREES_PER_SEMICIRCLE
        fraction = self._column(_FRACTION)
        if fraction is not None and "cadence_rpm" in columns:
            columns["cadence_rpm"] = columns["cadence_rpm"] + np.nan_to_num(fraction)
        return columns

    def _column(self, field: str) -> Column | None:
        values = np.array(self._values[field], dtype=np.float64)
        return None if np.isnan(values).all() else values
