"""
What a picture holds beside the person: rollers, balls, sticks and guns, chairs, walls and water.
"""

from __future__ import annotations

from .geometry import Point, add, between, towards
from .ink import FAR, LINE, NEAR, TOOL, TOUCH, Ink

ROLLER, BALL = 8.0, 5.0


def roller(ink: Ink, at: Point, radius: float = ROLLER) -> None:
    """
    A roller, seen along its axis.
    """
    ink.circle(at, radius, TOOL, NEAR)
    ink.circle(at, radius * 0.42, "var(--pic-skin,#fff)", NEAR)


def long_roller(ink: Ink, start: Point, end: Point, radius: float = ROLLER) -> None:
    """
    A roller, seen from its side.
    """
    for width, colour in ((2 * radius, NEAR), (2 * radius - 2 * LINE / ink.pose.scale, TOOL)):
        ink.path((start, end), colour, ink.size(width), ' stroke-linecap="butt"')
        if colour == NEAR:
            inner = 2 * LINE / ink.pose.scale / 2
            step = between(start, end, 0)
            start, end = _shorter(start, end, inner), _shorter(end, step, inner)


def _shorter(a: Point, b: Point, by: float) -> Point:
    from .geometry import direction

    return add(a, towards(direction(a, b), by))


def ball(ink: Ink, at: Point, radius: float = BALL) -> None:
    """
    A ball the size of a tennis ball.
    """
    ink.circle(at, radius, TOOL, NEAR)


def stick(ink: Ink, at: Point, degrees: float, length: float = 44.0) -> None:
    """
    A massage stick with a grip at each end.
    """
    half = towards(degrees, length / 2)
    start, end = add(at, half, -1), add(at, half)
    ink.path((start, end), NEAR, ink.size(3.2))
    roll_start, roll_end = between(start, end, 0.24), between(start, end, 0.76)
    ink.path((roll_start, roll_end), NEAR, ink.size(6.5))
    ink.path((roll_start, roll_end), TOOL, ink.size(6.5) - 2 * LINE)


def gun(ink: Ink, at: Point, degrees: float) -> None:
    """
    A percussion gun whose head is at a point and whose barrel leads away in a direction.
    """
    way = towards(degrees)
    down = (
        towards(degrees - 90)
        if towards(degrees - 90)[1] < towards(degrees + 90)[1]
        else towards(degrees + 90)
    )
    neck, back = add(at, way, 5), add(at, way, 22)
    grip = add(add(at, way, 17), down, 15)
    for less in (0, 2 * LINE):
        colour = TOOL if less else NEAR
        ink.path((add(at, way, 17), grip), colour, ink.size(7) - less)
        ink.path((add(at, way, 9), back), colour, ink.size(10) - less)
    ink.path((neck, add(at, way, 9)), NEAR, ink.size(3))
    ink.circle(add(at, way, 2.5), 3.6, TOOL, NEAR)


def gun_grip(at: Point, degrees: float) -> Point:
    """
    Where a hand holds that gun.
    """
    down = (
        towards(degrees - 90)
        if towards(degrees - 90)[1] < towards(degrees + 90)[1]
        else towards(degrees + 90)
    )
    return add(add(at, towards(degrees), 17), down, 8)


def chair(ink: Ink, x: float, seat: float = 43.0, faces: int = 1) -> None:
    """
    A chair from its side: seat, back and legs. `x` is the middle of the seat.
    """
    back, front = x - 19 * faces, x + 17 * faces
    ink.path(((back, seat), (front, seat)), FAR, 3)
    ink.path(((back, 0), (back - 4 * faces, seat + 46)), FAR, 3)
    ink.path(((front, seat), (front + 1 * faces, 0)), FAR, 3)


def stool(ink: Ink, x: float, seat: float = 43.0, half: float = 24.0) -> None:
    """
    A chair from the front: its seat and two legs.
    """
    ink.path(((x - half, seat), (x + half, seat)), FAR, 3)
    for side in (-1, 1):
        ink.path(((x + side * (half - 3), seat), (x + side * (half - 1), 0)), FAR, 3)


def table(ink: Ink, start: float, end: float, height: float) -> None:
    """
    A table from its side.
    """
    ink.path(((start, height), (end, height)), FAR, 3)
    ink.path(((end - 5, height), (end - 5, 0)), FAR, 3)


def wall(ink: Ink, x: float, top: float = 168.0) -> None:
    """
    A wall, seen from its side.
    """
    ink.path(((x, 0), (x, top)), FAR, 3)


def step(ink: Ink, start: float, end: float, height: float) -> None:
    """
    A low step.
    """
    ink.path(((start, 0), (start, height), (end, height), (end, 0)), FAR, 3, ' fill="none"')


def cushion(ink: Ink, at: Point, width: float = 26.0, height: float = 9.0) -> None:
    """
    A pillow or something soft.
    """
    ends = (add(at, (-width / 2, 0)), add(at, (width / 2, 0)))
    ink.path(ends, FAR, ink.size(height))
    ink.path(ends, "var(--pic-skin,#fff)", ink.size(height) - 2 * LINE)


def water(ink: Ink, start: float, end: float, level: float) -> None:
    """
    The surface of water, in small waves.
    """
    waves, x, up = [(start, level)], start, 1
    while x < end - 3:
        x += 7
        waves.append((min(x, end), level + 1.6 * up))
        up = -up
    ink.path(waves, TOOL, 3, ' fill="none"')


def tub(ink: Ink, start: float, end: float, height: float) -> None:
    """
    A bath tub, cut open.
    """
    ink.path(
        ((start - 5, height), (start, height), (start + 6, 2), (end - 6, 2), (end, height), (end + 5, height)),
        FAR, 3, ' fill="none"',
    )  # fmt: skip


def arrow(ink: Ink, start: Point, end: Point) -> None:
    """
    Which way something moves.
    """
    from .geometry import direction

    back = direction(end, start)
    ink.path((start, end), TOOL, 3)
    ink.path(
        (add(end, towards(back + 32, 7)), end, add(end, towards(back - 32, 7))),
        TOOL,
        3,
        ' fill="none"',
    )


def strap(ink: Ink, start: Point, end: Point) -> None:
    """
    A towel or strap, pulled tight.
    """
    ink.path((start, end), TOOL, 4)


def hand_of(ink: Ink, elbow: Point, hand: Point) -> None:
    """
    A forearm drawn over everything, where it crosses the body.
    """
    from .geometry import direction

    tip = add(hand, towards(direction(elbow, hand), 2.5))
    ink.bones([("forearm", elbow, hand), ("hand", hand, tip)], NEAR)


def bent_hand(ink: Ink, wrist: Point, fingers: Point) -> None:
    """
    A hand that is bent down at the wrist.
    """
    ink.bones([("hand", wrist, fingers)], NEAR)


def mark(ink: Ink, start: Point, end: Point) -> None:
    """
    A place that is stretched, along a line.
    """
    ink.path((start, end), TOUCH, ink.size(4))
