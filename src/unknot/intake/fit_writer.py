"""
Writes a recording as a plain FIT activity file, so that the sample goes in like any other run.

Only what Unknot reads is written: file id, records, one session, one activity. No position, no
maker's serial number. Layout by the public FIT protocol: 14-byte header, definition and data
messages, CRC-16 at the end.
"""

from __future__ import annotations

import struct
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime

import numpy as np
import numpy.typing as npt

from unknot.intake.fit_layout import checksum

# FIT counts seconds from here.
FIT_EPOCH = datetime(1989, 12, 31, tzinfo=UTC)

# One data message of 20 bytes: local type 0, then the fields as defined below.
_RECORD = np.dtype(
    [
        ("header", "u1"),
        ("timestamp", "<u4"),
        ("distance", "<u4"),
        ("altitude", "<u2"),
        ("speed", "<u2"),
        ("heart_rate", "u1"),
        ("cadence", "u1"),
    ]
)
# (field number, size, base type): timestamp, distance, altitude, speed, heart rate, cadence.
_RECORD_FIELDS = [
    (253, 4, 0x86),
    (5, 4, 0x86),
    (2, 2, 0x84),
    (6, 2, 0x84),
    (3, 1, 0x02),
    (4, 1, 0x02),
]
_SCALES = {
    # stream -> (field, scale, offset, the value that means "missing")
    "distance_m": ("distance", 100.0, 0.0, 0xFFFFFFFF),
    "altitude_m": ("altitude", 5.0, 500.0, 0xFFFF),
    "speed_mps": ("speed", 1000.0, 0.0, 0xFFFF),
    "heart_rate_bpm": ("heart_rate", 1.0, 0.0, 0xFF),
    "cadence_rpm": ("cadence", 1.0, 0.0, 0xFF),
}


@dataclass(frozen=True, slots=True)
class SessionFigures:
    """
    The summary of a session: what its `session` message says. Codes are those of FIT.
    """

    start_utc: datetime
    sport_code: int
    sub_sport_code: int
    elapsed_s: float
    timer_s: float
    distance_m: float
    ascent_m: float | None = None
    avg_hr: int | None = None


def write_fit(session: SessionFigures, streams: Mapping[str, npt.NDArray[np.float64]]) -> bytes:
    """
    The bytes of a FIT activity file with one session.

    `streams` has `time_s` (seconds after the start) and any of distance, altitude, speed, heart
    rate and cadence, all of one length, NaN where missing.
    """
    start = _fit_seconds(session.start_utc)
    body = b"".join(
        [
            _define(3, 0, [(0, 1, 0x00), (1, 2, 0x84), (4, 4, 0x86)]),
            # An activity (4) made by "development" (255).
            struct.pack("<BBHI", 3, 4, 255, start),
            _define(0, 20, _RECORD_FIELDS),
            _records(start, streams),
            _session(session, start),
            _activity(session, start),
        ]
    )
    head = struct.pack("<BBHI4s", 14, 0x20, 2132, len(body), b".FIT")
    whole = head + struct.pack("<H", checksum(head)) + body
    return whole + struct.pack("<H", checksum(whole))


def _fit_seconds(instant: datetime) -> int:
    return int((instant - FIT_EPOCH).total_seconds())


def _define(local: int, message: int, fields: list[tuple[int, int, int]]) -> bytes:
    head = struct.pack("<BBBHB", 0x40 | local, 0, 0, message, len(fields))
    return head + b"".join(struct.pack("<BBB", *field) for field in fields)


def _records(start: int, streams: Mapping[str, npt.NDArray[np.float64]]) -> bytes:
    times = streams["time_s"]
    rows = np.zeros(len(times), dtype=_RECORD)
    rows["timestamp"] = start + np.rint(times).astype(np.int64)
    for name, (field, scale, offset, missing) in _SCALES.items():
        values = streams.get(name)
        if values is None:
            rows[field] = missing
            continue
        known = np.isfinite(values)
        scaled = np.rint((np.where(known, values, 0.0) + offset) * scale)
        rows[field] = np.where(known, np.clip(scaled, 0, missing - 1), missing)
    return rows.tobytes()


def _session(session: SessionFigures, start: int) -> bytes:
    fields = [
        (253, 4, 0x86),
        (2, 4, 0x86),
        (7, 4, 0x86),
        (8, 4, 0x86),
        (9, 4, 0x86),
        (22, 2, 0x84),
        (5, 1, 0x00),
        (6, 1, 0x00),
        (16, 1, 0x02),
    ]
    ascent = 0xFFFF if session.ascent_m is None else round(session.ascent_m)
    return _define(1, 18, fields) + struct.pack(
        "<BIIIIIHBBB",
        1,
        start + round(session.elapsed_s),
        start,
        round(session.elapsed_s * 1000),
        round(session.timer_s * 1000),
        round(session.distance_m * 100),
        ascent,
        session.sport_code,
        session.sub_sport_code,
        0xFF if session.avg_hr is None else session.avg_hr,
    )


def _activity(session: SessionFigures, start: int) -> bytes:
    fields = [(253, 4, 0x86), (0, 4, 0x86), (1, 2, 0x84), (2, 1, 0x00)]
    return _define(2, 34, fields) + struct.pack(
        "<BIIHB", 2, start + round(session.elapsed_s), round(session.timer_s * 1000), 1, 0
    )
