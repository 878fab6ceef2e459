"""
The runs ahead: from a training plan, or forgotten again in favour of the usual week.
"""

from __future__ import annotations

from datetime import datetime

from unknot.app.ports import PlanFileReader, RunnerId, Store
from unknot.domain.run import PlanFile
from unknot.domain.units import local_date


def import_plan_file(
    store: Store,
    runner_id: RunnerId,
    reader: PlanFileReader,
    name: str,
    content: bytes,
    now: datetime,
) -> PlanFile:
    """
    Reads the plan and keeps its runs, rest days and days of strength work in place of any before.
    """
    with store.look(runner_id) as db:
        zone = db.settings().zone
    read = reader.read(name, content, zone, local_date(now, zone))
    with store.open(runner_id) as db:
        db.keep_training_plan(read)
    return read


def forget_plan_file(store: Store, runner_id: RunnerId) -> None:
    """
    No plan any more: the runs ahead are guessed from habits.
    """
    with store.open(runner_id) as db:
        db.keep_training_plan(None)
