"""
The same effort from two sources: recognised by overlap in time, never by equal starts.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from unknot.domain.recording import Sport

# design/intake.md, "Duplicates": overlap above 80 % of the shorter, compatible distance.
OVERLAP_SHARE = 0.8
DISTANCE_RATIO = 1.25
DISTANCE_SLACK_M = 400.0


@dataclass(frozen=True, slots=True)
class EffortSpan:
    """
    What is needed to tell whether two recordings are of the same effort.
    """

    id: str
    sport: Sport
    start_utc: datetime
    elapsed_s: float | None
    distance_m: float | None
    n_records: int = 0


def is_same_effort(one: EffortSpan, other: EffortSpan) -> bool:
    """
    True when the two overlap for more than 80 % of the shorter and their distances agree.

    A short recording wholly inside a much longer one (strength inside a day's watch
    recording) is a different thing unless their lengths are comparable. Distances agree
    when one of them is missing or they differ by no more than a quarter or 400 m. Two named
    sports that differ are two efforts; `other` fits any.
    """
    if not one.elapsed_s or not other.elapsed_s:
        return False
    if Sport.OTHER not in (one.sport, other.sport) and one.sport is not other.sport:
        return False
    shorter, longer = sorted((one.elapsed_s, other.elapsed_s))
    overlap_s = (
        min(_end(one), _end(other)) - max(one.start_utc, other.start_utc)
    ).total_seconds()
    return overlap_s > OVERLAP_SHARE * shorter and distances_agree(one, other)


def distances_agree(one: EffortSpan, other: EffortSpan) -> bool:
    """
    True when the distances could be of one effort; a missing one agrees with any.
    """
    if not one.distance_m or not other.distance_m:
        return True
    less, more = sorted((one.distance_m, other.distance_m))
    return more <= less * DISTANCE_RATIO or more - less <= DISTANCE_SLACK_M


def find_same_effort(new: EffortSpan, known: Sequence[EffortSpan]) -> EffortSpan | None:
    """
    The known effort that `new` is another recording of: the one that overlaps it longest.
    """
    same = [effort for effort in known if is_same_effort(new, effort)]
    return max(
        same,
        key=lambda effort: (min(_end(new), _end(effort)) - max(new.start_utc, effort.start_utc)),
        default=None,
    )


def _end(span: EffortSpan) -> datetime:
    return span.start_utc + timedelta(seconds=span.elapsed_s or 0)
