"""
What the runner's own data says about the runner: proposed with its evidence, never taken unasked.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from unknot.domain.reason import Fact
from unknot.domain.settings import Units, UsualRun


class Found(StrEnum):
    """
    What can be found, by the name it has on the command line.
    """

    MAXIMAL_HR = "max-hr"
    RESTING_HR = "resting-hr"
    THRESHOLD_PACE = "threshold-pace"
    USUAL_WEEK = "usual-week"
    UNITS = "units"


# The field of `Settings` that each would set.
FIELD_OF: Mapping[Found, str] = {
    Found.MAXIMAL_HR: "maximal_hr",
    Found.RESTING_HR: "resting_hr",
    Found.THRESHOLD_PACE: "threshold_pace_s_per_km",
    Found.USUAL_WEEK: "usual_week",
    Found.UNITS: "units",
}

Value = int | float | Units | tuple[UsualRun, ...]


@dataclass(frozen=True, slots=True)
class Proposal:
    """
    One value, and the facts it was found from; `run_id` is the run that says most of it.

    `replaces` is what the runner has set and what stays until they say otherwise; None where
    nothing was said.
    """

    name: Found
    value: Value
    facts: Mapping[str, Fact] = field(default_factory=dict)
    run_id: str | None = None
    replaces: Value | None = None
