"""
Today: the one thing to do now, and everything else quieter around it.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import timedelta

from unknot.app.views import RunFacts
from unknot.deliver.words import (
    name_of,
    say,
    say_clock,
    say_date,
    say_distance,
    say_long_date,
    say_minutes,
    say_money,
    say_number,
    title_of,
)
from unknot.domain.check_in import CheckIn
from unknot.domain.plan import PlanDecision, PlanItem
from unknot.domain.reason import Why
from unknot.domain.recording import Sport
from unknot.domain.safety import Refused
from unknot.domain.session import CareKind, ItemStatus
from unknot.domain.units import local_date
from unknot.web.pages.body import (
    SoreRow,
    recent_scores,
    scores_of,
    sore_rows,
)
from unknot.web.pages.care import (
    by_day,
    care_view,
)
from unknot.web.pages.day_steps import Step, steps_of
from unknot.web.pages.hero import Hero, hero_of
from unknot.web.pages.not_now import not_now, without_closed
from unknot.web.pages.week_strip import WeekDay, week_of
from unknot.web.templating import mark as _
from unknot.web.visit import Visit

ASK_FOR_RPE_DAYS = 3

# Wishes not met that say why there is no massage.
_ABOUT_MASSAGE = frozenset(
    {
        Why.SET_A_BUDGET, Why.SET_A_PRICE_LIST, Why.BUDGET_BELOW_EVERY_PRICE,
        Why.BUDGET_ALREADY_COMMITTED, Why.RHYTHM_NOT_MET, Why.NO_FREE_TIME,
    }
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class ToRate:
    """
    A new run the runner has not rated: one tap says how hard it was.
    """

    run_id: str
    title: str


@dataclass(frozen=True, slots=True)
class NextMassage:
    """
    The next appointment, proposed or booked.
    """

    item_id: str
    when: str
    in_words: str
    detail: str
    why: str
    is_booked: bool


@dataclass(frozen=True, slots=True)
class TodayPage:
    """
    What the page Today shows.
    """

    date: str
    greeting: str
    hero: Hero
    steps: tuple[Step, ...]
    done_of: tuple[int, int]
    week: tuple[WeekDay, ...]
    week_done: str
    week_total: str
    week_is_guess: bool
    sore: tuple[SoreRow, ...]
    sore_said: str
    checked_in: str
    to_rate: ToRate | None = None
    massage: NextMassage | None = None
    massage_wish: str = ""
    is_refused: bool = False
    is_planning: bool = False
    has_plan: bool = False
    notices: tuple[str, ...] = field(default_factory=tuple)


def today_page(visit: Visit) -> TodayPage:
    """
    Gathers what Today shows; reads the kept plan and never makes one.
    """
    house, runner, today = visit.house, visit.runner_id, visit.today
    kept = visit.kept_plan()
    gate = house.gate(runner)
    closed = not_now(visit, gate, today)
    decision = without_closed(kept.decision if kept else None, gate)
    last_week = today - timedelta(days=7)
    check_ins = house.check_ins(runner, last_week)
    told = house.check_ins_and_logs(runner, last_week)
    week_start = today - timedelta(days=(today.weekday() - visit.settings.week_starts_on) % 7)
    runs = house.list_runs(runner, min(week_start, today - timedelta(days=3)), today)
    items = by_day(decision.items).get(today, ()) if decision else ()
    ahead = kept.decision.runs_ahead if kept else ()
    steps = steps_of(visit, items, runs, [run for run in ahead if run.date == today], closed)
    days, done_m, total_m, is_guess = week_of(visit, week_start, runs, decision)
    scores = recent_scores(told, today)
    last_told = max(filter(scores_of, told), key=lambda each: each.date, default=None)
    newest = max(check_ins, key=lambda each: each.date, default=None)
    has_said_today = newest is not None and newest.date == today
    return TodayPage(
        date=say_long_date(today, visit.voice),
        greeting=_greeting(visit),
        hero=hero_of(visit, gate, decision, items, scores, has_said_today),
        steps=steps,
        done_of=(sum(step.is_done for step in steps), sum(not step.is_closed for step in steps)),
        week=days,
        week_done=say_distance(done_m, visit.voice) if done_m else "0",
        week_total=say_distance(total_m, visit.voice) if total_m else "",
        week_is_guess=is_guess,
        sore=sore_rows(scores, visit.voice),
        sore_said=_when_said(visit, last_told, any(scores.values()), last_told in check_ins),
        checked_in=_checked_in(visit, newest),
        to_rate=None if closed else _to_rate(visit, runs),
        massage=_next_massage(visit, decision),
        massage_wish=_massage_wish(visit, decision, isinstance(gate, Refused)),
        is_refused=isinstance(gate, Refused),
        is_planning=visit.is_planning,
        has_plan=decision is not None,
        notices=_failures(visit),
    )


def _greeting(visit: Visit) -> str:
    hour = visit.now.astimezone(visit.zone).hour
    words = (
        _("Good morning") if 4 <= hour < 12 else _("Good afternoon") if hour < 18 else
        _("Good evening")
    )  # fmt: skip
    if hour < 4:
        words = _("Good evening")
    name = visit.settings.name
    return visit.say(_("{greeting}, {name}"), greeting=visit.say(words), name=name) if name else (
        visit.say(words)
    )  # fmt: skip


def _to_rate(visit: Visit, runs: Sequence[RunFacts]) -> ToRate | None:
    """
    The newest run of the last days, if its runner has not said how hard it was.
    """
    since = visit.today - timedelta(days=ASK_FOR_RPE_DAYS)
    recent = [
        run
        for run in runs
        if run.sport is Sport.RUNNING and local_date(run.start_utc, visit.settings.zone) >= since
    ]
    if not recent:
        return None
    newest = max(recent, key=lambda run: run.start_utc)
    run = visit.house.run_of(visit.runner_id, newest.run_id)
    if run.rpe is not None:
        return None
    day = say_date(run.date, visit.voice)
    if newest.distance_m:
        distance = say_distance(newest.distance_m, visit.voice)
    else:
        kind = visit.house.show_run(visit.runner_id, newest.run_id).kind
        distance = name_of(kind, visit.voice)
    return ToRate(newest.run_id, visit.say(_("{day}, {distance}"), day=day, distance=distance))


def _next_massage(visit: Visit, decision: PlanDecision | None) -> NextMassage | None:
    ahead = [
        item
        for item in (decision.items if decision else ())
        if item.kind is CareKind.MASSAGE
        and item.date >= visit.today
        and item.status in {ItemStatus.PROPOSED, ItemStatus.CONFIRMED}
    ]
    if not ahead:
        return None
    item = min(ahead, key=lambda each: each.start_utc)
    view = care_view(item, visit.today, visit.voice, visit.zone)
    days = (item.date - visit.today).days
    in_words = (
        visit.say(_("Today")) if days == 0 else
        visit.say(_("Tomorrow")) if days == 1 else
        visit.voice.count("In {n} day", "In {n} days", days)
    )  # fmt: skip
    when = visit.say(_("{date}, {clock}"), date=say_date(item.date, visit.voice), clock=view.when)
    return NextMassage(
        item.id, when, in_words, _massage_detail(visit, item),
        view.reasons[0].text if view.reasons else "", item.status is ItemStatus.CONFIRMED,
    )  # fmt: skip


def _massage_detail(visit: Visit, item: PlanItem) -> str:
    details = (
        title_of(item, visit.voice),
        say_minutes(item.minutes, visit.voice),
        say_money(item.cents, visit.voice) if item.cents is not None else "",
    )
    return ", ".join(detail for detail in details if detail)


def _massage_wish(visit: Visit, decision: PlanDecision | None, is_refused: bool) -> str:
    if is_refused:
        return visit.say(_("None for now: safety comes first."))
    for wish in decision.wishes_not_met if decision else ():
        if wish.reason.code in _ABOUT_MASSAGE:
            return say(wish.reason, visit.voice)
    return visit.say(_("None in the next five weeks."))


def _when_said(visit: Visit, check_in: CheckIn | None, is_sore: bool, is_own: bool) -> str:
    if check_in is None:
        return visit.say(_("You have not said in the last days."))
    if not is_own:
        words = (
            _("Soreness from 0 to 10, as your log says of {when}.")
            if is_sore
            else _("Nothing sore, as your log says of {when}.")
        )
        return visit.say(words, when=say_date(check_in.date, visit.voice))
    if check_in.date == visit.today:
        clock = say_clock(check_in.reported_at.astimezone(visit.zone).time(), visit.voice)
        words = (
            _("Soreness from 0 to 10, as you said at {when}.")
            if is_sore
            else _("Nothing sore, as you said at {when}.")
        )
        return visit.say(words, when=clock)
    words = (
        _("Soreness from 0 to 10, as you said on {when}.")
        if is_sore
        else _("Nothing sore, as you said on {when}.")
    )
    return visit.say(words, when=say_date(check_in.date, visit.voice))


def _checked_in(visit: Visit, newest: CheckIn | None) -> str:
    """
    When today's check-in was made; empty while it is still to come.
    """
    if newest is None or newest.date != visit.today:
        return ""
    clock = say_clock(newest.reported_at.astimezone(visit.zone).time(), visit.voice)
    sleep = (
        visit.say(_("slept {hours} h"), hours=say_number(newest.sleep_h, visit.voice))
        if newest.sleep_h is not None else ""
    )  # fmt: skip
    return ", ".join(part for part in (clock, sleep) if part)


def _failures(visit: Visit) -> tuple[str, ...]:
    failed = visit.door.replanner.failures.get(visit.runner_id)
    return (visit.voice.refuse(failed),) if failed else ()
