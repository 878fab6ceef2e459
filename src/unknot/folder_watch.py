"""
The folder a runner lets us watch: a look every few seconds, and an import of what is new.
"""

from __future__ import annotations

import logging
import threading
import time
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path

from unknot.app.errors import Refusal
from unknot.app.views import GOING_ON
from unknot.bootstrap import House
from unknot.import_jobs import ImportJobs
from unknot.watching import NewFiles, Watched

LOOK_EVERY_S = 5.0
# After an import that could not go on, such as on a full disk.
REST_S = 60.0
# A look over a slow share may take long: then we look less often.
_SHARE_OF_TIME = 0.1


@dataclass(frozen=True, slots=True)
class WatchState:
    """
    How it goes with the watched folder: when it was last looked at, and what is wrong with it.
    """

    folder: str
    looked_at: datetime | None = None
    trouble: Refusal | None = None


class FolderWatch:
    """
    Watches the folder that the runner of this house has set, for as long as the server runs.

    The setting is read before every look, so that a change needs no new start.
    """

    def __init__(self, house: House, jobs: ImportJobs) -> None:
        self._house = house
        self._jobs = jobs
        self._changed = threading.Condition()
        self._is_stopped = False
        self._is_asked = False
        self._state = WatchState("")
        self._watched: Watched | None = None
        self._thread = threading.Thread(target=self._work, name="watched folder", daemon=True)
        self._thread.start()

    def state(self, folder: str) -> WatchState | None:
        """
        How it goes with the folder that is set; None when none is.
        """
        if not folder:
            return None
        with self._changed:
            return self._state if self._state.folder == folder else WatchState(folder)

    def look_now(self) -> None:
        """
        Somebody has changed the setting, or waits for a file.
        """
        with self._changed:
            self._is_asked = True
            self._changed.notify_all()

    def stop(self) -> None:
        """
        No more looks from here on.
        """
        with self._changed:
            self._is_stopped = True
            self._changed.notify_all()
        self._thread.join(timeout=30)

    def _work(self) -> None:
        while not self._is_stopped:
            began = time.monotonic()
            rest = self._look()
            slow = (time.monotonic() - began) / _SHARE_OF_TIME
            with self._changed:
                self._changed.wait_for(
                    lambda: self._is_stopped or self._is_asked, max(rest, min(slow, REST_S))
                )
                self._is_asked = False

    def _look(self) -> float:
        """
        One look; how long to rest after it.
        """
        folder = ""
        try:
            runner = self._house.own_runner_if_any()
            folder = self._house.settings(runner.id).watch_folder if runner else ""
            if runner is None or not folder:
                self._note(WatchState(""))
                return LOOK_EVERY_S
            if self._watched is None or self._watched.said != (runner.id, folder):
                self._watched = Watched(self._house, runner.id, Path(folder))
            is_well = self._import_new(self._watched)
            self._note(WatchState(folder, self._house.clock.now()))
            return LOOK_EVERY_S if is_well else REST_S
        except Refusal as refused:
            before = self._state if self._state.folder == folder else WatchState(folder)
            self._note(replace(before, trouble=refused))
        except Exception:
            # The next look may go well; the thread outlives this one.
            logging.getLogger("unknot").exception("the watched folder could not be looked at")
        return LOOK_EVERY_S

    def _import_new(self, watched: Watched) -> bool:
        """
        Imports what is new; False when that could not be brought to its end.
        """
        new = watched.new()
        if new is None:
            return True
        self._jobs.accept_in_place(watched.runner_id, new.batch, new.files, new.n_bytes)
        while not self._jobs.wait_for(new.batch.id, 1.0):
            if self._is_stopped:
                return True  # the import is cut off, and goes on at the next start
        return self._is_done(watched, new)

    def _is_done(self, watched: Watched, new: NewFiles) -> bool:
        batch, _files = self._house.show_import(watched.runner_id, new.batch.id)
        if batch.state in GOING_ON:
            watched.give_back(new.names)
            return False
        return True

    def _note(self, state: WatchState) -> None:
        with self._changed:
            self._state = state
