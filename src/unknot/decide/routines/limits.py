"""
How hard a technique may press one part on this day: the gate, what was reported, and the phase.
"""

from __future__ import annotations

from unknot.catalogue.routines import (
    NOTHING,
    PressureLimit,
    limit_by_pain,
    limit_by_soreness,
    rules_of_phase,
)
from unknot.domain.body import BodyPart, Side
from unknot.domain.routine import RegionNeed, RoutineRequest
from unknot.domain.safety import Modality
from unknot.domain.session import Depth, Tool
from unknot.domain.technique import Technique, TechniqueKind

# A stretch or a drill presses nothing; how it may feel at most, in points of 10.
MOVEMENT_FEELS_AT_MOST = 3


class PressureLimits:
    """
    The limits of one request, asked part by part.
    """

    def __init__(self, request: RoutineRequest) -> None:
        self._request = request
        self._needs: dict[BodyPart, RegionNeed] = {}
        for said in (*request.needs, *request.felt):
            known = self._needs.get(said.part)
            self._needs[said.part] = said if known is None else _worse(known, said)
        self._owned = request.tools | {Tool.HANDS}
        self._phase = rules_of_phase(request.phase)

    def need_of(self, part: BodyPart) -> RegionNeed:
        """
        What is known of the part; nothing is known of one that is not named.
        """
        return self._needs.get(part) or RegionNeed(part)

    def limit(self, technique: Technique, sides: tuple[Side, ...]) -> PressureLimit:
        """
        The gentlest of all limits on every part that is touched; `NOTHING` where one forbids it.
        """
        if not self._is_at_hand(technique):
            return NOTHING
        limit = PressureLimit(technique.firmest, 10).and_also(self._phase.limit)
        is_pressing = technique.kind is TechniqueKind.SELF_MASSAGE
        for part in touched(technique, sides):
            limit = limit.and_also(self._limit_at(part, technique))
            if limit.discomfort == 0 or (is_pressing and limit.firmest is Depth.NONE):
                return NOTHING
        if limit.hands_only and (not is_pressing or technique.tool is not Tool.HANDS):
            return NOTHING
        if not is_pressing:
            return PressureLimit(Depth.NONE, min(limit.discomfort, MOVEMENT_FEELS_AT_MOST))
        return limit

    def _is_at_hand(self, technique: Technique) -> bool:
        if technique.tool is not None and technique.tool not in self._owned:
            return False
        return (
            self._request.phase in technique.doses
            and technique.kind in self._phase.kinds
            and not self._request.conditions.intersection(technique.not_with)
        )

    def _limit_at(self, part: BodyPart, technique: Technique) -> PressureLimit:
        need = self.need_of(part)
        limit = limit_by_soreness(need.soreness).and_also(limit_by_pain(need.pain))
        depth = min(
            (self._request.allowed.get((part, way), Depth.DEEP) for way in _ways(technique)),
            key=lambda each: each.rank,
        )
        if depth is Depth.NONE:
            return NOTHING
        if depth is Depth.LIGHT:
            gentle = limit_by_soreness(7)
            return limit.and_also(PressureLimit(Depth.LIGHT, gentle.discomfort))
        return limit


def _worse(one: RegionNeed, other: RegionNeed) -> RegionNeed:
    return RegionNeed(
        one.part, max(one.soreness, other.soreness), max(one.pain, other.pain), one.load
    )


def touched(technique: Technique, sides: tuple[Side, ...]) -> tuple[BodyPart, ...]:
    """
    Every part the technique is felt at: what it is for, and what it presses.
    """
    regions = dict.fromkeys((technique.region, *technique.presses))
    return tuple(
        BodyPart(region, side) for region in regions if region is not None for side in sides
    )


def _ways(technique: Technique) -> tuple[Modality, ...]:
    if technique.kind is not TechniqueKind.SELF_MASSAGE:
        return (Modality.STRETCHING,)
    if technique.tool is Tool.GUN:
        return (Modality.SELF_MASSAGE, Modality.GUN)
    return (Modality.SELF_MASSAGE,)
