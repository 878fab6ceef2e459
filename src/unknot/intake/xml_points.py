"""
Collects the values of track points as columns, without an object per point.

Most of a GPX or TCX import is spent here: texts are gathered as they come and turned into
numbers all at once at the end.
"""

from __future__ import annotations

import re
import warnings
from collections.abc import Callable, Mapping, Sequence
from datetime import UTC, datetime

import numpy as np
from lxml import etree

from unknot.intake.draft import UNIX_TIME, Column

_TIME = "time"

# How a column takes a value: its row, and its text.
_Slot = tuple[Callable[[int], None], Callable[[str], None]]
# What stands for "a new point begins" among the slots; never called.
_POINT: _Slot = (lambda row: None, lambda text: None)


class PointColumns:
    """
    The points of one track: `fields` maps an element's local name to the column it fills.

    `point_name` is the local name of a point; an element called `time` (in any case) is its
    time, the others are numbers. Of two elements for one column in a point, the last counts.
    """

    def __init__(self, point_name: str, fields: Mapping[str, str]) -> None:
        self._point_name = point_name
        self._fields = fields
        self._slots: dict[object, _Slot | None] = {}
        self._rows: dict[str, list[int]] = {}
        self._texts: dict[str, list[str]] = {}
        self.n_points = 0
        self.n_without_zone = 0

    def add_all(self, container: etree._Element) -> None:
        """
        Take every point below an element, with all that stands in it.

        One flat loop over the elements with everything at hand: it sees millions of them.
        """
        slots, learn = self._slots, self._learn
        row = self.n_points - 1
        latitudes, longitudes = self._slot("latitude_deg"), self._slot("longitude_deg")
        for element in container.iterdescendants():
            tag = element.tag
            slot = slots[tag] if tag in slots else learn(tag)
            if slot is None:
                continue
            if slot is _POINT:
                row += 1
                latitude, longitude = element.get("lat"), element.get("lon")
                if latitude is not None and longitude is not None:
                    latitudes[0](row)
                    latitudes[1](latitude)
                    longitudes[0](row)
                    longitudes[1](longitude)
                continue
            text = element.text
            if text and row >= 0:
                slot[0](row)
                slot[1](text)
        self.n_points = row + 1

    def _learn(self, tag: object) -> _Slot | None:
        """
        Where a tag's texts go: decided once, when it is met for the first time.
        """
        # A prefix that was never declared stays in the name: "gpxtpx:hr".
        local = re.split("[}:]", tag)[-1] if isinstance(tag, str) else ""
        name = _TIME if local.lower() == _TIME else self._fields.get(local)
        slot = _POINT if local == self._point_name else None
        if name is not None:
            slot = self._slot(name)
        self._slots[tag] = slot
        return slot

    def _slot(self, name: str) -> _Slot:
        rows = self._rows.setdefault(name, [])
        return rows.append, self._texts.setdefault(name, []).append

    def columns(self) -> dict[str, Column]:
        """
        All columns, each as long as there are points, NaN where a point says nothing.
        """
        found: dict[str, Column] = {}
        for name, rows in self._rows.items():
            if not rows:
                continue
            column = np.full(self.n_points, np.nan)
            column[rows] = (
                self._times(self._texts[name]) if name == _TIME else _numbers(self._texts[name])
            )
            found[UNIX_TIME if name == _TIME else name] = column
        return found

    def _times(self, texts: Sequence[str]) -> Column:
        times, self.n_without_zone = unix_times(texts)
        return times


def unix_times(texts: Sequence[str]) -> tuple[Column, int]:
    """
    ISO 8601 texts as seconds since 1970, and how many of them name no zone.

    A time without a zone is taken as UTC; the caller says so. What is no time becomes NaN.
    """
    stripped = [text.strip() for text in texts]
    if all(text.endswith("Z") for text in stripped):
        try:
            with warnings.catch_warnings():
                # "12:00+02:00Z" names two zones; NumPy would only mumble about it.
                warnings.simplefilter("error", UserWarning)
                instants = np.array([text[:-1] for text in stripped], dtype="datetime64[us]")
            return instants.astype(np.int64) / 1e6, 0
        except (ValueError, UserWarning):
            pass
    pairs = [_unix_time(text) for text in stripped]
    return np.array([time for time, _ in pairs], dtype=np.float64), sum(n for _, n in pairs)


def _unix_time(text: str) -> tuple[float, int]:
    try:
        instant = datetime.fromisoformat(text.replace("z", "Z"))
    except ValueError:
        return np.nan, 0
    without_zone = instant.tzinfo is None
    if without_zone:
        instant = instant.replace(tzinfo=UTC)
    try:
        return (instant - datetime(1970, 1, 1, tzinfo=UTC)).total_seconds(), int(without_zone)
    except OverflowError:
        return np.nan, 0


def _numbers(texts: Sequence[str]) -> Column:
    try:
        numbers = np.array(texts, dtype=np.float64)
    except ValueError:
        numbers = np.array([number_of(text) for text in texts], dtype=np.float64)
    numbers[~np.isfinite(numbers)] = np.nan
    return numbers


def number_of(text: str | None) -> float:
    """
    The number a text says, NaN if it says none.
    """
    try:
        return float(text or "nan")
    except ValueError:
        return float("nan")


def text_below(element: etree._Element, *path: str) -> str:
    """
    The text of the first element on that path of local names, empty when there is none.
    """
    found = element.find("/".join(f"{{*}}{name}" for name in path))
    return (found.text or "").strip() if found is not None else ""
