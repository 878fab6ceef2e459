"""
What a training plan says, in words: its runs, the days that are no runs, and whether it is over.
"""

from __future__ import annotations

from datetime import date

from unknot.deliver.amounts import say_date_with_year, say_distance, say_minutes
from unknot.deliver.names import join_comma, name_of, start_with_capital
from unknot.deliver.voice import Voice
from unknot.deliver.voice import mark as _
from unknot.domain.plan import PlanDecision
from unknot.domain.run import OtherDay, PlanFile, RunPlanned


def other_days_on(day: date, plan: PlanFile | PlanDecision) -> tuple[OtherDay, ...]:
    """
    What the plan says of a day beside its runs.
    """
    said = ((OtherDay.REST, plan.rest_days), (OtherDay.STRENGTH, plan.strength_days))
    return tuple(kind for kind, days in said if day in days)


def say_other_days(kinds: tuple[OtherDay, ...], voice: Voice) -> str:
    """
    The same in words: "Rest day", "Strength", or nothing.
    """
    return start_with_capital(join_comma([name_of(kind, voice) for kind in kinds], voice))


def count_other_days(plan: PlanFile, voice: Voice) -> str:
    """
    How many there are: "4 rest days, 1 day of strength work"; nothing where there is none.
    """
    rest, strength = len(plan.rest_days), len(plan.strength_days)
    counted = [
        voice.count("{n} rest day", "{n} rest days", rest) if rest else "",
        voice.count("{n} day of strength work", "{n} days of strength work", strength)
        if strength
        else "",
    ]
    return join_comma([words for words in counted if words], voice)


def say_run_ahead(run: RunPlanned, voice: Voice) -> str:
    """
    One run of it: "8 km, 45 min, easy run".
    """
    far = say_distance(run.distance_m, voice) if run.distance_m else ""
    long = say_minutes(run.duration_min, voice) if run.duration_min else ""
    return join_comma([part for part in (far, long, name_of(run.kind, voice)) if part], voice)


def say_plan_is_over(plan: PlanFile, today: date, voice: Voice) -> str:
    """
    That a plan whose last run lies behind is not used; nothing while it is on.
    """
    if plan.last_run_on is None or not plan.is_over(today):
        return ""
    return voice.fill(
        _("The last run of this plan was on {day}, so your usual week is used."),
        day=say_date_with_year(plan.last_run_on, voice),
    )
