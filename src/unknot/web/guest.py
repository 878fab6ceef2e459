"""
Who stands at the door with a request: signed in, not signed in yet, or nobody who has to.

Asked before anything else is read of a request, so that a page that forgot to ask is shut and
not open, and nobody fills the disk who has not signed in.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import cast
from urllib.parse import quote

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import JSONResponse, PlainTextResponse, RedirectResponse, Response
from starlette.types import ASGIApp, Receive, Scope, Send

from unknot.app.account_ports import KeptSignIn
from unknot.app.errors import Refusal
from unknot.app.ports import Runner
from unknot.bootstrap import House
from unknot.deliver.words import Voice, translations_in
from unknot.domain.account import ABSOLUTE_LIMIT
from unknot.domain.sentence import mark as _
from unknot.web.language import languages_asked

SIGN_IN_COOKIE = "unknot_sign_in"
SIGN_IN = "/sign-in"
# A calendar program cannot sign in: its address is the secret. What a phone needs to install the
# pages it asks for without any cookie; nothing in it is of anybody.
_OPEN = re.compile(
    r"/sign-in|/static/.*|/calendar/[^/]+\.ics|/api/v1/openapi\.json"
    r"|/service-worker\.js|/manifest\.webmanifest|/offline",
    re.S,
)
_LOOPBACK_NAMES = re.compile(r"localhost|127(\.\d+){3}|\[?::1\]?")


class SignInNeeded(Refusal):
    """
    A page of somebody, asked for by nobody.
    """

    def __init__(self) -> None:
        super().__init__(_("Please sign in first; your sign-in may have ended."))


@dataclass(frozen=True, slots=True)
class Guest:
    """
    Who asks. Without any passphrase in the house nobody has to sign in, and `runner` is None.
    """

    must_sign_in: bool
    runner: Runner | None = None
    sign_in: KeptSignIn | None = None

    @property
    def binding(self) -> str:
        """
        What the forms of this guest are bound to: one of another sign-in does not fit.
        """
        return self.sign_in.token_hash if self.sign_in is not None else ""


_GUEST = "unknot.guest"
ANYBODY = Guest(must_sign_in=False)


def guest_of(request: Request) -> Guest:
    """
    Who sent this request; looked up once.
    """
    # With the request itself and nowhere else: what a server keeps for many requests is not asked.
    found = request.scope.get(_GUEST)
    if found is None:
        door = request.app.state.door
        found = _look_up(request, door.house, door.is_open_to_others)
        request.scope[_GUEST] = found
    return cast(Guest, found)


def _look_up(request: Request, house: House, is_open_to_others: bool) -> Guest:
    token = request.cookies.get(cookie_name(SIGN_IN_COOKIE, request))
    signed_in = house.signed_in(token) if token else None
    if signed_in is not None:
        sign_in, runner = signed_in
        return Guest(True, runner, sign_in)
    return Guest(must_sign_in=is_open_to_others or house.has_accounts())


def cookie_name(plain: str, request: Request) -> str:
    """
    Over HTTPS the name itself says that no other address and no plain page set it.
    """
    return f"__Host-{plain}" if request.url.scheme == "https" else plain


def is_secure_context(request: Request) -> bool:
    """
    True where browsers allow offline use and a screen that stays awake: HTTPS, or this machine.
    """
    host = request.url.hostname or ""
    return request.url.scheme == "https" or _LOOPBACK_NAMES.fullmatch(host) is not None


def hand_over(response: Response, request: Request, token: str) -> Response:
    """
    Gives the browser the token of its sign-in.
    """
    response.set_cookie(
        cookie_name(SIGN_IN_COOKIE, request), token,
        max_age=int(ABSOLUTE_LIMIT.total_seconds()), path="/", httponly=True, samesite="lax",
        secure=request.url.scheme == "https",
    )  # fmt: skip
    return response


def take_back(response: Response, request: Request) -> Response:
    """
    Takes the token from the browser, and the pages it has in its cache. What the page's script
    keeps for when it is offline, the script itself takes away.
    """
    response.delete_cookie(
        cookie_name(SIGN_IN_COOKIE, request), path="/", httponly=True, samesite="lax",
        secure=request.url.scheme == "https",
    )  # fmt: skip
    response.headers["clear-site-data"] = '"cache"'
    return response


class Doorkeeper:
    """
    Lets in who is signed in, or need not be; sends everybody else to the sign-in page.
    """

    def __init__(self, app: ASGIApp, answer: Callable[[Request, Exception], Response]) -> None:
        self._app = app
        self._answer = answer

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """
        Passes a request on, with who sent it, or answers in its place.
        """
        if scope["type"] != "http" or _OPEN.fullmatch(scope["path"]):
            await self._app(scope, receive, send)
            return
        request = Request(scope, receive)
        try:
            guest = await run_in_threadpool(guest_of, request)
        except Refusal as refused:
            await self._answer(request, refused)(scope, receive, send)
            return
        if guest.must_sign_in and guest.runner is None:
            await _ask_to_sign_in(request)(scope, receive, send)
        else:
            await self._app(scope, receive, send)


def _ask_to_sign_in(request: Request) -> Response:
    if request.url.path.startswith("/api/"):
        return JSONResponse({"error": _said(request)}, 401)
    if request.method not in {"GET", "HEAD"}:
        return RedirectResponse(SIGN_IN, 303)
    if "text/html" not in request.headers.get("accept", ""):
        return PlainTextResponse(f"{_said(request)}\n", 401)
    asked = request.url.path + (f"?{request.url.query}" if request.url.query else "")
    return RedirectResponse(f"{SIGN_IN}?next={quote(asked, safe='/')}", 303)


def _said(request: Request) -> str:
    asked = languages_asked(request.headers.get("accept-language", ""))
    return Voice(translations=translations_in(asked)).refuse(SignInNeeded())
