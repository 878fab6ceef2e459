"""
What care takes away, morning by morning: of what is booked or done, and of a whole plan.

At any end of the evidence, so that a forecast can say its range and not only its middle.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

import numpy as np

from unknot.catalogue.figure import Figure
from unknot.catalogue.planning import decay, effects, figure
from unknot.decide.planner.problem import Block, Booked, Effects, Points, Problem
from unknot.domain.body import RegionGroup, group_of
from unknot.domain.plan import EffectLevel, PlanInput
from unknot.domain.session import CareKind, ItemStatus
from unknot.domain.soreness import SorenessTrack


@dataclass(frozen=True, slots=True)
class ReliefRange:
    """
    What one plan takes away as it was solved, and at the lower and the upper end of the evidence.
    """

    solved: Points
    least: Points
    most: Points

    @classmethod
    def none_for(cls, problem: Problem) -> ReliefRange:
        """
        No relief at all.
        """
        nothing: Points = np.zeros_like(problem.soreness)
        return cls(nothing, nothing, nothing)


def effects_at(level: EffectLevel) -> Effects:
    """
    What care takes away at that end of the evidence.
    """

    def at(entry: Figure) -> float:
        bounds = {EffectLevel.LOWER: entry.lower, EffectLevel.UPPER: entry.upper}
        found = bounds.get(level)
        return entry.value if found is None else found

    known = effects()
    return Effects(
        massage=at(known["massage_full_dose"]),
        self_massage=at(known["self_massage"]),
        cold_water=at(known["cold_water"]),
    )


def relief_at(
    problem: Problem,
    level: EffectLevel,
    hands: Mapping[tuple[int, int], float],
    blocks: Iterable[Block],
) -> Points:
    """
    What booked and done care, hands by (track, day) and blocks take away at that end, as far as
    the ceiling lets it. Nothing is solved again: the care is the same, only its effect differs.
    """
    size = effects_at(level)
    relief = given_relief(
        problem.given,
        problem.first_day,
        problem.tracks,
        problem.soreness,
        problem.booked,
        size,
    )
    for (track, day), share in hands.items():
        _add(relief, (track,), day, size.massage * share, "massage")
    in_water = [
        track
        for track in range(len(problem.tracks))
        if problem.group_of(track) is not RegionGroup.BACK
    ]
    for block in blocks:
        if block.kind is CareKind.SELF_MASSAGE:
            _add(relief, (block.track,), block.day, size.self_massage, "self_massage")
        elif block.kind is CareKind.COLD_WATER:
            _add(relief, in_water, block.day, size.cold_water, "cold_water")
    capped: Points = np.minimum(relief, figure("relief_ceiling") * problem.soreness)
    return capped


def _add(relief: Points, tracks: Iterable[int], day: int, points: float, fades_as: str) -> None:
    """
    The effect of care on a day, felt on the mornings after it, less each time.
    """
    for after, share in enumerate(decay(fades_as), start=1):
        if 1 <= day + after < relief.shape[1]:
            for track in tracks:
                relief[track, day + after] += points * share


def given_relief(
    given: PlanInput,
    today: date,
    tracks: tuple[SorenessTrack, ...],
    soreness: Points,
    booked: tuple[Booked, ...],
    size: Effects,
) -> Points:
    """
    What massages done and booked, and self-massage done today, take away already.
    """
    relief: Points = np.zeros_like(soreness)
    for each in booked:
        for row, share in _hands_of(each, tracks, soreness).items():
            _add(relief, (row,), each.day, size.massage * share, "massage")
    done = {
        group_of(part.region)
        for record in given.care_done
        if record.kind is CareKind.SELF_MASSAGE
        and record.status is ItemStatus.DONE
        and record.date == today
        for part in record.parts
    }
    for row, track in enumerate(tracks):
        if track.group in done and relief.shape[1] > 1:
            relief[row, 1] += size.self_massage
    return relief


def _hands_of(
    each: Booked, tracks: tuple[SorenessTrack, ...], soreness: Points
) -> dict[int, float]:
    minutes = max(0.0, each.appointment.minutes - figure("massage_setup_min"))
    doses = minutes / figure("hands_on_min_per_region")
    named = {group_of(part.region) for part in each.appointment.parts}
    rows = [row for row, track in enumerate(tracks) if not named or track.group in named]
    morning = min(max(each.day + 1, 0), soreness.shape[1] - 1)
    rows.sort(key=lambda row: (-soreness[row, morning], row))
    if named:
        return {row: min(1.0, doses / max(1, len(named))) for row in rows}
    shares: dict[int, float] = {}
    for row in rows:
        shares[row] = min(1.0, doses)
        doses -= shares[row]
    return {row: share for row, share in shares.items() if share > 0}
