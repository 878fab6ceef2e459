"""
What already stands: confirmed massages, what was done or skipped today, the adopted plan.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from unknot.decide.planner.problem import Block, Booked, Problem
from unknot.domain.body import group_of
from unknot.domain.plan import PlanItem
from unknot.domain.reason import Reason, Why
from unknot.domain.session import CareKind, ItemStatus, Phase


def standing_items(problem: Problem) -> tuple[PlanItem, ...]:
    """
    Items the planner did not choose and never moves.
    """
    return (*(item for _, item in booked_items(problem)), *_marked_today(problem))


def booked_items(problem: Problem) -> Iterator[tuple[Booked, PlanItem]]:
    """
    The massages of today and ahead that happened or are confirmed, each with its item.
    """
    taken: set[str] = set()
    for each in problem.booked:
        is_ahead = each.appointment.status is ItemStatus.CONFIRMED and each.day >= 0
        is_of_today = each.appointment.status is ItemStatus.DONE and each.day == 0
        if (is_ahead or is_of_today) and each.day < problem.n_days:
            item = _as_item(problem, each, taken)
            taken.add(item.id)
            yield each, item


def _as_item(problem: Problem, each: Booked, taken: set[str]) -> PlanItem:
    appointment = each.appointment
    on = appointment.date
    return PlanItem(
        id=_id_of(problem, each, taken),
        kind=CareKind.MASSAGE,
        date=on,
        start_utc=each.start_utc,
        zone=problem.settings.zone,
        minutes=appointment.minutes,
        phase=Phase.ANY,
        regions=tuple(sorted(appointment.parts)),
        massage_type=appointment.massage_type,
        depth=appointment.depth,
        cents=appointment.cents,
        status=appointment.status,
        reasons=(Reason(Why.CONFIRMED_BY_RUNNER, {"date": on.isoformat()}),),
    )


def _id_of(problem: Problem, each: Booked, taken: set[str]) -> str:
    # The proposal that was confirmed keeps its id, so that calendars see one event.
    adopted = problem.given.adopted
    items = adopted.items if adopted else ()
    if each.appointment.id in {item.id for item in items}:
        return each.appointment.id
    for item in items:
        same_day = item.kind is CareKind.MASSAGE and item.date == each.appointment.date
        if same_day and item.id not in taken:
            return item.id
    usual = f"massage-{each.appointment.date.isoformat()}"
    return usual if usual not in taken else f"{usual}-{each.appointment.id}"


def _marked_today(problem: Problem) -> Iterator[PlanItem]:
    adopted = problem.given.adopted
    marks = {record.item_id: record.status for record in problem.given.care_done}
    for item in adopted.items if adopted else ():
        status = marks.get(item.id)
        is_today = item.date == problem.first_day and item.kind is not CareKind.MASSAGE
        if is_today and status in (ItemStatus.DONE, ItemStatus.SKIPPED):
            yield replace(item, status=status)


def adopted_blocks(problem: Problem) -> tuple[set[Block], int]:
    """
    What the adopted plan holds from today on, and the last day it spoke about (-1 for none).

    A massage stands twice: as the day's appointment, and as its hands on each track.
    """
    adopted = problem.given.adopted
    stands: set[Block] = set()
    reach = -1
    for item in adopted.items if adopted else ():
        day = (item.date - problem.first_day).days
        if day < 0:
            continue
        reach = max(reach, day)
        if item.kind in (CareKind.SELF_MASSAGE, CareKind.MASSAGE):
            stands |= {Block(item.kind, day, track) for track in _tracks_of(problem, item)}
        if item.kind is not CareKind.SELF_MASSAGE:
            stands.add(Block(item.kind, day))
    return stands, reach


def adopted_lines(problem: Problem) -> set[tuple[int, int, int | None]]:
    """
    Day, minutes and price of each massage that the adopted plan holds from today on.
    """
    adopted = problem.given.adopted
    return {
        ((item.date - problem.first_day).days, item.minutes, item.cents)
        for item in (adopted.items if adopted else ())
        if item.kind is CareKind.MASSAGE and item.date >= problem.first_day
    }


def _tracks_of(problem: Problem, item: PlanItem) -> Iterator[int]:
    places = {(group_of(part.region), part.side) for part in item.regions}
    for track in range(len(problem.tracks)):
        if any((problem.group_of(track), side) in places for side in problem.sides_of(track)):
            yield track
