"""
Load muscle by muscle, without script: all regions, one opened, and what a run asked.
"""

from __future__ import annotations

import re

import pytest

from tests.web.conftest import text_of
from unknot.domain.body import Region


def listed(page: str) -> dict[str, int]:
    """
    The regions of the list by their code, with the load that is printed.
    """
    body = page.partition('class="muscle-list')[2].partition("</ul>")[0]
    found = re.findall(r'href="/load/region/([a-z-]+)".*?<b>(\d+)</b>', body, re.S)
    return {code: int(points) for code, points in found}


def test_every_muscle_stands_on_load_and_leads_to_its_page(sample):
    """
    All 24 with the numbers that the JSON has, the most loaded first.
    """
    points = listed(sample.get("/load"))
    week = sample.client.get("/api/v1/muscles").json()

    assert points == {each["region"]: round(each["points"]) for each in week["regions"]}
    assert len(points) == 24
    assert list(points.values()) == sorted(points.values(), reverse=True)


@pytest.mark.parametrize("region", Region)
def test_every_region_opens_to_the_runs_that_asked_it(sample, region):
    """
    What each run gave adds up, each leads to its run, and it says how sure that is.
    """
    page = sample.get(f"/load/region/{region.value}")
    opened = sample.client.get(f"/api/v1/muscles/{region.value}").json()
    runs = re.findall(r'href="/runs/(r_[0-9a-f]+)"', page)

    assert runs == [run["run_id"] for run in opened["runs"]]
    assert sum(run["points"] for run in opened["runs"]) == pytest.approx(opened["points"])
    assert re.search(r"very low certainty|our own estimate", page, re.I)
    assert f"Load {round(opened['points'])}" in text_of(page)


def test_a_region_says_in_a_sentence_where_its_load_came_from(sample):
    """
    The sample's long run on Sunday.
    """
    page = sample.get("/load/region/quadriceps")

    assert "Mostly from the long run (1 h 26 min) on Sunday." in text_of(page)


def test_the_figures_colours_are_those_of_load_and_not_of_soreness(sample):
    """
    Warm colours mean soreness only: this figure has a scale of its own, and every colour a word.
    """
    page = sample.get("/load")
    figures = re.findall(r'<svg class="(body-map[^"]*)"', page)

    assert figures
    assert all("load" in each.split() for each in figures)
    assert "much more" in page


def test_a_run_says_what_it_asked(sample):
    """
    Its parts with time and way, and the muscles it asked most of.
    """
    week = sample.client.get("/api/v1/muscles").json()
    calf = next(each for each in week["regions"] if each["region"] == "calf")
    run = next(each for each in calf["runs"] if each["has_streams"])
    page = sample.get(f"/runs/{run['run_id']}")
    asked = sample.client.get(f"/api/v1/runs/{run['run_id']}/muscles").json()
    points = {each["region"]: round(each["points"]) for each in asked["regions"]}

    assert "What this run asked of your muscles" in page
    assert "On the level" in page
    assert {code: points[code] for code in listed(page)} == listed(page)
    assert points["calf"] == round(run["points"])


def test_a_region_that_is_none_is_not_found(sample):
    """
    An address somebody typed wrongly, answered like any other.
    """
    assert sample.client.get("/load/region/wing").status_code in (404, 422)


def test_without_runs_load_has_no_part_by_muscle(empty):
    """
    An empty house shows its empty page, and a region's page says that nothing asked it.
    """
    assert "By muscle" not in empty.get("/load")
    assert "Nothing in the last 7 days" in empty.get("/load/region/calf")
