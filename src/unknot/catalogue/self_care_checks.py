"""
What must be true of every technique of the library: doses within the evidence, texts fit to speak.

The bounds are those of evidence section 2.1 (self-massage), 3 (stretching) and 4 (cold water);
docs/evidence/self-massage.md says how sure they are.
"""

from __future__ import annotations

from unknot.catalogue import evidence, safety
from unknot.domain.body import Region
from unknot.domain.safety import Modality
from unknot.domain.session import Depth, Tool
from unknot.domain.technique import Dose, RoutinePhase, Technique, TechniqueKind

LONGEST_CUE = 140
# Seconds for one side, from the least to the most, by what is done and for what.
_ROLLED = {
    RoutinePhase.BEFORE: (30, 60),
    RoutinePhase.AFTER: (90, 180),
    RoutinePhase.EVENING: (90, 180),
    RoutinePhase.FLEXIBILITY: (120, 180),
}
_GUN = {
    RoutinePhase.BEFORE: (30, 60),
    RoutinePhase.AFTER: (60, 120),
    RoutinePhase.EVENING: (60, 120),
}
_BOUNDS: dict[TechniqueKind, dict[RoutinePhase, tuple[int, int]]] = {
    TechniqueKind.STRETCH: {
        RoutinePhase.AFTER: (20, 59),
        RoutinePhase.EVENING: (20, 59),
        RoutinePhase.FLEXIBILITY: (60, 120),
    },
    TechniqueKind.DRILL: {RoutinePhase.BEFORE: (15, 60)},
    TechniqueKind.COLD_WATER: {
        RoutinePhase.AFTER: (600, 900),
        RoutinePhase.EVENING: (600, 900),
    },
    TechniqueKind.REST: {
        RoutinePhase.BEFORE: (30, 300),
        RoutinePhase.AFTER: (60, 1800),
        RoutinePhase.EVENING: (60, 1800),
    },
}


def check_technique(technique: Technique) -> None:
    """
    Raise ValueError with a sentence where the entry does not hold together.
    """
    for phase, dose in technique.doses.items():
        _check_dose(technique, phase, dose)
    _check_where(technique)
    _check_codes(technique)
    _check_words(technique)


def bounds_of(technique: Technique) -> dict[RoutinePhase, tuple[int, int]]:
    """
    The shortest and longest time the evidence knows for it, in seconds, by phase.
    """
    if technique.kind is TechniqueKind.SELF_MASSAGE:
        return _GUN if technique.tool is Tool.GUN else _ROLLED
    return _BOUNDS[technique.kind]


def _check_dose(technique: Technique, phase: RoutinePhase, dose: Dose) -> None:
    bounds = bounds_of(technique)
    if phase not in bounds:
        raise ValueError(f"nothing of this kind is done {phase.value}")
    least, most = bounds[phase]
    if not least <= dose.least_s <= dose.most_s <= most:
        raise ValueError(f"the dose for {phase.value} must lie within {least} to {most} seconds")
    if dose.pass_s is not None and not 2 <= dose.pass_s[0] <= dose.pass_s[1] <= 4:
        raise ValueError("one stroke over the muscle takes 2 to 4 seconds")


def _check_where(technique: Technique) -> None:
    is_massage = technique.kind is TechniqueKind.SELF_MASSAGE
    if is_massage and technique.region is None:
        raise ValueError("self-massage is for one region")
    if is_massage and not technique.presses:
        raise ValueError("self-massage says which regions it presses")
    if is_massage != (technique.firmest is not Depth.NONE):
        raise ValueError("self-massage says how firm it may be, and nothing else does")
    if technique.firmest is Depth.DEEP:
        raise ValueError("nobody is asked to press deep on their own: medium is the most")
    if technique.tool is Tool.GUN:
        touched = {*technique.presses, technique.region}
        closed = touched & _closed_to_the_gun()
        if closed:
            raise ValueError("a gun is never used on " + ", ".join(sorted(str(r) for r in closed)))


def _closed_to_the_gun() -> frozenset[Region]:
    return frozenset(
        region
        for advice in safety.standing_advice()
        if Modality.GUN in advice.no
        for region in advice.regions
    )


def _check_codes(technique: Technique) -> None:
    if not technique.evidence:
        raise ValueError("the entry needs evidence")
    for source in technique.evidence:
        if source not in evidence.all_entries():
            raise ValueError(f"no source is called {source}")
    for code in technique.not_with:
        if safety.find_entry(code) is None:
            raise ValueError(f"no condition or sign is called {code}")


def _check_words(technique: Technique) -> None:
    cues = technique.cues
    for text in (cues.start, cues.direction, cues.feel, cues.stop):
        if not text.strip() or text.strip()[-1] not in ".!?":
            raise ValueError(f"a cue is a whole sentence: {text}")
        if len(text) > LONGEST_CUE:
            raise ValueError(f"a cue has at most {LONGEST_CUE} characters: {text}")
    if not technique.name.strip():
        raise ValueError("the name is missing")
