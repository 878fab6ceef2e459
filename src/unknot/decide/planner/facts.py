"""
The facts that reasons share, under the names that `docs/reference/reasons.md` lists.
"""

from __future__ import annotations

from unknot.decide.planner.problem import RunSpan
from unknot.domain.reason import Fact


def run_facts(span: RunSpan) -> dict[str, Fact]:
    """
    A run by its id, date, kind, distance and length, and whether it is a guess.
    """
    return {
        "run_id": span.run.id,
        "run_date": span.run.date.isoformat(),
        "run_kind": span.run.kind.value,
        "distance_m": span.run.distance_m,
        "duration_min": span.run.duration_min,
        "is_guess": span.run.is_guess,
    }
