"""
The same numbers in a solver that shares nothing with ours.
"""

from __future__ import annotations

import pytest
from benchmarks.plans.against_ortools import Comparison, compare_all


@pytest.mark.dev
def test_another_solver_finds_the_same_worth() -> None:
    """
    On 100 random runners the best value of OR-Tools lies between our plan and our bound.
    """
    pytest.importorskip("ortools", reason="OR-Tools is a development package and is not here")
    found = list(compare_all(100))

    assert [each for each in found if not each.agrees] == []
    assert max(each.gap for each in found) <= 0.01


@pytest.mark.parametrize(
    ("ours", "theirs", "bound", "agrees"),
    [
        (10.0, 10.0, 10.05, True),
        (10.0, 10.04, 10.05, True),  # between plan and bound
        (10.0, 10.2, 10.05, False),  # our bound would be no bound
        (10.0, 9.8, 10.05, False),  # our plan would break a row
    ],
)
def test_agreement_means_between_plan_and_bound(
    ours: float, theirs: float, bound: float, agrees: bool
) -> None:
    """
    The comparison itself tells a wrong bound and a plan that breaks a row.
    """
    assert Comparison("made up", ours, bound, theirs, 0.005).agrees is agrees
