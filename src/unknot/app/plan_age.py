"""
Whether the plan that pages show is still the one that would be decided.
"""

from __future__ import annotations

from datetime import datetime

from unknot import __version__
from unknot.app.ports import RunnerId, Store
from unknot.catalogue.figure import catalogue_version
from unknot.domain.units import local_date


def plan_is_stale(store: Store, runner_id: RunnerId, now: datetime) -> bool:
    """
    True when there is none, what it was decided from has changed, or it is from another day.

    So it is after an update of Unknot: what it now knows of safety holds from the first look.
    """
    with store.look(runner_id) as db:
        kept = db.kept_plan()
        if kept is None or kept.revision != db.revision():
            return True
        if kept.decided_by != who_decides():
            return True
        zone = db.settings().zone
    return local_date(kept.decided_at, zone) != local_date(now, zone)


def who_decides() -> str:
    """
    The version of Unknot and of what its catalogue knows.
    """
    return f"{__version__} {catalogue_version()}"
