"""
What a training plan's words say of a day, in eleven languages.

A plan says "Recovery Run + strides", "Langer Lauf" or "节奏跑"; the first word that tells a kind
decides, because what follows describes it: "Easy run with 6 x 100 m" is easy.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum

from unknot.domain.run import RunKind
from unknot.intake.plan_lexicon import Found, Meaning, other_words_in, words_in

# Long drives are doubtful, long runs are not.
FAR_FOR_A_RUN_M = 60_000.0


class DayKind(StrEnum):
    """
    What a planned day is, when it is no run.
    """

    REST = "rest"
    STRENGTH = "strength"
    CARE = "care"
    OTHER_SPORT = "other-sport"


@dataclass(frozen=True, slots=True)
class Understood:
    """
    What a plan's words say. `kind` is None for a run of no stated kind.

    A day may be a run and something else; then `run_words` are the title's part about the run.
    `is_sure` is false where only words were found that mean other things too: "Track package".
    `is_all_known` tells that the title has no other word beside them.
    """

    day: DayKind | None = None
    is_run: bool = False
    kind: RunKind | None = None
    run_words: str = ""
    is_sure: bool = True
    is_all_known: bool = True


_KINDS: dict[Meaning, RunKind] = {
    Meaning.EASY: RunKind.EASY,
    Meaning.LONG: RunKind.LONG,
    Meaning.SPEED: RunKind.SPEED,
    Meaning.SPRINT: RunKind.SPRINT,
    Meaning.UPHILL: RunKind.UPHILL,
    Meaning.DOWNHILL: RunKind.DOWNHILL,
    Meaning.TRAIL: RunKind.TRAIL,
    Meaning.RACE: RunKind.RACE,
}
_DAYS: dict[Meaning, DayKind] = {
    Meaning.CARE: DayKind.CARE,
    Meaning.STRENGTH: DayKind.STRENGTH,
    Meaning.OTHER: DayKind.OTHER_SPORT,
}
_OF_A_RUN = frozenset({Meaning.RUN, *_KINDS})
# A rest day says so at its beginning; "90 s rest" inside an interval session does not count.
_AFTER_REST = re.compile(r"\s*(?:$|[(（:：–—•·|-])")
_RECOVERY_ALONE = re.compile(r"\W*recovery\s*(?:$|[(:])", re.IGNORECASE)
_JOINED = re.compile(r"\s*(?:[+＋&;]|\b(?:and|und|plus|then|et|puis|y|e|en|oraz|a pak)\b)\s*", re.I)


def understand(
    title: str,
    description: str = "",
    distance_m: float | None = None,
    has_duration: bool = False,
) -> Understood:
    """
    What a planned day is, by its title; the description is asked only for a run's kind.

    Something with a distance and no word at all is taken as a run, though not for sure.
    """
    found = [each for each in words_in(title) if each.meaning is not Meaning.NOTHING]
    is_all_known = not other_words_in(title, words_in(title))
    rest = _rest_in(title, found, distance_m)
    if rest is not None:
        return Understood(DayKind.REST, is_sure=not rest.is_doubtful, is_all_known=is_all_known)
    both = _two_things_in(title)
    if both is not None:
        other, words = both
        kind = kind_named_first(words) or kind_named_first(description)
        return Understood(other, True, kind, words, is_all_known=is_all_known)
    of_a_run = [each for each in found if each.meaning in _OF_A_RUN]
    other_day = _other_day_in(found)
    if other_day is not None:
        day = _DAYS[other_day.meaning]
        return Understood(day, is_sure=not other_day.is_doubtful, is_all_known=is_all_known)
    kind = kind_named_first(title)
    if kind is None and of_a_run:
        kind = kind_named_first(description)
    is_far = distance_m is not None and distance_m > FAR_FOR_A_RUN_M
    is_measured = is_all_known or (distance_m is not None and bool(of_a_run) and not is_far)
    is_sure = any(not each.is_doubtful for each in of_a_run) or (
        is_measured and (distance_m is not None or (has_duration and bool(of_a_run)))
    )
    is_run = bool(of_a_run) or distance_m is not None
    return Understood(None, is_run, kind, "", is_sure, is_all_known)


def _rest_in(title: str, found: Sequence[Found], distance_m: float | None) -> Found | None:
    rests = [each for each in found if each.meaning is Meaning.REST]
    # Alone and without a length, "Recovery" is a day without a run.
    if distance_m is None and _RECOVERY_ALONE.match(title):
        return next(iter(found), None)
    for each in rests:
        says_it_first = re.fullmatch(r"\W*", title[: each.start]) is not None
        if says_it_first and _AFTER_REST.match(title, each.end):
            return each
        if each.is_chinese_or_japanese and not any(one.meaning in _OF_A_RUN for one in found):
            return each
        if each.end - each.start == 1 and len(found) == len(rests):
            return each
    return None


def _other_day_in(found: Sequence[Found]) -> Found | None:
    """
    What is no run, unless the title speaks of running before it: "Run to the gym".
    """
    for each in found:
        if each.meaning is Meaning.RUN:
            return None
        if each.meaning in _DAYS:
            return each
    return None


def _two_things_in(title: str) -> tuple[DayKind, str] | None:
    """
    "Strength + easy run 5 km": the other thing, and the words about the run.
    """
    parts = _JOINED.split(title)
    if len(parts) < 2:
        return None
    others = [day for day in map(_day_of, parts) if day is not None]
    runs = [part for part in parts if _day_of(part) is None and _speaks_of_running(part)]
    return (others[0], runs[0]) if others and runs else None


def _day_of(words: str) -> DayKind | None:
    return next((_DAYS[each.meaning] for each in words_in(words) if each.meaning in _DAYS), None)


def _speaks_of_running(words: str) -> bool:
    return any(
        each.meaning is Meaning.RUN or (each.meaning is Meaning.EASY and not each.is_doubtful)
        for each in words_in(words)
    )


def kind_named_first(text: str) -> RunKind | None:
    """
    The kind of run that is named first; a race wherever it is named.
    """
    kinds = [_KINDS[each.meaning] for each in words_in(text) if each.meaning in _KINDS]
    if RunKind.RACE in kinds:
        return RunKind.RACE
    return kinds[0] if kinds else None


def length_of_a_long_run(distances_m: Iterable[float]) -> float:
    """
    From which distance on a run without a stated kind counts as the long one of its plan.

    Half as long again as the plan's median, and no less than 12 km.
    """
    ordered = sorted(distances_m)
    if not ordered:
        return float("inf")
    return max(LONG_FROM_M, LONG_TIMES_MEDIAN * ordered[len(ordered) // 2])


LONG_FROM_M = 12_000.0
LONG_TIMES_MEDIAN = 1.5
