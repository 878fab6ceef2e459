"""
The JSON interface calls the same use cases as the pages.
"""

from __future__ import annotations

import pytest

from tests.web.test_flows import GPX

ON_PURPOSE = {"x-unknot-request": "1"}


def test_it_describes_itself(sample):
    """
    OpenAPI names every address, and no page of the web.
    """
    paths = sample.client.get("/api/v1/openapi.json").json()["paths"]

    assert {"/api/v1/runs", "/api/v1/plan", "/api/v1/check-ins", "/api/v1/settings"} <= set(paths)
    assert all(path.startswith("/api/v1/") for path in paths)


def test_its_errors_are_as_it_describes_them(sample):
    """
    Every address says that an error is one sentence, and so it is.
    """
    described = sample.client.get("/api/v1/openapi.json").json()
    for path, ways in described["paths"].items():
        for way, told in ways.items():
            problem = told["responses"]["422"]["content"]["application/json"]["schema"]
            assert problem == {"$ref": "#/components/schemas/Problem"}, (way, path)
    for answer in (sample.client.get("/api/v1/nowhere"), sample.client.put("/api/v1/settings")):
        assert set(answer.json()) == {"error"}
        assert "button" not in answer.text


def test_writing_needs_the_header_that_other_sites_cannot_send(sample):
    """
    Every address that changes something refuses without it.
    """
    for path, ways in sample.client.get("/api/v1/openapi.json").json()["paths"].items():
        for way in set(ways) - {"get"}:
            address = path.replace("{run_id}", "r_0").replace("{item_id}", "x")
            address = address.replace("{recording_id}", "rec_0")
            answer = sample.client.request(way, address, json={})
            assert answer.status_code == 422, (way, path)
            assert "X-Unknot-Request" in answer.json()["error"]


def test_runs_are_listed_and_rated(sample):
    """
    With the same fields as everywhere; a rating is kept.
    """
    runs = sample.client.get("/api/v1/runs", params={"from_date": "2026-11-16"}).json()
    assert {
        "run_id", "sport", "start_utc", "elapsed_s", "timer_s", "distance_m", "ascent_m", "avg_hr",
        "n_records",
    } == set(runs[0])  # fmt: skip

    address = f"/api/v1/runs/{runs[-1]['run_id']}"
    sample.client.post(f"{address}/rating", json={"rpe": 6, "kind": "easy"}, headers=ON_PURPOSE)

    detail = sample.client.get(address).json()
    assert (detail["rpe"], detail["kind"], detail["kind_is_inferred"]) == (6, "easy", False)


def test_all_runs_from_the_first_day_of_the_calendar_to_the_last(sample):
    """
    Whoever wants everything asks for more than there is.
    """
    ever = {"from_date": "0001-01-01", "to_date": "9999-12-31"}

    everything = sample.client.get("/api/v1/runs").json()
    assert sample.client.get("/api/v1/runs", params=ever).json() == everything


@pytest.mark.parametrize("start", ["0001-01-01T00:00:00+01:00", "9999-12-31T23:00:00-05:00"])
def test_a_run_at_the_end_of_the_calendar_is_a_sentence(sample, start):
    """
    422 and why.
    """
    run = {"start": start, "duration_min": 30}
    answer = sample.client.post("/api/v1/runs", json=run, headers=ON_PURPOSE)

    assert answer.status_code == 422
    assert "A year from 1900 to 2199 is needed" in answer.json()["error"]


def test_files_are_imported(empty):
    """
    One outcome per file, in their order.
    """
    files = [("files", ("a.gpx", GPX.encode())), ("files", ("b.fit", b"no"))]
    outcomes = empty.client.post("/api/v1/import", files=files, headers=ON_PURPOSE).json()

    assert [each["outcome"] for each in outcomes] == ["imported", "failed"]
    assert outcomes[0]["file"] == "a.gpx"


def test_the_plan_comes_with_its_reasons(sample):
    """
    Items with sentences, and whether a newer plan is on its way.
    """
    plan = sample.client.get("/api/v1/plan").json()

    assert plan["items"][0]["reasons"][0]["text"]
    assert plan["is_being_updated"] in (True, False)
    item = plan["items"][0]["id"]
    marked = sample.client.post(
        f"/api/v1/plan/items/{item}", json={"status": "skipped"}, headers=ON_PURPOSE
    )
    assert marked.json()["status"] == "skipped"


def test_a_check_in_comes_back_as_it_went_in(sample):
    """
    What was posted is what is listed.
    """
    report = {
        "soreness": [{"part": {"region": "calf", "side": "left"}, "score": 6}],
        "sleep_h": 7.0, "stress": 2, "fatigue": 3, "sleep_quality": 2, "muscle_soreness": 4,
        "mood": 6, "resting_hr": 51.5, "hrv_lnrmssd": 3.875,
    }  # fmt: skip
    sample.client.post("/api/v1/check-ins", json=report, headers=ON_PURPOSE)

    newest = sample.client.get("/api/v1/check-ins", params={"since": "2026-11-24"}).json()[-1]
    assert {name: newest[name] for name in report if name != "soreness"} == {
        name: value for name, value in report.items() if name != "soreness"
    }
    [day] = sample.client.get("/api/v1/days", params={"from_date": "2026-11-24"}).json()
    assert (day["hooper"], day["sleep_quality"], day["muscle_soreness"]) == (11, 2, 4)
    assert {"part": {"region": "calf", "side": "left"}, "score": 6} in newest["soreness"]


@pytest.mark.parametrize(
    "changes", [{"resting_hr": 500}, {"no_such_thing": 1}, {"zone": "Mars/Base"}, {"units": 3}]
)
def test_a_wrong_setting_is_a_sentence(sample, changes):
    """
    422 and why; nothing changed.
    """
    before = sample.client.get("/api/v1/settings").json()
    answer = sample.client.patch("/api/v1/settings", json=changes, headers=ON_PURPOSE)

    assert answer.status_code == 422
    assert len(answer.json()["error"]) > 10
    assert before == sample.client.get("/api/v1/settings").json()


LEFT_CALF = {"region": "calf", "side": "left"}
RUN = {"start": "2026-11-24T07:00:00Z", "duration_min": 30}


@pytest.mark.parametrize(
    ("way", "path", "sent", "sentence"),
    [
        ("PATCH", "/settings", {"units": "parsec"}, "units: 'parsec' is none of metric, imperial."),
        ("PATCH", "/settings", {"resting_hr": "60"}, "resting_hr: a whole number is needed, not '60'."),
        (
            "PATCH", "/settings", {"resting_hr": 500},
            "resting_hr: a resting heart rate is between 25 and 120 beats a minute.",
        ),
        (
            "PATCH", "/settings", {"prices": [{"massage_type": "sports", "minutes": 5, "cents": 1}]},
            "prices[0].minutes: a massage lasts 10 to 240 minutes, got 5.",
        ),
        (
            "PATCH", "/settings", {"races": [{"date": "soon", "distance_m": 5000}]},
            "races[0].date: a date such as 2026-11-23 is needed, not 'soon'.",
        ),
        ("PATCH", "/settings", [], "The request: an object is needed, not a list."),
        (
            "POST", "/check-ins", {"soreness": [{"part": "calf", "score": 3}]},
            "soreness[0].part: an object with region, side is needed, not 'calf'.",
        ),
        (
            "POST", "/check-ins", {"soreness": [{"part": LEFT_CALF, "score": 30}]},
            "soreness[0].score: soreness goes from 0 to 10, got 30.",
        ),
        (
            "POST", "/check-ins", {"pain": [{"part": LEFT_CALF, "how": 3, "score": 3}]},
            "pain[0]: there is no field called how; there are part, score.",
        ),
        ("POST", "/check-ins", {"sleep_h": 80}, "sleep_h: sleep goes from 0 to 24 hours, got 80."),
        ("POST", "/runs", {**RUN, "duration_min": 0}, "duration_min: at least 1 is needed, not 0."),
        (
            "POST", "/runs", {**RUN, "surface": "ice"},
            "surface: 'ice' is none of unknown, road, treadmill, trail, track.",
        ),
        (
            "POST", "/runs", {**RUN, "start": "2026-11-24T07:00:00"},
            "start: an instant needs a zone, as in 2026-11-23T08:00:00Z.",
        ),
        (
            "POST", "/runs", {**RUN, "title": "x" * 201},
            "title: at most 200 characters are allowed, and these are 201.",
        ),
        (
            "POST", "/reports", {"signs": ["bruise"], "parts": [{"region": "calf", "side": "both"}]},
            "parts[0].side: 'both' is none of left, right.",
        ),
        ("PUT", "/safety/answers", {"conditions": "x"}, "conditions: a list is needed, not 'x'."),
        (
            "PUT", "/safety/answers", {"conditions": [], "places": {"scar": [{"side": "left"}]}},
            "places.scar[0]: nothing is said about region.",
        ),
    ],
)  # fmt: skip
def test_what_is_wrong_is_said_with_its_field_and_what_is_allowed(
    sample, way, path, sent, sentence
):
    """
    The field as the JSON names it, what was given, and what may stand there.
    """
    answer = sample.client.request(way, f"/api/v1{path}", json=sent, headers=ON_PURPOSE)

    assert (answer.status_code, answer.json()["error"]) == (422, sentence)


@pytest.mark.parametrize("currency", ["NAN", "ABC", "XXX", "HRK"])
def test_money_is_in_a_currency_that_there_is(sample, currency):
    """
    Three capital letters are not enough.
    """
    changes = {"currency": currency}
    answer = sample.client.patch("/api/v1/settings", json=changes, headers=ON_PURPOSE)

    assert answer.status_code == 422
    assert f"{currency} is no currency" in answer.json()["error"]
    for real in ("CZK", "CLP", "USD", "EUR"):
        changed = sample.client.patch(
            "/api/v1/settings", json={"currency": real}, headers=ON_PURPOSE
        )
        assert changed.json()["currency"] == real


def test_a_note_is_as_long_as_the_page_allows(sample):
    """
    500 characters are kept, 501 refused: of a check-in and of an injury.
    """
    assert 'id="note" name="note" maxlength="500"' in sample.get("/check-in")
    for path, report in (
        ("/check-ins", {"sleep_h": 7}),
        ("/injuries", {"kind": "overuse", "parts": [LEFT_CALF]}),
    ):
        for length, status in ((500, 201), (501, 422)):
            answer = sample.client.post(
                f"/api/v1{path}", json={**report, "note": "x" * length}, headers=ON_PURPOSE
            )
            assert answer.status_code == status
    assert answer.json()["error"] == "A note has at most 500 characters, and this one has 501."


def test_a_body_that_is_not_sent_as_json_is_not_taken_for_nothing(sample):
    """
    Many programs call a body a form unless told otherwise; a rating so sent was lost without a word.
    """
    run = sample.client.get("/api/v1/runs").json()[-1]["run_id"]
    for sort in ("application/x-www-form-urlencoded", "text/plain"):
        answer = sample.client.post(
            f"/api/v1/runs/{run}/rating", content='{"rpe": 6}',
            headers={**ON_PURPOSE, "content-type": sort},
        )  # fmt: skip
        assert answer.status_code == 422
        assert "Content-Type: application/json" in answer.json()["error"]


def test_text_that_is_none_is_a_sentence(sample):
    """
    JSON can write half of a character; nobody can keep it.
    """
    answer = sample.client.patch(
        "/api/v1/settings",
        content=r'{"name": "Ada \ud800"}',
        headers={**ON_PURPOSE, "content-type": "application/json"},
    )

    assert answer.status_code == 422
    assert "no text" in answer.json()["error"]


def test_settings_are_changed_by_name(sample):
    """
    Only what is named.
    """
    after = sample.client.patch(
        "/api/v1/settings", json={"rhythm_days": 21}, headers=ON_PURPOSE
    ).json()

    assert after["rhythm_days"] == 21
    assert after["budget_cents_a_month"] == 11000


def test_an_empty_house_answers_plainly(empty):
    """
    404 with a sentence, not an empty crash.
    """
    answer = empty.client.get("/api/v1/runs")

    assert answer.status_code == 404
    assert "nobody here yet" in answer.json()["error"]
