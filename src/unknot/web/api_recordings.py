"""
The JSON interface, continued: the recordings of a run.
"""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Body
from starlette.responses import JSONResponse

from unknot.deliver.plain import recordings_as_plain, run_as_plain, split_as_plain
from unknot.web.api import PROBLEMS, Plain, runner_of, writes
from unknot.web.visit import Reading

router = APIRouter(
    prefix="/api/v1/runs/{run_id}",
    tags=["unknot"],
    default_response_class=JSONResponse,
    responses=PROBLEMS,
)


@router.get("/recordings")
def list_recordings(visit: Reading, run_id: str) -> list[Plain]:
    """
    Every recording of a run, with which is shown.
    """
    return recordings_as_plain(visit.house.run_recordings(runner_of(visit), run_id))


@router.post("/recordings/{recording_id}/choose", dependencies=writes)
def choose_recording(visit: Reading, run_id: str, recording_id: str) -> list[Plain]:
    """
    This recording is the one whose figures are shown. Answers with all of them.
    """
    lines = visit.house.choose_recording(runner_of(visit), run_id, recording_id)
    visit.wake()
    return recordings_as_plain(lines)


@router.post("/recordings/{recording_id}/split", dependencies=writes)
def split_recording(visit: Reading, run_id: str, recording_id: str) -> Plain:
    """
    This recording was something else: `run` without it, and the `new_run` it became.
    """
    run, new = visit.house.split_recording(runner_of(visit), run_id, recording_id)
    visit.wake()
    return split_as_plain(run, new)


@router.post("/join", dependencies=writes)
def join_runs(visit: Reading, run_id: str, other: Annotated[str, Body(embed=True)]) -> Plain:
    """
    The `other` run was this one: their recordings are put together.
    """
    facts = visit.house.join_runs(runner_of(visit), run_id, other)
    visit.wake()
    return run_as_plain(facts)
