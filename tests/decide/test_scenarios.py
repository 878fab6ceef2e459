"""
Whole weeks and the decisions people agreed on.
"""

from __future__ import annotations

from operator import attrgetter

import pytest

from tests.scenarios.reading import Scenario, all_scenarios


@pytest.mark.parametrize("scenario", all_scenarios(), ids=attrgetter("name"))
def test_the_plan_is_decided_as_agreed(scenario: Scenario) -> None:
    """
    Every folder in tests/scenarios is decided as its expected.json says.
    """
    assert scenario.expected == scenario.decided


@pytest.mark.parametrize("scenario", all_scenarios(), ids=attrgetter("name"))
def test_each_scenario_says_who_would_be_hurt(scenario: Scenario) -> None:
    """
    A scenario without its why could be changed without anyone noticing what it was for.
    """
    assert len((scenario.folder / "WHY.md").read_text(encoding="utf-8").split()) >= 20


def test_there_are_enough_scenarios() -> None:
    """
    The agreed headlines are all there.
    """
    names = {scenario.name for scenario in all_scenarios()}

    assert names >= {
        "sore-calf-before-a-marathon",
        "three-days-no-data",
        "budget-below-one-massage",
        "no-money-five-minutes-a-day",
        "clock-change-week",
        "first-ever-user",
        "confirmed-deep-massage-three-days-before-a-race",
    }
    assert len(names) >= 12
