"""
What differs from the adopted plan, and ids that stay the same when an item only moves.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from unknot.decide.planner.facts import run_facts
from unknot.decide.planner.problem import Problem
from unknot.domain.body import group_of
from unknot.domain.check_in import CheckIn
from unknot.domain.plan import Change, PlanItem
from unknot.domain.reason import Reason, Why
from unknot.domain.safety import Restricted
from unknot.domain.session import CareKind, ItemStatus
from unknot.domain.units import local_date

# A massage that moves by no more than this is the same massage.
MOVES_UP_TO_DAYS = 3


def with_stable_ids(problem: Problem, proposed: Sequence[PlanItem]) -> tuple[PlanItem, ...]:
    """
    Proposals under the ids they had in the adopted plan, each told whether it was kept or moved.
    """
    adopted = _adopted_open(problem)
    # Ids that confirmed massages carry are not given out again.
    booked_dates = {each.appointment.date for each in problem.booked}
    free = {
        item.id: item
        for item in adopted
        if item.kind is CareKind.MASSAGE and item.date not in booked_dates
    }
    known = {item.id: item for item in adopted if item.kind is not CareKind.MASSAGE}
    taken = {item.id for item in adopted} - set(free)
    taken |= {each.appointment.id for each in problem.booked}
    renamed: dict[int, PlanItem] = {}
    massages = [(i, item) for i, item in enumerate(proposed) if item.kind is CareKind.MASSAGE]
    for reach in range(MOVES_UP_TO_DAYS + 1):
        for place, item in massages:
            if place not in renamed and (old := _nearest(item, free, reach)):
                renamed[place] = _kept(problem, replace(item, id=old.id), old)
                del free[old.id]
                taken.add(old.id)
    for place, item in massages:
        if place not in renamed:
            renamed[place] = replace(item, id=_fresh(item.id, taken | set(free)))
            taken.add(renamed[place].id)
    return tuple(
        renamed[place] if place in renamed else _noted(problem, item, known)
        for place, item in enumerate(proposed)
    )


def _adopted_open(problem: Problem) -> list[PlanItem]:
    adopted = problem.given.adopted
    return [
        item
        for item in sorted(adopted.items if adopted else (), key=lambda item: item.id)
        if item.date >= problem.first_day and item.status is ItemStatus.PROPOSED
    ]


def _nearest(item: PlanItem, free: dict[str, PlanItem], reach: int) -> PlanItem | None:
    for old in free.values():
        if abs((old.date - item.date).days) == reach:
            return old
    return None


def _fresh(wanted: str, taken: set[str]) -> str:
    number, name = 1, wanted
    while name in taken:
        number += 1
        name = f"{wanted}-{number}"
    return name


def _kept(problem: Problem, item: PlanItem, old: PlanItem) -> PlanItem:
    if old.date == item.date:
        return _with_reason(item, _kept_reason(problem))
    facts = {"from_date": old.date.isoformat(), "to_date": item.date.isoformat()}
    return _with_reason(item, Reason(Why.MOVED_FROM_PLAN, facts))


def _noted(problem: Problem, item: PlanItem, known: dict[str, PlanItem]) -> PlanItem:
    return _with_reason(item, _kept_reason(problem)) if item.id in known else item


def _kept_reason(problem: Problem) -> Reason:
    adopted = problem.given.adopted
    zone = problem.settings.zone
    on = local_date(adopted.adopted_at, zone).isoformat() if adopted else None
    return Reason(Why.KEPT_FROM_PLAN, {"adopted_on": on})


def _with_reason(item: PlanItem, reason: Reason) -> PlanItem:
    return replace(item, reasons=(*item.reasons, reason))


def changes_since_adopted(problem: Problem, proposed: Sequence[PlanItem]) -> tuple[Change, ...]:
    """
    Added, removed, moved and changed items since the adopted plan, in order of id.
    """
    if problem.given.adopted is None:
        return ()
    marked = {record.item_id for record in problem.given.care_done}
    booked = {each.appointment.date for each in problem.booked}
    old = {
        item.id: item
        for item in _adopted_open(problem)
        if item.id not in marked
        and item.start_utc > problem.given.now
        and not (item.kind is CareKind.MASSAGE and item.date in booked)
    }
    new = {item.id: item for item in proposed}
    found = [*_gone(problem, old, new), *_come(problem, old, new)]
    return tuple(sorted(found, key=lambda change: (change.item_id, change.what)))


def _gone(problem: Problem, old: dict[str, PlanItem], new: dict[str, PlanItem]) -> Iterator[Change]:
    for item_id, item in old.items():
        if item_id not in new:
            yield Change("removed", item_id, _cause_of(problem, item))


def _come(problem: Problem, old: dict[str, PlanItem], new: dict[str, PlanItem]) -> Iterator[Change]:
    last = (
        max((item.date for item in problem.given.adopted.items), default=None)
        if (problem.given.adopted)
        else None
    )
    for item_id, item in new.items():
        before = old.get(item_id)
        if before is None:
            is_beyond = last is None or item.date > last
            reason = (
                Reason(Why.HORIZON_MOVED, {"date": item.date.isoformat()})
                if is_beyond
                else _cause_of(problem, item)
            )
            yield Change("added", item_id, reason)
        elif before.date != item.date:
            yield Change("moved", item_id, _cause_of(problem, item))
        elif _content(before) != _content(item):
            yield Change("changed", item_id, _cause_of(problem, item))


def _content(item: PlanItem) -> tuple[object, ...]:
    return (
        item.start_utc,
        item.minutes,
        tuple(sorted(item.regions)),
        item.massage_type,
        item.depth,
        item.tool,
        item.cents,
    )


def _cause_of(problem: Problem, item: PlanItem) -> Reason:
    for teller in (_run_gone, _safety, _check_in, _run_came):
        reason = teller(problem, item)
        if reason is not None:
            return reason
    return Reason(Why.INPUT_CHANGED)


def _run_gone(problem: Problem, item: PlanItem) -> Reason | None:
    known = {span.run.id for span in problem.runs}
    if item.run_id is not None and item.run_id not in known:
        return Reason(Why.RUN_GONE, {"run_id": item.run_id})
    return None


def _safety(problem: Problem, item: PlanItem) -> Reason | None:
    for limit in problem.gate.limits if isinstance(problem.gate, Restricted) else ():
        meets = limit.parts is None or any(part in limit.parts for part in item.regions)
        if meets and limit.holds_on(item.date):
            return Reason(Why.SAFETY_CHANGED, {"because": limit.reason.code.value})
    return None


def _check_in(problem: Problem, item: PlanItem) -> Reason | None:
    groups = {group_of(part.region) for part in item.regions}
    for check_in in reversed(problem.given.check_ins):
        if not _is_news(problem, check_in):
            continue
        for said in sorted(check_in.soreness, key=lambda each: (-each.score, each.part)):
            if group_of(said.part.region) in groups or not groups:
                facts = {
                    "date": check_in.date.isoformat(),
                    "group": group_of(said.part.region).value,
                    "region": said.part.region.value,
                    "side": said.part.side.value,
                    "score": said.score,
                }
                return Reason(Why.CHECK_IN_CAME, facts)
    return None


def _is_news(problem: Problem, check_in: CheckIn) -> bool:
    """
    True for a check-in that the adopted plan did not know.

    Told on its day or the day after it is as new as the hour says. Told later than that, or, in
    a plan for a day gone by, later than its now, only the day it is about says how new it is.
    """
    given, zone = problem.given, problem.settings.zone
    if given.adopted is None or check_in.date > problem.first_day:
        return False
    told_on = local_date(check_in.reported_at, zone)
    if check_in.reported_at <= given.now and (told_on - check_in.date).days <= 1:
        return check_in.reported_at > given.adopted.adopted_at
    return check_in.date > local_date(given.adopted.adopted_at, zone)


def _run_came(problem: Problem, item: PlanItem) -> Reason | None:
    since = problem.given.adopted.adopted_at if problem.given.adopted else problem.given.now
    came = [span for span in problem.runs if span.is_done and span.end_utc > since]
    return Reason(Why.RUN_CAME, run_facts(came[-1])) if came else None
