"""
What each part of a run asks of each muscle.
"""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.decide.load.builders import MONDAY, a_run
from unknot.catalogue.load import weights_of_kind, weights_of_sport
from unknot.catalogue.muscle_load import weights_of_part
from unknot.decide.load.regions import group_weights, muscle_load, parts_of
from unknot.domain.body import Region, RegionGroup, group_of, regions_in
from unknot.domain.features import RunFeatures
from unknot.domain.muscle_load import RunPart
from unknot.domain.recording import Sport, Surface
from unknot.domain.run import RunKind

SECONDS = st.integers(0, 20_000).map(float)


def features(level=0.0, fast=0.0, sprint=0.0, up=0.0, down=0.0) -> RunFeatures:
    """
    A run of so many seconds of each part, at 3 m/s and 10 %.
    """
    whole = level + fast + sprint + up + down
    return RunFeatures(
        moving_s=whole,
        distance_m=3 * whole,
        level_s=level + fast + sprint,
        level_m=3 * (level + fast + sprint),
        uphill_s=up,
        uphill_m=3 * up,
        climb_m=0.3 * up,
        downhill_s=down,
        downhill_m=3 * down,
        drop_m=0.3 * down,
        ascent_m=0.3 * up,
        steady_s=level + up + down,
        fast_s=fast,
        sprint_s=sprint,
        level_fast_s=fast,
        level_fast_m=5.5 * fast,
        level_sprint_s=sprint,
        level_sprint_m=7.5 * sprint,
    )


def made_of(**parts: float):
    """
    An easy run on the road with those parts.
    """
    return a_run(MONDAY, features=features(**parts))


RUNS = st.builds(
    lambda parts, surface, kind: a_run(
        MONDAY, features=features(*parts), surface=surface, kind=kind
    ),
    st.tuples(SECONDS, SECONDS, SECONDS, SECONDS, SECONDS),
    st.sampled_from(Surface),
    st.none() | st.sampled_from(RunKind),
)
KINDS = st.sampled_from(RunKind)


def points(run, kind=RunKind.EASY, load=300.0) -> dict[Region, float]:
    """
    The load of each region.
    """
    asked = muscle_load(run, kind, load)
    return {region: asked.points(region) for region in Region}


@pytest.mark.parametrize("kind", RunKind)
def test_a_run_without_samples_has_the_weights_of_its_kind(kind):
    """
    And is told to have them from its kind alone.
    """
    run = a_run(MONDAY, km=30)
    asked = muscle_load(run, kind, 300.0)

    assert group_weights(run, kind) == weights_of_kind(kind, 30_000)
    assert not asked.has_streams
    assert [(each.part, each.share) for each in asked.parts] == [(RunPart.WHOLE, 1.0)]


def test_a_ride_has_the_weights_of_its_sport():
    """
    No kind of run says what a ride asks.
    """
    ride = a_run(MONDAY, sport=Sport.CYCLING)

    assert group_weights(ride, RunKind.EASY) == weights_of_sport(Sport.CYCLING)
    assert points(ride)[Region.QUADRICEPS] == pytest.approx(200)


@pytest.mark.parametrize(
    ("parts", "row"),
    [
        ({"level": 1800.0}, weights_of_kind(RunKind.EASY)),
        ({"up": 1800.0}, weights_of_kind(RunKind.UPHILL)),
        ({"down": 1800.0}, weights_of_kind(RunKind.DOWNHILL)),
        ({"sprint": 60.0}, weights_of_kind(RunKind.SPRINT)),
        ({"fast": 600.0}, weights_of_part(RunPart.FAST)),
    ],
    ids=["level", "up", "down", "sprint", "fast"],
)
def test_a_run_of_one_part_has_its_row(parts, row):
    """
    The table's, or that between two rows of it.
    """
    assert group_weights(made_of(**parts), RunKind.EASY) == row


def test_half_uphill_lies_halfway():
    """
    The parts are mixed by their share of the time.
    """
    mixed = group_weights(made_of(level=1800.0, up=1800.0), RunKind.EASY)
    easy, up = weights_of_kind(RunKind.EASY), weights_of_kind(RunKind.UPHILL)

    assert mixed == {group: pytest.approx((easy[group] + up[group]) / 2) for group in RegionGroup}


def test_a_long_run_on_a_trail_asks_the_greater_of_both():
    """
    The calf of a long run, the inner thigh and the ankle of a trail.
    """
    run = replace(made_of(level=9000.0), surface=Surface.TRAIL)
    weights = group_weights(run, RunKind.LONG)

    asked = points(run, RunKind.LONG)

    assert (weights[RegionGroup.CALF], weights[RegionGroup.ADDUCTORS]) == (3, 2)
    assert asked[Region.ANKLE] == asked[Region.SOLE]


@pytest.mark.parametrize(
    ("kind", "said", "level_kinds"),
    [
        (RunKind.DOWNHILL, None, (RunKind.EASY,)),
        (RunKind.TRAIL, None, (RunKind.EASY,)),
        (RunKind.TRAIL, RunKind.TRAIL, (RunKind.TRAIL,)),
        (RunKind.SPRINT, None, (RunKind.EASY,)),
        (RunKind.SPRINT, RunKind.SPRINT, (RunKind.SPRINT,)),
        (RunKind.SPEED, None, (RunKind.SPEED,)),
        (RunKind.RACE, None, (RunKind.SPEED,)),
        (RunKind.LONG, None, (RunKind.LONG,)),
    ],
)
def test_a_guess_at_what_samples_tell_gives_way_to_them(kind, said, level_kinds):
    """
    Between its hills a hilly run was easy; what the runner said of it stands.
    """
    run = replace(made_of(level=1800.0, down=600.0), kind=said)
    level = next(each for each in parts_of(run, kind) if each.part is RunPart.LEVEL)

    assert level.kinds == level_kinds


def test_without_elevation_hills_stay_those_of_its_kind():
    """
    Speed alone does not say that an uphill run went on the level.
    """
    known = RunFeatures(moving_s=1800.0, steady_s=1800.0, fast_s=0.0, sprint_s=0.0)
    run = a_run(MONDAY, features=known)

    assert group_weights(run, RunKind.UPHILL) == weights_of_kind(RunKind.UPHILL)


@given(run=RUNS, kind=KINDS, load=st.floats(0, 5000))
def test_a_regions_load_is_the_sum_of_its_parts_and_never_more_than_the_runs(run, kind, load):
    """
    Whatever the run was made of.
    """
    asked = muscle_load(run, kind, load)

    assert sum(each.share for each in asked.parts) == pytest.approx(1)
    for region in Region:
        breakdown = sum(each.points for each in asked.regions[region])
        assert asked.points(region) == pytest.approx(breakdown)
        assert -1e-9 <= asked.points(region) <= load * (1 + 1e-9)


@given(run=RUNS, kind=KINDS)
def test_a_group_has_the_greatest_of_its_regions(run, kind):
    """
    So the forecast of ten groups has the scale of the table, with samples or without.
    """
    weights = group_weights(run, kind)
    asked = muscle_load(run, kind, 3.0)

    for group in RegionGroup:
        greatest = max(asked.points(region) for region in regions_in(group))
        assert greatest == pytest.approx(weights[group])


@given(
    parts=st.tuples(SECONDS, SECONDS, SECONDS, SECONDS, SECONDS),
    more=SECONDS,
    kind=KINDS,
    surface=st.sampled_from(Surface),
)
def test_more_descent_never_asks_less_of_the_front_thigh(parts, more, kind, surface):
    """
    Instead of running on the level, at the same load: down the front thigh works most.
    """
    level, *others, down = parts
    more = min(more, level)
    before = a_run(MONDAY, features=features(level, *others, down), surface=surface)
    after = a_run(MONDAY, features=features(level - more, *others, down + more), surface=surface)

    low, high = points(before, kind), points(after, kind)
    if before.features.is_known:
        assert high[Region.QUADRICEPS] >= low[Region.QUADRICEPS] - 1e-6


def test_a_trail_asks_ankles_and_outer_lower_legs():
    """
    As much as it asks of the rest of their group.
    """
    road = points(made_of(level=3600.0))
    trail = points(replace(made_of(level=3600.0), surface=Surface.TRAIL))

    assert trail[Region.ANKLE] == trail[Region.SOLE] > road[Region.SOLE] > road[Region.ANKLE]
    assert trail[Region.PERONEALS] == trail[Region.SHIN]


def test_each_region_is_told_by_its_group_alone():
    """
    A region whose group a run does not ask has nothing.
    """
    asked = points(made_of(level=3600.0))

    assert {group_of(region) for region in Region if not asked[region]} >= {
        RegionGroup.ADDUCTORS,
        RegionGroup.HIP_FLEXORS,
    }
