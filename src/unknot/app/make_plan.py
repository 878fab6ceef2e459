"""
Makes the plan: gather, decide, and, when the runner says so, keep.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from unknot.app.calendar_feed import deliver
from unknot.app.errors import Refusal
from unknot.app.gather import gather_input
from unknot.app.measure_runs import measure_runs
from unknot.app.plan_age import who_decides
from unknot.app.ports import KeptPlan, RenderPlan, RunnerId, RunnerStore, Store
from unknot.decide.plan import decide_plan
from unknot.domain.canonical import write_canonical
from unknot.domain.plan import AdoptedPlan, PlanDecision, PlanInput, PlanItem

_NEVER_CURRENT = -1


def compute_plan(
    store: Store, runner_id: RunnerId, now: datetime, weeks: int
) -> tuple[PlanInput, PlanDecision]:
    """
    The plan as of `now` for so many weeks. The plan the runner lives by stays as it is.
    """
    measure_runs(store, runner_id)
    with store.look(runner_id) as db:
        try:
            given = gather_input(db, now, weeks)
        except ValueError as refused:
            raise Refusal("A plan cannot be made of this: {why}.", why=refused) from refused
    return given, decide_plan(given)


def adopt_plan(
    store: Store,
    runner_id: RunnerId,
    given: PlanInput,
    decision: PlanDecision,
    render: RenderPlan | None = None,
) -> KeptPlan:
    """
    Keeps the decision as the plan the runner lives by.

    With `render` its calendar file was written, and what it said is remembered with the plan.
    What was ticked off while it was being computed stays ticked off; whatever else changed
    meanwhile makes the kept plan stale, so that it is soon made again.
    """
    with store.open(runner_id) as db:
        gathered = gather_input(db, given.now, given.weeks, given.effects)
        revision = db.revision() if gathered == given else _NEVER_CURRENT
        items = _as_ticked_off(db, decision.items)
        kept = KeptPlan(
            decision=replace(decision, items=items),
            input_json=write_canonical(given),
            decided_at=given.now,
            revision=revision,
            decided_by=who_decides(),
        )
        db.keep_adopted_plan(AdoptedPlan(given.now, items))
        db.keep_plan(kept)
        if render is not None:
            deliver(db, render, decision.items, given.now)
    return kept


def replan(store: Store, runner_id: RunnerId, now: datetime, weeks: int) -> KeptPlan:
    """
    Decides afresh and keeps it.
    """
    given, decision = compute_plan(store, runner_id, now, weeks)
    return adopt_plan(store, runner_id, given, decision)


def _as_ticked_off(db: RunnerStore, items: tuple[PlanItem, ...]) -> tuple[PlanItem, ...]:
    said = {record.item_id: record.status for record in db.care_records()}
    said |= {each.id: each.status for each in db.appointments()}
    return tuple(replace(item, status=said[item.id]) if item.id in said else item for item in items)
