"""
A routine of self-care for this moment: what is sore, what runs asked, and what safety allows.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime, timedelta

from unknot.app.answer_gate import gate_of_rows
from unknot.app.plan_items import item_named
from unknot.app.ports import RunnerId, RunnerStore, Store
from unknot.app.told_days import check_ins_and_logs
from unknot.catalogue.planning import regions_for
from unknot.catalogue.routines import routine_figure
from unknot.catalogue.safety import report_holds_days
from unknot.catalogue.self_care import techniques
from unknot.decide.routines.build import build_routine
from unknot.decide.safety.allowance import allowed_depth
from unknot.domain.body import ALL_PARTS, BodyPart, Side
from unknot.domain.routine import RegionNeed, Routine, RoutineRequest, RoutineWish
from unknot.domain.safety import GateOutcome, Modality, Refused
from unknot.domain.session import Depth
from unknot.domain.units import local_date

_WAYS = (Modality.SELF_MASSAGE, Modality.GUN, Modality.STRETCHING)
# What a forecast says of a group is worth as much as the same score said by the runner.
_LIGHTEST_FORECAST = 1.0
_MOST_LOAD = 3.0


def build_routine_now(
    store: Store, runner_id: RunnerId, wish: RoutineWish, now: datetime
) -> Routine:
    """
    The routine, or the reasons why no care is offered now.

    Raises
    ------
    NotFound
        If the plan has no such item.
    """
    with store.look(runner_id) as db:
        gate = gate_of_rows(db, now)
        if isinstance(gate, Refused):
            return Routine(wish.phase, wish.minutes, (), refusals=gate.reasons)
        request = _request(db, wish, gate, now)
    return build_routine(request, techniques())


def _request(
    db: RunnerStore, wish: RoutineWish, gate: GateOutcome, now: datetime
) -> RoutineRequest:
    settings, today = db.settings(), local_date(now, db.settings().zone)
    felt = _felt(db, today, now)
    needs = _needs_of_plan(db, wish, felt, today) if wish.needs is None else wish.needs
    return RoutineRequest(
        minutes=wish.minutes,
        phase=wish.phase,
        tools=settings.tools if wish.tools is None else wish.tools,
        needs=needs,
        felt=felt,
        allowed={
            (part, way): depth
            for part in ALL_PARTS
            for way in _WAYS
            if (depth := allowed_depth(gate, part, way, today)) is not Depth.DEEP
        },
        conditions=_conditions(db, today),
    )


def _conditions(db: RunnerStore, today: date) -> frozenset[str]:
    answers = db.gate_answers()
    open_signs = (
        sign
        for report in db.reports()
        if report.ended_on is None or report.ended_on > today
        for sign in report.signs
    )
    return (answers.conditions if answers else frozenset()) | frozenset(open_signs)


def _felt(db: RunnerStore, today: date, now: datetime) -> tuple[RegionNeed, ...]:
    """
    The last word on each part within the days that a report counts.
    """
    soreness: dict[BodyPart, int] = {}
    pain: dict[BodyPart, int] = {}
    since = today - timedelta(days=report_holds_days())
    for each in check_ins_and_logs(db, since, now):
        soreness |= {said.part: said.score for said in each.soreness}
        pain |= {said.part: said.score for said in each.pain}
    return tuple(
        RegionNeed(part, soreness.get(part, 0), pain.get(part, 0))
        for part in sorted(soreness.keys() | pain.keys())
    )


def _needs_of_plan(
    db: RunnerStore, wish: RoutineWish, felt: tuple[RegionNeed, ...], today: date
) -> tuple[RegionNeed, ...]:
    if wish.item_id:
        return _needs_at(item_named(db, wish.item_id).regions, felt)
    sore = tuple(need for need in felt if need.soreness > 0 or need.pain > 0)
    return _with_forecast(db, sore, today)


def _needs_at(parts: Iterable[BodyPart], felt: tuple[RegionNeed, ...]) -> tuple[RegionNeed, ...]:
    said = {need.part: need for need in felt}
    return tuple(
        RegionNeed(
            part,
            said[part].soreness if part in said else 0,
            said[part].pain if part in said else 0,
            load=1.0,
        )
        for part in parts
    )


def _with_forecast(
    db: RunnerStore, sore: tuple[RegionNeed, ...], today: date
) -> tuple[RegionNeed, ...]:
    """
    What is sore, and what the kept plan forecasts to be sore today.
    """
    kept = db.kept_plan()
    found = {need.part: need for need in sore}
    for day in kept.decision.forecast.days if kept else ():
        if day.date != today or day.without < _LIGHTEST_FORECAST:
            continue
        load = min(day.without / routine_figure("worth_of_load"), _MOST_LOAD)
        for region in regions_for("self_massage", day.group):
            for side in Side if day.side is None else (day.side,):
                part = BodyPart(region, side)
                found.setdefault(part, RegionNeed(part, load=load))
    return tuple(found[part] for part in sorted(found))
