"""
Heart rate, distance and the rest, packed small: whole steps, differences, then zlib.

Each stream is rounded to a step far below what a watch can measure (time 1 ms, distance and
altitude 1 mm, position a hundredth of a millionth of a degree, about 1 mm), and only the
difference to the value before is kept, in as few bytes as all of them fit. Rounding is done
on the values, not on the differences, so no error adds up. A gap stays a gap. A stream whose
values are beyond all reason is kept as it came.
"""

from __future__ import annotations

import struct
import zlib
from array import array
from collections.abc import Mapping

import numpy as np
import numpy.typing as npt

from unknot.domain.recording import STREAM_NAMES

_FORM = 1
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
_LARGEST = 2.0**62
_NARROW = (np.int8, np.int16, np.int32, np.int64)
_LIMITS = tuple((int(np.iinfo(kind).min), int(np.iinfo(kind).max)) for kind in _NARROW)
_AS_IT_CAME = 8
_HEADER = struct.Struct("<BI")
_STREAM = struct.Struct("<BBBq")


def pack_streams(n_records: int, streams: Mapping[str, array[float]]) -> bytes:
    """
    The streams as one small piece of bytes.
    """
    parts = [_HEADER.pack(_FORM, n_records)]
    for name in STREAM_NAMES:
        if name in streams and n_records:
            parts.extend(_pack(name, np.frombuffer(streams[name], dtype=np.float64)))
    return zlib.compress(b"".join(parts), _LEVEL)


def unpack_streams(packed: bytes) -> dict[str, array[float]]:
    """
    The streams back from their bytes, each within half a step of what it was.

    Raises
    ------
    ValueError
        If the bytes were written by a form this version does not know.
    """
    raw = memoryview(zlib.decompress(packed))
    form, n_records = _HEADER.unpack_from(raw)
    if form != _FORM:
        raise ValueError(f"streams of form {form} are not known here")
    found: dict[str, array[float]] = {}
    at = _HEADER.size
    while at < len(raw):
        name, values, at = _unpack(raw, at, n_records)
        found[name] = array("d", values.tobytes())
    return found


def _pack(name: str, values: npt.NDArray[np.float64]) -> list[bytes]:
    index = STREAM_NAMES.index(name)
    missing = np.isnan(values)
    has_gaps = bool(missing.any())
    filled = np.where(missing, 0.0, values) if has_gaps else values
    with np.errstate(over="ignore"):
        steps = filled * STEPS_PER_UNIT[name]
    if not np.all(np.abs(steps) < _LARGEST):
        return [_STREAM.pack(index, _AS_IT_CAME, 0, 0), values.tobytes()]
    whole = np.rint(steps).astype(np.int64)
    if has_gaps:
        whole = _carried_over_gaps(whole, missing)
    first = int(whole[0])
    differences = np.zeros_like(whole)
    np.subtract(whole[1:], whole[:-1], out=differences[1:])
    width = _width_for(differences)
    packed = differences.astype(_NARROW[width]).tobytes()
    gaps = np.packbits(missing).tobytes() if has_gaps else b""
    return [_STREAM.pack(index, width, has_gaps, first), gaps, packed]


def _carried_over_gaps(
    whole: npt.NDArray[np.int64], missing: npt.NDArray[np.bool_]
) -> npt.NDArray[np.int64]:
    # A gap repeats the value before it, so that it costs a difference of zero and not two jumps.
    last_known = np.maximum.accumulate(np.where(missing, 0, np.arange(len(whole))))
    return whole[last_known]


def _width_for(differences: npt.NDArray[np.int64]) -> int:
    low, high = int(differences.min()), int(differences.max())
    for width, (lowest, highest) in enumerate(_LIMITS):
        if lowest <= low and high <= highest:
            return width
    raise AssertionError("a difference always fits 64 bits")


def _unpack(raw: memoryview, at: int, n_records: int) -> tuple[str, npt.NDArray[np.float64], int]:
    index, width, has_gaps, first = _STREAM.unpack_from(raw, at)
    at += _STREAM.size
    name = STREAM_NAMES[index]
    if width == _AS_IT_CAME:
        end = at + 8 * n_records
        return name, np.frombuffer(raw[at:end], dtype=np.float64), end
    gaps_end = at + ((n_records + 7) // 8 if has_gaps else 0)
    kind = np.dtype(_NARROW[width])
    end = gaps_end + kind.itemsize * n_records
    differences = np.frombuffer(raw[gaps_end:end], dtype=kind)
    values = (first + np.cumsum(differences, dtype=np.int64)) / STEPS_PER_UNIT[name]
    if has_gaps:
        bits = np.frombuffer(raw[at:gaps_end], dtype=np.uint8)
        values[np.unpackbits(bits, count=n_records).astype(bool)] = np.nan
    return name, values, end
