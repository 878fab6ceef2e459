"""
The rules that forbid: each a sentence true of a good plan, with its figures and its reason.

A rule is a function of the problem that yields what it takes away. It keeps no state, has its
name as switch, and can be listed and tested alone. Numbers live in `catalogue/data/planning.toml`
with grade and source; the figure names stand in each docstring. What limits amounts (money,
minutes, spacing) is in `limits.py`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import timedelta

from unknot.catalogue.planning import figure
from unknot.decide.planner.clock import slot_of
from unknot.decide.planner.facts import run_facts
from unknot.decide.planner.places import (
    depth_allowed,
    everywhere_allowed,
    hurts_too_much,
    is_very_sore,
    massage_parts,
    modality_allowed,
    self_massage_parts,
    stretching_parts,
)
from unknot.decide.planner.problem import Block, Offer, Problem, RunSpan
from unknot.domain.body import BodyPart, group_of, parts_in
from unknot.domain.reason import Fact, Reason, Why
from unknot.domain.run import HARD_KINDS, RunKind
from unknot.domain.safety import Modality
from unknot.domain.session import CareKind, Depth, ItemStatus


@dataclass(frozen=True, slots=True)
class Forbidden:
    """
    One thing a rule takes away: an offer, a block, or depth beyond `deeper_than` on a track.
    """

    target: Offer | Block
    reason: Reason
    deeper_than: Depth = Depth.NONE


ForbiddingRule = Callable[[Problem], Iterator[Forbidden]]


def hours_between(earlier: float, later: float) -> float:
    """
    Hours from one POSIX second to another, rounded to whole minutes.
    """
    return round((later - earlier) / 60) / 60


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


def appointments_are_booked_ahead(problem: Problem) -> Iterator[Forbidden]:
    """
    A massage is booked the day before, not within the hour, and never in the past.

    Figure: booking_notice_h.
    """
    earliest = problem.given.now + timedelta(hours=figure("booking_notice_h"))
    for offer in problem.offers:
        if offer.start_utc < earliest:
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
        if (span.run.distance_m or 0) >= figure("ultra_from_m"):
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

    Figures: deep_after_race_soreness, deep_report_days.
    """
    limit, days = figure("deep_after_race_soreness"), int(figure("deep_report_days"))
    sore = {
        group_of(part.region)
        for part, report in problem.last_soreness.items()
        if report.score > limit
    }
    for span in problem.runs:
        for block in problem.blocks if span.is_race else ():
            is_after = 0 <= block.day - span.day <= days
            is_hands = block.kind is CareKind.MASSAGE
            if is_hands and is_after and problem.group_of(block.track) in sore:
                facts = {"race_date": span.run.date.isoformat()}
                reason = Reason(Why.DEEP_TOO_SOON_AFTER_RACE, facts)
                yield Forbidden(block, reason, Depth.MEDIUM)


def hands_stay_off_what_the_gate_closes(problem: Problem) -> Iterator[Forbidden]:
    """
    No hands where the gate closes a part or pain is over five, and no deeper than it allows.

    Figures: nothing_above_pain, light_only_from_soreness.
    """
    for block in problem.blocks:
        if block.kind is CareKind.MASSAGE:
            parts = massage_parts(problem, block.track, block.day)
            if not parts:
                yield Forbidden(block, _why_closed(problem, block, Modality.MASSAGE))
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


def self_massage_stays_off_what_the_gate_closes(problem: Problem) -> Iterator[Forbidden]:
    """
    No self-massage where the gate closes a part, pain is over five, or hands cannot well reach.

    Figure: nothing_above_pain.
    """
    for block in problem.blocks:
        is_own = block.kind is CareKind.SELF_MASSAGE
        if is_own and not self_massage_parts(problem, block.track, block.day):
            yield Forbidden(block, _why_closed(problem, block, Modality.SELF_MASSAGE))


def care_is_never_in_the_past(problem: Problem) -> Iterator[Forbidden]:
    """
    Nothing is planned for a moment of today that has gone by.
    """
    for block in problem.blocks:
        is_own = block.kind is not CareKind.MASSAGE
        if is_own and slot_of(problem, block.kind, block.day) is None:
            yield Forbidden(block, Reason(Why.LIMIT_FREE_TIMES, {"free_days": 0}))


def what_is_done_or_skipped_today_is_not_asked_again(problem: Problem) -> Iterator[Forbidden]:
    """
    A kind of care the runner did or skipped today is left alone until tomorrow.
    """
    marked = {
        record.kind
        for record in problem.given.care_done
        if record.date == problem.first_day
        and record.status in (ItemStatus.DONE, ItemStatus.SKIPPED)
    }
    for block in problem.blocks:
        if block.day == 0 and block.kind in marked and block.kind is not CareKind.MASSAGE:
            yield Forbidden(block, Reason(Why.KEPT_FROM_PLAN, {}))


def before_a_run_is_only_where_running_is(problem: Problem) -> Iterator[Forbidden]:
    """
    A few minutes before a run need a run ahead that the gate allows, and a part that is open.
    """
    for block in problem.blocks:
        if block.kind is CareKind.BEFORE_RUN:
            on = problem.date_of(block.day)
            is_open = everywhere_allowed(problem.gate, Modality.RUNNING, on)
            is_open = is_open and modality_allowed_somewhere(problem, block.day)
            ahead = any(not span.is_done for span in problem.runs_on(block.day))
            if not (is_open and ahead):
                yield Forbidden(block, Reason(Why.AVOID_THE_AREA, {}))


def modality_allowed_somewhere(problem: Problem, day: int) -> bool:
    """
    True where at least one track may be self-massaged, or there is no track to ask about.
    """
    if not problem.tracks:
        return everywhere_allowed(problem.gate, Modality.SELF_MASSAGE, problem.date_of(day))
    return any(self_massage_parts(problem, row, day) for row in range(len(problem.tracks)))


def stretching_needs_an_open_part(problem: Problem) -> Iterator[Forbidden]:
    """
    No stretching where the gate closes every part it goes through.
    """
    for block in problem.blocks:
        if block.kind is CareKind.STRETCHING and not stretching_parts(problem, block.day):
            yield Forbidden(block, Reason(Why.AVOID_THE_AREA, {}))


def static_holds_never_before_a_run(problem: Problem) -> Iterator[Forbidden]:
    """
    Long static holds are not done in the hour before a run (STR-BEHM16, STR-BAXT17).
    """
    minutes = figure("stretching_min")
    for block in problem.blocks:
        slot = slot_of(problem, block.kind, block.day) if _is_stretching(block) else None
        if slot is None:
            continue
        end = slot[0] + timedelta(minutes=minutes)
        for span in problem.runs_ahead:
            if end - timedelta(minutes=minutes) < span.start_utc < end + timedelta(hours=1):
                yield Forbidden(block, Reason(Why.LIMIT_FREE_TIMES, {"free_days": 0}))


def _is_stretching(block: Block) -> bool:
    return block.kind is CareKind.STRETCHING


def cold_water_is_wished_and_allowed(problem: Problem) -> Iterator[Forbidden]:
    """
    Cold water is an option the runner must want and the gate must allow.
    """
    for block in problem.blocks:
        if block.kind is CareKind.COLD_WATER:
            on = problem.date_of(block.day)
            is_open = modality_allowed(problem.gate, Modality.COLD_WATER, on)
            if not (problem.settings.cold_water_wanted and is_open):
                yield Forbidden(block, Reason(Why.NO_COLD_WATER, {}))


def cold_water_only_after_what_is_hard(problem: Problem) -> Iterator[Forbidden]:
    """
    A bath only after a race, the week's longest run or the second of two hard days.

    Figure: two_hard_days_h.
    """
    for block in problem.blocks:
        if block.kind is CareKind.COLD_WATER and cold_cause(problem, block.day) is None:
            yield Forbidden(block, Reason(Why.NO_COLD_WATER, {}))


def cold_cause(problem: Problem, day: int) -> tuple[str, RunSpan] | None:
    """
    Why cold water may stand on a day: `race`, `longest-run` or `hard-block`, and the run.
    """
    runs = problem.runs_on(day)
    if not runs:
        return None
    for span in runs:
        if span.is_race:
            return "race", span
    longest = max(_runs_in_week(problem, day), key=_length_of)
    if longest.day == day and _length_of(longest) > 0:
        return "longest-run", longest
    hard = [span for span in runs if span.run.kind in HARD_KINDS]
    for span in hard:
        for other in problem.runs:
            gap_h = hours_between(other.start_utc.timestamp(), span.start_utc.timestamp())
            is_block = 0 < gap_h <= figure("two_hard_days_h") and other.day != day
            if is_block and other.run.kind in HARD_KINDS:
                return "hard-block", span
    return None


def _runs_in_week(problem: Problem, day: int) -> list[RunSpan]:
    week = problem.week_of(day)
    return [span for span in problem.runs if week <= span.day < week + 7]


def _length_of(span: RunSpan) -> float:
    return span.run.distance_m or (span.end_utc - span.start_utc).total_seconds() * 2.5


def cold_water_keeps_clear_of_strength_work(problem: Problem) -> Iterator[Forbidden]:
    """
    No bath on a day of strength work or beside it: cold water blunts what strength work builds.

    The hour of strength work is not known, so a whole day on either side is kept.
    Figure: cold_strength_h.
    """
    reach = int(-(-figure("cold_strength_h") // 24))
    weekdays = problem.settings.strength_weekdays
    for block in problem.blocks:
        if block.kind is CareKind.COLD_WATER:
            near = {problem.date_of(block.day + off).weekday() for off in range(-reach, reach + 1)}
            if near & weekdays:
                yield Forbidden(block, Reason(Why.NO_COLD_WATER, {}))


def cold_water_never_before_speed_the_same_day(problem: Problem) -> Iterator[Forbidden]:
    """
    No bath when a fast run follows on the same day (MAS-WIEW18: jumps are worse at once).
    """
    fast = (RunKind.SPEED, RunKind.SPRINT)
    for block in problem.blocks:
        if block.kind is CareKind.COLD_WATER:
            runs = problem.runs_on(block.day)
            cause = cold_cause(problem, block.day)
            after = cause[1].start_utc if cause else None
            if after and any(s.run.kind in fast and s.start_utc > after for s in runs):
                yield Forbidden(block, Reason(Why.NO_COLD_WATER, {}))


def rest_only_instead_of_easy_runs(problem: Problem) -> Iterator[Forbidden]:
    """
    Only an easy run can be suggested to become rest, never a key run, and never one done.
    """
    for block in problem.blocks:
        if block.kind is CareKind.REST:
            runs = problem.runs_on(block.day)
            is_easy = all(span.run.kind is RunKind.EASY and not span.is_done for span in runs)
            if not (runs and is_easy):
                yield Forbidden(block, Reason(Why.REST_DAY_WISHED, {}))


FORBIDDING: tuple[ForbiddingRule, ...] = (
    massage_needs_the_gate_open,
    appointments_are_booked_ahead,
    a_skipped_massage_stays_skipped,
    massages_keep_days_between_booked_ones,
    only_light_work_just_before_a_race,
    deep_work_keeps_clear_of_races,
    the_first_deep_massage_keeps_a_fortnight_before_a_race,
    only_light_work_just_after_a_race,
    deep_work_keeps_clear_of_hard_runs,
    deep_work_rests_between,
    after_a_race_deep_work_waits_for_soreness_to_pass,
    hands_stay_off_what_the_gate_closes,
    self_massage_stays_off_what_the_gate_closes,
    care_is_never_in_the_past,
    what_is_done_or_skipped_today_is_not_asked_again,
    before_a_run_is_only_where_running_is,
    stretching_needs_an_open_part,
    static_holds_never_before_a_run,
    cold_water_is_wished_and_allowed,
    cold_water_only_after_what_is_hard,
    cold_water_keeps_clear_of_strength_work,
    cold_water_never_before_speed_the_same_day,
    rest_only_instead_of_easy_runs,
)


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


def _why_closed(problem: Problem, block: Block, modality: Modality) -> Reason:
    on = problem.date_of(block.day)
    parts = _all_parts(problem, block.track)
    for part in parts:
        depth, why = depth_allowed(problem.gate, part, modality, on)
        if depth is Depth.NONE and why is not None:
            return why
        if hurts_too_much(problem, part, block.day):
            report = problem.last_pain[part]
            facts = {
                "region": part.region.value,
                "side": part.side.value,
                "score": report.score,
                "date": report.date.isoformat(),
            }
            return Reason(Why.PAIN_OVER_FIVE, facts)
    return Reason(Why.AVOID_THE_AREA, {"group": problem.group_of(block.track).value})


def _all_parts(problem: Problem, track: int) -> list[BodyPart]:
    sides = problem.sides_of(track)
    return [part for part in parts_in(problem.group_of(track)) if part.side in sides]
