"""
The routine: the best set of care within the minutes, in its order, each step with its reasons.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from unknot.catalogue.routines import (
    limit_by_pain,
    limit_by_soreness,
    routine_figure,
    rules_of_phase,
)
from unknot.decide.routines.aims import aims_of, place_in_body
from unknot.decide.routines.choose import choose
from unknot.decide.routines.limits import PressureLimits, touched
from unknot.decide.routines.options import BOTH, Choice, Option, choices_of
from unknot.decide.routines.order import in_order, place_of
from unknot.domain.body import BodyPart, Side
from unknot.domain.reason import Reason, Why
from unknot.domain.routine import LeftOut, Routine, RoutineRequest, RoutineStep
from unknot.domain.safety import Modality
from unknot.domain.session import Depth
from unknot.domain.technique import RoutinePhase, Technique, TechniqueKind


@dataclass(frozen=True, slots=True)
class _Step:
    option: Option
    choice: Choice
    side: Side | None


def build_routine(request: RoutineRequest, techniques: Iterable[Technique]) -> Routine:
    """
    What to do in these minutes, step by step.

    Never on a part that the gate, pain or an injury closes; never longer than asked for; and the
    sorer a part is, the gentler it is handled. The same request gives the same routine.
    """
    aims = aims_of(request)
    choices = choices_of(request, aims, techniques)
    chosen = choose(choices, request.minutes * 60)
    steps = [
        _Step(option, choice, side) for choice, option in _by_worth(chosen) for side in option.sides
    ]
    ordered = in_order(
        steps,
        lambda step: place_of(step.option.technique, step.side),
        lambda step: step.option.technique.kind,
    )
    limits = PressureLimits(request)
    made = tuple(_made(step, request, limits) for step in ordered)
    left_out = _left_out(request, limits, choices, steps)
    return Routine(request.phase, request.minutes, made, left_out)


def _by_worth(chosen: Iterable[tuple[Choice, Option]]) -> list[tuple[Choice, Option]]:
    # Massage before stretching, the sorest first; the order of the body decides what is equal.
    return sorted(
        chosen,
        key=lambda each: (each[1].technique.kind is not TechniqueKind.SELF_MASSAGE, -each[1].worth),
    )


def _made(step: _Step, request: RoutineRequest, limits: PressureLimits) -> RoutineStep:
    option, technique = step.option, step.option.technique
    return RoutineStep(
        technique=technique.code,
        kind=technique.kind,
        region=technique.region,
        side=step.side,
        tool=technique.tool,
        position=technique.position,
        seconds=option.seconds,
        pressure=option.limit.firmest,
        discomfort_at_most=option.limit.discomfort,
        get_ready_s=int(routine_figure("get_ready_s")),
        reasons=(_why(step), *_why_gentle(step, request, limits)),
    )


def _why(step: _Step) -> Reason:
    """
    The reason of the choice, said of this step's own side.
    """
    reason, evidence = step.choice.reason, step.option.technique.evidence
    for aim in step.choice.aims:
        if step.side is aim.part.side and reason.code is aim.reason.code:
            reason = aim.reason
    facts = dict(reason.facts)
    if "side" in facts:
        facts["side"] = step.side.value if step.side else None
    return Reason(reason.code, facts, tuple(dict.fromkeys((*reason.evidence, *evidence))))


def _why_gentle(step: _Step, request: RoutineRequest, limits: PressureLimits) -> tuple[Reason, ...]:
    """
    Why it is gentler than this technique would be on a part of which nothing is said.
    """
    technique, limit = step.option.technique, step.option.limit
    usual = rules_of_phase(request.phase).limit.discomfort
    if technique.kind is not TechniqueKind.SELF_MASSAGE or limit.discomfort >= usual:
        return ()
    sides = (step.side,) if step.side else BOTH
    needs = [limits.need_of(part) for part in touched(technique, sides)]
    sorest = max(needs, key=lambda need: (need.soreness, need.pain))
    is_said = (
        step.choice.reason.code is Why.ROUTINE_FOR_SORENESS
        and sorest.part.region is technique.region
    )
    painful = max(needs, key=lambda need: need.pain)
    if limit_by_pain(painful.pain).discomfort < limit_by_soreness(sorest.soreness).discomfort:
        # It is the pain that binds, and a score for soreness would not explain it.
        where = {"region": painful.part.region.value, "side": step.side and painful.part.side.value}
        scores = {"score": painful.pain, "discomfort": limit.discomfort}
        return (Reason(Why.ROUTINE_GENTLE, {"because": "pain", **where, **scores}, ("SAF-RHAB",)),)
    facts = {
        "region": sorest.part.region.value,
        "side": sorest.part.side.value if step.side else None,
        "score": None if is_said else sorest.soreness,
        "pain": max(need.pain for need in needs),
        "discomfort": limit.discomfort,
    }
    return (Reason(Why.ROUTINE_GENTLE, facts, ("SAF-RHAB",)),)


def _left_out(
    request: RoutineRequest,
    limits: PressureLimits,
    choices: Sequence[Choice],
    steps: Sequence[_Step],
) -> tuple[LeftOut, ...]:
    """
    The named parts that get nothing, each with the reason that bound.

    A stretch alone is no answer to soreness, so a part that only gets one is told as well.
    """
    is_for_range = request.phase is RoutinePhase.FLEXIBILITY
    cared_for = {
        BodyPart(step.option.technique.region, side)
        for step in steps
        if step.option.technique.region is not None
        and (is_for_range or step.option.technique.kind is TechniqueKind.SELF_MASSAGE)
        for side in ((step.side,) if step.side else BOTH)
    }
    possible = {aim.part for choice in choices for aim in choice.aims}
    named = [need for need in request.needs if need.soreness or need.load or need.pain]
    return tuple(
        LeftOut(need.part, _why_not(need.part, limits.need_of(need.part).pain, request, possible))
        for need in sorted(named, key=lambda each: place_in_body(each.part))
        if need.part not in cared_for
    )


def _why_not(part: BodyPart, pain: int, request: RoutineRequest, possible: set[BodyPart]) -> Reason:
    facts = {"region": part.region.value, "side": part.side.value}
    if limit_by_pain(pain).firmest is Depth.NONE:
        return Reason(Why.PAIN_OVER_FIVE, {**facts, "score": pain}, ("MEA-PAIN",))
    if request.allowed.get((part, Modality.SELF_MASSAGE), Depth.DEEP) is Depth.NONE:
        return Reason(Why.ROUTINE_CLOSED_HERE, facts, ("SAF-LISTS",))
    if part not in possible:
        return Reason(Why.ROUTINE_NOTHING_SAFE, facts)
    return Reason(Why.ROUTINE_NO_ROOM, {**facts, "minutes": request.minutes})
