"""
When in the day care belongs: after the run, before it, or in the evening.
"""

from __future__ import annotations

from datetime import datetime, time, timedelta

from unknot.catalogue.planning import figure
from unknot.decide.planner.problem import Problem, RunSpan
from unknot.domain.session import CareKind, Phase
from unknot.domain.units import instant_at, local_date

ONE_AFTER_ANOTHER = (CareKind.SELF_MASSAGE, CareKind.STRETCHING, CareKind.COLD_WATER)


def clock_at(hours: float) -> time:
    """
    A time of day from hours: 20.5 is half past eight in the evening.
    """
    minutes = round(hours * 60)
    return time(minutes // 60, minutes % 60)


def rounded_up(instant: datetime, grid: str) -> datetime:
    """
    The first instant from that one on that lies on a grid of so many minutes of the hour.

    `grid` names the figure: nobody books a massage for 19:02.
    """
    step = int(figure(grid)) * 60
    beyond = instant.minute * 60 + instant.second + instant.microsecond / 1e6
    return instant + timedelta(seconds=-beyond % step)


def evening_of(problem: Problem, day: int) -> datetime:
    """
    The instant at which evening care starts.
    """
    at = clock_at(figure("evening_starts_h"))
    return instant_at(problem.date_of(day), at, problem.settings.zone)


def slot_of(
    problem: Problem, kind: CareKind, day: int
) -> tuple[datetime, Phase, RunSpan | None] | None:
    """
    When care of that kind would start on that day, or None where its moment has passed.
    """
    finders = {
        CareKind.SELF_MASSAGE: _after_run_or_evening,
        CareKind.BEFORE_RUN: _before_run,
        CareKind.STRETCHING: _in_the_evening,
        CareKind.COLD_WATER: _after_run,
        CareKind.REST: _instead_of_run,
    }
    slot = finders[kind](problem, day)
    if slot is None or slot[0] <= problem.given.now:
        return None
    return None if _is_out(problem, kind, slot[0]) else slot


def minutes_lost() -> float:
    """
    What is lost at most between kinds of care that each start at a time to be remembered.
    """
    return (len(ONE_AFTER_ANOTHER) - 1) * figure("self_care_grid_min")


def _is_out(problem: Problem, kind: CareKind, start: datetime) -> bool:
    # Care of one phase comes one after another, so all of the day's minutes may follow the start.
    minutes = 0.0
    if kind in ONE_AFTER_ANOTHER:
        minutes = problem.settings.self_care_min_a_day + minutes_lost()
    end = start + timedelta(minutes=minutes)
    return kind is not CareKind.REST and any(
        span.start_utc < end and start < span.end_utc for span in problem.runs
    )


Slot = tuple[datetime, Phase, RunSpan | None]


def _after_run(problem: Problem, day: int) -> Slot | None:
    pause = timedelta(minutes=figure("after_run_pause_min"))
    runs = problem.runs_on(day)
    if not runs:
        return None
    last = max(runs, key=lambda span: span.end_utc)
    start = rounded_up(last.end_utc + pause, "self_care_grid_min")
    if local_date(start, problem.settings.zone) != problem.date_of(day):
        return None
    return start, Phase.AFTER_RUN, last


def _after_run_or_evening(problem: Problem, day: int) -> Slot | None:
    after = _after_run(problem, day)
    if after is not None and after[0] > problem.given.now:
        return after
    return evening_of(problem, day), Phase.EVENING, None


def _in_the_evening(problem: Problem, day: int) -> Slot | None:
    after = _after_run(problem, day)
    evening = evening_of(problem, day)
    start = evening if after is None else max(evening, after[0])
    return start, Phase.EVENING, None


def _before_run(problem: Problem, day: int) -> Slot | None:
    lead = timedelta(minutes=figure("before_run_lead_min"))
    for span in problem.runs_on(day):
        start = span.start_utc - lead
        # Before a run just after midnight would be the evening of another day.
        is_of_day = local_date(start, problem.settings.zone) == problem.date_of(day)
        is_free = not any(
            each.start_utc < span.start_utc and start < each.end_utc for each in problem.booked
        )
        if not span.is_done and is_of_day and is_free and start > problem.given.now:
            return start, Phase.BEFORE_RUN, span
    return None


def _instead_of_run(problem: Problem, day: int) -> Slot | None:
    ahead = [span for span in problem.runs_on(day) if not span.is_done]
    return (ahead[0].start_utc, Phase.ANY, ahead[0]) if ahead else None
