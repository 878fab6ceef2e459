"""
The session's addresses: the one that guides, the form for who did without, and what was kept.
"""

from __future__ import annotations

import secrets
from dataclasses import replace
from datetime import timedelta
from typing import Annotated

from fastapi import APIRouter, Query
from starlette.responses import Response

from unknot.app.errors import NotUnderstood
from unknot.domain.canonical import read_canonical
from unknot.domain.guided import Feeling, GuidedSession, GuidedStep, StepEnd
from unknot.domain.refused import CannotBe
from unknot.domain.routine import RoutineWish
from unknot.domain.session import Tool
from unknot.domain.technique import RoutinePhase
from unknot.web.forms import Answers, part_of
from unknot.web.pages.session import session_page
from unknot.web.pages.sessions import record_page, sessions_page
from unknot.web.routes.routine import Minutes, Sore, wish_of
from unknot.web.templating import go, show
from unknot.web.templating import mark as _
from unknot.web.visit import Reading, Visit, Writing

router = APIRouter(default_response_class=Response)
_LONGEST_FORM = 40_000


@router.get("/session")
def session(
    visit: Reading,
    minutes: Minutes | None = None,
    phase: RoutinePhase | None = None,
    tool: Annotated[list[Tool] | None, Query()] = None,
    chosen: bool = False,
    sore: Sore = [],  # noqa: B006 - the framework copies it
    item: str = "",
) -> Response:
    """
    A session for now. One for an item of the plan has its minutes, unless others are asked for.
    """
    wish = wish_of(minutes or 10, phase or RoutinePhase.AFTER, tool, chosen, sore, item)
    if item and minutes is None:
        own = visit.house.wish_for_item(visit.runner_id, wish)
        wish = own if phase is None else replace(own, phase=phase)
    return _show(visit, wish)


def _show(visit: Visit, wish: RoutineWish) -> Response:
    page = session_page(visit, wish, visit.house.routine(visit.runner_id, wish))
    return show(visit, "pages/session.html", page, visit.say(_("Guided session")))


@router.post("/session")
def record_by_hand(visit: Writing) -> Response:
    """
    Keeps a session that nobody guided: what is ticked was done, the rest was skipped.
    """
    try:
        session = _done_by_hand(visit, Answers(visit.form, visit.voice))
    except (CannotBe, ValueError) as refused:
        raise NotUnderstood(
            "That form is not one of ours. Go back, reload the page and try again."
        ) from refused
    kept = visit.house.keep_session(visit.runner_id, session)
    visit.wake()
    return go(f"/sessions/{kept.id}", "saved")


def _done_by_hand(visit: Visit, answers: Answers) -> GuidedSession:
    meant = read_canonical(tuple[GuidedStep, ...], answers.text("steps", _LONGEST_FORM))
    done = answers.all_of("done")
    steps = tuple(
        step if str(index) in done else replace(step, done_s=0, end=StepEnd.SKIPPED)
        for index, step in enumerate(meant)
    )
    lasted = timedelta(seconds=sum(step.done_s for step in steps))
    return GuidedSession(
        id=f"h_{secrets.token_hex(12)}",
        started_at=visit.now - lasted,
        ended_at=visit.now,
        phase=RoutinePhase(answers.text("phase")),
        steps=steps,
        item_id=answers.text("item", 100),
        feelings=_feelings(answers),
    )


def _feelings(answers: Answers) -> tuple[Feeling, ...]:
    found = []
    for name, value in answers.typed.items():
        kind, _colon, rest = name.partition(":")
        code, _colon, before = rest.partition(":")
        part = part_of(code)
        if kind == "after" and part is not None and before.isdecimal() and value.isdecimal():
            found.append(Feeling(part, min(int(before), 10), min(int(value), 10)))
    return tuple(found)


@router.get("/sessions")
def sessions(visit: Reading, said: str = "") -> Response:
    """
    The sessions that were had, the newest first.
    """
    page = sessions_page(visit)
    return show(visit, "pages/sessions.html", page, visit.say(_("Your sessions")), said=said)


@router.get("/sessions/{session_id}")
def record(visit: Reading, session_id: str, said: str = "") -> Response:
    """
    One session, step by step, to the second.
    """
    page = record_page(visit, visit.house.session(visit.runner_id, session_id))
    return show(visit, "pages/session_record.html", page, page.title, said=said)
