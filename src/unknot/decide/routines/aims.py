"""
What a routine is to care for: the places that were named, what lies beside them, or what runs ask.
"""

from __future__ import annotations

from dataclasses import dataclass

from unknot.catalogue.routines import neighbours_of, routine_figure, usual_loads
from unknot.domain.body import BodyPart, Region, Side
from unknot.domain.reason import Reason, Why
from unknot.domain.routine import RegionNeed, RoutineRequest


@dataclass(frozen=True, slots=True)
class Aim:
    """
    One part worth caring for: how much, in points of soreness, and why.
    """

    part: BodyPart
    worth: float
    reason: Reason


def aims_of(request: RoutineRequest) -> tuple[Aim, ...]:
    """
    The aims in the order of the body; the same part never twice.

    What the runner said and what runs asked come first. Beside a sore part its neighbours on the
    same side are worth something too. Whoever names nothing gets what running usually asks.
    """
    aims = {need.part: _aim_of(need) for need in request.needs if _worth(need) > 0}
    for need in sorted(request.needs, key=lambda each: each.part):
        if need.soreness > 0:
            for aim in _beside(need):
                if aim.part not in aims or aims[aim.part].worth < aim.worth:
                    aims[aim.part] = aim
    if not aims and not any(need.soreness or need.load or need.pain for need in request.needs):
        aims = {aim.part: aim for aim in _usual()}
    return tuple(aims[part] for part in sorted(aims, key=place_in_body))


def place_in_body(part: BodyPart) -> tuple[int, int]:
    """
    Sorts parts as the vocabulary does, left before right.
    """
    return list(Region).index(part.region), list(Side).index(part.side)


def _worth(need: RegionNeed) -> float:
    return need.soreness + routine_figure("worth_of_load") * need.load


def _aim_of(need: RegionNeed) -> Aim:
    part = need.part
    facts = {"region": part.region.value, "side": part.side.value}
    if need.soreness > 0:
        reason = Reason(Why.ROUTINE_FOR_SORENESS, {**facts, "score": need.soreness})
    else:
        reason = Reason(Why.ROUTINE_FOR_LOAD, {**facts, "load": round(need.load, 2)})
    return Aim(part, _worth(need), reason)


def _beside(need: RegionNeed) -> tuple[Aim, ...]:
    share = routine_figure("worth_of_neighbour")
    return tuple(
        Aim(
            BodyPart(region, need.part.side),
            share * need.soreness,
            Reason(
                Why.ROUTINE_NEIGHBOUR,
                {
                    "region": region.value,
                    "side": need.part.side.value,
                    "beside": need.part.region.value,
                },
            ),
        )
        for region in neighbours_of(need.part.region)
    )


def _usual() -> tuple[Aim, ...]:
    worth = routine_figure("worth_of_load")
    return tuple(
        Aim(
            BodyPart(region, side),
            worth * load,
            Reason(Why.ROUTINE_USUAL, {"region": region.value, "side": side.value}),
        )
        for region, load in usual_loads().items()
        for side in Side
    )
