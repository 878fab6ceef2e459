"""
Pictures on the floor: sitting, kneeling, lying on the back, the front and the side.
"""

from __future__ import annotations

from dataclasses import replace

from .geometry import add, towards
from .picture import Limb, Picture, Pose, over, under
from .tools import BALL, ROLLER

SIT = Pose(
    hip=(0, 11), lean=-26, nod=14, scale=1.55, at=108, near=Limb((79, 8), foot=84), far=Limb((44, 5)),
    near_arm=Limb((-39, 7), bend=-1), far_arm=Limb((-35, 8), bend=-1),
)  # fmt: skip
PRONE = Pose(
    hip=(0, 26), lean=74, nod=-48, curl=5, scale=1.5, at=166, near=Limb((-79, 15), foot=265),
    far=Limb((-76, 15), foot=265), near_arm=Limb(joints=((43, 35), (44, 9), (68, 5))),
    far_arm=Limb(joints=((45, 36), (52, 9), (76, 5))),
)  # fmt: skip
SIDE = Pose(
    hip=(0, 28), lean=-80, nod=24, looks=0, scale=1.5, at=166, near=Limb((78, 9), foot=20),
    far=Limb(joints=((2, 33), (27, 43), (40, 7)), foot=0), near_arm=Limb(joints=((-43, 36), (-46, 9), (-66, 6))),
    far_arm=Limb(joints=((-38, 40), (-20, 22), (-26, 8))),
)  # fmt: skip
BACK = Pose(
    hip=(0, 13), lean=-90, nod=0, scale=1.45, at=164, near=Limb((79, 9), foot=80), far=Limb((79, 11), foot=80),
    near_arm=Limb((6, 6), bend=-1), far_arm=None,
)  # fmt: skip
KNEEL = Pose(
    hip=(0, 27), lean=44, nod=-10, scale=1.5, at=128, near=Limb(joints=((0, 27), (37, 10), (0, 9)), foot=182),
    far=Limb(joints=((2, 28), (40, 11), (4, 9)), foot=182), near_arm=Limb((54, 7), bend=-1), far_arm=Limb((60, 8), bend=-1),
)  # fmt: skip


def _on_roller(
    distance: float, touch: tuple, radius: float = ROLLER, knee: float = 0.0, foot: float = 84
) -> Picture:
    """
    Sitting with this lower leg on a roller or ball.
    """
    ankle = add(over(SIT.hip, distance, radius), (-knee, 0))
    pose = replace(SIT, near=Limb(ankle, foot=foot))
    tool = "roller" if radius == ROLLER else "ball"
    return Picture(
        pose, (touch,), behind=((tool, under(pose, "near-leg", distance, radius), radius),)
    )


def _prone(x: float, touch: tuple, tool: str = "roller", lift: float = 0.0) -> Picture:
    """
    On the front, on the forearms, with a tool under this thigh.
    """
    radius = ROLLER if tool == "roller" else BALL
    return Picture(
        replace(PRONE, hip=(0, 26 - lift)), (touch,), behind=((tool, (x, radius), radius),)
    )


_SIT_ON = replace(
    SIT, hip=(0, 27), lean=-44, nod=30, near=Limb((42, 5), foot=0), far=Limb((50, 5), foot=0),
    near_arm=Limb((-42, 7), bend=-1), far_arm=Limb((-39, 8), bend=-1), at=146,
)  # fmt: skip
_CROSSED = replace(
    _SIT_ON, near=Limb(joints=((0, 27), (19, 25), (38, 43)), foot=60), far=Limb((44, 5), foot=0),
)  # fmt: skip
_LOW = {"hip": (0, 21), "lean": -37, "nod": 24}
_SEAT = ((0, 20), 8.5)
_FRONT_SIT = Pose(
    hip=(0, 13), looks=0, wide=(18, 9), scale=1.6, near=Limb(joints=((10, 12), (47, 16), (8, 7)), foot=170),
    far=Limb(joints=((-10, 12), (-47, 16), (-8, 7)), foot=10), near_arm=Limb(joints=((17, 56), (27, 33), (8, 13))),
    far_arm=Limb(joints=((-17, 56), (-27, 33), (-8, 13))),
)  # fmt: skip

FLOOR_SITTING = {
    "calf-roller": _on_roller(56, ("near-leg", "shank", 0.15, 0.6, -1)),
    "calf-ball": _on_roller(54, ("near-leg", "shank", 0.25, 0.45, -1), BALL),
    "soleus-roller": _on_roller(66, ("near-leg", "shank", 0.5, 0.8, -1), knee=4),
    "soleus-ball": _on_roller(65, ("near-leg", "shank", 0.55, 0.75, -1), BALL, knee=6),
    "achilles-roller": _on_roller(52, ("near-leg", "shank", 0.15, 0.7, -1)),
    "achilles-ball": _on_roller(50, ("near-leg", "shank", 0.15, 0.4, -1), BALL),
    "inner-shin-roller": _on_roller(63, ("near-leg", "shank", 0.4, 0.75, 0), knee=7, foot=60),
    "heel-roller": _on_roller(59, ("near-leg", "shank", 0.3, 0.7, -1)),
    "ankle-roller": _on_roller(64, ("near-leg", "shank", 0.45, 0.75, -1), foot=55),
    "hamstrings-roller": Picture(
        replace(SIT, hip=(0, 27), near=Limb((79, 16), foot=84), far=Limb((48, 5)), lean=-44, nod=30, at=118, near_arm=Limb((-42, 7), bend=-1), far_arm=Limb((-39, 8), bend=-1)),
        (("near-leg", "thigh", 0.2, 0.8, -1),), behind=(("roller", (20, 8)),),
    ),
    "glute-max-roller": Picture(_SIT_ON, (_SEAT,), around=(("roller", (-2, 7.5)),)),
    "lower-back-roller": Picture(replace(_SIT_ON, lean=6, nod=0, curl=5, near_arm=Limb((32, 32), bend=-1), far_arm=Limb((36, 34), bend=-1)), (((-3, 22), 8.5),), around=(("roller", (-3, 7.5)),)),
    "piriformis-roller": Picture(_CROSSED, (_SEAT,), around=(("roller", (-2, 7.5)),), far_leg_last=False),
    "glute-max-ball": Picture(replace(_SIT_ON, **_LOW), (((0, 14), 7.5),), around=(("ball", (-1, 5)),)),
    "piriformis-ball": Picture(
        replace(_CROSSED, **_LOW, near=Limb(joints=((0, 21), (19, 20), (38, 40)), foot=60)),
        (((1, 14), 7.5),), around=(("ball", (0, 5)),),
    ),
    "adductors-hands": Picture(
        replace(_FRONT_SIT, near_arm=Limb(joints=((17, 56), (38, 42), (27, 17))), far_arm=Limb(joints=((-17, 56), (-32, 31), (-28, 7))), far=Limb(joints=((-10, 12), (-30, 10), (-58, 8)), foot=70)),
        (("near-leg", "thigh", 0.3, 0.75, -0.3),),
    ),
    "adductors-stretch": Picture(_FRONT_SIT, (("near-leg", "thigh", 0.2, 0.8, -0.6), ("far-leg", "thigh", 0.2, 0.8, 0.6))),
    "glute-med-stretch": Picture(
        replace(SIT, hip=(0, 12), lean=-4, near=Limb((30, 5), foot=0), far=Limb((79, 8), foot=84), near_arm=Limb((-22, 5), bend=-1), far_arm=Limb((24, 40), bend=-1), nod=0, looks=0),
        (((-2, 15), 8.5),),
    ),
    "cold-bath": Picture(
        replace(SIT, hip=(-6, 14), lean=-22, near=Limb((56, 9), foot=70), far=Limb((60, 9), foot=70), near_arm=Limb((-2, 50), bend=-1), far_arm=Limb((4, 52), bend=-1), at=146),
        around=(("tub", -48, 82, 52),), last=(("water", -46, 80, 34),),
    ),
}  # fmt: skip

LYING = {
    "quadriceps-roller": _prone(-20, ("near-leg", "thigh", 0.2, 0.8, 1)),
    "quadriceps-ball": Picture(
        replace(PRONE, hip=(0, 20), near=Limb(joints=((0, 20), (-39, 15), (-50, 52)), foot=170)),
        (("near-leg", "thigh", 0.35, 0.65, 1),), behind=(("ball", (-19, 5)),),
    ),
    "knee-roller": _prone(-27, ("near-leg", "thigh", 0.45, 0.85, 1)),
    "hip-flexors-roller": _prone(-11, ("near-leg", "thigh", 0.12, 0.5, 1)),
    "adductors-roller": Picture(
        Pose(
            hip=(0, 58), lean=90, looks=0, nod=0, wide=(17, 9), scale=1.35, at=168, floor=178,
            near=Limb(joints=((-4, 50), (-12, 14), (-50, 10)), foot=200), far=Limb(joints=((-4, 66), (-42, 70), (-80, 72)), foot=176),
            near_arm=Limb(joints=((44, 42), (64, 34), (74, 52))), far_arm=Limb(joints=((44, 74), (64, 82), (74, 66))),
        ),
        (("near-leg", "thigh", 0.3, 0.8, -0.6),), around=(("long_roller", (-40, 33), (18, 33)),), has_floor=False,
    ),
    "tfl-roller": Picture(SIDE, (((5, 24), 8.5),), behind=(("roller", (7, 7.5)),), far_leg_last=True),
    "glute-med-roller": Picture(replace(SIDE, lean=-76), (((-5, 24), 8.5),), behind=(("roller", (-5, 7.5)),), far_leg_last=True),
    "peroneals-roller": Picture(
        replace(SIDE, hip=(0, 14), lean=-64, near=Limb(over((0, 14), 58, 8), foot=20), far=Limb(joints=((2, 19), (20, 40), (27, 7)), foot=0), near_arm=Limb(joints=((-37, 28), (-42, 6), (-62, 5))), far_arm=Limb(joints=((-33, 30), (-16, 22), (-18, 8)))),
        (("near-leg", "shank", 0.25, 0.65, -1),), behind=(("roller", (57, 8)),), far_leg_last=True,
    ),
    "upper-back-roller": Picture(
        replace(SIDE, hip=(6, 14), lean=-66, nod=16, near=Limb(joints=((6, 14), (44, 10), (80, 8)), foot=20), far=Limb(joints=((6, 18), (34, 32), (48, 7)), foot=0), near_arm=Limb(joints=((-37, 31), (-64, 38), (-89, 44))), far_arm=Limb(joints=((-32, 38), (-14, 30), (-12, 6)))),
        (((-23, 26), 8),), around=(("roller", (-20, 6.5), 7),), far_leg_last=True, arm_under=True,
    ),
    "piriformis-hands": Picture(
        replace(SIDE, hip=(0, 15), lean=-88, nod=8, near=Limb(joints=((0, 16), (30, 27), (46, 8)), foot=-10), far=Limb(joints=((0, 12), (34, 16), (52, 7)), foot=-10), near_arm=Limb(joints=((-40, 20), (-20, 37), (-1, 24))), far_arm=Limb(joints=((-44, 10), (-58, 5), (-76, 5)))),
        (((1, 18), 7.5),), around=(("cushion", (-68, 4)),),
    ),
    "quadriceps-stretch-lying": Picture(
        replace(SIDE, hip=(0, 16), lean=-88, nod=8, near=Limb(joints=((0, 18), (39, 20), (5, 36)), foot=150), far=Limb(joints=((0, 12), (38, 9), (76, 7)), foot=10), near_arm=Limb(joints=((-40, 22), (-18, 36), (4, 37))), far_arm=Limb(joints=((-44, 10), (-60, 6), (-80, 5)))),
        (("near-leg", "thigh", 0.2, 0.85, -0.4),), around=(("cushion", (-68, 4)),),
    ),
    "side-rest": Picture(
        replace(SIDE, hip=(0, 16), lean=-89, nod=6, near=Limb(joints=((0, 18), (32, 29), (54, 13)), foot=-10), far=Limb(joints=((0, 12), (36, 10), (60, 6)), foot=-10), near_arm=Limb(joints=((-40, 20), (-22, 20), (-26, 5))), far_arm=Limb(joints=((-44, 10), (-60, 5), (-78, 5)))),
        around=(("cushion", (-68, 4), 30.0, 10.0),), behind=(("cushion", (34, 18), 18.0, 8.0),),
    ),
    "hip-flexors-hands": Picture(
        replace(BACK, near=Limb((68, 8), foot=84), far=Limb((70, 9), foot=84), near_arm=Limb((13, 25), bend=1), far_arm=Limb((17, 26), bend=1)),
        (("near-leg", "thigh", 0.25, 0.7, 1),), around=(("cushion", (36, 10), 24.0, 14.0), ("cushion", (-68, 4), 26.0, 7.0)),
    ),
    "neck-lying": Picture(
        replace(BACK, near=Limb((52, 5), foot=0), far=Limb((54, 7), foot=0), near_arm=Limb(joints=((-44, 17), (-50, 38), (-68, 14))), far_arm=Limb(joints=((-44, 17), (-52, 36), (-70, 12))), nod=-8),
        (((-60, 8), 5),),
    ),
    "hamstrings-stretch": Picture(
        replace(BACK, near=Limb(add((0, 13), towards(66, 79)), foot=152), near_arm=Limb((-7, 50), bend=-1), far_arm=Limb((-3, 54), bend=-1), scale=1.5, at=172),
        (("near-leg", "thigh", 0.2, 0.85, -1),), behind=(("strap", (-3, 54), (38, 96)),), front=(("strap", (-7, 50), (22, 96)),),
    ),
    "glute-max-stretch": Picture(
        replace(BACK, near=Limb(joints=((0, 13), (-20, 47), (17, 40)), foot=80), near_arm=Limb((-5, 46), bend=1), far_arm=Limb((-2, 44), bend=1)),
        (((4, 11), 8),), around=(("cushion", (-68, 4), 26.0, 7.0),),
    ),
    "lower-back-stretch": Picture(
        replace(BACK, near=Limb(joints=((0, 13), (-20, 47), (17, 42)), foot=80), far=Limb(joints=((2, 14), (-16, 50), (22, 46)), foot=80), near_arm=Limb((-3, 46), bend=1), far_arm=Limb((2, 50), bend=1)),
        (((-8, 8), 7),),
    ),
    "piriformis-stretch": Picture(
        replace(BACK, near=Limb(joints=((0, 13), (21, 36), (3, 55)), foot=120), far=Limb(joints=((2, 14), (2, 53), (40, 51)), foot=84), near_arm=Limb((-6, 36), bend=1), far_arm=Limb((-2, 38), bend=1)),
        (((4, 11), 8),),
    ),
    "legs-up": Picture(
        replace(BACK, near=Limb((8, 91), foot=140), far=Limb((12, 91), foot=140), near_arm=Limb((-16, 26), bend=1), scale=1.5, at=200),
        around=(("wall", 21, 112), ("cushion", (-68, 4), 26.0, 7.0)),
    ),
    "quiet-rest": Picture(
        replace(BACK, near=Limb((70, 8), foot=70), far=Limb((73, 9), foot=70), near_arm=Limb(joints=((-42, 15), (-17, 8), (7, 6)))),
        around=(("cushion", (36, 9), 28.0, 12.0), ("cushion", (-68, 4), 28.0, 8.0)),
    ),
}  # fmt: skip

KNEELING = {
    "shin-roller": Picture(
        replace(KNEEL, hip=(0, 50), lean=80, nod=-36, scale=1.45, near=Limb(joints=((0, 50), (22, 22), (-15, 23)), foot=205), far=Limb(joints=((-2, 50), (-8, 11), (-46, 8)), foot=182), near_arm=Limb((48, 5), bend=-1), far_arm=Limb((54, 6), bend=-1)),
        (("near-leg", "shank", 0.2, 0.75, 1),), behind=(("roller", (4, 8)),),
    ),
    "hip-flexors-stretch": Picture(
        replace(KNEEL, hip=(0, 46), lean=-2, nod=0, scale=1.28, at=150, near=Limb(joints=((0, 46), (-13, 9), (-51, 8)), foot=190), far=Limb((36, 5), foot=0), near_arm=Limb((26, 48), bend=-1), far_arm=Limb((30, 50), bend=-1)),
        (("near-leg", "thigh", 0.0, 0.55, 1),), around=(("cushion", (-13, 1), 30.0, 4.0),),
    ),
    "shin-stretch": Picture(replace(KNEEL, nod=-20), (("near-leg", "shank", 0.2, 0.9, 1),)),
    "forefoot-stretch": Picture(
        replace(KNEEL, hip=(-2, 34), near=Limb(joints=((-2, 34), (35, 10), (-2, 17)), foot=-62), lean=54, far=Limb(joints=((0, 34), (36, 11), (1, 17)), foot=-62)),
        (((3, 4), 4.5),),
    ),
    "upper-back-stretch": Picture(
        replace(KNEEL, lean=98, nod=-4, curl=8, near_arm=Limb((96, 6), bend=-1), far_arm=Limb((98, 8), bend=-1), at=110),
        (((32, 30), 8),), arm_under=False,
    ),
}  # fmt: skip
