"""
Collects the values of track points as columns, without an object per point.

Most of a GPX or TCX import is spent here: texts are gathered as they come and turned into
numbers all at once at the end.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import UTC, datetime

import numpy as np
from lxml import etree

from unknot.intake.draft import UNIX_TIME, Column

_TIME = "time"


class PointColumns:
    """
    The points of one track: `fields` maps an element's local name to the column it fills.

    The local name `time` (any case) is the time; the rest are numbers. Of two elements for one
    column in the same point, the last one counts.
    """

    def __init__(self, fields: Mapping[str, str]) -> None:
        self._fields = fields
        self._column_of_tag: dict[object, str | None] = {}
        self._rows: dict[str, list[int]] = {}
        self._texts: dict[str, list[str]] = {}
        self.n_points = 0
        self.n_without_zone = 0

    def add(self, point: etree._Element) -> None:
        """
        Take one point: its `lat` and `lon` attributes, and every element below it.
        """
        row = self.n_points
        self.n_points += 1
        latitude, longitude = point.get("lat"), point.get("lon")
        if latitude is not None and longitude is not None:
            self._keep("latitude_deg", row, latitude)
            self._keep("longitude_deg", row, longitude)
        columns = self._column_of_tag
        for element in point.iterdescendants():
            tag = element.tag
            name = columns[tag] if tag in columns else self._learn(tag)
            if name is not None and element.text:
                self._keep(name, row, element.text)

    def _learn(self, tag: object) -> str | None:
        local = tag.rpartition("}")[2] if isinstance(tag, str) else ""
        name = _TIME if local.lower() == _TIME else self._fields.get(local)
        self._column_of_tag[tag] = name
        return name

    def _keep(self, name: str, row: int, text: str) -> None:
        try:
            self._rows[name].append(row)
            self._texts[name].append(text)
        except KeyError:
            self._rows[name], self._texts[name] = [row], [text]

    def columns(self) -> dict[str, Column]:
        """
        All columns, each as long as there are points, NaN where a point says nothing.
        """
        found: dict[str, Column] = {}
        for name, rows in self._rows.items():
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
            instants = np.array([text[:-1] for text in stripped], dtype="datetime64[us]")
            return instants.astype(np.int64) / 1e6, 0
        except ValueError:
            pass
    pairs = [_unix_time(text) for text in stripped]
    return np.array([time for time, _ in pairs], dtype=np.float64), sum(n for _, n in pairs)


def _unix_time(text: str) -> tuple[float, int]:
    try:
        instant = datetime.fromisoformat(text)
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
