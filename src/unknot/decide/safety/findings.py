"""
What stands against care: each answer, report, injury and strong pain as one finding.

A finding carries the limits that follow from it; some also close the whole plan.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta
from math import ceil

from unknot.catalogue import safety as catalogue
from unknot.catalogue.safety import Condition, Effect, Rule
from unknot.decide.safety.places import parts_of
from unknot.domain.body import BodyPart
from unknot.domain.canonical import write_canonical
from unknot.domain.reason import Fact, Reason, Why
from unknot.domain.safety import (
    GateAnswers,
    GateInput,
    Injury,
    InjuryKind,
    Limit,
    PainToday,
    SafetyList,
    SorenessToday,
    SymptomReport,
)
from unknot.domain.units import local_date

_WHY_OF_LIST = {
    SafetyList.EMERGENCY: Why.EMERGENCY_NOW,
    SafetyList.SAME_DAY: Why.SEE_SOMEONE_TODAY,
    SafetyList.NOWHERE: Why.NO_MASSAGE_ANYWHERE,
    SafetyList.LOCAL: Why.AVOID_THE_AREA,
    SafetyList.ASK_FIRST: Why.ASK_YOUR_DOCTOR,
}
# One sign of list B can wait for an appointment with a doctor: it comes after list C.
_MOST_URGENT_FIRST = (
    "call-emergency",
    "advice-today",
    "no-care-until-resolved",
    "answer-the-questions",
    "see-a-doctor",
    "avoid-the-area",
    "light-near-it",
    "ask-your-doctor",
    "no-cold-water",
)
NOTHING_TICKED = "something-else"


@dataclass(frozen=True, slots=True)
class Finding:
    """
    One thing that stands against care, with its list, its reason and its limits.
    """

    safety_list: SafetyList
    reason: Reason
    what_to_do: str
    limits: tuple[Limit, ...] = ()
    refuses: bool = False


def findings_of(given: GateInput) -> tuple[Finding, ...]:
    """
    Everything that stands against care from the runner's today on, most urgent first.
    """
    today = local_date(given.now, given.zone)
    found = [
        *_from_answers(given.answers),
        *(each for report in given.reports for each in _from_report(report, given)),
        *(each for injury in given.injuries for each in _from_injury(injury, today)),
        *(each for pain in given.pain for each in _from_felt(pain, today)),
        *(each for sore in given.soreness for each in _from_felt(sore, today)),
    ]
    return tuple(sorted(found, key=_urgency))


def _urgency(finding: Finding) -> tuple[int, str]:
    """
    A before B before C, then the unanswered gate, then what only limits; ties by their text.
    """
    return _MOST_URGENT_FIRST.index(finding.what_to_do), write_canonical(finding.reason)


def _from_answers(answers: GateAnswers | None) -> Iterator[Finding]:
    if answers is None:
        yield _unanswered({})
        return
    for code in sorted(answers.conditions):
        entry = catalogue.find_entry(code)
        if entry is None:
            yield _unanswered({"unknown_code": code})
            continue
        yield _from_condition(entry, answers)
    if answers.age_under_16:
        yield _from_rule(catalogue.age_rule(), Why.ASK_YOUR_DOCTOR, (), {}, None, None)


def _unanswered(facts: dict[str, Fact]) -> Finding:
    """
    Answers are missing, or say something that this catalogue does not know: ask again.
    """
    return Finding(
        safety_list=SafetyList.UNANSWERED,
        reason=Reason(Why.ANSWER_THE_QUESTIONS, facts),
        what_to_do="answer-the-questions",
        refuses=True,
    )


def _from_condition(entry: Condition, answers: GateAnswers) -> Finding:
    is_cleared = entry.can_be_cleared and entry.code in answers.cleared
    effects = entry.effects if is_cleared else entry.effects + entry.effects_until_cleared
    named = tuple(answers.places.get(entry.code, ()))
    why = Why.NO_COLD_WATER if entry.what_to_do == "no-cold-water" else None
    reason = _reason_of(entry, "condition", named, why)
    if is_cleared:
        reason = replace(reason, facts={**reason.facts, "is_cleared": True})
    limits = _limits(effects, named, reason, None, None, entry)
    return Finding(entry.safety_list, reason, entry.what_to_do, limits, entry.refuses)


def _from_report(report: SymptomReport, given: GateInput) -> Iterator[Finding]:
    """
    The signs of one report while it is open: from the day it was made until it was ended.

    `ended_on` is the first day on which it is over, so that who taps it away is rid of it.
    """
    today = local_date(given.now, given.zone)
    if report.ended_on is not None and report.ended_on <= today:
        return
    # A clock that runs ahead must not leave today open.
    start = min(local_date(report.reported_at, given.zone), today)
    end = None if report.ended_on is None else report.ended_on - timedelta(days=1)
    for code in sorted(report.signs or {NOTHING_TICKED}):
        entry = catalogue.find_entry(code)
        if entry is None:
            yield _unanswered({"unknown_code": code})
        elif not _has_worn_off(entry, report, given):
            yield _from_sign(entry, report, (start, end), given)


def _has_worn_off(entry: Condition, report: SymptomReport, given: GateInput) -> bool:
    if entry.lasts_hours is None:
        return False
    return report.reported_at + timedelta(hours=entry.lasts_hours) <= given.now


def _from_sign(
    entry: Condition, report: SymptomReport, span: tuple[date, date | None], given: GateInput
) -> Finding:
    """
    One sign with its limits. Hours that are over today leave the rest of today open.
    """
    reason = _reason_of(entry, "sign", report.parts)
    limits: list[Limit] = []
    for effect in entry.effects + entry.effects_until_cleared:
        until = span[1]
        if effect.for_hours is not None:
            over = report.reported_at + timedelta(hours=effect.for_hours)
            if over <= given.now:
                continue
            last = local_date(over, given.zone)
            until = last if until is None else min(until, last)
        limits += _limits((effect,), report.parts, reason, span[0], until, entry)
    return Finding(entry.safety_list, reason, entry.what_to_do, tuple(limits), entry.refuses)


def _from_injury(injury: Injury, today: date) -> Iterator[Finding]:
    """
    An injury or illness, on each day from the first to the last.

    An illness without a last day closes the whole plan; nobody knows when it ends.
    """
    if injury.ended_on is not None and injury.ended_on < today:
        return
    is_ill = injury.kind is InjuryKind.ILLNESS
    why = Why.ILLNESS_NOW if is_ill else Why.INJURY_HERE
    facts: dict[str, Fact] = {
        "injury_kind": injury.kind.value,
        "from_date": injury.started_on.isoformat(),
    }
    if injury.ended_on is not None:
        facts["until"] = injury.ended_on.isoformat()
    rule = catalogue.injury_rule(injury.kind)
    found = _from_rule(rule, why, injury.parts, facts, injury.started_on, injury.ended_on)
    refuses = is_ill and injury.ended_on is None and injury.started_on <= today
    yield Finding(found.safety_list, found.reason, found.what_to_do, found.limits, refuses)


def _from_felt(felt: PainToday | SorenessToday, today: date) -> Iterator[Finding]:
    """
    A strong pain or soreness, from the day of the report and for a few days at most.
    """
    what = "pain" if isinstance(felt, PainToday) else "soreness"
    above, rule = catalogue.felt_rule(what)
    until = felt.date + timedelta(days=catalogue.report_holds_days())
    if felt.score <= above or until < today:
        return
    why = Why.PAIN_OVER_FIVE if what == "pain" else Why.VERY_SORE_LIGHT_HANDS_ONLY
    facts: dict[str, Fact] = {"score": felt.score, "date": felt.date.isoformat()}
    yield _from_rule(rule, why, (felt.part,), facts, felt.date, until)


def _from_rule(
    rule: Rule,
    why: Why,
    named: tuple[BodyPart, ...],
    facts: dict[str, Fact],
    from_date: date | None,
    until_date: date | None,
) -> Finding:
    all_facts = {"list": rule.safety_list.value, "what_to_do": rule.what_to_do, "rule": rule.code}
    reason = Reason(why, {**all_facts, **facts, **_part_facts(named)}, rule.evidence)
    limits: list[Limit] = []
    for effect in rule.effects:
        until = until_date
        if effect.for_hours is not None and from_date is not None:
            # Only the day is known: the hours have surely passed when they have passed
            # counted from the last minute of that day.
            over = from_date + timedelta(days=ceil(effect.for_hours / 24))
            until = over if until is None else min(until, over)
        limits += _limits((effect,), named, reason, from_date, until)
    return Finding(rule.safety_list, reason, rule.what_to_do, tuple(limits))


def _limits(
    effects: Iterable[Effect],
    named: tuple[BodyPart, ...],
    reason: Reason,
    from_date: date | None,
    until_date: date | None,
    entry: Condition | None = None,
) -> tuple[Limit, ...]:
    found = []
    for effect in effects:
        parts = parts_of(effect, named, entry.default_regions if entry else ())
        if parts is None or parts:
            found.append(
                Limit(effect.modalities, effect.max_depth, reason, parts, from_date, until_date)
            )
    return tuple(found)


def _reason_of(
    entry: Condition, asked_as: str, named: tuple[BodyPart, ...], why: Why | None = None
) -> Reason:
    facts: dict[str, Fact] = {
        asked_as: entry.code,
        "list": entry.safety_list.value,
        "what_to_do": entry.what_to_do,
        **_part_facts(named),
    }
    return Reason(why or _WHY_OF_LIST[entry.safety_list], facts, entry.evidence)


def _part_facts(named: tuple[BodyPart, ...]) -> dict[str, Fact]:
    """
    The one region, and the side, that a sentence can name; nothing where there are several.
    """
    regions = {part.region for part in named}
    sides = {part.side for part in named}
    facts: dict[str, Fact] = {}
    if len(regions) == 1:
        facts["region"] = min(regions).value
        if len(sides) == 1:
            facts["side"] = min(sides).value
    return facts
