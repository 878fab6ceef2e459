"""
Finding the best plan, with proof: two stages, one thread, the same answer every time.

First self-care blocks may be taken in parts; that gives the appointments, and no plan can be
better than this bound. Then the appointments stand and blocks are taken whole. The distance
between the two is the proven gap. If it is wider than wished, everything is solved whole,
starting from what was found. Solving stops by gap or by nodes, never by the clock.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, replace

import highspy
import numpy as np
from highspy._core import _Highs

from unknot.decide.planner.goals import GOALS
from unknot.decide.planner.limits import LIMITING
from unknot.decide.planner.options import Column, Options, open_options
from unknot.decide.planner.problem import Block, Points, Problem
from unknot.decide.planner.relief import ReliefRange, relief_at
from unknot.decide.planner.variables import Model, Var, Whole, lay_out
from unknot.domain.plan import EffectLevel


class PlanNotSolved(RuntimeError):
    """
    The solver gave no plan. Doing nothing is always a plan, so this is a fault of ours.
    """


@dataclass(frozen=True, slots=True)
class Effort:
    """
    When to stop: close enough to the best, or so many nodes looked at.

    Around fixed appointments the best blocks are found almost at once, so these are asked for
    closely: a wish that has room is not left out for being within the gap.
    """

    gap: float = 0.01
    stage_gap: float = 0.005
    block_gap: float = 0.0001
    nodes: int = 20_000


@dataclass(frozen=True)
class Solution:
    """
    The plan as chosen columns, blocks and hands, with the relief it gives and the proof.
    """

    options: Options
    columns: tuple[Column, ...]
    blocks: frozenset[Block]
    hands: dict[tuple[int, int], float]
    relief: Points
    missing: dict[Var, float]
    objective: float
    bound: float

    @property
    def gap(self) -> float:
        """
        Proven distance from the best possible plan, as a fraction of this one.
        """
        distance = max(0.0, self.bound - self.objective)
        return distance / max(abs(self.objective), 1e-6)


def solve(problem: Problem, off: Collection[str] = (), effort: Effort | None = None) -> Solution:
    """
    The best plan under every rule whose name is not in `off`.

    Raises
    ------
    PlanNotSolved
        If the solver gives no answer.
    """
    options = open_options(problem, off)
    model = build_model(problem, options, off)
    return solve_model(problem, options, model, effort or Effort())


def build_model(problem: Problem, options: Options, off: Collection[str] = ()) -> Model:
    """
    Columns, limits and goals as one linear model.
    """
    model = lay_out(problem, options)
    for rule in LIMITING:
        if rule.__name__ not in off:
            for limit in rule(problem, options, model):
                model.limit(limit.terms, limit.at_most)
    for goal in GOALS:
        if goal.__name__ not in off:
            goal(problem, options, model)
    return model


def solve_model(problem: Problem, options: Options, model: Model, effort: Effort) -> Solution:
    """
    The two stages, and a third only where the gap asks for it.
    """
    if not model.values:
        return _read(problem, options, model, np.zeros(0), 0.0, 0.0)
    first = answer(model, {Whole.APPOINTMENT}, effort)
    fixed = with_appointments(model, first.values)
    second = answer(fixed, {Whole.BLOCK}, replace(effort, stage_gap=effort.block_gap))
    bound = max(first.bound, second.objective)
    found = _read(problem, options, model, second.values, second.objective, bound)
    if found.gap <= effort.gap:
        return found
    third = answer(model, {Whole.APPOINTMENT, Whole.BLOCK}, effort, start=second.values)
    bound = max(min(bound, third.bound), third.objective)
    return _read(problem, options, model, third.values, third.objective, bound)


def solve_around(problem: Problem, options: Options, columns: Collection[Column]) -> Solution:
    """
    The best self-care around appointments that are chosen already.
    """
    model = build_model(problem, options)
    if not model.values:
        return _read(problem, options, model, np.zeros(0), 0.0, 0.0)
    booked = np.zeros(len(model.values))
    for place, column in enumerate(options.columns):
        booked[model.index[Var("x", place)]] = float(column in columns)
    effort = Effort()
    found = answer(
        with_appointments(model, booked),
        {Whole.BLOCK},
        replace(effort, stage_gap=effort.block_gap),
    )
    return _read(problem, options, model, found.values, found.objective, found.bound)


def relief_of_massages(problem: Problem, solution: Solution) -> Points:
    """
    What massages alone take away, those booked and those of the plan.
    """
    return relief_at(problem, problem.given.effects, solution.hands, ())


def relief_range(problem: Problem, solution: Solution) -> ReliefRange:
    """
    What the plan takes away, and what the same plan would at either end of the evidence.
    """
    least, most = (
        relief_at(problem, level, solution.hands, solution.blocks)
        for level in (EffectLevel.LOWER, EffectLevel.UPPER)
    )
    return ReliefRange(solution.relief, least, most)


@dataclass(frozen=True, slots=True)
class Answer:
    """
    What the solver found: a value for each column, their worth, and what none can exceed.
    """

    values: Points
    objective: float
    bound: float


def answer(
    model: Model, whole: Collection[Whole], effort: Effort, start: Points | None = None
) -> Answer:
    """
    One run of the solver with those kinds of columns whole.

    Raises
    ------
    PlanNotSolved
        If nothing satisfies every row.
    """
    # The solver's core: the class around it prints a banner, and standard output is the runner's.
    solver = _Highs()
    for name, value in _settings(effort).items():
        solver.setOptionValue(name, value)
    is_whole = any(kind in whole for kind in model.whole)
    solver.passModel(as_linear_program(model, whole))
    if start is not None:
        known = highspy.HighsSolution()
        known.col_value = list(start)
        solver.setSolution(known)
    solver.run()
    info, status = solver.getInfo(), solver.getModelStatus()
    if info.primal_solution_status != highspy.SolutionStatus.kSolutionStatusFeasible:
        raise PlanNotSolved(f"the solver stopped with {solver.modelStatusToString(status)}")
    values = np.asarray(solver.getSolution().col_value, dtype=float)
    objective = float(info.objective_function_value)
    bound = float(info.mip_dual_bound) if is_whole else objective
    return Answer(values, objective, bound)


def _settings(effort: Effort) -> dict[str, bool | int | float | str]:
    return {
        "output_flag": False,
        "threads": 1,
        "parallel": "off",
        "random_seed": 0,
        "mip_rel_gap": effort.stage_gap,
        "mip_abs_gap": 1e-6,
        "mip_max_nodes": effort.nodes,
        # Searching a smaller copy of the model at its root takes half of all time here and finds
        # nothing: the relaxation of the first stage is nearly whole by itself.
        "mip_heuristic_run_root_reduced_cost": False,
    }


def as_linear_program(model: Model, whole: Collection[Whole]) -> highspy.HighsLp:
    """
    The model as the solver takes it: flat arrays, rows first, passed in one call.
    """
    linear = highspy.HighsLp()
    linear.num_col_ = len(model.values)
    linear.num_row_ = len(model.row_at_most)
    linear.sense_ = highspy.ObjSense.kMaximize
    linear.col_cost_ = np.asarray(model.values)
    linear.col_lower_ = np.asarray(model.lowers)
    linear.col_upper_ = np.asarray(model.uppers)
    linear.row_lower_ = np.full(linear.num_row_, -highspy.kHighsInf)
    linear.row_upper_ = np.asarray(model.row_at_most)
    linear.a_matrix_.format_ = highspy.MatrixFormat.kRowwise
    linear.a_matrix_.start_ = np.asarray(model.row_starts, dtype=np.int32)
    linear.a_matrix_.index_ = np.asarray(model.row_columns, dtype=np.int32)
    linear.a_matrix_.value_ = np.asarray(model.row_values)
    kinds = {True: highspy.HighsVarType.kInteger, False: highspy.HighsVarType.kContinuous}
    linear.integrality_ = [kinds[kind in whole] for kind in model.whole]
    return linear


def with_appointments(model: Model, values: Points) -> Model:
    """
    The same model with its appointments fixed to those values.
    """
    lowers, uppers = list(model.lowers), list(model.uppers)
    for place, kind in enumerate(model.whole):
        if kind is Whole.APPOINTMENT:
            lowers[place] = uppers[place] = float(round(values[place]))
    return replace(model, lowers=lowers, uppers=uppers)


def _read(
    problem: Problem,
    options: Options,
    model: Model,
    values: Points,
    objective: float,
    bound: float,
) -> Solution:
    relief = np.zeros(problem.soreness.shape)
    columns, blocks = [], set()
    hands: dict[tuple[int, int], float] = {}
    missing: dict[Var, float] = {}
    for key, place in model.index.items():
        value = float(values[place])
        if value < 1e-6:
            continue
        if isinstance(key, Block):
            if value > 0.5:
                blocks.add(key)
        elif key.name == "x":
            if value > 0.5:
                columns.append(options.columns[key.first])
        elif key.name == "z":
            hands[key.first, key.second] = value
        elif key.name == "r":
            relief[key.first, key.second] = value
        else:
            missing[key] = value
    chosen = tuple(sorted(columns, key=lambda column: column.day))
    return Solution(options, chosen, frozenset(blocks), hands, relief, missing, objective, bound)
