"""
Samples of a heart rate and the like, millions of them, put aside on disk until their workout asks.

In `export.xml` a sample refers to its workout by time alone, and most come long before it. To
hold them all in memory takes gigabytes, and to read the file once for the workouts and once more
for their samples takes twice as long: so they are written to a temporary file as they come, in
sorted blocks of 22 bytes a sample, and each workout fetches the stretch of its time from every
block.
"""

from __future__ import annotations

import tempfile
from array import array
from dataclasses import dataclass
from types import TracebackType
from typing import Self

import numpy as np

ROW = np.dtype([("start", "<i8"), ("length", "<i4"), ("series", "<u2"), ("value", "<f8")])
_ROWS_A_BLOCK = 262_144
# One start of so many is remembered, to find the place of the others.
_STRIDE = 256


@dataclass(frozen=True, slots=True)
class _Block:
    at: int
    n_rows: int
    some_starts: np.ndarray


class Spool:
    """
    Rows go in in any order, and come out by their time.
    """

    def __init__(self) -> None:
        # Closed by __exit__; without a name, so that nothing is left if we are killed.
        self._file = tempfile.TemporaryFile()  # noqa: SIM115
        self._blocks: list[_Block] = []
        self._begin()
        self.n_rows = 0

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._file.close()

    def _begin(self) -> None:
        self._starts, self._lengths = array("q"), array("i")
        self._series, self._values = array("H"), array("d")

    def add(self, start: int, length: int, series: int, value: float) -> None:
        """
        One more sample.
        """
        self._starts.append(start)
        self._lengths.append(length)
        self._series.append(series)
        self._values.append(value)
        self.n_rows += 1
        if len(self._starts) == _ROWS_A_BLOCK:
            self._write_out()

    def _write_out(self) -> None:
        rows = np.empty(len(self._starts), dtype=ROW)
        rows["start"], rows["length"] = self._starts, self._lengths
        rows["series"], rows["value"] = self._series, self._values
        rows = rows[np.argsort(rows["start"], kind="stable")]
        at = self._file.seek(0, 2)
        self._file.write(rows.tobytes())
        self._blocks.append(_Block(at, len(rows), rows["start"][::_STRIDE].copy()))
        self._begin()

    def between(self, first: int, last: int, at_most: int) -> np.ndarray:
        """
        Samples that begin in these seconds, both included; no more than so many.
        """
        if self._starts:
            self._write_out()
        found = [np.empty(0, dtype=ROW)]
        for block in self._blocks:
            if at_most <= 0:
                break
            rows = self._read(block, first, last, at_most)
            at_most -= len(rows)
            found.append(rows)
        return np.concatenate(found)

    def _read(self, block: _Block, first: int, last: int, at_most: int) -> np.ndarray:
        before = int(np.searchsorted(block.some_starts, first, "left")) - 1
        begin = max(before, 0) * _STRIDE
        end = int(np.searchsorted(block.some_starts, last, "right")) * _STRIDE
        end = min(end, block.n_rows, begin + at_most + _STRIDE)
        if end <= begin:
            return np.empty(0, dtype=ROW)
        self._file.seek(block.at + begin * ROW.itemsize)
        rows = np.frombuffer(self._file.read((end - begin) * ROW.itemsize), dtype=ROW)
        inside = rows[(rows["start"] >= first) & (rows["start"] <= last)]
        return inside[:at_most]
