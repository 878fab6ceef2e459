"""
SVG paths as plain numbers: read, moved, mirrored, measured and written again.

Whatever a path was written with, here it is a list of curves: each closed shape is a start and
cubic curves from point to point. So a shape can be mirrored without minding arcs and flags.
"""

from __future__ import annotations

import math
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass

Point = tuple[float, float]

_NUMBER = re.compile(r"[-+]?(?:\d*\.\d+|\d+\.?)(?:[eE][-+]?\d+)?")
_HOW_MANY = {"m": 2, "l": 2, "h": 1, "v": 1, "c": 6, "s": 4, "q": 4, "t": 2, "a": 7, "z": 0}


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


def read_path(text: str) -> tuple[Outline, ...]:
    """
    The closed lines of an SVG path, whatever commands it was written with.
    """
    return tuple(_Pen().follow(text))


class _Pen:
    """
    Follows a path command by command and remembers what smooth curves refer to.
    """

    def __init__(self) -> None:
        self.here: Point = (0.0, 0.0)
        self.start: Point = (0.0, 0.0)
        self.handle: Point | None = None
        self.was = ""
        self.curves: list[Curve] = []

    def follow(self, text: str) -> Iterator[Outline]:
        for command, rest in re.findall(r"([A-Za-z])([^A-Za-z]*)", text):
            kind = command.lower()
            if kind == "z":
                yield from self._close()
                continue
            numbers = (
                _arc_numbers(rest) if kind == "a" else [float(n) for n in _NUMBER.findall(rest)]
            )
            size = _HOW_MANY[kind]
            for at in range(0, len(numbers), size):
                if kind == "m" and at == 0:
                    yield from self._close()
                    self.here = self.start = self._to(command, numbers[0], numbers[1])
                    continue
                self._draw("l" if kind == "m" else kind, command, numbers[at : at + size])
        yield from self._close()

    def _close(self) -> Iterator[Outline]:
        if self.curves:
            yield Outline(self.start, tuple(self.curves))
        self.curves, self.here, self.handle = [], self.start, None

    def _to(self, command: str, x: float, y: float) -> Point:
        return (self.here[0] + x, self.here[1] + y) if command.islower() else (x, y)

    def _draw(self, kind: str, command: str, n: list[float]) -> None:
        handle = self.handle if self.was and kind in self.was else None
        self.was = {"c": "s", "s": "s", "q": "t", "t": "t"}.get(kind, "")
        if kind == "h":
            self._line((self.here[0] + n[0] if command.islower() else n[0], self.here[1]))
        elif kind == "v":
            self._line((self.here[0], self.here[1] + n[0] if command.islower() else n[0]))
        elif kind == "l":
            self._line(self._to(command, *n))
        elif kind == "c":
            self._cubic(*(self._to(command, n[i], n[i + 1]) for i in (0, 2, 4)))
        elif kind == "s":
            first = self._reflected(handle)
            self._cubic(first, self._to(command, n[0], n[1]), self._to(command, n[2], n[3]))
        elif kind == "q":
            self._quadratic(self._to(command, n[0], n[1]), self._to(command, n[2], n[3]))
        elif kind == "t":
            self._quadratic(self._reflected(handle), self._to(command, *n))
        else:
            self._arc(n[0], n[1], n[2], bool(n[3]), bool(n[4]), self._to(command, n[5], n[6]))

    def _reflected(self, handle: Point | None) -> Point:
        if handle is None:
            return self.here
        return (2 * self.here[0] - handle[0], 2 * self.here[1] - handle[1])

    def _line(self, end: Point) -> None:
        (x, y), (a, b) = self.here, end
        first, second = (x + (a - x) / 3, y + (b - y) / 3), (x + (a - x) / 1.5, y + (b - y) / 1.5)
        self.curves.append(Curve(first, second, end))
        self.here, self.handle = end, None

    def _cubic(self, first: Point, second: Point, end: Point) -> None:
        self.curves.append(Curve(first, second, end))
        self.here, self.handle = end, second

    def _quadratic(self, by: Point, end: Point) -> None:
        (x, y), (a, b), (p, q) = self.here, end, by
        first = (x + (p - x) / 1.5, y + (q - y) / 1.5)
        second = (a + (p - a) / 1.5, b + (q - b) / 1.5)
        self.curves.append(Curve(first, second, end))
        self.here, self.handle = end, by

    def _arc(self, rx: float, ry: float, turn: float, large: bool, sweep: bool, end: Point) -> None:
        """
        An elliptic arc in pieces of at most a quarter, after the SVG standard's appendix B.2.4.
        """
        (x1, y1), (x2, y2) = self.here, end
        if (x1, y1) == (x2, y2):
            return
        if not rx or not ry:
            self._line(end)
            return
        cos, sin = math.cos(math.radians(turn)), math.sin(math.radians(turn))
        dx, dy = (x1 - x2) / 2, (y1 - y2) / 2
        px, py = cos * dx + sin * dy, cos * dy - sin * dx
        rx, ry = abs(rx), abs(ry)
        grow = max(1.0, math.sqrt((px / rx) ** 2 + (py / ry) ** 2))
        rx, ry = rx * grow, ry * grow
        under = (rx * py) ** 2 + (ry * px) ** 2
        root = math.sqrt(max(0.0, ((rx * ry) ** 2 - under) / under)) * (-1 if large == sweep else 1)
        cx, cy = root * rx * py / ry, -root * ry * px / rx
        from_, to = (
            math.atan2((py - cy) / ry, (px - cx) / rx),
            math.atan2((-py - cy) / ry, (-px - cx) / rx),
        )
        span = to - from_
        if sweep and span < 0:
            span += 2 * math.pi
        elif not sweep and span > 0:
            span -= 2 * math.pi
        mid = ((x1 + x2) / 2, (y1 + y2) / 2)

        def place(x: float, y: float) -> Point:
            x, y = rx * x + cx, ry * y + cy
            return (cos * x - sin * y + mid[0], sin * x + cos * y + mid[1])

        pieces = max(1, math.ceil(abs(span) / (math.pi / 2) - 1e-9))
        step = span / pieces
        reach = 4 / 3 * math.tan(step / 4)
        for piece in range(pieces):
            a, b = from_ + piece * step, from_ + (piece + 1) * step
            self._cubic(
                place(math.cos(a) - reach * math.sin(a), math.sin(a) + reach * math.cos(a)),
                place(math.cos(b) + reach * math.sin(b), math.sin(b) - reach * math.cos(b)),
                end if piece == pieces - 1 else place(math.cos(b), math.sin(b)),
            )
        self.handle = None


def _arc_numbers(text: str) -> list[float]:
    """
    The numbers of arcs, whose two flags may stand without blanks.
    """
    numbers: list[float] = []
    while text := text.strip(" ,\n"):
        if len(numbers) % 7 in (3, 4):
            numbers.append(float(text[0]))
            text = text[1:]
            continue
        found = _NUMBER.match(text)
        if found is None:
            raise ValueError(f"not the numbers of an arc: {text[:40]!r}")
        numbers.append(float(found.group()))
        text = text[found.end() :]
    return numbers


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
