"""
A person as a line figure: bones between joints, drawn as round tubes with a two-pixel outline.

Everything is drawn in layers, so that limbs always join: first the outline of a limb in the colour
of lines, then the same bones a little thinner in the colour of the ground.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from .geometry import Point, add, bent, between, direction, towards

THIGH, SHANK, FOOT = 40.0, 39.0, 14.0
UPPER_ARM, FOREARM = 30.0, 28.0
TORSO, NECK, HEAD = 48.0, 10.0, 10.5
WIDTH = {
    "thigh": 17.0, "shank": 13.0, "foot": 8.0, "upper-arm": 10.5, "forearm": 9.0, "hand": 10.0,
    "torso": 25.0, "neck": 9.0,
}  # fmt: skip


@dataclass(frozen=True)
class Limb:
    """
    A leg or an arm: where its end reaches, which way it bends, or all its joints.

    `foot` is the direction of the toes in degrees; "front" is a foot that points at us, None none.
    """

    to: Point = (0.0, 0.0)
    bend: int = 1
    foot: float | str | None = 0.0
    joints: tuple[Point, Point, Point] | None = None


@dataclass(frozen=True)
class Pose:
    """
    A person in a position. `lean` turns the trunk: 0 upright, 90 lying with the head to the right.

    `nod` turns the head against the trunk, `looks` is 1 where the face looks along positive x
    of the upright body, -1 where it looks back, 0 where it looks at us. `wide` are the half
    widths of shoulders and hips in a view from the front. `curl` rounds the back.
    """

    hip: Point
    lean: float = 0.0
    near: Limb = field(default_factory=Limb)
    far: Limb = field(default_factory=Limb)
    near_arm: Limb | None = None
    far_arm: Limb | None = None
    nod: float = 0.0
    looks: int = 1
    wide: tuple[float, float] = (0.0, 0.0)
    curl: float = 0.0
    scale: float = 1.2
    at: float = 160.0
    floor: float = 182.0
    trunk: float = TORSO
    leg_over_trunk: bool = True


Bone = tuple[str, Point, Point]


class Person:
    """
    The joints of a pose, and the bones between them.
    """

    def __init__(self, pose: Pose) -> None:
        self.pose = pose
        up = 90 - pose.lean
        across = towards(up - 90)
        self.hip = pose.hip
        self.shoulder = add(pose.hip, towards(up, pose.trunk))
        shoulders, hips = pose.wide
        self.hips = {"near": add(self.hip, across, hips), "far": add(self.hip, across, -hips)}
        self.shoulders = {
            "near": add(self.shoulder, across, shoulders),
            "far": add(self.shoulder, across, -shoulders),
        }
        self.head = add(self.shoulder, towards(up - pose.nod, NECK + HEAD - 1))
        self.up = up
        self.bones: dict[str, list[Bone]] = {
            "near-leg": self._leg("near", pose.near),
            "far-leg": self._leg("far", pose.far),
            "near-arm": self._arm("near", pose.near_arm),
            "far-arm": self._arm("far", pose.far_arm),
        }

    def _leg(self, side: str, limb: Limb) -> list[Bone]:
        if limb.joints:
            hip, knee, ankle = limb.joints
        else:
            hip = self.hips[side]
            knee, ankle = bent(hip, limb.to, THIGH, SHANK, limb.bend)
        bones: list[Bone] = [("thigh", hip, knee), ("shank", knee, ankle)]
        if limb.foot == "front":
            out = 5 if ankle[0] >= self.hip[0] else -5
            bones.append(("foot", add(ankle, (-out / 5, -4)), add(ankle, (out, -4.5))))
        elif isinstance(limb.foot, (int, float)):
            toes = towards(limb.foot)
            # The sole lies away from the shank.
            sole = towards(limb.foot - 90)
            if sole[0] * (ankle[0] - knee[0]) + sole[1] * (ankle[1] - knee[1]) < 0:
                sole = (-sole[0], -sole[1])
            heel = add(add(ankle, toes, -3.5), sole, 1.5)
            bones.append(("foot", heel, add(heel, toes, FOOT + 3)))
        return bones

    def _arm(self, side: str, limb: Limb | None) -> list[Bone]:
        if limb is None:
            return []
        if limb.joints:
            shoulder, elbow, hand = limb.joints
        else:
            shoulder = self.shoulders[side]
            shoulder = add(shoulder, towards(self.up, -5))
            elbow, hand = bent(shoulder, limb.to, UPPER_ARM, FOREARM, limb.bend)
        tip = add(hand, towards(direction(elbow, hand), 2.5))
        return [("upper-arm", shoulder, elbow), ("forearm", elbow, hand), ("hand", hand, tip)]

    def trunk(self) -> tuple[Point, Point, Point]:
        """
        Hip, the middle of the back as far as it is rounded, and the chest.
        """
        chest = add(self.shoulder, towards(self.up, -9))
        middle = add(between(self.hip, chest, 0.5), towards(self.up + 90, self.pose.curl))
        return self.hip, middle, chest

    def on(self, limb: str, bone: str, share: float, out: float = 0.0) -> tuple[Point, float]:
        """
        A point on a bone, `out` half widths beside it (left of the way from its start), and the
        direction of the bone there.
        """
        for name, start, end in self.bones[limb]:
            if name == bone:
                way = direction(start, end)
                at = between(start, end, share)
                return add(at, towards(way + 90, out * WIDTH[bone] / 2)), way
        raise KeyError(f"{limb} has no {bone}")
