"""
What every answer can rely on: a page that breaks is still a page, its headers can be asked for, and
none waits for all the others.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable

from starlette.datastructures import Headers
from starlette.requests import Request
from starlette.responses import Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send


class Repairs:
    """
    Turns what nobody foresaw into a page that says so.

    It stands inside the gatekeeper, so that this page too carries the locks.
    """

    def __init__(self, app: ASGIApp, answer: Callable[[Request, Exception], Response]) -> None:
        self._app = app
        self._answer = answer

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """
        Passes a request on and answers in its place if it breaks before it began to answer.
        """
        has_begun = False

        async def watched(message: Message) -> None:
            nonlocal has_begun
            has_begun = True
            await send(message)

        try:
            await self._app(scope, receive, watched)
        except Exception as error:
            if has_begun or scope["type"] != "http":
                raise
            await self._answer(Request(scope), error)(scope, receive, send)


class InTurn:
    """
    Makes a few pages at a time, the others in turn.

    Pages are work for one processor: made all at once, each would take as long as all of them
    together. What waits on purpose, as events and questions after a plan do, asks for no HTML and
    passes by.
    """

    def __init__(self, app: ASGIApp, at_once: int = 2) -> None:
        self._app = app
        self._room = asyncio.Semaphore(at_once)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """
        Passes a request on, a page when it is its turn.
        """
        if not _asks_for_a_page(scope):
            await self._app(scope, receive, send)
            return
        await self._room.acquire()
        is_inside = True

        def leave() -> None:
            nonlocal is_inside
            if is_inside:
                is_inside = False
                self._room.release()

        async def leave_and_send(message: Message) -> None:
            # It is made; whoever reads it slowly, or not at all, keeps nobody waiting.
            leave()
            await send(message)

        try:
            await self._app(scope, receive, leave_and_send)
        finally:
            leave()


def _asks_for_a_page(scope: Scope) -> bool:
    if scope["type"] != "http" or scope["method"] not in ("GET", "HEAD"):
        return False
    return "text/html" in Headers(scope=scope).get("accept", "")


class HeadAsGet:
    """
    Answers HEAD, as link checkers and calendar programs send it, like GET but without the body.
    """

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """
        Passes a request on; of the answer to HEAD only the head goes out.
        """
        if scope["type"] != "http" or scope["method"] != "HEAD":
            await self._app(scope, receive, send)
            return

        async def without_body(message: Message) -> None:
            if message["type"] == "http.response.body":
                message = {**message, "body": b""}
            await send(message)

        await self._app({**scope, "method": "GET"}, receive, without_body)
