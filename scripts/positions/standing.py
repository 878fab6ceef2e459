"""
Pictures on two feet: at a wall, with a tool in the hand, and the dynamic drills.
"""

from __future__ import annotations

from dataclasses import replace

from .picture import Limb, Picture, Pose
from .tools import gun_grip

STAND = Pose(
    hip=(0, 83), lean=1, scale=1.06, near=Limb((2, 6)), far=Limb((-3, 6)), near_arm=Limb((6, 78), bend=-1), far_arm=Limb((10, 80), bend=-1),
)  # fmt: skip
FRONT = Pose(
    hip=(0, 84), looks=0, wide=(18, 9), scale=1.06, near=Limb(joints=((9, 82), (10, 44), (11, 8)), foot="front"),
    far=Limb(joints=((-9, 82), (-10, 44), (-11, 8)), foot="front"),
    near_arm=Limb(joints=((18, 122), (25, 98), (27, 75))), far_arm=Limb(joints=((-18, 122), (-25, 98), (-27, 75))),
)  # fmt: skip
_HANG = Limb((4, 78), bend=-1)
_LOOSE = {"near_arm": Limb((12, 92), bend=-1), "far_arm": Limb((-12, 84), bend=-1)}
_SHANK, _THIGH = ("near-leg", "shank"), ("near-leg", "thigh")


def _back_to_wall(y: float, arms: tuple, touch: tuple, low: float = 6.0) -> Picture:
    """
    Leaning back against a wall with a ball between.
    """
    pose = replace(
        STAND,
        hip=(0, 83 - low),
        lean=-2,
        near=Limb((14, 6)),
        far=Limb((10, 6)),
        near_arm=arms[0],
        far_arm=arms[1],
    )
    return Picture(pose, (touch,), around=(("wall", -23.5),), behind=(("ball", (-17.5, y)),))


_CROSS = (
    Limb(joints=((0, 118), (12, 100), (8, 122))),
    Limb(joints=((4, 118), (18, 102), (12, 124))),
)

WITH_TOOLS = {
    "sole-ball": Picture(
        replace(STAND, near=Limb((12, 17), foot=-4), far=Limb((-4, 6)), near_arm=Limb((36, 112), bend=-1)),
        (((17, 12.5), 4),), around=(("wall", 44),), behind=(("ball", (18, 5)),),
    ),
    "hamstrings-gun": Picture(
        replace(STAND, lean=10, near=Limb((34, 24), foot=0), far=Limb((-3, 6)), near_arm=Limb(gun_grip((5, 67), 150), bend=-1), far_arm=Limb((20, 72), bend=-1)),
        ((*_THIGH, 0.3, 0.85, -0.8),), around=(("step", 22, 60, 16),), last=(("gun", (5, 67), 150),),
    ),
    "tfl-hands": Picture(
        replace(FRONT, near_arm=Limb(joints=((18, 122), (32, 100), (19, 83)))), (((13, 82), 6.5),),
    ),
    "tfl-ball": Picture(
        replace(STAND, lean=4, near=Limb((-4, 6)), far=Limb((-12, 6)), near_arm=Limb((21, 112), bend=-1), far_arm=Limb((21, 118), bend=-1)),
        (((7, 80), 6.5),), around=(("wall", 24),), behind=(("ball", (17.5, 80)),),
    ),
    "glute-max-hands": Picture(replace(STAND, near_arm=Limb((-13, 83), bend=-1), far_arm=_HANG), (((-7, 82), 8),)),
    "glute-max-stick": Picture(
        replace(STAND, near_arm=Limb((-31, 77), bend=-1), far_arm=Limb((-6, 92), bend=-1)), (((-8, 81), 7.5),), behind=(("stick", (-17, 85), 30),),
    ),
    "glute-max-gun": Picture(
        replace(STAND, near_arm=Limb(gun_grip((-12, 84), 165), bend=-1), far_arm=Limb((36, 112), bend=-1)),
        (((-6, 82), 8),), around=(("wall", 44),), front=(("gun", (-12, 84), 165),),
    ),
    "glute-med-hands": Picture(
        replace(FRONT, near_arm=Limb(joints=((18, 122), (34, 102), (18, 90)))), (((13, 88), 6.5),),
    ),
    "glute-med-ball": Picture(
        replace(FRONT, near_arm=Limb(joints=((18, 122), (15, 98), (-6, 101))), near=Limb(joints=((9, 82), (6, 44), (2, 8)), foot="front"), far=Limb(joints=((-9, 82), (-14, 44), (-18, 8)), foot="front")),
        (((12, 85), 6.5),), around=(("wall", 28.5),), behind=(("ball", (22, 86)),),
    ),
    "glute-med-gun": Picture(
        replace(FRONT, near_arm=Limb(joints=((18, 122), (40, 104), gun_grip((17, 87), 12)))), (((12, 86), 6.5),), front=(("gun", (17, 87), 12),),
    ),
    "hip-flexors-ball": Picture(
        replace(STAND, lean=10, near=Limb((-12, 6)), far=Limb((-20, 6)), near_arm=Limb((24, 120), bend=-1), far_arm=Limb((24, 126), bend=-1)),
        (((7, 77), 6),), around=(("wall", 25),), behind=(("ball", (18, 76)),),
    ),
    "lower-back-hands": Picture(
        replace(STAND, near=Limb((6, 6)), far=Limb((1, 6)), hip=(0, 82), near_arm=Limb((-12, 94), bend=-1), far_arm=Limb((-8, 95), bend=-1)), (((-6, 93), 6.5),),
    ),
    "lower-back-ball": _back_to_wall(80, (Limb((12, 74), bend=-1), Limb((16, 76), bend=-1)), ((-7, 80), 6.5)),
    "upper-back-ball": _back_to_wall(110, _CROSS, ((-8, 110), 6)),
    "neck-ball": Picture(
        replace(STAND, hip=(0, 77), lean=-3, nod=16, near=Limb((14, 6)), far=Limb((10, 6))), (((-9, 117), 5.5),), around=(("wall", -25.5),), behind=(("ball", (-19, 118)),),
    ),
    "shoulders-ball": Picture(
        replace(STAND, lean=-3, near=Limb((12, 6)), far=Limb((8, 6)), near_arm=Limb(joints=((-3, 122), (20, 112), (17, 128))), far_arm=Limb((12, 80), bend=-1)),
        (((-9, 122), 5.5),), around=(("wall", -26),), behind=(("ball", (-19.5, 122)),),
    ),
}  # fmt: skip

STRETCHES = {
    "calf-stretch": Picture(
        replace(STAND, hip=(0, 78), lean=14, near=Limb((-32, 6)), far=Limb((24, 6)), near_arm=Limb((50, 112), bend=-1), far_arm=Limb((50, 120), bend=-1), at=150),
        ((*_SHANK, 0.1, 0.6, -0.9),), around=(("wall", 56),),
    ),
    "soleus-stretch": Picture(
        replace(STAND, hip=(-4, 72), lean=6, near=Limb((-14, 6)), far=Limb((16, 6)), near_arm=Limb((38, 110), bend=-1), far_arm=Limb((38, 116), bend=-1)),
        ((*_SHANK, 0.45, 0.9, -0.9),), around=(("wall", 44),),
    ),
    "hamstrings-stretch-standing": Picture(
        replace(STAND, lean=34, nod=-20, near=Limb((55, 24), foot=80), far=Limb((-4, 6)), near_arm=Limb((28, 70), bend=-1), far_arm=Limb((34, 72), bend=-1), at=142),
        ((*_THIGH, 0.15, 0.85, -0.9),), around=(("step", 42, 82, 16),),
    ),
    "quadriceps-stretch": Picture(
        replace(STAND, near=Limb(joints=((0, 83), (-3, 44), (-24, 75)), foot=120), far=Limb((2, 6)), near_arm=Limb((-25, 80), bend=1), far_arm=Limb((36, 108), bend=-1)),
        ((*_THIGH, 0.1, 0.9, 0.9),), around=(("wall", 43),),
    ),
    "tfl-stretch": Picture(
        replace(FRONT, hip=(6, 83), lean=-6, near=Limb(joints=((14, 82), (4, 45), (-14, 8)), foot="front"), far=Limb(joints=((-3, 81), (0, 44), (2, 8)), foot="front"), near_arm=Limb(joints=((19, 124), (34, 106), (45, 122))), far_arm=Limb(joints=((-17, 120), (-28, 98), (-13, 86)))),
        ((*_THIGH, 0.0, 0.75, 0.8),), around=(("wall", 51),), far_leg_last=True,
    ),
    "shoulders-stretch": Picture(
        replace(FRONT, near_arm=Limb(joints=((18, 122), (-8, 120), (-33, 122))), far_arm=Limb(joints=((-18, 122), (-14, 100), (4, 113)))),
        (((17, 122), 6),), last=(("hand_of", (-14, 100), (2, 116)),),
    ),
    "forearm-stretch": Picture(
        replace(STAND, near_arm=Limb(joints=((2, 124), (29, 122), (54, 120))), far_arm=Limb(joints=((2, 122), (26, 102), (51, 107))), at=146),
        last=(("bent_hand", (54, 120), (56, 108)), ("mark", (33, 121), (50, 119.5))),
    ),
}  # fmt: skip

DRILLS = {
    "leg-swings": Picture(
        replace(STAND, near=Limb((56, 46), foot=50), far=Limb((0, 6)), near_arm=Limb((-30, 96), bend=-1), far_arm=Limb((-30, 112), bend=-1), at=150),
        around=(("wall", -38),), last=(("arrow", (34, 22), (58, 34)), ("arrow", (-20, 20), (-36, 30))),
    ),
    "side-swings": Picture(
        replace(FRONT, near=Limb(joints=((9, 82), (34, 54), (60, 26)), foot=-40), far=Limb(joints=((-9, 82), (-8, 44), (-8, 8)), foot="front"), near_arm=Limb(joints=((18, 122), (30, 104), (22, 126))), far_arm=Limb(joints=((-18, 122), (-30, 104), (-22, 126)))),
        last=(("arrow", (34, 20), (52, 12)), ("arrow", (22, 20), (6, 24))),
    ),
    "walking-lunges": Picture(
        replace(STAND, hip=(0, 52), near=Limb((36, 6)), far=Limb(joints=((0, 52), (-12, 14), (-47, 20)), foot=-62), near_arm=Limb((-12, 66), bend=-1), far_arm=Limb((22, 74), bend=-1), scale=1.22, at=164),
        last=(("arrow", (58, 40), (78, 40)),),
    ),
    "skips": Picture(
        replace(STAND, hip=(0, 92), lean=4, near=Limb(joints=((0, 92), (33, 72), (24, 36)), foot=-12), far=Limb((-10, 17), foot=-38), near_arm=Limb((-18, 100), bend=-1), far_arm=Limb((28, 118), bend=-1), scale=1.0),
        last=(("arrow", (46, 52), (64, 66)),),
    ),
    "ankle-bounces": Picture(
        replace(STAND, hip=(0, 89), near=Limb((2, 14), foot=-38), far=Limb((-3, 14), foot=-38), near_arm=Limb((12, 84), bend=-1), scale=1.02),
        last=(("arrow", (34, 8), (34, 28)), ("arrow", (-34, 28), (-34, 8))),
    ),
    "heel-walks": Picture(
        replace(STAND, near=Limb((22, 7), foot=42), far=Limb((-16, 7), foot=42), hip=(2, 82), **_LOOSE),
        (), last=(("arrow", (46, 40), (66, 40)),),
    ),
    "toe-walks": Picture(
        replace(STAND, hip=(2, 91), near=Limb((18, 16), foot=-52), far=Limb((-16, 17), foot=-52), scale=1.0, **_LOOSE),
        (), last=(("arrow", (46, 40), (66, 40)),),
    ),
    "hip-circles": Picture(
        replace(FRONT, near=Limb(joints=((9, 82), (38, 74), (30, 38)), foot=-60), far_arm=Limb(joints=((-18, 122), (-34, 104), (-44, 84)))),
        last=(("arrow", (20, 54), (8, 62)), ("arrow", (52, 66), (54, 84))),
    ),
    "butt-kicks": Picture(
        replace(STAND, lean=3, near=Limb(joints=((0, 84), (4, 45), (-27, 68)), foot=140), far=Limb((-2, 8), foot=-14), near_arm=Limb((22, 108), bend=-1), far_arm=Limb((-16, 98), bend=-1)),
        last=(("arrow", (-40, 34), (-42, 54)),),
    ),
    "high-knees": Picture(
        replace(STAND, lean=0, near=Limb(joints=((0, 86), (38, 92), (34, 54)), foot=-4), far=Limb((-2, 12), foot=-30), near_arm=Limb((-18, 98), bend=-1), far_arm=Limb((26, 120), bend=-1), scale=1.04),
        last=(("arrow", (54, 70), (54, 92)),),
    ),
    "knee-hugs": Picture(
        replace(STAND, hip=(0, 89), lean=0, near=Limb(joints=((0, 89), (27, 117), (38, 80)), foot=-30), far=Limb((-1, 15), foot=-45), near_arm=Limb((32, 104), bend=-1), far_arm=Limb((34, 108), bend=-1), scale=1.02),
    ),
    "ankle-circles": Picture(
        replace(STAND, near=Limb((-20, 15), foot=-70), far=Limb((6, 6)), hip=(2, 82)),
        last=(("arrow", (-36, 8), (-36, 26)),),
    ),
    "arm-circles": Picture(
        replace(FRONT, near_arm=Limb(joints=((18, 124), (44, 132), (68, 138))), far_arm=Limb(joints=((-18, 124), (-44, 132), (-68, 138)))),
        last=(("arrow", (74, 120), (66, 104)), ("arrow", (-74, 120), (-66, 104))),
    ),
    "standing-turns": Picture(
        replace(FRONT, near=Limb(joints=((9, 82), (17, 44), (22, 8)), foot="front"), far=Limb(joints=((-9, 82), (-17, 44), (-22, 8)), foot="front"), near_arm=Limb(joints=((18, 121), (42, 116), (66, 112))), far_arm=Limb(joints=((-18, 121), (-30, 108), (-10, 108)))),
        last=(("arrow", (66, 96), (50, 88)), ("arrow", (-42, 92), (-56, 100))),
    ),
    "three-breaths": Picture(replace(FRONT)),
    "cold-stand": Picture(replace(STAND, near=Limb((8, 6)), far=Limb((-6, 6)), **_LOOSE), last=(("water", -130, 130, 62),)),
}  # fmt: skip
