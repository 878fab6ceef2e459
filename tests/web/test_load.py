"""
Load and the page of a run: the same numbers as everywhere, without script.
"""

from __future__ import annotations

import json
import re
import socket

import pytest

from tests.web.conftest import text_of
from unknot.domain.settings import Units
from unknot.web.server import _listen


def rows_of(page: str) -> list[list[str]]:
    """
    The cells of the table of weeks.
    """
    body = page.partition('<table class="table weeks">')[2].partition("</table>")[0]
    rows = re.findall(r"<tr>(.*?)</tr>", body.partition("<tbody>")[2], re.S)
    return [
        [text_of(cell).strip() for cell in re.findall(r"<t[hd][^>]*>(.*?)</t[hd]>", row, re.S)]
        for row in rows
    ]


def chart_of(page: str) -> dict:
    """
    What the drawing is made from.
    """
    return json.loads(re.search(r'id="load-data">(.*?)</script>', page, re.S)[1])


def test_table_chart_and_json_tell_the_same_numbers(sample):
    """
    One computation: the table, what is drawn, the JSON and the heading.
    """
    page = sample.get("/load?span=all")
    chart = chart_of(page)
    weeks = sample.client.get("/api/v1/load").json()
    loads = [None if week["load"] is None else round(week["load"]) for week in weeks]
    column = [row[1].removeprefix("at least ") for row in rows_of(page)][::-1]

    assert chart["totals"] == loads
    assert column == ["not known" if load is None else str(load) for load in loads]
    assert str(loads[-2]) in re.search(r'<h2 id="finding">(.*?)</h2>', page)[1]
    assert chart["long"] == [
        None if week["average_42"] is None else round(week["average_42"]) for week in weeks
    ]


def test_what_is_not_known_is_a_gap_and_no_zero(sample):
    """
    The sample's week that has just begun has no files yet.
    """
    page = sample.get("/load?span=12-weeks")

    assert chart_of(page)["totals"][-1] is None
    assert rows_of(page)[0] == ["Mon 23 Nov, so far", "not known"]


def test_a_load_without_some_efforts_is_at_least_so_much(sample):
    """
    The sample has walks of unknown load: their weeks say "at least", and how to mend it.
    """
    page = text_of(sample.get("/load"))

    assert "at least" in page
    assert re.search(r"\d+ activities have no load\. Say how hard they were", page)


@pytest.mark.parametrize(
    ("show", "unit", "word"), [("distance", "km", "Last week"), ("time", "h", "Last week")]
)
def test_distance_and_time_have_their_units(sample, show, unit, word):
    """
    Bars of distance are in kilometres, of time in hours; load has no unit.
    """
    page = sample.get(f"/load?show={show}")

    assert chart_of(page)["unit"] == unit
    assert word in page
    assert "42 days" not in text_of(page.partition("<thead>")[2].partition("</thead>")[0])


def test_miles_for_who_counts_in_miles(sample):
    """
    The same weeks in the runner's unit, in the table and in the drawing.
    """
    metric = chart_of(sample.get("/load?show=distance"))["totals"]
    sample.house.change_settings(sample.runner, units=Units.IMPERIAL)
    page = sample.get("/load?show=distance")

    miles = [total for total in chart_of(page)["totals"] if total is not None]
    assert miles == pytest.approx(
        [total / 1.609344 for total in metric if total is not None], abs=0.12
    )
    assert "miles" in rows_of(page)[1][1]


def test_an_unknown_span_is_refused(sample):
    """
    A mistyped address gets a sentence.
    """
    assert "That was not understood" in sample.get("/load?span=forever", status=422)


def test_an_empty_house_has_a_way_to_fill_it(empty):
    """
    No weeks, one sentence, one button.
    """
    page = empty.get("/load")

    assert "They come with your first runs" in page
    assert 'href="/history"' in page
    assert empty.client.get("/api/v1/load").status_code == 404


def test_the_phone_finds_history_and_settings_behind_more(sample):
    """
    Five places have room under a thumb; the others are one tap behind the fifth.
    """
    page = sample.get("/more")
    main = page.partition("<main")[2].partition("</main>")[0]

    assert 'href="/history"' in main
    assert 'href="/settings"' in main
    assert 'href="/more" aria-current="true"' in sample.get("/settings")


def long_run(sample):
    """
    The longest of the sample's runs.
    """
    return max(sample.house.list_runs(sample.runner), key=lambda run: run.distance_m or 0)


def test_a_run_shows_its_splits_and_curves(sample):
    """
    A row a kilometre and a picture of heart rate and pace, without any map.
    """
    run = long_run(sample)
    page = sample.get(f"/runs/{run.run_id}")
    told = sample.client.get(f"/api/v1/runs/{run.run_id}/splits").json()

    assert page.count('<th scope="row">') == len(told["splits"])
    assert len(told["splits"]) == -(-int(run.distance_m) // 1000)
    assert 'aria-label="Pace: fastest split' in page
    assert 'aria-label="Heart rate: ' in page
    assert "NaN" not in page


def test_a_run_by_hand_says_why_it_has_no_splits(sample):
    """
    Nothing recorded it; the page stands and says so.
    """
    sample.post("/history/run", {"date": "2026-11-20", "minutes": "45", "distance": "8"})
    [run] = [each for each in sample.house.list_runs(sample.runner) if not each.n_records]

    assert "so there are no splits" in sample.get(f"/runs/{run.run_id}")


def test_what_is_found_is_offered_and_taken_by_one_button(sample):
    """
    The settings offer it with its evidence; the button sets it; the card has one less.
    """
    page = sample.get("/settings")
    assert "We found this in your runs" in page
    assert "Three of your" in page
    assert sample.house.settings(sample.runner).maximal_hr is None

    page = sample.post("/settings/found/max-hr", {"back": "settings"})

    assert sample.house.settings(sample.runner).maximal_hr == 195
    assert "Set. You can change it" in page
    assert "/settings/found/max-hr" not in page


def test_a_value_that_was_set_stands_beside_what_is_found(sample):
    """
    Quietly, in a fold beneath the field, and not in the card.
    """
    sample.house.change_settings(sample.runner, maximal_hr=180)
    page = sample.get("/settings")
    card = page.partition('id="found"')[2].partition("</section>")[0]

    assert "You set 180 bpm, and that stays." in text_of(page)
    assert "max-hr" not in card
    assert "max-hr" in page.partition('id="body"')[2]


def test_after_the_first_files_the_questions_offer_it_too(sample):
    """
    Above the three questions, and back to them afterwards.
    """
    assert "We found this in your runs" in sample.get("/welcome/questions")
    page = sample.post("/settings/found/threshold-pace", {"back": "questions"})

    assert "What shall the plan fit?" in page
    assert sample.house.settings(sample.runner).threshold_pace_s_per_km is not None


def test_nothing_is_taken_over_twice_or_unasked(sample):
    """
    An old page's button says that there is nothing any more; a made-up name is not here.
    """
    sample.post("/settings/found/max-hr", {"back": "settings"})

    assert "Nothing is proposed" in sample.post("/settings/found/max-hr", status=404)
    sample.post("/settings/found/shoe-size", status=404)


def test_the_json_offers_and_accepts_it(sample):
    """
    The same proposals, and the settings after accepting one.
    """
    found = sample.client.get("/api/v1/profile").json()
    on_purpose = {"x-unknot-request": "1"}
    after = sample.client.post("/api/v1/profile/max-hr/accept", headers=on_purpose).json()

    assert [each["name"] for each in found][:2] == ["max-hr", "threshold-pace"]
    assert after["maximal_hr"] == found[0]["value"]
    assert sample.client.post("/api/v1/profile/max-hr/accept").status_code == 422


def test_the_usual_week_is_named_run_by_run(sample):
    """
    Added, listed, removed; and a run without any length asks for one.
    """
    page = sample.post(
        "/settings/week", {"run_weekday": "1", "run_kind": "easy", "run_distance": "8"}
    )
    assert "Tue easy run 8 km" in page
    page = sample.post("/settings/week/remove", {"key": "0"})
    assert "Tue easy run 8 km" not in page
    refused = sample.post("/settings/week", {"run_weekday": "1", "run_kind": "easy"}, status=422)
    assert "How far, or how long?" in refused


def test_small_answers_are_sent_at_once():
    """
    A listener that does not say it is TCP makes every answer wait 40 ms for the one before.
    """
    listener = _listen("127.0.0.1", 0)
    try:
        assert listener.proto == socket.IPPROTO_TCP
    finally:
        listener.close()
