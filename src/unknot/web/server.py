"""
The server: one process, this machine only, over the data of one folder.
"""

from __future__ import annotations

import gc
import socket
from collections.abc import Callable

from unknot.app.errors import Refusal
from unknot.bootstrap import House

LOOPBACK = frozenset({"127.0.0.1", "localhost", "::1"})


class HostRefused(Refusal):
    """
    An address that others could reach, while there is no sign-in.
    """


class PortTaken(Refusal):
    """
    Something else already listens there.
    """


def serve(
    house: House,
    host: str = "127.0.0.1",
    port: int = 8765,
    tell_address: Callable[[str], None] = print,
) -> None:
    """
    Answers until it is interrupted. `tell_address` is given the address once it is open.

    Raises
    ------
    HostRefused
        For any host but this machine: nothing protects a runner's data from strangers yet.
    PortTaken
        If the port is in use, with what to do instead.
    """
    if host not in LOOPBACK:
        raise HostRefused(
            "Unknot listens on this machine only (127.0.0.1), not on {host}: there is no sign-in"
            " yet, so anyone who reached it could read and change your data.",
            host=host,
        )
    listener = _listen(host, port)
    import uvicorn

    from unknot.web.app import make_app

    shown = f"[{host}]" if ":" in host else host
    tell_address(f"http://{shown}:{listener.getsockname()[1]}")
    app = make_app(house)
    _look_for_garbage_seldom()
    config = uvicorn.Config(
        app, log_level="warning", server_header=False, access_log=False,
        timeout_graceful_shutdown=3,
    )  # fmt: skip
    uvicorn.Server(config).run(sockets=[listener])


def _look_for_garbage_seldom() -> None:
    # Nearly all that a page leaves behind goes at once, without a search. A search through
    # everything stops every page for a tenth of a second once years of runs are remembered: it
    # comes a hundred times less often, and what is there from the start is no part of it.
    gc.collect()
    gc.freeze()
    gc.set_threshold(10_000, 10, 100)


def _listen(host: str, port: int) -> socket.socket:
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    # Named as TCP, so that asyncio sends small answers at once; unnamed, each waits 40 ms for the
    # reader to acknowledge what came before it.
    listener = socket.socket(family, socket.SOCK_STREAM, socket.IPPROTO_TCP)
    listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        listener.bind((host, port))
        listener.listen(128)
    except (OSError, OverflowError) as taken:
        listener.close()
        raise PortTaken(
            "Port {port} on {host} cannot be used ({why}). Stop what listens there, or choose another:"
            " unknot serve --port {other}",
            port=port,
            host=host,
            why=taken.strerror if isinstance(taken, OSError) else taken,
            other=port + 1 if port < 65535 else 8765,
        ) from taken
    return listener
