"""
From understood days to a plan: runs with stable ids, rest and strength days, and open questions.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, time

from unknot.app.errors import NotUnderstood
from unknot.domain.canonical import digest_of
from unknot.domain.run import PlanFile, RunKind, RunPlanned
from unknot.intake.plan_amounts import distance_in, duration_in
from unknot.intake.plan_words import DayKind, Understood, length_of_a_long_run, understand

# Runners keep between these; a duration that says otherwise is a calendar's placeholder.
FASTEST_MIN_PER_KM, SLOWEST_MIN_PER_KM = 2.8, 12.0
_LONGEST_M = 400_000.0
_LONGEST_TITLE = 120
_NAMED_AT_MOST = 20


@dataclass(frozen=True, slots=True)
class PlannedDay:
    """
    One entry of a plan file, in words, before anything is made of it.

    `block_min` is how long the calendar keeps free, which may be more than the run takes.
    """

    date: date
    title: str
    description: str = ""
    starts_at: time | None = None
    distance_m: float | None = None
    duration_min: float | None = None
    block_min: float | None = None


def build_plan(days: Sequence[PlannedDay], not_understood: Sequence[str] = ()) -> PlanFile:
    """
    The plan that the days make, in order of date.

    Raises
    ------
    NotUnderstood
        If there is nothing of a plan in them.
    """
    ordered = sorted(days, key=lambda day: (day.date, day.starts_at or time(), day.title))
    open_questions = list(not_understood)
    runs: list[RunPlanned] = []
    aside: dict[DayKind, set[date]] = {kind: set() for kind in DayKind}
    unstated: list[int] = []
    for day in _without_placeholders(ordered):
        meaning = understand(day.title, day.description, day.distance_m is not None)
        if meaning.day is not None:
            aside[meaning.day].add(day.date)
        if meaning.is_run:
            if meaning.kind is None:
                unstated.append(len(runs))
            runs.append(_run_of(_run_alone(day, meaning), meaning.kind or RunKind.EASY))
        if meaning.day is None and not meaning.is_run:
            open_questions.append(f"{day.date.isoformat()}: '{day.title[:_LONGEST_TITLE]}'")
    runs = _long_ones_by_length(runs, unstated, open_questions)
    if not runs and not aside[DayKind.REST] and not aside[DayKind.STRENGTH]:
        raise NotUnderstood(
            "No run was found in this file. A training plan has dated entries such as "
            "'Easy run 8 km'; check that it is the calendar or table of your plan."
        )
    open_questions += _said_of(aside)
    busy = {run.date for run in runs} | aside[DayKind.STRENGTH]
    return PlanFile(
        runs=_with_ids(runs),
        rest_days=tuple(sorted(aside[DayKind.REST] - busy)),
        strength_days=tuple(sorted(aside[DayKind.STRENGTH])),
        not_understood=_shortened(open_questions),
    )


def _without_placeholders(days: Sequence[PlannedDay]) -> list[PlannedDay]:
    """
    A calendar that keeps the same hour free for two miles and for ten says nothing of duration.
    """
    blocked = [day for day in days if day.block_min]
    blocks = {day.block_min for day in blocked}
    distances = {day.distance_m for day in blocked if day.distance_m}
    says_nothing = len(blocks) == 1 and len(blocked) > 3 and len(distances) > 1
    return [replace(day, block_min=None) if says_nothing else day for day in days]


def _run_alone(day: PlannedDay, meaning: Understood) -> PlannedDay:
    """
    Of a day that is a run and something else, the run: the hour on the bike is not its own.
    """
    if not meaning.run_words:
        return day
    shared = meaning.day is not DayKind.OTHER_SPORT
    distance = distance_in(meaning.run_words) or (day.distance_m if shared else None)
    minutes = duration_in(meaning.run_words) or (day.duration_min if shared else None)
    return replace(day, distance_m=distance, duration_min=minutes, block_min=None)


def _run_of(day: PlannedDay, kind: RunKind) -> RunPlanned:
    distance = day.distance_m
    if distance is not None and not 0 < distance <= _LONGEST_M:
        distance = None
    minutes = day.duration_min or day.block_min
    if minutes and distance:
        pace = minutes / (distance / 1000)
        minutes = minutes if FASTEST_MIN_PER_KM <= pace <= SLOWEST_MIN_PER_KM else None
    return RunPlanned(
        id="",
        date=day.date,
        kind=kind,
        starts_at=day.starts_at,
        distance_m=None if distance is None else round(distance, 1),
        duration_min=None if not minutes else round(minutes, 1),
        title=day.title[:_LONGEST_TITLE],
    )


def _long_ones_by_length(
    runs: list[RunPlanned], unstated: Sequence[int], open_questions: list[str]
) -> list[RunPlanned]:
    if not unstated:
        return runs
    long_from_m = length_of_a_long_run(run.distance_m for run in runs if run.distance_m)
    judged = list(runs)
    for index in unstated:
        if (runs[index].distance_m or 0.0) >= long_from_m:
            judged[index] = replace(runs[index], kind=RunKind.LONG)
    n_long = sum(judged[index].kind is RunKind.LONG for index in unstated)
    open_questions.append(
        f"{len(unstated)} runs name no kind: {n_long} were taken as long by their length, "
        f"{len(unstated) - n_long} as easy."
    )
    return judged


def _with_ids(runs: Sequence[RunPlanned]) -> tuple[RunPlanned, ...]:
    """
    An id says what the run is and when, so that the same plan read again has the same ids.
    """
    seen: Counter[str] = Counter()
    named = []
    for run in runs:
        digest = digest_of(
            run.date.isoformat(),
            run.starts_at.isoformat() if run.starts_at else "",
            run.title,
            str(run.distance_m),
        )
        seen[digest] += 1
        number = f"_{seen[digest]}" if seen[digest] > 1 else ""
        named.append(replace(run, id=f"p_{digest[:12]}{number}"))
    return tuple(named)


def _said_of(aside: dict[DayKind, set[date]]) -> list[str]:
    said = []
    if aside[DayKind.CARE]:
        said.append(
            f"{len(aside[DayKind.CARE])} days with massage or the like are no runs and were left "
            "out; log them as appointments if they are booked."
        )
    if aside[DayKind.OTHER_SPORT]:
        said.append(f"{len(aside[DayKind.OTHER_SPORT])} days with another sport were left out.")
    return said


def _shortened(sentences: Sequence[str]) -> tuple[str, ...]:
    different = list(dict.fromkeys(sentences))
    if len(different) <= _NAMED_AT_MOST:
        return tuple(different)
    more = len(different) - _NAMED_AT_MOST
    return (*different[:_NAMED_AT_MOST], f"and {more} more entries.")
