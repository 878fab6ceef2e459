"""
Load's address, and that of what a phone keeps behind "More".
"""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Query
from starlette.responses import Response

from unknot.domain.body import Region
from unknot.web.pages.load import Span, load_page
from unknot.web.pages.load_figures import Measure
from unknot.web.pages.muscles import region_page
from unknot.web.templating import PLACES, show
from unknot.web.templating import mark as _
from unknot.web.visit import Reading

router = APIRouter(default_response_class=Response)


@router.get("/load")
def load(
    visit: Reading,
    span: Span = Span.YEAR,
    measure: Annotated[Measure, Query(alias="show")] = Measure.LOAD,
) -> Response:
    """
    Weekly load, distance and time by sport.
    """
    page = load_page(visit, span, measure)
    return show(visit, "pages/load.html", page, visit.say(_("Load")))


@router.get("/load/region/{region}")
def region(visit: Reading, region: Region) -> Response:
    """
    One muscle opened: which runs asked how much of it, and by which of their parts.
    """
    page = region_page(visit, region)
    return show(visit, "pages/region.html", page, page.name)


@router.get("/more")
def more(visit: Reading) -> Response:
    """
    The places that the bar of a phone has no room for.
    """
    places = tuple(place for place in PLACES if place.only == "desk")
    return show(visit, "pages/more.html", places, visit.say(_("More")))
