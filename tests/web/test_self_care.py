"""
The library in a browser: found by region, tool and moment, one technique at a time, without script.
"""

from __future__ import annotations

import re

import pytest

from tests.web.conftest import text_of
from unknot.catalogue.self_care import techniques
from unknot.domain.body import Region


def codes_on(page: str) -> set[str]:
    """
    The techniques a page leads to.
    """
    return set(re.findall(r'href="/care/([a-z-]+)"', page))


def test_the_library_leads_to_every_technique(empty):
    """
    Region by region and kind by kind, each technique is two links away.
    """
    ways_in = set(re.findall(r'href="(/care\?[a-z=-]+)"', empty.get("/care")))
    found = set().union(*(codes_on(empty.get(way)) for way in ways_in))

    assert found == {each.code for each in techniques()}
    assert {f"/care?region={region.value}" for region in Region} <= ways_in


@pytest.mark.parametrize(
    ("query", "there", "not_there"),
    [
        ("region=calf&tool=roller", "calf-roller", "calf-stick"),
        ("tool=gun", "quadriceps-gun", "quadriceps-roller"),
        ("phase=before&region=hamstrings", "leg-swings", "hamstrings-stretch"),
        ("kind=cold-water", "cold-bath", "quiet-rest"),
    ],
)
def test_the_library_is_narrowed_down(empty, query, there, not_there):
    """
    What was chosen stays chosen in the form.
    """
    page = empty.get(f"/care?{query}")

    assert there in codes_on(page)
    assert not_there not in codes_on(page)
    for choice in query.split("&"):
        assert f'value="{choice.split("=")[1]}" selected' in page


def test_a_choice_without_anything_says_so(empty):
    """
    No gun on a tendon: the page says that some tools do not belong on some places.
    """
    page = text_of(empty.get("/care?region=achilles&tool=gun"))

    assert "some tools do not belong on some places" in page


def test_a_choice_that_does_not_exist_is_no_choice(empty):
    """
    An old or mistyped address shows the whole library.
    """
    assert "By region and kind" in empty.get("/care?region=elbow&tool=spoon")


@pytest.mark.parametrize("each", techniques()[::9], ids=lambda each: each.code)
def test_a_technique_tells_everything_it_knows(empty, each):
    """
    The four cues, how long at which moment, who should leave it out, and how sure we are.
    """
    import html

    page = empty.get(f"/care/{each.code}")
    said = html.unescape(text_of(page))

    for cue in (each.cues.start, each.cues.direction, each.cues.feel, each.cues.stop):
        assert cue in said
    assert f"{each.position.value}.svg#{each.picture}" in page
    assert each.caution in said
    assert "How sure we are" in said
    assert "certainty" in said


def test_a_technique_that_does_not_exist_is_not_found(empty):
    """
    A plain sentence, not an error.
    """
    assert "no technique called" in empty.get("/care/handstand", status=404)


def test_the_kinds_of_massage_quote_claims_as_claims(empty):
    """
    Each kind with what is said of it, marked, what was found, and what to ask.
    """
    page = empty.get("/massage/types")

    assert page.count("<q data-claim>") == 4
    assert page.count("Ask the therapist") == 4
    assert "/massage/types" in empty.get("/massage")
    assert {"/care", "/massage/types"} <= set(re.findall(r'href="([^"]+)"', empty.get("/more")))
