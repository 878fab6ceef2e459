"""
One scale for what was felt, what the heart did and how fast it was.
"""

from __future__ import annotations

from datetime import timedelta

import pytest

from tests.decide.load.builders import MONDAY, a_run
from unknot.catalogue.load import load_figure
from unknot.decide.load.scale import load_of, ratios_of
from unknot.domain.recording import Sport
from unknot.domain.run import LoadMethod, LoadScale, RawLoads


def runs_with(loads, n, **changes):
    """
    That many runs, each with these raw loads.
    """
    return [
        a_run(MONDAY + timedelta(days=day), loads=RawLoads(**loads), **changes) for day in range(n)
    ]


def test_ten_runs_known_twice_set_the_runners_own_scale():
    """
    From ten runs with both, the heart's points are worth what this runner felt.
    """
    ratios = ratios_of(runs_with({"rpe_min": 300.0, "trimp": 100.0}, 10))

    assert (ratios.trimp.value, ratios.trimp.scale) == (3.0, LoadScale.OWN_RUNS)


def test_nine_runs_are_too_few_and_the_catalogue_speaks():
    """
    Below ten the catalogue's ratio is used, and marked.
    """
    ratios = ratios_of(runs_with({"rpe_min": 300.0, "trimp": 100.0}, 9))

    assert ratios.trimp.value == load_figure("rpe_min_per_trimp")
    assert ratios.trimp.scale is LoadScale.CATALOGUE_RATIO


def test_rides_do_not_set_the_scale_of_runs():
    """
    How a ride was felt says nothing about running heart rates.
    """
    rides = runs_with({"rpe_min": 300.0, "trimp": 100.0}, 20, sport=Sport.CYCLING)

    assert ratios_of(rides).trimp.scale is LoadScale.CATALOGUE_RATIO


def test_one_absurd_run_does_not_bend_the_scale():
    """
    A single run with a track that jumped to the moon leaves the ratio where it was.
    """
    runs = runs_with({"rpe_min": 300.0, "trimp": 100.0}, 10)
    absurd = a_run(MONDAY - timedelta(days=1), loads=RawLoads(rpe_min=300.0, trimp=1e9))

    assert ratios_of([*runs, absurd]).trimp.value == pytest.approx(3.0)


def test_pace_comes_to_the_scale_by_way_of_the_heart():
    """
    Who never rates a run still has heart rate and pace on one scale.
    """
    ratios = ratios_of(runs_with({"trimp": 120.0, "graded": 60.0}, 10))

    assert ratios.graded.value == pytest.approx(2 * load_figure("rpe_min_per_trimp"))
    assert ratios.graded.scale is LoadScale.CATALOGUE_RATIO


@pytest.mark.parametrize(
    ("raw", "method"),
    [
        (RawLoads(200.0, 90.0, 50.0), LoadMethod.RPE),
        (RawLoads(None, 90.0, 50.0), LoadMethod.HEART_RATE),
        (RawLoads(None, None, 50.0), LoadMethod.GRADED_PACE),
    ],
)
def test_the_most_trusted_method_that_knows_the_run_is_used(raw, method):
    """
    What was felt comes before the heart, and the heart before the pace.
    """
    assert load_of(raw, ratios_of([])).method is method


def test_a_run_nobody_knows_anything_of_has_no_load():
    """
    Missing is missing: no points, not zero points.
    """
    load = load_of(RawLoads(), ratios_of([]))

    assert (load.points, load.method) == (None, LoadMethod.MISSING)
