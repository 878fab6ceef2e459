"""
The best set of care that fits into the time: exact, by bounds and a table of seconds.

A set is worth the sum of its options, less a little for each further position and each tool it
needs. For a given set of positions and tools the best options are a knapsack with a choice of
one, solved over a table of seconds. Which positions and tools are worth it is decided by trying
those first that could be best, judged by an upper bound, until no other could be better.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import reduce
from math import gcd

import numpy as np
from numpy.typing import NDArray

from unknot.catalogue.routines import routine_figure
from unknot.decide.routines.options import Choice, Option
from unknot.domain.session import Tool

Floats = NDArray[np.float64]
Chosen = tuple[tuple[Choice, Option], ...]

# Two sets that differ by less are equally good; the first one stays.
_NO_DIFFERENCE = 1e-9


def choose(choices: Sequence[Choice], seconds: int) -> Chosen:
    """
    The options that are worth the most together within the seconds; none where nothing fits.
    """
    fitting = [_within(choice, seconds) for choice in choices]
    open_choices = [choice for choice in fitting if choice.options]
    if not open_choices:
        return ()
    rooms = _Rooms(open_choices)
    bounds = rooms.bounds(seconds) - rooms.costs
    best = 0.0
    found: tuple[tuple[int, Option], ...] = ()
    for room in np.argsort(-bounds, kind="stable").tolist():
        if bounds[room] <= best + _NO_DIFFERENCE:
            break
        worth, chosen = _fill(rooms.options_in(room), seconds)
        if worth - rooms.costs[room] > best + _NO_DIFFERENCE:
            best, found = worth - rooms.costs[room], chosen
    return tuple((open_choices[which], option) for which, option in found)


def _within(choice: Choice, seconds: int) -> Choice:
    short = tuple(option for option in choice.options if option.takes_s <= seconds)
    return Choice(choice.aims, choice.reason, short)


class _Rooms:
    """
    Every set of positions and tools that one may allow oneself, as bits of a number.
    """

    def __init__(self, choices: Sequence[Choice]) -> None:
        self._choices = choices
        options = [option for choice in choices for option in choice.options]
        positions = dict.fromkeys(option.technique.position for option in options)
        tools = dict.fromkeys(option.technique.tool or Tool.HANDS for option in options)
        tools.pop(Tool.HANDS, None)  # they are always there
        self._bit_of_position = {position: 1 << at for at, position in enumerate(positions)}
        self._bit_of_tool: dict[Tool | None, int] = {
            tool: 1 << (len(positions) + at) for at, tool in enumerate(tools)
        }
        self._n_bits = len(positions) + len(tools)
        every = np.arange(1 << self._n_bits)
        of_positions = (1 << len(positions)) - 1
        self.costs: Floats = routine_figure("cost_of_position") * np.maximum(
            np.bitwise_count(every & of_positions).astype(float) - 1, 0
        ) + routine_figure("cost_of_tool") * np.bitwise_count(every & ~of_positions)

    def options_in(self, room: int) -> list[tuple[Option, ...]]:
        """
        For each choice the options that need no other position or tool.
        """
        return [
            tuple(option for option in choice.options if not self._asks(option) & ~room)
            for choice in self._choices
        ]

    def bounds(self, seconds: int) -> Floats:
        """
        What each room could be worth at most: as if the last option could be taken in part.
        """
        worths, costs = [], []
        for choice in self._choices:
            worth, cost = self._by_seconds(choice)
            worths.append(worth)
            costs.append(cost)
        return _filled_in_part(np.concatenate(worths, 1), np.concatenate(costs, 1), seconds)

    def _by_seconds(self, choice: Choice) -> tuple[Floats, Floats]:
        """
        What more seconds on one choice bring and cost, room by room, as falling steps.
        """
        takes = sorted({option.takes_s for option in choice.options})
        best = np.zeros((1 << self._n_bits, len(takes)))
        for option in choice.options:
            room, at = self._asks(option), takes.index(option.takes_s)
            best[room, at] = max(best[room, at], option.worth)
        for bit in range(self._n_bits):
            halves = best.reshape(-1, 2, 1 << bit, len(takes))
            np.maximum(halves[:, 1], halves[:, 0], out=halves[:, 1])
        best = np.maximum.accumulate(best, axis=1)
        more_s = np.diff(np.array(takes, dtype=float), prepend=0.0)
        rate = np.diff(best, axis=1, prepend=0.0) / more_s
        # A later step that pays better is counted as if all before paid as well: never too little.
        rate = np.maximum.accumulate(rate[:, ::-1], axis=1)[:, ::-1]
        return rate * more_s, np.broadcast_to(more_s, rate.shape)

    def _asks(self, option: Option) -> int:
        tool = self._bit_of_tool.get(option.technique.tool, 0)
        return self._bit_of_position[option.technique.position] | tool


def _filled_in_part(worth: Floats, takes: Floats, seconds: int) -> Floats:
    order = np.argsort(-worth / takes, axis=1, kind="stable")
    worth = np.take_along_axis(worth, order, 1)
    takes = np.take_along_axis(takes, order, 1)
    before = np.cumsum(takes, axis=1) - takes
    share = np.clip((seconds - before) / takes, 0.0, 1.0)
    total: Floats = (worth * share).sum(axis=1)
    return total


def _fill(
    choices: Sequence[tuple[Option, ...]], seconds: int
) -> tuple[float, tuple[tuple[int, Option], ...]]:
    """
    The best of the options within the seconds, at most one of each choice: exact.
    """
    grain = reduce(gcd, (each.takes_s for options in choices for each in options), seconds)
    cells = seconds // grain
    worth, taken = np.zeros(cells + 1), []
    for options in choices:
        best, which = worth.copy(), np.full(cells + 1, -1)
        for at, option in enumerate(options):
            needs = option.takes_s // grain
            with_it = worth[: cells + 1 - needs] + option.worth
            is_better = with_it > best[needs:] + _NO_DIFFERENCE
            best[needs:][is_better] = with_it[is_better]
            which[needs:][is_better] = at
        worth = best
        taken.append(which)
    return float(worth[cells]), _read_back(choices, taken, cells, grain)


def _read_back(
    choices: Sequence[tuple[Option, ...]],
    taken: Sequence[NDArray[np.int64]],
    cells: int,
    grain: int,
) -> tuple[tuple[int, Option], ...]:
    found, left = [], cells
    for at in range(len(choices) - 1, -1, -1):
        which = int(taken[at][left])
        if which >= 0:
            option = choices[at][which]
            found.append((at, option))
            left -= option.takes_s // grain
    return tuple(reversed(found))
