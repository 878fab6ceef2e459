"""
What phones send that they had kept: each thing once, each with its own answer.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import asdict
from datetime import datetime
from typing import Annotated, Any

from fastapi import APIRouter, Body, Request
from starlette.responses import JSONResponse, Response

from unknot.app.errors import Refusal
from unknot.app.sent_once import SentItem
from unknot.domain.units import as_utc, year_can_be
from unknot.web.security import CSRF_HEADER
from unknot.web.sync_kinds import KINDS, REFUSED, Sent, Taken
from unknot.web.templating import carry_token
from unknot.web.templating import mark as _
from unknot.web.visit import FormNotOurs, Reading, Visit, is_own_form

router = APIRouter(default_response_class=Response)
MOST_AT_ONCE = 200
_ID = re.compile(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}")


@router.get("/sync/token")
def token(visit: Reading) -> Response:
    """
    A fresh token for what is about to be sent, and whose house this is now.

    A page may have lain open for days; what it kept shall not be lost to a stale token.
    """
    return carry_token(JSONResponse({"token": visit.csrf, "user": _user(visit)}), visit)


@router.post("/sync")
def take(
    visit: Reading,
    request: Request,
    user: Annotated[str, Body()],
    items: Annotated[list[dict[str, Any]], Body(max_length=MOST_AT_ONCE)],
) -> Response:
    """
    Keeps what is new of it. Items of somebody else, who used this browser before, are left alone.
    """
    if not is_own_form(request, request.headers.get(CSRF_HEADER)):
        raise FormNotOurs("Ask for a token at /sync/token and send it along.")
    if not user or user != _user(visit):
        return JSONResponse({"items": [], "user": _user(visit)}, 409)
    answers = [{"id": str(item.get("id")), **asdict(_taken(visit, item))} for item in items]
    if any(answer["outcome"] == "kept" for answer in answers):
        visit.wake()
    return JSONResponse({"items": answers, "user": user})


def _taken(visit: Visit, item: Mapping[str, Any]) -> Taken:
    handler = KINDS.get(str(item.get("kind")))
    sent = _read(visit, item)
    if handler is None or sent is None:
        return Taken(REFUSED, visit.say(_("This was not understood, and nothing of it was kept.")))
    try:
        return handler(visit, sent)
    except (Refusal, ValueError) as refused:
        return Taken(REFUSED, visit.voice.refuse(refused))


def _read(visit: Visit, item: Mapping[str, Any]) -> Sent | None:
    id_, body = item.get("id"), item.get("body")
    if not isinstance(id_, str) or not _ID.fullmatch(id_) or not isinstance(body, dict):
        return None
    try:
        made_at = datetime.fromisoformat(str(item.get("made_at")))
    except ValueError:
        return None
    if made_at.tzinfo is None or not year_can_be(made_at.date()):
        return None
    return Sent(SentItem(id_, str(item["kind"]), visit.now), as_utc(made_at), body)


def _user(visit: Visit) -> str:
    return visit.runner.id if visit.runner else ""
