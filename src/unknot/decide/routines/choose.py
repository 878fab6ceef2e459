"""
The best set of care that fits into the time: exact, by bounds and a table of seconds.

A set is worth the sum of its options, less a little for each further position and each tool it
needs. Which positions and tools are worth it is decided by trying those first that could be
best, until no other could be better. Within given positions and tools it is a knapsack with a
choice of one: what a second is worth there tells which options cannot be in a better set than
the best one known, and the few that are left are solved over a table of seconds.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import reduce
from math import gcd

import numpy as np
from numpy.typing import NDArray

from unknot.decide.routines.options import Choice, Option
from unknot.decide.routines.rooms import Floats, Rooms, Table, rooms_of

Chosen = tuple[tuple[Choice, Option], ...]

# Two sets that differ by less are equally good; the first one stays.
_NO_DIFFERENCE = 1e-9
# How many rooms are looked into quickly before any is solved: a good start rules out much.
_QUICK_LOOKS = 12


@dataclass(frozen=True, slots=True)
class _Set:
    """
    What a set is worth with its nuisance taken off, and which options are in it.
    """

    worth: float = 0.0
    options: tuple[int, ...] = ()


def choose(choices: Sequence[Choice], seconds: int) -> Chosen:
    """
    The options that are worth the most together within the seconds; none where nothing fits.
    """
    fitting = [_within(choice, seconds) for choice in choices]
    open_choices = [choice for choice in fitting if choice.options]
    if not open_choices:
        return ()
    rooms = rooms_of(open_choices, seconds)
    bounds = rooms.bounds - rooms.costs
    in_turn = np.argsort(-bounds, kind="stable").tolist()
    best = max(
        (_quick_look(rooms, room, seconds) for room in in_turn[:_QUICK_LOOKS]),
        key=lambda each: each.worth,
    )
    for room in in_turn:
        if bounds[room] <= best.worth + _NO_DIFFERENCE:
            break
        best = _better(rooms, room, seconds, best) or best
    table = rooms.table
    return tuple(
        (open_choices[table.of_choice[each]], table.options[each]) for each in best.options
    )


def _within(choice: Choice, seconds: int) -> Choice:
    short = tuple(option for option in choice.options if option.takes_s <= seconds)
    return Choice(choice.aims, choice.reason, short)


def _gains(rooms: Rooms, room: int) -> tuple[Floats, Floats]:
    """
    What each option is worth beyond its seconds, and the most of each choice; none is worth 0.
    """
    table = rooms.table
    gains = np.where(table.asks & ~room, -np.inf, table.worth - rooms.rates[room] * table.takes)
    return gains, np.maximum(np.maximum.reduceat(gains, table.starts), 0.0)


def _quick_look(rooms: Rooms, room: int, seconds: int) -> _Set:
    """
    A good set of that room, found at once: what pays best by the second, as long as it fits.
    """
    table = rooms.table
    gains, _most = _gains(rooms, room)
    taken: dict[int, int] = {}
    left = seconds
    for each in np.argsort(-gains, kind="stable").tolist():
        choice = int(table.of_choice[each])
        if np.isfinite(gains[each]) and choice not in taken and table.takes[each] <= left:
            taken[choice] = each
            left -= int(table.takes[each])
    options = tuple(taken[choice] for choice in sorted(taken))
    worth = float(table.worth[list(options)].sum()) if options else 0.0
    return max(_Set(worth - float(rooms.costs[room]), options), _Set(), key=lambda one: one.worth)


def _better(rooms: Rooms, room: int, seconds: int, best: _Set) -> _Set | None:
    """
    The best set of that room if it is better than the best known.
    """
    table, cost = rooms.table, float(rooms.costs[room])
    gains, most = _gains(rooms, room)
    spare = rooms.rates[room] * seconds + most.sum() - cost - best.worth - _NO_DIFFERENCE
    if spare <= 0:
        return None
    # Whatever gives up more than there is to spare is in no better set.
    may_be = most[table.of_choice] - gains < spare
    may_not_be = most < spare
    kept: list[tuple[int, ...]] = []
    fixed: list[int] = []
    for choice, start in enumerate(table.starts.tolist()):
        end = int(table.starts[choice + 1]) if choice + 1 < len(table.starts) else len(gains)
        options = tuple(at for at in range(start, end) if may_be[at])
        if not may_not_be[choice] and len(options) == 1:
            fixed.append(options[0])
        elif options:
            kept.append(options)
    left = seconds - int(table.takes[fixed].sum()) if fixed else seconds
    if left < 0:
        return None
    worth, options = _fill(table, kept, left)
    total = worth + (float(table.worth[fixed].sum()) if fixed else 0.0) - cost
    if total <= best.worth + _NO_DIFFERENCE:
        return None
    return _Set(total, tuple(sorted((*fixed, *options))))


def _fill(
    table: Table, choices: Sequence[tuple[int, ...]], seconds: int
) -> tuple[float, tuple[int, ...]]:
    """
    The best of the options within the seconds, at most one of each choice: exact.
    """
    takes = table.takes.tolist()
    grain = reduce(gcd, (takes[each] for options in choices for each in options), 0) or 1
    cells = seconds // grain
    worth, taken = np.zeros(cells + 1), []
    for options in choices:
        best, which = worth.copy(), np.full(cells + 1, -1)
        for each in options:
            needs = takes[each] // grain
            if needs > cells:
                continue
            with_it = worth[: cells + 1 - needs] + table.worth[each]
            is_better = with_it > best[needs:] + _NO_DIFFERENCE
            best[needs:][is_better] = with_it[is_better]
            which[needs:][is_better] = each
        worth = best
        taken.append(which)
    return float(worth[cells]), _read_back(taken, takes, cells, grain)


def _read_back(
    taken: Sequence[NDArray[np.int64]], takes: Sequence[int], cells: int, grain: int
) -> tuple[int, ...]:
    found, left = [], cells
    for which in reversed(taken):
        each = int(which[left])
        if each >= 0:
            found.append(each)
            left -= takes[each] // grain
    return tuple(reversed(found))
