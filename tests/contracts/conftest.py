"""
Every store that keeps the contract: the one in memory, SQLite, and PostgreSQL where one is named.
"""

from __future__ import annotations

import os
from collections.abc import Iterator

import pytest
from sqlalchemy import create_engine, text

from tests.fakes import FakeClock, FakeStore
from unknot.app.ports import Store
from unknot.store.open import open_store, open_store_at
from unknot.store.rows import metadata

_POSTGRESQL = os.environ.get("UNKNOT_DATABASE_URL", "")
KINDS = ["in memory", "SQLite", *(["PostgreSQL"] if _POSTGRESQL else [])]


@pytest.fixture
def clock() -> FakeClock:
    """
    A clock that stands still.
    """
    return FakeClock()


@pytest.fixture(params=KINDS)
def store(request: pytest.FixtureRequest, clock: FakeClock, tmp_path) -> Iterator[Store]:
    """
    An empty store of each kind.
    """
    if request.param == "in memory":
        yield FakeStore(clock)
        return
    opened = open_store(tmp_path, clock) if request.param == "SQLite" else _fresh_postgresql(clock)
    yield opened
    opened.close()


def _fresh_postgresql(clock: FakeClock) -> Store:
    engine = create_engine(_POSTGRESQL)
    with engine.begin() as db:
        metadata.drop_all(db)
        db.execute(text("DROP TABLE IF EXISTS alembic_version"))
    engine.dispose()
    return open_store_at(_POSTGRESQL, clock)
