"""
A PostgreSQL server as the place of the data: its address, and how its connections are made.
"""

from __future__ import annotations

from typing import Any

from sqlalchemy import URL, Engine, create_engine, event, make_url
from sqlalchemy.engine import ExceptionContext
from sqlalchemy.exc import ArgumentError

from unknot.app.errors import StoreUnusable

_WAIT_FOR_OTHERS_MS = 10_000
# What an address may say otherwise, after its question mark.
_UNLESS_SAID = {
    "application_name": "unknot",
    "client_encoding": "utf8",
    "connect_timeout": "10",
}


def server_at(address: str) -> tuple[Engine, str]:
    """
    The way to a database on a server, and the database's name for people: no user, no password.

    Raises
    ------
    StoreUnusable
        If the address is none, or the driver is not installed. The address is never quoted.
    """
    url = _url_of(address)
    try:
        engine = create_engine(
            url,
            isolation_level="READ COMMITTED",
            # A server that was started again is met with a new connection and not with an error.
            pool_pre_ping=True,
            # What a runner wrote stays out of error messages, and so out of logs and reports.
            hide_parameters=True,
        )
    except ImportError as missing:
        raise StoreUnusable(
            "UNKNOT_DATABASE_URL names a PostgreSQL database, and the driver for it is not"
            " installed. Install unknot[postgres], or psycopg[binary] beside Unknot."
        ) from missing
    event.listen(engine.pool, "connect", _prepare)
    event.listen(engine, "handle_error", _leave_out_the_row)
    return engine, _name_of(url)


def _url_of(address: str) -> URL:
    # The errors of reading it quote pieces of it, so they go no further.
    try:
        url = make_url(address)
    except (ArgumentError, ValueError):
        url = None
    if url is None or url.get_backend_name() not in ("postgresql", "postgres"):
        raise StoreUnusable(
            "UNKNOT_DATABASE_URL is not the address of a PostgreSQL database. It looks like"
            " postgresql://user:password@host:5432/unknot. Leave it out to keep the data in a folder."
        )
    if "@" in (url.host or ""):
        raise StoreUnusable(
            "The password in UNKNOT_DATABASE_URL has a sign in it that means something in an"
            " address. Write %40 for @, %2F for /, %3A for : and %25 for %."
        )
    said_nothing = {name: said for name, said in _UNLESS_SAID.items() if name not in url.query}
    return url.set(drivername="postgresql+psycopg").update_query_dict(said_nothing)


def _name_of(url: URL) -> str:
    host = url.host or url.query.get("host", "")
    hosts = host if isinstance(host, str) else ",".join(host)
    port = f":{url.port}" if url.port else ""
    return f"{hosts}{port}/{url.database or ''}"


def _prepare(connection: Any, _record: Any) -> None:
    # Said to the server at once and for good, not in front of every transaction.
    connection.autocommit = True
    connection.execute(f"SET lock_timeout = {_WAIT_FOR_OTHERS_MS}")
    connection.execute("SET TIME ZONE 'UTC'")
    connection.autocommit = False


def _leave_out_the_row(failed: ExceptionContext) -> None:
    # Behind the first line of its message the server quotes the row that it refused.
    for error in (failed.original_exception, failed.sqlalchemy_exception):
        if error is not None and error.args and isinstance(error.args[0], str):
            error.args = (error.args[0].partition("\nDETAIL:")[0], *error.args[1:])
