"""
Writes small FIT files of planned workouts and of schedules. Layout by the public FIT protocol.
"""

from __future__ import annotations

import struct
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime

from tests.intake.fit_writer import FIT_EPOCH, sealed

WORKOUT, SCHEDULES = 5, 7
RUNNING, CYCLING = 1, 2
TIME, DISTANCE, OPEN, REPEAT = 0, 1, 5, 6
ACTIVE, REST, WARM_UP, COOL_DOWN = 0, 1, 2, 3
NO_TARGET, SPEED = 2, 0
_NAME_BYTES = 24


@dataclass(frozen=True)
class Step:
    """
    One step: seconds, metres, open where both are None, or a repetition of all from `back_to`.
    """

    seconds: float | None = None
    metres: float | None = None
    intensity: int = ACTIVE
    speed_mps: float | None = None
    back_to: int | None = None
    times: int = 0


def workout_file(
    steps: Sequence[Step], name: str = "Example", sport: int | None = RUNNING, serial: int = 7
) -> bytes:
    """
    A FIT file of one workout.
    """
    text = name.encode()[: _NAME_BYTES - 1].ljust(_NAME_BYTES, b"\0")
    body = _file_id(WORKOUT, serial)
    body += _define(1, 26, [(4, 1, 0), (6, 2, 0x84), (8, _NAME_BYTES, 7)])
    body += struct.pack("<BBH", 1, 0xFF if sport is None else sport, len(steps)) + text
    fields = [(254, 2, 0x84), (1, 1, 0), (2, 4, 0x86), (3, 1, 0), (4, 4, 0x86), (7, 1, 0)]
    body += _define(2, 27, [*fields, (5, 4, 0x86), (6, 4, 0x86)])
    return sealed(body + b"".join(_step(number, step) for number, step in enumerate(steps)))


def schedule_file(*times: datetime, serial: int = 7, completed: bool = False) -> bytes:
    """
    A FIT file that puts the workout of that serial number on days of the runner's own clock.
    """
    body = _file_id(SCHEDULES, 99)
    fields = [(2, 4, 0x8C), (3, 4, 0x86), (4, 1, 0), (5, 1, 0), (6, 4, 0x86)]
    body += _define(1, 28, fields)
    for when in times:
        seconds = int((when.replace(tzinfo=UTC) - FIT_EPOCH).total_seconds())
        body += struct.pack("<BIIBBI", 1, serial, _CREATED, completed, 0, seconds)
    return sealed(body)


_CREATED = 1_000_000_000


def _step(number: int, step: Step) -> bytes:
    sort, value, target_value = OPEN, 0xFFFFFFFF, 0xFFFFFFFF
    if step.back_to is not None:
        sort, value, target_value = REPEAT, step.back_to, step.times
    elif step.seconds is not None:
        sort, value = TIME, round(step.seconds * 1000)
    elif step.metres is not None:
        sort, value = DISTANCE, round(step.metres * 100)
    low = high = 0xFFFFFFFF
    target = NO_TARGET
    if step.speed_mps is not None:
        target, target_value = SPEED, 0
        low = high = round(step.speed_mps * 1000)
    return struct.pack(
        "<BHBIBIBII", 2, number, sort, value, target, target_value, step.intensity, low, high
    )


def _define(local: int, kind: int, fields: Sequence[tuple[int, int, int]]) -> bytes:
    head = struct.pack("<BBBHB", 0x40 | local, 0, 0, kind, len(fields))
    return head + b"".join(bytes(field) for field in fields)


def _file_id(file_type: int, serial: int) -> bytes:
    fields = [(0, 1, 0), (1, 2, 0x84), (3, 4, 0x8C), (4, 4, 0x86)]
    return _define(0, 0, fields) + struct.pack("<BBHII", 0, file_type, 1, serial, _CREATED)
