"""
What runs are made of, as it stands in the database.
"""

from __future__ import annotations

import json

from hypothesis import given
from hypothesis import strategies as st

from unknot.domain.features import FEATURE_NAMES, features_with
from unknot.store.run_values import features_as_text, features_from

FIGURES = st.dictionaries(
    st.sampled_from(FEATURE_NAMES), st.none() | st.floats(0, 1e7, allow_nan=False)
)


@given(figures=FIGURES)
def test_what_is_kept_reads_back_the_same(figures):
    """
    Known and unknown figures alike: none becomes a zero.
    """
    features = features_with(**figures)

    assert features_from(features_as_text(features)) == features


def test_nothing_looked_at_and_nothing_found_are_two_things():
    """
    The first is looked at when loads are measured, the second is not looked at again.
    """
    assert features_as_text(None) is None
    assert features_from(None) is None
    assert features_from(features_as_text(features_with())) == features_with()


def test_what_another_version_told_is_not_believed():
    """
    The samples are looked at again instead.
    """
    kept = json.loads(features_as_text(features_with(moving_s=60.0)))

    assert features_from(json.dumps(kept | {"version": 0})) is None
