"""
Benefits as a runner meets them: the cards, measuring step by step, and the JSON interface.
"""

from __future__ import annotations

import re
from datetime import timedelta

import pytest

from tests.web.conftest import NOW
from unknot.domain.wellness import WellnessDay

TODAY = NOW.date()
KNEE = "/benefits/measure/knee-to-wall"


def words(html: str) -> str:
    """
    The text of a page's main part, white space made single.
    """
    main = html[html.index("<main") : html.index("</main>")]
    return " ".join(re.sub(r"<[^>]+>", " ", main).split())


def keep_pulse(browser, late: float) -> None:
    """
    Five weeks of resting pulse: 50, and another value in the last week; two days are missing.
    """
    days = [
        WellnessDay(TODAY - timedelta(days=ago), "garmin", resting_hr=late if ago < 7 else 50.0)
        for ago in range(35)
        if ago not in (10, 11)
    ]
    runner = browser.house.own_runner()
    with browser.house.store.open(runner.id) as db:
        db.keep_wellness(None, days)


def test_an_empty_house_says_of_each_benefit_how_to_measure_it(empty):
    """
    Six cards, none with a number, and circulation has no way to be measured.
    """
    page = empty.get("/benefits")

    assert page.count('class="card benefit"') == 6
    assert "no honest way to measure this at home" in page
    assert "<polyline" not in page
    assert page.count('href="/benefits/measure/') == 3


@pytest.mark.parametrize(
    ("late", "said"),
    [
        (55.0, "Resting pulse: 55 bpm, usually 50 bpm. No change beyond the noise."),
        (56.0, "Resting pulse went up: 56 bpm, usually 50 bpm."),
        (44.0, "Resting pulse went down: 44 bpm, usually 50 bpm."),
    ],
)
def test_the_card_says_first_what_was_found(empty, late, said):
    """
    With the edges beyond which it would be a change, and how sure the noise is.
    """
    keep_pulse(empty, late)
    text = words(empty.get("/benefits"))

    assert said in text
    assert "45 bpm" in text
    assert "up to 5 bpm is noise (very low certainty)" in text


def test_a_missing_day_is_a_gap_in_the_drawing(empty):
    """
    No line crosses it, and the table has no row for it.
    """
    keep_pulse(empty, 50.0)
    page = empty.get("/benefits")
    card = page[page.index('id="relaxation"') : page.index('id="injuries"')]

    assert card.count("<polyline") == 2
    assert card.count("<tr><td>") == 33
    assert len(re.findall(r"M[\d.]+ [\d.]+h0", card)) == 33


def test_no_trend_is_said_to_come_from_massage(sample):
    """
    What is merely observed is never called an effect.
    """
    text = words(sample.get("/benefits")).lower()

    assert "never why" in text
    for claim in (
        "because of massage",
        "thanks to",
        "since you had",
        "massage lowered",
        "improved",
    ):
        assert claim not in text


def test_three_tries_are_kept_for_each_side_and_the_best_is_in_the_trend(empty):
    """
    A plain form, no script: what was measured is listed and counts.
    """
    typed = {"date": TODAY.isoformat(), "left_1": "8,5", "left_2": "9.5", "right_1": "11"}
    page = empty.post(KNEE, typed)

    assert "9.5 cm" in page
    assert "Tries: 8.5, 9.5" in page
    assert [each.best for each in empty.house.measurements(empty.runner)] == [9.5, 11.0]
    assert "Knee to wall, left" in empty.get("/benefits")


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ({}, "Write down at least one try."),
        ({"left_1": "99"}, "This goes from 0 to 30."),
        ({"left_1": "nine"}, "is not a number"),
        ({"left_1": "9", "date": "2026-11-25"}, "has not come yet"),
        ({"left_1": "9", "date": ""}, "On which day did you measure?"),
    ],
)
def test_a_wrong_try_is_said_beside_its_field_and_nothing_is_lost(empty, typed, said):
    """
    What was typed stands there still.
    """
    page = empty.post(KNEE, {"date": TODAY.isoformat(), **typed}, 422)

    assert said in page.replace("&#39;", "'")
    assert empty.house.measurements(empty.runner) == ()
    if "left_1" in typed:
        assert f'value="{typed["left_1"]}"' in page


def test_a_measurement_is_taken_out_again(empty):
    """
    By its day and its side; one that is not there is not found.
    """
    empty.post("/benefits/measure/sit-and-reach", {"date": TODAY.isoformat(), "both_1": "-3"})
    empty.post("/benefits/measure/sit-and-reach/remove", {"key": f"{TODAY}.both"})

    assert empty.house.measurements(empty.runner) == ()
    empty.post("/benefits/measure/sit-and-reach/remove", {"key": f"{TODAY}.both"}, 404)
    empty.post(f"{KNEE}/remove", {"key": "yesterday.left"}, 404)
    empty.get("/benefits/measure/handstand", 404)


def test_every_test_is_shown_told_and_kept_safe(empty):
    """
    A picture with words for it, five steps, the same conditions, and when to stop.
    """
    for test in ("knee-to-wall", "sit-and-reach", "straight-leg-raise"):
        page = empty.get(f"/benefits/measure/{test}")
        assert page.count("<li><span>") == 5
        assert 'class="pose"' in page
        assert "at least an hour after" in page
        assert "before it hurts" in page
        assert 'href="/wrong"' in page


def test_scripts_measure_and_read_the_same(sample):
    """
    What is posted is listed, is in the trend, and is gone once it is deleted.
    """
    headers = {"x-unknot-request": "1"}
    body = {"test": "knee-to-wall", "side": "left", "tries": [9.0, 9.5], "date": "2026-11-20"}
    posted = sample.client.post("/api/v1/measures", json=body, headers=headers)
    listed = sample.client.get("/api/v1/measures").json()
    trends = sample.client.get("/api/v1/benefits").json()[0]["measures"]
    wrong = sample.client.post("/api/v1/measures", json={**body, "side": None}, headers=headers)
    gone = sample.client.delete(
        "/api/v1/measures/2026-11-20/knee-to-wall?side=left", headers=headers
    )

    assert (posted.status_code, posted.json()["best"]) == (201, 9.5)
    assert listed == [posted.json()]
    assert trends[0]["readings"] == [{"date": "2026-11-20", "value": 9.5}]
    assert (wrong.status_code, wrong.json()) == (
        422,
        {"error": "This test needs a side, left or right."},
    )
    assert gone.status_code == 204
    assert sample.client.get("/api/v1/measures").json() == []
