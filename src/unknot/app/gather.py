"""
Gathers everything a plan is decided from into the one value it is decided from.
"""

from __future__ import annotations

from datetime import datetime, timedelta

from unknot.app.ports import RunnerStore
from unknot.domain.plan import EffectLevel, PlanInput

# Years of runs say nothing more about the next weeks than the last two, and a plan stays small
# enough to be kept and sent. Counted back from the last run, so that a long pause forgets nothing.
REMEMBERED = timedelta(days=730)


def gather_input(
    db: RunnerStore, now: datetime, weeks: int, effects: EffectLevel = EffectLevel.MIDDLE
) -> PlanInput:
    """
    The input as of `now`, in the order of time, so that the same rows give the same bytes.
    """
    runs = [run for run in db.runs() if run.start_utc <= now]
    since = min(runs[-1].start_utc, now) - REMEMBERED if runs else now - REMEMBERED
    since_day = since.date()
    return PlanInput(
        now=now,
        weeks=weeks,
        settings=db.settings(),
        runs_done=tuple(run for run in runs if run.start_utc >= since),
        runs_ahead=db.runs_ahead(),
        check_ins=tuple(db.check_ins(since_day)),
        appointments=tuple(db.appointments()),
        care_done=tuple(each for each in db.care_records() if each.date >= since_day),
        gate=db.gate_answers(),
        reports=tuple(db.reports()),
        injuries=tuple(db.injuries()),
        adopted=db.adopted_plan(),
        effects=effects,
    )
