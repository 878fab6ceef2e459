"""
What keeps a body safe: the gate, and then the same questions asked once more of the input.

These rules bind confirmed appointments too.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

from unknot.catalogue import safety as catalogue
from unknot.catalogue.planning import figure
from unknot.decide.safety.finished_plan import FinishedPlan, depth_of, end_of
from unknot.domain.body import BodyPart
from unknot.domain.plan import PlanItem
from unknot.domain.reason import Fact, Reason, Why
from unknot.domain.run import RunKind
from unknot.domain.safety import Injury, InjuryKind, Limit, Modality, Refused, Restricted
from unknot.domain.session import CareKind, Depth, ItemStatus, Tool

_HANDS = frozenset({CareKind.MASSAGE, CareKind.SELF_MASSAGE, CareKind.BEFORE_RUN})
_TOUCHES = _HANDS | {CareKind.STRETCHING}
# While an injury of these kinds lasts nothing is done at the part, on any of its days.
_HANDS_OFF = frozenset({InjuryKind.BONE_STRESS, InjuryKind.SURGERY, InjuryKind.SKIN})
_NOT_MOVED = frozenset({InjuryKind.BONE_STRESS, InjuryKind.SURGERY})
_DRY = frozenset({InjuryKind.SURGERY, InjuryKind.SKIN})
_FAST = frozenset({RunKind.SPEED, RunKind.SPRINT, RunKind.RACE})

Fault = tuple[PlanItem, dict[str, Fact]]


def a_closed_gate_offers_nothing_but_rest(plan: FinishedPlan) -> Iterator[Fault]:
    """
    While the gate refuses, or was never answered, no care is proposed and none kept.

    An unanswered gate leaves what is booked alone: nothing is known against it.
    """
    is_unanswered = plan.given.gate is None
    is_refused = isinstance(plan.gate, Refused) or _something_refuses(plan)
    only_unanswered = is_unanswered and not _something_refuses(plan)
    for item in _bound(plan):
        is_booked = item.status is ItemStatus.CONFIRMED
        if item.kind is CareKind.REST or not (is_refused or is_unanswered):
            continue
        if not (is_booked and only_unanswered):
            yield item, {"because": _why_closed(plan).value}


def care_stays_within_every_limit(plan: FinishedPlan) -> Iterator[Fault]:
    """
    No item goes where a limit closes the part, or deeper than the limit allows.
    """
    for item in _bound(plan):
        for limit in plan.gate.limits if isinstance(plan.gate, Restricted) else ():
            if limit.holds_on(item.date) and _breaks(item, limit):
                yield item, _facts_of(limit.reason)


def light_self_massage_uses_hands(plan: FinishedPlan) -> Iterator[Fault]:
    """
    Where self-massage may only be light, a tool would press harder than it looks.
    """
    for item in _bound(plan):
        if item.kind not in (CareKind.SELF_MASSAGE, CareKind.BEFORE_RUN):
            continue
        for limit in plan.gate.limits if isinstance(plan.gate, Restricted) else ():
            is_light = limit.max_depth is Depth.LIGHT and limit.holds_on(item.date)
            is_meant = Modality.SELF_MASSAGE in limit.modalities and _meets(item, limit)
            if is_light and is_meant and item.tool not in (None, Tool.HANDS):
                yield item, _facts_of(limit.reason)


def guns_stay_off_bone_vessels_and_nerves(plan: FinishedPlan) -> Iterator[Fault]:
    """
    Some places never see a gun, in anyone: neck, groin, knee, shin bone, spine, tendons.
    """
    for item in _bound(plan):
        for advice in catalogue.standing_advice():
            for part in item.regions:
                if part.region in advice.regions and _modality(item) in advice.no:
                    yield item, _part_facts(part, Why.AVOID_THE_AREA)


def guns_rest_around_what_is_hard(plan: FinishedPlan) -> Iterator[Fault]:
    """
    No gun before a fast run or a race, and none for a day after a race (GUN-CANB, SAF-RHAB).
    """
    rests = timedelta(hours=figure("gun_after_race_h"))
    for item in _bound(plan):
        if _modality(item) is not Modality.GUN:
            continue
        ahead = [run for run in plan.runs_on(item.date) if item.start_utc < run.start]
        is_before = any(run.kind in _FAST for run in ahead) or any(
            item.date == race.date and item.start_utc < race.start for race in plan.races
        )
        if is_before or any(race.start <= item.start_utc < race.end + rests for race in plan.races):
            yield item, {"because": Why.AVOID_THE_AREA.value}


def nothing_is_done_where_it_hurts(plan: FinishedPlan) -> Iterator[Fault]:
    """
    A last report of pain over five closes the part for as long as the report counts.
    """
    for item in _bound(plan):
        for part in item.regions if item.kind in _TOUCHES else ():
            report = plan.hurts.get(part)
            if report and report[1] > figure("nothing_above_pain") and _counts(report, item):
                yield item, {**_part_facts(part, Why.PAIN_OVER_FIVE), "score": report[1]}


def very_sore_parts_get_light_hands_only(plan: FinishedPlan) -> Iterator[Fault]:
    """
    A last report of soreness from eight on leaves light hands and no tool.
    """
    for item in _bound(plan):
        for part in item.regions if item.kind in _HANDS else ():
            report = plan.sore.get(part)
            is_sore = report and report[1] >= figure("light_only_from_soreness")
            if report and is_sore and _counts(report, item) and not _is_light_hands(item):
                facts = _part_facts(part, Why.VERY_SORE_LIGHT_HANDS_ONLY)
                yield item, {**facts, "score": report[1]}


def injured_parts_are_spared_every_day(plan: FinishedPlan) -> Iterator[Fault]:
    """
    Each day of an injury counts: nothing while it is fresh or grave, then light hands at most.
    """
    for item in _bound(plan):
        for injury in plan.given.injuries:
            if injury.covers(item.date) and _wrongs(item, injury):
                is_ill = injury.kind is InjuryKind.ILLNESS
                why = Why.ILLNESS_NOW if is_ill else Why.INJURY_HERE
                yield item, {"because": why.value, "injury_kind": injury.kind.value}


def _bound(plan: FinishedPlan) -> Iterator[PlanItem]:
    """
    Proposals, and confirmed items that are not over yet.
    """
    yield from plan.proposals
    yield from (item for item in plan.confirmed if end_of(item) > plan.given.now)


def _something_refuses(plan: FinishedPlan) -> bool:
    """
    Asked anew of the input: a refusing condition, an open refusing sign, an open illness.
    """
    answers = plan.given.gate
    codes = set(answers.conditions) if answers else set()
    for report in plan.given.reports:
        if report.ended_on is None or report.ended_on > plan.today:
            age = plan.given.now - report.reported_at
            codes |= {
                code
                for code in report.signs
                if not (entry := catalogue.find_entry(code))
                or entry.lasts_hours is None
                or age < timedelta(hours=entry.lasts_hours)
            }
    is_ill = any(
        injury.kind is InjuryKind.ILLNESS and injury.ended_on is None and injury.covers(plan.today)
        for injury in plan.given.injuries
    )
    return is_ill or any(
        (entry := catalogue.find_entry(code)) is None or entry.refuses for code in codes
    )


def _modality(item: PlanItem) -> Modality | None:
    if item.kind in (CareKind.SELF_MASSAGE, CareKind.BEFORE_RUN):
        return Modality.GUN if item.tool is Tool.GUN else Modality.SELF_MASSAGE
    return {
        CareKind.MASSAGE: Modality.MASSAGE,
        CareKind.STRETCHING: Modality.STRETCHING,
        CareKind.COLD_WATER: Modality.COLD_WATER,
    }.get(item.kind)


def _breaks(item: PlanItem, limit: Limit) -> bool:
    if _modality(item) not in limit.modalities or not _meets(item, limit):
        return False
    return depth_of(item).rank > limit.max_depth.rank


def _meets(item: PlanItem, limit: Limit) -> bool:
    """
    True where item and limit touch the same place.

    A proposal of hands that names no place could go anywhere, so it meets every local limit;
    a booked massage without a place is left to therapist and runner.
    """
    if limit.parts is None or item.kind is CareKind.COLD_WATER:
        return True
    if not item.regions:
        return item.kind in _TOUCHES and item.status is ItemStatus.PROPOSED
    return any(part in limit.parts for part in item.regions)


def _counts(report: tuple[date, int], item: PlanItem) -> bool:
    return (item.date - report[0]).days <= catalogue.report_holds_days()


def _is_light_hands(item: PlanItem) -> bool:
    return item.tool in (None, Tool.HANDS) and depth_of(item).rank <= Depth.LIGHT.rank


def _wrongs(item: PlanItem, injury: Injury) -> bool:
    if injury.kind is InjuryKind.ILLNESS:
        return item.kind is not CareKind.REST
    if item.kind is CareKind.COLD_WATER:
        return injury.kind in _DRY
    if item.kind not in _TOUCHES or not any(part in injury.parts for part in item.regions):
        return False
    is_fresh = (
        injury.kind is InjuryKind.ACUTE and (item.date - injury.started_on).days <= _fresh_days()
    )
    if item.kind is CareKind.STRETCHING:
        return is_fresh or injury.kind in _NOT_MOVED
    return is_fresh or injury.kind in _HANDS_OFF or not _is_light_hands(item)


def _fresh_days() -> float:
    effects = catalogue.injury_rule(InjuryKind.ACUTE).effects
    return max(effect.for_hours or 0 for effect in effects) / 24


def _facts_of(reason: Reason) -> dict[str, Fact]:
    return {**reason.facts, "because": reason.code.value}


def _part_facts(part: BodyPart, why: Why) -> dict[str, Fact]:
    return {"region": part.region.value, "side": part.side.value, "because": why.value}


def _why_closed(plan: FinishedPlan) -> Why:
    """
    The gate's own first word where it refused; else what asking the input anew has found.
    """
    if isinstance(plan.gate, Refused) and plan.gate.reasons:
        return plan.gate.reasons[0].code
    return Why.NO_MASSAGE_ANYWHERE if _something_refuses(plan) else Why.ANSWER_THE_QUESTIONS


BODY_RULES = (
    a_closed_gate_offers_nothing_but_rest,
    care_stays_within_every_limit,
    light_self_massage_uses_hands,
    guns_stay_off_bone_vessels_and_nerves,
    guns_rest_around_what_is_hard,
    nothing_is_done_where_it_hurts,
    very_sore_parts_get_light_hands_only,
    injured_parts_are_spared_every_day,
)
