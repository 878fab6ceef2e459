"""
Heart rate, distance and the rest, packed small: whole steps, differences, then zlib.

Each stream is rounded to a step far below what a watch can measure (time 1 ms, distance and
altitude 1 mm, position a hundredth of a millionth of a degree, about 1 mm), and only the
difference to the value before is kept, in as few bytes as all of them fit. Rounding is done
on the values, not on the differences, so no error adds up. A gap stays a gap. A stream whose
values are beyond all reason is kept as it came.

Positions are the larger half and only a map needs them, so they lie apart: whoever measures a
run's load never unpacks them.
"""

from __future__ import annotations

import struct
import zlib
from array import array
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Any

import numpy as np
import numpy.typing as npt

from unknot.domain.recording import STREAM_NAMES, Recording, StreamsOnDemand

_FORM = 2
_LEVEL = 1  # The fastest: most of the saving is made by the differences already.

# How many steps make one unit. The rounding error is at most half a step.
STEPS_PER_UNIT: Mapping[str, int] = {
    "time_s": 1_000,
    "distance_m": 1_000,
    "heart_rate_bpm": 100,
    "altitude_m": 1_000,
    "speed_mps": 10_000,
    "cadence_rpm": 100,
    "power_w": 100,
    "latitude_deg": 100_000_000,
    "longitude_deg": 100_000_000,
}
_POSITION = ("latitude_deg", "longitude_deg")
_LARGEST = 2.0**62
_NARROW = (np.int8, np.int16, np.int32, np.int64)
_LIMITS = tuple((int(np.iinfo(kind).min), int(np.iinfo(kind).max)) for kind in _NARROW)
_AS_IT_CAME = 8
# Form, how many records, which streams (a bit each), how long what is not a position is, packed.
_HEADER = struct.Struct("<BIHI")
_STREAM = struct.Struct("<BBBq")


class PackedStreams(StreamsOnDemand):
    """
    Streams as whole steps and differences, each turned back into values when asked for.

    They come in two parts, positions and all else, and a part is unzipped when first needed.
    """

    def __init__(self, n_records: int, names: Sequence[str], parts: tuple[_Part, _Part]) -> None:
        self._n_records = n_records
        self._names = tuple(names)
        self._parts = parts
        self._lying: dict[str, _Lying] = {}
        self._last: dict[str, float | None] = {}

    @classmethod
    def read(cls, packed: bytes) -> PackedStreams:
        """
        The streams in bytes that `packed` wrote.

        Raises
        ------
        ValueError
            If they were written by a form this version does not know.
        """
        form, n_records, bits, length = _HEADER.unpack_from(packed)
        if form != _FORM:
            raise ValueError(f"streams of form {form} are not known here")
        names = [name for at, name in enumerate(STREAM_NAMES) if bits >> at & 1]
        middle = _HEADER.size + length
        parts = packed[_HEADER.size : middle], packed[middle:]
        return cls(n_records, names, (_Part(zipped=parts[0]), _Part(zipped=parts[1])))

    def zip(self) -> None:
        """
        Does now what is needed for keeping them, where there is the time for it.
        """
        for part in self._parts:
            _ = part.zipped

    @property
    def packed(self) -> bytes:
        """
        The streams as they are kept.
        """
        measured, positions = (part.zipped for part in self._parts)
        bits = sum(1 << STREAM_NAMES.index(name) for name in self._names)
        return _HEADER.pack(_FORM, self._n_records, bits, len(measured)) + measured + positions

    @property
    def n_records(self) -> int:
        """
        How many values each stream has.
        """
        return self._n_records

    def __iter__(self) -> Iterator[str]:
        return iter(self._names)

    def __len__(self) -> int:
        return len(self._names)

    def __contains__(self, name: object) -> bool:
        return name in self._names

    def __getitem__(self, name: str) -> array[float]:
        if name not in self._names:
            raise KeyError(name)
        if name not in self._lying:
            part = self._parts[name in _POSITION]
            self._lying.update(_lying_in(part.plain, self._n_records))
        return array("d", self._lying[name].values(self._n_records).tobytes())

    def last_of(self, name: str) -> float | None:
        """
        The last value of a stream, None without one; found once and then remembered.
        """
        if name not in self._last:
            values = self[name] if name in self._names else None
            self._last[name] = values[-1] if values else None
        return self._last[name]

    def __reduce__(self) -> tuple[Any, ...]:
        # What was unpacked stays behind when this goes to another process.
        return PackedStreams, (self._n_records, self._names, self._parts), {"_last": self._last}


class _Part:
    """
    Some streams one after the other: zipped for keeping, plain for reading.

    Each is made from the other when it is first needed, and then both are there: who has just
    read a file and keeps it need not unzip what was zipped.
    """

    def __init__(self, plain: bytes | None = None, zipped: bytes | None = None) -> None:
        self._plain = plain
        self._zipped = zipped

    @property
    def plain(self) -> bytes:
        if self._plain is None:
            self._plain = zlib.decompress(self._zipped) if self._zipped else b""
        return self._plain

    @property
    def zipped(self) -> bytes:
        if self._zipped is None:
            self._zipped = zlib.compress(self._plain, _LEVEL) if self._plain else b""
        return self._zipped


def pack_streams(n_records: int, streams: Mapping[str, array[float]]) -> PackedStreams:
    """
    The streams made small.
    """
    if isinstance(streams, PackedStreams):
        return streams
    names = [name for name in STREAM_NAMES if name in streams and n_records]
    measured = _together((name for name in names if name not in _POSITION), streams)
    positions = _together((name for name in names if name in _POSITION), streams)
    return PackedStreams(n_records, names, (_Part(measured), _Part(positions)))


def with_packed_streams(recording: Recording) -> Recording:
    """
    The recording with its streams made small, down to the bytes that are kept.
    """
    if not recording.streams:
        return recording
    streams = pack_streams(recording.n_records, recording.streams)
    streams.zip()
    return replace(recording, streams=streams)


def _together(names: Iterable[str], streams: Mapping[str, array[float]]) -> bytes:
    pieces: list[bytes] = []
    with np.errstate(over="ignore"):
        for name in names:
            pieces.extend(_pack(name, np.frombuffer(streams[name], dtype=np.float64)))
    return b"".join(pieces)


def _pack(name: str, values: npt.NDArray[np.float64]) -> list[bytes]:
    index = STREAM_NAMES.index(name)
    steps = values * STEPS_PER_UNIT[name]
    gaps = b""
    # A missing value is a NaN, and a NaN is neither above nor below anything.
    lowest, highest = float(steps.min()), float(steps.max())
    has_gaps = lowest != lowest
    if has_gaps:
        missing = np.isnan(steps)
        gaps = np.packbits(missing).tobytes()
        steps = _carried_over_gaps(steps, missing)
        lowest, highest = float(steps.min()), float(steps.max())
    if not -_LARGEST < lowest <= highest < _LARGEST:
        return [_STREAM.pack(index, _AS_IT_CAME, 0, 0), values.tobytes()]
    whole = np.rint(steps, out=steps).astype(np.int64)
    first = int(whole[0])
    differences = np.empty_like(whole)
    differences[0] = 0
    np.subtract(whole[1:], whole[:-1], out=differences[1:])
    width = _width_for(differences)
    packed = differences.astype(_NARROW[width]).tobytes()
    return [_STREAM.pack(index, width, has_gaps, first), gaps, packed]


def _carried_over_gaps(
    steps: npt.NDArray[np.float64], missing: npt.NDArray[np.bool_]
) -> npt.NDArray[np.float64]:
    # A gap repeats the value before it, so that it costs a difference of zero and not two jumps.
    last_known = np.maximum.accumulate(np.where(missing, 0, np.arange(len(steps))))
    carried = steps[last_known]
    carried[np.isnan(carried)] = 0.0
    return carried


def _width_for(differences: npt.NDArray[np.int64]) -> int:
    low, high = int(differences.min()), int(differences.max())
    for width, (lowest, highest) in enumerate(_LIMITS):
        if lowest <= low and high <= highest:
            return width
    raise AssertionError("a difference always fits 64 bits")


class _Lying:
    """
    One stream where it lies among the unzipped bytes.
    """

    __slots__ = ("_at", "_end", "_first", "_gaps_end", "_name", "_raw", "_width")

    def __init__(self, raw: memoryview, at: int, n_records: int) -> None:
        index, self._width, has_gaps, self._first = _STREAM.unpack_from(raw, at)
        self._raw = raw
        self._name = STREAM_NAMES[index]
        self._at = at + _STREAM.size
        self._gaps_end = self._at + ((n_records + 7) // 8 if has_gaps else 0)
        size = 8 if self._width == _AS_IT_CAME else np.dtype(_NARROW[self._width]).itemsize
        self._end = self._gaps_end + size * n_records

    @property
    def name(self) -> str:
        return self._name

    @property
    def end(self) -> int:
        return self._end

    def values(self, n_records: int) -> npt.NDArray[np.float64]:
        between = self._raw[self._gaps_end : self._end]
        if self._width == _AS_IT_CAME:
            return np.frombuffer(between, dtype=np.float64)
        differences = np.frombuffer(between, dtype=_NARROW[self._width])
        whole = np.cumsum(differences, dtype=np.int64)
        whole += self._first
        values = whole / STEPS_PER_UNIT[self._name]
        if self._gaps_end > self._at:
            bits = np.frombuffer(self._raw[self._at : self._gaps_end], dtype=np.uint8)
            values[np.unpackbits(bits, count=n_records).view(np.bool_)] = np.nan
        return values


def _lying_in(plain: bytes, n_records: int) -> dict[str, _Lying]:
    raw = memoryview(plain)
    found: dict[str, _Lying] = {}
    at = 0
    while at < len(raw):
        lying = _Lying(raw, at, n_records)
        found[lying.name] = lying
        at = lying.end
    return found
