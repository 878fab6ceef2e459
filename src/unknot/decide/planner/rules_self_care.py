"""
The rules about self-care: self-massage, the minutes before a run, stretching, cold water, rest.

See `rules.py` for what a rule is. How sure we are: self-massage.md, stretching.md, cold-water.md in docs/evidence.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

from unknot.catalogue.planning import figure
from unknot.decide.planner.clock import slot_of
from unknot.decide.planner.forbidden import Forbidden, hours_between, why_closed
from unknot.decide.planner.places import (
    everywhere_allowed,
    modality_allowed,
    self_massage_parts,
    stretching_parts,
)
from unknot.decide.planner.problem import Block, Problem, RunSpan
from unknot.domain.reason import Reason, Why
from unknot.domain.run import HARD_KINDS, RunKind
from unknot.domain.safety import Modality
from unknot.domain.session import CareKind, ItemStatus


def self_massage_stays_off_what_the_gate_closes(problem: Problem) -> Iterator[Forbidden]:
    """
    No self-massage where the gate closes a part, pain is over five, or hands cannot well reach.

    Figure: nothing_above_pain.
    """
    for block in problem.blocks:
        is_own = block.kind is CareKind.SELF_MASSAGE
        if is_own and not self_massage_parts(problem, block.track, block.day):
            yield Forbidden(block, why_closed(problem, block, Modality.SELF_MASSAGE))


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
    longest = _longest_of_week(problem, day)
    if longest.day == day:
        return "longest-run", longest
    hard = [span for span in runs if span.run.kind in HARD_KINDS]
    for span in hard:
        for other in problem.runs:
            gap_h = hours_between(other.start_utc.timestamp(), span.start_utc.timestamp())
            is_block = 0 < gap_h <= figure("two_hard_days_h") and other.day != day
            if is_block and other.run.kind in HARD_KINDS:
                return "hard-block", span
    return None


def _longest_of_week(problem: Problem, day: int) -> RunSpan:
    """
    The farthest run of the week; where a distance is not known, the one that takes longest.
    """
    week = problem.week_of(day)
    runs = [span for span in problem.runs if week <= span.day < week + 7]
    if all(span.run.distance_m for span in runs):
        return max(runs, key=lambda span: span.run.distance_m or 0.0)
    return max(runs, key=lambda span: span.end_utc - span.start_utc)


def cold_water_keeps_clear_of_strength_work(problem: Problem) -> Iterator[Forbidden]:
    """
    No bath on a day of strength work or beside it: cold water blunts what strength work builds.

    The hour of strength work is not known, so a whole day on either side is kept.
    Figure: cold_strength_h.
    """
    reach = int(-(-figure("cold_strength_h") // 24))
    for block in problem.blocks:
        if block.kind is CareKind.COLD_WATER:
            near = range(block.day - reach, block.day + reach + 1)
            if any(problem.has_strength_work(day) for day in near):
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
