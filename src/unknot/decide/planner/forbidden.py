"""
What a forbidding rule yields, and what such rules share.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from unknot.decide.planner.places import (
    depth_allowed,
    hurts_too_much,
)
from unknot.decide.planner.problem import Block, Offer, Problem
from unknot.domain.body import BodyPart, parts_in
from unknot.domain.reason import Reason, Why
from unknot.domain.safety import Modality
from unknot.domain.session import Depth


@dataclass(frozen=True, slots=True)
class Forbidden:
    """
    One thing a rule takes away: an offer, a block, or depth beyond `deeper_than` on a track.
    """

    target: Offer | Block
    reason: Reason
    deeper_than: Depth = Depth.NONE


ForbiddingRule = Callable[[Problem], Iterator[Forbidden]]


def hours_between(earlier: float, later: float) -> float:
    """
    Hours from one POSIX second to another, rounded to whole minutes.
    """
    return round((later - earlier) / 60) / 60


def why_closed(problem: Problem, block: Block, modality: Modality) -> Reason:
    on = problem.date_of(block.day)
    parts = _all_parts(problem, block.track)
    for part in parts:
        depth, why = depth_allowed(problem.gate, part, modality, on)
        if depth is Depth.NONE and why is not None:
            return why
        if hurts_too_much(problem, part, block.day):
            report = problem.last_pain[part]
            facts = {
                "region": part.region.value,
                "side": part.side.value,
                "score": report.score,
                "date": report.date.isoformat(),
            }
            return Reason(Why.PAIN_OVER_FIVE, facts)
    return Reason(Why.AVOID_THE_AREA, {"group": problem.group_of(block.track).value})


def _all_parts(problem: Problem, track: int) -> list[BodyPart]:
    sides = problem.sides_of(track)
    return [part for part in parts_in(problem.group_of(track)) if part.side in sides]
