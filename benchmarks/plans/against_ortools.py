"""
The same matrix in another solver: `python -m benchmarks.plans.against_ortools`.

OR-Tools (SCIP) solves the whole model 0/1 without a gap; ours must be equal within its own
proven gap. Needs the development packages.
"""

from __future__ import annotations

import random
import sys
from collections.abc import Iterator
from dataclasses import dataclass, replace

from benchmarks.plans.instances import NAMES, make_instance
from unknot.decide.plan import picture_of
from unknot.decide.planner.options import open_options
from unknot.decide.planner.solve import Effort, build_model, solve_model
from unknot.decide.planner.variables import Model, Whole
from unknot.domain.plan import EffectLevel, PlanInput


@dataclass(frozen=True)
class Comparison:
    """
    What both solvers say of one instance.
    """

    name: str
    ours: float
    bound: float
    theirs: float
    gap: float

    @property
    def agrees(self) -> bool:
        """
        Theirs lies between our plan and our bound, a hair of rounding aside.
        """
        hair = 1e-4 * max(1.0, abs(self.theirs))
        return self.ours <= self.theirs + hair and self.theirs <= self.bound + hair


def compare_all(n_instances: int = 100) -> Iterator[Comparison]:
    """
    So many random runners, the same ones every time.
    """
    for seed in range(n_instances):
        yield compare(f"runner {seed}", random_runner(seed))


def random_runner(seed: int) -> PlanInput:
    """
    One or two weeks of one of the kinds, with money, minutes and wishes drawn at random.
    """
    chance = random.Random(seed)
    given = make_instance(chance.choice(NAMES), chance.choice((1, 1, 2)), seed)
    settings = replace(
        given.settings,
        budget_cents_a_month=chance.choice((None, 40_00, 70_00, 130_00, 260_00)),
        rhythm_days=chance.choice((10, 21, 30)),
        self_care_min_a_day=chance.choice((0, 5, 13, 20, 40)),
        self_care_min_a_week=chance.choice((30, 75, 140)),
        stretching_a_week=chance.randint(0, 7),
        relaxation_goal=chance.choice((0.0, 1.0)),
        cold_water_wanted=chance.random() < 0.5,
    )
    return replace(given, settings=settings, effects=chance.choice(list(EffectLevel)))


def compare(name: str, given: PlanInput) -> Comparison:
    """
    Solve one instance twice.
    """
    problem = picture_of(given).problem
    options = open_options(problem)
    model = build_model(problem, options)
    ours = solve_model(problem, options, model, Effort())
    theirs = best_elsewhere(model)
    return Comparison(name, ours.objective, ours.bound, theirs, ours.gap)


def best_elsewhere(model: Model) -> float:
    """
    The best value of the model, from SCIP and from nothing of ours but the numbers.
    """
    from ortools.linear_solver import pywraplp

    solver = pywraplp.Solver.CreateSolver("SCIP")
    columns = [
        solver.NumVar(low, high, "") if kind is Whole.NOT else solver.IntVar(low, high, "")
        for low, high, kind in zip(model.lowers, model.uppers, model.whole, strict=True)
    ]
    for row, at_most in enumerate(model.row_at_most):
        limit = solver.Constraint(-solver.infinity(), at_most)
        for place in range(model.row_starts[row], model.row_starts[row + 1]):
            column = columns[model.row_columns[place]]
            before = limit.GetCoefficient(column)
            limit.SetCoefficient(column, before + model.row_values[place])
    goal = solver.Objective()
    for column, value in zip(columns, model.values, strict=True):
        goal.SetCoefficient(column, value)
    goal.SetMaximization()
    status = solver.Solve()
    if status != pywraplp.Solver.OPTIMAL:
        raise RuntimeError(f"SCIP stopped with status {status}")
    return float(goal.Value())


def main() -> int:
    """
    Compare a hundred, print what differs.
    """
    found = list(compare_all())
    for each in found:
        if not each.agrees:
            print(f"{each.name}: ours {each.ours}, bound {each.bound}, SCIP {each.theirs}")
    widest = max(each.gap for each in found)
    print(f"{sum(each.agrees for each in found)} of {len(found)} equal; widest gap {widest:.2%}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
