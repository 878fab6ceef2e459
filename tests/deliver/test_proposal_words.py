"""
What is found about a runner, in words with its evidence.
"""

from __future__ import annotations

from datetime import time

import pytest

from unknot.deliver.proposal_words import say_found, say_what_stays, say_why_found
from unknot.deliver.words import Voice
from unknot.domain.proposal import Found, Proposal
from unknot.domain.run import RunKind
from unknot.domain.settings import Units, UsualRun

WEEK = (UsualRun(1, RunKind.EASY, time(18), 8_000.0), UsualRun(6, RunKind.LONG, None, None, 90.0))
CASES = [
    (
        Proposal(Found.MAXIMAL_HR, 188, {"runs": 40, "bpm": 188, "date": "2026-05-03"}),
        "188 bpm",
        ("40 activities", "held 188 or more", "3 May 2026"),
    ),
    (
        Proposal(Found.RESTING_HR, 48, {"mornings": 20, "date": "2026-11-23"}),
        "48 bpm",
        ("20 mornings", "23 November 2026"),
    ),
    (
        Proposal(
            Found.THRESHOLD_PACE,
            276.0,
            {"runs": 9, "distance_m": 10_000.0, "minutes": 45.0, "date": "2026-10-04"},
        ),
        "4:36 a km",
        ("run of 9", "10 km in 45 min", "4 October 2026"),
    ),
    (
        Proposal(Found.USUAL_WEEK, WEEK, {"weeks": 6, "runs": 12}),
        "Tue easy run 8 km, Sun long run 1 h 30 min",
        ("6 weeks", "12 runs"),
    ),
    (
        Proposal(Found.UNITS, Units.IMPERIAL, {"whole": 22, "runs": 30, "other": 2}),
        "miles",
        ("22 of your last 30 runs", "2 on a whole one"),
    ),
]


@pytest.mark.parametrize(("found", "value", "why"), CASES, ids=lambda each: str(each)[:30])
def test_a_proposal_says_what_and_why(found, value, why):
    """
    The value in the runner's units, and the numbers it was found from.
    """
    assert say_found(found.name, found.value, Voice()) == value
    said = say_why_found(found, Voice())
    for part in why:
        assert part in said


def test_what_is_set_is_named_where_it_stays():
    """
    Beside the runner's own value the proposal says that it stays.
    """
    beside = Proposal(Found.MAXIMAL_HR, 188, replaces=180)

    assert say_what_stays(beside, Voice()) == "You set 180 bpm, and that stays."
    assert say_what_stays(Proposal(Found.MAXIMAL_HR, 188), Voice()) == ""
