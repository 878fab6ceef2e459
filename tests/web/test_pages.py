"""
Every page stands, says what a runner needs, and never waits for the solver.
"""

from __future__ import annotations

import gzip
import re
from dataclasses import replace
from html.parser import HTMLParser

import pytest

from tests.web.conftest import PAGES, text_of
from unknot.domain.canonical import read_canonical, write_canonical
from unknot.domain.plan import PlanDecision


class Outline(HTMLParser):
    """
    What a screen reader walks along: headings, landmarks, labels, ids.
    """

    def __init__(self) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.ids: list[str] = []

    def handle_starttag(self, tag, attrs):
        self.tags.append(tag)
        self.ids += [value for name, value in attrs if name == "id"]


@pytest.mark.parametrize("path", PAGES)
def test_a_page_is_well_built(sample, path):
    """
    One first heading, the landmarks, no id twice, no inline style, within its weight.
    """
    page = sample.get(path)
    outline = Outline()
    outline.feed(page)

    assert outline.tags.count("h1") == 1
    assert {"main", "nav", "footer"} <= set(outline.tags)
    assert len(outline.ids) == len(set(outline.ids))
    assert 'style="' not in page
    assert len(gzip.compress(page.encode())) < 15_000


@pytest.mark.parametrize("path", PAGES)
def test_a_page_stands_in_an_empty_house(empty, path):
    """
    Nothing breaks before the first run, and who only looks around is nobody yet.
    """
    empty.get(path)
    assert list(empty.house.store.runners()) == []


def test_a_part_touched_on_the_body_map_makes_nobody(empty):
    """
    The form comes back with the part; only saving it keeps something, and then somebody is there.
    """
    form = {"on": "2026-11-24", "soreness:calf.left": "4"}
    assert 'id="part-shin.left"' in empty.post("/check-in/parts", {**form, "add": "shin.left"})
    assert list(empty.house.store.runners()) == []

    empty.post("/check-in", form)
    assert len(empty.house.check_ins(empty.runner)) == 1


def test_no_page_solves_the_plan(sample, monkeypatch):
    """
    With a solver that explodes every page is still there: pages read what is kept.
    """
    import unknot.decide.plan

    def explode(*_args, **_kwargs):
        raise AssertionError("a page asked the solver")

    monkeypatch.setattr(unknot.decide.plan, "decide_plan", explode)
    monkeypatch.setattr(sample.house, "compute_plan", explode)
    monkeypatch.setattr(sample.house, "replan", explode)
    for path in (*PAGES, "/plan/state", "/plan.ics", "/api/v1/plan"):
        assert sample.client.get(path).status_code in (200, 204)


def test_an_empty_house_offers_two_ways_in(empty):
    """
    Your own files, or a real runner's history.
    """
    page = text_of(empty.get("/"))

    assert "Drop your files here" in page
    assert "Try it with a real runner's history" in page


def test_today_says_one_thing_first(sample):
    """
    At most five words, at most 25 for the reason, and something to press.
    """
    page = sample.get("/")
    title = re.search(r'<h2 class="say"[^>]*>([^<]*)<', page).group(1)
    why = re.search(r'<p class="lede">([^<]*)<', page).group(1)

    assert 1 <= len(title.split()) <= 5
    assert len(why.split()) <= 25
    assert 'name="status" value="done"' in page


def test_the_plan_shows_every_item_as_a_list_too(sample):
    """
    The agenda names every kind of care that stands in the five weeks.
    """
    page = sample.get("/plan")
    agenda = page[page.index('id="coming"') : page.index('id="why"')]
    kept = sample.house.kept_plan(sample.runner)

    for item in kept.decision.items:
        assert f"day={item.date.isoformat()}" in agenda


def test_the_forecast_of_the_plan_is_a_range(sample):
    """
    Two bands, sentences and the table; a plan kept before has none, and still stands.
    """
    page = sample.get("/plan")
    with sample.house.store.look(sample.runner) as db:
        kept = db.kept_plan()
    text = write_canonical(kept.decision)
    outdated = read_canonical(PlanDecision, re.sub(r'"(after_)?(low|high)":[\d.]+,', "", text))
    outdated = replace(outdated, forecast=replace(outdated.forecast, personal=None))
    with sample.house.store.open(sample.runner) as db:
        db.keep_plan(replace(kept, decision=outdated))
    before = sample.get("/plan")

    assert re.search(r"likely between [\d.]+ and [\d.]+ with this plan", text_of(page))
    assert re.search(r'<polygon class="band" points="[\d., ]+"', page)
    assert re.search(r"four such mornings in five lie between [\d.]+ and [\d.]+", text_of(page))
    assert re.search(r'<polygon class="unsure" points="[\d., ]+"', page)
    assert re.search(r"may be off Plan likely .* [\d.]+ to [\d.]+ ", text_of(page))
    assert "How far off it is for you is not known yet" in text_of(page)
    assert 'class="with"' in before
    assert 'class="band"' not in before
    assert 'class="unsure"' not in before
    assert "How well it fits you" not in before
    assert "likely between" not in before


@pytest.mark.parametrize(
    ("path", "first"),
    [("/plan", "Week 48, from Mon 23 Nov"), ("/plan?day=2026-12-08", "Week 50, from Mon 7 Dec")],
)
def test_the_week_of_the_chosen_day_comes_first(sample, path, first):
    """
    It stands open, the other weeks are folded below it in their order, each one with its days.
    """
    page = sample.get(path)
    agenda = page[page.index('id="coming"') : page.index('id="why"')]
    lead, *folded = agenda.split('<details class="fold wide">')
    weeks = [re.search(r"Week \d+, from \w+ \d+ \w+", text_of(each)).group() for each in folded]

    assert first in text_of(lead)
    assert lead.count("<li>") <= 7
    assert weeks == sorted(weeks)
    assert first not in weeks
    assert all("<li>" in each for each in folded)
    assert len(weeks) == 5


def test_a_day_of_the_plan_says_why(sample):
    """
    Choosing a day shows the reasons of everything on it.
    """
    item = next(i for i in sample.house.kept_plan(sample.runner).decision.items if i.reasons)
    page = sample.get(f"/plan?day={item.date.isoformat()}")
    day = page[page.index('id="why"') :]

    assert page.count('aria-current="true"') == 1
    assert '<ul class="reasons' in day


def test_an_unanswered_plan_leads_to_the_questions(empty):
    """
    The way on is named by what it leads to.
    """
    empty.post("/history/run", {"date": "2026-11-24", "time": "07:00", "minutes": "30"})
    page = empty.get("/plan")

    assert re.search(r'href="/safety">\s*Answer the questions<', page)


def test_guessed_runs_are_marked_as_a_guess(sample):
    """
    A week taken from habits never looks like a plan the runner made.
    """
    assert "a guess" in text_of(sample.get("/plan"))
    assert "a guess from your last six weeks" in text_of(sample.get("/"))


def test_a_page_that_is_not_there_says_so(sample):
    """
    404 is a page with a way on, not a dead end.
    """
    assert "That page is not here" in sample.get("/nowhere", 404)
    assert "<h1>" in sample.get("/runs/r_000000000000", 404)


def test_a_failure_shows_no_traceback(sample, monkeypatch):
    """
    When something breaks, the page says so plainly and shows nothing of the inside.
    """
    monkeypatch.setattr(sample.house, "appointments", lambda *_args: 1 / 0)
    from starlette.testclient import TestClient

    client = TestClient(sample.client.app, "http://127.0.0.1:8765", raise_server_exceptions=False)
    answer = client.get("/massage")

    assert answer.status_code == 500
    assert "Something broke here" in answer.text
    assert "ZeroDivisionError" not in answer.text
    assert "Traceback" not in answer.text


def test_a_nonsense_day_is_answered_with_a_sentence(sample):
    """
    A wrong address is 422, not a crash.
    """
    assert "was not understood" in sample.get("/plan?day=yesterday", 422)
    sample.get("/plan?day=1950-01-01")


def test_pages_are_kept_for_nobody_and_files_for_a_year(sample):
    """
    Health data is not left in caches; styles are, under an address that changes with them.
    """
    page = sample.client.get("/")
    style = re.search(r'href="(/static/[^"]+tokens\.css)"', page.text).group(1)

    assert page.headers["cache-control"] == "no-store"
    assert "immutable" in sample.client.get(style).headers["cache-control"]
