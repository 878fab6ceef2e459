"""
The plan as numbers: what can be decided, and how care becomes relief.

    x  an appointment is booked        z  share of a full dose its hands give a track
    r  relief on a morning             a block of self-care is done or not
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from enum import IntEnum
from typing import NamedTuple

from unknot.catalogue.planning import decay, figure
from unknot.decide.planner.options import Options, hands_on, may_work_on
from unknot.decide.planner.problem import Block, Problem
from unknot.domain.body import RegionGroup
from unknot.domain.session import CareKind

NEGLIGIBLE = 1e-9


class Whole(IntEnum):
    """
    Which numbers must be whole: none, appointments, or blocks of self-care.
    """

    NOT = 0
    APPOINTMENT = 1
    BLOCK = 2


class Var(NamedTuple):
    """
    The name of a variable: what it is, and up to two places.
    """

    name: str
    first: int
    second: int = 0


Key = Var | Block


@dataclass
class Model:
    """
    A linear model under construction: columns with a value each, rows with limits.

    Rows are kept as flat arrays, so that they reach the solver in one call.
    """

    index: dict[Key, int] = field(default_factory=dict)
    values: list[float] = field(default_factory=list)
    lowers: list[float] = field(default_factory=list)
    uppers: list[float] = field(default_factory=list)
    whole: list[Whole] = field(default_factory=list)
    row_starts: list[int] = field(default_factory=lambda: [0])
    row_columns: list[int] = field(default_factory=list)
    row_values: list[float] = field(default_factory=list)
    row_at_most: list[float] = field(default_factory=list)

    def add(
        self, key: Key, value: float = 0.0, upper: float = 1.0, whole: Whole = Whole.NOT
    ) -> int:
        """
        A new column between 0 and `upper`, worth `value` a unit.
        """
        place = len(self.values)
        self.index[key] = place
        self.values.append(value)
        self.lowers.append(0.0)
        self.uppers.append(upper)
        self.whole.append(whole)
        return place

    def worth(self, key: Key, value: float) -> None:
        """
        Add to the value of a column, if there is such a column.
        """
        place = self.index.get(key)
        if place is not None:
            self.values[place] += value

    def limit(self, terms: Iterable[tuple[Key, float]], at_most: float) -> None:
        """
        A row: the sum of the terms is at most that. Terms without a column are nothing.
        """
        for key, factor in terms:
            place = self.index.get(key)
            if place is not None:
                self.row_columns.append(place)
                self.row_values.append(factor)
        self.row_starts.append(len(self.row_columns))
        self.row_at_most.append(at_most)


def minutes_of(problem: Problem, block: Block) -> int:
    """
    How long a block of self-care takes; one side takes half of what both take.
    """
    figures = {
        CareKind.SELF_MASSAGE: "self_massage_min",
        CareKind.BEFORE_RUN: "before_run_min",
        CareKind.STRETCHING: "stretching_min",
        CareKind.COLD_WATER: "cold_water_min",
    }
    if block.kind not in figures:
        return 0
    share = problem.share_of(block.track) if block.kind is CareKind.SELF_MASSAGE else 1.0
    return round(figure(figures[block.kind]) * share)


def lay_out(problem: Problem, options: Options) -> Model:
    """
    All columns of the plan, and the rows that turn care into relief.
    """
    model = Model()
    for place, _ in enumerate(options.columns):
        model.add(Var("x", place), whole=Whole.APPOINTMENT)
    _add_blocks(problem, options, model)
    _add_hands(problem, options, model)
    _add_relief(problem, model)
    return model


def ceiling_of(problem: Problem, track: int, morning: int) -> float:
    """
    The most relief a forecast may claim on a morning.
    """
    return figure("relief_ceiling") * float(problem.soreness[track, morning])


def _add_blocks(problem: Problem, options: Options, model: Model) -> None:
    for block in problem.blocks:
        if block not in options.blocks or block.kind is CareKind.MASSAGE:
            continue
        if block.kind is not CareKind.SELF_MASSAGE or _can_pay(problem, block):
            model.add(block, whole=Whole.BLOCK)


def _can_pay(problem: Problem, block: Block) -> bool:
    # A block whose greatest relief is below its price is in no best plan; churn alone may hold it.
    morning = block.day + 1
    most = min(problem.effects.self_massage, ceiling_of(problem, block.track, morning))
    gain = most * float(problem.weights[block.track, morning]) + figure("churn")
    return gain > figure("self_care_price") * minutes_of(problem, block)


def _add_hands(problem: Problem, options: Options, model: Model) -> None:
    by_day: dict[int, list[int]] = {}
    for place, column in enumerate(options.columns):
        by_day.setdefault(column.day, []).append(place)
    setup, dose = figure("massage_setup_min"), figure("hands_on_min_per_region")
    for day, places in by_day.items():
        hands = []
        for track in range(len(problem.tracks)):
            given = [
                (Var("x", place), -1.0)
                for place in places
                if may_work_on(options, options.columns[place], track)
            ]
            is_open = given and hands_on(track, day) in options.blocks
            if is_open and _is_sore_after(problem, track, day):
                key = Var("z", track, day)
                model.add(key)
                hands.append((key, dose * problem.share_of(track)))
                model.limit([(key, 1.0), *given], 0.0)
        minutes = [(Var("x", place), -(options.columns[place].minutes - setup)) for place in places]
        if hands:
            model.limit([*hands, *minutes], 0.0)


def _is_sore_after(problem: Problem, track: int, day: int) -> bool:
    last = day + len(decay("massage")) + 1
    return bool(problem.soreness[track, day + 1 : last].max(initial=0.0) > NEGLIGIBLE)


def _add_relief(problem: Problem, model: Model) -> None:
    for track in range(len(problem.tracks)):
        for morning in range(1, problem.n_mornings):
            ceiling = ceiling_of(problem, track, morning)
            terms = list(_care_felt(problem, model, track, morning, ceiling))
            given = float(problem.given_relief[track, morning])
            if ceiling > NEGLIGIBLE and (terms or given > 0):
                key = Var("r", track, morning)
                model.add(key, upper=ceiling)
                model.limit([(key, 1.0), *terms], given)


def _care_felt(
    problem: Problem, model: Model, track: int, morning: int, ceiling: float
) -> Iterable[tuple[Key, float]]:
    effects = problem.effects
    for after, share in enumerate(decay("massage"), start=1):
        key = Var("z", track, morning - after)
        if key in model.index:
            yield key, -effects.massage * share
    for after, share in enumerate(decay("self_massage"), start=1):
        block = Block(CareKind.SELF_MASSAGE, morning - after, track)
        if block in model.index:
            # No whole block gives more than the ceiling; saying so keeps the bound tight.
            yield block, -min(effects.self_massage * share, ceiling)
    if problem.group_of(track) is RegionGroup.BACK:
        return
    for after, share in enumerate(decay("cold_water"), start=1):
        block = Block(CareKind.COLD_WATER, morning - after)
        if block in model.index:
            yield block, -min(effects.cold_water * share, ceiling)
