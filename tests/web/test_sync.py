"""
What phones send that they had kept: each thing once, each with an answer of its own.
"""

from __future__ import annotations

import json
from datetime import date, timedelta

import pytest

from tests.web.conftest import NOW, browse
from unknot.domain.body import BodyPart, Region, Side, Soreness
from unknot.domain.check_in import CheckIn

TODAY = date(2026, 11, 24)
CALF = BodyPart(Region.CALF, Side.LEFT)
ID = "0a1b2c3d-0000-4000-8000-00000000000a"
ANOTHER = ID[:-1] + "b"


def a_check_in(id_: str = ID, base: str = "", after: str = "", **fields: str) -> dict:
    typed = {"on": TODAY.isoformat(), "base": base, **fields}
    return {
        "id": id_,
        "kind": "check-in",
        "made_at": (NOW - timedelta(hours=3)).isoformat(),
        "body": {"base": base, "after": after, "fields": [list(pair) for pair in typed.items()]},
    }


def send(browser, *items: dict, user: str | None = None, token: str | None = None):
    said = browser.client.get("/sync/token").json()
    return browser.client.post(
        "/sync",
        json={"user": said["user"] if user is None else user, "items": list(items)},
        headers={"x-csrf-token": said["token"] if token is None else token},
    )


def outcomes(browser, *items: dict) -> list[str]:
    return [each["outcome"] for each in send(browser, *items).json()["items"]]


def today_in(browser) -> CheckIn:
    [kept] = browser.house.check_ins(browser.runner, TODAY)
    return kept


SORE = {"soreness:calf.left": "5", "stress": "6"}


def test_a_thing_sent_twice_is_kept_once(sample):
    """
    The second answer says that it is here already, even after the day was told otherwise since.
    """
    assert outcomes(sample, a_check_in(**SORE)) == ["kept"]
    first = today_in(sample)
    later = CheckIn(TODAY, NOW, (Soreness(CALF, 1),))
    sample.house.check_in(sample.runner, later)
    assert outcomes(sample, a_check_in(**SORE), a_check_in(**SORE)) == ["already", "already"]

    assert first.reported_at == NOW - timedelta(hours=3)
    assert Soreness(CALF, 5) in first.soreness
    assert Soreness(CALF, 1) in today_in(sample).soreness


def test_a_day_told_elsewhere_is_a_conflict_and_nothing_is_lost(sample):
    """
    Both words come back, the other one stays, and "mine" is kept when it knows the other.
    """
    sample.house.check_in(sample.runner, CheckIn(TODAY, NOW, (Soreness(CALF, 1),), note="fine"))
    [answer] = send(sample, a_check_in(**SORE)).json()["items"]

    assert answer["outcome"] == "conflict"
    assert answer["mine"] == ["Left calf: 5", "Stress, 1 to 7: 6"]
    assert answer["theirs"] == ["Left calf: 1", "Stress, 1 to 7: –"]
    assert today_in(sample).soreness == (Soreness(CALF, 1),)

    assert outcomes(sample, a_check_in(ANOTHER, answer["base"], **SORE)) == ["kept"]
    assert (today_in(sample).stress, today_in(sample).note) == (6, "fine")


def test_a_conflict_without_a_difference_is_none(sample):
    """
    Told the same in two places, there is nothing to choose.
    """
    sample.house.check_in(sample.runner, CheckIn(TODAY, NOW, (Soreness(CALF, 5),), stress=6))

    assert outcomes(sample, a_check_in(**SORE)) == ["kept"]


def test_what_takes_nothing_away_is_joined_unasked(sample):
    """
    A note from the desk and soreness from the phone are one day, not a choice.
    """
    sample.house.check_in(sample.runner, CheckIn(TODAY, NOW, note="new shoes", mood=6))

    assert outcomes(sample, a_check_in(**SORE)) == ["kept"]
    assert (today_in(sample).note, today_in(sample).mood, today_in(sample).stress) == (
        "new shoes",
        6,
        6,
    )


def test_what_one_said_oneself_before_is_no_conflict(sample):
    """
    Two check-ins of one day on one phone, both without a network: the second builds on the first.
    """
    first = a_check_in(**SORE)
    second = a_check_in(ANOTHER, after=ID, **{"soreness:calf.left": "3"})
    second["made_at"] = NOW.isoformat()

    assert outcomes(sample, first, second) == ["kept", "kept"]
    assert Soreness(CALF, 3) in today_in(sample).soreness


def test_a_form_without_script_is_asked_about_a_conflict_too(sample):
    """
    The page comes back with both words and what was typed; saved once more it is kept.
    """
    page = sample.get("/check-in")
    sample.house.check_in(sample.runner, CheckIn(TODAY, NOW, (Soreness(CALF, 1),)))
    form = {"on": TODAY.isoformat(), "base": "", **SORE}
    again = sample.post("/check-in", form, 409)
    assert 'name="base" value=""' in page
    assert "Left calf: 1" in again
    assert today_in(sample).soreness == (Soreness(CALF, 1),)

    base = again.split('name="base" value="')[1].split('"')[0]
    sample.post("/check-in", {**form, "base": base})
    assert Soreness(CALF, 5) in today_in(sample).soreness


@pytest.mark.parametrize(
    "item",
    [
        {**a_check_in(), "kind": "diary"},
        {**a_check_in(), "id": "1"},
        {**a_check_in(), "made_at": "yesterday"},
        {**a_check_in(), "made_at": "2026-11-24T10:00:00"},
        {**a_check_in(), "body": {"fields": [["on", "soon"]]}},
        {**a_check_in(), "body": {"fields": "on"}},
        {**a_check_in(), "body": {"fields": [["on", "2026-12-24"]]}},
        {**a_check_in(), "body": {"fields": [["on", "2026-11-24"], ["stress", "9"]]}},
        {**a_check_in(), "body": {"fields": [["on", "2026-11-24"], ["rmssd_ms", "0"]]}},
        {},
    ],
    ids=[
        "no-kind", "no-id", "no-instant", "no-zone", "no-day", "no-fields", "a-day-ahead", "too-much",
        "no-rmssd", "nothing",
    ],
)  # fmt: skip
def test_what_cannot_be_is_refused_alone(sample, item):
    """
    One bad thing has a sentence; the good one beside it is kept.
    """
    [bad, good] = send(sample, item, a_check_in(ANOTHER, **SORE)).json()["items"]

    assert (bad["outcome"], good["outcome"]) == ("refused", "kept")
    assert bad["said"]


def test_nothing_is_taken_without_the_token_or_for_somebody_else(sample):
    """
    Another site cannot send; and what one runner kept in a browser is not put on another's day.
    """
    assert send(sample, a_check_in(**SORE), token="made.up").status_code == 403
    assert send(sample, a_check_in(**SORE), user="p_somebodyelse").status_code == 409
    assert send(sample, a_check_in(**SORE), user="").status_code == 409
    assert list(sample.house.check_ins(sample.runner, TODAY)) == []


def test_nobody_yet_is_nobody(empty):
    """
    Before anything is kept there is no runner whose outbox could be emptied.
    """
    assert empty.client.get("/sync/token").json()["user"] == ""
    assert send(empty, a_check_in()).status_code == 409
    assert empty.house.runner() is None


def test_a_clock_that_runs_ahead_is_not_believed(sample):
    """
    A phone that lives tomorrow tells of today as of now.
    """
    item = {**a_check_in(**SORE), "made_at": (NOW + timedelta(days=2)).isoformat()}

    assert outcomes(sample, item) == ["kept"]
    assert today_in(sample).reported_at == NOW


def test_the_worker_names_its_files_and_keeps_nothing_of_a_plan(sample):
    """
    It is served for the whole site, asked for anew each time, and every file it names is there.
    """
    answer = sample.client.get("/service-worker.js")
    first = answer.text.splitlines()[0]
    lists = json.loads(first.removeprefix("const KEPT = ").removesuffix(";"))

    assert answer.headers["service-worker-allowed"] == "/"
    assert answer.headers["cache-control"] == "no-cache"
    assert "worker-src 'self'" in answer.headers["content-security-policy"]
    assert lists["pages"] == ["/check-in"]
    assert any(name.endswith("/check_in.js") for name in lists["files"])
    assert {sample.client.get(name).status_code for name in lists["files"]} == {200}


def test_it_can_be_installed(sample):
    """
    The manifest names a picture of each sort, and they are what they say.
    """
    answer = sample.client.get("/manifest.webmanifest")
    described = answer.json()

    assert answer.headers["content-type"].startswith("application/manifest+json")
    assert (described["display"], described["start_url"]) == ("standalone", "/")
    assert {icon["purpose"] for icon in described["icons"]} == {"any", "maskable"}
    for icon in described["icons"]:
        picture = sample.client.get(icon["src"]).content
        width = int.from_bytes(picture[16:20], "big")
        assert (picture[:4], f"{width}x{width}") == (b"\x89PNG", icon["sizes"])


def test_the_page_without_a_network_holds_nothing_of_anybody(sample):
    """
    It is kept before anybody is known and stays after a sign-out.
    """
    page = sample.get("/offline")

    assert sample.runner not in page
    assert "csrf" not in page


def test_what_a_phone_sent_is_there_after_opening_again(tmp_path):
    """
    The ids survive the server.
    """
    for browser in browse(tmp_path / "data"):
        browser.house.own_runner()
        assert outcomes(browser, a_check_in(**SORE)) == ["kept"]
    for browser in browse(tmp_path / "data"):
        assert outcomes(browser, a_check_in(**SORE)) == ["already"]
