"""
The week as seven bars: what was run is solid, what is ahead is striped.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from unknot.app.views import RunFacts
from unknot.deliver.words import (
    say_distance,
    say_short_weekday,
    title_of,
)
from unknot.domain.plan import PlanDecision, PlanItem
from unknot.domain.recording import Sport
from unknot.domain.session import ItemStatus
from unknot.domain.units import local_date
from unknot.web.pages.care import (
    by_day,
    look_of,
    most_important_first,
)
from unknot.web.templating import mark as _
from unknot.web.visit import Visit


@dataclass(frozen=True, slots=True)
class WeekDay:
    """
    One day of the strip: how far (done solid, ahead hatched) and the care of that day.
    """

    name: str
    is_today: bool
    share: float
    is_done: bool
    said: str
    care: tuple[tuple[str, str, str], ...] = ()


def week_of(
    visit: Visit, start: date, runs: Sequence[RunFacts], decision: PlanDecision | None
) -> tuple[tuple[WeekDay, ...], float, float, bool]:
    days = [start + timedelta(days=offset) for offset in range(7)]
    done = dict.fromkeys(days, 0.0)
    for run in runs:
        day = local_date(run.start_utc, visit.settings.zone)
        if day in done and run.sport is Sport.RUNNING:
            done[day] += run.distance_m or 0
    planned = _planned_metres(decision, days, visit.today, done)
    longest = max([*done.values(), *planned.values(), 1.0])
    items = by_day(decision.items) if decision else {}
    views = tuple(
        _week_day(visit, day, done[day], planned[day], longest, items.get(day, ())) for day in days
    )
    guess = decision is not None and any(
        run.is_guess for run in decision.runs_ahead if planned.get(run.date)
    )
    return views, sum(done.values()), sum(done.values()) + sum(planned.values()), guess


def _planned_metres(
    decision: PlanDecision | None, days: Sequence[date], today: date, done: dict[date, float]
) -> dict[date, float]:
    planned = dict.fromkeys(days, 0.0)
    for run in decision.runs_ahead if decision else ():
        if run.date in planned and run.date >= today and not done[run.date]:
            planned[run.date] += run.distance_m or 0
    return planned


def _week_day(
    visit: Visit, day: date, done: float, planned: float, longest: float, items: Sequence[PlanItem]
) -> WeekDay:
    metres = done or planned
    said = say_distance(metres, visit.voice) if metres else visit.say(_("no run"))
    if planned:
        said = visit.say(_("{distance} planned"), distance=said)
    care = tuple(
        (*look_of(item.kind), title_of(item, visit.voice))
        for item in most_important_first(items)
        if item.status is not ItemStatus.SKIPPED
    )
    return WeekDay(
        say_short_weekday(day.weekday(), visit.voice), day == visit.today,
        round(100 * metres / longest, 1), bool(done), said, care[:1],
    )  # fmt: skip
