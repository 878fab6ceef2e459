"""
`unknot routine`: ten minutes for a sore calf, as a table and as JSON.
"""

from __future__ import annotations

import pytest


@pytest.fixture
def answered(unknot):
    """
    The safety questions are answered: none of it applies.
    """
    assert unknot("safety", "answer", "--none").code == 0
    return unknot


def test_ten_minutes_for_a_left_calf(answered):
    """
    The steps are for the left leg, within ten minutes, each with its reason in words.
    """
    told = answered(
        "routine", "--minutes", "10", "--tools", "roller,ball", "--phase", "after",
        "--sore", "calf:left:6", "--json",
    ).json  # fmt: skip

    assert {step["side"] for step in told["steps"]} == {"left"}
    assert "calf" in {step["region"] for step in told["steps"]}
    assert {step["tool"] for step in told["steps"]} <= {"roller", "ball", "hands", None}
    assert told["seconds_total"] == sum(step["seconds"] for step in told["steps"])
    assert told["seconds_total"] + told["seconds_getting_ready"] <= 600
    assert all(step["reasons"][0]["text"] for step in told["steps"])
    assert {"technique", "pressure", "seconds"} <= told["steps"][0].keys()


def test_the_table_says_where_how_hard_and_why(answered):
    """
    A reader of the terminal sees the place, the pressure and the reason.
    """
    told = answered("routine", "--sore", "calf:left:8")

    assert told.code == 0
    assert "Left calf" in told.out
    assert "8 of 10" in " ".join(told.out.split())


def test_unanswered_questions_come_first(unknot):
    """
    Nothing is offered before the safety questions, and the exit code says so.
    """
    told = unknot("routine", "--json")

    assert told.code == 1
    assert told.json["steps"] == []
    assert told.json["refusals"][0]["code"] == "answer-the-questions"


@pytest.mark.parametrize(
    ("wrong", "sentence"),
    [
        (("--minutes", "0"), "1 to 60 minutes"),
        (("--sore", "calf"), "calf:left:6"),
        (("--sore", "elbow:3"), "is not a region"),
        (("--sore", "calf:left:11"), "0 to 10"),
        (("--phase", "lunch"), "phase"),
        (("--tools", "hammer"), "tool"),
    ],
)
def test_what_is_not_understood_is_said(answered, wrong, sentence):
    """
    A slip gets a sentence that says how to write it.
    """
    told = answered("routine", *wrong)

    assert told.code == 1
    assert sentence in told.said
