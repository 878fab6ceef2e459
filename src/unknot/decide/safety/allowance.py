"""
How deep, where, with what, on which day: the gate's word as a table others can look up.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from functools import cache

from unknot.catalogue.safety import standing_advice
from unknot.domain.body import ALL_PARTS, BodyPart
from unknot.domain.safety import Allowed, GateOutcome, Limit, Modality, Refused
from unknot.domain.session import Depth

AllowanceKey = tuple[date, BodyPart | None, Modality]


def allowed_depth(gate: GateOutcome, part: BodyPart | None, modality: Modality, day: date) -> Depth:
    """
    The deepest that may be offered there on that day; `NONE` when nothing may.

    `part` None asks about the whole body at once, as for cold water or running: only what
    limits the whole body counts then.
    """
    if isinstance(gate, Refused):
        return Depth.NONE
    depths = [Depth.NONE] if _is_never_offered(part, modality) else [Depth.DEEP]
    if not isinstance(gate, Allowed):
        depths += [
            limit.max_depth for limit in gate.limits if _bears_on(limit, part, modality, day)
        ]
    return min(depths, key=lambda depth: depth.rank)


def allowance_table(gate: GateOutcome, days: Iterable[date]) -> Mapping[AllowanceKey, Depth]:
    """
    `allowed_depth` for each day, part and kind of care; part None is the whole body.
    """
    on = tuple(days)
    places: tuple[BodyPart | None, ...] = (None, *ALL_PARTS)
    table: dict[AllowanceKey, Depth] = {}
    for modality in Modality:
        # Only days on which some limit holds need a look of their own.
        dated = [day for day in on if _is_limited(gate, modality, day)]
        for part in places:
            usual = Depth.NONE if _is_never_offered(part, modality) else Depth.DEEP
            table.update({(day, part, modality): usual for day in on})
            table.update(
                {(day, part, modality): allowed_depth(gate, part, modality, day) for day in dated}
            )
    return table


def _is_limited(gate: GateOutcome, modality: Modality, day: date) -> bool:
    if isinstance(gate, Refused | Allowed):
        return isinstance(gate, Refused)
    return any(modality in limit.modalities and limit.holds_on(day) for limit in gate.limits)


def _bears_on(limit: Limit, part: BodyPart | None, modality: Modality, day: date) -> bool:
    if modality not in limit.modalities or not limit.holds_on(day):
        return False
    return limit.parts is None or (part is not None and part in limit.parts)


@cache
def _is_never_offered(part: BodyPart | None, modality: Modality) -> bool:
    return part is not None and any(
        part.region in advice.regions and modality in advice.no for advice in standing_advice()
    )
