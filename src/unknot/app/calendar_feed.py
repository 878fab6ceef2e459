"""
The plan in the runner's own calendar, from a file or from a private address.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable
from datetime import datetime

from unknot.app.ports import RenderPlan, Runner, RunnerId, RunnerStore, Store
from unknot.domain.plan import PlanDecision, PlanItem
from unknot.domain.session import Appointment, CareRecord

_TOKEN = re.compile(r"[0-9a-f]{64}")


def plan_ics(
    store: Store,
    runner_id: RunnerId,
    render: RenderPlan,
    decision: PlanDecision,
    now: datetime,
    is_kept: bool,
) -> bytes:
    """
    A decision as a calendar file. Only of a kept plan is it remembered what was delivered.

    So a plan that was merely looked at changes nothing, and the feed never cancels an event
    that it did not show.
    """
    if not is_kept:
        with store.look(runner_id) as db:
            content, _ = render(decision.items, db.settings(), db.runner.id, now, db.sequences())
            return content
    with store.open(runner_id) as db:
        return deliver(db, render, decision.items, now)


def keep_feed_token(store: Store, runner_id: RunnerId, token: str) -> None:
    """
    Keeps what is needed to know the secret again, never the secret.
    """
    with store.open(runner_id) as db:
        db.keep_feed_token_hash(_hash_of(token))


def runner_of_feed(store: Store, token: str) -> Runner | None:
    """
    Whose private address it is; None for a secret that opens nothing.
    """
    return store.runner_of_feed(_hash_of(token)) if _TOKEN.fullmatch(token) else None


def feed_ics(store: Store, runner_id: RunnerId, render: RenderPlan) -> bytes:
    """
    The kept plan as a runner's private address shows it; an empty calendar before the first.

    A calendar program forgets what its subscription no longer tells, so the last weeks' massages
    and care are told as well. The stamp is the plan's own instant, so that asking twice gives the same bytes.
    """
    with store.open(runner_id) as db:
        kept = db.kept_plan()
        if kept is None:
            content, _ = render((), db.settings(), runner_id, _BEFORE_ANY_PLAN, {})
            return content
        behind = db.appointments(), db.care_records()
        return deliver(db, render, kept.decision.items, kept.decided_at, *behind)


def deliver(
    db: RunnerStore,
    render: RenderPlan,
    items: tuple[PlanItem, ...],
    now: datetime,
    appointments: Iterable[Appointment] = (),
    care_done: Iterable[CareRecord] = (),
) -> bytes:
    """
    Items as a calendar, and what it says of each remembered for the next time.
    """
    before = db.sequences()
    content, after = render(
        items, db.settings(), db.runner.id, now, before, appointments, care_done
    )
    if after != before:
        db.keep_sequences(after)
    return content


def _hash_of(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()


_BEFORE_ANY_PLAN = datetime.fromisoformat("2026-01-01T00:00:00+00:00")
