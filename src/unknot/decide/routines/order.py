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


# A change of position outweighs any number of changes of tool, and one of tool any of side.
_OF_POSITION, _OF_TOOL, _OF_SIDE = 1_000_000, 1_000, 1


@dataclass(slots=True)
class _Way:
    """
    A row of places, and what the changes within it weigh.

    `turns` are the turns at which its places were named, the most wanted first: of two rows that
    weigh the same the one is better that begins with what is wanted most.
    """

    weight: int
    places: tuple[Place, ...]
    turns: tuple[int, ...]


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
    steps = tuple(pairwise(places))
    return (
        sum(one.position is not other.position for one, other in steps),
        sum(one.tool is not other.tool for one, other in steps),
        sum(one.side is not other.side for one, other in steps),
    )


def _change(one: Place, other: Place) -> int:
    """
    What going from one place to the other weighs.
    """
    return (
        _OF_POSITION * (one.position is not other.position)
        + _OF_TOOL * (one.tool is not other.tool)
        + _OF_SIDE * (one.side is not other.side)
    )


def _best_way(places: tuple[Place, ...], last: Place | None) -> tuple[Place, ...]:
    """
    The best row of all the places; when something follows, the change to it counts too.
    """
    turn = {place: at for at, place in enumerate(places)}

    def one(block: tuple[Place, ...]) -> tuple[_Way, ...]:
        return (_Way(0, block, (turn[block[0]],)),)

    def of_tool(block: tuple[Place, ...]) -> tuple[_Way, ...]:
        return _joined(tuple((each,) for each in block), one)

    def of_position(block: tuple[Place, ...]) -> tuple[_Way, ...]:
        return _joined(tuple(_split(block, lambda each: each.tool)), of_tool)

    # Nothing comes before the whole row, so where it begins need not be kept apart.
    blocks = tuple(_split(places, lambda each: each.position))
    ways = _joined(blocks, of_position, ends_only=True)
    if not ways:
        return ()

    def rank(way: _Way) -> tuple[int, tuple[int, ...]]:
        after = 0 if last is None else _change(way.places[-1], last)
        return way.weight + after, way.turns

    return min(ways, key=rank).places


def _split(places: tuple[Place, ...], key: Callable[[Place], Key]) -> list[tuple[Place, ...]]:
    found: dict[Key, list[Place]] = {}
    for place in places:
        found.setdefault(key(place), []).append(place)
    return [tuple(block) for block in found.values()]


def _joined(
    blocks: tuple[tuple[Place, ...], ...],
    ways_of: Callable[[tuple[Place, ...]], tuple[_Way, ...]],
    ends_only: bool = False,
) -> tuple[_Way, ...]:
    """
    Every way through all blocks that is the best between its first and its last place.

    With `ends_only` the best to each last place, wherever it begins.
    """
    within = [ways_of(block) for block in blocks]

    @cache
    def through(done: int) -> tuple[_Way, ...]:
        found: dict[tuple[Place | None, Place], _Way] = {}
        for block, ways in enumerate(within):
            if done >> block & 1:
                _extend(found, through(done & ~(1 << block)), ways, ends_only)
        return tuple(found.values())

    return through((1 << len(blocks)) - 1)


def _extend(
    found: dict[tuple[Place | None, Place], _Way],
    before: tuple[_Way, ...],
    ways: tuple[_Way, ...],
    ends_only: bool,
) -> None:
    """
    Puts each way behind each of those before it, and keeps the best for its ends.
    """
    for way in ways:
        if not before:
            ends = (None if ends_only else way.places[0], way.places[-1])
            found[ends] = min(found.get(ends, way), way, key=lambda each: (each.weight, each.turns))
            continue
        for each in before:
            weight = each.weight + _change(each.places[-1], way.places[0]) + way.weight
            ends = (None if ends_only else each.places[0], way.places[-1])
            known = found.get(ends)
            if known is not None and weight > known.weight:
                continue
            turns = each.turns + way.turns
            if known is None or weight < known.weight or turns < known.turns:
                found[ends] = _Way(weight, each.places + way.places, turns)
