"""
The page that guides, without its script: the steps as a list, the form, what is kept and shown.
"""

from __future__ import annotations

import gzip
import html
import json
import re

import pytest

from tests.web.conftest import text_of
from tests.web.test_api_body import api  # noqa: F401 - a fixture
from unknot.domain.body import BodyPart, Region, Side
from unknot.domain.session import CareKind

CALF = {"region": "calf", "side": "left"}
ASKED = "/session?minutes=10&phase=after&tool=roller&sore=calf:left:6"


def data_of(page: str) -> dict:
    """
    What the script of a page is given.
    """
    [text] = re.findall(r'id="session-data">(.*?)</script>', page, re.S)
    return json.loads(text)


def sent(data: dict, **changes) -> dict:
    """
    What a phone would send after doing everything.
    """
    keys = ("technique", "region", "side", "tool", "pressure")
    steps = [
        {key: step[key] for key in keys}
        | {"planned_s": step["seconds"], "done_s": step["seconds"], "end": "done"}
        for step in data["steps"]
    ]
    return {
        "id": "g_0123456789ab", "started_at": "2026-11-24T16:20:00Z",
        "ended_at": "2026-11-24T16:31:00Z", "phase": data["phase"], "item_id": data["item_id"],
        "paused_s": 30, "steps": steps, "feelings": [], "pain": [],
    } | changes  # fmt: skip


def wait_for_plan(browser) -> None:
    """
    The planner behind the pages is done.
    """
    while browser.client.get("/plan/state").status_code == 202:
        pass


def self_massage_of(browser) -> str:
    """
    An item of the plan that a session can be for: self-massage of a calf.
    """
    kept = browser.house.kept_plan(browser.runner)
    return next(
        item.id
        for item in kept.decision.items
        if item.kind is CareKind.SELF_MASSAGE
        and any(part.region is Region.CALF for part in item.regions)
    )


def test_the_page_has_every_step_and_all_its_words(sample):
    """
    Without script it is a list to follow: where, what, how long, and the four cues.
    """
    page = sample.get(ASKED)
    data, text = data_of(page), html.unescape(text_of(page))

    assert data["steps"]
    assert "calf" in {step["region"] for step in data["steps"]}
    for step in data["steps"]:
        assert step["name"] in text
        assert step["start"] in text
        assert step["direction"] in text


def test_the_steps_are_those_of_the_routine(sample):
    """
    The page where minutes and tools are chosen leads to the very same steps.
    """
    [start] = re.findall(
        r'href="(/session\?[^"]*)"', sample.get(ASKED.replace("session", "routine"))
    )

    again = data_of(sample.get(html.unescape(start)))

    assert again["steps"] == data_of(sample.get(ASKED))["steps"]


def test_only_sore_parts_that_are_cared_for_are_asked_about_after(sample):
    """
    With the score from before.
    """
    sore = data_of(sample.get(ASKED))["sore"]

    assert CALF | {"before": 6} in sore


def test_a_session_for_an_item_has_its_minutes(sample):
    """
    Today's start button names the item alone.
    """
    item = self_massage_of(sample)
    kept = next(
        each for each in sample.house.kept_plan(sample.runner).decision.items if each.id == item
    )

    data = data_of(sample.get(f"/session?item={item}"))

    total = sum(step["seconds"] + step["ready_s"] for step in data["steps"])
    assert data["item_id"] == item
    assert total <= kept.minutes * 60
    assert {step["region"] for step in data["steps"]} & {part.region for part in kept.regions}


def test_a_session_for_an_item_that_is_gone_says_so(sample):
    """
    A plan that moved on is said in a sentence.
    """
    assert "no item called" in sample.get("/session?item=nothing", 404)


def test_today_starts_the_session_and_can_still_be_ticked_off(sample):
    """
    The one thing to press begins the session for that very item; who does it without guidance
    presses Done.
    """
    page = sample.get("/")
    [start] = re.findall(r'<a class="btn btn-citron" href="(/session[^"]*)"', page)

    data = data_of(sample.get(html.unescape(start)))

    assert data["item_id"] in {i.id for i in sample.house.kept_plan(sample.runner).decision.items}
    assert data["phase"] == "before"
    assert 'value="done">Done</button>' in page


def test_what_was_done_without_guidance_is_recorded_by_hand(sample):
    """
    What is ticked was done, the rest skipped, and how it feels is kept.
    """
    page = sample.get(ASKED)
    steps = html.unescape(re.findall(r'name="steps" value="([^"]*)"', page)[0])
    done = [str(index) for index in range(len(json.loads(steps)) - 1)]
    form = {"steps": steps, "phase": "after", "item": "", "done": done, "after:calf.left:6": "3"}

    shown = sample.post("/session", form)

    [kept] = sample.house.sessions(sample.runner)
    assert [*["done"] * len(done), "skipped"] == [step.end for step in kept.steps]
    assert kept.seconds_done == sum(step.planned_s for step in kept.steps[:-1])
    [felt] = kept.feelings
    assert (BodyPart(Region.CALF, Side.LEFT), 6, 3) == (felt.part, felt.before, felt.after)
    assert "Skipped" in text_of(shown)
    assert kept.id in sample.get("/sessions")


@pytest.mark.parametrize(
    "steps", ["", "[]", "nonsense", '[{"technique": "x"}]'], ids=["no", "empty", "odd", "half"]
)
def test_a_form_that_is_not_ours_is_refused(sample, steps):
    """
    With a sentence and not with a broken page.
    """
    assert sample.post("/session", {"steps": steps, "phase": "after"}, 422)
    assert sample.house.sessions(sample.runner) == ()


def test_a_session_sent_twice_is_there_once_and_to_the_second(sample, api):  # noqa: F811
    """
    Over JSON as from the phone.
    """
    body = sent(data_of(sample.get(ASKED)))
    body["steps"][0] |= {"done_s": 7, "end": "hurt"}

    api("POST", "/sessions", body, 201)
    answer = api("POST", "/sessions", body, 201)

    assert answer["steps"][0]["done_s"] == 7
    assert [answer] == api("GET", "/sessions")
    assert answer == api("GET", "/sessions/g_0123456789ab")
    page = text_of(sample.get("/sessions/g_0123456789ab"))
    assert "7 s of" in page
    assert "Ended because it hurt" in page


def test_pain_of_a_session_closes_that_place(sample, api):  # noqa: F811
    """
    Above 5 the next routine leaves the left calf alone, and the plan is made anew.
    """
    before = sample.house.kept_plan(sample.runner)
    body = sent(data_of(sample.get(ASKED)), pain=[{"part": CALF, "score": 8}])

    api("POST", "/sessions", body, 201)
    wait_for_plan(sample)

    data = data_of(sample.get("/session?minutes=10&phase=after&tool=roller&sore=calf:right:6"))
    assert not [step for step in data["steps"] if CALF in step["places"]]
    assert sample.house.kept_plan(sample.runner).revision > before.revision


def test_a_session_for_an_item_ticks_it_off_and_is_no_load(sample, api):  # noqa: F811
    """
    Done with the minutes that were had; the picture of load is the same before and after.
    """
    item = self_massage_of(sample)
    before = sample.house.replan(sample.runner).decision.load
    body = sent(data_of(sample.get(f"/session?item={item}")))

    api("POST", "/sessions", body, 201)

    [record] = [each for each in sample.house.care_records(sample.runner) if each.item_id == item]
    done_s = sum(step["done_s"] for step in body["steps"])
    assert ("done", max(1, round(done_s / 60))) == (record.status.value, record.minutes)
    assert before == sample.house.replan(sample.runner).decision.load


def test_an_odd_session_is_told_which_field_it_is(sample, api):  # noqa: F811
    """
    Over JSON as everywhere.
    """
    body = sent(data_of(sample.get(ASKED)), phase="lunch")

    assert "phase" in api("POST", "/sessions", body, 422)["error"]
    assert "no session called" in api("GET", "/sessions/g_never_was", status=404)["error"]


def test_the_page_is_light(sample):
    """
    What a phone loads of it, packed: 40 kB of script, 12 kB of style, 25 kB of page with figures.
    """
    page = sample.get("/session?minutes=20&phase=after&tool=roller&tool=ball&sore=calf:left:6")
    scripts = re.findall(r'<script src="([^"]+)"', page)
    # What the page's own script asks for besides.
    folder = next(each for each in scripts if each.endswith("/session.js")).rpartition("/")[0]
    scripts += [f"{folder}/session_machine.js", f"{folder}/session_senses.js"]
    styles = re.findall(r'<link rel="stylesheet" href="([^"]+)"', page)

    def packed(addresses: list[str]) -> int:
        return len(gzip.compress(b"".join(sample.client.get(a).content for a in addresses)))

    assert packed(scripts) <= 40_000
    assert packed(styles) <= 12_000
    assert len(gzip.compress(page.encode())) <= 25_000


def test_there_is_no_session_before_the_safety_questions(empty):
    """
    The gate speaks first; nothing can be started.
    """
    page = empty.get("/session")

    assert 'id="go"' not in page
    assert "session-data" not in page
