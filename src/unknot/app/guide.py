"""
What a guided session touches, and which routine an item of the plan asks for.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from unknot.app.plan_items import item_named
from unknot.app.ports import RunnerId, Store
from unknot.domain.body import BodyPart, Region, Side
from unknot.domain.routine import LONGEST_ROUTINE_MIN, RoutineStep, RoutineWish
from unknot.domain.session import CareKind, Phase
from unknot.domain.technique import RoutinePhase

# What can be done with one's own hands and a screen beside.
GUIDED_KINDS = frozenset({CareKind.SELF_MASSAGE, CareKind.BEFORE_RUN})
_PHASES = {Phase.BEFORE_RUN: RoutinePhase.BEFORE, Phase.AFTER_RUN: RoutinePhase.AFTER}


def touched_at(step: RoutineStep, presses: Iterable[Region] = ()) -> tuple[BodyPart, ...]:
    """
    The parts one step is for and presses, on its side or on both; none for the whole body.
    """
    regions = dict.fromkeys([*([step.region] if step.region else []), *presses])
    sides = tuple(Side) if step.side is None else (step.side,)
    return tuple(BodyPart(region, side) for region in regions for side in sides)


def wish_for_item(store: Store, runner_id: RunnerId, wish: RoutineWish) -> RoutineWish:
    """
    The same wish with the minutes and the phase of its item of the plan.

    Raises
    ------
    NotFound
        If the plan has no such item.
    """
    with store.look(runner_id) as db:
        item = item_named(db, wish.item_id)
    return replace(
        wish,
        minutes=min(max(item.minutes, 1), LONGEST_ROUTINE_MIN),
        phase=_PHASES.get(item.phase, RoutinePhase.EVENING),
    )
