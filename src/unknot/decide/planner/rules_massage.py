"""
The rules about appointments: when a massage may be had, where, and how deep.

See `rules.py` for what a rule is. How sure we are: race-timing.md, deep-work-timing.md, massage-soreness.md in docs/evidence.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

from unknot.catalogue.planning import figure
from unknot.decide.planner.facts import run_facts
from unknot.decide.planner.forbidden import Forbidden, hours_between, why_closed
from unknot.decide.planner.places import (
    depth_allowed,
    everywhere_allowed,
    is_very_sore,
    massage_parts,
)
from unknot.decide.planner.problem import Block, Offer, Problem, Report, RunSpan
from unknot.decide.planner.standing import adopted_blocks
from unknot.domain.body import BodyPart, group_of
from unknot.domain.reason import Fact, Reason, Why
from unknot.domain.run import HARD_KINDS
from unknot.domain.safety import Modality
from unknot.domain.session import CareKind, Depth, ItemStatus


def is_new_to_deep(problem: Problem) -> bool:
    """
    True for who has never had deep work: unanswered counts as new, a deep massage done does not.
    """
    had = any(
        each.appointment.depth is Depth.DEEP and each.appointment.status is ItemStatus.DONE
        for each in problem.booked
    )
    return not had and problem.settings.had_deep_massage is not True


def is_careful(problem: Problem) -> bool:
    """
    True for who is new to deep work or whose last report anywhere is a noticeable soreness.
    """
    limit = figure("careful_from_soreness")
    recent = (
        report.score
        for report in problem.last_soreness.values()
        if (problem.first_day - report.date).days <= 2
    )
    return is_new_to_deep(problem) or any(score >= limit for score in recent)


def is_ultra(problem: Problem, race: RunSpan) -> bool:
    """
    True for a race that is as long as an ultra, by what was run or by what was announced.
    """
    named = [each.distance_m for each in problem.settings.races if each.date == race.run.date]
    return max([race.run.distance_m or 0.0, *named]) >= figure("ultra_from_m")


def appointments_are_booked_ahead(problem: Problem) -> Iterator[Forbidden]:
    """
    A massage is booked the day before, not within the hour, and never in the past.

    What the adopted plan holds for today may be booked already, so it only must lie ahead.
    Figure: booking_notice_h.
    """
    now, stands = problem.given.now, adopted_blocks(problem)[0]
    earliest = now + timedelta(hours=figure("booking_notice_h"))
    for offer in problem.offers:
        is_adopted = Block(CareKind.MASSAGE, offer.day) in stands
        if offer.start_utc < (now if is_adopted else earliest):
            yield Forbidden(offer, Reason(Why.LIMIT_FREE_TIMES, {"free_days": 0}))


def massage_needs_the_gate_open(problem: Problem) -> Iterator[Forbidden]:
    """
    No appointment on a day on which the gate refuses massage or leaves no part to work on.
    """
    for day in sorted({offer.day for offer in problem.offers}):
        if everywhere_allowed(problem.gate, Modality.MASSAGE, problem.date_of(day)):
            continue
        for offer in problem.offers:
            if offer.day == day:
                yield Forbidden(offer, Reason(Why.NO_MASSAGE_ANYWHERE, {}))


def a_skipped_massage_stays_skipped(problem: Problem) -> Iterator[Forbidden]:
    """
    A massage the runner skipped is not offered again for the same day.
    """
    skipped = {
        record.date
        for record in problem.given.care_done
        if record.kind is CareKind.MASSAGE and record.status is ItemStatus.SKIPPED
    }
    for offer in problem.offers:
        if problem.date_of(offer.day) in skipped:
            yield Forbidden(offer, Reason(Why.LIMIT_FREE_TIMES, {"free_days": 0}))


def massages_keep_days_between_booked_ones(problem: Problem) -> Iterator[Forbidden]:
    """
    A proposed massage keeps its distance from those done and confirmed.

    Figure: days_between_massages.
    """
    days = int(figure("days_between_massages"))
    for offer in problem.offers:
        if any(abs(offer.day - each.day) < days for each in problem.booked):
            yield Forbidden(offer, Reason(Why.LIMIT_SPACING, {"days": days}))


def deep_work_keeps_clear_of_hard_runs(problem: Problem) -> Iterator[Forbidden]:
    """
    Deep work ends well before the next hard run begins; longer for who is new to it or sore.

    Figures: deep_before_hard_run_h, deep_before_hard_run_h_when_careful.
    """
    careful = "_when_careful" if is_careful(problem) else ""
    clear_h = figure(f"deep_before_hard_run_h{careful}")
    hard = [span for span in problem.runs_ahead if span.run.kind in HARD_KINDS]
    for offer in _offers_deeper_than(problem, Depth.MEDIUM):
        for span in hard:
            gap_h = hours_between(offer.end_utc.timestamp(), span.start_utc.timestamp())
            if offer.start_utc < span.end_utc and gap_h < clear_h:
                facts = run_facts(span) | {"clear_h": clear_h}
                facts["date"] = problem.date_of(offer.day).isoformat()
                yield Forbidden(offer, Reason(Why.DEEP_TOO_NEAR_HARD_RUN, facts))


def deep_work_keeps_clear_of_races(problem: Problem) -> Iterator[Forbidden]:
    """
    No deep work in the last days before a race, longer for who is new to it.

    Figures: deep_before_race_days, deep_before_race_days_when_new.
    """
    new = "_when_new" if is_new_to_deep(problem) else ""
    days = int(figure(f"deep_before_race_days{new}"))
    yield from _nothing_deeper_before_races(problem, Depth.MEDIUM, days)


def the_first_deep_massage_keeps_a_fortnight_before_a_race(
    problem: Problem,
) -> Iterator[Forbidden]:
    """
    Deep work is not tried for the first time in the fortnight before a race.

    Figure: first_deep_before_race_days.
    """
    if is_new_to_deep(problem):
        days = int(figure("first_deep_before_race_days"))
        yield from _nothing_deeper_before_races(problem, Depth.MEDIUM, days)


def only_light_work_just_before_a_race(problem: Problem) -> Iterator[Forbidden]:
    """
    In the last days before a race, and on its day, only light hands.

    Figure: only_light_before_race_days.
    """
    days = int(figure("only_light_before_race_days"))
    yield from _nothing_deeper_before_races(problem, Depth.LIGHT, days)


def only_light_work_just_after_a_race(problem: Problem) -> Iterator[Forbidden]:
    """
    After a race only light hands for three days, and no deep work for a week after an ultra.

    Figures: deep_after_race_h, ultra_from_m, deep_after_ultra_days.
    """
    for span in problem.runs:
        if not span.is_race:
            continue
        clear_h = figure("deep_after_race_h")
        yield from _nothing_deeper_after(problem, span, Depth.LIGHT, clear_h)
        if is_ultra(problem, span):
            ultra_h = figure("deep_after_ultra_days") * 24
            yield from _nothing_deeper_after(problem, span, Depth.MEDIUM, ultra_h)


def deep_work_rests_between(problem: Problem) -> Iterator[Forbidden]:
    """
    Two days between deep work on one region; unnamed regions count as all.

    Figure: deep_same_region_h.
    """
    clear_h = figure("deep_same_region_h")
    deep = [each for each in problem.booked if each.appointment.depth is Depth.DEEP]
    for each in deep:
        named = {group_of(part.region) for part in each.appointment.parts}
        for block in problem.blocks:
            if block.kind is not CareKind.MASSAGE:
                continue
            is_same = not named or problem.group_of(block.track) in named
            if is_same and abs(block.day - each.day) * 24 <= clear_h:
                reason = Reason(Why.LIMIT_SPACING, {"days": clear_h / 24})
                yield Forbidden(block, reason, Depth.MEDIUM)


def after_a_race_deep_work_waits_for_soreness_to_pass(problem: Problem) -> Iterator[Forbidden]:
    """
    After a race deep work waits until the last report at the region is low.

    Only what was reported since the race counts, so a race ahead closes nothing yet.
    Figures: deep_after_race_soreness, deep_report_days.
    """
    days = int(figure("deep_report_days"))
    for span in problem.runs:
        sore = {group_of(part.region) for part in sore_since(problem, span)}
        for block in problem.blocks if sore else ():
            is_after = 0 <= block.day - span.day <= days
            is_hands = block.kind is CareKind.MASSAGE
            if is_hands and is_after and problem.group_of(block.track) in sore:
                facts = {"race_date": span.run.date.isoformat()}
                reason = Reason(Why.DEEP_TOO_SOON_AFTER_RACE, facts)
                yield Forbidden(block, reason, Depth.MEDIUM)


def sore_since(problem: Problem, race: RunSpan) -> dict[BodyPart, Report]:
    """
    The parts whose last report, given since that race, is too high for deep work.
    """
    limit = figure("deep_after_race_soreness")
    return {
        part: report
        for part, report in problem.last_soreness.items()
        if race.is_race and report.date >= race.run.date and report.score > limit
    }


def hands_stay_off_what_the_gate_closes(problem: Problem) -> Iterator[Forbidden]:
    """
    No hands where the gate closes a part or pain is over five, and no deeper than it allows.

    Figures: nothing_above_pain, light_only_from_soreness.
    """
    for block in problem.blocks:
        if block.kind is CareKind.MASSAGE:
            parts = massage_parts(problem, block.track, block.day)
            if not parts:
                yield Forbidden(block, why_closed(problem, block, Modality.MASSAGE))
            for part in parts:
                on = problem.date_of(block.day)
                depth, why = depth_allowed(problem.gate, part, Modality.MASSAGE, on)
                if why is not None:
                    yield Forbidden(block, why, depth)
                elif is_very_sore(problem, part, block.day):
                    score = problem.last_soreness[part].score
                    facts = {"region": part.region.value, "side": part.side.value, "score": score}
                    reason = Reason(Why.VERY_SORE_LIGHT_HANDS_ONLY, facts)
                    yield Forbidden(block, reason, Depth.LIGHT)


def _offers_deeper_than(problem: Problem, depth: Depth) -> Iterator[Offer]:
    return (offer for offer in problem.offers if offer.depth.rank > depth.rank)


def _nothing_deeper_before_races(problem: Problem, depth: Depth, days: int) -> Iterator[Forbidden]:
    races = [span for span in problem.runs_ahead if span.is_race]
    for offer in _offers_deeper_than(problem, depth):
        for span in races:
            if 0 <= span.day - offer.day <= days:
                facts: dict[str, Fact] = {
                    "date": problem.date_of(offer.day).isoformat(),
                    "race_date": span.run.date.isoformat(),
                    "clear_days": days,
                }
                yield Forbidden(offer, Reason(Why.DEEP_TOO_NEAR_RACE, facts))


def _nothing_deeper_after(
    problem: Problem, race: RunSpan, depth: Depth, clear_h: float
) -> Iterator[Forbidden]:
    for offer in _offers_deeper_than(problem, depth):
        gap_h = hours_between(race.end_utc.timestamp(), offer.start_utc.timestamp())
        if offer.start_utc >= race.start_utc and gap_h < clear_h:
            facts: dict[str, Fact] = {
                "date": problem.date_of(offer.day).isoformat(),
                "race_date": race.run.date.isoformat(),
                "clear_h": clear_h,
            }
            yield Forbidden(offer, Reason(Why.DEEP_TOO_SOON_AFTER_RACE, facts))
