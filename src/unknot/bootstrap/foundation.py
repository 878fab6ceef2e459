"""
What every room of the house stands on.
"""

from __future__ import annotations

import threading
from pathlib import Path
from typing import TYPE_CHECKING

from unknot.app.ports import Clock, RunnerId, Store
from unknot.domain.settings import Settings

if TYPE_CHECKING:
    from unknot.app.runs_known import RunsKnown


class Foundation:
    """
    What every room of the house stands on: the store, the clock, and the locks between threads.
    """

    def __init__(self, data_dir: Path, clock: Clock, store: Store) -> None:
        self.data_dir = data_dir
        self.clock = clock
        self.store = store
        # A server has many threads: two clicks make one runner, and two imports take turns, so
        # that the same file dropped twice at once is still a duplicate.
        self._making_runner = threading.Lock()
        self._importing = threading.Lock()
        self._known: RunsKnown | None = None

    def settings(self, runner: RunnerId) -> Settings:
        """
        Everything the runner has set, with the defaults for the rest.
        """
        with self.store.look(runner) as db:
            return db.settings()

    def _runs_known(self) -> RunsKnown:
        # Made on first need, as it wakes the deciders; two at once only look twice.
        if self._known is None:
            from unknot.app.runs_known import RunsKnown

            self._known = RunsKnown(threading.Lock())
        return self._known
