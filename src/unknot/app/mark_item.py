"""
What became of one item of the plan: done, skipped, confirmed, or none of these after all.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from unknot.app.errors import Refusal
from unknot.app.plan_items import item_named
from unknot.app.ports import RunnerId, RunnerStore, Store
from unknot.catalogue.planning import depths_of
from unknot.domain.body import BodyPart
from unknot.domain.plan import PlanItem
from unknot.domain.session import Appointment, CareKind, CareRecord, ItemStatus

_MARKS = (ItemStatus.DONE, ItemStatus.SKIPPED, ItemStatus.CONFIRMED, ItemStatus.PROPOSED)


def mark_item(store: Store, runner_id: RunnerId, item_id: str, status: ItemStatus) -> PlanItem:
    """
    Keeps it, and shows it in the plan at once. `proposed` takes an earlier mark back.

    A massage that is confirmed or done becomes an appointment under the item's own id: a fact
    with a price, which the planner never moves.
    """
    if status not in _MARKS:
        raise Refusal(
            "An item is done, skipped, confirmed or proposed, not '{status}'.", status=status.value
        )
    with store.open(runner_id) as db:
        marked = replace(item_named(db, item_id), status=status)
        _forget_earlier_mark(db, item_id)
        if marked.kind is CareKind.MASSAGE and status is not ItemStatus.SKIPPED:
            if status is not ItemStatus.PROPOSED:
                db.keep_appointment(_appointment_of(marked))
        elif status is not ItemStatus.PROPOSED:
            db.keep_care_record(_record_of(marked))
        _show(db, marked)
    return marked


def mark_done_as(db: RunnerStore, item: PlanItem, minutes: int, parts: Iterable[BodyPart]) -> None:
    """
    Marks self-care of the plan as done the way it really went: so many minutes, at these parts.
    """
    marked = replace(item, status=ItemStatus.DONE)
    _forget_earlier_mark(db, item.id)
    db.keep_care_record(replace(_record_of(marked), minutes=minutes, parts=tuple(parts)))
    _show(db, marked)


def _forget_earlier_mark(db: RunnerStore, item_id: str) -> None:
    db.remove_care_record(item_id)
    if any(each.id == item_id for each in db.appointments()):
        db.remove_appointment(item_id)


def _appointment_of(item: PlanItem) -> Appointment:
    if item.massage_type is None:
        raise Refusal("This massage has no type yet; log it by hand with its type and price.")
    return Appointment(
        id=item.id,
        date=item.date,
        massage_type=item.massage_type,
        depth=item.depth or depths_of(item.massage_type)[-1],
        minutes=item.minutes,
        cents=item.cents,
        parts=item.regions,
        start_utc=item.start_utc,
        status=item.status,
    )


def _record_of(item: PlanItem) -> CareRecord:
    return CareRecord(
        item.id, item.kind, item.date, item.status, item.minutes, item.regions, item.start_utc
    )


def _show(db: RunnerStore, marked: PlanItem) -> None:
    adopted = db.adopted_plan()
    if adopted is not None:
        db.keep_adopted_plan(replace(adopted, items=_with(adopted.items, marked)))
    kept = db.kept_plan()
    if kept is not None:
        decision = replace(kept.decision, items=_with(kept.decision.items, marked))
        db.keep_plan(replace(kept, decision=decision))


def _with(items: tuple[PlanItem, ...], marked: PlanItem) -> tuple[PlanItem, ...]:
    return tuple(marked if item.id == marked.id else item for item in items)
