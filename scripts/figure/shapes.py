"""
Shapes as plain numbers: smoothed, moved, mirrored, measured and written as SVG paths.

Each closed shape is a start and cubic curves from point to point, so it can be mirrored without
minding arcs and flags.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator
from dataclasses import dataclass

Point = tuple[float, float]


@dataclass(frozen=True, slots=True)
class Curve:
    """
    One cubic curve from where the pen is, by two handles, to `end`.
    """

    first: Point
    second: Point
    end: Point


@dataclass(frozen=True, slots=True)
class Outline:
    """
    One closed line.
    """

    start: Point
    curves: tuple[Curve, ...]

    def moved(self, move: Callable[[Point], Point]) -> Outline:
        """
        The same line with every point moved.
        """
        return Outline(
            move(self.start),
            tuple(Curve(move(c.first), move(c.second), move(c.end)) for c in self.curves),
        )

    def backwards(self) -> Outline:
        """
        The same line, drawn from its end to its start.
        """
        points = [self.start, *(curve.end for curve in self.curves)]
        return Outline(
            points[-1],
            tuple(
                Curve(curve.second, curve.first, before)
                for curve, before in zip(reversed(self.curves), reversed(points[:-1]), strict=True)
            ),
        )

    def points(self, steps: int = 8) -> Iterator[Point]:
        """
        Points along the line, `steps` on each curve.
        """
        here = self.start
        yield here
        for curve in self.curves:
            for step in range(1, steps + 1):
                yield _on(here, curve, step / steps)
            here = curve.end


def _on(start: Point, curve: Curve, t: float) -> Point:
    u = 1 - t
    weights = (u**3, 3 * u * u * t, 3 * u * t * t, t**3)
    corners = (start, curve.first, curve.second, curve.end)
    return (
        sum(w * x for w, (x, _y) in zip(weights, corners, strict=True)),
        sum(w * y for w, (_x, y) in zip(weights, corners, strict=True)),
    )


def mirrored(outline: Outline) -> Outline:
    """
    The same shape on the other side of the middle, which is x = 0.
    """
    return outline.moved(lambda point: (-point[0], point[1]))


def smooth(points: list[Point], tension: float = 1.0) -> Outline:
    """
    A closed line through points, rounded like a muscle (Catmull and Rom's curve).

    A point may be a corner: then it stands twice in a row.
    """
    corners = {i for i, p in enumerate(points) if p in (points[i - 1],)}
    kept, sharp = [], []
    for i, point in enumerate(points):
        if i in corners:
            sharp[-1] = True
            continue
        kept.append(point)
        sharp.append(False)
    count = len(kept)
    curves = []
    for i in range(count):
        p0, p1, p2, p3 = (kept[(i + k) % count] for k in (-1, 0, 1, 2))
        size = math.dist(p1, p2)
        first = p1 if sharp[i] else _pulled(p1, p0, p2, size * tension / 3)
        second = p2 if sharp[(i + 1) % count] else _pulled(p2, p3, p1, size * tension / 3)
        curves.append(Curve(first, second, p2))
    return Outline(kept[0], tuple(curves))


def _pulled(at: Point, before: Point, after: Point, reach: float) -> Point:
    """
    The handle at a point: along the line between its neighbours, weighted by how near they are.
    """
    a, b = math.dist(at, before) or 1.0, math.dist(at, after) or 1.0
    dx = (at[0] - before[0]) / a * b + (after[0] - at[0]) / b * a
    dy = (at[1] - before[1]) / a * b + (after[1] - at[1]) / b * a
    length = math.hypot(dx, dy) or 1.0
    return (at[0] + dx / length * reach, at[1] + dy / length * reach)


def write_path(outlines: tuple[Outline, ...]) -> str:
    """
    The lines as one short SVG path: relative curves, a tenth of a unit exact.
    """
    out = []
    here = (0, 0)
    for outline in outlines:
        start = _tenths(outline.start)
        out.append(("m" if out else "M") + _numbers(start, here if out else (0, 0)))
        here = start
        for at, curve in enumerate(outline.curves):
            ends = [_tenths(p) for p in (curve.first, curve.second, curve.end)]
            if at == 0:
                out.append("c")
            text = "".join(
                _numbers(end, here, first=(at == 0 and i == 0)) for i, end in enumerate(ends)
            )
            out.append(text)
            here = ends[-1]
        out.append("z")
        here = start
    return "".join(out)


def _tenths(point: Point) -> tuple[int, int]:
    return (round(point[0] * 10), round(point[1] * 10))


def _numbers(point: tuple[int, int], here: tuple[int, int], first: bool = True) -> str:
    text = ""
    for at, value in enumerate((point[0] - here[0], point[1] - here[1])):
        number = f"{value / 10:g}".replace("0.", ".", 1) if abs(value) < 10 else f"{value / 10:g}"
        text += number if (first and at == 0) or number.startswith("-") else f" {number}"
    return text


def box(outlines: tuple[Outline, ...]) -> tuple[float, float, float, float]:
    """
    Left, top, right and bottom of what is drawn.
    """
    points = [point for outline in outlines for point in outline.points()]
    xs, ys = [x for x, _y in points], [y for _x, y in points]
    return (min(xs), min(ys), max(xs), max(ys))


def grown(outline: Outline, by: float) -> Outline:
    """
    The same shape `by` units bigger on all sides; for rounded shapes without bays.
    """
    points = list(outline.points(4))[:-1]
    count, turn = len(points), area((outline,))
    out = []
    for i, (px, py) in enumerate(points):
        dx = points[(i + 1) % count][0] - points[i - 1][0]
        dy = points[(i + 1) % count][1] - points[i - 1][1]
        size = math.hypot(dx, dy) or 1.0
        way = by if turn > 0 else -by
        out.append((px + dy / size * way, py - dx / size * way))
    return smooth(out)


def area(outlines: tuple[Outline, ...]) -> float:
    """
    How much is enclosed; less than nothing where a line runs against the clock.
    """
    total = 0.0
    for outline in outlines:
        points = list(outline.points())
        pairs = zip(points, points[1:] + points[:1], strict=True)
        total += sum(x * b - a * y for (x, y), (a, b) in pairs) / 2
    return total


def one_way(outline: Outline) -> Outline:
    """
    The same line drawn with the clock.
    """
    return outline if area((outline,)) > 0 else outline.backwards()


def against(hole: Outline, around: Outline) -> Outline:
    """
    The hole drawn the other way round than what it is in, so that it stays open.
    """
    same = (area((hole,)) > 0) == (area((around,)) > 0)
    return hole.backwards() if same else hole
