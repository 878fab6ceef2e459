"""
Is choosing the day worth anything? `python -m benchmarks.plans.every_fourth_saturday`.

Modelled relief of a plan against "every fourth Saturday" with the same number, length and price
of massages, at lower, middle and upper effects: of the massages alone and of the whole plan.
Modelled, not measured: a figure to know, with no target, never to be advertised.
"""

from __future__ import annotations

import statistics
import sys
from dataclasses import replace
from datetime import time

import numpy as np

from benchmarks.plans.instances import SEEDS, make_instance
from unknot.decide.plan import picture_of
from unknot.decide.planner.options import Options, open_options
from unknot.decide.planner.outcome import figures_of
from unknot.decide.planner.problem import Problem
from unknot.decide.planner.solve import Effort, Solution, build_model, solve, solve_model
from unknot.decide.planner.variables import Model, Var
from unknot.domain.plan import EffectLevel, PlanInput
from unknot.domain.session import MassageType, Price
from unknot.domain.settings import Evening

HOUR = Price(MassageType.SPORTS, 60, 60_00)
EVENINGS = tuple(Evening(weekday, time(14), time(18)) for weekday in (0, 3, 5))
SATURDAYS = (5, 33, 61, 89)


def runner(seed: int, effects: EffectLevel) -> PlanInput:
    """
    Sixteen weeks with money for one hour a month, three free afternoons a week.
    """
    given = make_instance("easy", 16, seed)
    settings = replace(
        given.settings, prices=(HOUR,), free_times=EVENINGS, budget_cents_a_month=HOUR.cents
    )
    return replace(given, settings=settings, effects=effects)


def on_saturdays(problem: Problem) -> Solution:
    """
    The best self-care around massages on every fourth Saturday.
    """
    options = open_options(problem)
    free = build_model(problem, options, {"money_stays_within_the_budget", "money_has_a_floor"})
    model = _only_on(SATURDAYS, free, options)
    return solve_model(problem, options, model, Effort())


def _only_on(days: tuple[int, ...], model: Model, options: Options) -> Model:
    lowers, uppers = list(model.lowers), list(model.uppers)
    for place, column in enumerate(options.columns):
        at = model.index[Var("x", place)]
        lowers[at] = uppers[at] = float(column.day in days)
    return replace(model, lowers=lowers, uppers=uppers)


def gains(effects: EffectLevel) -> tuple[float, float]:
    """
    How much more relief the plan gives, of massages alone and of all, in percent of the habit.
    """
    alone, whole = [], []
    for seed in SEEDS:
        problem = picture_of(runner(seed, effects)).problem
        off = {"money_has_a_floor"}
        planned, habit = figures_of(problem, solve(problem, off)), on_saturdays(problem)
        usual = figures_of(problem, habit)
        alone.append(_more(planned["relief_massage_points"], usual["relief_massage_points"]))
        whole.append(_more(planned["relief_points"], usual["relief_points"]))
    return statistics.median(alone), statistics.median(whole)


def _more(planned: float, usual: float) -> float:
    return float(np.round(100 * (planned / usual - 1), 1)) if usual else 0.0


def main() -> int:
    """
    Three lines, one for each end of the evidence and one for its middle.
    """
    for effects in EffectLevel:
        alone, whole = gains(effects)
        print(
            f"{effects.value:6} effects: massages alone {alone:+.1f} %, whole plan {whole:+.1f} %"
        )
    return 0


if __name__ == "__main__":
    sys.exit(main())
