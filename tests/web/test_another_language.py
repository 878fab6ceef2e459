"""
Every word on a page comes through the translations, what went wrong included.
"""

from __future__ import annotations

import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.another_language import (
    Bracketed,
    not_in_the_template,
    said_past_the_translators,
    seen_on,
)
from tests.web.conftest import PAGES, Browser
from unknot.app.errors import Refusal
from unknot.catalogue.evidence import all_entries
from unknot.deliver import voice
from unknot.intake.bounded import Limits
from unknot.web import guest, security
from unknot.web.language import languages_asked
from unknot.web.routes import history

ON_PURPOSE = {"X-Unknot-Request": "1"}
FILES = Path(__file__).resolve().parents[1] / "files"
# What the sample runner calls the race, and no word of ours.
RACE = "Half marathon"
# Authors and journals are called alike everywhere.
CITATIONS = tuple(each.citation for each in all_entries().values())
# Codes of the JSON interface, the same in every language.
CODES = ("easy, long, speed, sprint, uphill, downhill, trail, race",)
# What a library says of an XML file that breaks off.
OF_A_LIBRARY = "Couldn't find end of Start Tag trkpt line"


@pytest.fixture(autouse=True)
def bracketed(monkeypatch: pytest.MonkeyPatch) -> Iterator[Bracketed]:
    """
    The house speaks a language of brackets, and asks for nothing that no translator could find.
    """
    language = Bracketed()
    for module in (voice, security, guest):
        monkeypatch.setattr(module, "translations_in", lambda languages: language)
    yield language
    assert not_in_the_template(language.asked) == []


def past(page: str, *names: str) -> list[str]:
    """
    What a page says past the translators.
    """
    return said_past_the_translators(seen_on(page), RACE, *CITATIONS, *names)


@pytest.mark.parametrize("path", PAGES)
def test_every_page_speaks_through_the_translations(sample: Browser, path):
    """
    No page has a sentence that stays English in another language.
    """
    page = sample.get(path)

    assert "⟦" in page
    assert past(page) == []


def test_the_empty_house_speaks_through_the_translations(empty: Browser):
    """
    So do the pages of a house that nobody has used yet.
    """
    assert [past(empty.get(path)) for path in PAGES] == [[] for _path in PAGES]


def test_what_became_of_files_is_said_through_the_translations(empty: Browser, monkeypatch):
    """
    Good, odd, damaged, too large and known files, and such as are no activity at all.
    """
    monkeypatch.setattr("unknot.intake.folder.Limits", lambda: Limits(held_bytes=1_000_000))
    names = sorted(path for kind in ("fit", "gpx", "tcx") for path in (FILES / kind).iterdir())
    files = [("files", (path.name, path.read_bytes())) for path in names]
    files += [
        ("files", ("good.fit", (FILES / "fit" / "good.fit").read_bytes())),
        ("files", ("large.gpx", b" " * 1_000_001)),
        ("files", ("letter.docx", b"PK")),
        ("files", ("nonsense.gpx", b"\x00\x01 no XML")),
        ("files", ("called.gpx", (FILES / "fit" / "trail.fit").read_bytes())),
    ]
    page = empty.post("/history", files=files)

    assert "which no recording needs; it was left unread.⟧" in page
    assert past(page, OF_A_LIBRARY, *(name for _field, (name, _content) in files)) == []
    assert past(empty.get("/history"), OF_A_LIBRARY) == []


def test_a_training_plan_that_is_none_is_refused_through_the_translations(
    empty: Browser, monkeypatch
):
    """
    No file at all, one that is too large, and one that is no plan.
    """
    monkeypatch.setattr(history, "LARGEST_PLAN_FILE", 1000)
    pages = [
        empty.post("/history/plan", status=422),
        empty.post("/history/plan", files={"plan": ("plan.csv", b"x" * 1001)}, status=422),
        empty.post("/history/plan", files={"plan": ("plan.ics", b"hello")}, status=422),
        empty.post("/history/plan", files={"plan": ("plan.csv", b"")}, status=422),
    ]

    assert [past(page) for page in pages] == [[], [], [], []]
    assert "⟦That file is larger than ⟧" in pages[1]


@pytest.mark.parametrize(
    ("address", "sent", "said"),
    [
        ("/settings/you", {"zone": "Europe/Pragu"}, "⟦' is not a known time zone"),
        ("/settings/body", {"resting_hr": "150"}, "⟦This goes from ⟧"),
        ("/settings/body", {"resting_hr": "100", "maximal_hr": "101"}, "⟦the maximal heart rate"),
        ("/settings/body", {"threshold": "1:00"}, "⟦a threshold pace is between"),
        ("/settings/body", {"curve": "goats"}, "⟦the heart-rate curve is"),
        ("/settings/money", {"currency": "XXXX"}, "⟦a currency is three capital letters"),
        ("/settings/money", {"currency": "ZZZ"}, "⟦ is no currency"),
        ("/settings/races", {"race_date": "2027-05-01", "race_distance": "0,05"}, "⟦This goes"),
        ("/settings/races", {"race_date": "1027-05-01", "race_distance": "10"}, "⟦A year from"),
        ("/settings/evenings", {"weekday": "1", "from": "20:00", "to": "19:00"}, "⟦A free time"),
        ("/settings/erase", {"confirm": "please"}, "⟦ to confirm; nothing was deleted"),
        ("/check-in", {"on": "2026-12-24"}, "⟦A check-in is about today"),
        ("/massage", {"date": "2026-11-20", "minutes": "5"}, "⟦This goes from ⟧"),
        ("/history/run", {"date": "2027-01-01", "minutes": "30"}, "⟦A run by hand is one that was"),
        ("/history/run", {"date": "2026-11-20", "minutes": "1", "distance": "90"}, "⟦ minutes is faster than"),
        ("/items/nothing", {"status": "done"}, "⟦The plan has no item called"),
        ("/items/nothing", {"status": "lost"}, "⟦An item can be done"),
        ("/settings/nowhere", {}, "⟦There is no section called"),
    ],
)  # fmt: skip
def test_what_cannot_be_is_said_through_the_translations(sample: Browser, address, sent, said):
    """
    Whatever is wrong with what was typed, the reader's language says it.
    """
    token = sample.client.get("/about") and sample.client.cookies["unknot_csrf"]
    answer = sample.client.post(address, data={"csrf": token, **sent})

    assert answer.status_code in (404, 422)
    assert said in answer.text.replace("&#39;", "'")
    assert past(answer.text) == []


def test_a_broken_page_speaks_through_the_translations(sample: Browser, monkeypatch):
    """
    Pages that are not there, that are sent elsewhere, and that break.
    """
    monkeypatch.setattr(sample.house, "list_runs", None)
    gone, wrong_way = sample.client.get("/nowhere"), sample.client.post("/about")
    foreign = sample.client.post("/check-in", data={"csrf": "made up"})
    broken = sample.client.get("/runs/nobody"), sample.client.get("/plan?day=someday")
    answers = (gone, wrong_way, foreign, *broken)

    assert [answer.status_code for answer in answers] == [404, 405, 403, 404, 422]
    assert [past(answer.text) for answer in answers] == [[], [], [], [], []]


def test_a_plan_that_fails_is_told_through_the_translations(sample: Browser, monkeypatch):
    """
    Today and the plan say why the plan is the old one.
    """
    monkeypatch.setattr(sample.house, "plan_is_stale", lambda runner: False)
    replanner = sample.client.app.state.door.replanner
    # The look that every start takes at the plan would forget the failure again.
    while replanner.is_busy(sample.runner):
        time.sleep(0.01)
    failures = replanner.failures
    why = Refusal("There is no injury called '{name}'.", name="i_1")
    failures[sample.runner] = Refusal("The plan could not be made again: {why}", why=why)
    pages = sample.get("/"), sample.get("/plan")

    assert all("⟦There is no injury called '⟧" in page.replace("&#39;", "'") for page in pages)
    assert [past(page) for page in pages] == [[], []]


@pytest.mark.parametrize(
    ("way", "path", "sent"),
    [
        ("POST", "/runs", {"start": "2026-11-24T07:00:00", "duration_min": 30}),
        ("POST", "/runs", {"start": "1026-11-24T07:00:00Z", "duration_min": 30}),
        ("POST", "/runs", {"start": "2026-11-24T07:00:00Z", "duration_min": 0}),
        ("POST", "/runs", {"start": "2026-11-24T07:00:00Z", "duration_min": "long"}),
        ("POST", "/runs", {"start": "2026-11-24T07:00:00Z", "duration_min": 30, "kind": "hop"}),
        ("POST", "/runs", {}),
        ("POST", "/check-ins", {"soreness": [{"part": {"region": "calf", "side": "left"}, "score": 11}]}),
        ("POST", "/check-ins", {"soreness": "calf"}),
        ("POST", "/check-ins", {"date": "1026-11-24"}),
        ("PATCH", "/settings", {"resting_hr": 300}),
        ("PATCH", "/settings", {"zone": "Nowhere/At All"}),
        ("PATCH", "/settings", []),
        ("POST", "/massages", {"on": "2026-11-20", "massage_type": "light", "minutes": 500}),
        ("POST", "/reports", {"signs": []}),
        ("DELETE", "/runs", None),
        ("GET", "/runs/nobody", None),
    ],
)  # fmt: skip
def test_a_script_is_refused_through_the_translations(sample: Browser, way, path, sent):
    """
    The one sentence of the JSON interface is said in the reader's language too.
    """
    answer = sample.client.request(way, f"/api/v1{path}", json=sent, headers=ON_PURPOSE)
    error = answer.json()["error"]

    assert answer.status_code in (404, 405, 422)
    assert "⟦" in error
    assert said_past_the_translators(error, "Nowhere/At All", *CODES) == []


def test_who_may_not_speak_is_told_so_through_the_translations(sample: Browser):
    """
    The locks on the door speak as the browser asks, though they know nobody.
    """
    answers = [
        sample.client.get("/", headers={"host": "unknot.example"}),
        sample.client.post("/check-in", headers={"sec-fetch-site": "cross-site"}),
        sample.client.post("/check-in", headers={"content-length": "2000000"}),
        sample.client.post("/api/v1/reports", json={"signs": []}),
    ]

    assert [answer.status_code for answer in answers] == [421, 403, 413, 422]
    assert [said_past_the_translators(answer.text) for answer in answers] == [[], [], [], []]


@pytest.mark.parametrize(
    ("asked", "languages"),
    [
        ("", []),
        ("cs", ["cs"]),
        ("de;q=0.3, cs-CZ, cs;q=0.9", ["cs_CZ", "cs", "de"]),
        ("pt-br,en;q=0.5,de;q=0.2", ["pt_BR"]),
        ("en-GB,en,cs;q=0.1", []),
        ("../../etc, cs;q=good, *", []),
    ],
)
def test_a_browser_is_answered_in_the_language_it_asks_for(asked, languages):
    """
    The one liked best first; who likes English better than another is not offered the other.
    """
    assert languages_asked(asked) == languages


def test_the_page_of_a_run_speaks_through_the_translations(sample: Browser):
    """
    Splits and curves too, and the sentence of a run that has none.
    """
    sample.post("/history/run", {"date": "2026-11-20", "minutes": "45", "distance": "8"})
    runs = sample.house.list_runs(sample.runner)
    longest = max(runs, key=lambda run: run.distance_m or 0)
    [by_hand] = [run for run in runs if not run.n_records]

    assert past(sample.get(f"/runs/{longest.run_id}"), "sample-") == []
    assert "⟦No watch recorded it" in sample.get(f"/runs/{by_hand.run_id}")


def test_who_is_not_let_in_is_told_so_through_the_translations(empty: Browser):
    """
    The sign-in page, what does not fit, and what programs are told.
    """
    empty.house.set_passphrase(empty.house.own_runner().id, "Jana", "correct horse battery")
    pages = [empty.client.get("/sign-in").text]
    token = {"csrf": empty.client.cookies["unknot_csrf"]}
    form = {**token, "name": "Jana"}
    pages += [empty.client.post("/sign-in", data=form).text for _ in range(6)]
    told = empty.client.get("/api/v1/runs").json()["error"]

    assert [past(page, "Jana") for page in pages] == [[]] * 7
    assert told.startswith("⟦")
