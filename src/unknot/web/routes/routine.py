"""
The routine's address: a few minutes of self-care, built for now.
"""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Depends, Query
from starlette.responses import Response

from unknot.domain.routine import LONGEST_ROUTINE_MIN, RegionNeed, RoutineWish
from unknot.domain.session import Tool
from unknot.domain.technique import RoutinePhase
from unknot.web.forms import part_of
from unknot.web.pages.routine import routine_page
from unknot.web.templating import mark as _
from unknot.web.templating import show
from unknot.web.visit import Reading

router = APIRouter(default_response_class=Response)

Minutes = Annotated[int, Query(ge=1, le=LONGEST_ROUTINE_MIN)]
Sore = Annotated[list[str], Query(max_length=48)]


def wish_of(
    minutes: Minutes = 10,
    phase: RoutinePhase = RoutinePhase.AFTER,
    tool: Annotated[list[Tool] | None, Query()] = None,
    chosen: bool = False,
    sore: Sore = [],  # noqa: B006 - the framework copies it
    item: str = "",
) -> RoutineWish:
    """
    What an address asks for. A form without any tool ticked means hands only: it says `chosen`.
    """
    tools = frozenset(tool) if tool else None
    if tools is None and chosen:
        tools = frozenset({Tool.HANDS})
    needs = tuple(need for each in sore if (need := _need(each)) is not None)
    return RoutineWish(minutes, phase, tools, needs or None, item)


def _need(text: str) -> RegionNeed | None:
    """
    `calf:left:6` as a need; what is not understood is no need.
    """
    place, _colon, score = text.rpartition(":")
    part = part_of(place.replace(":", "."))
    if part is None or not score.isdecimal() or int(score) > 10:
        return None
    return RegionNeed(part, int(score))


@router.get("/routine")
def routine(visit: Reading, wish: Annotated[RoutineWish, Depends(wish_of)]) -> Response:
    """
    The steps for what is sore or due now, and the form to ask for other minutes or tools.
    """
    page = routine_page(visit, wish, visit.house.routine(visit.runner_id, wish))
    return show(visit, "pages/routine.html", page, visit.say(_("Self-massage")))
