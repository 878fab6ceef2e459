"""
`unknot serve`: the pages, on this machine only.
"""

from __future__ import annotations

from typing import Annotated

import typer

from unknot.cli.door import open_house_of, tell

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
        serve(house, host, port, _tell_and_open if open_browser else tell)


def _tell_and_open(sentence: str) -> None:
    """
    Says where the pages are, and opens them; the address is the last word.
    """
    import webbrowser

    tell(sentence)
    webbrowser.open(sentence.split()[-1])
