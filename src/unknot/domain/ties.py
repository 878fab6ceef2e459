"""
What the runner said of two recordings, and which recordings are one effort when both are heard.

The rule in `effort.py` proposes; what the runner said decides, for good and in any order of files.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import combinations

from unknot.domain.effort import EffortSpan, is_same_effort, share_in_common
from unknot.domain.run import RunKind


@dataclass(frozen=True, slots=True)
class Tie:
    """
    Two recordings that the runner called one effort, or two.

    Named by the ids of the recordings, the smaller one first, so that a pair has one tie.
    """

    one: str
    other: str
    is_same: bool

    def __post_init__(self) -> None:
        if self.one >= self.other:
            raise ValueError("a tie names the smaller id first")


def tie(first: str, second: str, is_same: bool) -> Tie:
    """
    The tie between two recordings, whichever is named first.
    """
    one, other = sorted((first, second))
    return Tie(one, other, is_same)


def ties_as(ties: Iterable[Tie], recording_id: str, new_id: str) -> list[Tie]:
    """
    What was said of this recording, said of the same one by its new name.
    """
    return [
        tie(new_id, each.other if each.one == recording_id else each.one, each.is_same)
        for each in ties
        if recording_id in (each.one, each.other)
    ]


@dataclass(frozen=True, slots=True)
class Said:
    """
    What the runner said of an effort, kept with each recording it then had.

    `is_chosen` says that this recording is the one to show. None is nothing said.
    """

    is_chosen: bool = False
    rpe: float | None = None
    kind: RunKind | None = None


def groups_of(spans: Sequence[EffortSpan], ties: Iterable[Tie]) -> tuple[tuple[str, ...], ...]:
    """
    The recordings, sorted into efforts; each effort as the ids of its recordings, as they came.

    What the runner called one comes first, then the pair that shares most of its time; a pair
    joins two groups unless the runner called two of their recordings two efforts.
    """
    said = {(each.one, each.other): each.is_same for each in ties}
    group = {span.recording_id: {span.recording_id} for span in spans}
    for one, other in _pairs(spans, said):
        mine, theirs = group[one], group[other]
        if mine is not theirs and not _are_apart(mine, theirs, said):
            mine |= theirs
            group.update(dict.fromkeys(theirs, mine))
    found: dict[int, list[str]] = {}
    for span in spans:
        found.setdefault(id(group[span.recording_id]), []).append(span.recording_id)
    return tuple(tuple(ids) for ids in found.values())


def _pairs(spans: Sequence[EffortSpan], said: dict[tuple[str, str], bool]) -> list[tuple[str, str]]:
    ranked = []
    ordered = sorted(spans, key=lambda span: span.recording_id)
    for first, second in combinations(ordered, 2):
        pair = first.recording_id, second.recording_id
        word = said.get(pair)
        if word or (word is None and is_same_effort(first, second)):
            ranked.append((not word, -share_in_common(first, second), pair))
    return [pair for _, _, pair in sorted(ranked)]


def _are_apart(ones: set[str], others: set[str], said: dict[tuple[str, str], bool]) -> bool:
    return any(
        said.get((min(one, other), max(one, other))) is False for one in ones for other in others
    )
