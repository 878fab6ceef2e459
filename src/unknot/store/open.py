"""
Opens the database of a data folder, or one on a server by its address, ready to be used.
"""

from __future__ import annotations

import time
from pathlib import Path
from sqlite3 import SQLITE_BUSY, OperationalError
from sqlite3 import Connection as SqliteConnection
from typing import Any

from sqlalchemy import Engine, create_engine, event

from unknot.app.ports import Clock
from unknot.store.migrate import KNOWN_STEPS, bring_up_to_date, step_of
from unknot.store.plainly import Place, said_plainly
from unknot.store.store import SqlStore
from unknot.store.transactions import changing, reading

FILE_NAME = "unknot.db"
_WAIT_FOR_OTHERS_MS = 10_000
_BETWEEN_TRIES_S = 0.02


def open_store(data_dir: Path, clock: Clock) -> SqlStore:
    """
    The store in that folder, made or brought up to date if need be.

    Raises
    ------
    StoreUnusable
        If it cannot be written, is no database of ours, or was made by a newer version.
    """
    with said_plainly(data_dir):
        data_dir.mkdir(parents=True, exist_ok=True, mode=0o700)
        file = data_dir / FILE_NAME
        if not file.exists():
            # Nobody else on this machine reads it, even in a folder that others may look into.
            file.touch(mode=0o600)
        engine = _sqlite_engine(file)
    return _ready(engine, clock, data_dir)


def open_store_at(address: str, clock: Clock) -> SqlStore:
    """
    The store in a PostgreSQL database, by an address such as `postgresql://user@host/unknot`.

    Raises
    ------
    StoreUnusable
        If it cannot be reached or changed, is not ours, or was made by a newer version.
    """
    from unknot.store.server import server_at

    engine, name = server_at(address)
    return _ready(engine, clock, name)


def _ready(engine: Engine, clock: Clock, place: Place) -> SqlStore:
    try:
        with said_plainly(place):
            with reading(engine) as db:
                is_current = step_of(db) == KNOWN_STEPS[-1]
            if not is_current:
                # Two programs may start at once: one of them makes the tables.
                with changing(engine, "the tables") as db:
                    bring_up_to_date(db, place)
    except BaseException:
        engine.dispose()
        raise
    return SqlStore(engine, clock, place)


def _sqlite_engine(file: Path) -> Engine:
    # What a runner wrote stays out of error messages, and so out of logs and reports.
    engine = create_engine(
        f"sqlite:///{file}",
        connect_args={"timeout": _WAIT_FOR_OTHERS_MS / 1000},
        hide_parameters=True,
    )
    event.listen(engine.pool, "connect", _prepare)
    return engine


def _prepare(connection: SqliteConnection, _record: Any) -> None:
    # We say BEGIN ourselves: the driver would otherwise start transactions late, and tables
    # made by a migration that then fails would stay.
    connection.isolation_level = None
    connection.execute(f"PRAGMA busy_timeout = {_WAIT_FOR_OTHERS_MS}")
    connection.execute("PRAGMA foreign_keys = ON")
    # What a runner deletes is overwritten, not just unlinked.
    connection.execute("PRAGMA secure_delete = ON")
    _keep_a_journal_beside(connection)
    # Under WAL this loses at most the last commits in a power cut, and never harms the file.
    connection.execute("PRAGMA synchronous = NORMAL")
    # Written back, and waited for, every 16 MiB: an import is many small commits in a row.
    connection.execute("PRAGMA wal_autocheckpoint = 4000")


def _keep_a_journal_beside(connection: SqliteConnection) -> None:
    # Where several programs start at once over a new file, one of them switches to this journal
    # and the others may be turned away at once: for this the database does not always wait.
    until = time.monotonic() + _WAIT_FOR_OTHERS_MS / 1000
    while True:
        try:
            connection.execute("PRAGMA journal_mode = WAL")
        except OperationalError as failed:
            if failed.sqlite_errorcode != SQLITE_BUSY or time.monotonic() > until:
                raise
            time.sleep(_BETWEEN_TRIES_S)
        else:
            return
