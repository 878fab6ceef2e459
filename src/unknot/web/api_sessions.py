"""
The JSON interface, continued: guided sessions.
"""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Body, Query
from starlette.responses import JSONResponse

from unknot.domain.guided_document import session_as_plain
from unknot.web.api import PROBLEMS, Plain, runner_of, writes
from unknot.web.sessions_sent import session_sent
from unknot.web.visit import Reading

router = APIRouter(
    prefix="/api/v1/sessions",
    tags=["unknot"],
    default_response_class=JSONResponse,
    responses=PROBLEMS,
)


@router.get("")
def list_sessions(
    visit: Reading, limit: Annotated[int | None, Query(ge=1, le=10_000)] = None
) -> list[Plain]:
    """
    The sessions that were had, the newest first.
    """
    return [session_as_plain(each) for each in visit.house.sessions(runner_of(visit), limit)]


@router.get("/{session_id}")
def show_session(visit: Reading, session_id: str) -> Plain:
    """
    One session, step by step, to the second.
    """
    return session_as_plain(visit.house.session(runner_of(visit), session_id))


@router.post("", dependencies=writes, status_code=201)
def keep_session(visit: Reading, session: Annotated[Plain, Body()]) -> Plain:
    """
    A session that was had, under an id of its sender's own: sent again it is kept once. Answers
    with what is kept.
    """
    kept = visit.house.keep_session(visit.runner_id, session_sent(session))
    visit.wake()
    return session_as_plain(kept)
