"""
The web door: one application over one house, with its locks, its pages and its JSON.
"""

from __future__ import annotations

import logging
from collections.abc import AsyncIterator, Iterable
from contextlib import asynccontextmanager
from typing import Any

from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from starlette.exceptions import HTTPException
from starlette.middleware.gzip import GZipMiddleware
from starlette.responses import JSONResponse, PlainTextResponse, RedirectResponse, Response

from unknot import __version__
from unknot.app.errors import NotFound, Refusal, StoreUnusable
from unknot.bootstrap import House, Replanner
from unknot.folder_watch import FolderWatch
from unknot.import_jobs import ImportJobs
from unknot.web import api, api_body, api_load, api_measures, api_recordings, api_sessions
from unknot.web.assets import find_asset, version
from unknot.web.guest import Doorkeeper, SignInNeeded
from unknot.web.pages.about import ErrorPage
from unknot.web.problems import what_is_wrong
from unknot.web.routes import (
    account,
    benefits,
    check_in,
    found,
    history,
    imports,
    load,
    offline,
    plan,
    recordings,
    routine,
    safety,
    self_care,
    session,
    settings,
    sync,
    today,
    welcome,
)
from unknot.web.security import LOCAL_NAMES, BodyTooLarge, CsrfTokens, Gatekeeper
from unknot.web.steady import HeadAsGet, InTurn, Repairs
from unknot.web.templating import mark as _
from unknot.web.templating import show
from unknot.web.visit import Door, FormNotOurs, visit_of

# Half the work of the tightest packing, for a twentieth more bytes.
_PACKING_LEVEL = 5
A_YEAR = "public, max-age=31536000, immutable"
_PAGES_OF_FORMS = {
    "account": "/account", "benefits": "/benefits", "check-in": "/check-in", "sync": "/", "history": "/history",
    "injuries": "/wrong", "massage": "/massage",
    "safety": "/safety", "settings": "/settings", "welcome": "/welcome/questions", "wrong": "/wrong",
}  # fmt: skip
_REFUSALS = (
    (NotFound, 404, _("That is not here")),
    (FormNotOurs, 403, _("Please send that again")),
    (SignInNeeded, 401, _("Please sign in")),
    (StoreUnusable, 422, _("The data folder is in trouble")),
)


def make_app(house: House, names: Iterable[str] = (), is_open_to_others: bool = False) -> FastAPI:
    """
    The application over that house. The planner behind it runs while the application does.

    `names` are those it answers to beside this machine's own. Where it is open to others, nobody
    comes in without signing in, not even after the last account is gone.
    """

    @asynccontextmanager
    async def lifespan(app: FastAPI) -> AsyncIterator[None]:
        replanner = Replanner(house)
        jobs = ImportJobs(house, on_done=replanner.wake)
        watch = FolderWatch(house, jobs)
        app.state.door = Door(
            house, replanner, CsrfTokens(house.data_dir), jobs, watch, is_open_to_others
        )
        runner = house.runner()
        if runner is not None:
            replanner.wake(runner.id)
        yield
        watch.stop()
        jobs.stop()
        replanner.stop()

    app = FastAPI(
        title="Unknot", version=__version__, lifespan=lifespan, docs_url=None, redoc_url=None,
        openapi_url="/api/v1/openapi.json",
    )  # fmt: skip
    for pages in (
        today,
        plan,
        check_in,
        load,
        benefits,
        imports,
        history,
        recordings,
        routine,
        welcome,
        safety,
        found,
        self_care,
        session,
        settings,
        offline,
        sync,
        account,
    ):
        app.include_router(pages.router, include_in_schema=False)
    app.include_router(api.router)
    app.include_router(api_body.router)
    app.include_router(api_recordings.router)
    app.include_router(api_load.router)
    app.include_router(api_sessions.router)
    app.include_router(api_measures.router)
    app.add_api_route(
        "/static/{digest}/{name:path}", _static, include_in_schema=False, response_class=Response
    )
    _answer_errors(app)
    app.add_middleware(Doorkeeper, answer=_refused)
    app.add_middleware(Repairs, answer=_broken)
    app.add_middleware(GZipMiddleware, minimum_size=600, compresslevel=_PACKING_LEVEL)
    app.add_middleware(InTurn)
    app.add_middleware(HeadAsGet)
    app.add_middleware(Gatekeeper, names=LOCAL_NAMES | frozenset(names))
    return app


def _static(digest: str, name: str) -> Response:
    """
    One file of the package; with the present version in its address it may be kept for a year.
    """
    asset = find_asset(name)
    if asset is None:
        raise NotFound("There is no such file.")
    cache = A_YEAR if digest == version() else "no-cache"
    return Response(asset.content, media_type=asset.media_type, headers={"cache-control": cache})


def _answer_errors(app: FastAPI) -> None:
    app.add_exception_handler(Refusal, _refused)
    app.add_exception_handler(HTTPException, _http_error)
    app.add_exception_handler(RequestValidationError, _not_valid)
    app.add_exception_handler(BodyTooLarge, _too_large)


def _refused(request: Request, refused: Exception) -> Response:
    for kind, status, title in _REFUSALS:
        if isinstance(refused, kind):
            return _error(request, status, title, refused)
    return _error(request, 422, _("That does not work"), refused)


def _http_error(request: Request, error: Exception) -> Response:
    if not isinstance(error, HTTPException):
        return _broken(request, error)
    if error.status_code == 404:
        return _error(
            request, 404, _("That page is not here"), _("The address may be old or mistyped.")
        )
    if error.status_code == 405:
        page = _page_of_form(request)
        if page:
            return RedirectResponse(page, 303)
        return _error(request, 405, _("That does not work here"), _way_out(request))
    return _error(request, error.status_code, _("That does not work"), str(error.detail))


def _way_out(request: Request) -> Refusal:
    if request.url.path.startswith("/api/"):
        return Refusal(
            "{method} is not for this address; the OpenAPI document names what is.",
            method=request.method,
        )
    return Refusal("Go back and use the buttons of the page.")


def _page_of_form(request: Request) -> str:
    """
    The page whose form is sent to this address: reloading what a form answered leads back there.
    """
    place, _slash, rest = request.url.path.strip("/").partition("/")
    if request.method != "GET" or place in {"api", "static"}:
        return ""
    if place == "runs":
        return f"/runs/{rest.partition('/')[0]}"
    return _PAGES_OF_FORMS.get(place, "/")


def _not_valid(request: Request, error: Exception) -> Response:
    problems = error.errors() if isinstance(error, RequestValidationError) else ()
    first: dict[str, Any] = dict(problems[0]) if problems else {}
    return _error(request, 422, _("That was not understood"), what_is_wrong(first))


def _too_large(request: Request, error: Exception) -> Response:
    return _error(
        request, 413, _("That is too much at once"), _("Send the files in smaller parts.")
    )


def _broken(request: Request, error: Exception) -> Response:
    logging.getLogger("unknot").error("a page failed", exc_info=error)
    return _error(
        request, 500, _("Something broke here"),
        _("Your data is as it was. Please try again; if it happens again, the server's output says more."),
    )  # fmt: skip


def _error(request: Request, status: int, title: str, why: str | Exception) -> Response:
    try:
        visit = visit_of(request)
        said = visit.voice.translate(why) if isinstance(why, str) else visit.voice.refuse(why)
        if request.url.path.startswith("/api/"):
            return JSONResponse({"error": said}, status)
        name = visit.voice.translate(title)
        return show(visit, "pages/error.html", ErrorPage(name, said, status), name, status)
    except Exception:  # the error page itself must never fail
        if request.url.path.startswith("/api/"):
            return JSONResponse({"error": str(why)}, status)
        return PlainTextResponse(f"{title}. {why}\n", status)
