"""
A small shelf of techniques to build routines from: every region by hand, some with tools.
"""

from __future__ import annotations

from unknot.domain.body import BodyPart, Region, Side
from unknot.domain.routine import RegionNeed, RoutineRequest
from unknot.domain.session import Depth, Tool
from unknot.domain.technique import (
    Cues,
    Dose,
    Position,
    RoutinePhase,
    Technique,
    TechniqueKind,
)

CUES = Cues("Sit down.", "Move slowly.", "Firm and easy.", "Stop when it is sharp.")
SHORT, LONG = Dose(30, 45, 60, (2, 4)), Dose(90, 120, 180, (2, 4))
HOLD = Dose(30, 45, 55)
RUBBING = {
    RoutinePhase.BEFORE: SHORT,
    RoutinePhase.AFTER: LONG,
    RoutinePhase.EVENING: LONG,
    RoutinePhase.FLEXIBILITY: Dose(60, 120, 180, (2, 4)),
}
STRETCHING = {
    RoutinePhase.AFTER: HOLD,
    RoutinePhase.EVENING: HOLD,
    RoutinePhase.FLEXIBILITY: Dose(60, 90, 120),
}
ROLLED = (Region.CALF, Region.QUADRICEPS, Region.HAMSTRINGS, Region.TFL, Region.GLUTE_MAX)
BALLED = (Region.SOLE, Region.GLUTE_MAX, Region.PIRIFORMIS)
STRETCHED = (Region.CALF, Region.QUADRICEPS, Region.HIP_FLEXORS)
# A tendon is cared for at the muscle above it.
PRESSED = {Region.ACHILLES: (Region.CALF, Region.SOLEUS)}
TWO_SIDED = (Region.NECK, Region.LOWER_BACK)


def by_hand(region: Region) -> Technique:
    """
    Kneading with one's own hands.
    """
    return Technique(
        code=f"{region.value}-hands",
        kind=TechniqueKind.SELF_MASSAGE,
        name=f"Knead the {region.value}",
        region=region,
        position=Position.SITTING_CHAIR,
        doses=RUBBING,
        cues=CUES,
        picture="hands",
        evidence=("SMR-BEHM20",),
        tool=Tool.HANDS,
        presses=PRESSED.get(region, ()),
        firmest=Depth.MEDIUM,
        suits=2,
        is_two_sided=region in TWO_SIDED,
    )


def with_tool(region: Region, tool: Tool, position: Position) -> Technique:
    """
    The same with a tool, which suits the place better.
    """
    return Technique(
        code=f"{region.value}-{tool.value}",
        kind=TechniqueKind.SELF_MASSAGE,
        name=f"Roll the {region.value}",
        region=region,
        position=position,
        doses=RUBBING,
        cues=CUES,
        picture="roll",
        evidence=("SMR-BEHM20",),
        tool=tool,
        firmest=Depth.MEDIUM,
        suits=3,
        not_with=("osteoporosis",) if tool is Tool.GUN else (),
    )


def stretch(region: Region) -> Technique:
    """
    A quiet stretch.
    """
    return Technique(
        code=f"{region.value}-stretch",
        kind=TechniqueKind.STRETCH,
        name=f"Stretch the {region.value}",
        region=region,
        position=Position.STANDING,
        doses=STRETCHING,
        cues=CUES,
        picture="stretch",
        evidence=("STR-HERB11",),
    )


def drill(code: str, region: Region | None = None) -> Technique:
    """
    A movement of a dynamic warm-up.
    """
    return Technique(
        code=code,
        kind=TechniqueKind.DRILL,
        name=code,
        region=region,
        position=Position.STANDING,
        doses={RoutinePhase.BEFORE: Dose(20, 30, 40)},
        cues=CUES,
        picture=code,
        evidence=("STR-BEHM16",),
        is_two_sided=True,
    )


SHELF: tuple[Technique, ...] = (
    *(by_hand(region) for region in Region),
    *(with_tool(region, Tool.ROLLER, Position.SITTING_FLOOR) for region in ROLLED),
    *(with_tool(region, Tool.BALL, Position.LYING_BACK) for region in BALLED),
    *(with_tool(region, Tool.GUN, Position.SITTING_CHAIR) for region in (Region.CALF,)),
    *(stretch(region) for region in STRETCHED),
    drill("leg-swings", Region.HIP_FLEXORS),
    drill("skips"),
    drill("ankle-bounces", Region.CALF),
    drill("hip-circles"),
)
TECHNIQUES = {each.code: each for each in SHELF}

LEFT_CALF = BodyPart(Region.CALF, Side.LEFT)
RIGHT_CALF = BodyPart(Region.CALF, Side.RIGHT)


def a_request(
    *needs: RegionNeed,
    minutes: int = 10,
    phase: RoutinePhase = RoutinePhase.AFTER,
    tools: frozenset[Tool] = frozenset({Tool.ROLLER, Tool.BALL}),
    **more: object,
) -> RoutineRequest:
    """
    A wish for ten minutes after a run, with a roller and a ball.
    """
    return RoutineRequest(minutes, phase, tools, needs, **more)  # type: ignore[arg-type]
