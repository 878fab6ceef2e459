"""
The weeks of the plan: rows of seven days with their runs and their care.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from unknot.app.views import RunFacts
from unknot.deliver.training_plan import other_days_on, say_other_days
from unknot.deliver.words import (
    name_of,
    say_clock,
    say_date,
    say_distance,
    say_long_date,
    say_minutes,
    say_short_weekday,
    start_with_capital,
    title_of,
)
from unknot.domain.plan import PlanDecision, PlanItem
from unknot.domain.recording import Sport
from unknot.domain.run import OtherDay, RunKind, RunPlanned
from unknot.domain.session import CareKind, CareRecord, ItemStatus
from unknot.domain.settings import Race, Units
from unknot.domain.units import METRES_PER_MILE, local_date
from unknot.web.pages.care import (
    SHORT_KINDS,
    by_day,
    look_of,
    most_important_first,
    short_of,
)
from unknot.web.templating import mark as _
from unknot.web.visit import Visit


@dataclass(frozen=True, slots=True)
class RunView:
    """
    The run of a day: how far, of which kind, how sure. A run that waits is closed.
    """

    distance: str
    short_distance: str
    kind: str
    short_kind: str
    share: float
    detail: str
    is_hard: bool = False
    is_guess: bool = False
    is_done: bool = False
    is_closed: bool = False


@dataclass(frozen=True, slots=True)
class CellCare:
    """
    One piece of care in a calendar cell: colour, icon, a short text and its full name.
    """

    look: str
    icon: str
    short: str
    title: str
    is_skipped: bool = False


@dataclass(frozen=True, slots=True)
class OtherView:
    """
    What the training plan says of a day beside its runs: "Rest day", "Strength".
    """

    icon: str
    said: str


@dataclass(frozen=True, slots=True)
class Day:
    """
    One day of the grid and of the agenda.
    """

    iso: str
    number: str
    weekday: str
    long: str
    is_today: bool
    is_past: bool
    is_selected: bool
    race: str
    run: RunView | None
    care: tuple[CellCare, ...]
    other: OtherView | None


@dataclass(frozen=True, slots=True)
class Week:
    """
    One row: its number, its kilometres, its seven days.
    """

    name: str
    distance: str
    share: float
    is_this: bool
    days: tuple[Day, ...]


def race_name(visit: Visit, race: Race) -> str:
    """
    What the runner calls it, else its usual name, else its length.
    """
    usual = {42: _("Marathon"), 21: _("Half marathon"), 10: _("10 km race"), 5: _("5 km race")}
    named = usual.get(int(race.distance_m // 1000))
    if race.name:
        return race.name
    if named:
        return visit.say(named)
    return visit.say(_("{distance} race"), distance=say_distance(race.distance_m, visit.voice))


def runs_by_day(
    visit: Visit, days: Sequence[date], decision: PlanDecision | None
) -> dict[date, RunView]:
    metres, planned = _metres_by_day(visit, days, decision)
    longest = max([*metres.values(), *(run.distance_m or 0 for run in planned.values()), 1.0])
    views = {day: _done_view(visit, far, longest) for day, far in metres.items() if far}
    for day, run in planned.items():
        views.setdefault(day, _planned_view(visit, run, longest))
    return views


def _metres_by_day(
    visit: Visit, days: Sequence[date], decision: PlanDecision | None
) -> tuple[dict[date, float], dict[date, RunPlanned]]:
    last = min(days[-1], visit.today)
    done: Sequence[RunFacts] = (
        visit.house.list_runs(visit.runner_id, days[0], last) if days[0] <= last else ()
    )
    metres: dict[date, float] = {}
    for run in done:
        if run.sport is Sport.RUNNING:
            day = local_date(run.start_utc, visit.settings.zone)
            metres[day] = metres.get(day, 0) + (run.distance_m or 0)
    planned: dict[date, RunPlanned] = {}
    for ahead in decision.runs_ahead if decision else ():
        if ahead.date >= visit.today:
            kept = planned.get(ahead.date)
            if kept is None or (ahead.distance_m or 0) > (kept.distance_m or 0):
                planned[ahead.date] = ahead
    return metres, planned


def _done_view(visit: Visit, metres: float, longest: float) -> RunView:
    said = say_distance(metres, visit.voice)
    word = visit.say(_("Run"))
    return RunView(
        said, short_distance(visit, metres), word, word, round(100 * metres / longest, 1),
        visit.say(_("done")), is_done=True,
    )  # fmt: skip


def _planned_view(visit: Visit, run: RunPlanned, longest: float) -> RunView:
    metres = run.distance_m or 0
    details = [
        say_clock(run.starts_at, visit.voice) if run.starts_at else "",
        say_minutes(run.duration_min, visit.voice) if run.duration_min else "",
        visit.say(_("a guess from your last weeks")) if run.is_guess else "",
    ]
    return RunView(
        distance=say_distance(metres, visit.voice) if metres else "",
        short_distance=short_distance(visit, metres) if metres else "",
        kind=start_with_capital(name_of(run.kind, visit.voice)),
        short_kind=visit.say(SHORT_KINDS[run.kind]),
        share=round(100 * metres / longest, 1) if metres else 30,
        detail=", ".join(part for part in details if part),
        is_hard=run.is_hard and run.kind is not RunKind.LONG,
        is_guess=run.is_guess,
    )


def short_distance(visit: Visit, metres: float) -> str:
    """
    A distance that fits into a calendar cell: whole kilometres or miles.
    """
    if visit.settings.units is Units.IMPERIAL:
        return visit.say(_("{n} mi"), n=round(metres / METRES_PER_MILE))
    return visit.say(_("{n} km"), n=round(metres / 1000))


def care_by_day(visit: Visit, decision: PlanDecision | None) -> dict[date, tuple[CellCare, ...]]:
    """
    What the plan holds, and for days gone by what was done.
    """
    planned = by_day(decision.items) if decision else {}
    days = {
        day: tuple(_planned_cell(visit, item) for item in most_important_first(items))
        for day, items in planned.items()
    }
    known = {item.id for items in planned.values() for item in items}
    for record in visit.house.care_records(visit.runner_id):
        if record.item_id not in known and record.date < visit.today:
            days[record.date] = (*days.get(record.date, ()), _done_cell(visit, record))
    for had in visit.house.appointments(visit.runner_id):
        if had.date < visit.today and had.status is ItemStatus.DONE and had.id not in known:
            look, icon = look_of(CareKind.MASSAGE)
            title = start_with_capital(name_of(had.massage_type, visit.voice))
            cell = CellCare(look, icon, say_minutes(had.minutes, visit.voice), title)
            if not any(each.look == look for each in days.get(had.date, ())):
                days[had.date] = (*days.get(had.date, ()), cell)
    return days


def _planned_cell(visit: Visit, item: PlanItem) -> CellCare:
    # No reasons here: nobody sees them in a cell, and five weeks have hundreds of them.
    look, icon = look_of(item.kind)
    short = short_of(item, visit.voice, visit.zone)
    is_skipped = item.status is ItemStatus.SKIPPED
    return CellCare(look, icon, short, title_of(item, visit.voice), is_skipped)


def _done_cell(visit: Visit, record: CareRecord) -> CellCare:
    look, icon = look_of(record.kind)
    name = start_with_capital(name_of(record.kind, visit.voice))
    short = say_minutes(record.minutes, visit.voice) if record.minutes else name
    return CellCare(look, icon, short, name, record.status is ItemStatus.SKIPPED)


def other_by_day(visit: Visit, decision: PlanDecision | None) -> dict[date, OtherView]:
    """
    The rest days and days of strength work of the training plan.
    """
    if decision is None:
        return {}
    icons = {OtherDay.REST: "moon", OtherDay.STRENGTH: "dumbbell"}
    views = {}
    for day in {*decision.rest_days, *decision.strength_days}:
        kinds = other_days_on(day, decision)
        views[day] = OtherView(icons[kinds[-1]], say_other_days(kinds, visit.voice))
    return views


def weeks_of(
    visit: Visit,
    days: Sequence[date],
    runs: Mapping[date, RunView],
    care: Mapping[date, tuple[CellCare, ...]],
    races: Mapping[date, Race],
    others: Mapping[date, OtherView],
    selected: date,
    decision: PlanDecision | None,
) -> tuple[Week, ...]:
    """
    The days by the week; its distance is what was run and what the decision leaves to run.
    """
    rows = [days[index : index + 7] for index in range(0, len(days), 7)]
    totals = _week_metres(visit, rows, decision)
    most = max([*totals, 1.0])
    return tuple(
        Week(
            name=visit.say(_("Week {n}"), n=row[3].isocalendar().week),
            distance=short_distance(visit, metres) if metres else "",
            share=round(100 * metres / most, 1),
            is_this=row[0] <= visit.today <= row[-1],
            days=tuple(_day(visit, day, runs, care, races, others, selected) for day in row),
        )
        for row, metres in zip(rows, totals, strict=True)
    )


def _week_metres(
    visit: Visit, rows: Sequence[Sequence[date]], decision: PlanDecision | None
) -> list[float]:
    every = [day for row in rows for day in row]
    metres, planned = _metres_by_day(visit, every, decision)
    far = {day: (run.distance_m or 0) for day, run in planned.items()}
    far.update({day: done for day, done in metres.items() if done})
    return [sum(far.get(day, 0) for day in row) for row in rows]


def _day(
    visit: Visit,
    day: date,
    runs: Mapping[date, RunView],
    care: Mapping[date, tuple[CellCare, ...]],
    races: Mapping[date, Race],
    others: Mapping[date, OtherView],
    selected: date,
) -> Day:
    race = races.get(day)
    month = say_date(day, visit.voice).split()[-1]
    return Day(
        iso=day.isoformat(),
        number=visit.say(_("{month} {day}"), month=month, day=day.day)
        if day.day == 1
        else str(day.day),
        weekday=say_short_weekday(day.weekday(), visit.voice),
        long=say_long_date(day, visit.voice),
        is_today=day == visit.today,
        is_past=day < visit.today,
        is_selected=day == selected,
        race=race_name(visit, race) if race else "",
        run=runs.get(day),
        care=care.get(day, ()),
        other=others.get(day),
    )
