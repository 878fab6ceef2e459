"""
Weights and constants of load as the evidence has them.
"""

from __future__ import annotations

import pytest

from unknot.catalogue.load import (
    arrival_of_soreness,
    cost_coefficients,
    load_figure,
    typical_rpe,
    weights_of_kind,
    weights_of_sport,
)
from unknot.domain.body import RegionGroup
from unknot.domain.recording import Sport
from unknot.domain.run import RunKind

# The table of evidence section 9, column by column.
COLUMNS = (
    RegionGroup.CALF,
    RegionGroup.FOOT,
    RegionGroup.SHIN,
    RegionGroup.QUADS,
    RegionGroup.HAMSTRINGS,
    RegionGroup.GLUTES,
    RegionGroup.LATERAL_HIP,
    RegionGroup.ADDUCTORS,
    RegionGroup.HIP_FLEXORS,
)
TABLE = {
    RunKind.EASY: (2, 1, 0, 1, 1, 1, 0, 0, 0),
    RunKind.LONG: (3, 1, 1, 2, 1, 2, 2, 0, 1),
    RunKind.SPEED: (3, 1, 0, 1, 2, 1, 0, 1, 1),
    RunKind.SPRINT: (2, 0, 0, 1, 3, 2, 0, 1, 2),
    RunKind.UPHILL: (3, 1, 0, 2, 1, 3, 0, 0, 1),
    RunKind.DOWNHILL: (1, 0, 1, 3, 1, 2, 1, 0, 0),
    RunKind.TRAIL: (2, 2, 1, 2, 1, 2, 2, 2, 0),
    RunKind.RACE: (3, 1, 0, 3, 2, 2, 1, 0, 1),
}


@pytest.mark.parametrize("kind", RunKind)
def test_weights_are_those_of_the_table(kind):
    """
    Each kind of run loads each region as the table says.
    """
    weights = weights_of_kind(kind)

    assert tuple(weights[group] for group in COLUMNS) == TABLE[kind]
    assert set(weights) == set(RegionGroup)


@pytest.mark.parametrize(
    ("metres", "kind"), [(5000, RunKind.SPEED), (20_999, RunKind.SPEED), (21_000, RunKind.RACE)]
)
def test_a_race_below_a_half_weighs_as_speed_work(metres, kind):
    """
    The table knows races from a half marathon only.
    """
    assert weights_of_kind(RunKind.RACE, metres) == weights_of_kind(kind)


@pytest.mark.parametrize("sport", [sport for sport in Sport if sport is not Sport.RUNNING])
def test_every_other_sport_loads_something(sport):
    """
    All weights stand between 0 and 3, and none of the sports loads nothing.
    """
    weights = weights_of_sport(sport).values()

    assert max(weights) > 0
    assert all(0 <= weight <= 3 for weight in weights)


@pytest.mark.parametrize("kind", RunKind)
def test_every_kind_has_a_typical_effort(kind):
    """
    On the scale of 0 to 10, and none harder than a race.
    """
    assert 0 < typical_rpe(kind) <= typical_rpe(RunKind.RACE) <= 10


def test_the_constants_of_the_forecast():
    """
    Memory, arrival over three mornings, and the soreness of the usual long run.
    """
    assert load_figure("soreness_memory") == 0.3
    assert arrival_of_soreness() == (0.45, 0.35, 0.15)
    assert load_figure("long_run_soreness") == 3


def test_the_measured_cost_of_hills():
    """
    The published polynomial, highest power first.
    """
    assert cost_coefficients() == (155.4, -30.4, -43.3, 46.3, 19.5, 3.6)
