"""
A store in memory, a clock that stands still, and Ada, who lives in Prague.
"""

from __future__ import annotations

import pytest

from tests.fakes import FakeClock, FakeStore
from unknot.domain.settings import Settings


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


@pytest.fixture
def ada(store: FakeStore) -> str:
    """
    A runner without any history.
    """
    runner = store.add_runner("Ada")
    with store.open(runner.id) as db:
        db.keep_settings(Settings(zone="Europe/Prague"))
    return runner.id
