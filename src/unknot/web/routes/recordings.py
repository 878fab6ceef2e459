"""
The addresses of a run's recordings: another one shown, one taken out, two runs joined.
"""

from __future__ import annotations

from fastapi import APIRouter
from starlette.responses import Response

from unknot.web.forms import Answers
from unknot.web.templating import go
from unknot.web.visit import Writing

router = APIRouter(default_response_class=Response)


@router.post("/runs/{run_id}/recordings/{recording_id}/show")
def show_recording(visit: Writing, run_id: str, recording_id: str) -> Response:
    """
    This recording is the one whose figures are shown.
    """
    visit.house.choose_recording(visit.runner_id, run_id, recording_id)
    visit.wake()
    return go(f"/runs/{run_id}", "shown")


@router.post("/runs/{run_id}/recordings/{recording_id}/split")
def split_recording(visit: Writing, run_id: str, recording_id: str) -> Response:
    """
    This recording was something else: it becomes a run of its own.
    """
    visit.house.split_recording(visit.runner_id, run_id, recording_id)
    visit.wake()
    return go(f"/runs/{run_id}", "split")


@router.post("/runs/{run_id}/join")
def join_run(visit: Writing, run_id: str) -> Response:
    """
    The other run was this one: from now on they are one.
    """
    other = Answers(visit.form, visit.voice).text("other")
    visit.house.join_runs(visit.runner_id, run_id, other)
    visit.wake()
    return go(f"/runs/{run_id}", "joined")
