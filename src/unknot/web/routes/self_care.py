"""
The addresses of the self-care library and of the kinds of massage.
"""

from __future__ import annotations

from enum import StrEnum
from typing import TypeVar

from fastapi import APIRouter
from starlette.responses import Response

from unknot.app.errors import NotFound
from unknot.domain.body import Region
from unknot.domain.session import Tool
from unknot.domain.technique import RoutinePhase, TechniqueKind
from unknot.web.pages.massage_types import massage_types_page
from unknot.web.pages.self_care import library_page, technique_page
from unknot.web.templating import mark as _
from unknot.web.templating import show
from unknot.web.visit import Reading

Kind = TypeVar("Kind", bound=StrEnum)

router = APIRouter(default_response_class=Response)


@router.get("/care")
def library(
    visit: Reading, region: str = "", tool: str = "", phase: str = "", kind: str = ""
) -> Response:
    """
    The library, narrowed down; a choice that does not exist is no choice.
    """
    page = library_page(
        visit,
        _member(Region, region),
        _member(Tool, tool),
        _member(RoutinePhase, phase),
        _member(TechniqueKind, kind),
    )
    return show(visit, "pages/self_care.html", page, visit.say(_("Self-care")))


@router.get("/care/{code}")
def technique(visit: Reading, code: str) -> Response:
    """
    One technique.
    """
    try:
        page = technique_page(visit, code)
    except KeyError as unknown:
        raise NotFound("The library has no technique called '{name}'.", name=code) from unknown
    return show(visit, "pages/technique.html", page, page.card.name)


@router.get("/massage/types")
def massage_types(visit: Reading) -> Response:
    """
    The kinds of massage, and what to ask.
    """
    page = massage_types_page(visit)
    return show(visit, "pages/massage_types.html", page, visit.say(_("Kinds of massage")))


def _member(kind: type[Kind], value: str) -> Kind | None:
    return kind(value) if value in {each.value for each in kind} else None
