"""
What the documentation says of the forecast on real mornings is what is measured on them.
"""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path

import numpy as np
import pytest
from benchmarks.forecast import pmdata
from benchmarks.forecast.pmdata import READINGS, WAYS, Person, result_of

from tests.shared_data import needs_shared_data, shared_file

PAGE = Path(__file__).resolve().parents[3] / "docs" / "evidence" / "soreness-forecast.md"
FIRST = date(2026, 1, 5)


@needs_shared_data
def test_the_page_holds_the_tables_that_are_measured():
    """
    One command prints them, and they are not touched up by hand.
    """
    text = PAGE.read_text(encoding="utf-8")
    tables = text.split("<!-- pmdata -->\n")[1].split("<!-- /pmdata -->")[0]

    assert tables == pmdata.report(shared_file("injury", "pmdata"))


def test_without_the_data_it_says_what_is_missing(monkeypatch, tmp_path, capsys):
    """
    A sentence, not a traceback.
    """
    monkeypatch.setenv("UNKNOT_TEST_DATA", str(tmp_path))

    assert pmdata.main() == 1
    assert "UNKNOT_TEST_DATA" in capsys.readouterr().out


def test_all_ways_foretell_the_same_mornings():
    """
    A morning without a report is neither foretold nor counted, whoever foretells it.
    """
    chance = np.random.default_rng(3)
    days = [FIRST + timedelta(days=day) for day in range(120) if day % 9]
    person = Person(
        "p", {day: int(chance.integers(1, 6)) for day in days}, ((FIRST, 300.0), (days[40], 500.0))
    )
    result = result_of(person, READINGS["all steps"])

    assert {result.errors[way].size for way in WAYS} == {result.in_range.size}
    # Fourteen reports until a group is asked about regularly, fourteen more to learn from.
    assert result.in_range.size == len(days) - 13 - 14


@pytest.mark.parametrize(("answer", "beyond", "steps"), [(1, 10, 10), (3, 0, 5), (5, 0, 0)])
def test_one_is_the_sorest(answer, beyond, steps):
    """
    The scale is turned round: who answers 1 is as sore as can be, 3 is as usual.
    """
    assert READINGS["beyond usual"](answer) == beyond
    assert READINGS["all steps"](answer) == steps
