"""
Pictures on a chair, from the side and from the front.
"""

from __future__ import annotations

from dataclasses import replace

from .geometry import add, towards
from .picture import Limb, Picture, Pose, beside
from .tools import BALL, gun_grip

CHAIR = Pose(
    hip=(-8, 53), lean=-3, scale=1.24, at=150, near=Limb((34, 6)), far=Limb((26, 6)),
    near_arm=Limb((14, 62), bend=-1), far_arm=Limb((18, 64), bend=-1),
)  # fmt: skip
SEAT = (("chair", -2, 43.0),)
LEANS = replace(CHAIR, hip=(-4, 53), lean=54, nod=-28, curl=6)
LONG = replace(CHAIR, near=Limb((58, 6), foot=62))
FRONT = Pose(
    hip=(0, 53), looks=0, wide=(18, 9), scale=1.24, near=Limb(joints=((9, 50), (31, 47), (-10, 53)), foot=152),
    far=Limb(joints=((-9, 50), (-14, 45), (-14, 8)), foot="front"),
    near_arm=Limb((16, 54), bend=1), far_arm=Limb((3, 58), bend=-1),
)  # fmt: skip
WIDE = replace(
    FRONT, near=Limb(joints=((9, 50), (33, 46), (32, 8)), foot="front"), far=Limb(joints=((-9, 50), (-33, 46), (-32, 8)), foot="front"),
)  # fmt: skip
BENCH = (("stool", 0, 42.0, 27.0),)


def _stick(
    pose: Pose, bone: str, share: float, out: float, touch: tuple, degrees: float = 26
) -> Picture:
    """
    A stick across a bone, a hand at each of its ends.
    """
    at = beside(pose, "near-leg", bone, share, out, 1.5)
    near, far = add(at, towards(degrees, 17), -1), add(at, towards(degrees, 17))
    pose = replace(pose, near_arm=Limb(near, bend=-1), far_arm=Limb(far, bend=-1))
    put = (("stick", at, degrees),)
    behind, front = (put, ()) if out < 0 else ((), put)
    return Picture(pose, (touch,), around=SEAT, behind=behind, front=front)


def _hand(
    pose: Pose,
    bone: str,
    share: float,
    out: float,
    touch: tuple,
    ball: bool = False,
    both: bool = False,
) -> Picture:
    """
    A hand, or a ball under a hand, on the leg.
    """
    at = beside(pose, "near-leg", bone, share, out, BALL if ball else 1.5)
    hand = add(at, (-3, 4)) if ball else at
    other = beside(pose, "near-leg", bone, min(1.0, share + 0.22), out, 1.5)
    pose = replace(
        pose, near_arm=Limb(hand, bend=-1), far_arm=Limb(other if both else (10, 62), bend=-1)
    )
    return Picture(pose, (touch,), around=SEAT, front=(("ball", at),) if ball else ())


def _gun(
    pose: Pose,
    bone: str,
    share: float,
    out: float,
    degrees: float,
    touch: tuple,
    limb: str = "near-leg",
    around: tuple = SEAT,
) -> Picture:
    """
    A gun whose head rests on the leg, held by the near hand.
    """
    at = beside(pose, limb, bone, share, out, 1.0)
    pose = replace(pose, near_arm=Limb(gun_grip(at, degrees), bend=-1 if pose.looks else 1))
    return Picture(pose, (touch,), around=around, front=(("gun", at, degrees),))


def _crossed(near: tuple, far: tuple, touch: tuple, **more: object) -> Picture:
    """
    Seen from the front, this ankle on the other knee, both hands at work.
    """
    pose = replace(FRONT, near_arm=Limb(near, bend=1), far_arm=Limb(far, bend=-1))
    return Picture(pose, (touch,), around=BENCH, **more)  # type: ignore[arg-type]


def _foot_on(tool: str, x: float, size: float, ankle: float) -> Picture:
    """
    This foot on something that lies on the floor: a ball, a roller, or a stick across.
    """
    pose = replace(CHAIR, near=Limb((36, ankle), foot=2))
    put = (tool, (x, size), 24.0, 40.0) if tool == "stick" else (tool, (x, size), size)
    return Picture(pose, (((x, ankle - 3.5), 3.2),), around=SEAT, behind=(put,))


_SHANK = ("near-leg", "shank")
_THIGH = ("near-leg", "thigh")
_SOLE = (-21, 57)

LOWER_LEG = {
    "calf-hands": _crossed((20, 47), (8, 52), (*_SHANK, 0.2, 0.65, -0.9)),
    "calf-gun": _gun(FRONT, "shank", 0.35, -1, 62, (*_SHANK, 0.2, 0.6, -0.6), around=BENCH),
    "calf-stick": _stick(LEANS, "shank", 0.4, -1, (*_SHANK, 0.15, 0.6, -1)),
    "soleus-hands": _crossed((8, 50), (-3, 55), (*_SHANK, 0.5, 0.85, -0.7)),
    "soleus-stick": _stick(replace(LEANS, lean=66), "shank", 0.62, -1, (*_SHANK, 0.45, 0.85, -1)),
    "soleus-gun": _gun(FRONT, "shank", 0.62, -1, 68, (*_SHANK, 0.45, 0.8, -0.6), around=BENCH),
    "achilles-hands": _crossed((14, 51), (3, 50), (*_SHANK, 0.25, 0.75, 0.9)),
    "achilles-stick": _stick(replace(LEANS, lean=64, near=Limb((52, 8), foot=62)), "shank", 0.5, -1, (*_SHANK, 0.2, 0.75, -1)),
    "shin-hands": _hand(LEANS, "shank", 0.35, 1, (*_SHANK, 0.15, 0.85, 0.8)),
    "shin-stick": _stick(replace(LEANS, near=Limb((54, 7), foot=60)), "shank", 0.5, 1, (*_SHANK, 0.2, 0.85, 0.8)),
    "shin-ball": _hand(LEANS, "shank", 0.45, 1, (*_SHANK, 0.3, 0.65, 0.8), ball=True),
    "inner-shin-hands": _crossed((13, 54), (1, 58), (*_SHANK, 0.3, 0.85, -0.4)),
    "inner-shin-stick": _stick(replace(LEANS, lean=66), "shank", 0.5, -1, (*_SHANK, 0.3, 0.85, -0.4), 40),
    "inner-shin-ball": _crossed((10, 60), (-10, 58), (*_SHANK, 0.4, 0.75, -0.4), front=(("ball", (9, 56)),)),
    "peroneals-hands": _hand(LEANS, "shank", 0.42, 0.1, (*_SHANK, 0.2, 0.8, 0)),
    "peroneals-ball": _hand(replace(LEANS, lean=58), "shank", 0.5, -0.2, (*_SHANK, 0.35, 0.7, 0), ball=True),
    "peroneals-stick": _stick(replace(LEANS, lean=58), "shank", 0.5, 0.15, (*_SHANK, 0.2, 0.8, 0), 12),
    "peroneals-gun": _gun(replace(LEANS, lean=50), "shank", 0.45, -1, 168, (*_SHANK, 0.3, 0.65, -0.4)),
    "ankle-hands": _hand(replace(LEANS, lean=68), "shank", 0.62, 1, (*_SHANK, 0.45, 0.8, 0), both=True),
    "ankle-stick": _stick(replace(LEANS, lean=64), "shank", 0.6, 0.4, (*_SHANK, 0.3, 0.8, 0.5), 20),
    "heel-stick": _foot_on("stick", 37, 4.5, 13),
}  # fmt: skip

FOOT = {
    "sole-hands": _crossed((-16, 63), (-25, 54), (_SOLE, 4.5)),
    "sole-ball-seated": _foot_on("ball", 44, 4.5, 14),
    "sole-roller": _foot_on("roller", 42, 7.0, 19),
    "sole-stick": _foot_on("stick", 43, 4.5, 13),
    "sole-gun": Picture(
        replace(FRONT, near_arm=Limb((-2, 60), bend=1), far_arm=Limb(gun_grip((-23, 60), 140), bend=-1)),
        ((_SOLE, 4.5),), around=BENCH, front=(("gun", (-23, 60), 140),),
    ),
    "sole-stretch": _crossed((-4, 58), (-25, 66), ((-20, 57), 4.5)),
    "heel-hands": _crossed((-6, 58), (-17, 49), ((-13, 51), 4.5)),
    "heel-ball": _foot_on("ball", 37, 4.5, 14),
    "forefoot-hands": _crossed((-14, 64), (-27, 66), ((-25, 61), 4.5)),
    "forefoot-ball": _foot_on("ball", 47, 4.5, 14),
    "forefoot-stick": _foot_on("stick", 47, 4.5, 13),
}  # fmt: skip

UPPER_LEG = {
    "quadriceps-hands": _hand(replace(CHAIR, lean=12), "thigh", 0.45, 1, (*_THIGH, 0.15, 0.85, 0.8), both=True),
    "quadriceps-stick": _stick(replace(CHAIR, lean=14), "thigh", 0.5, 1, (*_THIGH, 0.15, 0.85, 0.8)),
    "quadriceps-gun": _gun(CHAIR, "thigh", 0.55, 1, 100, (*_THIGH, 0.25, 0.85, 0.8)),
    "knee-hands": Picture(
        replace(CHAIR, lean=16, near=Limb((70, 52), foot=84), near_arm=Limb((18, 63), bend=-1), far_arm=Limb((24, 63), bend=-1), at=118),
        ((*_THIGH, 0.45, 0.85, 0.8),), around=(("chair", -2, 43.0), ("stool", 66, 43.0, 18.0)),
    ),
    "knee-stick": _stick(replace(CHAIR, lean=18), "thigh", 0.68, 1, (*_THIGH, 0.45, 0.85, 0.8)),
    "knee-ball": _hand(replace(CHAIR, lean=14), "thigh", 0.68, 1, (*_THIGH, 0.5, 0.85, 0.8), ball=True),
    "hamstrings-hands": Picture(
        replace(CHAIR, lean=20, near=Limb((36, 12), foot=6), near_arm=Limb((18, 42), bend=-1), far_arm=Limb((24, 42), bend=-1), hip=(-6, 56)),
        ((*_THIGH, 0.2, 0.85, -0.8),), around=(("chair", -16, 46.0),),
    ),
    "hamstrings-ball": Picture(
        replace(CHAIR, hip=(-8, 55), near=Limb((52, 22), foot=20), near_arm=Limb((-12, 47), bend=-1)),
        ((*_THIGH, 0.35, 0.7, -0.8),), around=SEAT, front=(("ball", (13, 46.5), 4.6),),
    ),
    "hamstrings-stick": _stick(replace(LONG, lean=52, nod=-28, hip=(-4, 54)), "thigh", 0.66, -1, (*_THIGH, 0.3, 0.9, -0.8), 18),
    "adductors-stick": Picture(
        replace(WIDE, near_arm=Limb((30, 60), bend=1), far_arm=Limb((4, 40), bend=-1)),
        (((20, 47), 6),), around=BENCH, front=(("stick", (17, 50), 38),),
    ),
    "adductors-gun": Picture(
        replace(WIDE, near_arm=Limb((36, 54), bend=1), far_arm=Limb(gun_grip((15, 50), 150), bend=-1)),
        (((20, 47), 6),), around=BENCH, front=(("gun", (15, 50), 150),),
    ),
    "tfl-stick": _stick(replace(CHAIR, lean=8), "thigh", 0.32, 0.4, (*_THIGH, 0.1, 0.6, 0.4), 25),
    "hip-flexors-stick": _stick(replace(LONG, lean=-8), "thigh", 0.38, 1, (*_THIGH, 0.15, 0.6, 0.8)),
}  # fmt: skip

UPPER_BODY = {
    "upper-back-hands": Picture(
        replace(WIDE, near_arm=Limb(joints=((18, 92), (2, 74), (-17, 94))), far_arm=Limb(joints=((-18, 92), (-2, 77), (19, 98)))),
        (((14, 97), 6),), around=BENCH, last=(("hand_of", (-2, 77), (19, 98)),),
    ),
    "neck-hands": Picture(
        replace(WIDE, near_arm=Limb(joints=((18, 92), (36, 112), (7, 109))), far_arm=Limb(joints=((-18, 92), (-36, 112), (-7, 109)))),
        (((0, 104), 4.5),), around=BENCH,
    ),
    "neck-stretch": Picture(
        replace(WIDE, nod=-26, near_arm=Limb(joints=((18, 92), (25, 68), (30, 48))), far_arm=Limb(joints=((-18, 92), (-25, 68), (-24, 50)))),
        around=BENCH, last=(("mark", (4, 101), (0, 110)),),
    ),
    "shoulders-hands": Picture(
        replace(WIDE, near_arm=Limb(joints=((18, 92), (27, 68), (26, 45))), far_arm=Limb(joints=((-18, 92), (-2, 75), (18, 94)))),
        (((17, 94), 6),), around=BENCH, last=(("hand_of", (-2, 75), (18, 94)),),
    ),
    "shoulders-gun": Picture(
        replace(WIDE, near_arm=Limb(joints=((18, 92), (28, 68), (30, 48))), far_arm=Limb(joints=((-18, 92), (0, 72), gun_grip((17, 90), 190)))),
        (((19, 88), 6),), around=BENCH, last=(("gun", (15, 90), 190), ("hand_of", (0, 72), gun_grip((15, 90), 190))),
    ),
    "forearm-hands": Picture(
        replace(WIDE, near_arm=Limb(joints=((18, 92), (29, 68), (4, 58))), far_arm=Limb(joints=((-18, 92), (-20, 67), (5, 66)))),
        around=BENCH, last=(("mark", (25, 66), (10, 60)), ("hand_of", (-20, 67), (8, 63))),
    ),
    "forearm-ball": Picture(
        replace(CHAIR, lean=8, near_arm=Limb(joints=((-3, 96), (5, 76), (31, 81))), far_arm=Limb((12, 64), bend=-1)),
        around=(*SEAT, ("table", 6, 76, 66.0)), front=(("ball", (20, 71), 4.5),), last=(("mark", (15, 76.5), (26, 78.5)),),
    ),
    "forearm-roller": Picture(
        replace(CHAIR, lean=8, near_arm=Limb(joints=((-3, 96), (4, 81), (31, 86))), far_arm=Limb((12, 64), bend=-1)),
        around=(*SEAT, ("table", 6, 76, 66.0)), front=(("roller", (20, 73.5), 7.0),), last=(("mark", (13, 81), (26, 83.5)),),
    ),
    "slow-breathing": Picture(
        replace(CHAIR, lean=-6, near_arm=Limb((6, 74), bend=-1), far_arm=Limb((18, 62), bend=-1)), (((0, 70), 6),), around=SEAT,
    ),
}  # fmt: skip
