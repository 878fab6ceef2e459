"""
How self-care is spoken of: what its kinds, positions and moments are called, and how long it takes.
"""

from __future__ import annotations

from collections.abc import Mapping
from enum import Enum

from unknot.deliver.voice import Voice
from unknot.deliver.voice import mark as _
from unknot.domain.body import REGION_NAMES, Region
from unknot.domain.technique import Dose, Position, RoutinePhase, Technique, TechniqueKind

_NAMES: Mapping[Enum, str] = {
    TechniqueKind.SELF_MASSAGE: _("Self-massage"),
    TechniqueKind.DRILL: _("Warm-up drills"),
    TechniqueKind.STRETCH: _("Stretches"),
    TechniqueKind.COLD_WATER: _("Cold water"),
    TechniqueKind.REST: _("Quiet rest"),
    Position.STANDING: _("Standing"),
    Position.SITTING_CHAIR: _("On a chair"),
    Position.SITTING_FLOOR: _("Sitting on the floor"),
    Position.KNEELING: _("Kneeling"),
    Position.LYING_BACK: _("Lying on the back"),
    Position.LYING_FRONT: _("Lying on the front"),
    Position.LYING_SIDE: _("Lying on the side"),
    RoutinePhase.BEFORE: _("Before a run"),
    RoutinePhase.AFTER: _("After a run"),
    RoutinePhase.EVENING: _("In the evening"),
    RoutinePhase.FLEXIBILITY: _("For range of motion"),
}


def word_for(member: TechniqueKind | Position | RoutinePhase, voice: Voice) -> str:
    """
    What a kind, a position or a moment is called at the head of a list.
    """
    return voice.translate(_NAMES[member])


def title_of_region(region: Region, voice: Voice) -> str:
    """
    The everyday name of a region, standing alone: "Lower calf".
    """
    return voice.translate(REGION_NAMES[region].everyday)


def say_seconds(seconds: int, voice: Voice) -> str:
    """
    A time as one would set a timer: 45 s, 2 min, 1 min 30 s.
    """
    minutes, rest = divmod(seconds, 60)
    if not minutes or seconds < 90:
        return voice.fill(_("{n} s"), n=seconds)
    if not rest:
        return voice.fill(_("{n} min"), n=minutes)
    return voice.fill(_("{m} min {s} s"), m=minutes, s=rest)


def say_dose(technique: Technique, dose: Dose, voice: Voice) -> str:
    """
    How long, with the range it may take: "45 s a side, 30 s to 60 s".
    """
    words = {
        "usual": say_seconds(dose.usual_s, voice),
        "least": say_seconds(dose.least_s, voice),
        "most": say_seconds(dose.most_s, voice),
    }
    if dose.least_s == dose.most_s:
        return words["usual"]
    if technique.is_two_sided or technique.region is None:
        return voice.fill(_("{usual}; {least} to {most} are fine"), **words)
    return voice.fill(_("{usual} a side; {least} to {most} are fine"), **words)


def say_pace(dose: Dose, voice: Voice) -> str:
    """
    How slow one stroke is; empty where nothing is stroked.
    """
    if dose.pass_s is None:
        return ""
    slow, slower = dose.pass_s
    return voice.fill(_("One stroke takes {slow} to {slower} seconds."), slow=slow, slower=slower)
