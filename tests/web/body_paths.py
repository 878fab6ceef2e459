"""
The paths of the two drawings as points, and what is wrong with their left and right.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from unknot.domain.body import Region, Side
from unknot.domain.settings import BodyFigure
from unknot.web import figure
from unknot.web.figure import FRONT, VIEWS, muscles

FOLDER = Path(figure.__file__).parent / "static/vendor/body-paths"
NUMBER = re.compile(r"-?(?:\d+\.\d+|\d+|\.\d+)")
STEPS = 6
Point = tuple[float, float]


@dataclass(frozen=True)
class Drawn:
    """
    One path: its closed lines, each as points along it.
    """

    lines: tuple[tuple[Point, ...], ...]

    @property
    def points(self) -> list[Point]:
        """
        All points of all lines.
        """
        return [point for line in self.lines for point in line]

    @property
    def box(self) -> tuple[float, float, float, float]:
        """
        Left, top, right, bottom.
        """
        xs, ys = zip(*self.points, strict=True)
        return (min(xs), min(ys), max(xs), max(ys))

    @property
    def middle(self) -> Point:
        """
        The mean of its points.
        """
        xs, ys = zip(*self.points, strict=True)
        return (sum(xs) / len(xs), sum(ys) / len(ys))

    @property
    def area(self) -> float:
        """
        What its lines enclose, holes taken off.
        """
        return abs(sum(area_of(line) for line in self.lines))

    def reach_at(self, height: float) -> tuple[float, float] | None:
        """
        The nearest and the farthest from the middle of the body at a height.
        """
        found = []
        for line in self.lines:
            for (x, y), (a, b) in zip(line, line[1:] + line[:1], strict=True):
                if min(y, b) <= height <= max(y, b) and y != b:
                    found.append(abs(x + (a - x) * (height - y) / (b - y)))
        return (min(found), max(found)) if found else None


def area_of(line: tuple[Point, ...]) -> float:
    """
    The area inside one line; below zero when it runs the other way round.
    """
    pairs = zip(line, line[1:] + line[:1], strict=True)
    return sum(x * b - a * y for (x, y), (a, b) in pairs) / 2


def read(path: str) -> Drawn:
    """
    A path of our own pictures, which are moves and relative curves only.
    """
    lines: list[tuple[Point, ...]] = []
    here: Point = (0.0, 0.0)
    assert set(re.findall("[A-Za-z]", path)) <= set("Mmcz")
    for move, numbers, curves in re.findall(r"([Mm])([^c]*)c([^z]*)z", path):
        x, y = (float(n) for n in NUMBER.findall(numbers))
        here = (here[0] + x, here[1] + y) if move == "m" else (x, y)
        start, points = here, [here]
        n = [float(each) for each in NUMBER.findall(curves)]
        for at in range(0, len(n), 6):
            one, two, end = ((here[0] + n[at + k], here[1] + n[at + k + 1]) for k in (0, 2, 4))
            points += [_on(here, one, two, end, step / STEPS) for step in range(1, STEPS + 1)]
            here = end
        lines.append(tuple(points))
        here = start
    return Drawn(tuple(lines))


def _on(start: Point, one: Point, two: Point, end: Point, t: float) -> Point:
    u = 1 - t
    parts = ((u**3, start), (3 * u * u * t, one), (3 * u * t * t, two), (t**3, end))
    return (sum(w * p[0] for w, p in parts), sum(w * p[1] for w, p in parts))


def paths_of(drawing: BodyFigure) -> dict[str, Drawn]:
    """
    Every path of one picture by its id.
    """
    text = (FOLDER / f"figure-{drawing.value}.svg").read_text()
    return {id_: read(path) for id_, path in re.findall(r'<path id="([^"]+)" d="([^"]+)"', text)}


def pairs(drawing: BodyFigure) -> Iterator[tuple[str, Region, str, str]]:
    """
    View, region, and the ids of its left and its right path.
    """
    ids = {(each.view, each.part.region, each.part.side): each.id for each in muscles(drawing)}
    for view in VIEWS:
        for region in Region:
            left = ids.get((view, region, Side.LEFT))
            right = ids.get((view, region, Side.RIGHT))
            assert (left is None) == (right is None), (view, region)
            if left is not None and right is not None:
                yield view, region, left, right


def mixed_up(drawing: BodyFigure, paths: Mapping[str, Drawn]) -> list[str]:
    """
    What is wrong with left and right: a path on the wrong side, or one that has no mirrored twin.
    """
    wrong = []
    for view, _region, left, right in pairs(drawing):
        lefts_on_the_right = view == FRONT
        for id_, is_on_the_right in ((left, lefts_on_the_right), (right, not lefts_on_the_right)):
            low, _top, high, _bottom = paths[id_].box
            if (low if is_on_the_right else -high) <= 0:
                wrong.append(f"{id_} lies on the wrong side")
        if not are_mirrored(paths[left], paths[right]):
            wrong.append(f"{left} and {right} are no pair")
    return wrong


def are_mirrored(one: Drawn, other: Drawn) -> bool:
    """
    Whether one is the mirror image of the other about the middle, to half a unit.
    """
    left, top, right, bottom = one.box
    if not _near((-right, top, -left, bottom), other.box):
        return False
    if abs(one.area - other.area) > 0.01 * one.area:
        return False
    (x, y), (a, b) = one.middle, other.middle
    return _near((-x, y), (a, b))


def _near(one: Iterable[float], other: Iterable[float]) -> bool:
    return all(abs(a - b) <= 0.5 for a, b in zip(one, other, strict=True))
