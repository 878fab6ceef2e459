"""
One transaction at a time: begun when we say so, kept at its end, undone on an error.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy import Connection, Engine, text


@contextmanager
def changing(engine: Engine, whose: str) -> Iterator[Connection]:
    """
    A transaction that writes. It takes its turn at once: waiting for it later, after having
    read, could only fail.

    `whose` says what is changed: the rows of one runner, or what belongs to all. In a file
    everybody takes turns; on a server only those who change the same.
    """
    with engine.connect() as db:
        if db.dialect.name == "sqlite":
            _begin(db, "BEGIN IMMEDIATE")
        else:
            # Whatever is read after this was kept by those who had their turn before.
            db.execute(_TAKE_TURN, {"turn": _number_of(whose)})
        yield db
        db.commit()


@contextmanager
def reading(engine: Engine) -> Iterator[Connection]:
    """
    A transaction that sees one state of the rows, makes nobody wait and keeps nothing.
    """
    with engine.connect() as db:
        if db.dialect.name == "sqlite":
            _begin(db, "BEGIN")
        else:
            db = db.execution_options(isolation_level="REPEATABLE READ", postgresql_readonly=True)
        yield db


def _begin(db: Connection, how: str) -> None:
    # Said here and not by a listener: one listener slows down every statement of the engine.
    db.exec_driver_sql(how)


# A lock on a number and not on a row: it is there before the first row is, and ends by itself.
_TAKE_TURN = text("SELECT pg_advisory_xact_lock(:turn)")


def _number_of(whose: str) -> int:
    digest = hashlib.sha256(f"unknot {whose}".encode()).digest()
    return int.from_bytes(digest[:8], "big", signed=True)
