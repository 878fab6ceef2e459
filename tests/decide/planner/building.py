"""
Small problems for the planner's tests, with hand-made soreness and no load behind it.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import replace
from datetime import time, timedelta
from typing import Any

from tests.builders import NOW, TODAY, a_plan_input, settings_of
from unknot.decide.planner.forbidden import ForbiddingRule
from unknot.decide.planner.options import open_options
from unknot.decide.planner.prepare import build_problem
from unknot.decide.planner.problem import Offer, Problem
from unknot.domain.body import RegionGroup
from unknot.domain.plan import AdoptedPlan, PlanItem
from unknot.domain.run import RunDone, RunKind, RunPlanned
from unknot.domain.safety import Allowed, GateOutcome
from unknot.domain.session import CareKind, Depth, MassageType, Price
from unknot.domain.settings import Evening, Settings
from unknot.domain.soreness import SorenessOutlook, SorenessTrack

ONE_DEEP = (Price(MassageType.DEEP_TISSUE, 60, 55_00),)
EVERY_EVENING = tuple(Evening(weekday, time(18), time(20)) for weekday in range(7))


def an_outlook(
    scores: Mapping[str, float] | None = None, n_mornings: int = 18, cause: str | None = None
) -> SorenessOutlook:
    """
    The same soreness every morning, by group; two points in the calf unless said.
    """
    tracks = tuple(
        SorenessTrack(
            RegionGroup(group),
            (score,) * n_mornings,
            (cause,) * n_mornings,
            (None,) * n_mornings,
        )
        for group, score in (scores or {"calf": 2.0}).items()
    )
    return SorenessOutlook(TODAY, tracks, True)


def deep_settings(**changes: Any) -> Settings:
    """
    A runner with only deep massages on the price list and every evening free.
    """
    return settings_of(**{"prices": ONE_DEEP, "free_times": EVERY_EVENING, **changes})


def a_problem(
    settings: Settings | None = None,
    runs_ahead: tuple[RunPlanned, ...] = (),
    runs_done: tuple[RunDone, ...] = (),
    outlook: SorenessOutlook | None = None,
    gate: GateOutcome = Allowed(),  # noqa: B008
    **changes: Any,
) -> Problem:
    """
    Two weeks from the builders' Monday, with these runs and nothing else.
    """
    given = replace(
        a_plan_input(),
        weeks=2,
        now=NOW,
        settings=settings or deep_settings(),
        runs_done=runs_done,
        runs_ahead=runs_ahead,
    )
    given = replace(given, **changes)
    kinds = {run.id: run.kind or RunKind.EASY for run in runs_done}
    return build_problem(given, gate, outlook or an_outlook(), runs_ahead, kinds)


def days_out(rule: ForbiddingRule, problem: Problem, depth: Depth = Depth.DEEP) -> set[int]:
    """
    The days on which a rule takes away offers of that depth.
    """
    return {
        found.target.day
        for found in rule(problem)
        if isinstance(found.target, Offer) and found.target.depth is depth
    }


def blocks_out(rule: ForbiddingRule, problem: Problem, kind: CareKind) -> set[int]:
    """
    The days on which a rule takes away that kind of care.
    """
    return {
        found.target.day
        for found in rule(problem)
        if not isinstance(found.target, Offer)
        and found.target.kind is kind
        and found.deeper_than is Depth.NONE
    }


def open_days(problem: Problem, depth: Depth, off: Collection[str] = ()) -> set[int]:
    """
    The days on which a massage of that depth can still be had.
    """
    options = open_options(problem, off)
    return {
        offer.day for column in options.columns for offer in column.offers if offer.depth is depth
    }


def adopted_massage_on(day: int, **changes: Any) -> AdoptedPlan:
    """
    An adopted plan with one massage so many days ahead.
    """
    on = TODAY + timedelta(days=day)
    item = PlanItem(
        id=f"massage-{on.isoformat()}",
        kind=CareKind.MASSAGE,
        date=on,
        start_utc=NOW + timedelta(days=day, hours=11),
        zone="Europe/Prague",
        minutes=60,
        massage_type=MassageType.DEEP_TISSUE,
        depth=Depth.DEEP,
        cents=55_00,
    )
    return AdoptedPlan(NOW - timedelta(days=1), (replace(item, **changes),))
