"""
Hypothesis strategies: whole plans, runs, sore bodies, bookings; every value could be a person's.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime, time, timedelta

from hypothesis import strategies as st

from tests.builders import NOW, TODAY, ZONE, a_run_ahead, a_run_done, usual_weeks, weeks_ahead
from unknot.domain.body import BodyPart, Pain, Region, Side, Soreness
from unknot.domain.check_in import CheckIn
from unknot.domain.features import RunFeatures
from unknot.domain.plan import EffectLevel, PlanInput
from unknot.domain.run import RunDone, RunKind, RunPlanned
from unknot.domain.safety import GateAnswers, Injury, InjuryKind
from unknot.domain.session import (
    Appointment,
    CareKind,
    CareRecord,
    Depth,
    ItemStatus,
    MassageType,
    Price,
    Tool,
)
from unknot.domain.settings import Evening, Race, Settings

PARTS = st.builds(BodyPart, st.sampled_from(Region), st.sampled_from(Side))


def days(first: int, last: int) -> st.SearchStrategy[date]:
    """
    Dates so many days from the builders' today.
    """
    return st.integers(first, last).map(lambda away: TODAY + timedelta(days=away))


@st.composite
def evenings(draw: st.DrawFn) -> Evening:
    """
    A free time of one to four hours.
    """
    starts = draw(st.integers(7, 20))
    return Evening(
        draw(st.integers(0, 6)), time(starts), time(min(23, starts + draw(st.integers(1, 4))))
    )


PRICES = st.builds(
    Price,
    st.sampled_from(MassageType),
    st.sampled_from((30, 45, 60, 90)),
    st.integers(20, 120).map(lambda money: money * 100),
)


@st.composite
def settings(draw: st.DrawFn) -> Settings:
    """
    What a runner might have set.
    """
    return Settings(
        zone=ZONE,
        budget_cents_a_month=draw(st.none() | st.integers(0, 300).map(lambda money: money * 100)),
        prices=tuple(draw(st.lists(PRICES, max_size=3, unique=True))),
        free_times=tuple(draw(st.lists(evenings(), max_size=3, unique=True))),
        rhythm_days=draw(st.sampled_from((14, 21, 30))),
        self_care_min_a_day=draw(st.sampled_from((0, 5, 20, 40))),
        self_care_min_a_week=draw(st.sampled_from((0, 30, 75, 120))),
        tools=frozenset(draw(st.sets(st.sampled_from(Tool), max_size=3))),
        types_to_try=tuple(draw(st.lists(st.sampled_from(MassageType), max_size=3, unique=True))),
        had_deep_massage=draw(st.none() | st.booleans()),
        stretching_a_week=draw(st.integers(0, 7)),
        cold_water_wanted=draw(st.booleans()),
        relaxation_goal=draw(st.sampled_from((0.0, 0.5, 1.0))),
        strength_weekdays=frozenset(draw(st.sets(st.integers(0, 6), max_size=2))),
        races=tuple(draw(st.lists(races(), max_size=1))),
    )


def races() -> st.SearchStrategy[Race]:
    """
    A race within five weeks, from five kilometres to an ultra.
    """
    lengths = st.sampled_from((5_000.0, 21_097.5, 42_195.0, 80_000.0))
    return st.builds(Race, days(-6, 35), lengths)


# What samples may tell of a run, whatever kind the runner says it was.
ON_THE_LEVEL = RunFeatures(moving_s=2400.0, level_s=2400.0, steady_s=2100.0, fast_s=300.0)
DOWN_A_HILL = replace(
    ON_THE_LEVEL, level_s=600.0, uphill_s=0.0, downhill_s=1800.0, level_fast_s=300.0, drop_m=500.0
)


def _made_of(run: RunDone, features: RunFeatures | None) -> RunDone:
    return replace(run, features=features)


@st.composite
def runs_done(draw: st.DrawFn) -> tuple[RunDone, ...]:
    """
    No runs, the usual weeks, or a few odd ones.
    """
    odd = st.lists(
        st.tuples(
            st.integers(0, 30),
            st.sampled_from((3.0, 8.0, 21.1, 60.0)),
            st.none() | st.sampled_from(RunKind),
        ),
        max_size=6,
        unique_by=lambda each: each[0],
    ).map(lambda some: tuple(a_run_done(ago, km, kind) for ago, km, kind in some))
    told = st.sampled_from((None, ON_THE_LEVEL, DOWN_A_HILL))
    odd = odd.flatmap(
        lambda runs: st.tuples(*[told] * len(runs)).map(
            lambda each: tuple(map(_made_of, runs, each))
        )
    )
    return draw(st.one_of(st.just(()), st.just(usual_weeks()), odd))


@st.composite
def runs_ahead(draw: st.DrawFn) -> tuple[RunPlanned, ...] | None:
    """
    No plan, the usual weeks, or a few odd ones at any hour.
    """
    odd = st.lists(
        st.builds(
            a_run_ahead,
            st.integers(0, 27),
            st.sampled_from((5.0, 12.0, 30.0)),
            st.sampled_from(RunKind),
            starts_at=st.none() | st.integers(5, 21).map(time),
        ),
        max_size=8,
        unique_by=lambda run: run.date,
    ).map(tuple)
    return draw(st.one_of(st.none(), st.just(weeks_ahead()), odd))


@st.composite
def check_ins(draw: st.DrawFn, ago: int = 0) -> CheckIn:
    """
    One morning's report.
    """
    on = TODAY - timedelta(days=ago)
    parts = draw(st.lists(PARTS, max_size=4, unique=True))
    hurts = draw(st.lists(PARTS, max_size=2, unique=True))
    scores = st.integers(0, 10)
    return CheckIn(
        date=on,
        reported_at=datetime.combine(on, time(5), tzinfo=NOW.tzinfo),
        soreness=tuple(Soreness(part, draw(scores)) for part in parts),
        pain=tuple(Pain(part, draw(scores)) for part in hurts),
    )


@st.composite
def appointments(draw: st.DrawFn) -> Appointment:
    """
    A massage done or confirmed.
    """
    on = draw(days(-30, 20))
    return Appointment(
        id=f"a_{on.isoformat()}",
        date=on,
        massage_type=draw(st.sampled_from(MassageType)),
        depth=draw(st.sampled_from((Depth.LIGHT, Depth.MEDIUM, Depth.DEEP))),
        minutes=draw(st.sampled_from((30, 60))),
        cents=draw(st.none() | st.integers(2000, 9000)),
        parts=tuple(draw(st.lists(PARTS, max_size=2, unique=True))),
        start_utc=draw(st.sampled_from((None, datetime.combine(on, time(17), tzinfo=NOW.tzinfo)))),
        status=ItemStatus.DONE if on < TODAY else ItemStatus.CONFIRMED,
    )


def injuries() -> st.SearchStrategy[Injury]:
    """
    An injury with its parts, begun in the last two weeks.
    """
    kinds = st.sampled_from((InjuryKind.ACUTE, InjuryKind.OVERUSE, InjuryKind.BONE_STRESS))
    parts = st.lists(PARTS, min_size=1, max_size=2, unique=True).map(tuple)
    return st.builds(Injury, st.just("i_1"), kinds, days(-14, 0), parts)


@st.composite
def care_records(draw: st.DrawFn) -> CareRecord:
    """
    Something of yesterday's or today's plan, done or skipped.
    """
    on, kind = draw(days(-2, 0)), draw(st.sampled_from(CareKind))
    status = draw(st.sampled_from((ItemStatus.DONE, ItemStatus.SKIPPED)))
    return CareRecord(f"{kind.value}-{on.isoformat()}", kind, on, status, 8)


@st.composite
def plan_inputs(draw: st.DrawFn, weeks: int = 2) -> PlanInput:
    """
    A whole person with an open gate.
    """
    ago = draw(st.integers(0, 3))
    return PlanInput(
        now=NOW + timedelta(hours=draw(st.integers(0, 16))),
        weeks=weeks,
        settings=draw(settings()),
        runs_done=draw(runs_done()),
        runs_ahead=draw(runs_ahead()),
        rest_days=tuple(draw(st.lists(days(-1, 14), max_size=2, unique=True))),
        strength_days=tuple(draw(st.lists(days(-2, 15), max_size=2, unique=True))),
        check_ins=tuple(draw(st.lists(check_ins(ago), max_size=1))),
        appointments=tuple(
            draw(st.lists(appointments(), max_size=2, unique_by=lambda each: each.date))
        ),
        care_done=tuple(
            draw(st.lists(care_records(), max_size=2, unique_by=lambda each: each.item_id))
        ),
        gate=GateAnswers(answered_at=NOW - timedelta(days=1)),
        injuries=tuple(draw(st.lists(injuries(), max_size=1))),
        effects=draw(st.sampled_from(EffectLevel)),
    )
