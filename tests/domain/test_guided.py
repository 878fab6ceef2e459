"""
Guided sessions as values, and as the JSON that a phone sends.
"""

from __future__ import annotations

from dataclasses import replace

import pytest

from tests.contracts.a_full_life import CALF, GUIDED, SOLE
from unknot.domain.body import BodyPart, Region, Side
from unknot.domain.canonical import NotReadable
from unknot.domain.guided import Feeling, StepEnd
from unknot.domain.guided_document import MOST_STEPS, read_session, session_as_plain
from unknot.domain.refused import CannotBe


def test_a_session_reads_back_from_its_own_json():
    """
    What is given out can be sent in again, pain and feelings included.
    """
    plain = session_as_plain(GUIDED)

    assert plain.pop("seconds_done") == 97
    assert read_session(plain) == GUIDED


def test_care_counts_where_it_was_had():
    """
    A step without a side is care of both; a step that nothing was done of is care of none.
    """
    [calf, _rest] = GUIDED.steps
    neck = replace(calf, region=Region.NECK, side=None)
    skipped = replace(calf, region=Region.SOLE, done_s=0, end=StepEnd.SKIPPED)

    session = replace(GUIDED, steps=(neck, calf, skipped))

    both = (BodyPart(Region.NECK, Side.LEFT), BodyPart(Region.NECK, Side.RIGHT))
    assert (CALF, *both) == session.parts_cared_for


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"id": "short"}, "id: an id has 8 to 64"),
        ({"id": "../../etc/passwd"}, "id: an id has 8 to 64"),
        ({"steps": []}, "steps: a session has 1 to 100 steps"),
        ({"started_at": "2026-11-22T07:30:00"}, "started_at: an instant needs a zone"),
        ({"ended_at": "2026-11-22T07:00:00Z"}, "does not end before it starts"),
        ({"phase": "lunch"}, "phase: 'lunch' is none of before"),
        ({"pain": [{"part": {"region": "calf", "side": "left"}, "score": 11}]}, "pain[0].score"),
        ({"weight": 1}, "there is no field called weight"),
        ({"feelings": [{"part": {"region": "calf", "side": "left"}, "before": 2, "after": -1}]},
         "feelings[0].after: a feeling goes from 0 to 10"),
    ],
    ids=["short-id", "id-that-climbs", "no-steps", "no-zone", "backwards", "no-such-phase",
         "too-much-pain", "unknown-field", "less-than-nothing"],
)  # fmt: skip
def test_what_is_no_session_is_refused_by_the_name_of_its_field(changes, said):
    """
    A phone that sends something odd is told which field it is.
    """
    plain = session_as_plain(GUIDED)
    del plain["seconds_done"]

    with pytest.raises(CannotBe) as refused:
        read_session(plain | changes)

    assert said in str(refused.value)


def test_a_session_of_a_thousand_steps_is_refused():
    """
    Nobody does that, and a list without an end would fill the disk.
    """
    plain = session_as_plain(GUIDED)
    del plain["seconds_done"]
    plain["steps"] = plain["steps"][:1] * (MOST_STEPS + 1)

    with pytest.raises(NotReadable, match="100 steps"):
        read_session(plain)


def test_a_feeling_goes_from_nothing_to_ten():
    """
    Neither side of it is taken on trust.
    """
    assert Feeling(SOLE, None, 10).after == 10
    with pytest.raises(CannotBe, match="0 to 10"):
        Feeling(SOLE, 11, None)
