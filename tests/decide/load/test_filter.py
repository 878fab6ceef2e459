"""
The filter: what a report does, what a run does, and what it is never sure of.
"""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from unknot.decide.load.filter import Response, follow, likely_range, usual_before

EVERYBODY = Response(0.3)


@st.composite
def mornings(draw, most_points=12.0):
    """
    Points that arrive, reports with gaps, and some way of responding.
    """
    shape = (draw(st.integers(1, 25)), draw(st.integers(1, 4)))
    added = draw(arrays(np.float64, shape, elements=st.floats(0, most_points)))
    told = draw(arrays(np.int8, shape, elements=st.integers(-8, 10)))
    said = np.where(told < 0, np.nan, told.astype(float))
    shares = st.floats(0, 1)
    response = Response(draw(shares) * 0.75, draw(st.floats(0, 3)), draw(shares))
    return added, said, response


@given(mornings())
def test_a_report_is_the_value_of_its_morning(season):
    """
    Who reports 6 has 6 that morning, and nothing is doubted about it.
    """
    added, said, response = season
    path = follow(added, said, response)
    known = np.isfinite(said)

    assert (path.levels[known] == said[known]).all()
    assert (path.spreads[known] == 0).all()


@given(mornings(most_points=1e6))
def test_everything_stays_a_number_from_nothing_to_ten(season):
    """
    No season leads off the scale, and no gap makes anything unknown.
    """
    path = follow(*season)
    low, high = likely_range(path.levels, path.spreads, 2.0)

    assert np.isfinite(path.levels).all()
    assert np.isfinite(path.spreads).all()
    assert (low >= 0).all()
    assert (low <= path.levels).all()
    assert (path.levels <= high).all()
    assert (high <= 10).all()


@given(mornings(), st.data())
def test_a_harder_run_never_lowers_a_later_morning(season, data):
    """
    More points on any morning: no morning from then on is forecast less sore.
    """
    added, said, response = season
    row = data.draw(st.integers(0, len(added) - 1))
    harder = added.copy()
    harder[row] += data.draw(st.floats(0, 5))
    before, after = (follow(each, said, response).levels for each in (added, harder))

    assert (after >= before - 1e-12).all()


@given(mornings(), st.randoms(use_true_random=False))
def test_the_order_of_regions_changes_nothing(season, random):
    """
    Regions do not know of each other: the same ones in another order are forecast the same.
    """
    added, said, response = season
    order = list(range(added.shape[1]))
    random.shuffle(order)
    path, shuffled = (
        follow(added, said, response),
        follow(added[:, order], said[:, order], response),
    )

    assert (path.levels[:, order] == shuffled.levels).all()
    assert (path.spreads[:, order] == shuffled.spreads).all()


@settings(max_examples=30)
@given(mornings())
def test_many_responses_at_once_are_each_alone(season):
    """
    Trying several ways of responding in one pass gives what each would give by itself.
    """
    added, said, response = season
    column = [
        np.array([[one], [other]])
        for one, other in zip(
            (response.memory, response.strength, response.pull), (0.3, 1.0, 0.5), strict=True
        )
    ]
    together = follow(added, said, Response(*column))

    assert (together.levels[:, 0] == follow(added, said, response).levels).all()
    assert (together.spreads[:, 1] == follow(added, said, Response(0.3, 1.0, 0.5)).spreads).all()


def test_what_is_not_reported_is_doubted_more_each_morning():
    """
    After a report the range grows morning by morning, and a hard run widens it further.
    """
    added = np.zeros((6, 2))
    added[3, 1] = 4.0
    said = np.full((6, 2), np.nan)
    said[0] = 5
    path = follow(added, said, EVERYBODY)
    low, high = likely_range(path.levels, path.spreads)

    assert (np.diff(path.spreads[:, 0]) > 0).all()
    assert path.spreads[3, 1] > path.spreads[3, 0]
    assert high[1, 0] == pytest.approx(1.5 + 1.2816 * 1.5)
    assert low[1, 0] == 0


def test_a_body_that_returns_to_its_usual_comes_back_there():
    """
    With a full pull, weeks without a report end at what was usually reported.
    """
    said = np.full((40, 1), np.nan)
    said[:10, 0] = (2, 4) * 5
    path = follow(np.zeros((40, 1)), said, Response(0.5, 1.0, 1.0))

    assert path.levels[-1, 0] == pytest.approx(3.0)
    assert usual_before(said)[[0, 1, 2], 0].tolist() == [0, 2, 3]
