"""
`unknot serve`: the pages, on this machine only.
"""

from __future__ import annotations

from typing import Annotated

import typer

from unknot.cli.door import open_house_of, spoken, tell
from unknot.deliver.marking import mark as _

HOST = "127.0.0.1"
PORT = 8765


def add_to(app: typer.Typer) -> None:
    """
    Adds the command.
    """
    app.command("serve")(serve_pages)


def serve_pages(
    ctx: typer.Context,
    host: Annotated[str, typer.Option(help="Only addresses of this machine itself.")] = HOST,
    port: Annotated[
        int, typer.Option(min=0, max=65535, help="The port; 0 takes a free one.")
    ] = PORT,
    open_browser: Annotated[
        bool, typer.Option("--open", help="Open the page in your browser.")
    ] = False,
) -> None:
    """
    Serve the pages on this machine.

    They are there until you press Ctrl+C.
    """
    from unknot.web.server import serve

    with open_house_of(ctx) as house:
        serve(house, host, port, _tell_and_open if open_browser else _tell_address)


def _tell_address(address: str) -> None:
    tell(spoken(_("Unknot is at {address}"), address=address))


def _tell_and_open(address: str) -> None:
    """
    Says where the pages are, and opens them.
    """
    import webbrowser

    _tell_address(address)
    webbrowser.open(address)
