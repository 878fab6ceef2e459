"""
From understood days to a plan: runs with stable ids, rest and strength days, and open questions.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import date, time

from unknot.app.errors import NotUnderstood
from unknot.domain.canonical import digest_of
from unknot.domain.run import PlanFile, RunKind, RunPlanned
from unknot.domain.sentence import Sentence, sentence
from unknot.domain.units import FIRST_YEAR, LAST_YEAR, year_can_be
from unknot.intake.plan_amounts import distance_in, duration_in
from unknot.intake.plan_doubt import Judged, judged
from unknot.intake.plan_entries import LONGEST_TITLE, PlanEntries, PlannedDay, without_doubles
from unknot.intake.plan_words import DayKind, Understood, length_of_a_long_run

# Runners keep between these; a duration that says otherwise is a calendar's placeholder.
FASTEST_MIN_PER_KM, SLOWEST_BLOCK_MIN_PER_KM = 2.8, 12.0
# What a plan states itself may be a walk in parts.
SLOWEST_MIN_PER_KM = 20.0
_LONGEST_M = 400_000.0
_LONGEST_MIN = 4 * 24 * 60.0
_NAMED_AT_MOST = 20
_REASONS_OF_A_REFUSAL = 3


@dataclass(slots=True)
class _Draft:
    """
    A plan while it is put together.
    """

    runs: list[RunPlanned] = field(default_factory=list)
    aside: dict[DayKind, set[date]] = field(
        default_factory=lambda: {kind: set() for kind in DayKind}
    )
    without_kind: list[int] = field(default_factory=list)


def build_plan(entries: PlanEntries) -> PlanFile:
    """
    The plan that the entries make, in order of date.

    Raises
    ------
    NotUnderstood
        If there is nothing of a plan in them.
    """
    dated = [day for day in entries.days if year_can_be(day.date)]
    if len(dated) < len(entries.days):
        entries.said.append(
            sentence(
                "Entries dated before {first} or after {last}: {n}. They were left out.",
                first=FIRST_YEAR,
                last=LAST_YEAR,
                n=len(entries.days) - len(dated),
            )
        )
    ordered = sorted(dated, key=lambda day: (day.date, day.starts_at or time(), day.title))
    kept, doubts = judged(_without_placeholders(ordered), entries.is_plan)
    draft = _Draft()
    for each in kept:
        _put(draft, each)
    length_said = _long_ones_by_length(draft)
    resting, strong = draft.aside[DayKind.REST], draft.aside[DayKind.STRENGTH]
    if not draft.runs and not resting and not strong:
        raise _nothing_found(without_doubles([*entries.said, *doubts]))
    busy = {run.date for run in draft.runs} | strong
    return PlanFile(
        runs=_with_ids(draft.runs),
        rest_days=tuple(sorted(resting - busy)),
        strength_days=tuple(sorted(strong)),
        not_understood=_shortened([*entries.said, *length_said, *_said_of(draft.aside), *doubts]),
        is_whole=entries.is_whole,
    )


def _nothing_found(said: Sequence[Sentence]) -> NotUnderstood:
    """
    That there is no run, and what was said of the first entries.
    """
    refusal = NotUnderstood(
        "No run was found in this file. A training plan has dated entries such as "
        "'Easy run 8 km'; check that it is the calendar or table of your plan."
    )
    for each in said[:_REASONS_OF_A_REFUSAL]:
        refusal = NotUnderstood(_ONE_AFTER_THE_OTHER, first=refusal, then=each)
    return refusal


_ONE_AFTER_THE_OTHER = "{first} {then}"


def _put(draft: _Draft, each: Judged) -> None:
    day, meaning = each.day, each.meaning
    if meaning.day is not None:
        draft.aside[meaning.day].add(day.date)
    if meaning.is_run:
        if meaning.kind is None:
            draft.without_kind.append(len(draft.runs))
        draft.runs.append(_run_of(_run_alone(day, meaning), meaning.kind or RunKind.EASY))


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
    told = day.duration_min or day.block_min
    slowest = SLOWEST_MIN_PER_KM if day.duration_min else SLOWEST_BLOCK_MIN_PER_KM
    minutes = told if _could_be_run(distance, told, slowest) else None
    return RunPlanned(
        id="",
        date=day.date,
        kind=kind,
        starts_at=day.starts_at,
        distance_m=None if distance is None else round(distance, 1),
        duration_min=None if not minutes else round(minutes, 1),
        title=day.title[:LONGEST_TITLE],
    )


def _could_be_run(distance_m: float | None, minutes: float | None, slowest: float) -> bool:
    if minutes and minutes > _LONGEST_MIN:
        return False
    if not distance_m or not minutes:
        return True
    return FASTEST_MIN_PER_KM <= minutes / (distance_m / 1000) <= slowest


def _long_ones_by_length(draft: _Draft) -> list[Sentence]:
    """
    Runs that name no kind are long by their length, or easy; that this was assumed is said.
    """
    if not draft.without_kind:
        return []
    runs = draft.runs
    long_from_m = length_of_a_long_run(run.distance_m for run in runs if run.distance_m)
    long_ones = [at for at in draft.without_kind if (runs[at].distance_m or 0.0) >= long_from_m]
    for at in long_ones:
        runs[at] = replace(runs[at], kind=RunKind.LONG)
    return [
        sentence(
            "Runs that name no kind: {n}. By their length {n_long} of them were taken as long, "
            "the others as easy.",
            n=len(draft.without_kind),
            n_long=len(long_ones),
        )
    ]


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


def _said_of(aside: dict[DayKind, set[date]]) -> list[Sentence]:
    said = []
    if aside[DayKind.CARE]:
        said.append(
            sentence(
                "Days with massage or the like: {n}. They are no runs and were left out; log them "
                "as appointments if they are booked.",
                n=len(aside[DayKind.CARE]),
            )
        )
    if aside[DayKind.OTHER_SPORT]:
        said.append(
            sentence(
                "Days with another sport: {n}. They were left out.",
                n=len(aside[DayKind.OTHER_SPORT]),
            )
        )
    return said


def _shortened(said: Sequence[Sentence]) -> tuple[Sentence, ...]:
    different = without_doubles(said)
    if len(different) <= _NAMED_AT_MOST:
        return tuple(different)
    more = len(different) - _NAMED_AT_MOST
    return (*different[:_NAMED_AT_MOST], sentence("And {n} more entries.", n=more))
