"""
`unknot muscles`.
"""

from __future__ import annotations

import pytest


@pytest.fixture
def a_race(unknot):
    """
    A half marathon by hand, three days ago.
    """
    unknot(
        "run", "add", "--start", "2026-11-20 09:00", "--minutes", 100, "--rpe", 9,
        "--distance-km", 21.1, "--kind", "race",
    )  # fmt: skip


def test_every_muscle_is_listed_with_its_load(unknot, a_race):
    """
    The front thigh has all of a race's 900, the lower back a third, and it says how sure that is.
    """
    week = unknot("muscles", "--json").json
    points = {each["region"]: each["points"] for each in week["regions"]}
    listed = unknot("muscles").out

    assert len(points) == 24
    assert (points["quadriceps"], points["lower-back"]) == (900, 300)
    assert "Front thigh" in listed
    assert "very low certainty" in listed


def test_one_muscle_opens_to_its_runs(unknot, a_race):
    """
    Which run, what of it, and how much; the same run as JSON.
    """
    out = unknot("muscles", "quadriceps").out
    opened = unknot("muscles", "quadriceps", "--json").json

    assert out.splitlines()[0] == "All of it from the race (1 h 40 min) on Friday."
    assert opened["runs"][0]["points"] == opened["points"] == 900
    assert opened["runs"][0]["has_streams"] is False
    assert opened["runs"][0]["run_id"] in out


def test_a_muscle_that_is_none_is_told_which_there_are(unknot):
    """
    With a sentence and no traceback.
    """
    answer = unknot("muscles", "wing")

    assert answer.code == 2
    assert "quadriceps" in answer.said


def test_nothing_is_known_without_activities(unknot):
    """
    A sentence, and as JSON every muscle at nothing.
    """
    assert "No activity is known in the last 7 days." in unknot("muscles").said
    assert {each["points"] for each in unknot("muscles", "--json").json["regions"]} == {0}
