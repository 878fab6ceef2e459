"""
The first word: may this body have care at all, and within which limits?

Looks at nothing but its input. The most urgent list speaks: A before B before C; an unanswered
gate offers nothing either. What is left only limits. It never diagnoses.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import TypeVar

from unknot.decide.safety.findings import Finding, findings_of
from unknot.domain.body import BodyPart
from unknot.domain.canonical import write_canonical
from unknot.domain.plan import PlanInput
from unknot.domain.safety import (
    Allowed,
    GateInput,
    GateOutcome,
    Limit,
    PainToday,
    Refused,
    Restricted,
    SafetyList,
    SorenessToday,
)
from unknot.domain.units import local_date

# On these lists something is said even when another entry is what closes the plan.
_URGENT = frozenset({SafetyList.EMERGENCY, SafetyList.SAME_DAY, SafetyList.NOWHERE})

Felt = TypeVar("Felt", PainToday, SorenessToday)


def decide_gate(given: GateInput) -> GateOutcome:
    """
    Whether care is allowed, restricted or refused, with the reasons and what to do.
    """
    findings = findings_of(given)
    if any(finding.refuses for finding in findings):
        return _refuse(findings)
    today = local_date(given.now, given.zone)
    limits = _still_ahead((limit for each in findings for limit in each.limits), today)
    return Restricted(limits) if limits else Allowed()


def gate_input_of(given: PlanInput) -> GateInput:
    """
    The part of a plan's input that the gate looks at.
    """
    today = local_date(given.now, given.settings.zone)
    told = sorted(
        (each for each in given.check_ins if each.date <= today),
        key=lambda each: (each.date, each.reported_at),
    )
    pain = (PainToday(each.part, each.score, day.date) for day in told for each in day.pain)
    soreness = (
        SorenessToday(each.part, each.score, day.date) for day in told for each in day.soreness
    )
    return GateInput(
        now=given.now,
        zone=given.settings.zone,
        answers=given.gate,
        reports=tuple(sorted(given.reports, key=lambda each: each.id)),
        injuries=tuple(sorted(given.injuries, key=lambda each: each.id)),
        pain=_last_of_each_part(pain),
        soreness=_last_of_each_part(soreness),
    )


def _refuse(findings: tuple[Finding, ...]) -> Refused:
    """
    The most urgent finding says what to do; all that is urgent is named.
    """
    spoken = [each for each in findings if each.refuses or each.safety_list in _URGENT]
    reasons = tuple({write_canonical(each.reason): each.reason for each in spoken}.values())
    return Refused(spoken[0].safety_list, reasons, spoken[0].what_to_do)


def _still_ahead(limits: Iterable[Limit], today: date) -> tuple[Limit, ...]:
    """
    Limits that hold today or later, each once, in an order that the input's does not change.
    """
    ahead = {
        write_canonical(limit): limit
        for limit in limits
        if limit.until_date is None or limit.until_date >= today
    }
    return tuple(ahead[text] for text in sorted(ahead))


def _last_of_each_part(reports: Iterable[Felt]) -> tuple[Felt, ...]:
    """
    A newer report of a part takes the place of the older one, even when it is milder.
    """
    last: dict[BodyPart, Felt] = {}
    for report in reports:
        last[report.part] = report
    return tuple(last[part] for part in sorted(last))
