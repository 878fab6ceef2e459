"""
Points in body units: x to the right, y up from the floor; a standing figure is some 165 tall.
"""

from __future__ import annotations

import math

Point = tuple[float, float]


def add(a: Point, b: Point, times: float = 1.0) -> Point:
    """
    `a` plus some times `b`.
    """
    return (a[0] + times * b[0], a[1] + times * b[1])


def between(a: Point, b: Point, share: float) -> Point:
    """
    The point that lies a share of the way from one to the other.
    """
    return (a[0] + (b[0] - a[0]) * share, a[1] + (b[1] - a[1]) * share)


def towards(degrees: float, length: float = 1.0) -> Point:
    """
    A step in a direction: 0 to the right, 90 up.
    """
    angle = math.radians(degrees)
    return (math.cos(angle) * length, math.sin(angle) * length)


def direction(a: Point, b: Point) -> float:
    """
    The direction from one point to another, in degrees.
    """
    return math.degrees(math.atan2(b[1] - a[1], b[0] - a[0]))


def bent(
    start: Point, target: Point, first: float, second: float, side: int
) -> tuple[Point, Point]:
    """
    The joint between two bones that reach for a target, and how far they come.

    `side` says to which side of the straight line the joint lies: 1 left of it, -1 right.
    """
    apart = math.dist(start, target)
    reach = min(max(apart, abs(first - second) + 0.5), first + second - 0.2)
    way = direction(start, target)
    end = add(start, towards(way, reach))
    cosine = (first**2 + reach**2 - second**2) / (2 * first * reach)
    turn = math.degrees(math.acos(min(1.0, max(-1.0, cosine))))
    return add(start, towards(way + side * turn, first)), end
