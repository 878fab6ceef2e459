"""
What a page says of a run that waits: why, until when, and where the runner can change it.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date

from unknot.deliver.words import say, until_when, why_not_now
from unknot.domain.plan import PlanDecision, PlanItem
from unknot.domain.reason import Reason
from unknot.domain.safety import GateOutcome, Limit, Refused, Restricted, running_closed_on
from unknot.domain.session import ItemStatus, Phase
from unknot.web.templating import mark as _
from unknot.web.visit import Visit


@dataclass(frozen=True, slots=True)
class NotNow:
    """
    A day on which running is closed: why in a few words and in full, until when, and the page
    on which it was said.
    """

    why: str
    until: str
    in_full: tuple[str, ...]
    link: str
    link_text: str


def not_now(visit: Visit, gate: GateOutcome, day: date) -> NotNow | None:
    """
    Why nobody is sent running that day; None where running is open.
    """
    closed = running_closed_on(gate, day)
    if closed is None:
        return None
    link, link_text = where_said(visit, closed.reason)
    return NotNow(
        why_not_now(closed, visit.voice), until_when(closed, visit.voice),
        tuple(dict.fromkeys(say(reason, visit.voice) for reason in _closing(gate, day))),
        link, link_text,
    )  # fmt: skip


def where_said(visit: Visit, reason: Reason) -> tuple[str, str]:
    """
    The page on which the runner said what a reason rests on, and what the way there is called.
    """
    if "condition" in reason.facts:
        return "/safety", visit.say(_("Your safety answers"))
    return "/wrong", visit.say(_("What you reported"))


def _closing(gate: GateOutcome, day: date) -> Iterable[Reason]:
    if isinstance(gate, Refused):
        return gate.reasons
    limits: tuple[Limit, ...] = gate.limits if isinstance(gate, Restricted) else ()
    return (limit.reason for limit in limits if limit.closes_running and limit.holds_on(day))


def without_closed(decision: PlanDecision | None, gate: GateOutcome) -> PlanDecision | None:
    """
    A plan without the runs that wait and the minutes before them.

    A plan that is kept may be a moment older than the report that closes running.
    """
    if decision is None:
        return None
    return replace(
        decision,
        items=tuple(item for item in decision.items if not _is_before_a_closed_run(item, gate)),
        runs_ahead=tuple(
            run for run in decision.runs_ahead if running_closed_on(gate, run.date) is None
        ),
    )


def _is_before_a_closed_run(item: PlanItem, gate: GateOutcome) -> bool:
    is_open = item.status is ItemStatus.PROPOSED
    return (
        is_open
        and item.phase is Phase.BEFORE_RUN
        and running_closed_on(gate, item.date) is not None
    )
