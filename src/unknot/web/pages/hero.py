"""
The hero of Today: when, what, why, and one thing to press.
"""

from __future__ import annotations

from collections.abc import Sequence
from urllib.parse import urlencode

from unknot.app.guide import GUIDED_KINDS
from unknot.deliver.words import (
    describe_item,
    name_of,
    say,
    say_distance,
    say_minutes,
    title_of,
)
from unknot.domain.body import BodyPart
from unknot.domain.plan import PlanDecision, PlanItem
from unknot.domain.reason import Why
from unknot.domain.run import RunPlanned
from unknot.domain.safety import GateOutcome, Refused, SafetyList
from unknot.domain.session import CareKind, ItemStatus
from unknot.web.figure import Figure
from unknot.web.pages.care import (
    CareView,
    ReasonLine,
    care_view,
    reason_lines,
)
from unknot.web.pages.hero_view import Hero, figure_at
from unknot.web.pages.not_now import NotNow, not_now, where_said
from unknot.web.pages.sore_hero import sore_hero
from unknot.web.templating import mark as _
from unknot.web.visit import Visit

MOST_WORDS_WHY = 25


# True and worth saying, but not why something is done now.
_NOT_THE_REASON = frozenset(
    {
        Why.EVIDENCE_IS_EXPERT_PRIOR, Why.RUN_IS_A_GUESS, Why.KEPT_FROM_PLAN, Why.DEPTH_LIMITED,
        Why.LIMIT_BUDGET, Why.LIMIT_MINUTES_A_DAY, Why.LIMIT_MINUTES_A_WEEK, Why.LIMIT_SPACING,
        Why.LIMIT_FREE_TIMES,
    }
)  # fmt: skip


def hero_of(
    visit: Visit,
    gate: GateOutcome,
    decision: PlanDecision | None,
    items: Sequence[PlanItem],
    scores: dict[BodyPart, int],
    has_said_today: bool,
) -> Hero:
    """
    The gate speaks first: what it refuses, then that today's runs wait; then what today's
    check-in calls sore, then what is due.
    """
    if isinstance(gate, Refused):
        return _refused_hero(visit, gate)
    closed = not_now(visit, gate, visit.today)
    if closed is not None:
        return _closed_hero(visit, closed)
    if decision is None:
        return Hero(
            visit.say(_("One moment")), "refresh-cw", visit.say(_("Making your plan")),
            visit.say(_("Unknot is reading your runs and weighing your weeks. This page shows the plan as soon as it is there.")),
            is_calm=True,
        )  # fmt: skip
    due = next_due(items)
    sore = visit.house.sore_now(visit.runner_id) if has_said_today else None
    if sore is not None and not _is_for(due, sore.parts):
        return sore_hero(visit, sore, scores)
    if due is None:
        return _calm_hero(visit, items)
    return _item_hero(visit, due, decision, scores)


def _is_for(item: PlanItem | None, parts: Sequence[BodyPart]) -> bool:
    """
    True for care of just these parts, and for a massage, which nobody rubs away beforehand.
    """
    if item is None:
        return False
    if item.kind is CareKind.MASSAGE:
        return True
    return item.kind is CareKind.SELF_MASSAGE and set(parts) <= set(item.regions)


def next_due(items: Sequence[PlanItem]) -> PlanItem | None:
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
    link, link_text = where_said(visit, refused.reasons[0])
    return Hero(
        visit.say(_("No massage for now")), "triangle-alert",
        visit.say(urgent.get(refused.safety_list, _("Let it pass first"))),
        visit.say(advice.sentence) if advice else say(refused.reasons[0], visit.voice),
        link=link, link_text=link_text,
        reasons=reason_lines(refused.reasons, visit.voice), is_calm=True,
    )  # fmt: skip


def _closed_hero(visit: Visit, closed: NotNow) -> Hero:
    return Hero(
        visit.say(_("Safety first")), "footprints", visit.say(_("No running for now")),
        f"{closed.why} {closed.until}", link=closed.link, link_text=closed.link_text,
        reasons=tuple(ReasonLine("triangle-alert", text) for text in closed.in_full), is_calm=True,
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
        to_mind=view.to_mind,
        figure=_figure(visit, item, scores),
        start=f"/session?{urlencode({'item': item.id})}" if item.kind in GUIDED_KINDS else "",
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
    if item.kind is CareKind.COLD_WATER:
        return visit.say(_("{length} at 11 to 15 °C, never alone."), length=length)
    if item.depth is not None and item.depth.rank:
        return visit.say(
            _("{length}, {depth}."), length=length, depth=name_of(item.depth, visit.voice)
        )
    return visit.say(_("{length}."), length=length)


def _figure(visit: Visit, item: PlanItem, scores: dict[BodyPart, int]) -> Figure | None:
    return figure_at(visit, item.regions, scores)
