"""
The same effort from two sources: recognised by overlap in time, never by equal starts.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

from unknot.domain.recording import Sport

# One thing ends, the next begins, and the buttons are not pressed at the same moment: two
# efforts may touch for this long. A short recording is allowed to touch for its share only.
TOUCH_S = 120.0
TOUCH_SHARE = 0.5


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
    True when the two overlap for more than a touch: a runner has one body.

    Whatever was recorded at the same time is one effort that loads the legs once, also when
    the phone was stopped early, the watch ran on during the walk home, or one program calls
    it a run and the other nothing. So neither distance nor sport is asked. Recordings
    that only touch, one ending while the next begins, are two.

    A recording of a start and nothing else cannot overlap; it is the effort that was going on
    at that moment. Two of them are never one: equal starts alone say nothing.
    """
    if one.elapsed_s is None or other.elapsed_s is None:
        return _began_within(one, other) or _began_within(other, one)
    if not one.elapsed_s or not other.elapsed_s:
        return False
    allowed_s = min(TOUCH_S, TOUCH_SHARE * min(one.elapsed_s, other.elapsed_s))
    return overlap_s(one, other) > allowed_s


def _began_within(moment: EffortSpan, span: EffortSpan) -> bool:
    """
    True when `moment` knows only its start, and `span` was going on then and a touch longer.
    """
    if moment.elapsed_s is not None or not span.elapsed_s:
        return False
    since_s = (moment.start_utc - span.start_utc).total_seconds()
    touch_s = min(TOUCH_S, TOUCH_SHARE * span.elapsed_s)
    return 0 <= since_s < span.elapsed_s - touch_s


def overlap_s(one: EffortSpan, other: EffortSpan) -> float:
    """
    For how many seconds both were going on; negative for the time between them.
    """
    return (min(_end(one), _end(other)) - max(one.start_utc, other.start_utc)).total_seconds()


def share_in_common(one: EffortSpan, other: EffortSpan) -> float:
    """
    Of the time that either was going on, the share in which both were: 1 for twins.
    """
    if not one.elapsed_s or not other.elapsed_s:
        return 0.0
    both = max(0.0, overlap_s(one, other))
    return both / (one.elapsed_s + other.elapsed_s - both)


def find_same_efforts(new: EffortSpan, known: Iterable[EffortSpan]) -> tuple[str, ...]:
    """
    Ids of the known efforts that `new` is another recording of, longest overlap first.

    More than one where a long recording bridges what was thought to be several.
    """
    overlaps: dict[str, float] = {}
    for span in known:
        if is_same_effort(new, span):
            overlaps[span.id] = max(overlaps.get(span.id, 0.0), overlap_s(new, span))
    return tuple(sorted(overlaps, key=lambda effort: (-overlaps[effort], effort)))


def _end(span: EffortSpan) -> datetime:
    return span.start_utc + timedelta(seconds=span.elapsed_s or 0)
