"""
Writes small FIT files for tests: whole ones, and ones with every oddity a reader must survive.

`fit_file()` is ten minutes of easy running. Its arguments change one thing at a time; the
helpers below the writer damage a finished file. Layout by the public FIT protocol.
"""

from __future__ import annotations

import struct
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime

FIT_EPOCH = datetime(1989, 12, 31, tzinfo=UTC)
START = datetime(2024, 3, 1, 7, 0, tzinfo=UTC)

RUNNING, CYCLING, TRANSITION, SWIMMING = 1, 2, 3, 5
GENERIC, TREADMILL, TRAIL, TRACK = 0, 1, 3, 4
ACTIVITY, SETTINGS, WORKOUT, COURSE, WEIGHT = 4, 2, 5, 6, 9

_U8, _U16, _U32, _ENUM, _BYTES = 0x02, 0x84, 0x86, 0x00, 0x0D
_NO_U8, _NO_U16, _NO_U32, _NO_I32 = 0xFF, 0xFFFF, 0xFFFFFFFF, 0x7FFFFFFF


@dataclass(frozen=True)
class Point:
    """
    One record. None is written as FIT's "invalid".
    """

    at: int
    heart_rate: int | None = 140
    distance_m: float | None = None
    speed_mps: float | None = 3.0
    altitude_m: float | None = 200.0
    cadence: int | None = 85
    place: tuple[float, float] | None = None


@dataclass(frozen=True)
class Form:
    """
    What a watch works out of how a run was run; `strides` are counted a minute.
    """

    strides: int = 86
    contact_left_pct: float = 50.8
    vertical_ratio_pct: float = 8.25
    bounce_mm: float = 84.5
    contact_ms: float = 251.5
    step_mm: float = 1020.0


@dataclass(frozen=True)
class Session:
    """
    One session message. `at` counts seconds after the file's start.
    """

    at: int = 0
    elapsed_s: float | None = 600.0
    timer_s: float | None = 600.0
    distance_m: float | None = 1800.0
    avg_hr: int | None = 140
    sport: int = RUNNING
    sub_sport: int = GENERIC
    ascent_m: int | None = None
    rpe_times_ten: int | None = None
    form: Form | None = None


def easy_points(n: int = 600, speed_mps: float = 3.0) -> tuple[Point, ...]:
    """
    One point a second at an even pace.
    """
    return tuple(Point(at=i, distance_m=i * speed_mps, speed_mps=speed_mps) for i in range(n))


def changed(points: Sequence[Point], which: range, **values: object) -> tuple[Point, ...]:
    """
    The same points with some values of some of them changed.
    """
    return tuple(
        replace(point, **values) if index in which else point for index, point in enumerate(points)
    )


def fit_file(
    points: Sequence[Point] | None = None,
    sessions: Sequence[Session] = (Session(),),
    start: datetime | int = START,
    file_type: int = ACTIVITY,
    *,
    header_checksum: bool = True,
    compressed_times: bool = False,
    compressed_speed: bool = False,
    developer_power: int | None = None,
    strap_rates: Sequence[int] = (),
    file_sport: int | None = None,
) -> bytes:
    """
    A complete FIT file. A `start` given as a number counts seconds since power-on; `file_sport`
    is what the file says of its sport beside its sessions.
    """
    zero = start if isinstance(start, int) else int((start - FIT_EPOCH).total_seconds())
    points = easy_points() if points is None else points
    body = _file_id(file_type, zero)
    if file_sport is not None:
        body += _define(0, 12, [(0, 1, _ENUM)]) + bytes([0, file_sport])
    if developer_power is not None:
        body += _power_description()
    if compressed_speed:
        body += _compressed_speed_records(points, zero)
    elif compressed_times:
        body += _compressed_time_records(points, zero)
    else:
        body += _records(points, zero, developer_power)
    body += _strap(strap_rates, zero)
    body += b"".join(_session(session, zero) for session in sessions)
    return sealed(body, header_checksum)


def sealed(body: bytes, header_checksum: bool = True) -> bytes:
    """
    Messages between a 14-byte header and the checksum.
    """
    head = struct.pack("<BBHI4s", 14, 0x20, 2132, len(body), b".FIT")
    head += struct.pack("<H", checksum(head) if header_checksum else 0)
    return head + body + struct.pack("<H", checksum(head + body))


def with_wrong_checksum(content: bytes) -> bytes:
    """
    The file with its last byte changed.
    """
    return content[:-1] + bytes([content[-1] ^ 0xFF])


def with_data_size(content: bytes, size: int) -> bytes:
    """
    The file with another size in its header.
    """
    return content[:4] + struct.pack("<I", size) + content[8:]


def checksum(content: bytes) -> int:
    """
    FIT's CRC-16, bit by bit: slow, and written apart from the reader's.
    """
    crc = 0
    for byte in content:
        crc ^= byte
        for _ in range(8):
            crc = (crc >> 1) ^ 0xA001 if crc & 1 else crc >> 1
    return crc


def _define(
    local: int,
    kind: int,
    fields: Sequence[tuple[int, int, int]],
    developer: Sequence[tuple[int, int, int]] = (),
) -> bytes:
    head = 0x40 | local | (0x20 if developer else 0)
    out = struct.pack("<BBBHB", head, 0, 0, kind, len(fields))
    out += b"".join(bytes(field) for field in fields)
    if developer:
        out += bytes([len(developer)]) + b"".join(bytes(field) for field in developer)
    return out


def _file_id(file_type: int, zero: int) -> bytes:
    fields = [(0, 1, _ENUM), (1, 2, _U16), (4, 4, _U32)]
    return _define(0, 0, fields) + struct.pack("<BBHI", 0, file_type, 1, zero)


_RECORD_FIELDS = [
    (253, 4, _U32),
    (3, 1, _U8),
    (4, 1, _U8),
    (5, 4, _U32),
    (6, 2, _U16),
    (2, 2, _U16),
    (0, 4, 0x85),
    (1, 4, 0x85),
]


def _records(points: Sequence[Point], zero: int, developer_power: int | None) -> bytes:
    developer = [(0, 2, 0)] if developer_power is not None else []
    out = [_define(1, 20, _RECORD_FIELDS, developer)]
    for point in points:
        latitude, longitude = (
            (round(each * 2**31 / 180) for each in point.place)
            if point.place
            else (_NO_I32, _NO_I32)
        )
        out.append(
            struct.pack(
                "<BIBBIHHii",
                1,
                zero + point.at,
                _or(point.heart_rate, _NO_U8),
                _or(point.cadence, _NO_U8),
                _scaled(point.distance_m, 100, 0, _NO_U32),
                _scaled(point.speed_mps, 1000, 0, _NO_U16),
                _scaled(point.altitude_m, 5, 500, _NO_U16),
                latitude,
                longitude,
            )
        )
        if developer_power is not None:
            out.append(struct.pack("<H", developer_power))
    return b"".join(out)


def _compressed_time_records(points: Sequence[Point], zero: int) -> bytes:
    """
    Records that carry only the last five bits of their time, in their header.
    """
    out = [_define(2, 20, [(253, 4, _U32), (3, 1, _U8)])]
    out.append(struct.pack("<BIB", 2, zero + points[0].at, _or(points[0].heart_rate, _NO_U8)))
    out.append(_define(1, 20, [(3, 1, _U8), (5, 4, _U32)]))
    for point in points[1:]:
        head = 0x80 | (1 << 5) | ((zero + point.at) & 0x1F)
        distance = _scaled(point.distance_m, 100, 0, _NO_U32)
        out.append(struct.pack("<BBI", head, _or(point.heart_rate, _NO_U8), distance))
    return b"".join(out)


def _compressed_speed_records(points: Sequence[Point], zero: int) -> bytes:
    """
    Records with speed (1/100 m/s) and distance (1/16 m, wrapping) packed into three bytes.
    """
    out = [_define(1, 20, [(253, 4, _U32), (8, 3, _BYTES)])]
    for point in points:
        if point.speed_mps is None:
            out.append(struct.pack("<BI", 1, zero + point.at) + b"\xff\xff\xff")
            continue
        speed = round(point.speed_mps * 100) & 0xFFF
        way = round((point.distance_m or 0) * 16) & 0xFFF
        packed = bytes([speed & 0xFF, speed >> 8 | (way & 0xF) << 4, way >> 4])
        out.append(struct.pack("<BI", 1, zero + point.at) + packed)
    return b"".join(out)


def _power_description() -> bytes:
    """
    A pod's own field: uint16 "Power" in watts.
    """
    owner = _define(3, 207, [(3, 1, _U8)]) + bytes([3, 0])
    fields = [(0, 1, _U8), (1, 1, _U8), (2, 1, _U8), (3, 8, 0x07)]
    return owner + _define(3, 206, fields) + bytes([3, 0, 0, _U16]) + b"Power\0\0\0"


def _strap(rates: Sequence[int], zero: int) -> bytes:
    """
    Heart rates kept by a strap, one a second, eight in a message after the first.
    """
    if not rates:
        return b""
    first = [(253, 4, _U32), (0, 2, _U16), (6, 1, _U8), (9, 4, _U32)]
    out = _define(4, 132, first) + struct.pack("<BIHBI", 4, zero, 0, rates[0], 0)
    out += _define(4, 132, [(6, 8, _U8), (10, 12, _BYTES)])
    for at in range(1, len(rates) - 7, 8):
        ticks = [((at + i) * 1024) & 0xFFF for i in range(8)]
        packed = b"".join(
            bytes([low & 0xFF, low >> 8 | (high & 0xF) << 4, high >> 4])
            for low, high in zip(ticks[::2], ticks[1::2], strict=True)
        )
        out += bytes([4, *rates[at : at + 8]]) + packed
    return out


def _session(session: Session, zero: int) -> bytes:
    fields = [
        (253, 4, _U32),
        (2, 4, _U32),
        (7, 4, _U32),
        (8, 4, _U32),
        (9, 4, _U32),
        (22, 2, _U16),
        (5, 1, _ENUM),
        (6, 1, _ENUM),
        (16, 1, _U8),
        (193, 1, _U8),
    ]
    if session.form is not None:
        fields += [(18, 1, _U8), *((number, 2, _U16) for number in (133, 132, 89, 91, 134))]
    plain = struct.pack(
        "<BIIIIIHBBBB",
        5,
        zero + session.at + round(session.elapsed_s or 0),
        zero + session.at,
        _scaled(session.elapsed_s, 1000, 0, _NO_U32),
        _scaled(session.timer_s, 1000, 0, _NO_U32),
        _scaled(session.distance_m, 100, 0, _NO_U32),
        _or(session.ascent_m, _NO_U16),
        session.sport,
        session.sub_sport,
        _or(session.avg_hr, _NO_U8),
        _or(session.rpe_times_ten, _NO_U8),
    )
    return _define(5, 18, fields) + plain + _form(session.form)


def _form(form: Form | None) -> bytes:
    if form is None:
        return b""
    return struct.pack(
        "<BHHHHH",
        form.strides,
        round(form.contact_left_pct * 100),
        round(form.vertical_ratio_pct * 100),
        round(form.bounce_mm * 10),
        round(form.contact_ms * 10),
        round(form.step_mm * 10),
    )


def _or(value: int | None, missing: int) -> int:
    return missing if value is None else value


def _scaled(value: float | None, scale: float, offset: float, missing: int) -> int:
    return missing if value is None else round((value + offset) * scale)
