"""
Every set of positions and tools that one may allow oneself, and what care each could hold at most.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from unknot.catalogue.routines import routine_figure
from unknot.decide.routines.options import Choice, Option
from unknot.domain.session import Tool

Floats = NDArray[np.float64]
Whole = NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Table:
    """
    All options of all choices as columns, choice by choice.

    `of_choice` is the choice of each, `starts` where each choice begins, `asks` the bits of the
    position and the tool that it needs.
    """

    options: tuple[Option, ...]
    of_choice: Whole
    starts: Whole
    worth: Floats
    takes: Whole
    asks: Whole


@dataclass(frozen=True, slots=True)
class Rooms:
    """
    The sets as bits of a number: its nuisance, its upper bound, and what a second is worth there.
    """

    table: Table
    costs: Floats
    bounds: Floats
    rates: Floats


def rooms_of(choices: Sequence[Choice], seconds: int) -> Rooms:
    """
    The rooms for these choices and that many seconds; every choice has an option that fits.
    """
    bits, n_positions, n_bits = _bits_of(choices)
    table = _table_of(choices, bits)
    every = np.arange(1 << n_bits)
    of_positions = (1 << n_positions) - 1
    costs = routine_figure("cost_of_position") * np.maximum(
        np.bitwise_count(every & of_positions).astype(float) - 1, 0
    ) + routine_figure("cost_of_tool") * np.bitwise_count(every & ~of_positions)
    worths, takes = [], []
    for at in range(len(choices)):
        more, more_s = _by_seconds(table, at, n_bits)
        worths.append(more)
        takes.append(more_s)
    bounds, rates = _filled_in_part(np.concatenate(worths, 1), np.concatenate(takes, 1), seconds)
    return Rooms(table, costs, bounds, rates)


def _bits_of(choices: Sequence[Choice]) -> tuple[dict[object, int], int, int]:
    """
    A bit for each position and for each tool but hands, which are always there.
    """
    options = [option for choice in choices for option in choice.options]
    positions = dict.fromkeys(option.technique.position for option in options)
    tools = dict.fromkeys(option.technique.tool or Tool.HANDS for option in options)
    tools.pop(Tool.HANDS, None)
    named: list[object] = [*positions, *tools]
    return {name: 1 << at for at, name in enumerate(named)}, len(positions), len(named)


def _table_of(choices: Sequence[Choice], bits: dict[object, int]) -> Table:
    options = tuple(option for choice in choices for option in choice.options)
    lengths = [len(choice.options) for choice in choices]
    return Table(
        options,
        np.repeat(np.arange(len(choices)), lengths),
        np.cumsum([0, *lengths[:-1]]),
        np.array([option.worth for option in options]),
        np.array([option.takes_s for option in options]),
        np.array(
            [
                bits[option.technique.position] | bits.get(option.technique.tool, 0)
                for option in options
            ]
        ),
    )


def _by_seconds(table: Table, choice: int, n_bits: int) -> tuple[Floats, Floats]:
    """
    What more seconds on one choice bring and cost, room by room, as falling steps.
    """
    own = np.flatnonzero(table.of_choice == choice)
    takes = np.unique(table.takes[own])
    best = np.zeros((1 << n_bits, len(takes)))
    at = np.searchsorted(takes, table.takes[own])
    np.maximum.at(best, (table.asks[own], at), table.worth[own])
    for bit in range(n_bits):
        halves = best.reshape(-1, 2, 1 << bit, len(takes))
        np.maximum(halves[:, 1], halves[:, 0], out=halves[:, 1])
    best = np.maximum.accumulate(best, axis=1)
    more_s = np.diff(takes.astype(float), prepend=0.0)
    rate = np.diff(best, axis=1, prepend=0.0) / more_s
    # A later step that pays better is counted as if all before paid as well: never too little.
    rate = np.maximum.accumulate(rate[:, ::-1], axis=1)[:, ::-1]
    return rate * more_s, np.broadcast_to(more_s, rate.shape)


def _filled_in_part(worth: Floats, takes: Floats, seconds: int) -> tuple[Floats, Floats]:
    """
    The best-paying steps first, the last one in part: an upper bound, and what that step pays.
    """
    paid = worth / takes
    order = np.argsort(-paid, axis=1, kind="stable")
    paid = np.take_along_axis(paid, order, 1)
    takes = np.take_along_axis(takes, order, 1)
    until = np.cumsum(takes, axis=1)
    share = np.clip((seconds - (until - takes)) / takes, 0.0, 1.0)
    bounds: Floats = (paid * takes * share).sum(axis=1)
    last = np.argmax(until > seconds, axis=1)
    rates = np.take_along_axis(paid, last[:, None], 1)[:, 0]
    return bounds, np.where(until[:, -1] > seconds, rates, 0.0)
