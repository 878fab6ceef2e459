"""
A store in memory, a clock that stands still, and Ada, who lives in Prague.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.fakes import FakeClock, FakeStore
from unknot.app.ports import Store
from unknot.domain.settings import Settings
from unknot.store.open import open_store


@pytest.fixture
def clock() -> FakeClock:
    """
    Monday, noon.
    """
    return FakeClock()


@pytest.fixture
def store(clock: FakeClock) -> FakeStore:
    """
    A store in memory.
    """
    return FakeStore(clock)


@pytest.fixture(params=["in memory", "SQLite"])
def both_stores(
    request: pytest.FixtureRequest, clock: FakeClock, tmp_path: Path
) -> Iterator[Store]:
    """
    An empty store of each kind that needs no server, for what leans on how rows are kept.
    """
    if request.param == "in memory":
        yield FakeStore(clock)
        return
    opened = open_store(tmp_path, clock)
    yield opened
    opened.close()


@pytest.fixture
def ada(store: Store) -> str:
    """
    A runner without any history.
    """
    runner = store.add_runner("Ada")
    with store.open(runner.id) as db:
        db.keep_settings(Settings(zone="Europe/Prague"))
    return runner.id
