"""
A few minutes of care on the page: what is sore first, and a way into the guided session.
"""

from __future__ import annotations

import re
from datetime import timedelta

from tests.web.conftest import NOW
from unknot.domain.body import BodyPart, Pain, Region, Side, Soreness
from unknot.domain.check_in import CheckIn

CALF = BodyPart(Region.CALF, Side.LEFT)


def report(browser, soreness: int, pain: int = 0) -> None:
    """
    The left calf as it feels today.
    """
    pains = (Pain(CALF, pain),) if pain else ()
    said = CheckIn(NOW.date(), NOW - timedelta(minutes=5), (Soreness(CALF, soreness),), pains)
    browser.house.check_in(browser.runner, said)


def test_the_sorest_place_comes_first_and_start_leads_to_the_session(sample):
    """
    The page begins with the left calf, says why, and Start carries the same wish on.
    """
    report(sample, 6)
    page = sample.get("/routine?minutes=10&phase=after&tool=roller&chosen=1")

    assert "Left calf" in page
    assert "6 of 10 for soreness" in page
    [start] = re.findall(r'href="(/session\?[^"]+)"', page)
    assert "minutes=10" in start
    assert "tool=roller" in start


def test_a_form_without_tools_means_hands_only(sample):
    """
    Unticking every tool is an answer: nothing on the page asks for one.
    """
    report(sample, 5)
    page = sample.get("/routine?minutes=10&chosen=1")

    steps = page[page.index('id="steps"') : page.index('id="ask"')]
    assert "roll" not in steps.lower()


def test_what_is_left_out_is_said(sample):
    """
    A painful calf gets nothing, and the page says why.
    """
    report(sample, 5, pain=7)
    page = sample.get("/routine?minutes=10")

    assert "Left out, and why" in page
    assert "calf" in page[page.index("Left out, and why") :]


def test_an_address_that_makes_no_sense_is_refused_with_a_page(sample):
    """
    Ninety minutes are more than a routine has.
    """
    assert sample.get("/routine?minutes=90", 422)


def test_what_is_due_can_still_be_ticked_off_while_the_hero_is_about_a_sore_calf(sample):
    """
    The hero turned to the calf; the item that was due keeps its button in the line of the day.
    """
    report(sample, 7)
    page = sample.get("/")

    assert "Ease your left calf" in page
    day = page[page.index('id="day"') :]
    assert 'action="/items/before-run-2026-11-24"' in day[: day.index("</ol>")]


def test_who_has_not_answered_yet_is_led_to_the_questions(empty):
    """
    A refusal is not a dead end: beside it is the way to the questions about health.
    """
    page = empty.get("/routine")

    assert "Answer a few questions" in page
    assert 'class="btn btn-primary" href="/safety"' in page


def test_left_and_right_stand_beside_the_figure_as_the_person_has_them(sample):
    """
    From behind left is left; from the front the person's right is on the viewer's left.
    """
    orders = {}
    for place in ("calf", "quadriceps"):
        page = sample.get(f"/routine?minutes=5&phase=after&sore={place}:left:6")
        [words] = re.findall(r'<span class="sides[^>]*>(.*?)</span></span>', page)
        orders[place] = re.findall("Left|Right", words)

    assert orders == {"calf": ["Left", "Right"], "quadriceps": ["Right", "Left"]}


def test_a_place_that_hurts_is_said_to_hurt(sample):
    """
    Light hands for pain are explained by the pain, not by a soreness of nothing.
    """
    lower = BodyPart(Region.SOLEUS, Side.LEFT)
    said = CheckIn(NOW.date(), NOW, (Soreness(CALF, 6),), (Pain(lower, 3),))
    sample.house.check_in(sample.runner, said)
    page = sample.get("/routine?minutes=30&phase=after")

    assert "your left lower calf 3 of 10 for pain" in page
    assert " 0 of 10 for soreness" not in page
