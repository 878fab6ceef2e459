"""
`unknot serve`: the pages, on this machine or, with a passphrase, for your phone as well.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from unknot.app.errors import NotUnderstood
from unknot.cli.door import open_house_of, spoken, tell, terminal_voice
from unknot.deliver.marking import mark as _

if TYPE_CHECKING:
    from unknot.domain.sentence import Sentence

HOST = "127.0.0.1"
PORT = 8765


def add_to(app: typer.Typer) -> None:
    """
    Adds the command.
    """
    app.command("serve")(serve_pages)


def serve_pages(
    ctx: typer.Context,
    host: Annotated[
        str, typer.Option(help="The address to listen on; beyond this machine only with sign-in.")
    ] = HOST,
    port: Annotated[
        int, typer.Option(min=0, max=65535, help="The port; 0 takes a free one.")
    ] = PORT,
    name: Annotated[
        list[str] | None,
        typer.Option(help="A further name to answer to, such as phone.example.lan; repeatable."),
    ] = None,
    tls_cert: Annotated[
        Path | None, typer.Option("--tls-cert", metavar="FILE", help="A certificate, for HTTPS.")
    ] = None,
    tls_key: Annotated[
        Path | None, typer.Option("--tls-key", metavar="FILE", help="The key of the certificate.")
    ] = None,
    open_browser: Annotated[
        bool, typer.Option("--open", help="Open the page in your browser.")
    ] = False,
) -> None:
    """
    Serve the pages on this machine.

    They are there until you press Ctrl+C.
    """
    from unknot.web.server import Certificate, Listening, serve

    if (tls_cert is None) != (tls_key is None):
        raise NotUnderstood("A certificate and its key belong together: --tls-cert and --tls-key.")
    certificate = Certificate(tls_cert, tls_key) if tls_cert and tls_key else None
    where = Listening(host, port, tuple(name or ()), certificate)
    with open_house_of(ctx) as house:
        serve(house, where, _tell_and_open if open_browser else _tell_address, _warn)


def _warn(warning: Sentence) -> None:
    tell(terminal_voice().say(warning))


def _tell_address(address: str) -> None:
    tell(spoken(_("Unknot is at {address}"), address=address))


def _tell_and_open(address: str) -> None:
    """
    Says where the pages are, and opens them.
    """
    import webbrowser

    _tell_address(address)
    webbrowser.open(address)
