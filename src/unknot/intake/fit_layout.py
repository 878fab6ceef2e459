"""
How a FIT file is laid out: its parts, what messages they hold, and what is irregular in them.

A walk over the message headers, without decoding a value. It tells which decoder may be trusted
with the file, and cuts out the few messages of the summary so that they need not be searched for
among thousands of records. Numbers are those of the public FIT protocol.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache

SIGNATURE = b".FIT"
CHECKSUM_BYTES = 2
# A watch puts a strap's part or two behind its own.
MOST_PARTS = 500

FILE_ID, SPORT, SESSION, LAP, RECORD, ACTIVITY, HEART_RATES = 0, 12, 18, 19, 20, 34, 132
FIELD_DESCRIPTION = 206

_SUMMARY = (FILE_ID, SPORT, SESSION, ACTIVITY)
_KEPT = frozenset({*_SUMMARY, LAP, HEART_RATES, FIELD_DESCRIPTION})
_COMPRESSED_SPEED_DISTANCE = 8
# How many messages the walk looks ahead over at once.
_LEAP = 256
# The field of a developer field's description that holds its type.
_DESCRIBED_TYPE = 2
# Bytes of one value of each type, by the type's number without its flags. At any other number,
# in a field or in the description of a developer field, the fast decoder panics.
_TYPE_SIZES = (1, 1, 1, 2, 2, 4, 4, 1, 4, 8, 1, 2, 4, 1, 8, 8, 8)
_TYPE_NUMBER = 0x1F
_MISSING_3_BYTES = b"\xff\xff\xff"


@dataclass(frozen=True, slots=True)
class FitPart:
    """
    One of the FIT files that stand one after the other in a file; nearly always the only one.

    `content` runs from the header to the checksum. `size_is_wrong` tells that the header names
    another size than there is; `is_cut_off`, that the end (and the checksum) is missing.
    """

    content: bytes
    header_size: int
    size_is_wrong: bool = False
    is_cut_off: bool = False

    @property
    def body_end(self) -> int:
        """
        Where the messages end and the checksum begins.
        """
        return len(self.content) - (0 if self.is_cut_off else CHECKSUM_BYTES)


@dataclass(frozen=True, slots=True)
class FitLayout:
    """
    What the walk found: messages per kind, oddities, and the summary's messages cut out.

    `is_whole` is false when the walk met something undefined or ran over the end;
    `has_misfits` tells of fields whose size does not fit their type.
    """

    n_of: Mapping[int, int]
    is_whole: bool
    has_compressed_times: bool
    has_compressed_speed: bool
    has_misfits: bool
    summary: bytes
    laps: bytes
    heart_rates: bytes

    @property
    def is_regular(self) -> bool:
        """
        True when the fast decoder is known to read every value of it rightly.
        """
        return self.is_whole and not (
            self.has_compressed_times or self.has_compressed_speed or self.has_misfits
        )


def is_fit(content: bytes) -> bool:
    """
    True when the bytes begin as a FIT file does.
    """
    return len(content) >= 12 and content[8:12] == SIGNATURE


def split_parts(content: bytes) -> tuple[tuple[FitPart, ...], int]:
    """
    The parts of a file, and how many bytes at its end are no FIT at all, or more of it than anybody
    puts together.
    """
    parts: list[FitPart] = []
    position = 0
    while (
        len(parts) < MOST_PARTS
        and len(content) - position > CHECKSUM_BYTES
        and is_fit(content[position : position + 12])
    ):
        part = _part_at(content, position)
        parts.append(part)
        position += len(part.content)
    return tuple(parts), len(content) - position


def _part_at(content: bytes, position: int) -> FitPart:
    header_size = max(content[position], 12)
    data_size = int.from_bytes(content[position + 4 : position + 8], "little")
    end = position + header_size + data_size + CHECKSUM_BYTES
    if data_size and end <= len(content):
        return FitPart(content[position:end], header_size)
    return _part_of_wrong_size(content[position:], header_size)


def _part_of_wrong_size(content: bytes, header_size: int) -> FitPart:
    """
    A part whose header names no size or one beyond the end: either the size is wrong and all is
    there, checksum included, or the end was cut off. The checksum tells which.
    """
    body = content[header_size:-CHECKSUM_BYTES]
    stored = int.from_bytes(content[-CHECKSUM_BYTES:], "little")
    if len(body) > CHECKSUM_BYTES and stored == checksum(body):
        return FitPart(content, header_size, size_is_wrong=True)
    return FitPart(content, header_size, is_cut_off=True)


def layout_of(part: FitPart) -> FitLayout:
    """
    Walk over the message headers of a part.

    One long loop on purpose: it visits every message of every file, and calls would double
    the time of the whole import.
    """
    content, end = part.content, part.body_end
    position = part.header_size
    sizes: dict[int, int] = {}
    kinds: dict[int, int] = {}
    definitions: dict[int, bytes] = {}
    speed_at: dict[int, int] = {}
    n_of: dict[int, int] = {}
    kept: dict[int, list[bytes]] = {}
    compressed_times = compressed_speed = misfits = False
    last = -1
    try:
        while position < end:
            header = content[position]
            if header & 0x80:
                compressed_times = True
                local = (header >> 5) & 3
            elif header & 0x40:
                local = header & 15
                start, position = position, _end_of_definition(content, position)
                definition = content[start:position]
                definitions[local] = definition
                kinds[local], sizes[local], misfit, speed_offset = _told_by(definition)
                last = -1
                misfits |= misfit
                speed_at.pop(local, None)
                if speed_offset:
                    speed_at[local] = speed_offset
                continue
            else:
                local = header & 15
            kind = kinds[local]
            size = sizes[local]
            if local == last and kind not in _KEPT and local not in speed_at:
                # Records mostly come in runs of one layout: leap over those with this header.
                run = content[position : min(end, position + _LEAP * size) : size]
                n_alike = len(run) - len(run.lstrip(content[position : position + 1]))
                n_of[kind] += n_alike
                position += n_alike * size
                continue
            last = local
            n_of[kind] = n_of.get(kind, 0) + 1
            following = position + size
            if kind in _KEPT:
                kept.setdefault(kind, []).append(definitions[local] + content[position:following])
            elif speed_at and local in speed_at:
                at = position + speed_at[local]
                compressed_speed |= content[at : at + 3] != _MISSING_3_BYTES
            position = following
        is_whole = position == end
        misfits |= any(map(_describes_unknown_type, kept.get(FIELD_DESCRIPTION, ())))
    except (KeyError, IndexError):
        is_whole = False
    return FitLayout(
        n_of=n_of,
        is_whole=is_whole,
        has_compressed_times=compressed_times,
        has_compressed_speed=compressed_speed,
        has_misfits=misfits,
        summary=b"".join(b"".join(kept.get(kind, ())) for kind in _SUMMARY),
        laps=b"".join(kept.get(LAP, ())),
        heart_rates=b"".join(kept.get(HEART_RATES, ())),
    )


def _end_of_definition(content: bytes, position: int) -> int:
    end = position + 6 + 3 * content[position + 5]
    if content[position] & 0x20:
        end += 1 + 3 * content[end]
    return end


def _data_size(definition: bytes) -> int:
    n_fields = definition[5]
    fields_end = 6 + 3 * n_fields
    developer_sizes = definition[fields_end + 2 :: 3] if definition[0] & 0x20 else b""
    return sum(definition[7:fields_end:3]) + sum(developer_sizes)


def _kind_of(definition: bytes) -> int:
    return int.from_bytes(definition[3:5], "big" if definition[2] else "little")


def _has_misfit(definition: bytes) -> bool:
    fields_end = 6 + 3 * definition[5]
    return any(_is_misfit(definition[at + 2], definition[at + 1]) for at in range(6, fields_end, 3))


def _is_misfit(kind: int, size: int) -> bool:
    number = kind & _TYPE_NUMBER
    return number >= len(_TYPE_SIZES) or size % _TYPE_SIZES[number] != 0


def _describes_unknown_type(message: bytes) -> bool:
    """
    True for a developer field's description (its definition, then its data) of no known type.
    """
    offset = _end_of_definition(message, 0) + 1
    for at in range(6, 6 + 3 * message[5], 3):
        if message[at] == _DESCRIBED_TYPE:
            return _is_misfit(message[offset], 0)
        offset += message[at + 1]
    return True


def _offset_of_compressed_speed(definition: bytes) -> int:
    offset = 1
    for at in range(6, 6 + 3 * definition[5], 3):
        if definition[at] == _COMPRESSED_SPEED_DISTANCE:
            return offset
        offset += definition[at + 1]
    return 0


@lru_cache(maxsize=4096)
def _told_by(definition: bytes) -> tuple[int, int, bool, int]:
    """
    Kind and size of the messages defined, whether a field does not fit its type, and where a
    packed speed lies (0: nowhere). A maker's files repeat the same few definitions.
    """
    kind = _kind_of(definition)
    speed_offset = _offset_of_compressed_speed(definition) if kind == RECORD else 0
    return kind, 1 + _data_size(definition), _has_misfit(definition), speed_offset


def _make_checksum_table() -> tuple[int, ...]:
    table = []
    for value in range(256):
        for _ in range(8):
            value = (value >> 1) ^ 0xA001 if value & 1 else value >> 1
        table.append(value)
    return tuple(table)


_CHECKSUM_TABLE = _make_checksum_table()


def checksum(content: bytes, start: int = 0) -> int:
    """
    The CRC-16 that FIT closes its headers and files with.
    """
    table = _CHECKSUM_TABLE
    for byte in content:
        start = (start >> 8) ^ table[(start ^ byte) & 0xFF]
    return start
