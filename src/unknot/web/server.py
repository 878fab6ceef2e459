"""
The server: one process over the data of one folder, for this machine or, with sign-in, for others.
"""

from __future__ import annotations

import gc
import ipaddress
import re
import socket
from collections.abc import Callable
from dataclasses import dataclass

from unknot.app.errors import Refusal
from unknot.bootstrap import House
from unknot.domain.sentence import Sentence, sentence
from unknot.web.tls import Certificate, check_certificate

__all__ = ["Certificate", "HostRefused", "Listening", "NameRefused", "PortTaken", "serve"]

LOOPBACK = frozenset({"127.0.0.1", "localhost", "::1"})
# A proxy on this very machine may say who asked it, and that it was asked over HTTPS.
_TRUSTED_PROXIES = ["127.0.0.1", "::1", "::ffff:127.0.0.1"]
_NAME = re.compile(r"[a-z0-9_]([a-z0-9_-]*[a-z0-9_])?(\.[a-z0-9_]([a-z0-9_-]*[a-z0-9_])?)*")


class HostRefused(Refusal):
    """
    An address or a name that others could reach, while nobody has to sign in.
    """


class NameRefused(Refusal):
    """
    Something that is no name of a machine.
    """


class PortTaken(Refusal):
    """
    Something else already listens there.
    """


@dataclass(frozen=True, slots=True)
class Listening:
    """
    Where the server listens, the further names it answers to, and its certificate for HTTPS.
    """

    host: str = "127.0.0.1"
    port: int = 8765
    names: tuple[str, ...] = ()
    certificate: Certificate | None = None

    @property
    def is_open_to_others(self) -> bool:
        """
        True for whatever a stranger could reach: another address, or a name that a proxy serves.
        """
        return self.host not in LOOPBACK or bool(self.names)

    @property
    def is_unencrypted(self) -> bool:
        """
        True where others on the network can read along.
        """
        return self.host not in LOOPBACK and self.certificate is None


def serve(
    house: House,
    where: Listening,
    tell_address: Callable[[str], None] = print,
    warn: Callable[[Sentence], None] = print,
) -> None:
    """
    Answers until it is interrupted. `tell_address` is given the address once it is open, `warn`
    what is not as it should be.

    Raises
    ------
    HostRefused
        For anything but this machine, as long as nobody has a passphrase.
    CertificateRefused
        For a certificate that browsers would not take, with the reason.
    PortTaken
        If the port is in use, with what to do instead.
    """
    names = tuple(_name_as_sent(name) for name in where.names)
    if where.is_open_to_others and not house.has_accounts():
        raise HostRefused(
            "Unknot answers this machine only, not {host}, as long as nobody has to sign in: anyone"
            " who reached it could read and change your data. Set a passphrase first: unknot account"
            " set-passphrase",
            host=where.names[0] if where.host in LOOPBACK else where.host,
        )
    if where.certificate is not None:
        for warning in check_certificate(where.certificate, house.clock.now()):
            warn(warning)
    if where.is_unencrypted:
        warn(_UNENCRYPTED)
    listener = _listen(where.host, where.port)
    import uvicorn

    from unknot.web.app import make_app

    tell_address(_address(where, listener.getsockname()[1]))
    app = make_app(house, names, where.is_open_to_others)
    _look_for_garbage_seldom()
    config = uvicorn.Config(
        app, log_level="warning", server_header=False, access_log=False,
        timeout_graceful_shutdown=3, forwarded_allow_ips=_TRUSTED_PROXIES,
        ssl_certfile=where.certificate and where.certificate.certificate_file,
        ssl_keyfile=where.certificate and where.certificate.key_file,
    )  # fmt: skip
    uvicorn.Server(config).run(sockets=[listener])


_UNENCRYPTED = sentence(
    "Careful: this is plain http. Whoever is on the same network can read your pages and your"
    " passphrase, and phones allow no offline use. Give --tls-cert and --tls-key, or put a proxy"
    " with a certificate in front."
)


def _name_as_sent(name: str) -> str:
    """
    A name as browsers send it in the Host header, without its port.
    """
    lower = name.strip().lower().rstrip(".")
    try:
        address = ipaddress.ip_address(lower.strip("[]"))
        return f"[{address}]" if address.version == 6 else str(address)
    except ValueError:
        pass
    try:
        lower = lower.encode("idna").decode()
    except UnicodeError:
        lower = ""
    if not _NAME.fullmatch(lower):
        raise NameRefused(
            "{name} is no name of a machine; it looks like phone.example.lan, without a port.",
            name=name,
        )
    return lower


def _address(where: Listening, port: int) -> str:
    host = where.host
    if host in ("0.0.0.0", "::"):  # noqa: S104
        # Every address at once is none that a browser could open.
        host = where.names[0] if where.names else "127.0.0.1"
    shown = f"[{host}]" if ":" in host else host
    return f"{'https' if where.certificate else 'http'}://{shown}:{port}"


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
