"""
Odd requests are answered with a sentence, and every answer carries the locks.
"""

from __future__ import annotations

import asyncio

import pytest
from starlette.testclient import TestClient

from tests.web.conftest import PAGES, text_of
from unknot.bootstrap import House, Replanner
from unknot.web.app import make_app
from unknot.web.routes import plan
from unknot.web.security import CSRF_COOKIE
from unknot.web.steady import InTurn

ON_PURPOSE = {"x-unknot-request": "1"}


@pytest.mark.parametrize("path", [*PAGES, "/plan.ics", "/api/v1/plan"])
def test_headers_alone_can_be_asked_for(sample, path):
    """
    HEAD is answered like GET, without the body.
    """
    whole, head = sample.client.get(path), sample.client.head(path)

    assert (head.status_code, head.content) == (whole.status_code, b"")
    assert head.headers["content-type"] == whole.headers["content-type"]


def test_what_nobody_foresaw_is_a_page_with_the_locks(sample, monkeypatch):
    """
    A page that breaks says that nothing is lost, and carries the same headers as any other.
    """

    def breaks(*_args: object) -> None:
        raise RuntimeError("a screw came loose")

    monkeypatch.setattr(House, "check_ins", breaks)
    for path in ("/check-in", "/api/v1/check-ins"):
        answer = sample.client.get(path)

        assert answer.status_code == 500
        assert "Your data is as it was" in answer.text
        assert "screw" not in answer.text
        assert "default-src 'none'" in answer.headers["content-security-policy"]
        assert answer.headers["cache-control"] == "no-store"


@pytest.mark.parametrize("day", ["0001-01-01", "9999-12-31"])
@pytest.mark.parametrize("path", ["/plan?from={day}", "/plan?day={day}", "/check-in?on={day}"])
def test_a_day_at_the_edge_of_time_gets_a_sentence(sample, path, day):
    """
    The first and the last day a computer knows are no days of a runner.
    """
    answer = sample.client.get(path.format(day=day))

    assert answer.status_code == 422
    assert "A year from 1900 to 2199 is needed here" in answer.text


@pytest.mark.parametrize("day", ["0001-01-01", "9999-12-31"])
@pytest.mark.parametrize(
    "path",
    ["runs?from_date={day}", "runs?to_date={day}", "check-ins?since={day}"],
)
def test_a_script_may_ask_for_everything_from_the_edge_of_time(sample, path, day):
    """
    A list cut at the first or the last day a computer knows is all of it, or nothing.
    """
    assert sample.client.get(f"/api/v1/{path.format(day=day)}").status_code == 200


@pytest.mark.parametrize(
    ("path", "fields"),
    [
        ("/check-in", {"on": "0001-01-01"}),
        ("/history/run", {"date": "0001-01-01", "minutes": "30"}),
        ("/massage", {"date": "9999-12-31", "minutes": "45", "type": "sports"}),
        ("/injuries", {"kind": "overuse", "since": "0001-01-01", "parts": "calf.left"}),
        ("/settings/races", {"race_date": "9999-12-31", "race_distance": "10"}),
    ],
)
def test_a_form_with_such_a_day_keeps_nothing(sample, path, fields):
    """
    Its sentence stands on the page of the form.
    """
    assert "A year from 1900 to 2199" in text_of(sample.post(path, fields, status=422))


@pytest.mark.parametrize(
    ("path", "sentence"),
    [
        ("/plan?day=2026-13-45", "day: A date looks like 2026-11-23."),
        ("/calendar/no-such-token.ics", "There is no calendar at this address"),
    ],
)
def test_an_odd_address_is_answered_in_plain_words(sample, path, sentence):
    """
    No pattern and no parser speaks to a runner.
    """
    assert sentence in text_of(sample.client.get(path).text)


@pytest.mark.parametrize(
    ("path", "body", "sentence"),
    [
        ("/api/v1/check-ins", {"date": "0001-01-01"}, "A year from 1900 to 2199 is needed here."),
        ("/api/v1/runs", {"start": "0001-01-01T00:00:00Z", "duration_min": 30}, "A year from 1900"),
        ("/api/v1/runs", {"start": "2026-11-20T10:00:00Z"}, "duration_min: this is needed."),
    ],
)
def test_json_out_of_reach_is_refused_with_a_sentence(sample, path, body, sentence):
    """
    As an error in JSON, never as a broken page.
    """
    answer = sample.client.post(path, json=body, headers=ON_PURPOSE)

    assert answer.status_code == 422
    assert sentence in answer.json()["error"]


def test_reloading_what_a_form_answered_leads_to_its_page(sample):
    """
    A browser that goes back to the address of a form asks for it with GET: no dead end there.
    """
    for route in sample.client.app.routes:
        if "POST" in getattr(route, "methods", ()) and not route.path.startswith("/api/"):
            path = route.path.replace("{run_id}", sample.house.list_runs(sample.runner)[0].run_id)
            assert sample.client.get(path).status_code == 200, path
    assert str(sample.client.get("/check-in/parts").url).endswith("/check-in")
    assert sample.client.put("/check-in").status_code == 405


def test_no_json_at_all_is_said(sample):
    """
    Half a bracket is not a report.
    """
    headers = {**ON_PURPOSE, "content-type": "application/json"}
    answer = sample.client.post("/api/v1/check-ins", content=b"{", headers=headers)

    assert (answer.status_code, answer.json()) == (
        422,
        {"error": "The request holds no valid JSON."},
    )


@pytest.mark.parametrize("path", ["/history", "/welcome/files"])
def test_no_file_chosen_is_said(empty, path):
    """
    A form sent without a file makes nobody wonder, and no runner either.
    """
    page = empty.post(path, files={"files": ("", b"")}, status=422)

    assert "Choose a file first" in text_of(page)


def test_the_way_in_makes_the_first_plan_quick(empty, monkeypatch):
    """
    While the first page of an empty house is read, what a plan needs is loaded.
    """
    asked = []
    monkeypatch.setattr(House, "warm_up", lambda house: asked.append(house))
    empty.get("/")

    assert asked == [empty.house]


def test_an_empty_house_has_no_plan_to_look_at(empty):
    """
    Plan says how to get one, and offers no calendar file of nothing.
    """
    page = empty.get("/plan")

    assert "No plan yet" in page
    assert 'href="/"' in page
    assert "/plan.ics" not in page


def test_nothing_is_offered_to_forget_that_is_not_there(empty):
    """
    "Forget the plan file" needs a plan file.
    """
    assert "Forget the plan file" not in empty.get("/history")


def test_a_saved_section_stays_in_sight(sample):
    """
    After saving, the long page of settings opens where it was.
    """
    sample.get("/settings")
    data = {"csrf": sample.client.cookies[CSRF_COOKIE], "budget": "90"}
    answer = sample.client.post("/settings/money", data=data, follow_redirects=False)

    assert answer.headers["location"] == "/settings?said=saved#money"


def test_the_page_hears_when_a_plan_is_ready(sample, monkeypatch):
    """
    At once when nothing is being made, and after a while that it still is.
    """
    assert sample.client.get("/plan/state").status_code == 204

    monkeypatch.setattr(plan, "LONGEST_WAIT_S", 0.1)
    monkeypatch.setattr(Replanner, "is_busy", lambda *_: True)
    assert sample.client.get("/plan/state").status_code == 202


def test_a_server_of_its_own_repairs_too(sample):
    """
    What breaks behind the page does not reach the server, which would drop the connection.
    """
    app = make_app(sample.house)

    @app.get("/breaks")
    def breaks() -> None:
        raise RuntimeError

    with TestClient(app, base_url="http://127.0.0.1:8765") as client:
        assert client.get("/breaks").status_code == 500


def test_who_never_reads_an_answer_keeps_nobody_waiting():
    """
    Two such strangers, who need not be signed in, would otherwise stop every page.
    """

    async def page(scope, receive, send):
        await send({"type": "http.response.start", "status": 200, "headers": []})
        await send({"type": "http.response.body", "body": b"a page"})

    async def ask(send):
        scope = {"type": "http", "method": "GET", "headers": [(b"accept", b"text/html")]}
        await in_turn(scope, None, send)

    in_turn = InTurn(page)
    begun, heard = [], []

    async def never(message):
        begun.append(message)
        await asyncio.Event().wait()

    async def at_once(message):
        heard.append(message["type"])

    async def main():
        slow = [asyncio.create_task(ask(never)) for _ in range(2)]
        while len(begun) < 2:
            await asyncio.sleep(0)
        try:
            await asyncio.wait_for(ask(at_once), 5)
        finally:
            for each in slow:
                each.cancel()

    asyncio.run(main())
    assert heard == ["http.response.start", "http.response.body"]
