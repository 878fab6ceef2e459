"""
How well the forecast fits, said plainly, also where it is no better than yesterday.
"""

from __future__ import annotations

from dataclasses import replace

import pytest

from unknot.deliver.forecast_words import say_how_well
from unknot.deliver.voice import voice_of
from unknot.domain.settings import Settings
from unknot.domain.soreness import PersonalForecast

HERE = voice_of(Settings(), "en")
KNOWN = PersonalForecast(
    n_held_out=60,
    n_needed=30,
    is_used=True,
    memory=0.6,
    strength=0.5,
    pull=0.5,
    error_general=1.4,
    error_own=0.9,
    error_yesterday=1.3,
    error_usual=1.2,
    gain=0.5,
    standard_error=0.1,
    is_range_own=True,
)


def said(found):
    """
    All sentences in a row.
    """
    return " ".join(say_how_well(found, HERE))


def test_own_figures_are_told_with_what_they_gained():
    """
    Whose figures, how much better, and what they mean.
    """
    text = said(KNOWN)

    assert "On 60 mornings it had not seen, it was off by 0.9 points" in text
    assert "closer by 0.5 points" in text
    assert "about 60% is still there" in text
    assert "comes back to what you usually report" in text
    assert "no better" not in text


@pytest.mark.parametrize(
    ("yesterday", "usual", "winner"),
    [(0.8, 1.2, "your last report"), (1.2, 0.9, "your own average"), (0.94, 1.2, "last report")],
)
def test_where_a_plain_guess_is_as_good_it_is_said(yesterday, usual, winner):
    """
    Nobody is left to think that the forecast knows more than their own last answer.
    """
    text = said(replace(KNOWN, error_yesterday=yesterday, error_usual=usual))

    assert f"no better than {winner}" in text or f"no better than your {winner}" in text


def test_everybodys_figures_are_called_so():
    """
    Where own figures were not clearly better, the error told is that of what is used.
    """
    text = said(replace(KNOWN, is_used=False))

    assert "off by 1.4 points" in text
    assert "not clearly better" in text


def test_too_few_mornings_are_counted_and_not_judged():
    """
    Errors over a handful of mornings are kept back.
    """
    text = said(replace(KNOWN, n_held_out=12, is_used=False))

    assert "12 of the 30 mornings" in text
    assert "off by" not in text
