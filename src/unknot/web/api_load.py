"""
The JSON interface, continued: the weeks of load, what one run was like, what is found about a runner.
"""

from __future__ import annotations

from datetime import date

from fastapi import APIRouter
from starlette.responses import JSONResponse

from unknot.deliver.plain import load_week_as_plain, proposal_as_plain, track_as_plain
from unknot.deliver.plain_muscles import (
    muscle_load_as_plain,
    muscle_week_as_plain,
    region_load_as_plain,
)
from unknot.domain.body import Region
from unknot.domain.canonical import to_plain
from unknot.domain.proposal import Found
from unknot.web.api import PROBLEMS, Plain, runner_of, writes
from unknot.web.visit import Reading

router = APIRouter(
    prefix="/api/v1", tags=["unknot"], default_response_class=JSONResponse, responses=PROBLEMS
)


@router.get("/load")
def show_load(
    visit: Reading, from_date: date | None = None, to_date: date | None = None
) -> list[Plain]:
    """
    The weeks that have one of those days, oldest first: load, distance and time by sport.
    """
    weeks = visit.house.show_load(runner_of(visit), from_date, to_date)
    return [load_week_as_plain(week) for week in weeks]


@router.get("/muscles")
def show_muscles(visit: Reading) -> Plain:
    """
    What the last seven days asked of every region, which runs, and by which of their parts.
    """
    return muscle_week_as_plain(visit.house.show_muscles(runner_of(visit)))


@router.get("/muscles/{region}")
def show_muscle(visit: Reading, region: Region) -> Plain:
    """
    The same of one region.
    """
    return region_load_as_plain(visit.house.show_muscles(runner_of(visit)).region(region))


@router.get("/runs/{run_id}/muscles")
def show_muscles_of_run(visit: Reading, run_id: str) -> Plain | None:
    """
    What one run asked of every region; null where its load is not known.
    """
    return muscle_load_as_plain(visit.house.show_muscles_of_run(runner_of(visit), run_id))


@router.get("/runs/{run_id}/splits")
def show_splits(visit: Reading, run_id: str) -> Plain:
    """
    One run by kilometre or mile, as the settings have it, and over its time.
    """
    return track_as_plain(visit.house.show_track(runner_of(visit), run_id))


@router.get("/profile")
def show_profile(visit: Reading) -> list[Plain]:
    """
    What the runner's own data says about the runner; none of it is set.
    """
    found = visit.house.find_profile(runner_of(visit))
    return [proposal_as_plain(each, visit.voice) for each in found]


@router.post("/profile/{name}/accept", dependencies=writes)
def accept_found(visit: Reading, name: Found) -> Plain:
    """
    Sets what was found, and answers with all settings.
    """
    settings = visit.house.accept_found(runner_of(visit), name)
    visit.wake()
    return dict(to_plain(settings))
