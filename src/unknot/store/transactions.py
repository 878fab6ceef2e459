"""
One transaction at a time: begun when we say so, kept at its end, undone on an error.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy import Connection, Engine


@contextmanager
def changing(engine: Engine) -> Iterator[Connection]:
    """
    A transaction that writes. It takes its turn at once: waiting for it later, after having
    read, could only fail.
    """
    with engine.connect() as db:
        _begin(db, "BEGIN IMMEDIATE")
        yield db
        db.commit()


@contextmanager
def reading(engine: Engine) -> Iterator[Connection]:
    """
    A transaction that sees one state of the rows, makes nobody wait and keeps nothing.
    """
    with engine.connect() as db:
        _begin(db, "BEGIN")
        yield db


def _begin(db: Connection, how: str) -> None:
    # Said here and not by a listener: one listener slows down every statement of the engine.
    if db.dialect.name == "sqlite":
        db.exec_driver_sql(how)
