"""
`unknot measure ...` and `unknot benefits`.
"""

from __future__ import annotations

import pytest


def test_what_was_measured_is_listed_and_taken_out(unknot):
    """
    The best of the tries counts, and all of them are kept.
    """
    added = unknot(
        "measure", "add", "--test", "knee-to-wall", "--side", "left", "--cm", 9, "--cm", 9.5
    )
    listed = unknot("measure", "list", "--json").json

    assert added.code == 0
    assert "Knee to wall, left: 9.5 cm" in added.out
    assert [(each["best"], each["tries"], each["date"]) for each in listed] == [
        (9.5, [9.0, 9.5], "2026-11-23")
    ]
    assert unknot("measure", "remove", "--test", "knee-to-wall", "--side", "left").code == 0
    assert unknot("measure", "list", "--json").json == []
    assert unknot("measure", "remove", "--test", "knee-to-wall", "--side", "left").code == 1


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("knee-to-wall", "--cm", 9), "needs a side"),
        (("knee-to-wall", "--side", "left", "--degrees", 9), "measured with --cm"),
        (("straight-leg-raise", "--side", "left", "--cm", 9), "measured with --degrees"),
        (("knee-to-wal", "--side", "left", "--cm", 9), "did you mean knee-to-wall?"),
        (("knee-to-wall", "--side", "left", "--cm", 99), "from 0 to 30"),
        (("sit-and-reach", "--cm", 3, "--on", "2026-11-24"), "has not come yet"),
    ],
)
def test_a_wrong_measurement_is_refused_in_a_sentence(unknot, words, said):
    """
    Nothing is kept of it.
    """
    answer = unknot("measure", "add", "--test", *words)

    assert answer.code in (1, 2)
    assert said in " ".join(answer.said.split())
    assert unknot("measure", "list", "--json").json == []


def test_benefits_are_told_with_what_is_missing(unknot):
    """
    Every benefit with its evidence; a measure with too few readings says how many it takes.
    """
    unknot("measure", "add", "--test", "sit-and-reach", "--cm", -3)
    answer = unknot("benefits")
    flexibility, *others = unknot("benefits", "--json").json
    reach = next(each for each in flexibility["measures"] if each["measure"] == "sit-and-reach")

    assert "Sit and reach: not enough readings yet." in answer.out
    assert "never why" in answer.said
    assert len(others) == 5
    assert (reach["verdict"], reach["now"]["readings"], reach["now"]["needed"]) == (
        "not-enough", 1, 2,
    )  # fmt: skip
    assert reach["usual"]["value"] is None
