"""
Two runners on one server: nobody sees or changes anything of the other, on any address.

Every address stands in one of the tables here. A new one fails the first test until somebody has
said how it is asked for with what belongs to another.
"""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from tests.contracts.a_full_life import GUIDED
from tests.web.addresses import addresses_of
from tests.web.conftest import StoppedClock
from tests.web.test_recordings import a_track
from tests.web.two_runners import (
    NOW,
    ON_PURPOSE,
    Someone,
    everything_of,
    said_in,
    sign_in_as,
    two_runners_in,
)
from unknot.bootstrap import House, open_house
from unknot.domain.guided_document import session_as_plain
from unknot.web.app import make_app

# What everybody may read: the way in, what the package holds, and the secret calendar address.
OPEN = {
    "/sign-in", "/static/{digest}/{name:path}", "/calendar/{token}.ics", "/api/v1/openapi.json",
    "/service-worker.js", "/manifest.webmanifest", "/offline",
}  # fmt: skip

# Pages without anything of somebody in their address, and whether one's own mark stands on them.
PAGES = {
    "/": False, "/about": False, "/account": True, "/api/v1/check-ins": True, "/api/v1/days": True,
    "/api/v1/imports": True, "/api/v1/injuries": True, "/api/v1/load": False,
    "/api/v1/massages": True, "/api/v1/plan": False, "/api/v1/profile": False,
    "/api/v1/reports": True, "/api/v1/reports/signs": False, "/api/v1/runs": True,
    "/api/v1/safety": False, "/api/v1/safety/questions": False, "/api/v1/settings": True,
    "/check-in": False, "/export.zip": True, "/history": True, "/load": False, "/massage": True,
    "/more": False, "/plan": True, "/plan.ics": False, "/plan/state": False, "/safety": False,
    "/settings": True, "/welcome/questions": False, "/wrong": True,
    "/api/v1/benefits": False, "/api/v1/measures": False, "/api/v1/muscles": False,
    "/api/v1/muscles/{region}": False, "/api/v1/sessions": True, "/benefits": False,
    "/benefits/measure/{name}": False, "/care": False, "/care/{code}": False,
    "/check-in/history": False, "/load/region/{region}": True, "/massage/types": False,
    "/routine": False, "/session": False, "/sessions": True, "/sync/token": False,
}  # fmt: skip

# Pages of one thing, which for everybody else is not there.
THINGS = {
    "/api/v1/imports/{import_id}", "/api/v1/runs/{run_id}", "/api/v1/runs/{run_id}/recordings",
    "/api/v1/runs/{run_id}/splits", "/history/imports/{batch_id}",
    "/history/imports/{batch_id}/events", "/runs/{run_id}", "/api/v1/runs/{run_id}/muscles",
    "/api/v1/sessions/{session_id}", "/sessions/{session_id}",
}  # fmt: skip

# What is sent with a form; `{...}` becomes the other's id of that name.
FORMS: dict[str, dict[str, str]] = {
    "/account/name": {"name": "{mark}"},
    "/account/passphrase": {
        "current": "{passphrase}",
        "new": "another long one",
        "again": "another long one",
    },
    "/account/sign-ins/end-others": {},
    "/account/sign-ins/{sign_in_id}/end": {},
    "/check-in": {"on": "2026-11-24", "soreness:calf.left": "6", "note": "mine"},
    "/check-in/parts": {"on": "2026-11-24", "add": "calf.left"},
    "/history": {},
    "/history/imports/{batch_id}/cancel": {},
    "/history/imports/{batch_id}/go-on": {},
    "/history/imports/{batch_id}/undo": {},
    "/history/plan": {},
    "/history/plan/forget": {},
    "/history/run": {"date": "2026-11-24", "time": "05:00", "minutes": "30"},
    "/injuries": {"kind": "illness", "since": "2026-11-20"},
    "/injuries/{injury_id}/end": {},
    "/items/{item_id}": {"status": "done"},
    "/massage": {"date": "2026-11-02", "minutes": "30", "type": "sports"},
    "/massage/remove": {"key": "{massage_id}"},
    "/runs/{run_id}/join": {"other": "{other}"},
    "/runs/{run_id}/rate": {"rpe": "9"},
    "/runs/{run_id}/recordings/{recording_id}/show": {},
    "/runs/{run_id}/recordings/{recording_id}/split": {},
    "/safety": {"none": "1"},
    "/sample": {},
    "/sample/remove": {},
    "/session": {"phase": "after", "item": "mine"},
    "/settings/erase": {"confirm": "delete everything"},
    "/settings/feed": {},
    "/settings/found/{name}": {},
    "/settings/{section}": {"name": "mine", "zone": "UTC"},
    "/settings/{section}/remove": {"key": "0"},
    "/sign-in": {"name": "{mark}", "passphrase": "not that of the other"},
    "/sign-out": {},
    "/welcome/files": {},
    "/welcome/questions": {"budget": "50"},
    "/wrong": {"signs": "something-else"},
    "/wrong/{report_id}/end": {},
    "/benefits/measure/{name}": {"date": "2026-11-23", "try_1": "12"},
    "/benefits/measure/{name}/remove": {"key": "2026-11-24."},
}

# What is sent as JSON, by method and address.
JSON: dict[tuple[str, str], object] = {
    ("POST", "/api/v1/check-ins"): {"note": "mine"},
    ("POST", "/api/v1/import"): None,
    ("POST", "/api/v1/imports"): None,
    ("POST", "/api/v1/imports/{import_id}/cancel"): {},
    ("POST", "/api/v1/imports/{import_id}/undo"): {},
    ("POST", "/api/v1/injuries"): {"kind": "illness"},
    ("POST", "/api/v1/injuries/{injury_id}/end"): {},
    ("POST", "/api/v1/massages"): {"on": "2026-11-02", "massage_type": "sports", "minutes": 30},
    ("DELETE", "/api/v1/massages/{massage_id}"): None,
    ("POST", "/api/v1/plan/items/{item_id}"): {"status": "done"},
    ("POST", "/api/v1/profile/{name}/accept"): {},
    ("POST", "/api/v1/reports"): {"signs": ["something-else"]},
    ("POST", "/api/v1/reports/{report_id}/end"): {},
    ("POST", "/api/v1/runs"): {"start": "2026-11-23T04:00:00Z", "duration_min": 30},
    ("DELETE", "/api/v1/runs-ahead"): None,
    ("PUT", "/api/v1/runs-ahead"): None,
    ("POST", "/api/v1/runs/{run_id}/join"): {"other": "{other}"},
    ("POST", "/api/v1/runs/{run_id}/rating"): {"rpe": 9},
    ("POST", "/api/v1/runs/{run_id}/recordings/{recording_id}/choose"): {},
    ("POST", "/api/v1/runs/{run_id}/recordings/{recording_id}/split"): {},
    ("PUT", "/api/v1/safety/answers"): {"conditions": []},
    ("POST", "/api/v1/sessions"): {"id": "{session_id}"},
    ("PATCH", "/api/v1/settings"): {"name": "mine"},
    ("DELETE", "/api/v1/measures/{date}/{test}"): None,
    ("POST", "/api/v1/measures"): {"test": "sit-and-reach", "tries": [12]},
    ("POST", "/sync"): {"user": "{runner}", "items": []},
}

# Addresses that take files: the name of the field.
FILES = {
    "/history": "files", "/welcome/files": "files", "/history/plan": "plan", "/api/v1/import": "files",
    "/api/v1/imports": "files", "/api/v1/runs-ahead": "file",
}  # fmt: skip

# With somebody else's id these do nothing, and say no more than they would of one's own.
SILENT = {"/account/sign-ins/{sign_in_id}/end"}
WORDS = {
    "name": "resting-hr", "section": "you", "region": "calf", "code": "calf-roller", "date": "2026-11-24",
    "test": "sit-and-reach",
}  # fmt: skip


@pytest.fixture(scope="module")
def two(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Someone, Someone]:
    """
    A folder with the data of two, and who they are.
    """
    folder = tmp_path_factory.mktemp("two") / "data"
    return (folder, *two_runners_in(folder))


@pytest.fixture(scope="module")
def house_and_client(two, tmp_path_factory) -> Iterator[tuple[House, TestClient]]:
    """
    A server over a copy of it.
    """
    copied = tmp_path_factory.mktemp("served") / "data"
    shutil.copytree(two[0], copied)
    yield from _serving(copied)


def _serving(folder: Path) -> Iterator[tuple[House, TestClient]]:
    house = open_house(folder, StoppedClock())
    with TestClient(make_app(house), base_url="http://127.0.0.1:8765") as client:
        yield house, client
    house.close()


@pytest.fixture(params=["whose house it is", "who joined"])
def me_and_other(request, two) -> tuple[Someone, Someone]:
    """
    Either of the two, and the other one.
    """
    _folder, ada, ben = two
    return (ada, ben) if request.param == "whose house it is" else (ben, ada)


def test_every_address_is_asked_here(house_and_client):
    """
    A new page, form or JSON address is in no table yet, and nobody has looked whether it is shut.
    """
    known = {("GET", path) for path in (*OPEN, *PAGES, *THINGS)}
    known |= {("POST", path) for path in FORMS} | set(JSON)

    assert addresses_of(house_and_client[1].app) == known


@pytest.mark.parametrize("path", sorted(set(PAGES) | THINGS))
def test_nobody_reads_without_signing_in(house_and_client, two, path):
    """
    A page leads to the sign-in page, everything else is 401; neither says anything of anybody.
    """
    client = house_and_client[1]
    client.cookies.clear()
    address = _filled(path, two[1])
    page = client.get(address, headers={"accept": "text/html"}, follow_redirects=False)
    plain = client.get(address, follow_redirects=False)

    if path.startswith("/api/"):
        assert page.status_code == 401
    else:
        assert page.headers["location"].startswith("/sign-in?next=")
    assert plain.status_code == 401
    assert not _marks_in(page.text + plain.text, two[1])


@pytest.mark.parametrize(
    "method_and_path", [*(("POST", path) for path in FORMS), *JSON], ids=" ".join
)
def test_nobody_writes_without_signing_in(house_and_client, two, method_and_path):
    """
    Not even with a token of the sign-in page: nothing is changed of anybody.
    """
    method, path = method_and_path
    house, client = house_and_client
    client.cookies.clear()
    client.get("/sign-in")
    before = [everything_of(house, each) for each in two[1:]]
    answer = _send(client, method, path, two[1], two[1], client.cookies["unknot_csrf"])

    assert answer.status_code in ({422} if path == "/sign-in" else {303, 401})
    assert [everything_of(house, each) for each in two[1:]] == before


@pytest.mark.parametrize("path", sorted(PAGES))
def test_a_page_shows_ones_own_and_nothing_of_the_other(house_and_client, me_and_other, path):
    """
    The other's words and ids never stand on it; one's own do, where the page is about them.
    """
    me, other = me_and_other
    house, client = house_and_client
    sign_in_as(client, house, me)
    answer = client.get(_filled(path, other))

    assert answer.status_code in {200, 202, 204}
    said = said_in(answer.content)
    assert not _marks_in(said, other)
    assert not PAGES[path] or _marks_in(said, me)


@pytest.mark.parametrize("path", sorted(THINGS))
def test_what_is_the_others_is_not_there(house_and_client, me_and_other, path):
    """
    404 for the other's id, as for one that nobody has; and the page for one's own.
    """
    me, other = me_and_other
    house, client = house_and_client
    sign_in_as(client, house, me)
    theirs, mine = client.get(_filled(path, other)), client.get(_filled(path, me))

    assert theirs.status_code == 404
    assert other.mark not in theirs.text
    assert mine.status_code == 200


@pytest.mark.parametrize(
    "method_and_path",
    [*(("POST", path) for path in FORMS if path != "/settings/erase"), *JSON],
    ids=" ".join,
)
def test_nothing_of_the_other_is_changed(house_and_client, me_and_other, method_and_path):
    """
    Whatever is sent, with the other's ids in it: all the other has is as it was, to the byte.
    """
    me, other = me_and_other
    method, path = method_and_path
    house, client = house_and_client
    token = sign_in_as(client, house, me)
    before = everything_of(house, other)
    answer = _send(client, method, path, other, me, token)
    _settle(client, me)

    assert everything_of(house, other) == before
    assert answer.status_code < 500, answer.text[:500]
    assert answer.status_code != 403, answer.text[:500]
    if "_id}" in path and path not in SILENT:
        assert answer.status_code in {404, 422}, answer.text[:500]


def test_erasing_oneself_erases_nobody_else(two, me_and_other, tmp_path):
    """
    The other is all there, is still signed in, and still asked to.
    """
    me, other = me_and_other
    shutil.copytree(two[0], tmp_path / "data")
    for house, client in _serving(tmp_path / "data"):
        token = sign_in_as(client, house, me)
        before = everything_of(house, other)
        assert _send(client, "POST", "/settings/erase", other, me, token).status_code == 303

        assert everything_of(house, other) == before
        assert me.id not in {each.id for each in house.store.runners()}
        answer = client.get("/history", headers={"accept": "text/html"}, follow_redirects=False)
        assert answer.headers["location"].startswith("/sign-in")
        # Who joined never becomes the one that commands on the machine are about.
        own = house.own_runner_if_any()
        assert own is None or own.id == two[1].id


def test_a_calendar_address_shows_one_runner_whoever_asks(house_and_client, me_and_other):
    """
    The secret alone says whose it is: signed in as somebody else one sees the same.
    """
    me, other = me_and_other
    house, client = house_and_client
    sign_in_as(client, house, me)
    address = f"/calendar/{house.renew_feed(other.id)}.ics"
    as_me = client.get(address)
    client.cookies.clear()

    assert as_me.status_code == 200
    assert client.get(address).content == as_me.content
    assert not _marks_in(as_me.text, me)


def _send(client, method: str, path: str, other: Someone, me: Someone, token: str):
    address = _filled(path, other)
    file = {}
    if path in FILES:
        name = "plan.csv" if "plan" in path or "ahead" in path else "run.gpx"
        content = b"date,kind,distance_km\n2026-12-01,easy,8\n"
        if name == "run.gpx":
            content = a_track(NOW.replace(hour=11), 600)
        file = {"files": {FILES[path]: (name, content)}}
    if (method, path) in JSON:
        body = JSON[method, path]
        if path == "/api/v1/sessions":
            body = session_as_plain(replace(GUIDED, id=other.ids["session_id"]))
        body = _filled_all(body, other, me) if isinstance(body, dict) else None
        sent = file or ({} if body is None else {"json": body})
        headers = {**ON_PURPOSE, "x-csrf-token": token}
        return client.request(method, address, headers=headers, follow_redirects=False, **sent)
    form = {"csrf": token, **_filled_all(FORMS[path], other, me)}
    return client.post(address, data=form, follow_redirects=False, **file)


def _filled_all(fields: dict, other: Someone, me: Someone) -> dict:
    named = {**other.ids, "mark": other.mark, "runner": other.id, "passphrase": me.passphrase}
    return {
        key: value.format(**named) if isinstance(value, str) else value
        for key, value in fields.items()
    }


def _filled(path: str, whose: Someone) -> str:
    named = {**WORDS, **whose.ids, "item_id": f"x_{whose.id}"}
    if path.startswith("/benefits"):
        named["name"] = WORDS["test"]
    return path.format(**named)


def _marks_in(text: str, whose: Someone) -> set[str]:
    return {mark for mark in whose.marks if mark in text}


def _settle(client: TestClient, me: Someone) -> None:
    door = client.app.state.door
    going_on = door.jobs.going_on(me.id)
    assert going_on is None or door.jobs.wait_for(going_on, 60)
