"""
Plans kept fresh behind the pages.
"""

from __future__ import annotations

import threading
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from unknot.app.errors import NotFound, Refusal
from unknot.app.ports import RunnerId

if TYPE_CHECKING:
    pass

from unknot.bootstrap.house import House

REST_AFTER_A_FAILURE = timedelta(minutes=5)


class Replanner:
    """
    Keeps plans fresh behind the pages: one thread, one runner at a time, only what is stale.
    """

    def __init__(self, house: House) -> None:
        self._house = house
        self._waiting: dict[RunnerId, None] = {}
        self._working_on: RunnerId | None = None
        self._changed = threading.Condition()
        self._stopped = False
        self.failures: dict[RunnerId, Refusal] = {}
        self._failed_at: dict[RunnerId, datetime] = {}
        self._thread = threading.Thread(target=self._work, name="replanner", daemon=True)
        self._thread.start()

    def wake(self, runner_id: RunnerId) -> None:
        """
        Something about this runner may have changed: look, and plan again if it has.
        """
        with self._changed:
            if not self._stopped:
                self._waiting[runner_id] = None
                self._changed.notify_all()

    def look_after(self, runner_id: RunnerId) -> None:
        """
        Somebody looks at this runner's plan: plan again if it is out of date.

        One that has just failed is left alone for a while. The page that says so would otherwise
        ask for the next failure, reload when it has come, and so on for as long as it is open.
        """
        failed_at = self._failed_at.get(runner_id)
        if failed_at and self._house.clock.now() - failed_at < REST_AFTER_A_FAILURE:
            return
        if self._house.plan_is_stale(runner_id):
            self.wake(runner_id)

    def is_busy(self, runner_id: RunnerId) -> bool:
        """
        True while a new plan for this runner is on its way.
        """
        with self._changed:
            return runner_id in self._waiting or self._working_on == runner_id

    def stop(self) -> None:
        """
        No new plans from here on; the one being made is finished.
        """
        with self._changed:
            self._stopped = True
            self._waiting.clear()
            self._changed.notify_all()
        self._thread.join(timeout=30)

    def _work(self) -> None:
        while (runner_id := self._next()) is not None:
            try:
                self._freshen(runner_id)
            finally:
                with self._changed:
                    self._working_on = None

    def _next(self) -> RunnerId | None:
        with self._changed:
            while not self._waiting and not self._stopped:
                self._changed.wait()
            if self._stopped:
                return None
            self._working_on = next(iter(self._waiting))
            del self._waiting[self._working_on]
            return self._working_on

    def _freshen(self, runner_id: RunnerId) -> None:
        try:
            if self._house.plan_is_stale(runner_id):
                self._house.replan(runner_id)
        except NotFound:
            pass  # erased meanwhile: nobody is left to be told
        except Exception as failed:
            # The thread outlives a failed plan: the page shows the last one and this sentence.
            self.failures[runner_id] = Refusal(
                "The plan could not be made again: {why}", why=failed.with_traceback(None)
            )
            self._failed_at[runner_id] = self._house.clock.now()
            if not isinstance(failed, Refusal):
                _log_failure(runner_id)
            return
        self.failures.pop(runner_id, None)
        self._failed_at.pop(runner_id, None)


def _log_failure(runner_id: RunnerId) -> None:
    import logging

    logging.getLogger("unknot").exception("replanning for %s failed", runner_id)
