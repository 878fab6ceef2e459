"""
The one house that every door opens, and its key.
"""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING

from unknot.app.ports import Clock, Runner

if TYPE_CHECKING:
    pass

from unknot.bootstrap.account import Account
from unknot.bootstrap.accounts import Accounts
from unknot.bootstrap.body import Body
from unknot.bootstrap.care import Care
from unknot.bootstrap.guidance import Guidance
from unknot.bootstrap.imports import Imports
from unknot.bootstrap.machine import DATABASE_ADDRESS, SystemClock, default_data_dir, machine_zone
from unknot.bootstrap.planning import Planning
from unknot.bootstrap.runs import Runs
from unknot.bootstrap.secrets import Secrets


def open_house(data_dir: Path | None = None, clock: Clock | None = None) -> House:
    """
    Everything Unknot can do, over the data in that folder, which is made if it is not there.

    Where `$UNKNOT_DATABASE_URL` names a database on a server, the data is there, and the folder
    is for reports only.

    Raises
    ------
    StoreUnusable
        If the data cannot be reached or written, or was made by a newer version.
    """
    from unknot.store.open import open_store, open_store_at

    folder = default_data_dir() if data_dir is None else data_dir
    keeper = clock or SystemClock()
    address = os.environ.get(DATABASE_ADDRESS, "").strip()
    store = open_store_at(address, keeper) if address else open_store(folder, keeper)
    return House(folder, keeper, store)


class House(Imports, Runs, Body, Care, Guidance, Planning, Account, Accounts, Secrets):
    """
    The use cases of Unknot, joined with the store, the readers and the clock.
    """

    def runner(self) -> Runner | None:
        """
        The one whose pages are shown: the own runner who has something to show, else the sample.
        """
        from unknot.app.own_runner import shown_runner

        return shown_runner(self.store)

    def own_runner(self) -> Runner:
        """
        The runner whose house this is, made on first need with the machine's own zone.
        """
        from unknot.app.own_runner import own_runner

        with self._making_runner:
            return own_runner(self.store, machine_zone())

    def own_runner_if_any(self) -> Runner | None:
        """
        The same, where there is one already.
        """
        from unknot.app.own_runner import own_among

        return own_among(self.store.runners())

    def shown_to(self, runner: Runner) -> Runner:
        """
        Whose pages that runner sees: their own, or the sample they look around in.
        """
        from unknot.app.own_runner import shown_to

        return shown_to(self.store, runner)

    def close(self) -> None:
        """
        Lets go of the database.
        """
        self.store.close()
