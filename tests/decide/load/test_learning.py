"""
Figures of one's own: used where they foretold mornings held back, and only there.
"""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from unknot.decide.load.filter import Response, follow
from unknot.decide.load.held_out import gain_of
from unknot.decide.load.learning import learn
from unknot.decide.load.rehearsal import asked_regularly, last_before, rehearse
from unknot.domain.body import RegionGroup

GROUPS = (RegionGroup.CALF, RegionGroup.QUADS, RegionGroup.BACK)


def a_season(seed, n_days=150, memory=0.3, strength=1.0, noise=1.0, groups=GROUPS, told=1.0):
    """
    A runner who trains every other day and reports what their body does, to whole points.
    """
    chance = np.random.default_rng(seed)
    weights = np.array([3.0, 2.0, 1.0])[: len(groups)]
    loads = np.where(np.arange(n_days) % 2 == 0, chance.gamma(4.0, 0.25, n_days), 0.0)
    added = np.zeros((n_days, len(groups)))
    for later, share in enumerate((0.45, 0.35, 0.15), start=1):
        added[later:] += share * loads[:-later, None] * weights * 3 / 0.9 / 3
    truth = np.zeros(len(groups))
    said = np.full(added.shape, np.nan)
    for day in range(n_days):
        felt = memory * truth + strength * added[day] + chance.normal(0, noise, len(groups))
        truth = np.rint(np.clip(felt, 0, 10))
        said[day] = np.where(chance.random(len(groups)) < told, truth, np.nan)
    return added, said


def learned(seed, **how):
    """
    What is found of that runner.
    """
    groups = how.get("groups", GROUPS)
    return learn(*a_season(seed, **how), groups).found


def test_a_body_that_responds_otherwise_is_recognised():
    """
    Who stays sore twice as long has a longer memory found, and the forecast is the better for it.
    """
    found = learned(1, memory=0.7)

    assert found.is_used
    assert found.n_held_out >= 30
    assert found.memory in (0.6, 0.75)
    assert found.error_own < found.error_general
    assert found.gain > found.standard_error


def test_a_body_that_hardly_gets_sore_is_recognised():
    """
    Whom runs leave less sore is forecast less sore.
    """
    found = learned(2, strength=0.3, noise=0.5)

    assert found.is_used
    assert found.strength <= 0.5


def test_a_body_like_everybody_elses_keeps_everybodys_figures():
    """
    Of forty runners who respond as assumed, noise and all, not one is told otherwise.
    """
    assert not any(learned(seed).is_used for seed in range(40))


def test_what_is_learned_foretells_mornings_nobody_has_seen_yet():
    """
    Of whomever something is learned, the season after it is foretold better, not only the past.

    Reports that are mere noise are no exception: nothing of yesterday lasts in them, so that a
    shorter memory is found where anything is, and it is right.
    """
    told_otherwise = 0
    for seed in range(20):
        noise = np.random.default_rng(seed).normal(0, 1.5, (300, 3))
        said = np.rint(np.clip(noise, 0, 10))
        nothing = np.zeros_like(said)
        found = learn(nothing[:150], said[:150], GROUPS).found
        own = Response(found.memory, found.strength, found.pull)
        missed = [
            np.abs(follow(nothing, said, each).foretold - said)[150:].mean()
            for each in (Response(0.3), own)
        ]

        told_otherwise += found.is_used
        assert missed[1] < missed[0] if found.is_used else own == Response(0.3)
    assert told_otherwise >= 10


@settings(max_examples=40, deadline=None)
@given(st.integers(0, 10**6), st.integers(1, 57), st.floats(0, 0.75), st.floats(0, 2))
def test_own_figures_need_thirty_mornings_held_back(seed, n_days, memory, strength):
    """
    With fewer than thirty mornings held back nothing of one's own is used, however clear it looks.
    """
    found = learned(seed, n_days=n_days, memory=memory, strength=strength, noise=0.1)

    assert found.n_held_out < 31
    assert not found.is_used or found.n_held_out == 30
    assert found.is_used or (found.memory, found.strength, found.pull) == (0.3, 1.0, 0.0)


def test_the_days_ahead_of_a_morning_do_not_help_to_foretell_it():
    """
    What is reported later changes nothing in how well earlier mornings were foretold.
    """
    added, said = a_season(5, memory=0.7)
    other = said.copy()
    other[100:] = 10 - other[100:]

    early = [rehearse(added, each).errors[:87] for each in (said, other)]

    assert np.array_equal(*early)
    assert (rehearse(added, said).own[:87] == rehearse(added, other).own[:87]).all()
    assert (rehearse(added, said).own != rehearse(added, other).own).any()


def test_who_names_a_place_only_when_it_hurts_teaches_nothing():
    """
    A report a week is no season: else one would be forecast sore on all the other days.
    """
    added, said = a_season(6)
    said[np.arange(len(said)) % 7 != 0] = np.nan

    assert not asked_regularly(said).any()
    assert learn(added, said, GROUPS).found.n_held_out == 0


def test_one_group_may_respond_otherwise():
    """
    A calf that gets twice as sore as runs explain, in a body that is otherwise as it is.
    """
    added, said = a_season(7, n_days=180, memory=0.6, noise=0.5)
    calm = follow(added, np.full(added.shape, np.nan), Response(0.6, np.array([0.5, 2.0, 2.0])))
    chance = np.random.default_rng(7)
    said = np.rint(np.clip(calm.levels + chance.normal(0, 0.4, said.shape), 0, 10))
    found = learn(added, said, GROUPS).found

    assert found.is_used
    calf = found.strength_by_group.get("calf", found.strength)
    assert calf < found.strength_by_group.get("quads", found.strength)


def test_the_range_is_found_from_the_runners_own_mornings():
    """
    Who is foretold well gets a narrow range, who is not a wide one.
    """
    steady, wild = learned(8, noise=0.3), learned(8, noise=3.0)

    assert steady.is_range_own
    assert wild.is_range_own
    assert steady.range_factor < 0.7 < 1.0 < wild.range_factor
    assert not learned(8, n_days=40).is_range_own


def test_errors_that_hang_together_make_a_gain_less_sure():
    """
    Ten good days in a row and ten bad ones say less than the same days mixed.
    """
    gains = np.array([1.0, -0.6] * 20)
    in_rows = np.sort(gains)
    nothing = np.zeros(40)

    mixed, together = gain_of(gains, nothing), gain_of(in_rows, nothing)
    assert mixed.mean == pytest.approx(together.mean)
    assert together.standard_error > 1.5 * mixed.standard_error


def test_yesterday_is_the_last_report():
    """
    Where yesterday is missing, the last report before it counts.
    """
    said = np.array([[np.nan], [3.0], [np.nan], [5.0]])

    assert np.isnan(last_before(said)[:2]).all()
    assert last_before(said)[2:, 0].tolist() == [3, 3]


@settings(max_examples=10, deadline=None)
@given(st.integers(0, 10**6), st.permutations(range(3)))
def test_the_order_of_groups_changes_nothing_learned(seed, order):
    """
    The same groups in another order teach the same.
    """
    added, said = a_season(seed, n_days=90, memory=0.7)
    found = learn(added, said, GROUPS).found
    again = learn(added[:, order], said[:, order], [GROUPS[place] for place in order]).found

    assert found == again


def test_a_group_that_is_seldom_asked_about_goes_with_the_others():
    """
    The back was never reported: it is forecast with what the calves taught of this body.
    """
    added, said = a_season(11, memory=0.7)
    said[:, 2] = np.nan
    learned_so = learn(added, said, GROUPS)

    assert learned_so.found.is_used
    assert learned_so.response.strength.shape == (3,)
    assert learned_so.response.strength[2] == learned_so.found.strength
