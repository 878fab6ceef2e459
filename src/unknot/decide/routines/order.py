"""
The order of the steps with the fewest changes: of position first, then of tool, then of side.

Getting up costs more than reaching for a tool, and that more than turning to the other leg, so
the order is best in this order of things. It is exact: positions stay together, since anything
else would change more often than need be, and within them tools, and within them sides. Which
comes first is decided by trying every beginning and every end of each block once.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import pairwise
from typing import TypeVar

from unknot.domain.body import Side
from unknot.domain.session import Tool
from unknot.domain.technique import Position, Technique, TechniqueKind

T = TypeVar("T")
Key = TypeVar("Key", bound=Hashable)


@dataclass(frozen=True, slots=True)
class Place:
    """
    How the body is held, what the hands hold, and which side is worked.
    """

    position: Position
    tool: Tool
    side: Side | None


@dataclass(frozen=True, slots=True)
class _Way:
    """
    A row of places, and the changes within it: of position, of tool, of side.

    `turns` are the turns at which its places were named, the most wanted first.
    """

    changes: tuple[int, int, int]
    places: tuple[Place, ...]
    turns: tuple[int, ...]

    @property
    def rank(self) -> tuple[tuple[int, int, int], tuple[int, ...]]:
        """
        Sorts the better first; of equally good ones the one that begins with what is wanted most.
        """
        return self.changes, self.turns

    def then(self, place: Place) -> _Way:
        """
        The same with one place more, whatever its turn.
        """
        return _Way(_more(self.changes, self.places[-1], place), (*self.places, place), self.turns)


def place_of(technique: Technique, side: Side | None) -> Place:
    """
    Where a step takes place. Nothing in the hands counts as hands.
    """
    return Place(technique.position, technique.tool or Tool.HANDS, side)


def in_order(
    steps: Iterable[T], place: Callable[[T], Place], kind: Callable[[T], TechniqueKind]
) -> tuple[T, ...]:
    """
    The steps with the fewest changes. Drills come last, as a warm-up belongs behind rolling.

    Where that leaves a choice, what came first in `steps` stays first.
    """
    given = list(steps)
    care = [step for step in given if kind(step) is not TechniqueKind.DRILL]
    drills = [step for step in given if kind(step) is TechniqueKind.DRILL]
    at: dict[Place, list[T]] = {}
    for step in care:
        at.setdefault(place(step), []).append(step)
    last = place(drills[0]) if drills else None
    way = _best_way(tuple(at), last)
    return (*(step for each in way for step in at[each]), *drills)


def changes_in(places: Sequence[Place]) -> tuple[int, int, int]:
    """
    How often position, tool and side change from one step to the next.
    """
    counted = (0, 0, 0)
    for one, other in pairwise(places):
        counted = _more(counted, one, other)
    return counted


def _more(counted: tuple[int, int, int], one: Place, other: Place) -> tuple[int, int, int]:
    return (
        counted[0] + (one.position is not other.position),
        counted[1] + (one.tool is not other.tool),
        counted[2] + (one.side is not other.side),
    )


def _best_way(places: tuple[Place, ...], last: Place | None) -> tuple[Place, ...]:
    """
    The best row of all the places; when something follows, the change to it counts too.
    """
    turn = {place: at for at, place in enumerate(places)}

    def one(block: tuple[Place, ...]) -> tuple[_Way, ...]:
        return (_Way((0, 0, 0), block, (turn[block[0]],)),)

    ways = _joined(
        tuple(_split(places, lambda each: each.position)),
        lambda block: _joined(
            tuple(_split(block, lambda each: each.tool)),
            lambda of_tool: _joined(tuple((each,) for each in of_tool), one),
        ),
    )
    if not ways:
        return ()
    if last is not None:
        return min(ways, key=lambda way: way.then(last).rank).places
    return min(ways, key=lambda way: way.rank).places


def _split(places: tuple[Place, ...], key: Callable[[Place], Key]) -> list[tuple[Place, ...]]:
    found: dict[Key, list[Place]] = {}
    for place in places:
        found.setdefault(key(place), []).append(place)
    return [tuple(block) for block in found.values()]


def _joined(
    blocks: tuple[tuple[Place, ...], ...],
    ways_of: Callable[[tuple[Place, ...]], tuple[_Way, ...]],
) -> tuple[_Way, ...]:
    """
    Every way through all blocks that is the best between its first and its last place.
    """
    within = [ways_of(block) for block in blocks]

    @cache
    def ending(done: int) -> tuple[_Way, ...]:
        if done == 0:
            return ()
        found: dict[tuple[Place, Place], _Way] = {}
        for block, ways in enumerate(within):
            if not done >> block & 1:
                continue
            before = ending(done & ~(1 << block))
            for way in ways:
                for longer in (_behind(each, way) for each in before) if before else (way,):
                    ends = (longer.places[0], longer.places[-1])
                    known = found.get(ends)
                    if known is None or longer.rank < known.rank:
                        found[ends] = longer
        return tuple(found.values())

    return ending((1 << len(blocks)) - 1)


def _behind(first: _Way, second: _Way) -> _Way:
    joint = _more((0, 0, 0), first.places[-1], second.places[0])
    changes = tuple(sum(each) for each in zip(first.changes, joint, second.changes, strict=True))
    return _Way(
        (changes[0], changes[1], changes[2]),
        (*first.places, *second.places),
        (*first.turns, *second.turns),
    )
