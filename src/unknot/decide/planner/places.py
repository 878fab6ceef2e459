"""
Where care may go: the parts of a sore group that hands, rollers or stretching may touch.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from unknot.catalogue.planning import figure, regions_for, stretching_regions, tools_for
from unknot.catalogue.safety import report_holds_days
from unknot.decide.planner.problem import Problem, Report
from unknot.domain.body import BodyPart, RegionGroup, Side, group_of
from unknot.domain.reason import Reason
from unknot.domain.safety import GateOutcome, Modality, Refused, Restricted
from unknot.domain.session import Depth, Tool


def depth_allowed(
    gate: GateOutcome, part: BodyPart, modality: Modality, day: date
) -> tuple[Depth, Reason | None]:
    """
    How deep the gate lets a modality go on a part on a day, and the reason where it limits.
    """
    if isinstance(gate, Refused):
        return Depth.NONE, gate.reasons[0] if gate.reasons else None
    deepest, why = Depth.DEEP, None
    for limit in gate.limits if isinstance(gate, Restricted) else ():
        is_about = modality in limit.modalities and (limit.parts is None or part in limit.parts)
        if is_about and limit.holds_on(day) and limit.max_depth.rank < deepest.rank:
            deepest, why = limit.max_depth, limit.reason
    return deepest, why


def modality_allowed(gate: GateOutcome, modality: Modality, day: date) -> bool:
    """
    False where the gate forbids a modality anywhere on that day: a wound keeps out of cold water.
    """
    if isinstance(gate, Refused):
        return False
    return not any(
        modality in limit.modalities and limit.max_depth is Depth.NONE and limit.holds_on(day)
        for limit in (gate.limits if isinstance(gate, Restricted) else ())
    )


def everywhere_allowed(gate: GateOutcome, modality: Modality, day: date) -> bool:
    """
    False where the gate forbids a modality for the whole body on that day.
    """
    if isinstance(gate, Refused):
        return False
    return not any(
        limit.parts is None
        and modality in limit.modalities
        and limit.max_depth is Depth.NONE
        and limit.holds_on(day)
        for limit in (gate.limits if isinstance(gate, Restricted) else ())
    )


def massage_parts(problem: Problem, track: int, day: int) -> tuple[BodyPart, ...]:
    """
    The parts of a track a therapist may work on that day.
    """
    parts = group_parts(problem, problem.group_of(track), day, Modality.MASSAGE)
    return tuple(part for part in parts if part.side in problem.sides_of(track))


def self_massage_parts(problem: Problem, track: int, day: int) -> tuple[BodyPart, ...]:
    """
    The parts of a track the runner may massage that day.
    """
    parts = group_parts(problem, problem.group_of(track), day, Modality.SELF_MASSAGE)
    return tuple(part for part in parts if part.side in problem.sides_of(track))


def group_parts(
    problem: Problem, group: RegionGroup, day: int, modality: Modality
) -> tuple[BodyPart, ...]:
    """
    The parts of a group that are open to massage or self-massage that day, both sides.
    """
    care = "massage" if modality is Modality.MASSAGE else "self_massage"
    regions = regions_for(care, group)
    # Where one part of a side is closed its neighbours are too: nobody kneads around an injury.
    sides = [
        side
        for side in Side
        if all(is_open(problem, BodyPart(region, side), modality, day) for region in regions)
    ]
    return tuple(BodyPart(region, side) for region in regions for side in sides)


def stretching_parts(problem: Problem, day: int) -> tuple[BodyPart, ...]:
    """
    The parts a stretching session may go through that day.
    """
    closed = {
        (group_of(region), side)
        for region in stretching_regions()
        for side in Side
        if not is_open(problem, BodyPart(region, side), Modality.STRETCHING, day)
    }
    return tuple(
        BodyPart(region, side)
        for region in stretching_regions()
        for side in Side
        if (group_of(region), side) not in closed
    )


def is_open(problem: Problem, part: BodyPart, modality: Modality, day: int) -> bool:
    """
    True where the gate allows a part at any depth and it does not hurt too much.
    """
    depth, _ = depth_allowed(problem.gate, part, modality, problem.date_of(day))
    return depth is not Depth.NONE and not hurts_too_much(problem, part, day)


def hurts_too_much(problem: Problem, part: BodyPart, day: int) -> bool:
    """
    True where the last report of pain is over the limit: nothing is done there (MEA-PAIN).
    """
    report = problem.last_pain.get(part)
    if report is None or not _still_counts(problem, report, day):
        return False
    return report.score > figure("nothing_above_pain")


def is_very_sore(problem: Problem, part: BodyPart, day: int) -> bool:
    """
    True where the last report of soreness leaves light hands only.
    """
    report = problem.last_soreness.get(part)
    if report is None or not _still_counts(problem, report, day):
        return False
    return report.score >= figure("light_only_from_soreness")


def _still_counts(problem: Problem, report: Report, day: int) -> bool:
    return (problem.date_of(day) - report.date).days <= report_holds_days()


def is_gentle_only(problem: Problem, parts: Iterable[BodyPart], day: int) -> bool:
    """
    True where any of the parts takes light hands only: very sore, or the gate says so.
    """
    on = problem.date_of(day)
    return any(
        is_very_sore(problem, part, day)
        or depth_allowed(problem.gate, part, Modality.SELF_MASSAGE, on)[0] is Depth.LIGHT
        for part in parts
    )


def tool_for(problem: Problem, groups: Iterable[RegionGroup]) -> Tool:
    """
    The best tool the runner owns that suits all the groups; hands suit every one.
    """
    owned = problem.settings.tools | {Tool.HANDS}
    suits = [[tool for tool in tools_for(group) if tool in owned] for group in groups]
    shared = (tool for tool in (suits[0] if suits else []) if all(tool in each for each in suits))
    return next(shared, Tool.HANDS)
