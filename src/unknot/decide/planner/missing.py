"""
What a solved plan leaves missing of the wishes for stretching and for minutes before runs.
"""

from __future__ import annotations

from unknot.decide.planner.problem import Block, Problem
from unknot.decide.planner.solve import Solution
from unknot.domain.session import CareKind


def stretching_missing(solution: Solution) -> dict[int, int]:
    """
    Sessions missing by the first day of their calendar week; only weeks that miss any.
    """
    return {
        var.first: round(value)
        for var, value in solution.missing.items()
        if var.name == "stretching-missing" and round(value) > 0
    }


def runs_asking(problem: Problem, solution: Solution) -> list[Block]:
    """
    The runs that could have their few minutes before, as far as every rule is concerned.
    """
    return [
        block
        for block in problem.blocks
        if block.kind is CareKind.BEFORE_RUN and block in solution.options.blocks
    ]


def runs_unprepared(problem: Problem, solution: Solution) -> list[Block]:
    """
    Those of them that are left without; a run that becomes rest needs none.
    """
    resting = {block.day for block in solution.blocks if block.kind is CareKind.REST}
    return [
        block
        for block in runs_asking(problem, solution)
        if block not in solution.blocks and block.day not in resting
    ]


def is_met(problem: Problem, solution: Solution, wish: CareKind) -> bool:
    """
    True where nothing of a wish is missing: `stretching` or `before-run`.
    """
    if wish is CareKind.STRETCHING:
        return not stretching_missing(solution)
    return not runs_unprepared(problem, solution)
