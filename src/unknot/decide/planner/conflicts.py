"""
What is confirmed and breaks a rule: left where it is, said, with what to do about it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from unknot.catalogue.planning import figure
from unknot.decide.planner.facts import run_facts
from unknot.decide.planner.forbidden import hours_between
from unknot.decide.planner.money import month_of, paid_in_month
from unknot.decide.planner.places import depth_allowed
from unknot.decide.planner.problem import Booked, Problem, RunSpan
from unknot.decide.planner.rules_massage import (
    is_careful,
    is_new_to_deep,
    is_ultra,
    sore_since,
)
from unknot.decide.planner.standing import booked_items
from unknot.domain.body import BodyPart, group_of
from unknot.domain.plan import Conflict
from unknot.domain.reason import Fact, Reason, Why
from unknot.domain.run import HARD_KINDS
from unknot.domain.safety import Modality
from unknot.domain.session import Depth, ItemStatus

ASK_FOR_LIGHT, MOVE_IT, KNOW_IT, WITHDRAW = "ask-for-light", "move-it", "know-it", "withdraw"

Finding = tuple[Reason, str]


def find_conflicts(problem: Problem) -> tuple[Conflict, ...]:
    """
    Every rule a confirmed massage of the days ahead breaks.
    """
    found = [
        Conflict(item.id, reason, what_to_do)
        for each, item in booked_items(problem)
        if item.status is ItemStatus.CONFIRMED
        for check in CHECKS
        for reason, what_to_do in check(problem, each)
    ]
    return tuple(_once(found))


def _once(conflicts: Sequence[Conflict]) -> list[Conflict]:
    kept: list[Conflict] = []
    for conflict in conflicts:
        if conflict not in kept:
            kept.append(conflict)
    return kept


def _deep_before_race(problem: Problem, each: Booked) -> Iterator[Finding]:
    is_new = is_new_to_deep(problem)
    clear = int(figure("deep_before_race_days_when_new" if is_new else "deep_before_race_days"))
    light = int(figure("only_light_before_race_days"))
    first = int(figure("first_deep_before_race_days"))
    depth = each.appointment.depth
    for span in problem.runs_ahead:
        days = span.day - each.day
        if not span.is_race or days < 0 or each.start_utc >= span.end_utc:
            continue
        facts = _race_facts(each, span) | {"days": days}
        if depth is Depth.DEEP and days <= clear:
            yield Reason(Why.CONFLICT_DEEP_NEAR_RACE, facts | {"clear_days": clear}), ASK_FOR_LIGHT
        elif depth is Depth.DEEP and is_new and days <= first:
            code = Why.CONFLICT_FIRST_DEEP_BEFORE_RACE
            yield Reason(code, facts | {"clear_days": first}), ASK_FOR_LIGHT
        elif depth is Depth.MEDIUM and days <= light:
            code = Why.CONFLICT_NOT_LIGHT_BEFORE_RACE
            more: dict[str, Fact] = {"clear_days": light, "depth": depth.value}
            yield Reason(code, facts | more), ASK_FOR_LIGHT


def _deep_before_hard_run(problem: Problem, each: Booked) -> Iterator[Finding]:
    careful = "_when_careful" if is_careful(problem) else ""
    clear_h = figure(f"deep_before_hard_run_h{careful}")
    for span in problem.runs_ahead:
        gap_h = hours_between(each.end_utc.timestamp(), span.start_utc.timestamp())
        is_hard = span.run.kind in HARD_KINDS and not span.is_race
        if each.appointment.depth is Depth.DEEP and is_hard and 0 <= gap_h < clear_h:
            facts: dict[str, Fact] = {
                "date": each.appointment.date.isoformat(),
                "gap_h": round(gap_h, 1),
                "clear_h": clear_h,
                **run_facts(span),
            }
            yield Reason(Why.CONFLICT_DEEP_NEAR_HARD_RUN, facts), ASK_FOR_LIGHT


def _deep_after_race(problem: Problem, each: Booked) -> Iterator[Finding]:
    depth, light_h = each.appointment.depth, figure("deep_after_race_h")
    for span, gap_h in _races_before(problem, each):
        facts = _race_facts(each, span) | {"gap_h": round(max(0.0, gap_h), 1)}
        clear_h = _deep_waits_h(problem, span)
        if depth is Depth.DEEP and gap_h < clear_h:
            yield Reason(Why.CONFLICT_DEEP_AFTER_RACE, facts | {"clear_h": clear_h}), ASK_FOR_LIGHT
        elif depth is Depth.MEDIUM and gap_h < light_h:
            more: dict[str, Fact] = {"clear_h": light_h, "depth": depth.value}
            yield Reason(Why.CONFLICT_NOT_LIGHT_AFTER_RACE, facts | more), ASK_FOR_LIGHT


def _deep_while_sore(problem: Problem, each: Booked) -> Iterator[Finding]:
    if each.appointment.depth is not Depth.DEEP:
        return
    for span, gap_h in _races_before(problem, each):
        # Within the first days the race itself is said to be too near, which is enough.
        is_soon = gap_h < _deep_waits_h(problem, span)
        is_long_ago = each.day - span.day > figure("deep_report_days")
        sore = {} if is_soon or is_long_ago else sore_since(problem, span)
        worked_on = [report for part, report in sore.items() if _is_worked_on(each, part)]
        for report in sorted(worked_on, key=lambda one: (-one.score, one.part))[:1]:
            facts = _race_facts(each, span) | {
                "region": report.part.region.value,
                "side": report.part.side.value,
                "score": report.score,
                "reported_date": report.date.isoformat(),
            }
            yield Reason(Why.CONFLICT_DEEP_STILL_SORE, facts), ASK_FOR_LIGHT


def _races_before(problem: Problem, each: Booked) -> Iterator[tuple[RunSpan, float]]:
    """
    The races that have begun when a massage begins, with the hours since their end.
    """
    raced = {span.day for span in problem.runs if span.is_race and span.is_done}
    for span in problem.runs:
        # Today's race stands among the runs ahead even when it is done.
        is_said_twice = span.day in raced and not span.is_done
        if span.is_race and each.start_utc >= span.start_utc and not is_said_twice:
            yield span, hours_between(span.end_utc.timestamp(), each.start_utc.timestamp())


def _deep_waits_h(problem: Problem, race: RunSpan) -> float:
    if is_ultra(problem, race):
        return figure("deep_after_ultra_days") * 24
    return figure("deep_after_race_h")


def _is_worked_on(each: Booked, part: BodyPart) -> bool:
    """
    True where a massage goes to that side of the part's group; without named parts, anywhere.
    """
    places = {(group_of(own.region), own.side) for own in each.appointment.parts}
    return not places or (group_of(part.region), part.side) in places


def _deep_repeated(problem: Problem, each: Booked) -> Iterator[Finding]:
    clear_h = figure("deep_same_region_h")
    for other in problem.booked:
        both = each.appointment.depth is Depth.DEEP and other.appointment.depth is Depth.DEEP
        gap_h = hours_between(other.end_utc.timestamp(), each.start_utc.timestamp())
        if both and other is not each and 0 <= gap_h < clear_h and _same_place(each, other):
            facts: dict[str, Fact] = {
                "date": each.appointment.date.isoformat(),
                "other_date": other.appointment.date.isoformat(),
                "gap_h": round(gap_h, 1),
                "clear_h": clear_h,
            }
            yield Reason(Why.CONFLICT_DEEP_REPEATED, facts), ASK_FOR_LIGHT


def _same_place(each: Booked, other: Booked) -> bool:
    mine = {group_of(part.region) for part in each.appointment.parts}
    theirs = {group_of(part.region) for part in other.appointment.parts}
    return not mine or not theirs or bool(mine & theirs)


def _over_budget(problem: Problem, each: Booked) -> Iterator[Finding]:
    month, budget = month_of(each.appointment.date), problem.settings.budget_cents_a_month
    last = max(
        other.appointment.date
        for other in problem.booked
        if month_of(other.appointment.date) == month
    )
    committed = paid_in_month(problem.given, month, ItemStatus.CONFIRMED)
    paid = committed + paid_in_month(problem.given, month, ItemStatus.DONE)
    if budget is not None and paid > budget and each.appointment.date == last:
        facts: dict[str, Fact] = {
            "month": month,
            "budget_cents": budget,
            "committed_cents": paid,
        }
        yield Reason(Why.CONFLICT_OVER_BUDGET, facts), KNOW_IT


def _two_on_one_day(problem: Problem, each: Booked) -> Iterator[Finding]:
    same = [other for other in problem.booked if other.day == each.day]
    if len(same) > 1:
        facts: dict[str, Fact] = {"date": each.appointment.date.isoformat()}
        yield Reason(Why.CONFLICT_TWO_ON_ONE_DAY, facts), MOVE_IT


def _against_the_gate(problem: Problem, each: Booked) -> Iterator[Finding]:
    parts = each.appointment.parts
    limits = [
        depth_allowed(problem.gate, part, Modality.MASSAGE, each.appointment.date) for part in parts
    ]
    if parts and all(depth is Depth.NONE for depth, _ in limits):
        yield _withdraw(each, limits[0][1]), WITHDRAW
        return
    for depth, why in limits:
        if why is not None and depth.rank < each.appointment.depth.rank:
            yield why, ASK_FOR_LIGHT if depth is not Depth.NONE else KNOW_IT


def _withdraw(each: Booked, why: Reason | None) -> Reason:
    because = why.code.value if why else None
    facts: dict[str, Fact] = {"date": each.appointment.date.isoformat(), "because": because}
    return Reason(Why.WITHDRAW_FOR_SAFETY, facts, why.evidence if why else ())


def _race_facts(each: Booked, span: RunSpan) -> dict[str, Fact]:
    return {
        "date": each.appointment.date.isoformat(),
        "race_date": span.run.date.isoformat(),
    }


CHECKS: tuple[Callable[[Problem, Booked], Iterator[Finding]], ...] = (
    _against_the_gate,
    _deep_before_race,
    _deep_before_hard_run,
    _deep_after_race,
    _deep_while_sore,
    _deep_repeated,
    _over_budget,
    _two_on_one_day,
)
