"""
`unknot forecast`: mornings ahead with their ranges and causes, and how well they fit.
"""

from __future__ import annotations

import pytest


@pytest.fixture
def a_long_run(unknot):
    """
    Three quiet Fridays, and two hours on the day before yesterday.
    """
    for day in ("2026-11-06", "2026-11-13"):
        unknot("run", "add", "--start", f"{day} 18:00", "--minutes", 60, "--rpe", 3)
    unknot("run", "add", "--start", "2026-11-22 09:00", "--minutes", 130, "--rpe", 6)


def test_every_morning_has_a_range_and_a_cause(unknot, a_long_run):
    """
    The long run is named for the calf, with how far the forecast may be off.
    """
    found = unknot("forecast", "--days", 2, "--json").json
    calf = next(day for day in found["days"] if day["group"] == "calf")

    assert {day["date"] for day in found["days"]} == {"2026-11-23", "2026-11-24"}
    assert all(0 <= day["low"] <= day["without"] <= day["high"] <= 10 for day in found["days"])
    assert calf["cause"]["date"] == "2026-11-22"
    assert calf["low"] < calf["without"] < calf["high"]


def test_what_was_reported_stands_as_it_is(unknot, a_long_run):
    """
    Six is six this morning, with no range, and the table says that it was said.
    """
    unknot("check-in", "--region", "calf", "--side", "left", "--soreness", 6)
    found = unknot("forecast", "--days", 1, "--json").json
    calf = next(each for each in found["days"] if (each["group"], each["side"]) == ("calf", "left"))

    assert (calf["reported"], calf["without"], calf["low"], calf["high"]) == (6, 6, 6, 6)
    assert "as you said" in unknot("forecast").out


def test_it_says_that_it_does_not_know_the_runner_yet(unknot, a_long_run):
    """
    Without reports nothing is claimed of how well it fits.
    """
    found = unknot("forecast", "--json").json

    assert found["personal"]["n_held_out"] == 0
    assert not found["personal"]["is_used"]
    assert "not known yet" in found["how_well"][0]
    assert "Say how sore you are on most mornings" in " ".join(unknot("forecast").out.split())


def test_without_runs_there_is_no_forecast(unknot):
    """
    A new house says how runs come in.
    """
    assert "unknot import" in unknot("forecast").said
