"""
Who may speak to this server, and what its pages may do: the locks on the door.

The server answers only to names it was given and to its own addresses (a page on the web that
points its name at 127.0.0.1 gets nothing), and only to forms that it made for this very sign-in.
"""

from __future__ import annotations

import hashlib
import hmac
import ipaddress
import secrets
from collections.abc import Iterable
from pathlib import Path
from urllib.parse import urlsplit

from starlette.datastructures import Headers, MutableHeaders
from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from unknot.app.errors import Refusal
from unknot.deliver.words import Voice, translations_in
from unknot.domain.sentence import Sentence, sentence
from unknot.web.language import languages_asked

CSRF_COOKIE = "unknot_csrf"
CSRF_FIELD = "csrf"
CSRF_HEADER = "x-csrf-token"
LOCAL_NAMES = frozenset({"127.0.0.1", "localhost", "[::1]"})

CONTENT_POLICY = "; ".join(
    (
        "default-src 'none'",
        "script-src 'self'",
        "style-src 'self'",
        "img-src 'self'",
        "font-src 'self'",
        "connect-src 'self'",
        "manifest-src 'self'",
        "worker-src 'self'",
        "form-action 'self'",
        "frame-ancestors 'none'",
        "base-uri 'none'",
    )
)
_HEADERS = {
    "content-security-policy": CONTENT_POLICY,
    "x-content-type-options": "nosniff",
    "referrer-policy": "same-origin",
    "cross-origin-opener-policy": "same-origin",
    "cross-origin-resource-policy": "same-origin",
    "permissions-policy": "camera=(), geolocation=(), microphone=()",
}
_READING = frozenset({"GET", "HEAD", "OPTIONS"})

ORDINARY_BODY = 1_000_000
# Ten years of a watch and a phone, packed, are a third of this.
UPLOAD_BODY = 4_000_000_000
_UPLOAD_PATHS = ("/history", "/welcome", "/api/v1/import")


class Gatekeeper:
    """
    Looks at every request before anyone else does, and puts the headers on every answer.
    """

    def __init__(self, app: ASGIApp, names: Iterable[str] = LOCAL_NAMES) -> None:
        self._app = app
        self._names = frozenset(names)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """
        Passes a request on, or refuses it with a sentence.
        """
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        with_headers = _add_headers(send)
        refusal = self._refusal(scope)
        if refusal is None:
            limit = UPLOAD_BODY if scope["path"].startswith(_UPLOAD_PATHS) else ORDINARY_BODY
            await self._app(scope, _limited(receive, limit), with_headers)
        else:
            await refusal(scope, receive, with_headers)

    def _refusal(self, scope: Scope) -> PlainTextResponse | None:
        headers = Headers(scope=scope)
        name = _name_in(headers.get("host", ""))
        if name not in self._names and not _is_own_address(name, scope):
            return _refuse(headers, self._names_said(), 421)
        if scope["method"] not in _READING and not self._is_own_page(headers):
            return _refuse(
                headers, sentence("This came from another site, so nothing was changed."), 403
            )
        length = headers.get("content-length", "0")
        limit = UPLOAD_BODY if scope["path"].startswith(_UPLOAD_PATHS) else ORDINARY_BODY
        if not length.isdigit() or int(length) > limit:
            too_much = sentence(
                "That is more than {most} MB at once; send it in smaller parts.",
                most=limit // 1_000_000,
            )
            return _refuse(headers, too_much, 413)
        return None

    def _names_said(self) -> Sentence:
        if self._names == LOCAL_NAMES:
            return sentence("Unknot answers only to 127.0.0.1 and localhost on this machine.")
        return sentence(
            "Unknot does not answer to this name. Whoever runs it can add the name:"
            " unknot serve --name NAME"
        )

    def _is_own_page(self, headers: Headers) -> bool:
        if headers.get("sec-fetch-site", "same-origin") not in {"same-origin", "none"}:
            return False
        origin = headers.get("origin")
        # Some browsers say "null" for our own forms, since our pages send no referrer; the token
        # of the form decides then.
        return origin in {None, "null"} or urlsplit(origin).netloc == headers.get("host")


def _refuse(headers: Headers, why: Sentence, status: int) -> PlainTextResponse:
    """
    A sentence without a page around it: whoever is refused here sees nothing of the house.
    """
    asked = languages_asked(headers.get("accept-language", ""))
    said = Voice(translations=translations_in(asked)).say(why)
    return PlainTextResponse(f"{said}\n", status)


class BodyTooLarge(Refusal):
    """
    More bytes came than were announced or allowed.
    """


def _limited(receive: Receive, limit: int) -> Receive:
    taken = 0

    async def take() -> Message:
        nonlocal taken
        message = await receive()
        taken += len(message.get("body", b""))
        if taken > limit:
            raise BodyTooLarge
        return message

    return take


def _add_headers(send: Send) -> Send:
    async def send_with_headers(message: Message) -> None:
        if message["type"] == "http.response.start":
            headers = MutableHeaders(scope=message)
            for name, value in _HEADERS.items():
                headers[name] = value
            headers.setdefault("cache-control", "no-store")
        await send(message)

    return send_with_headers


def _is_own_address(name: str, scope: Scope) -> bool:
    """
    True for the very address that the connection came in on, written as numbers: no name of
    another site can be that.
    """
    own = (scope.get("server") or ("", 0))[0]
    try:
        reached = ipaddress.ip_address(str(own).partition("%")[0])
        # A server that listens on [::] sees the short addresses inside long ones.
        reached = getattr(reached, "ipv4_mapped", None) or reached
        return ipaddress.ip_address(name.strip("[]")) == reached
    except ValueError:
        return False


def _name_in(host: str) -> str:
    """
    The name in a Host header, without the port: "[::1]" of "[::1]:8765".
    """
    if host.startswith("["):
        return host[: host.find("]") + 1]
    return host.partition(":")[0].lower()


class CsrfTokens:
    """
    Tokens that prove a form was made by this server: a cookie and a hidden field that agree.

    Each is bound to a sign-in, where there is one: the form of another is not taken. The secret lies beside the data, so a form left open survives a restart.
    """

    def __init__(self, data_dir: Path) -> None:
        self._secret = _secret_in(data_dir)

    def make(self, binding: str = "") -> str:
        """
        A fresh token, signed, for that sign-in.
        """
        nonce = secrets.token_hex(16)
        return f"{nonce}.{self._sign(nonce, binding)}"

    def is_ours(self, token: str | None, binding: str = "") -> bool:
        """
        True for a token that this server made for that sign-in.
        """
        nonce, _, signature = (token or "").partition(".")
        return bool(nonce) and hmac.compare_digest(
            self._sign(nonce, binding).encode(), signature.encode("utf-8", "replace")
        )

    def agree(self, cookie: str | None, sent: str | None, binding: str = "") -> bool:
        """
        True when the form carries the token of the cookie, and it is ours.
        """
        return (
            cookie is not None
            and sent is not None
            and hmac.compare_digest(cookie.encode(), sent.encode("utf-8", "replace"))
            and self.is_ours(cookie, binding)
        )

    def _sign(self, nonce: str, binding: str) -> str:
        signed = f"{nonce} {binding}" if binding else nonce
        return hmac.new(self._secret, signed.encode("utf-8", "replace"), hashlib.sha256).hexdigest()


def _secret_in(data_dir: Path) -> bytes:
    path = data_dir / "web-secret"
    try:
        kept = path.read_bytes()
        if len(kept) == 32:
            return kept
        fresh = secrets.token_bytes(32)
        path.touch(mode=0o600)
        path.write_bytes(fresh)
    except FileNotFoundError:
        fresh = secrets.token_bytes(32)
        try:
            # The data may lie on a server, and nobody has made the folder yet.
            data_dir.mkdir(parents=True, exist_ok=True, mode=0o700)
            path.touch(mode=0o600)
            path.write_bytes(fresh)
        except OSError:
            # A folder that cannot be written is said by the store; forms still need a secret.
            return fresh
    except OSError:
        return secrets.token_bytes(32)
    return fresh
