"""
`unknot serve`: the pages, on this machine only.
"""

from __future__ import annotations

import errno
import ipaddress
import socket
from typing import Annotated

import typer

from unknot.app.errors import NotUnderstood
from unknot.cli.door import open_house_of

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
    """
    check_host(host)
    check_port(host, port)
    from unknot.web.server import serve

    with open_house_of(ctx) as house:
        serve(house, host, port, open_browser)


def check_host(host: str) -> None:
    """
    Refuses every address but this machine's own.
    """
    if not is_loopback(host):
        raise NotUnderstood(
            f"Unknot has no sign-in yet, so anyone who could reach {host} could read and change"
            " everything about your body. It serves 127.0.0.1 only; to reach it from elsewhere,"
            " use an SSH tunnel."
        )


def is_loopback(host: str) -> bool:
    """
    True for addresses that only this machine itself can reach.
    """
    if host == "localhost":
        return True
    try:
        return ipaddress.ip_address(host.strip("[]")).is_loopback
    except ValueError:
        return False


def check_port(host: str, port: int) -> None:
    """
    Refuses a port that another program has, before anything is started.
    """
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    with socket.socket(family, socket.SOCK_STREAM) as probe:
        # As the server does: a port that was closed a moment ago is free.
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host.strip("[]"), port))
        except OSError as taken:
            _refuse_port(port, taken)


def _refuse_port(port: int, taken: OSError) -> None:
    if taken.errno == errno.EADDRINUSE:
        raise NotUnderstood(
            f"port {port} is taken by another program; choose one with --port {port + 1}"
        )
    if taken.errno in (errno.EACCES, errno.EPERM):
        raise NotUnderstood(
            f"port {port} may not be used without special rights; choose one above 1023"
        )
    raise NotUnderstood(f"port {port} cannot be used: {(taken.strerror or str(taken)).lower()}")
