"""
Plan: five weeks at a glance, the reasons for one day, and what the plan could not do.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from unknot.app.views import RunFacts
from unknot.deliver.words import (
    name_of,
    name_of_group,
    say,
    say_clock,
    say_date,
    say_distance,
    say_long_date,
    say_minutes,
    say_money,
    say_month,
    say_number,
    say_short_weekday,
    start_with_capital,
    what_to_do,
)
from unknot.domain.body import RegionGroup, Side
from unknot.domain.plan import DayForecast, MonthMoney, PlanDecision, PlanItem
from unknot.domain.recording import Sport
from unknot.domain.run import RunKind, RunPlanned
from unknot.domain.safety import Refused
from unknot.domain.session import CareKind, CareRecord, ItemStatus
from unknot.domain.settings import Race, Units
from unknot.domain.units import METRES_PER_MILE, local_date
from unknot.web.pages.care import (
    SHORT_KINDS,
    CareView,
    ReasonLine,
    by_day,
    care_view,
    look_of,
    most_important_first,
    reason_lines,
)
from unknot.web.templating import mark as _
from unknot.web.visit import Visit

WEEKS = 5
CHART_W, CHART_H, CHART_LEFT = 260, 96, 6


@dataclass(frozen=True, slots=True)
class RunView:
    """
    The run of a day: how far, of which kind, how sure.
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


@dataclass(frozen=True, slots=True)
class SelectedDay:
    """
    Everything about one day: its runs and care, each with its reasons.
    """

    iso: str
    title: str
    run: RunView | None
    race: str
    care: tuple[CareView, ...]


@dataclass(frozen=True, slots=True)
class WishLine:
    """
    A wish that was not met and the cheapest change that would meet it.
    """

    text: str
    change: str


@dataclass(frozen=True, slots=True)
class MoneyLine:
    """
    One month's money: what is spent, booked and proposed, and what is left.
    """

    month: str
    budget: str
    said: str
    spent_share: float
    planned_share: float


@dataclass(frozen=True, slots=True)
class ForecastView:
    """
    The sorest group ahead, without care and with the plan, as two lines and as a table.
    """

    finding: str
    group: str
    without: str
    with_plan: str
    band: str
    marks: tuple[tuple[float, str], ...]
    rows: tuple[tuple[str, str, str], ...]
    mean_without: str
    mean_with: str


@dataclass(frozen=True, slots=True)
class PlanPage:
    """
    What the page Plan shows.
    """

    eyebrow: str
    heading: str
    months: str
    weekdays: tuple[str, ...]
    weeks: tuple[Week, ...]
    earlier: str
    later: str
    agenda: tuple[Day, ...]
    selected: SelectedDay
    refused: str
    refused_link: str
    conflicts: tuple[tuple[str, str], ...]
    wishes: tuple[WishLine, ...]
    refusals: tuple[ReasonLine, ...]
    assumptions: tuple[ReasonLine, ...]
    money: tuple[MoneyLine, ...]
    forecast: ForecastView | None
    is_guess: bool
    is_planning: bool
    has_plan: bool
    decided: str
    failure: str


def plan_page(visit: Visit, day: date | None = None, start: date | None = None) -> PlanPage:
    """
    Gathers what Plan shows; reads the kept plan and never makes one.
    """
    today = visit.today
    kept = visit.kept_plan()
    decision = kept.decision if kept else None
    first = _first_day(visit, start or day)
    selected = day or _first_with_care(decision, today)
    days = _days_shown(first, decision)
    runs = _runs_by_day(visit, days, decision)
    care = _care_by_day(visit, decision)
    races = {race.date: race for race in visit.settings.races}
    weeks = _weeks(visit, days, runs, care, races, selected)
    items = by_day(decision.items) if decision else {}
    refused = decision.safety if decision and isinstance(decision.safety, Refused) else None
    return PlanPage(
        eyebrow=_next_race(visit),
        heading=visit.say(_("Next five weeks") if first <= today else _("Five weeks")),
        months=_months(visit, days[0], days[-1]),
        weekdays=tuple(say_short_weekday(each.weekday(), visit.voice) for each in days[:7]),
        weeks=weeks,
        earlier=(first - timedelta(weeks=4)).isoformat(),
        later=(first + timedelta(weeks=4)).isoformat(),
        agenda=tuple(
            each
            for week in weeks
            for each in week.days
            if not each.is_past and (each.run or each.care or each.race)
        ),
        selected=_selected(visit, selected, runs, items, care, races),
        refused=_refused(visit, refused),
        refused_link="/safety"
        if refused and refused.safety_list.value == "unanswered"
        else "/wrong",
        conflicts=_conflicts(visit, decision),
        wishes=_wishes(visit, decision),
        refusals=reason_lines(decision.refusals if decision else (), visit.voice),
        assumptions=reason_lines(decision.assumptions if decision else (), visit.voice),
        money=tuple(_money(visit, month) for month in decision.money) if decision else (),
        forecast=_forecast(visit, decision),
        is_guess=bool(decision and any(run.is_guess for run in decision.runs_ahead)),
        is_planning=visit.is_planning,
        has_plan=decision is not None,
        decided=_decided(visit, kept.decided_at) if kept else "",
        failure=visit.door.replanner.failures.get(visit.runner_id, ""),
    )


def _days_shown(first: date, decision: PlanDecision | None) -> list[date]:
    """
    Five whole weeks, and a sixth where the five weeks from today reach into it.
    """
    after = first + timedelta(weeks=WEEKS)
    items = decision.items if decision else ()
    reaches_on = any(after <= item.date < after + timedelta(weeks=1) for item in items)
    return [first + timedelta(days=offset) for offset in range(7 * (WEEKS + reaches_on))]


def _first_day(visit: Visit, wanted: date | None) -> date:
    """
    The beginning of the first week shown: this week, unless the wanted day lies outside.
    """
    this_week = _week_start(visit, visit.today)
    if wanted is None or this_week <= wanted < this_week + timedelta(weeks=WEEKS + 1):
        return this_week
    return _week_start(visit, wanted)


def _week_start(visit: Visit, day: date) -> date:
    return day - timedelta(days=(day.weekday() - visit.settings.week_starts_on) % 7)


def _first_with_care(decision: PlanDecision | None, today: date) -> date:
    ahead = [item.date for item in (decision.items if decision else ()) if item.date >= today]
    return min(ahead, default=today)


def _months(visit: Visit, first: date, last: date) -> str:
    """
    The months shown, as a heading: "Nov to Dec".
    """
    names = [say_date(day, visit.voice).split()[-1] for day in (first, last)]
    if names[0] == names[1]:
        return say_month(first.isoformat()[:7], visit.voice)
    return visit.say(_("{first} to {last}"), first=names[0], last=names[1])


def _next_race(visit: Visit) -> str:
    ahead = [race for race in visit.settings.races if race.date >= visit.today]
    if not ahead:
        return say_long_date(visit.today, visit.voice)
    race = min(ahead, key=lambda each: each.date)
    days = (race.date - visit.today).days
    name = race_name(visit, race)
    if days == 0:
        return visit.say(_("{race} today"), race=name)
    return visit.voice.count("{race} in {n} day", "{race} in {n} days", days, race=name)


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


def _decided(visit: Visit, instant: datetime) -> str:
    wall = instant.astimezone(visit.zone)
    return visit.say(
        _("Planned {date}, {clock}."),
        date=say_date(wall.date(), visit.voice), clock=say_clock(wall.time(), visit.voice),
    )  # fmt: skip


# runs


def _runs_by_day(
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
        said, _short_distance(visit, metres), word, word, round(100 * metres / longest, 1),
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
        short_distance=_short_distance(visit, metres) if metres else "",
        kind=start_with_capital(name_of(run.kind, visit.voice)),
        short_kind=visit.say(SHORT_KINDS[run.kind]),
        share=round(100 * metres / longest, 1) if metres else 30,
        detail=", ".join(part for part in details if part),
        is_hard=run.is_hard and run.kind is not RunKind.LONG,
        is_guess=run.is_guess,
    )


def _short_distance(visit: Visit, metres: float) -> str:
    """
    A distance that fits into a calendar cell: whole kilometres or miles.
    """
    if visit.settings.units is Units.IMPERIAL:
        return visit.say(_("{n} mi"), n=round(metres / METRES_PER_MILE))
    return visit.say(_("{n} km"), n=round(metres / 1000))


# care


def _care_by_day(visit: Visit, decision: PlanDecision | None) -> dict[date, tuple[CellCare, ...]]:
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
    view = care_view(item, visit.today, visit.voice, visit.zone)
    return CellCare(view.look, view.icon, view.short, view.title, view.is_skipped)


def _done_cell(visit: Visit, record: CareRecord) -> CellCare:
    look, icon = look_of(record.kind)
    name = start_with_capital(name_of(record.kind, visit.voice))
    short = say_minutes(record.minutes, visit.voice) if record.minutes else name
    return CellCare(look, icon, short, name, record.status is ItemStatus.SKIPPED)


# weeks and days


def _weeks(
    visit: Visit,
    days: Sequence[date],
    runs: Mapping[date, RunView],
    care: Mapping[date, tuple[CellCare, ...]],
    races: Mapping[date, Race],
    selected: date,
) -> tuple[Week, ...]:
    rows = [days[index : index + 7] for index in range(0, len(days), 7)]
    totals = _week_metres(visit, rows)
    most = max([*totals, 1.0])
    return tuple(
        Week(
            name=visit.say(_("Week {n}"), n=row[3].isocalendar().week),
            distance=_short_distance(visit, metres) if metres else "",
            share=round(100 * metres / most, 1),
            is_this=row[0] <= visit.today <= row[-1],
            days=tuple(_day(visit, day, runs, care, races, selected) for day in row),
        )
        for row, metres in zip(rows, totals, strict=True)
    )


def _week_metres(visit: Visit, rows: Sequence[Sequence[date]]) -> list[float]:
    kept = visit.house.kept_plan(visit.runner_id)
    every = [day for row in rows for day in row]
    metres, planned = _metres_by_day(visit, every, kept.decision if kept else None)
    far = {day: (run.distance_m or 0) for day, run in planned.items()}
    far.update({day: done for day, done in metres.items() if done})
    return [sum(far.get(day, 0) for day in row) for row in rows]


def _day(
    visit: Visit,
    day: date,
    runs: Mapping[date, RunView],
    care: Mapping[date, tuple[CellCare, ...]],
    races: Mapping[date, Race],
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
    )


def _selected(
    visit: Visit,
    day: date,
    runs: Mapping[date, RunView],
    items: Mapping[date, tuple[PlanItem, ...]],
    care: Mapping[date, tuple[CellCare, ...]],
    races: Mapping[date, Race],
) -> SelectedDay:
    race = races.get(day)
    return SelectedDay(
        day.isoformat(), say_long_date(day, visit.voice), runs.get(day),
        race_name(visit, race) if race else "",
        tuple(care_view(item, visit.today, visit.voice, visit.zone) for item in items.get(day, ())),
    )  # fmt: skip


# what could not be done


def _refused(visit: Visit, refused: Refused | None) -> str:
    if refused is None:
        return ""
    advice = visit.house.what_to_do(refused.what_to_do)
    if advice is not None:
        return advice.sentence
    return say(refused.reasons[0], visit.voice) if refused.reasons else ""


def _conflicts(visit: Visit, decision: PlanDecision | None) -> tuple[tuple[str, str], ...]:
    return tuple(
        (say(conflict.reason, visit.voice), what_to_do(conflict.what_to_do, visit.voice))
        for conflict in (decision.conflicts if decision else ())
    )


def _wishes(visit: Visit, decision: PlanDecision | None) -> tuple[WishLine, ...]:
    return tuple(
        WishLine(
            say(wish.reason, visit.voice),
            say(wish.cheapest_change, visit.voice) if wish.cheapest_change else "",
        )
        for wish in (decision.wishes_not_met if decision else ())
    )


def _money(visit: Visit, month: MonthMoney) -> MoneyLine:
    planned = month.committed_cents + month.proposed_cents
    total = max(month.budget_cents or 0, month.spent_cents + planned, 1)
    parts = (
        (month.spent_cents, _("{money} spent")),
        (month.committed_cents, _("{money} booked")),
        (month.proposed_cents, _("{money} proposed")),
    )
    said = [
        visit.say(words, money=say_money(cents, visit.voice)) for cents, words in parts if cents
    ]
    return MoneyLine(
        say_month(month.month, visit.voice),
        say_money(month.budget_cents, visit.voice) if month.budget_cents is not None else "",
        ", ".join(said) or visit.say(_("nothing spent or planned")),
        round(100 * month.spent_cents / total, 1),
        round(100 * (month.spent_cents + planned) / total, 1),
    )  # fmt: skip


# the forecast


def _forecast(visit: Visit, decision: PlanDecision | None) -> ForecastView | None:
    """
    The group that is forecast to be sorest, since an average would hide it.
    """
    if decision is None or not decision.forecast.is_known or not decision.forecast.days:
        return None
    track = _sorest(decision.forecast.days)
    if len(track) < 2:
        return None
    first = track[0]
    name = name_of_group(first.group, first.side, visit.voice)
    hard = sorted(track, key=lambda each: -each.without)[: max(3, len(track) // 4)]
    before = sum(each.without for each in hard) / len(hard)
    after = sum(each.with_plan for each in hard) / len(hard)
    return ForecastView(
        finding=_finding(visit, name, before, after),
        group=name,
        without=_line([each.without for each in track]),
        with_plan=_line([each.with_plan for each in track]),
        band=_band(track),
        marks=tuple(
            (_x(index, len(track)), say_date(track[index].date, visit.voice).split(" ", 1)[1])
            for index in (0, len(track) - 1)
        ),
        rows=tuple(
            (say_date(each.date, visit.voice), say_number(each.without, visit.voice),
             say_number(each.with_plan, visit.voice))
            for each in track
        ),
        mean_without=say_number(before, visit.voice),
        mean_with=say_number(after, visit.voice),
    )  # fmt: skip


def _finding(visit: Visit, name: str, before: float, after: float) -> str:
    if before < 0.5:
        return visit.say(_("No day ahead is likely to leave you sore."))
    if before - after < 0.15:
        return visit.say(
            _("Your {part} may be around {before} of 10 on the hardest days; care changes little."),
            part=name, before=say_number(before, visit.voice),
        )  # fmt: skip
    return visit.say(
        _("On the hardest days your {part} may be around {after} of 10 instead of {before}."),
        part=name, after=say_number(after, visit.voice), before=say_number(before, visit.voice),
    )  # fmt: skip


def _sorest(days: Sequence[DayForecast]) -> list[DayForecast]:
    tracks: dict[tuple[RegionGroup, Side | None], list[DayForecast]] = {}
    for day in days:
        tracks.setdefault((day.group, day.side), []).append(day)
    worst = max(tracks.values(), key=lambda track: max(each.without for each in track))
    return sorted(worst, key=lambda each: each.date)


def _x(index: int, count: int) -> float:
    return round(CHART_LEFT + index * (CHART_W - 2 * CHART_LEFT) / (count - 1), 1)


def _y(score: float) -> float:
    return round(CHART_H - 10 - min(score, 10) * (CHART_H - 20) / 10, 1)


def _line(scores: Sequence[float]) -> str:
    points = (f"{_x(index, len(scores))},{_y(score)}" for index, score in enumerate(scores))
    return " ".join(points)


def _band(track: Sequence[DayForecast]) -> str:
    """
    The ground between the two lines: what the care of the plan is expected to take away.
    """
    upper = [f"{_x(index, len(track))},{_y(each.without)}" for index, each in enumerate(track)]
    lower = [f"{_x(index, len(track))},{_y(each.with_plan)}" for index, each in enumerate(track)]
    return " ".join([*upper, *reversed(lower)])
