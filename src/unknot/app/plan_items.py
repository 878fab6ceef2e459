"""
The items of the plan that the runner lives by, by their ids.
"""

from __future__ import annotations

from unknot.app.errors import NotFound
from unknot.app.ports import RunnerStore
from unknot.domain.plan import PlanItem


def item_named(db: RunnerStore, item_id: str) -> PlanItem:
    """
    The item of the adopted plan with that id.

    Raises
    ------
    NotFound
        If the plan has no such item.
    """
    adopted = db.adopted_plan()
    for item in adopted.items if adopted else ():
        if item.id == item_id:
            return item
    raise NotFound(
        "The plan has no item called '{name}'. Look at the plan again: it may have changed.",
        name=item_id,
    )
