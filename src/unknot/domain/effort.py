"""
The same effort from two sources: recognised by overlap in time, never by equal starts.

A runner has one body, so what went on at the same time is one effort, unless the two recordings
themselves say otherwise: another sport, a way that cannot be the same, another place. Each rule
and what it is known from stands in docs/explanation/same-effort.md.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import Enum, auto

from unknot.domain.places import Place, are_elsewhere, are_together
from unknot.domain.recording import Sport

# One thing ends, the next begins, and the buttons are not pressed at the same moment: two
# efforts may touch for this long. A short recording is allowed to touch for its share only.
TOUCH_S = 120.0
TOUCH_SHARE = 0.5

# Of the time that either was going on, the share in which both were. Twins are two recordings
# of the same time; where one names no sport, or calls a run a walk, less evidence is needed
# the more of the time they share.
TWINS = 0.8
EXACT_TWINS = 0.9
UNNAMED_ALIKE = 0.4
# One body walks and runs by turns, and devices call either the other: more than a touch is enough,
# as it is in the truth of one runner's four years.
COUSINS_ALIKE = 0.02
INSIDE = 0.8

# A watch and a phone on one body have differed by this much (0.71 was measured), not by more.
WAYS_OF_TWINS = 0.6
# A part cannot be longer than the whole; so much is left to how each of them measures.
PART_OF_WAY = 1.25
SAME_WAY = 0.9
# With fewer records a minute the distance is a guess of the device and says nothing.
FEWEST_A_MINUTE = 1.0

_ON_FOOT = frozenset({Sport.RUNNING, Sport.WALKING, Sport.HIKING})


@dataclass(frozen=True, slots=True)
class EffortSpan:
    """
    What is needed to tell whether two recordings are of the same effort.

    `id` is that of the effort. `elapsed_s` goes to the last thing recorded: a watch that nobody
    stopped counts on for hours without a record. `is_indoors` says that it was on a treadmill;
    `file` is the digest of the original, empty for an entry by hand.
    """

    id: str
    sport: Sport
    start_utc: datetime
    elapsed_s: float | None
    distance_m: float | None
    n_records: int = 0
    recording_id: str = ""
    is_indoors: bool = False
    places: tuple[Place, ...] = ()
    file: str = ""


class _Named(Enum):
    """
    What the names of two sports say of each other.
    """

    THE_SAME = auto()
    NOT_BOTH = auto()
    BOTH_ON_FOOT = auto()
    DIFFERENTLY = auto()


def is_same_effort(one: EffortSpan, other: EffortSpan) -> bool:
    """
    True when the two overlap for more than a touch, and nothing in them says that they are two.

    What one file calls two activities stays two. Recordings that only touch, one ending while the next begins, are two; so are those in
    different places, those of different sports, and those whose distances cannot be of one way.
    A recording of a start and nothing else cannot overlap; it is the effort that was going on
    at that moment. Two of them are never one: equal starts alone say nothing.
    """
    if one.file and one.file == other.file:
        return False
    if one.elapsed_s is None or other.elapsed_s is None:
        return _began_within(one, other) or _began_within(other, one)
    if not one.elapsed_s or not other.elapsed_s:
        return False
    if overlap_s(one, other) <= _touch_s(min(one.elapsed_s, other.elapsed_s)):
        return False
    return not are_elsewhere(one.places, other.places) and _is_one_thing(one, other)


def _is_one_thing(one: EffortSpan, other: EffortSpan) -> bool:
    alike = share_in_common(one, other)
    match _names_of(one, other):
        case _Named.THE_SAME:
            return _ways_agree(one, other)
        case _Named.NOT_BOTH:
            return alike >= UNNAMED_ALIKE and _ways_agree(one, other)
        case _Named.BOTH_ON_FOOT if _share_of_way(one, other):
            return alike >= COUSINS_ALIKE and _ways_agree(one, other)
        case _:
            return alike >= EXACT_TWINS and _share_of_way(one, other) >= SAME_WAY


def _names_of(one: EffortSpan, other: EffortSpan) -> _Named:
    sports = {one.sport, other.sport}
    if Sport.OTHER in sports:
        return _Named.NOT_BOTH
    if len(sports) == 1:
        return _Named.THE_SAME
    # On the belt of a gym nobody walks at the same time.
    if sports <= _ON_FOOT and not (one.is_indoors or other.is_indoors):
        return _Named.BOTH_ON_FOOT
    return _Named.DIFFERENTLY


def _ways_agree(one: EffortSpan, other: EffortSpan) -> bool:
    """
    False when two distances, each measured well, cannot be of the same way.

    Where both were side by side all the way, one of the distances is simply wrong.
    """
    if are_together(one.places, other.places):
        return True
    if not (_is_well_measured(one) and _is_well_measured(other)):
        return True
    if share_in_common(one, other) >= TWINS:
        return _share_of_way(one, other) >= WAYS_OF_TWINS
    shorter, longer = sorted(
        (one, other), key=lambda span: (span.elapsed_s or 0, span.distance_m or 0)
    )
    if overlap_s(one, other) < INSIDE * (shorter.elapsed_s or 0):
        return True
    return (shorter.distance_m or 0) <= PART_OF_WAY * (longer.distance_m or 0)


def _is_well_measured(span: EffortSpan) -> bool:
    per_minute = 60 * span.n_records / span.elapsed_s if span.elapsed_s else 0
    return bool(span.distance_m) and per_minute >= FEWEST_A_MINUTE


def _share_of_way(one: EffortSpan, other: EffortSpan) -> float:
    """
    The shorter distance over the longer; 0 where one of them is not known.
    """
    if not one.distance_m or not other.distance_m:
        return 0.0
    return min(one.distance_m, other.distance_m) / max(one.distance_m, other.distance_m)


def _touch_s(shorter_s: float) -> float:
    return min(TOUCH_S, TOUCH_SHARE * shorter_s)


def _began_within(moment: EffortSpan, span: EffortSpan) -> bool:
    """
    True when `moment` knows only its start, and `span` was going on then and a touch longer.

    Where the two are not named the same, it has to be the start of `span` as well.
    """
    if moment.elapsed_s is not None or not span.elapsed_s:
        return False
    since_s = (moment.start_utc - span.start_utc).total_seconds()
    names = _names_of(moment, span)
    last_s = span.elapsed_s - _touch_s(span.elapsed_s)
    if names is not _Named.THE_SAME:
        last_s = min(last_s, TOUCH_S)
    return names is not _Named.DIFFERENTLY and 0 <= since_s < last_s


def overlap_s(one: EffortSpan, other: EffortSpan) -> float:
    """
    For how many seconds both were going on; negative for the time between them.
    """
    return (min(_end(one), _end(other)) - max(one.start_utc, other.start_utc)).total_seconds()


def are_at_once(one: EffortSpan, other: EffortSpan) -> bool:
    """
    True when the two touch at all, if only for a moment.
    """
    return overlap_s(one, other) >= 0


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
