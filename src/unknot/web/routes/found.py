"""
Taking over what was found about the runner: one button, from the settings or the first questions.
"""

from __future__ import annotations

from fastapi import APIRouter
from starlette.responses import Response

from unknot.app.errors import NotFound
from unknot.domain.proposal import Found
from unknot.web.forms import Answers
from unknot.web.templating import go
from unknot.web.visit import Writing

router = APIRouter(default_response_class=Response)
_BACK = {"settings": "/settings", "questions": "/welcome/questions"}


@router.post("/settings/found/{name}")
def accept_found(visit: Writing, name: str) -> Response:
    """
    Sets what was found; it can be changed like anything typed.
    """
    if name not in {each.value for each in Found}:
        raise NotFound("Nothing called {name} can be found.", name=name)
    visit.house.accept_found(visit.runner_id, Found(name))
    visit.wake()
    back = _BACK.get(Answers(visit.form, visit.voice).text("back"), "/settings")
    return go(back, "accepted")
