"""
Every store that keeps the contract: the one in memory, SQLite and PostgreSQL.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import partial

import pytest

from tests.fakes import FakeClock, FakeStore
from unknot.app.ports import Store
from unknot.store.open import open_store, open_store_at
from unknot.store.store import SqlStore

DATABASES = ["SQLite", "PostgreSQL"]


@pytest.fixture
def clock() -> FakeClock:
    """
    A clock that stands still.
    """
    return FakeClock()


@pytest.fixture(params=["in memory", *DATABASES])
def store(request: pytest.FixtureRequest, clock: FakeClock, tmp_path) -> Iterator[Store]:
    """
    An empty store of each kind.
    """
    if request.param == "in memory":
        yield FakeStore(clock)
        return
    opened = _way_in(request, clock, tmp_path)()
    yield opened
    opened.close()


@pytest.fixture(params=DATABASES)
def open_again(
    request: pytest.FixtureRequest, clock: FakeClock, tmp_path
) -> Iterator[Callable[[], SqlStore]]:
    """
    Opens the same database of each kind, as another program does; closed again at the end.
    """
    way_in = _way_in(request, clock, tmp_path)
    opened: list[SqlStore] = []

    def open_one() -> SqlStore:
        opened.append(way_in())
        return opened[-1]

    yield open_one
    for store in opened:
        store.close()


def _way_in(request: pytest.FixtureRequest, clock: FakeClock, tmp_path) -> Callable[[], SqlStore]:
    if request.param == "SQLite":
        return partial(open_store, tmp_path, clock)
    return partial(open_store_at, request.getfixturevalue("postgresql_address"), clock)
