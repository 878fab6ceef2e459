"""
Safety, injuries, massages and the training plan over the JSON interface.
"""

from __future__ import annotations

import pytest

from tests.intake.workout_writer import Step, workout_file

LEFT_CALF = {"region": "calf", "side": "left"}
PLAN = b"date,workout\n2026-11-25,Easy 8 km\n2026-11-29,Long run 20 km\n"


@pytest.fixture
def api(sample):
    """
    Asks, expects a status, and gives the JSON.
    """

    def ask(way, path, json=None, status=200, files=None, fields=None):
        headers = {"x-unknot-request": "1"}
        answer = sample.client.request(
            way, "/api/v1" + path, json=json, data=fields, files=files, headers=headers
        )
        assert answer.status_code == status, answer.text
        return answer.json() if answer.content else None

    return ask


def test_the_questions_are_answered_by_their_codes(api):
    """
    What is asked can be answered, and what follows is what the gate says from then on.
    """
    codes = {question["code"] for question in api("GET", "/safety/questions")}
    assert "blood-thinners" in codes

    answers = {"conditions": ["blood-thinners"], "places": {}}
    outcome = api("PUT", "/safety/answers", answers)

    assert outcome["outcome"] != "allowed"
    assert api("GET", "/safety") == outcome
    assert api("PUT", "/safety/answers", {"conditions": []}) == {"outcome": "allowed"}
    assert "do not know" in api("PUT", "/safety/answers", {"conditions": ["x"]}, 422)["error"]


def test_something_wrong_holds_until_it_is_ended(api):
    """
    Reported now, in force at once, over when the runner says so.
    """
    assert "bruise" in {sign["code"] for sign in api("GET", "/reports/signs")}
    outcome = api("POST", "/reports", {"signs": ["bruise"], "parts": [LEFT_CALF]}, 201)
    assert outcome["outcome"] == "restricted"

    [report] = api("GET", "/reports")
    assert (report["parts"], report["ended_on"]) == ([LEFT_CALF], None)
    api("POST", f"/reports/{report['id']}/end")
    assert api("GET", "/reports")[0]["ended_on"] == "2026-11-24"
    assert "error" in api("POST", "/reports", {"signs": []}, 422)


def test_an_injury_counts_from_its_first_day_to_its_last(api):
    """
    Added with a place, listed, and ended.
    """
    since = {"kind": "overuse", "started_on": "2026-11-20", "parts": [LEFT_CALF], "note": "stairs"}
    injury = api("POST", "/injuries", since, 201)

    assert api("GET", "/injuries") == [injury]
    assert api("POST", f"/injuries/{injury['id']}/end", {"on": "2026-11-23"})["ended_on"]
    assert "error" in api("POST", f"/injuries/{injury['id']}/end", {"on": "2026-11-01"}, 422)
    nowhere = {"region": "wing", "side": "left"}
    wrong = api("POST", "/injuries", {"kind": "acute", "parts": [nowhere]}, 422)
    assert "wing" in wrong["error"]


def test_a_massage_is_booked_and_forgotten(api):
    """
    Ahead it is confirmed; taken away it is gone.
    """
    before = api("GET", "/massages")
    booked = {
        "on": "2026-11-27", "massage_type": "sports", "minutes": 45, "price": 52.5,
        "regions": [LEFT_CALF], "start": "18:00",
    }  # fmt: skip
    massage = api("POST", "/massages", booked, 201)

    assert (massage["status"], massage["price"]) == ("confirmed", 52.5)
    assert massage["regions"] == [LEFT_CALF]
    assert massage in api("GET", "/massages")
    api("DELETE", f"/massages/{massage['id']}", status=204)
    assert api("GET", "/massages") == before
    api("DELETE", "/massages/a_0", status=404)


def test_what_is_sent_twice_is_kept_once(api):
    """
    A client that never saw the first answer may send it again: nothing doubles, nor does money.
    """
    massage = {"on": "2026-11-20", "massage_type": "sports", "minutes": 45, "price": 55}
    injury = {"kind": "skin", "parts": [LEFT_CALF]}
    report = {"signs": ["bruise"], "parts": [LEFT_CALF]}
    n_massages = len(api("GET", "/massages"))

    for path, content in (("/massages", massage), ("/injuries", injury), ("/reports", report)):
        assert api("POST", path, content, 201) == api("POST", path, content, 201)

    assert len(api("GET", "/massages")) == n_massages + 1
    assert len(api("GET", "/injuries")) == len(api("GET", "/reports")) == 1


def test_a_training_plan_that_is_over_says_so(api):
    """
    In one sentence with the day; while its last run is today or ahead there is none.
    """
    over, on = (f"date,workout\n2026-11-{day},Easy 8 km\n".encode() for day in (23, 24))

    plan = api("PUT", "/runs-ahead", files={"file": ("plan.csv", over)})
    assert plan["note"] == (
        "The last run of this plan was on 23 November 2026, so your usual week is used."
    )
    assert api("PUT", "/runs-ahead", files={"file": ("plan.csv", on)})["note"] is None


def test_a_workout_is_put_on_the_day_that_is_sent_with_it(api):
    """
    As the field `on` beside the file; without it the error says what is missing.
    """
    workout = ("track.fit", workout_file((Step(metres=8000),)))
    plan = api("PUT", "/runs-ahead", fields={"on": "2026-11-26"}, files={"file": workout})

    assert [(run["date"], run["distance_m"]) for run in plan["runs"]] == [("2026-11-26", 8000)]
    assert "names no day" in api("PUT", "/runs-ahead", status=422, files={"file": workout})["error"]


def test_a_training_plan_goes_in_and_out(api, sample):
    """
    What was understood comes back; without it the usual week counts again.
    """
    plan = api("PUT", "/runs-ahead", files={"file": ("plan.csv", PLAN)})
    assert [run["date"] for run in plan["runs"]] == ["2026-11-25", "2026-11-29"]

    api("DELETE", "/runs-ahead", status=204)
    with sample.house.store.look(sample.runner) as db:
        assert db.training_plan() is None
    assert "error" in api("PUT", "/runs-ahead", status=422, files={"file": ("a.csv", b"\0")})
