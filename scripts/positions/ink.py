"""
From body units to SVG: rounded, small, and coloured by roles only.

`currentColor` draws lines; `--pic-far` the limbs that are further away, `--pic-skin` what lies
inside the lines, `--pic-tool` the tool and `--pic-touch` where it presses.
"""

from __future__ import annotations

from collections.abc import Iterable

from .figure import HEAD, WIDTH, Bone, Person, Pose
from .geometry import Point, add, direction, towards

LINE = 2.0
NEAR, FAR = "currentColor", "var(--pic-far,currentColor)"
SKIN, TOOL, TOUCH = "var(--pic-skin,#fff)", "var(--pic-tool,currentColor)", "var(--pic-touch,none)"


class Ink:
    """
    Collects the elements of one picture, from the back to the front.
    """

    def __init__(self, pose: Pose) -> None:
        self.pose = pose
        self.parts: list[str] = []

    def px(self, point: Point) -> str:
        """
        A point on the drawing, to one decimal.
        """
        return f"{_short(self.pose.at + point[0] * self.pose.scale)} {_short(self.pose.floor - point[1] * self.pose.scale)}"

    def size(self, length: float) -> float:
        """
        A length on the drawing.
        """
        return length * self.pose.scale

    def path(self, points: Iterable[Point], stroke: str, width: float, extra: str = "") -> None:
        """
        Straight lines through points.
        """
        way = "L".join(self.px(point) for point in points)
        self.parts.append(
            f'<path d="M{way}" stroke="{stroke}" stroke-width="{_short(width)}"{extra}/>'
        )

    def circle(
        self, at: Point, radius: float, fill: str, stroke: str = "", width: float = LINE
    ) -> None:
        """
        A circle; without a stroke only its face.
        """
        x, y = self.px(at).split()
        line = f' stroke="{stroke}" stroke-width="{_short(width)}"' if stroke else ' stroke="none"'
        self.parts.append(
            f'<circle cx="{x}" cy="{y}" r="{_short(self.size(radius))}" fill="{fill}"{line}/>'
        )

    def bones(self, bones: list[Bone], colour: str) -> None:
        """
        A limb as one tube: its outline, then its inside.
        """
        for inside in (False, True):
            for name, start, end in bones:
                width = self.size(WIDTH[name]) - (2 * LINE if inside else 0)
                self.path((start, end), SKIN if inside else colour, width)

    def trunk_and_head(self, person: Person) -> None:
        """
        The trunk, wide in a view from the front, with neck and head.
        """
        hip, middle, chest = person.trunk()
        neck = add(person.shoulder, towards(person.up, -4))
        shoulders, hips = self.pose.wide
        for inside in (False, True):
            less = 2 * LINE if inside else 0
            colour = SKIN if inside else NEAR
            self.path((neck, person.head), colour, self.size(WIDTH["neck"]) - less)
            if shoulders:
                across = towards(person.up - 90)
                ring = (
                    add(chest, across, shoulders - 8), add(hip, across, hips - 2),
                    add(hip, across, 2 - hips), add(chest, across, 8 - shoulders),
                )  # fmt: skip
                way = "L".join(self.px(point) for point in ring)
                self.parts.append(
                    f'<path d="M{way}Z" fill="{colour}" stroke="{colour}" stroke-width="{_short(self.size(21) - less)}"/>'
                )
            else:
                self.parts.append(
                    f'<path d="M{self.px(hip)}Q{self.px(middle)} {self.px(chest)}" stroke="{colour}" stroke-width="{_short(self.size(WIDTH["torso"]) - less)}"/>'
                )
        self._head(person)

    def _head(self, person: Person) -> None:
        if self.pose.looks:
            way = person.up - self.pose.nod - 90 * self.pose.looks
            nose = add(person.head, towards(way, HEAD))
            self.circle(nose, 2.3, SKIN, NEAR)
        self.circle(person.head, HEAD, SKIN, NEAR)
        if self.pose.looks:
            inner = add(
                person.head, towards(person.up - self.pose.nod - 90 * self.pose.looks, HEAD - 3.2)
            )
            self.circle(inner, 2.4, SKIN)

    def floor(self) -> None:
        """
        The line everything stands on.
        """
        y = _short(self.pose.floor + 1)
        self.parts.append(f'<path d="M14 {y}H306" stroke="{FAR}" stroke-width="2"/>')

    def touch(
        self, person: Person, limb: str, bone: str, start: float, end: float, out: float
    ) -> None:
        """
        Where it presses: a stroke along part of a bone, `out` half widths beside its middle.
        """
        width = self.size(WIDTH[bone]) * (0.42 if abs(out) > 0.2 else 0.6)
        room = (WIDTH[bone] / 2 - 1.2 - width / self.pose.scale / 2) / (WIDTH[bone] / 2)
        out = max(-room, min(room, out))
        ends = [person.on(limb, bone, share, out)[0] for share in (start, end)]
        self.path(ends, TOUCH, width, ' class="touch"')

    def touch_at(self, at: Point, radius: float = 6.0) -> None:
        """
        Where it presses, as a round spot.
        """
        self.circle(at, radius, TOUCH)


def _short(number: float) -> str:
    text = f"{number:.1f}"
    return text[:-2] if text.endswith(".0") else text


__all__ = ["FAR", "LINE", "NEAR", "SKIN", "TOOL", "TOUCH", "Ink", "direction"]
