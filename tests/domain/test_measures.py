"""
What can be measured at home: which sides, how far, and which try counts.
"""

from __future__ import annotations

from datetime import date

import pytest

from unknot.domain.body import Side
from unknot.domain.measures import FlexibilityTest, Measurement
from unknot.domain.refused import CannotBe
from unknot.domain.run_form import possible_form

DAY = date(2026, 11, 23)
KNEE, REACH, RAISE = FlexibilityTest


def test_the_best_of_three_tries_counts_and_all_are_kept():
    """
    A slip in one try costs nothing, and later one sees how steady they were.
    """
    measured = Measurement(DAY, KNEE, Side.LEFT, (8.5, 9.5, 9.0))

    assert (measured.best, measured.tries) == (9.5, (8.5, 9.5, 9.0))


@pytest.mark.parametrize(
    ("test", "side", "tries", "field"),
    [
        (KNEE, None, (9.0,), "side"),
        (REACH, Side.LEFT, (9.0,), "side"),
        (KNEE, Side.LEFT, (), "tries"),
        (KNEE, Side.LEFT, (9.0, 9.0, 9.0, 9.0), "tries"),
        (KNEE, Side.LEFT, (9.0, 30.1), "tries"),
        (KNEE, Side.LEFT, (-0.1,), "tries"),
        (REACH, None, (-50.1,), "tries"),
        (RAISE, Side.RIGHT, (150.1,), "tries"),
    ],
)
def test_what_nobody_can_measure_is_refused(test, side, tries, field):
    """
    The field at fault is named, so that a form can say it there.
    """
    with pytest.raises(CannotBe) as refused:
        Measurement(DAY, test, side, tries)

    assert refused.value.field == field


def test_who_does_not_reach_the_toes_sits_below_zero():
    """
    Short of the soles is a value like any other.
    """
    assert Measurement(DAY, REACH, None, (-12.0, -10.5)).best == -10.5


def test_a_figure_that_no_runner_has_is_missing_and_the_others_stay():
    """
    A sensor that slipped says 0 or 100; the rest of the run is still told.
    """
    form = possible_form(cadence_spm=172.0, contact_left_pct=100.0, contact_ms=None)

    assert form is not None
    assert (form.cadence_spm, form.contact_left_pct, form.contact_ms) == (172.0, None, None)
    assert possible_form(contact_left_pct=0.0) is None
