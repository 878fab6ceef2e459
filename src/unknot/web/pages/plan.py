"""
Plan: five weeks at a glance, the reasons for one day, and what the plan could not do.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta

from unknot.deliver.words import (
    say,
    say_clock,
    say_date,
    say_long_date,
    say_money,
    say_month,
    say_short_weekday,
    what_to_do,
)
from unknot.domain.plan import MonthMoney, PlanDecision, PlanItem
from unknot.domain.safety import Refused, SafetyList
from unknot.domain.settings import Race
from unknot.web.pages.care import (
    CareView,
    ReasonLine,
    by_day,
    care_view,
    reason_lines,
)
from unknot.web.pages.forecast import ForecastView, forecast_of
from unknot.web.pages.not_now import NotNow, not_now, where_said, without_closed
from unknot.web.pages.plan_changes import ChangeLine, change_lines
from unknot.web.pages.weeks import (
    Day,
    OtherView,
    RunView,
    Week,
    care_by_day,
    other_by_day,
    race_name,
    runs_by_day,
    weeks_of,
)
from unknot.web.templating import mark as _
from unknot.web.visit import Visit

WEEKS = 5


@dataclass(frozen=True, slots=True)
class SelectedDay:
    """
    Everything about one day: its run, what else the training plan has, and care with its reasons.
    """

    iso: str
    title: str
    run: RunView | None
    race: str
    other: OtherView | None
    care: tuple[CareView, ...]
    not_now: NotNow | None


@dataclass(frozen=True, slots=True)
class AgendaWeek:
    """
    One week as a list: the days from today on that hold something.
    """

    title: str
    distance: str
    days: tuple[Day, ...]


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
    agenda: tuple[AgendaWeek, ...]
    selected: SelectedDay
    refused: str
    refused_link: str
    refused_link_text: str
    not_now: NotNow | None
    conflicts: tuple[tuple[str, str], ...]
    wishes: tuple[WishLine, ...]
    changes: tuple[ChangeLine, ...]
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
    gate = visit.house.gate(visit.runner_id)
    whole = kept.decision if kept else None
    decision = without_closed(whole, gate)
    first = _first_day(visit, start or day)
    selected = day or _first_with_care(decision, today)
    days = _days_shown(first, decision)
    closed = {day: not_now(visit, gate, day) for day in days if day >= today}
    runs = _marked(runs_by_day(visit, days, whole), closed)
    care = care_by_day(visit, decision)
    races = {race.date: race for race in visit.settings.races}
    others = other_by_day(visit, whole)
    weeks = weeks_of(visit, days, runs, care, races, others, selected, decision)
    items = by_day(decision.items) if decision else {}
    refused = gate if isinstance(gate, Refused) else None
    link, link_text = _way_on(visit, refused)
    return PlanPage(
        eyebrow=_next_race(visit),
        heading=visit.say(_("Next five weeks") if first <= today else _("Five weeks")),
        months=_months(visit, days[0], days[-1]),
        weekdays=tuple(say_short_weekday(each.weekday(), visit.voice) for each in days[:7]),
        weeks=weeks,
        earlier=(first - timedelta(weeks=4)).isoformat(),
        later=(first + timedelta(weeks=4)).isoformat(),
        agenda=_agenda(visit, weeks),
        selected=_selected(visit, selected, runs, items, others, races, closed.get(selected)),
        refused=_refused(visit, refused),
        refused_link=link,
        refused_link_text=link_text,
        not_now=None if refused else not_now(visit, gate, today),
        conflicts=_conflicts(visit, decision),
        wishes=_wishes(visit, decision),
        changes=change_lines(visit, decision),
        refusals=reason_lines(decision.refusals if decision else (), visit.voice),
        assumptions=reason_lines(decision.assumptions if decision else (), visit.voice),
        money=tuple(
            money_line(visit, month)
            for month in (decision.money if decision else ())
            if month.budget_cents or month.spent_cents or month.committed_cents
        ),
        forecast=forecast_of(visit, decision),
        is_guess=bool(whole and any(run.is_guess for run in whole.runs_ahead)),
        is_planning=visit.is_planning,
        has_plan=decision is not None,
        decided=_decided(visit, kept.decided_at) if kept else "",
        failure=_failure(visit),
    )


def _failure(visit: Visit) -> str:
    failed = visit.door.replanner.failures.get(visit.runner_id)
    return visit.voice.refuse(failed) if failed else ""


def _marked(
    runs: Mapping[date, RunView], closed: Mapping[date, NotNow | None]
) -> dict[date, RunView]:
    """
    The same runs, those marked that wait.
    """
    return {
        day: replace(run, is_closed=not run.is_done and closed.get(day) is not None)
        for day, run in runs.items()
    }


def _agenda(visit: Visit, weeks: Sequence[Week]) -> tuple[AgendaWeek, ...]:
    """
    The week of the selected day first, then the others in their order.
    """
    found = []
    for week in sorted(weeks, key=lambda week: not any(day.is_selected for day in week.days)):
        days = tuple(
            day
            for day in week.days
            if not day.is_past and (day.run or day.care or day.race or day.other)
        )
        first = say_date(date.fromisoformat(week.days[0].iso), visit.voice)
        title = visit.say(_("{week}, from {date}"), week=week.name, date=first)
        if days:
            found.append(AgendaWeek(title, week.distance, days))
    return tuple(found)


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


def _decided(visit: Visit, instant: datetime) -> str:
    wall = instant.astimezone(visit.zone)
    return visit.say(
        _("Planned {date}, {clock}."),
        date=say_date(wall.date(), visit.voice), clock=say_clock(wall.time(), visit.voice),
    )  # fmt: skip


def _selected(
    visit: Visit,
    day: date,
    runs: Mapping[date, RunView],
    items: Mapping[date, tuple[PlanItem, ...]],
    others: Mapping[date, OtherView],
    races: Mapping[date, Race],
    closed: NotNow | None,
) -> SelectedDay:
    race, run = races.get(day), runs.get(day)
    return SelectedDay(
        day.isoformat(), say_long_date(day, visit.voice), run,
        race_name(visit, race) if race else "", others.get(day),
        tuple(care_view(item, visit.today, visit.voice, visit.zone) for item in items.get(day, ())),
        closed if run and run.is_closed else None,
    )  # fmt: skip


def _refused(visit: Visit, refused: Refused | None) -> str:
    if refused is None:
        return ""
    advice = visit.house.what_to_do(refused.what_to_do)
    if advice is not None:
        return advice.sentence
    return say(refused.reasons[0], visit.voice) if refused.reasons else ""


def _way_on(visit: Visit, refused: Refused | None) -> tuple[str, str]:
    """
    Where a refusal can be looked at or ended.
    """
    if refused is None:
        return "", ""
    if refused.safety_list is SafetyList.UNANSWERED:
        return "/safety", visit.say(_("Answer the questions"))
    return where_said(visit, refused.reasons[0])


def _conflicts(visit: Visit, decision: PlanDecision | None) -> tuple[tuple[str, str], ...]:
    return tuple(
        (say(conflict.reason, visit.voice), what_to_do(conflict.what_to_do, visit.voice))
        for conflict in (decision.conflicts if decision else ())
    )


def _wishes(visit: Visit, decision: PlanDecision | None) -> tuple[WishLine, ...]:
    lines = []
    for wish in decision.wishes_not_met if decision else ():
        text = say(wish.reason, visit.voice)
        change = say(wish.cheapest_change, visit.voice) if wish.cheapest_change else ""
        lines.append(WishLine(text, change if change != text else ""))
    return tuple(lines)


def money_line(visit: Visit, month: MonthMoney) -> MoneyLine:
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
