"""
SVG paths, whatever commands they were written with, as closed lines of curves.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterator

from shapes import Curve, Outline, Point

_NUMBER = re.compile(r"[-+]?(?:\d*\.\d+|\d+\.?)(?:[eE][-+]?\d+)?")
_HOW_MANY = {"m": 2, "l": 2, "h": 1, "v": 1, "c": 6, "s": 4, "q": 4, "t": 2, "a": 7}


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
