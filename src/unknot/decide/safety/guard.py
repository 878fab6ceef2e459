"""
The last word: a finished plan is checked against every hard rule before anyone sees it.

The guard does not know how the plan was found. It shares no code with the planner or with
load and reads the input anew; only the numbers of the catalogue are the same. Proposals are
checked against every rule, what the runner has confirmed only against safety.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

from unknot.decide.safety.finished_plan import FinishedPlan, read_plan
from unknot.decide.safety.guard_body import BODY_RULES
from unknot.decide.safety.guard_cold_water import COLD_WATER_RULES
from unknot.decide.safety.guard_deep_work import DEEP_WORK_RULES
from unknot.decide.safety.guard_order import ORDER_RULES
from unknot.decide.safety.guard_time_and_money import TIME_AND_MONEY_RULES
from unknot.domain.canonical import write_canonical
from unknot.domain.plan import PlanInput, PlanItem
from unknot.domain.reason import Fact, Reason, Why
from unknot.domain.run import RunPlanned
from unknot.domain.safety import GateOutcome, Violation
from unknot.domain.session import ItemStatus

Fault = tuple[PlanItem, dict[str, Fact]]
GuardRule = Callable[[FinishedPlan], Iterator[Fault]]

# Safety first; only these also bind what the runner has confirmed.
RULES: tuple[tuple[GuardRule, bool], ...] = (
    *((rule, True) for rule in BODY_RULES),
    *((rule, False) for rule in ORDER_RULES),
    *((rule, False) for rule in TIME_AND_MONEY_RULES),
    *((rule, False) for rule in DEEP_WORK_RULES),
    *((rule, False) for rule in COLD_WATER_RULES),
)


def check_plan(
    given: PlanInput,
    gate: GateOutcome,
    runs_ahead: tuple[RunPlanned, ...],
    items: tuple[PlanItem, ...],
) -> tuple[Violation, ...]:
    """
    Everything that is wrong with a finished plan, item by item; empty when it may be shown.

    A violation of a proposal means: take it out. One of a confirmed item is always about
    safety and means: withdraw it, and say why.
    """
    plan = read_plan(given, gate, runs_ahead, items)
    found = {
        (violation.rule, violation.item_id, write_canonical(violation.reason)): violation
        for rule, is_safety in RULES
        for item, facts in rule(plan)
        for violation in (_violation(rule, is_safety, item, facts),)
    }
    return tuple(found.values())


def rule_name(rule: GuardRule) -> str:
    """
    The stable name of a rule: the sentence it is, with hyphens.
    """
    return rule.__name__.replace("_", "-")


def _violation(
    rule: GuardRule, is_safety: bool, item: PlanItem, facts: dict[str, Fact]
) -> Violation:
    is_booked = item.status is ItemStatus.CONFIRMED
    why = Why.WITHDRAW_FOR_SAFETY if is_booked else Why.GUARD_REMOVED_ITEM
    about: dict[str, Fact] = {
        **facts,
        "rule": rule_name(rule),
        "kind": item.kind.value,
        "date": item.date.isoformat(),
    }
    return Violation(rule_name(rule), item.id, Reason(why, about), is_safety)
