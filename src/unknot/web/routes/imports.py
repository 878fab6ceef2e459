"""
The imports' addresses: files in, how far they are, stopping them, taking them back.
"""

from __future__ import annotations

import asyncio
import json
from collections.abc import AsyncIterator

from fastapi import APIRouter, Request
from starlette.concurrency import run_in_threadpool
from starlette.responses import Response, StreamingResponse

from unknot.app.errors import NotFound, Refusal
from unknot.app.views import BatchState
from unknot.deliver.progress import say_progress
from unknot.web.forms import Answers
from unknot.web.pages.history import history_page
from unknot.web.pages.imports import import_page, percent_of
from unknot.web.pages.welcome import WelcomePage
from unknot.web.routes.today import is_empty
from unknot.web.templating import go, show
from unknot.web.templating import mark as _
from unknot.web.uploads import sent
from unknot.web.visit import Reading, Visit, Writing

router = APIRouter(default_response_class=Response)
NO_FILE = _("Choose a file first, or drop some here.")
# A handful of files is read in less: then the answer is their outcome and no bar is shown.
_NO_BAR_S = 0.7
_LOOK_EVERY_S = 0.2
_LOOK_ELSEWHERE_EVERY_S = 2.0


@router.post("/history")
def import_files(visit: Writing) -> Response:
    """
    Takes the files; their import goes on behind the page.
    """
    batch_id = _accept(visit)
    if batch_id is None:
        page = history_page(visit, files_error=visit.say(NO_FILE))
        return show(visit, "pages/history.html", page, visit.say(_("History")), 422)
    return go(f"/history/imports/{batch_id}")


@router.post("/welcome/files")
def first_files(visit: Writing) -> Response:
    """
    The first files of an empty house.
    """
    batch_id = _accept(visit)
    if batch_id is None:
        way_in = WelcomePage(visit.say(NO_FILE))
        return show(visit, "pages/welcome.html", way_in, visit.say(_("Welcome")), 422)
    return go(f"/history/imports/{batch_id}")


def _accept(visit: Visit) -> str | None:
    uploads = Answers(visit.form, visit.voice).files("files")
    if not uploads:
        return None
    batch = visit.door.jobs.accept(visit.runner_id, sent(uploads))
    visit.door.jobs.wait_for(batch.id, _NO_BAR_S)
    return batch.id


@router.get("/history/imports/{batch_id}")
def show_import(visit: Reading, batch_id: str) -> Response:
    """
    How far an import is, or what became of its files.
    """
    page = import_page(visit, batch_id, _where_next(visit))
    return show(visit, "pages/import.html", page, visit.say(_("Import")))


@router.get("/history/imports/{batch_id}/events")
def tell_progress(visit: Reading, batch_id: str, request: Request) -> Response:
    """
    Server-sent events: how far it is whenever that changes, and `done` at the end.
    """
    visit.house.show_import(visit.runner_id, batch_id)
    headers = {"cache-control": "no-store", "x-accel-buffering": "no"}
    events = _events(visit, batch_id, request)
    return StreamingResponse(events, media_type="text/event-stream", headers=headers)


@router.post("/history/imports/{batch_id}/cancel")
def cancel_import(visit: Writing, batch_id: str) -> Response:
    """
    Stops it after the file it is at.
    """
    visit.house.show_import(visit.runner_id, batch_id)
    visit.door.jobs.cancel(batch_id)
    visit.door.jobs.wait_for(batch_id, 5)
    return go(f"/history/imports/{batch_id}")


@router.post("/history/imports/{batch_id}/go-on")
def go_on_with_import(visit: Writing, batch_id: str) -> Response:
    """
    Takes up an import that was cut off.
    """
    visit.house.show_import(visit.runner_id, batch_id)
    if not visit.door.jobs.go_on(batch_id):
        note = visit.say(
            _("The files are not here any more. Send them again; nothing comes twice.")
        )
        page = import_page(visit, batch_id, _where_next(visit), note)
        return show(visit, "pages/import.html", page, visit.say(_("Import")), 422)
    return go(f"/history/imports/{batch_id}")


@router.post("/history/imports/{batch_id}/undo")
def undo_import(visit: Writing, batch_id: str) -> Response:
    """
    Everything it added is gone, and nothing else.
    """
    try:
        visit.house.undo_import(visit.runner_id, batch_id)
    except Refusal as refused:
        page = import_page(visit, batch_id, _where_next(visit), visit.voice.refuse(refused))
        return show(visit, "pages/import.html", page, visit.say(_("Import")), 422)
    visit.wake()
    return go(f"/history/imports/{batch_id}")


async def _events(visit: Visit, batch_id: str, request: Request) -> AsyncIterator[str]:
    last = None
    while not await request.is_disconnected():
        progress = visit.door.jobs.progress(batch_id)
        if progress is None:
            # The command line may be at it, in a process of its own.
            if await run_in_threadpool(_goes_on_elsewhere, visit, batch_id):
                await asyncio.sleep(_LOOK_ELSEWHERE_EVERY_S)
                continue
            yield "event: done\ndata: {}\n\n"
            return
        told = (progress.files, progress.bytes_done)
        if told != last:
            last = told
            facts = {
                "percent": percent_of(progress),
                "said": say_progress(progress, visit.voice),
                "last": progress.last,
            }
            yield f"data: {json.dumps(facts)}\n\n"
        await asyncio.sleep(_LOOK_EVERY_S)


def _goes_on_elsewhere(visit: Visit, batch_id: str) -> bool:
    try:
        batch, _files = visit.house.show_import(visit.runner_id, batch_id)
    except NotFound:
        return False  # erased while somebody looks
    jobs = visit.door.jobs
    is_ours = jobs.progress(batch_id) is not None or jobs.trouble_of(batch_id) is not None
    return batch.state is BatchState.RUNNING and not is_ours


def _where_next(visit: Visit) -> str:
    """
    After the first files of all come three questions.
    """
    settings = visit.settings
    has_answered = bool(settings.races or settings.budget_cents_a_month or settings.free_times)
    has_answered = has_answered or visit.house.gate_answers(visit.runner_id) is not None
    return "/" if has_answered or is_empty(visit) else "/welcome/questions"
