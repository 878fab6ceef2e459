"""
`unknot plan`, `unknot replay`, `unknot gate` and `unknot item`.
"""

from __future__ import annotations

import errno
import json
from datetime import datetime

import pytest
from icalendar import Calendar

from unknot import bootstrap
from unknot.cli import files as cli_files
from unknot.store.runner_rows import SqlRunnerStore

ITEM_FIELDS = {
    "id", "kind", "start", "minutes", "regions", "massage_type", "depth", "price", "status",
    "reasons",
}  # fmt: skip
PLAN_FIELDS = {
    "items", "wishes_not_met", "conflicts", "refusals", "forecast", "money", "gap", "input_digest",
}  # fmt: skip


def test_a_plan_has_the_documented_fields(a_runner_with_a_plan):
    """
    Every item carries its reasons with code, sentence, facts and evidence; prices are money.
    """
    answer = a_runner_with_a_plan("plan", "--weeks", 3, "--json")
    plan = answer.json

    assert answer.code == 0
    assert plan.keys() >= PLAN_FIELDS
    assert plan["items"]
    for item in plan["items"]:
        assert item.keys() >= ITEM_FIELDS
        assert all(part.keys() == {"region", "side"} for part in item["regions"])
        assert item["reasons"]
        for reason in item["reasons"]:
            assert reason.keys() == {"code", "text", "facts", "evidence"}
            assert reason["text"].endswith(".")
    massages = [item for item in plan["items"] if item["kind"] == "massage"]
    assert {item["price"] for item in massages} <= {55, 70}
    assert massages


def test_runs_that_wait_are_told_in_one_line(a_runner_with_a_plan):
    """
    With a bone stress injury the plan says how many runs wait; without, not a word.
    """
    assert "Not now" not in a_runner_with_a_plan("plan", "--weeks", 2).out
    a_runner_with_a_plan("injury", "add", "--kind", "bone-stress", "--region", "inner-shin")
    shown = " ".join(a_runner_with_a_plan("plan", "--weeks", 2).out.split())

    assert "runs wait until you say that it is over." in shown.partition("Not now")[2]


def test_the_same_input_gives_the_same_bytes(a_runner_with_a_plan):
    """
    Asked twice, the plan is the same to the byte.
    """
    one = a_runner_with_a_plan("plan", "--weeks", 2, "--json").out

    assert one == a_runner_with_a_plan("plan", "--weeks", 2, "--json").out
    assert one.endswith("}\n")


def test_a_plan_is_replayed_to_the_byte(a_runner_with_a_plan, tmp_path):
    """
    The file that a plan was decided from gives the same decision again, in any house.
    """
    given = tmp_path / "given.json"
    plan = a_runner_with_a_plan("plan", "--weeks", 2, "--json", "--input", given)

    assert a_runner_with_a_plan("replay", given).out == plan.out


def test_looking_changes_nothing_and_keeping_does(a_runner_with_a_plan):
    """
    Only --keep makes a plan the one that items can be marked in.
    """
    unknot = a_runner_with_a_plan
    item = unknot("plan", "--weeks", 2, "--json").json["items"][0]
    before = unknot("item", "done", item["id"])
    kept = unknot("plan", "--weeks", 2, "--json", "--keep").json["items"][0]
    after = unknot("item", "done", kept["id"], "--json")

    assert before.code == 1
    assert after.code == 0
    assert after.json["status"] == "done"
    assert unknot("item", "undo", kept["id"], "--json").json["status"] == "proposed"


def test_an_item_shows_all_its_reasons(a_runner_with_a_plan):
    """
    Every reason of an item can be read as a sentence.
    """
    unknot = a_runner_with_a_plan
    item = unknot("plan", "--weeks", 1, "--json", "--keep").json["items"][0]
    shown = " ".join(unknot("item", "show", item["id"]).out.split())

    assert all(reason["text"] in shown for reason in item["reasons"])
    assert unknot("item", "show", "nothing").code == 1


def test_a_plan_is_decided_as_of_another_day(a_runner_with_a_plan):
    """
    With --now nothing lies before that day.
    """
    plan = a_runner_with_a_plan("plan", "--weeks", 1, "--now", "2026-11-30T06:00", "--json").json

    assert plan["items"]
    assert all(item["date"] >= "2026-11-30" for item in plan["items"])


def test_the_calendar_file_holds_every_item(a_runner_with_a_plan, tmp_path):
    """
    The calendar is written whole, and reads back with each item of the plan.
    """
    file = tmp_path / "plan.ics"
    plan = a_runner_with_a_plan("plan", "--weeks", 2, "--json", "--ics", file).json
    calendar = Calendar.from_ical(file.read_bytes())

    starts = sorted(event["DTSTART"].dt for event in calendar.walk("VEVENT"))
    assert starts == sorted(datetime.fromisoformat(item["start"]) for item in plan["items"])
    assert [each.name for each in tmp_path.glob(".plan.ics*")] == []


def fails(*_given, **_named):
    """
    The disk is full at this very moment.
    """
    raise OSError(errno.ENOSPC, "No space left on device")


@pytest.mark.parametrize(
    ("where", "step"),
    [
        (cli_files.Path, "replace"),
        (SqlRunnerStore, "keep_adopted_plan"),
        (SqlRunnerStore, "keep_plan"),
        (SqlRunnerStore, "keep_sequences"),
    ],
)
@pytest.mark.parametrize("before", [None, b"an older calendar"])
def test_a_plan_is_kept_with_its_files_or_not_at_all(
    a_runner_with_a_plan, tmp_path, data_dir, monkeypatch, where, step, before
):
    """
    Whichever half fails, the other is as it was: no plan kept, no file changed, none left over.
    """
    folder = tmp_path / "out"
    folder.mkdir()
    if before:
        (folder / "plan.ics").write_bytes(before)
    keep = ("plan", "--weeks", 1, "--keep", "--ics", folder / "plan.ics")
    with monkeypatch.context() as patched:
        patched.setattr(where, step, fails)
        answer = a_runner_with_a_plan(*keep, "--input", folder / "given.json")

    assert answer.code == 1
    assert "disk is full" in answer.said
    assert [each.read_bytes() for each in folder.iterdir()] == ([before] if before else [])
    house = bootstrap.open_house(data_dir)
    assert house.kept_plan(house.runner().id) is None
    house.close()
    assert a_runner_with_a_plan(*keep).code == 0
    sequences = {
        event["SEQUENCE"]
        for event in Calendar.from_ical((folder / "plan.ics").read_bytes()).walk("VEVENT")
    }
    assert sequences == {0}


def test_a_kept_file_is_what_the_feed_goes_on_from(a_runner_with_a_plan, tmp_path, data_dir):
    """
    An event of the file and of the feed is one event, with one SEQUENCE.
    """
    file = tmp_path / "plan.ics"
    a_runner_with_a_plan("plan", "--weeks", 1, "--keep", "--ics", file)
    house = bootstrap.open_house(data_dir)
    feed = house.feed_ics(house.runner().id)
    house.close()

    events = Calendar.from_ical(file.read_bytes()).walk("VEVENT")
    told = {(str(event["UID"]), event["SEQUENCE"]) for event in events}
    assert told
    assert told <= {
        (str(event["UID"]), event["SEQUENCE"]) for event in Calendar.from_ical(feed).walk("VEVENT")
    }


def test_a_folder_that_is_not_there_is_told_before_any_work(unknot, tmp_path):
    """
    Nothing is written, and the sentence names the folder.
    """
    answer = unknot("plan", "--ics", tmp_path / "nowhere" / "plan.ics")

    assert answer.code == 1
    assert "no folder" in answer.said
    assert answer.out == ""


def test_without_answers_nothing_but_the_questions(unknot):
    """
    Nobody is given care before the safety questions are answered.
    """
    answer = unknot("plan", "--json")

    assert answer.code == 1
    assert answer.json["safety"]["outcome"] == "refused"
    assert {item["kind"] for item in answer.json["items"]} <= {"rest"}
    assert "questions" in answer.json["safety"]["what_to_do"]["text"]
    assert "unknot safety answer" in answer.said
    assert "unknot safety answer" in unknot("safety", "show").said


def test_a_forecast_is_never_a_bare_figure(a_runner_with_a_plan):
    """
    Where care may do more or less, the likely range stands beside the figure, as in the JSON.
    """
    days = a_runner_with_a_plan("plan", "--weeks", 1, "--json").json["forecast"]["days"]
    said = " ".join(a_runner_with_a_plan("plan", "--weeks", 1).out.split())

    assert all(each["after_low"] <= each["with_plan"] <= each["after_high"] for each in days)
    ranges = {f"(likely {each['after_low']:.1f} to {each['after_high']:.1f})" for each in days}
    assert any(each in said for each in ranges)
    assert all(0 <= each["low"] <= each["without"] <= each["high"] <= 10 for each in days)
    assert any(f" {each['without']:g} ({each['low']:g} to" in said for each in days)
    assert "so far may the forecast itself be off" in said


def test_the_table_says_why(a_runner_with_a_plan):
    """
    Without --json a runner reads days, things to do and sentences.
    """
    answer = a_runner_with_a_plan("plan", "--weeks", 2)

    assert "Thu 26 Nov" in answer.out
    assert "guess from your usual week" in " ".join(answer.out.split())
    assert "--keep" in answer.said


@pytest.mark.parametrize("weeks", ["0", "17", "many"])
def test_a_plan_covers_one_to_sixteen_weeks(unknot, weeks):
    """
    Another number is wrong usage.
    """
    assert unknot("plan", "--weeks", weeks).code == 2


@pytest.mark.parametrize(
    "text",
    ["", "{", "[]", '{"now": "2026-11-23T08:00:00Z"}', '{"now": "soon", "weeks": 5}', "\xff"],
)
def test_what_is_no_plan_input_is_refused_in_a_sentence(unknot, tmp_path, text):
    """
    A broken file gives a sentence that says what is wrong with it.
    """
    file = tmp_path / "broken.json"
    file.write_bytes(text.encode("latin-1"))
    answer = unknot("replay", file)

    assert answer.code == 1
    assert len(answer.said.strip().splitlines()) == 1


LEFT_CALF = {"region": "calf", "side": "left"}
NOON = "2026-11-23T12:00:00Z"


def gate_case(**more) -> str:
    return json.dumps({"now": "2026-11-23T08:00:00Z", "zone": "Europe/Prague"} | more)


@pytest.mark.parametrize(
    ("more", "outcome", "code"),
    [
        ({"answers": {"answered_at": "2026-11-01T08:00:00Z"}}, "allowed", 0),
        (
            {
                "answers": {
                    "answered_at": "2026-11-01T08:00:00Z",
                    "conditions": ["varicose-veins"],
                }
            },
            "restricted",
            0,
        ),
        ({}, "refused", 1),
    ],
)
def test_the_gate_gives_its_typed_word(unknot, tmp_path, more, outcome, code):
    """
    Allowed, restricted or refused, as JSON on standard output alone.
    """
    file = tmp_path / "gate.json"
    file.write_text(gate_case(**more), encoding="utf-8")
    answer = unknot("gate", file, "--json")

    assert (answer.json["outcome"], answer.code) == (outcome, code)
    assert answer.said == ""
    assert unknot("gate", file).out.strip()


@pytest.mark.parametrize(
    ("more", "sentence"),
    [
        ({"pain": [{"part": LEFT_CALF, "score": -5, "date": "2026-11-23"}]}, "from 0 to 10"),
        ({"soreness": [{"part": LEFT_CALF, "score": 99, "date": "2026-11-23"}]}, "from 0 to 10"),
        ({"now": "9999-12-31T23:59:59Z"}, "years go from 1900 to 2199"),
        ({"now": "0001-01-01T00:00:00Z"}, "years go from 1900 to 2199"),
        (
            {"injuries": [{"id": "i", "kind": "sprain", "started_on": "2026-11-20"}]},
            "'sprain' is none of acute, overuse",
        ),
    ],
)
def test_a_case_that_cannot_be_gets_no_word(unknot, more, sentence):
    """
    Pain of minus five is a mistake in the file, never a reason to allow care.
    """
    answered = {"answers": {"answered_at": "2026-11-01T08:00:00Z"}}
    answer = unknot("gate", "-", "--json", typed=gate_case(**answered, **more))

    assert (answer.code, answer.out) == (1, "")
    assert sentence in answer.said


def test_what_a_case_lacks_is_named(unknot):
    """
    The sentence names the missing fields, in the words of the file.
    """
    assert "nothing is said about now, zone" in unknot("gate", "-", typed="{}").said
    assert (
        "nothing is said about weeks" in unknot("replay", "-", typed=json.dumps({"now": NOON})).said
    )


def test_a_run_in_no_zone_is_told_before_it_is_replayed(a_runner_with_a_plan, tmp_path):
    """
    A written input with a place that does not exist is a sentence.
    """
    file = tmp_path / "input.json"
    a_runner_with_a_plan("plan", "--weeks", 1, "--input", file)
    given = json.loads(file.read_text(encoding="utf-8"))
    given["runs_done"][0]["zone"] = "Mars/Olympus"
    answer = a_runner_with_a_plan("replay", "-", typed=json.dumps(given))

    assert answer.code == 1
    assert "'Mars/Olympus' is not a known time zone" in answer.said


@pytest.mark.parametrize("now", ["0001-01-01", "9999-12-31", "2300-01-01T08:00Z"])
def test_a_plan_is_not_made_for_another_age(unknot, now):
    """
    A year nobody means is one sentence.
    """
    unknot("safety", "answer", "--none")
    answer = unknot("plan", "--now", now, "--weeks", 16)

    assert answer.code == 1
    assert "too far away" in answer.said


def test_the_gate_reads_standard_input(unknot):
    """
    A dash stands for what is piped in.
    """
    assert unknot("gate", "-", "--json", typed=gate_case()).json["list"] == "unanswered"
