"""
The JSON interface, continued: what is measured at home, and whether anything changed.
"""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Body
from starlette.responses import JSONResponse

from unknot.app.errors import ValueRefused
from unknot.deliver.plain_benefits import benefit_as_plain, measurement_as_plain
from unknot.domain.body import Side
from unknot.domain.measures import FlexibilityTest, Measurement
from unknot.domain.refused import CannotBe
from unknot.web.api import PROBLEMS, Plain, runner_of, writes
from unknot.web.forms import Day
from unknot.web.visit import Reading

router = APIRouter(
    prefix="/api/v1", tags=["unknot"], default_response_class=JSONResponse, responses=PROBLEMS
)


@router.get("/benefits")
def show_benefits(visit: Reading) -> list[Plain]:
    """
    Each benefit as far as it can be measured: its readings, now against usual, noise, verdict.
    """
    found = visit.house.show_benefits(runner_of(visit))
    return [benefit_as_plain(each, visit.voice) for each in found]


@router.get("/measures")
def list_measures(visit: Reading) -> list[Plain]:
    """
    What was measured at home, oldest first.
    """
    return [measurement_as_plain(each) for each in visit.house.measurements(runner_of(visit))]


@router.post("/measures", dependencies=writes, status_code=201)
def add_measure(
    visit: Reading,
    test: Annotated[FlexibilityTest, Body()],
    tries: Annotated[list[float], Body()],
    side: Annotated[Side | None, Body()] = None,
    date: Annotated[Day | None, Body()] = None,
) -> Plain:
    """
    One test with up to three tries, in place of the same one of that day; the best counts.
    """
    try:
        measurement = Measurement(date or visit.today, test, side, tuple(tries))
    except CannotBe as refused:
        raise ValueRefused(refused) from refused
    visit.house.keep_measurement(visit.runner_id, measurement)
    return measurement_as_plain(measurement)


@router.delete("/measures/{date}/{test}", dependencies=writes, status_code=204)
def remove_measure(
    visit: Reading, date: Day, test: FlexibilityTest, side: Side | None = None
) -> None:
    """
    Takes one test of one day out.
    """
    visit.house.remove_measurement(visit.runner_id, date, test, side)
