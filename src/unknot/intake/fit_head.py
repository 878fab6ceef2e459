"""
What the first message of a FIT file says of it, read without the rest.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from unknot.intake.fit_layout import CHECKSUM_BYTES, FILE_ID, is_fit

HEAD_BYTES = 512

# Seconds from 1970 to the day from which FIT counts.
_EPOCH_S = 631_065_600
_FIRST_TIME, _MISSING = 0x10000000, 0xFFFFFFFF
_TYPE, _TIME_CREATED = 0, 4
_ACTIVITY = 4
_DEFINITION = 0x40
_HAS_DEVELOPER_FIELDS = 0x20


@dataclass(frozen=True, slots=True)
class FitHead:
    """
    `created` is the time the file was begun, in seconds since 1970; of an activity, its start.

    `is_whole` tells that the file is as long as its header says.
    """

    is_activity: bool = False
    created: float | None = None
    is_whole: bool = False


def read_head(head: bytes, size: int) -> FitHead:
    """
    The head of a FIT file of that size; an empty one where it is none or is damaged.
    """
    if not is_fit(head):
        return FitHead()
    header_size = max(head[0], 12)
    told = header_size + int.from_bytes(head[4:8], "little") + CHECKSUM_BYTES
    try:
        fields = _fields_of_first(head, header_size)
    except IndexError:
        fields = {}
    created = fields.get(_TIME_CREATED, _MISSING)
    is_date = _FIRST_TIME <= created < _MISSING
    return FitHead(
        is_activity=fields.get(_TYPE) == _ACTIVITY,
        created=float(created + _EPOCH_S) if is_date else None,
        is_whole=told <= size,
    )


def _fields_of_first(head: bytes, at: int) -> dict[int, int]:
    """
    The numbers of the first message, by field. Raises `IndexError` where the head is too short.
    """
    begins = head[at]
    if begins & 0xC0 != _DEFINITION or begins & _HAS_DEVELOPER_FIELDS:
        return {}
    order: Literal["big", "little"] = "big" if head[at + 2] else "little"
    if int.from_bytes(head[at + 3 : at + 5], order) != FILE_ID:
        return {}
    n_fields = head[at + 5]
    values_at = at + 6 + 3 * n_fields + 1
    fields: dict[int, int] = {}
    for place in range(n_fields):
        number, size = head[at + 6 + 3 * place], head[at + 7 + 3 * place]
        value = head[values_at : values_at + size]
        if len(value) < size:
            raise IndexError("the head ends within the message")
        fields[number] = int.from_bytes(value, order)
        values_at += size
    return fields
