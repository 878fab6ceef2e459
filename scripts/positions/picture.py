"""
One picture: a pose with what is around it, what presses where, and the order of drawing.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Any

from . import tools
from .figure import THIGH, WIDTH, Limb, Person, Pose
from .geometry import Point, add, direction, towards
from .ink import FAR, NEAR, Ink

# A thing in a picture: what draws it (a function of tools.py), and its measures.
Thing = tuple[Any, ...]
# Limb, bone, from, to, beside: where it presses, along a bone. Or a single point.
Touch = tuple[Any, ...]


@dataclass(frozen=True)
class Picture:
    """
    What is drawn from the back to the front.

    `around` lies behind everybody, `behind` behind the near leg, `front` before it and under the
    near arm, `last` over everything. `far_leg_last` draws the other leg over this one.
    """

    pose: Pose
    touch: tuple[Touch, ...] = ()
    around: tuple[Thing, ...] = ()
    behind: tuple[Thing, ...] = ()
    front: tuple[Thing, ...] = ()
    last: tuple[Thing, ...] = ()
    has_floor: bool = True
    far_leg_last: bool = False
    arm_under: bool = False

    def svg(self) -> str:
        """
        The elements of the picture, without the frame.
        """
        person, ink = Person(self.pose), Ink(self.pose)
        if self.has_floor:
            ink.floor()
        self._put(ink, self.around)
        from_front = self.pose.wide[0] > 0
        if not from_front:
            ink.bones(person.bones["far-arm"], FAR)
        if not self.far_leg_last:
            ink.bones(person.bones["far-leg"], FAR)
        self._put(ink, self.behind)
        if self.arm_under:
            ink.bones(person.bones["near-arm"], NEAR)
        ink.trunk_and_head(person)
        ink.bones(person.bones["near-leg"], NEAR)
        for each in self.touch:
            self._touch(ink, person, each)
        if self.far_leg_last:
            ink.bones(person.bones["far-leg"], FAR)
        self._put(ink, self.front)
        if from_front:
            ink.bones(person.bones["far-arm"], NEAR)
        if not self.arm_under:
            ink.bones(person.bones["near-arm"], NEAR)
        self._put(ink, self.last)
        return "".join(ink.parts)

    def _touch(self, ink: Ink, person: Person, where: Touch) -> None:
        if isinstance(where[0], str):
            ink.touch(person, *where)
        else:
            ink.touch_at(*where)

    def _put(self, ink: Ink, things: tuple[Thing, ...]) -> None:
        for name, *measures in things:
            getattr(tools, name)(ink, *measures)


def beside(pose: Pose, limb: str, bone: str, share: float, out: float, gap: float) -> Point:
    """
    The middle of a tool that touches a bone from one side: `out` 1 or -1, `gap` its radius.
    """
    at, way = Person(pose).on(limb, bone, share, out)
    return add(at, towards(way + 90 * math.copysign(1, out), gap))


def over(
    hip: Point, distance: float, radius: float, bone: str = "shank", to: float = 79.0
) -> Point:
    """
    Where the ankle of a straight leg lies that rests on a roller or ball on the floor.
    """
    rise = 2 * radius + WIDTH[bone] / 2 - hip[1]
    slope = math.degrees(math.asin(rise / distance))
    return add(hip, towards(slope, to))


def under(pose: Pose, limb: str, distance: float, radius: float) -> Point:
    """
    The middle of a roller on the floor below the place so far down a leg.
    """
    bones = Person(pose).bones[limb]
    start = bones[0][1]
    thigh, shank = bones[0], bones[1]
    if distance <= THIGH:
        at = add(start, towards(direction(thigh[1], thigh[2]), distance))
    else:
        at = add(shank[1], towards(direction(shank[1], shank[2]), distance - THIGH))
    return (at[0], radius)


__all__ = ["Limb", "Picture", "Pose", "beside", "over", "under"]
