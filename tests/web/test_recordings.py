"""
A run known from two files: which one is shown, and what was something else.
"""

from __future__ import annotations

import re
from datetime import datetime, timedelta

import pytest

from tests.intake.xml_writer import gpx_file, gpx_points, gpx_track, times
from tests.web.conftest import NOW, text_of

ON_PURPOSE = {"x-unknot-request": "1"}
BEGAN = NOW.replace(hour=6, minute=0) - timedelta(days=1)


def a_track(began: datetime, seconds: int, rate: int | None = None) -> bytes:
    """
    A run at three metres a second, with a heart rate or without.
    """
    return gpx_file(gpx_track(gpx_points(times(seconds, began), rate=rate), name=""))


def bring_two(browser) -> str:
    """
    A watch with a heart rate and a phone that ran longer; the run they are.
    """
    files = [
        ("files", ("watch.gpx", a_track(BEGAN, 1800, rate=150))),
        ("files", ("phone.gpx", a_track(BEGAN + timedelta(seconds=20), 1900))),
    ]
    browser.post("/history", files=files)
    return browser.house.list_runs(browser.runner)[-1].run_id


def form_of(page: str, button: str, name: str) -> str:
    """
    Where the button of that recording sends its form.
    """
    for action, inside in re.findall(r'<form method="post" action="([^"]+)">(.*?)</form>', page):
        if button in inside and name in inside:
            return action
    raise AssertionError(f"no button {button} for {name}")


def test_the_page_names_every_recording_and_which_is_shown(empty):
    """
    File, way, heart rate or none; and the run is counted once.
    """
    page = text_of(empty.get(f"/runs/{bring_two(empty)}"))

    assert "One run, counted once" in page
    assert "watch.gpx" in page
    assert "heart rate 150" in page
    assert "no heart rate" in page
    assert page.count("Show this one") == 1
    assert page.count("This was something else") == 2


def test_another_recording_is_shown_when_the_runner_says_so(empty):
    """
    The phone's figures take over, and the page says whose choice that was.
    """
    run_id = bring_two(empty)
    before = empty.house.show_run(empty.runner, run_id).facts
    action = form_of(empty.get(f"/runs/{run_id}"), "Show this one", "phone.gpx")

    empty.post(action, status=200)

    after = empty.house.show_run(empty.runner, run_id).facts
    assert after.elapsed_s > before.elapsed_s
    assert "shown, your choice" in text_of(empty.get(f"/runs/{run_id}"))


def test_what_was_something_else_is_split_and_put_back(empty):
    """
    Two runs that link to each other, and one again after the other button.
    """
    run_id = bring_two(empty)
    empty.post(form_of(empty.get(f"/runs/{run_id}"), "This was something else", "phone.gpx"))

    assert len(empty.house.list_runs(empty.runner)) == 2
    page = empty.get(f"/runs/{run_id}")
    assert "At the same time" in page
    assert "Show this one" not in page
    [other] = re.findall(r'name="other" value="([^"]+)"', page)

    answer = empty.post(f"/runs/{run_id}/join", {"other": other})

    assert "They are one run now" in answer
    assert len(empty.house.list_runs(empty.runner)) == 1
    assert empty.get(f"/runs/{other}").count("Show this one") == 1


@pytest.mark.parametrize("what", ["recordings/rec_x/show", "recordings/rec_x/split", "join"])
def test_a_form_of_another_site_changes_nothing(empty, what):
    """
    Without this server's token it is refused.
    """
    run_id = bring_two(empty)
    answer = empty.client.post(f"/runs/{run_id}/{what}", data={"other": "r_x"})

    assert answer.status_code == 403


def test_what_is_not_there_is_said(empty):
    """
    A recording that is gone, and a run that never was.
    """
    run_id = bring_two(empty)

    page = empty.post(f"/runs/{run_id}/recordings/rec_x/show", status=404)
    assert "The run has no recording called" in text_of(page)
    empty.post(f"/runs/{run_id}/join", {"other": "r_x"}, status=404)
    page = empty.post(f"/runs/{run_id}/join", {"other": run_id}, status=422)
    assert "cannot be joined with itself" in text_of(page)


def test_reloading_what_a_form_answered_leads_back_to_the_run(empty):
    """
    The address of the form is no page of its own.
    """
    run_id = bring_two(empty)
    answer = empty.client.get(f"/runs/{run_id}/recordings/rec_x/show", follow_redirects=False)

    assert (answer.status_code, answer.headers["location"]) == (303, f"/runs/{run_id}")


def test_scripts_choose_split_and_join(empty):
    """
    The same over JSON, with the figures of the run in every answer.
    """
    run_id = bring_two(empty)
    address = f"/api/v1/runs/{run_id}"
    watch, phone = empty.client.get(f"{address}/recordings").json()
    assert (watch["chosen"], watch["chosen_by_runner"], watch["avg_hr"]) == (True, False, 150.0)

    chosen = empty.client.post(f"{address}/recordings/{phone['id']}/choose", headers=ON_PURPOSE)
    assert [line["chosen_by_runner"] for line in chosen.json()] == [False, True]

    split = empty.client.post(f"{address}/recordings/{phone['id']}/split", headers=ON_PURPOSE)
    new = split.json()["new_run"]["run_id"]
    assert split.json()["run"]["run_id"] == run_id != new

    joined = empty.client.post(f"{address}/join", json={"other": new}, headers=ON_PURPOSE)
    assert joined.json()["run_id"] == run_id
    again = empty.client.post(f"{address}/join", json={"other": new}, headers=ON_PURPOSE)
    assert (again.status_code, set(again.json())) == (422, {"error"})
