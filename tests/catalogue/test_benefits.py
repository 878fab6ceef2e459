"""
Every noise band stands on something, and the page says the same numbers.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from unknot.catalogue.benefits import claim_of, comparable_speed, measure_rules
from unknot.catalogue.evidence import entry
from unknot.catalogue.figure import Grade
from unknot.domain.benefits import Benefit

PAGE = Path(__file__).resolve().parents[2] / "docs" / "evidence" / "benefits.md"
RULES = measure_rules()


@pytest.mark.parametrize("name", RULES)
def test_a_band_names_its_source_or_says_that_it_has_none(name):
    """
    Without evidence nothing is more certain than very low.
    """
    rule = RULES[name]
    sources = [entry(each) for each in rule.evidence]

    assert sources or (rule.note and rule.grade is Grade.VERY_LOW)
    assert not sources or rule.grade in {each.grade for each in sources}


@pytest.mark.parametrize("name", RULES)
def test_the_page_has_every_number_of_a_measure(name):
    """
    Who reads the page reads what the program does.
    """
    rule = RULES[name]
    rows = [line for line in PAGE.read_text(encoding="utf-8").splitlines() if f"`{name}`" in line]
    assert len(rows) == 1
    (row,) = rows

    assert f"{rule.now_needs} in {rule.now_days} days" in row
    assert f"{rule.usual_needs} in {rule.usual_days} days" in row
    assert not rule.band or f"{rule.band:g}" in row
    assert not rule.spreads or f"{rule.spreads:g} SD" in row
    assert all(each in row for each in rule.evidence or ("none",))
    assert rule.grade.value.replace("_", " ") in row


def test_the_page_says_what_speed_is_comparable():
    """
    The share of the median speed within which runs are compared.
    """
    assert f"within {comparable_speed() * 100:g} %" in PAGE.read_text(encoding="utf-8")


@pytest.mark.parametrize("benefit", Benefit)
def test_every_benefit_has_our_words_for_it(benefit):
    """
    No card stands there without what the evidence says.
    """
    assert claim_of(benefit).what_we_say
