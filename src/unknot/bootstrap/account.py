"""
The whole account, to take away or to delete, and the sample to look around in.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from unknot.app.ports import Runner, RunnerId

if TYPE_CHECKING:
    pass

from unknot.bootstrap.foundation import Foundation
from unknot.bootstrap.imports import read_for_keeping
from unknot.bootstrap.machine import REPORTS, machine_zone


class Account(Foundation):
    """
    Everything kept about a runner, and the sample.
    """

    def export_zip(self, runner: RunnerId, translate: Callable[[str], str] = str) -> bytes:
        """
        Everything kept about the runner, raw, in one archive.
        """
        from unknot.app.export_everything import export_zip

        return export_zip(self.store, runner, self.clock.now(), translate)

    def erase(self, runner: RunnerId) -> None:
        """
        Deletes the runner and everything kept about them, for good.

        Reports of what went wrong may quote them, so these go as well.
        """
        import shutil

        shutil.rmtree(self.data_dir / REPORTS, ignore_errors=True)
        self.store.remove_runner(runner)

    # the sample

    def warm_up(self) -> None:
        """
        Loads what reading files, making a plan and showing it need, so that the first is quick.
        """
        import unknot.app.make_plan
        import unknot.app.plan_age
        import unknot.app.sample
        import unknot.app.show_load
        import unknot.app.show_runs
        import unknot.intake.pool
        import unknot.intake.sample  # noqa: F401

    def load_sample(self, of: Runner | None = None) -> Runner:
        """
        A real runner's history for one to look around in. Doing it twice adds nothing.
        """
        from unknot.app.sample import load_sample
        from unknot.intake.pool import ReadingPool
        from unknot.intake.sample import PackagedSample

        # Our own files, and few: starting a process would take longer than reading them.
        with self._importing, ReadingPool(0, read_for_keeping) as pool:
            return load_sample(
                self.store, PackagedSample(), pool.read, self.clock, machine_zone(), of
            )

    def remove_sample(self, of: Runner | None = None) -> None:
        """
        Takes the sample runner and all that came with it away again.
        """
        from unknot.app.sample import remove_sample

        remove_sample(self.store, of)
