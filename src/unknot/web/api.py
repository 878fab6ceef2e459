"""
The JSON interface, `/api/v1`: the use cases of the pages, for scripts on this machine.

Reading needs nothing. Writing needs the header `X-Unknot-Request: 1`: a page of another site
cannot send it without asking this server first, and this server never agrees.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, datetime
from typing import Annotated, Any

from fastapi import APIRouter, Body, Depends, Header, Request, UploadFile
from pydantic import BaseModel
from starlette.responses import JSONResponse, Response

from unknot.app.errors import NotFound, Refusal, ValueRefused
from unknot.app.lengths import LONGEST_NAME
from unknot.deliver.plain import (
    batches_as_plain,
    import_as_plain,
    item_as_plain,
    plan_as_plain,
    progress_as_plain,
    run_as_plain,
    run_detail_as_plain,
)
from unknot.domain.canonical import INSTANT_NEEDS_A_ZONE, NotReadable, from_plain, to_plain
from unknot.domain.check_in import CheckIn
from unknot.domain.recording import Sport, Surface
from unknot.domain.refused import CannotBe
from unknot.domain.run import RunKind
from unknot.domain.session import ItemStatus
from unknot.domain.settings import Settings
from unknot.domain.units import as_utc
from unknot.web.forms import within_reach
from unknot.web.uploads import sent
from unknot.web.visit import Reading, Visit

# A body of another sort would be taken for none at all.
_BODIES = {"application/json", "multipart/form-data"}


class HeaderMissing(Refusal):
    """
    A write without the header that another site's page cannot send.
    """


class NoJson(Refusal):
    """
    A request whose body says that it is something else than JSON or files.
    """


def _asked_on_purpose(
    request: Request, x_unknot_request: Annotated[str | None, Header()] = None
) -> None:
    if x_unknot_request != "1":
        raise HeaderMissing(
            "Writing needs the header X-Unknot-Request: 1, so that no page of another site can do it."
        )
    sort = request.headers.get("content-type", "").partition(";")[0].strip().lower()
    has_body = request.headers.get("content-length", "0") != "0"
    if has_body and sort not in _BODIES:
        raise NoJson(
            "A body needs the header Content-Type: application/json, not '{sort}'; files come as"
            " multipart/form-data.",
            sort=sort,
        )


class Problem(BaseModel):
    """
    What is wrong, in one sentence.
    """

    error: str


PROBLEMS: dict[int | str, dict[str, Any]] = {
    404: {"model": Problem, "description": "There is no such thing"},
    422: {"model": Problem, "description": "Not understood, or refused with the reason"},
}
router = APIRouter(
    prefix="/api/v1", tags=["unknot"], default_response_class=JSONResponse, responses=PROBLEMS
)
writes = [Depends(_asked_on_purpose)]
Plain = dict[str, Any]


@router.get("/runs")
def list_runs(
    visit: Reading, from_date: date | None = None, to_date: date | None = None
) -> list[Plain]:
    """
    The runs of those days, all sports, oldest first.
    """
    runs = visit.house.list_runs(runner_of(visit), from_date, to_date)
    return [run_as_plain(run) for run in runs]


@router.get("/runs/{run_id}")
def show_run(visit: Reading, run_id: str) -> Plain:
    """
    One run with its load, its kind and its recordings.
    """
    return run_detail_as_plain(visit.house.show_run(runner_of(visit), run_id))


@router.post("/runs", dependencies=writes, status_code=201)
def add_run(
    visit: Reading,
    start: Annotated[datetime, Body()],
    duration_min: Annotated[float, Body(ge=1, le=2880)],
    distance_m: Annotated[float | None, Body(gt=0)] = None,
    rpe: Annotated[float | None, Body(ge=0, le=10)] = None,
    kind: Annotated[RunKind | None, Body()] = None,
    surface: Annotated[Surface, Body()] = Surface.TREADMILL,
    sport: Annotated[Sport, Body()] = Sport.RUNNING,
    title: Annotated[str, Body(max_length=LONGEST_NAME)] = "",
) -> Plain:
    """
    A run noted by hand. `start` carries its zone.
    """
    if start.tzinfo is None:
        raise ValueRefused(NotReadable(INSTANT_NEEDS_A_ZONE, "start"))
    with _about("start"):
        within_reach(start.date())
        begun = as_utc(start)
    facts = visit.house.add_run(
        visit.runner_id, begun, duration_min, distance_m, rpe, kind, surface, sport, title
    )
    visit.wake()
    return run_as_plain(facts)


@router.post("/runs/{run_id}/rating", dependencies=writes)
def rate_run(
    visit: Reading,
    run_id: str,
    rpe: Annotated[float | None, Body(ge=0, le=10)] = None,
    kind: Annotated[RunKind | None, Body()] = None,
) -> Plain:
    """
    How hard it was and of which kind; null leaves what was said before.
    """
    facts = visit.house.rate_run(runner_of(visit), run_id, rpe, kind)
    visit.wake()
    return run_as_plain(facts)


@router.post("/import", dependencies=writes)
def import_files(visit: Reading, files: list[UploadFile]) -> list[Plain]:
    """
    Activity files as multipart fields called `files`; one outcome per file, in their order.
    """
    batch = visit.door.jobs.accept(visit.runner_id, sent(files))
    while not visit.door.jobs.wait_for(batch.id, seconds=60):
        pass
    _batch, outcomes = visit.house.show_import(visit.runner_id, batch.id)
    return import_as_plain(outcomes)


@router.get("/imports")
def list_imports(visit: Reading) -> list[Plain]:
    """
    Every import, the newest first.
    """
    return batches_as_plain(visit.house.imports(visit.runner_id))


@router.post("/imports", dependencies=writes, status_code=202)
def begin_import(visit: Reading, files: list[UploadFile]) -> Plain:
    """
    The same as `import`, without waiting: the answer is the import that has begun.
    """
    batch = visit.door.jobs.accept(visit.runner_id, sent(files))
    [plain] = batches_as_plain([batch])
    return plain


@router.get("/imports/{import_id}")
def show_import(visit: Reading, import_id: str) -> Plain:
    """
    One import, what became of each of its files, and how far it is while it goes on.
    """
    batch, files = visit.house.show_import(visit.runner_id, import_id)
    [plain] = batches_as_plain([batch])
    progress = visit.door.jobs.progress(import_id)
    return {
        **plain,
        "files": import_as_plain(files),
        "progress": progress and progress_as_plain(progress),
    }


@router.post("/imports/{import_id}/cancel", dependencies=writes, status_code=202)
def cancel_import(visit: Reading, import_id: str) -> Plain:
    """
    Stops an import after the file it is at; what was kept stays.
    """
    batch, _files = visit.house.show_import(runner_of(visit), import_id)
    visit.door.jobs.cancel(batch.id)
    return {"id": batch.id}


@router.post("/imports/{import_id}/undo", dependencies=writes)
def undo_import(visit: Reading, import_id: str) -> Plain:
    """
    Takes an import back; the answer says how many activities are gone.
    """
    n_gone = visit.house.undo_import(runner_of(visit), import_id)
    visit.wake()
    return {"id": import_id, "activities_gone": n_gone}


@router.get("/plan")
def show_plan(visit: Reading) -> Response:
    """
    The kept plan with every reason in words. Never computed here: 404 until there is one.
    """
    kept = visit.kept_plan()
    if kept is None:
        raise NotFound("There is no plan yet.")
    return JSONResponse(
        {
            **plan_as_plain(kept.decision, visit.voice),
            "decided_at": to_plain(kept.decided_at),
            "is_being_updated": visit.is_planning,
        }
    )


@router.post("/plan/items/{item_id}", dependencies=writes)
def mark_item(
    visit: Reading, item_id: str, status: Annotated[ItemStatus, Body(embed=True)]
) -> Plain:
    """
    `done`, `skipped`, `confirmed`, or `proposed` to take it back.
    """
    item = visit.house.mark_item(runner_of(visit), item_id, status)
    visit.wake()
    return item_as_plain(item, visit.voice)


@router.get("/check-ins")
def list_check_ins(visit: Reading, since: date | None = None) -> list[Plain]:
    """
    The reports since that day, oldest first.
    """
    return [to_plain(each) for each in visit.house.check_ins(runner_of(visit), since)]


@router.post("/check-ins", dependencies=writes, status_code=201)
def check_in(visit: Reading, report: Annotated[Plain, Body()]) -> Plain:
    """
    One report, as `GET` shows them; `date` and `reported_at` are today and now unless given.
    """
    given = {"date": visit.today.isoformat(), "reported_at": to_plain(visit.now), **report}
    value = read_plain(CheckIn, given)
    with _about("date"):
        within_reach(value.date)
    visit.house.check_in(visit.runner_id, value)
    visit.wake()
    return dict(to_plain(value))


@router.get("/settings")
def show_settings(visit: Reading) -> Plain:
    """
    Everything that is set, with the defaults for the rest.
    """
    return dict(to_plain(visit.settings))


@router.patch("/settings", dependencies=writes)
def change_settings(visit: Reading, changes: Annotated[Plain, Body()]) -> Plain:
    """
    Changes the named settings only; all of them, or, with a sentence, none.
    """
    runner = visit.runner_id
    wanted = read_plain(Settings, {**to_plain(visit.settings), **changes})
    named = {name: getattr(wanted, name) for name in changes}
    after = visit.house.change_settings(runner, **named)
    visit.wake()
    visit.door.watch.look_now()
    return dict(to_plain(after))


def runner_of(visit: Visit) -> str:
    """
    Whose rows are read; reading makes nobody.
    """
    if visit.runner is None:
        raise NotFound("There is nobody here yet: import files or load the sample first.")
    return visit.runner.id


def read_plain(kind: Any, plain: Any, where: str = "") -> Any:
    """
    A value from what was sent, or the sentence that says which field does not fit.
    """
    try:
        return from_plain(kind, json.loads(json.dumps(plain)), where)
    except NotReadable as refused:
        raise ValueRefused(refused) from refused


@contextmanager
def _about(field: str) -> Iterator[None]:
    """
    What cannot be is told behind the name of that field.
    """
    try:
        yield
    except CannotBe as refused:
        raise ValueRefused(NotReadable(refused.said, field, **refused.facts)) from refused
