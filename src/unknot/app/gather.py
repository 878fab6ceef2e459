"""
Gathers everything a plan is decided from into the one value it is decided from.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime, timedelta

from unknot.app.ports import RunnerStore
from unknot.app.told_days import check_ins_and_logs
from unknot.decide.load.ahead import usual_week
from unknot.decide.load.kinds import kinds_of
from unknot.decide.load.strain import is_forecast_from
from unknot.domain.plan import EffectLevel, PlanInput
from unknot.domain.run import PlanFile, RunDone, RunPlanned
from unknot.domain.settings import BodyFigure, Settings
from unknot.domain.units import local_date

# Years of runs say nothing more about the next weeks than the last two, and a plan stays small
# enough to be kept and sent. Counted back from the last run, so that a long pause forgets nothing.
REMEMBERED = timedelta(days=730)
NO_PLAN = PlanFile(())


def gather_input(
    db: RunnerStore, now: datetime, weeks: int, effects: EffectLevel = EffectLevel.MIDDLE
) -> PlanInput:
    """
    The input as of `now`, in the order of time, so that the same rows give the same bytes.
    """
    runs = [run for run in db.runs() if run.start_utc <= now]
    since = min(runs[-1].start_utc, now) - REMEMBERED if runs else now - REMEMBERED
    since_day = since.date()
    # Where files come from and how the body is drawn is nothing a plan is decided from, and no plan
    # file should tell it.
    settings = replace(db.settings(), watch_folder="", figure=BodyFigure.ONE)
    plan = db.training_plan() or NO_PLAN
    done = tuple(
        run if is_forecast_from(run, now) else replace(run, features=None)
        for run in runs
        if run.start_utc >= since
    )
    return PlanInput(
        now=now,
        weeks=weeks,
        settings=settings,
        runs_done=done,
        runs_ahead=_runs_ahead(plan, done, settings, local_date(now, settings.zone), weeks),
        rest_days=plan.rest_days,
        strength_days=plan.strength_days,
        check_ins=check_ins_and_logs(db, since_day, now),
        appointments=tuple(db.appointments()),
        care_done=tuple(each for each in db.care_records() if each.date >= since_day),
        gate=db.gate_answers(),
        reports=tuple(db.reports()),
        injuries=tuple(db.injuries()),
        adopted=db.adopted_plan(),
        effects=effects,
    )


def _runs_ahead(
    plan: PlanFile, done: tuple[RunDone, ...], settings: Settings, today: date, weeks: int
) -> tuple[RunPlanned, ...] | None:
    """
    The plan's runs, or None without any and when the last of them is over: who has finished a
    plan still runs, so their habits say more than its silence. Around single workouts the usual
    week goes on.
    """
    if not plan.runs or plan.is_over(today):
        return None
    if plan.is_whole:
        return plan.runs
    taken = {run.date for run in plan.runs} | set(plan.rest_days)
    usual = usual_week(done, kinds_of(done, settings.races), today, weeks + 1, settings.zone)
    return (*(run for run in usual if run.date not in taken), *plan.runs)
