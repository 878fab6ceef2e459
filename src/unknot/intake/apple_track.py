"""
The route of a workout: points of a GPX, as exports have them, or `Location` elements, as old ones.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

import numpy as np
from lxml import etree

from unknot.intake.apple_values import apple_time
from unknot.intake.draft import UNIX_TIME, Column
from unknot.intake.xml_points import PointColumns, number_of

_FIELDS = {"ele": "altitude_m", "speed": "speed_mps"}
_ATTRIBUTES = {
    "latitude": "latitude_deg",
    "longitude": "longitude_deg",
    "altitude": "altitude_m",
    "speed": "speed_mps",
}


@dataclass(frozen=True, slots=True)
class Track:
    """
    Points in order of time, as columns, and the first point of every piece but the first.
    """

    columns: Mapping[str, Column]
    segment_starts: tuple[int, ...] = ()

    @property
    def n_points(self) -> int:
        """
        How many points it has.
        """
        return len(self.columns.get(UNIX_TIME, ()))

    def within(self, first: float, last: float) -> Track:
        """
        The points in these seconds, both included.
        """
        times = self.columns.get(UNIX_TIME, np.empty(0))
        inside = (times >= first) & (times <= last)
        if inside.all():
            return self
        kept = np.cumsum(inside)
        starts = {int(kept[start] - inside[start]) for start in self.segment_starts}
        n_kept = int(np.count_nonzero(inside))
        return Track(
            {name: column[inside] for name, column in self.columns.items()},
            tuple(sorted(start for start in starts if 0 < start < n_kept)),
        )


def track_in(*elements: etree._Element) -> Track:
    """
    Every timed point below some elements, from all their routes.
    """
    found = (piece for element in elements for piece in _pieces_in(element))
    pieces = [piece for piece in found if len(piece.get(UNIX_TIME, ()))]
    pieces.sort(key=lambda piece: float(piece[UNIX_TIME][0]))
    if not pieces:
        return Track({})
    names = {name for piece in pieces for name in piece}
    lengths = [len(piece[UNIX_TIME]) for piece in pieces]
    columns = {
        name: np.concatenate(
            [
                piece.get(name, np.full(length, np.nan))
                for piece, length in zip(pieces, lengths, strict=True)
            ]
        )
        for name in names
    }
    return _in_order(columns, np.cumsum(lengths)[:-1])


def _pieces_in(element: etree._Element) -> Iterator[dict[str, Column]]:
    for segment in element.iter("{*}trkseg"):
        points = PointColumns("trkpt", _FIELDS)
        points.add_all(segment)
        yield _timed(points.columns())
    for route in element.iter("{*}WorkoutRoute"):
        yield _timed(_locations_in(route))


def _locations_in(route: etree._Element) -> dict[str, Column]:
    points = list(route.iterfind("{*}Location"))
    columns = {
        name: np.array([number_of(point.get(attribute)) for point in points], dtype=np.float64)
        for attribute, name in _ATTRIBUTES.items()
    }
    columns[UNIX_TIME] = np.array([_time(point.get("date", "")) for point in points])
    return columns


def _time(text: str) -> float:
    try:
        return float(apple_time(text))
    except (ValueError, OverflowError):
        return float("nan")


def _timed(columns: dict[str, Column]) -> dict[str, Column]:
    times = columns.get(UNIX_TIME)
    if times is None:
        return {}
    known = np.isfinite(times)
    return {name: column[known] for name, column in columns.items()}


def _in_order(columns: dict[str, Column], starts: np.ndarray) -> Track:
    """
    Two routes may overlap; then they are one line of time, and nobody knows where one broke off.
    """
    times = columns[UNIX_TIME]
    if (np.diff(times) >= 0).all():
        return Track(columns, tuple(starts.tolist()))
    order = np.argsort(times, kind="stable")
    return Track({name: column[order] for name, column in columns.items()})
