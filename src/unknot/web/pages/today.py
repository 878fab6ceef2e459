"""
Today: the one thing to do now, and everything else quieter around it.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta

from unknot.app.views import RunDetail, RunFacts
from unknot.deliver.words import (
    describe_item,
    name_of,
    say,
    say_clock,
    say_date,
    say_distance,
    say_long_date,
    say_minutes,
    say_money,
    say_number,
    say_short_weekday,
    start_with_capital,
    title_of,
)
from unknot.domain.body import BodyPart
from unknot.domain.check_in import CheckIn
from unknot.domain.plan import PlanDecision, PlanItem
from unknot.domain.reason import Why
from unknot.domain.recording import Sport
from unknot.domain.run import RunPlanned
from unknot.domain.safety import Refused, SafetyList
from unknot.domain.session import CareKind, ItemStatus
from unknot.domain.units import local_date
from unknot.web.figure import Figure, draw, view_for
from unknot.web.pages.body import (
    SoreRow,
    describe_scores,
    recent_scores,
    scores_of,
    sore_rows,
)
from unknot.web.pages.care import (
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

MOST_STEPS = 4
MOST_WORDS_WHY = 25
ASK_FOR_RPE_DAYS = 3

# True and worth saying, but not why something is done now.
_NOT_THE_REASON = frozenset(
    {
        Why.EVIDENCE_IS_EXPERT_PRIOR, Why.RUN_IS_A_GUESS, Why.KEPT_FROM_PLAN, Why.DEPTH_LIMITED,
        Why.LIMIT_BUDGET, Why.LIMIT_MINUTES_A_DAY, Why.LIMIT_MINUTES_A_WEEK, Why.LIMIT_SPACING,
        Why.LIMIT_FREE_TIMES,
    }
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Hero:
    """
    The one answer: when, what (five words at most), why (25 at most), and one thing to press.

    `item_id` is set when there is something to mark as done; else `link` leads somewhere.
    """

    eyebrow: str
    icon: str
    say: str
    lede: str
    item_id: str = ""
    link: str = ""
    link_text: str = ""
    reasons: tuple[ReasonLine, ...] = ()
    can_do: str = ""
    figure: Figure | None = None
    is_calm: bool = False


@dataclass(frozen=True, slots=True)
class Step:
    """
    One step of the day: a run or a piece of care.
    """

    look: str
    icon: str
    title: str
    detail: str
    is_done: bool = False
    is_skipped: bool = False
    is_now: bool = False
    item_id: str = ""


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
    is_planning: bool = False
    notices: tuple[str, ...] = field(default_factory=tuple)


def today_page(visit: Visit) -> TodayPage:
    """
    Gathers what Today shows; reads the kept plan and never makes one.
    """
    house, runner, today = visit.house, visit.runner_id, visit.today
    kept = visit.kept_plan()
    decision = kept.decision if kept else None
    check_ins = house.check_ins(runner, today - timedelta(days=7))
    week_start = today - timedelta(days=(today.weekday() - visit.settings.week_starts_on) % 7)
    runs = house.list_runs(runner, min(week_start, today - timedelta(days=3)), today)
    items = by_day(decision.items).get(today, ()) if decision else ()
    steps = _steps(visit, items, runs, decision)
    days, done_m, total_m, is_guess = _week(visit, week_start, runs, decision)
    scores = recent_scores(check_ins, today)
    newest = max(check_ins, key=lambda each: each.date, default=None)
    return TodayPage(
        date=say_long_date(today, visit.voice),
        greeting=_greeting(visit),
        hero=_hero(visit, decision, items, scores),
        steps=steps,
        done_of=(sum(step.is_done for step in steps), len(steps)),
        week=days,
        week_done=say_distance(done_m, visit.voice) if done_m else "0",
        week_total=say_distance(total_m, visit.voice) if total_m else "",
        week_is_guess=is_guess,
        sore=sore_rows(scores, visit.voice),
        sore_said=_when_said(visit, newest),
        checked_in=_checked_in(visit, newest),
        to_rate=_to_rate(visit, runs),
        massage=_next_massage(visit, decision),
        massage_wish=_massage_wish(visit, decision),
        is_planning=visit.is_planning,
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


def _hero(
    visit: Visit,
    decision: PlanDecision | None,
    items: Sequence[PlanItem],
    scores: dict[BodyPart, int],
) -> Hero:
    refused = visit.house.gate(visit.runner_id)
    if isinstance(refused, Refused):
        return _refused_hero(visit, refused)
    if decision is None:
        return Hero(
            visit.say(_("One moment")), "refresh-cw", visit.say(_("Making your plan")),
            visit.say(_("Unknot is reading your runs and weighing your weeks. This page shows the plan as soon as it is there.")),
            is_calm=True,
        )  # fmt: skip
    due = _next_due(items)
    if due is None:
        return _calm_hero(visit, items)
    return _item_hero(visit, due, decision, scores)


def _next_due(items: Sequence[PlanItem]) -> PlanItem | None:
    open_items = [
        item
        for item in items
        if item.status in {ItemStatus.PROPOSED, ItemStatus.CONFIRMED}
        and item.kind is not CareKind.REST
    ]
    return open_items[0] if open_items else None


def _refused_hero(visit: Visit, refused: Refused) -> Hero:
    if refused.safety_list is SafetyList.UNANSWERED:
        return Hero(
            visit.say(_("Before the first plan")), "shield-check",
            visit.say(_("A few safety questions")),
            visit.say(_("Massage is not for every body on every day. One screen, most people tick one box.")),
            link="/safety", link_text=visit.say(_("Answer the questions")), is_calm=True,
        )  # fmt: skip
    advice = visit.house.what_to_do(refused.what_to_do)
    urgent = {
        SafetyList.EMERGENCY: _("Call for help now"),
        SafetyList.SAME_DAY: _("Get advice today"),
    }
    return Hero(
        visit.say(_("No massage for now")), "triangle-alert",
        visit.say(urgent.get(refused.safety_list, _("Let it pass first"))),
        visit.say(advice.sentence) if advice else say(refused.reasons[0], visit.voice),
        link="/wrong", link_text=visit.say(_("What you reported")),
        reasons=reason_lines(refused.reasons, visit.voice), is_calm=True,
    )  # fmt: skip


def _calm_hero(visit: Visit, items: Sequence[PlanItem]) -> Hero:
    rest = next((item for item in items if item.kind is CareKind.REST), None)
    if rest is not None and rest.status is not ItemStatus.SKIPPED:
        return Hero(
            visit.say(_("A suggestion")), "moon", title_of(rest, visit.voice),
            describe_item(rest, visit.voice), item_id=rest.id if rest.status is not ItemStatus.DONE else "",
            reasons=reason_lines(rest.reasons, visit.voice), is_calm=True,
            link="/plan", link_text=visit.say(_("See the plan")),
        )  # fmt: skip
    done = any(item.status is ItemStatus.DONE for item in items)
    return Hero(
        visit.say(_("All done for today") if done else _("A free day")), "moon",
        visit.say(_("Nothing needed today")),
        visit.say(_("An early night or an easy walk is enough. Your next care is in the plan.")),
        link="/plan", link_text=visit.say(_("See the plan")), is_calm=True,
    )  # fmt: skip


def _item_hero(
    visit: Visit, item: PlanItem, decision: PlanDecision, scores: dict[BodyPart, int]
) -> Hero:
    view = care_view(item, visit.today, visit.voice, visit.zone)
    run = _run_of(item, decision)
    return Hero(
        eyebrow=_eyebrow(visit, view, item, run),
        icon="footprints" if run else view.icon,
        say=view.title,
        lede=_lede(item, visit),
        item_id=item.id,
        link=f"/plan?day={item.date.isoformat()}#day",
        link_text=visit.say(_("See the day")),
        reasons=view.reasons,
        can_do=view.can_do,
        figure=_figure(visit, item, scores),
    )


def _eyebrow(visit: Visit, view: CareView, item: PlanItem, run: RunPlanned | None) -> str:
    if item.kind is CareKind.MASSAGE:
        return visit.say(_("Today, {when}"), when=view.when)
    if run is not None and run.distance_m:
        distance = say_distance(run.distance_m, visit.voice)
        words = (
            _("Before today’s {distance}") if item.phase.value == "before-run" else
            _("After today’s {distance}")
        )  # fmt: skip
        return visit.say(words, distance=distance)
    return view.when


def _run_of(item: PlanItem, decision: PlanDecision) -> RunPlanned | None:
    ahead = [run for run in decision.runs_ahead if run.date == item.date]
    named = [run for run in ahead if run.id == item.run_id]
    if not item.phase.value.endswith("run"):
        return None
    return next(iter(named or ahead), None)


def _lede(item: PlanItem, visit: Visit) -> str:
    """
    How long and why, in at most 25 words: the first reason that fits, else the length alone.
    """
    opening = describe_short(item, visit)
    for reason in item.reasons:
        if reason.code in _NOT_THE_REASON:
            continue
        sentence = say(reason, visit.voice)
        for said in (f"{opening} {sentence}", sentence):
            if len(said.split()) <= MOST_WORDS_WHY:
                return said
    return opening


def describe_short(item: PlanItem, visit: Visit) -> str:
    """
    "10 min, light." as the beginning of the hero's sentence.
    """
    length = say_minutes(item.minutes, visit.voice)
    if item.depth is not None and item.depth.rank:
        return visit.say(
            _("{length}, {depth}."), length=length, depth=name_of(item.depth, visit.voice)
        )
    return visit.say(_("{length}."), length=length)


def _figure(visit: Visit, item: PlanItem, scores: dict[BodyPart, int]) -> Figure | None:
    found = view_for(item.regions, scores)
    if found is None:
        return None
    view, crop = found
    said = describe_scores({part: scores.get(part, 0) for part in item.regions}, visit.voice)
    where = visit.say(_("Back of the body.") if view == "back" else _("Front of the body."))
    return draw(view, crop, scores, item.regions, f"{where} {said}".strip())


def _steps(
    visit: Visit,
    items: Sequence[PlanItem],
    runs: Sequence[RunFacts],
    decision: PlanDecision | None,
) -> tuple[Step, ...]:
    """
    At most four steps in the order of the day: before, run, after, evening.
    """
    done_runs = [
        run for run in runs if local_date(run.start_utc, visit.settings.zone) == visit.today
    ]
    before = [item for item in items if item.phase.value == "before-run"]
    others = [item for item in items if item not in before]
    due = _next_due(items)
    steps = [_care_step(visit, item, due) for item in before]
    steps += [_done_step(visit, run) for run in done_runs]
    if not done_runs and decision is not None:
        ahead = [run for run in decision.runs_ahead if run.date == visit.today]
        steps += [_planned_step(visit, run) for run in ahead]
    steps += [_care_step(visit, item, due) for item in others]
    return tuple(steps[:MOST_STEPS])


def _care_step(visit: Visit, item: PlanItem, due: PlanItem | None) -> Step:
    view = care_view(item, visit.today, visit.voice, visit.zone)
    return Step(
        view.look, view.icon, view.title,
        visit.say(_("{when}, {length}"), when=view.when, length=say_minutes(item.minutes, visit.voice))
        if item.minutes else view.when,
        view.is_done, view.is_skipped, item is due, item.id,
    )  # fmt: skip


def _done_step(visit: Visit, run: RunFacts) -> Step:
    start = run.start_utc.astimezone(visit.zone).time()
    minutes = (run.timer_s or run.elapsed_s or 0) / 60
    what = start_with_capital(name_of(run.sport, visit.voice))
    title = (
        visit.say(_("{distance} {sport}"), distance=say_distance(run.distance_m, visit.voice), sport=what.lower())
        if run.distance_m else what
    )  # fmt: skip
    detail = visit.say(
        _("{clock}, {length}"), clock=say_clock(start, visit.voice), length=say_minutes(minutes, visit.voice)
    )  # fmt: skip
    icon = "footprints" if run.sport is Sport.RUNNING else "activity"
    return Step("k-run", icon, title, detail, is_done=True)


def _planned_step(visit: Visit, run: RunPlanned) -> Step:
    kind = start_with_capital(name_of(run.kind, visit.voice))
    title = (
        visit.say(_("{distance}, {kind}"), distance=say_distance(run.distance_m, visit.voice), kind=kind.lower())
        if run.distance_m else kind
    )  # fmt: skip
    when = say_clock(run.starts_at, visit.voice) if run.starts_at else ""
    guess = visit.say(_("a guess from your usual week")) if run.is_guess else ""
    return Step("k-run", "footprints", title, ", ".join(part for part in (when, guess) if part))


def _week(
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
    detail: RunDetail = visit.house.show_run(visit.runner_id, newest.run_id)
    if detail.run.rpe is not None:
        return None
    day = say_date(detail.run.date, visit.voice)
    kind = name_of(detail.kind, visit.voice)
    distance = say_distance(newest.distance_m, visit.voice) if newest.distance_m else kind
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


def _massage_wish(visit: Visit, decision: PlanDecision | None) -> str:
    if decision is None or not decision.wishes_not_met:
        return ""
    return say(decision.wishes_not_met[0].reason, visit.voice)


def _when_said(visit: Visit, check_in: CheckIn | None) -> str:
    if check_in is None or not scores_of(check_in):
        return visit.say(_("Nothing said in the last days."))
    said = check_in.reported_at.astimezone(visit.zone)
    if check_in.date == visit.today:
        return visit.say(
            _("Soreness from 0 to 10, as you said at {clock}."),
            clock=say_clock(said.time(), visit.voice),
        )
    return visit.say(
        _("Soreness from 0 to 10, as you said on {date}."),
        date=say_date(check_in.date, visit.voice),
    )


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
    return (failed,) if failed else ()
