"""
`unknot check-in`, `unknot injury`, `unknot something-wrong`, `unknot safety`, `unknot log`.
"""

from __future__ import annotations

import pytest


def kept_check_ins(data_dir):
    from unknot.bootstrap import open_house

    house = open_house(data_dir)
    try:
        return house.check_ins(house.own_runner().id)
    finally:
        house.close()


def test_a_check_in_is_kept_for_the_side_that_was_named(unknot, data_dir):
    """
    Left stays left, and what was not asked about stays missing.
    """
    answer = unknot(
        "check-in", "--region", "calf", "--side", "left", "--soreness", 6, "--sleep-h", 7,
        "--stress", 3, "--fatigue", 4,
    )  # fmt: skip
    (kept,) = kept_check_ins(data_dir)

    assert answer.code == 0
    assert "left calf" in answer.out
    assert [(each.part.side, each.score) for each in kept.soreness] == [("left", 6)]
    assert (kept.sleep_h, kept.stress, kept.fatigue) == (7, 3, 4)


def test_a_second_check_in_of_the_day_adds_to_the_first(unknot, data_dir):
    """
    Saying more later does not erase what was said in the morning.
    """
    unknot("check-in", "--region", "calf", "--side", "left", "--soreness", 6)
    unknot("check-in", "--region", "heel", "--side", "right", "--pain", 2)
    (kept,) = kept_check_ins(data_dir)

    assert len(kept.soreness) == 1
    assert [(each.part.region, each.score) for each in kept.pain] == [("heel", 2)]


def test_night_mood_and_heart_are_kept_with_the_day(unknot, data_dir):
    """
    HRV is said in milliseconds and kept as its logarithm; four answers make the Hooper index.
    """
    answer = unknot(
        "check-in", "--stress", 3, "--fatigue", 4, "--sleep-quality", 2, "--muscle-soreness", 5,
        "--mood", 6, "--resting-hr", 51.5, "--rmssd-ms", 48,
    )  # fmt: skip
    (kept,) = kept_check_ins(data_dir)
    [day] = unknot("days", "--json").json

    assert answer.code == 0
    assert (kept.sleep_quality, kept.muscle_soreness, kept.mood) == (2, 5, 6)
    assert (kept.resting_hr, round(kept.hrv_lnrmssd, 4)) == (51.5, 3.8712)
    assert (day["hooper"], day["mood"], day["resting_hr"]) == (14, 6, 51.5)
    assert "RMSSD goes from 1 to 665 ms" in unknot("check-in", "--rmssd-ms", 0.2).said
    assert "Sleep quality goes from 1 to 7, got 9." in unknot("check-in", "--sleep-quality", 9).said


def test_a_check_in_as_json_is_all_that_was_said_that_day(unknot):
    """
    The morning's words stand beside the evening's, with what was not asked as null.
    """
    unknot("check-in", "--sleep-h", 7.5)
    answer = unknot("check-in", "--region", "calf", "--side", "left", "--soreness", 6, "--json")

    left_calf = {"region": "calf", "side": "left"}
    assert answer.json["soreness"] == [{"part": left_calf, "score": 6}]
    assert (answer.json["date"], answer.json["sleep_h"]) == ("2026-11-23", 7.5)
    assert answer.json["stress"] is None


def test_without_a_side_both_are_meant(unknot, data_dir):
    """
    "My calves are sore" is about two calves; a group is about all its regions.
    """
    unknot("check-in", "--region", "quads", "--soreness", 3)
    (kept,) = kept_check_ins(data_dir)

    assert {(each.part.region, each.part.side) for each in kept.soreness} == {
        (region, side) for region in ("quadriceps", "knee") for side in ("left", "right")
    }


@pytest.mark.parametrize(
    ("words", "code", "sentence"),
    [
        ((), 2, "at least one thing"),
        (("--region", "calf"), 2, "--soreness"),
        (("--soreness", "5"), 2, "--region"),
        (("--region", "kalf", "--soreness", "5"), 1, "did you mean calf"),
        (("--region", "calf", "--soreness", "11"), 1, "0 to 10"),
        (("--region", "calf", "--soreness", "much"), 2, "--soreness"),
        (("--region", "calf", "--side", "middle", "--soreness", "5"), 1, "left, right"),
        (("--sleep-h", "25"), 1, "0 to 24"),
        (("--stress", "8"), 1, "1 to 7"),
        (("--sleep-h", "7", "--on", "2026-13-01"), 1, "not a date"),
        (("--sleep-h", "7", "--on", "2026-11-24"), 1, "still ahead"),
    ],
)
def test_a_check_in_that_cannot_be_is_refused_in_a_sentence(
    unknot, data_dir, words, code, sentence
):
    """
    Nothing half is kept, and the sentence says what would do.
    """
    answer = unknot("check-in", *words)

    assert answer.code == code
    assert sentence in answer.said
    assert kept_check_ins(data_dir) == ()


def test_an_injury_lasts_until_it_is_ended(unknot):
    """
    An injury closes its place in the plan from its first day to its last.
    """
    unknot("safety", "answer", "--none")
    added = unknot(
        "injury", "add", "--kind", "overuse", "--region", "achilles", "--side", "left",
        "--since", "2026-11-20", "--json",
    ).json  # fmt: skip
    during = unknot("safety", "show", "--json").json
    ended = unknot("injury", "end", added["id"], "--on", "2026-11-22", "--json").json

    assert during["outcome"] == "restricted"
    assert {"region": "achilles", "side": "left"} in during["limits"][0]["regions"]
    assert ended["ended_on"] == "2026-11-22"
    assert "from 20 November 2026 to 22 November 2026" in unknot("injury", "list").out
    assert unknot("safety", "show", "--json").json["outcome"] == "allowed"
    assert unknot("injury", "list", "--json").json == [ended]


@pytest.mark.parametrize(
    ("words", "code"),
    [
        (("injury", "add", "--kind", "overuse"), 2),
        (("injury", "add", "--kind", "broken", "--region", "calf"), 1),
        (("injury", "end", "i_nothing"), 1),
        (("something-wrong", "report", "--sign", "hiccups"), 1),
        (("something-wrong", "end", "w_nothing"), 1),
        (("safety", "answer"), 2),
        (("safety", "answer", "--none", "--condition", "cancer"), 2),
        (("safety", "answer", "--condition", "hay-fever"), 1),
    ],
)
def test_wrong_words_about_the_body_are_refused(unknot, words, code):
    """
    A code nobody knows is never taken as "nothing is wrong".
    """
    answer = unknot(*words)

    assert answer.code == code
    assert answer.said


def test_a_warning_sign_closes_the_plan_until_it_is_over(unknot):
    """
    An emergency says to call now, offers no care, and ends only by the runner's word.
    """
    unknot("safety", "answer", "--none")
    answer = unknot("something-wrong", "report", "--sign", "lung-clot", "--json")
    (report,) = unknot("something-wrong", "list", "--json").json
    plan = unknot("plan", "--weeks", 1, "--json")
    unknot("something-wrong", "end", report["id"])

    assert (answer.code, answer.json["outcome"], answer.json["list"]) == (1, "refused", "A")
    assert "emergency number" in answer.json["reasons"][0]["text"]
    assert plan.code == 1
    assert "--keep" not in plan.said
    assert {item["kind"] for item in plan.json["items"]} <= {"rest"}
    assert unknot("safety", "show", "--json").json["outcome"] == "allowed"


def test_the_questions_can_be_read_and_answered_by_code(unknot):
    """
    Every listed code can be an answer, and the answer limits the plan.
    """
    codes = [question["code"] for question in unknot("safety", "questions", "--json").json]
    answer = unknot("safety", "answer", "--condition", "blood-thinners", "--json")

    assert "blood-thinners" in codes
    assert answer.json["outcome"] == "restricted"
    assert "I take blood thinners" in answer.json["limits"][0]["reason"]["text"]
    assert "blood-thinners" in unknot("safety", "questions").out
    assert "lung-clot" in unknot("something-wrong", "signs").out


def test_what_is_closed_is_said_once_with_its_reason(unknot):
    """
    One reason with five limits is one line, and reads like a sentence.
    """
    unknot("safety", "answer", "--condition", "pregnancy")
    said = " ".join(unknot("safety", "show").out.split())

    assert said.count("I am pregnant, or may be") == 1
    assert "At most light massage, self-massage here: both calves, both lower calves" in said
    assert "the both" not in said


def test_a_condition_with_a_place_closes_that_place_only(unknot):
    """
    Veins on the left calf leave the other leg open; without a place both legs are closed.
    """
    unsaid = unknot("safety", "answer", "--condition", "varicose-veins", "--json").json
    said = unknot(
        "safety", "answer", "--condition", "varicose-veins", "--where", "varicose-veins=left calf",
        "--json",
    ).json  # fmt: skip
    right_calf = {"region": "calf", "side": "right"}

    assert right_calf in unsaid["limits"][0]["regions"]
    assert {"region": "soleus", "side": "left"} in said["limits"][0]["regions"]
    assert right_calf not in said["limits"][0]["regions"]


@pytest.mark.parametrize(
    "where",
    ["left calf", "varicose-veins=", "varicose-veins=tail", "scar=left knee", "raynaud=calf"],
)
def test_a_place_that_is_nobodys_is_refused(unknot, where):
    """
    A place without a condition of mine keeps the old answers, and says how to write it.
    """
    answer = unknot(
        "safety", "answer", "--condition", "varicose-veins,raynaud", "--where", where, "--json"
    )

    assert answer.code == 1
    assert answer.said
    assert unknot("safety", "show", "--json").json["list"] == "unanswered"


def test_a_massage_is_logged_booked_and_removed(unknot):
    """
    A past massage is done, one ahead is confirmed; money is in units of the currency.
    """
    had = unknot(
        "log", "massage", "--on", "2026-11-10", "--type", "sports", "--minutes", 45,
        "--price", "55.50", "--regions", "calf,left hamstrings", "--json",
    ).json  # fmt: skip
    booked = unknot(
        "log", "massage", "--on", "2026-12-01", "--type", "Deep Tissue", "--minutes", 60,
        "--price", 70, "--at", "18:30", "--json",
    ).json  # fmt: skip

    assert (had["status"], had["price"]) == ("done", 55.5)
    assert {"region": "hamstrings", "side": "right"} not in had["regions"]
    assert len(had["regions"]) == 3
    assert (booked["status"], booked["price"]) == ("confirmed", 70)
    assert booked["start_utc"] == "2026-12-01T17:30:00Z"
    assert unknot("log", "remove", booked["id"]).code == 0
    assert [each["id"] for each in unknot("log", "list", "--json").json] == [had["id"]]


@pytest.mark.parametrize(
    ("changed", "code"),
    [
        ({"--type": "thai"}, 1),
        ({"--minutes": "5"}, 1),
        ({"--price": "cheap"}, 1),
        ({"--price": "-5"}, 1),
        ({"--regions": "tail"}, 1),
        ({"--at": "25:00"}, 1),
        ({"--on": "10.11.2026"}, 1),
        ({"--minutes": "an hour"}, 2),
    ],
)
def test_a_massage_that_cannot_be_is_refused(unknot, changed, code):
    """
    Each wrong value is named in a sentence.
    """
    said = {"--on": "2026-11-10", "--type": "sports", "--minutes": "45", **changed}
    answer = unknot("log", "massage", *(word for pair in said.items() for word in pair))

    assert answer.code == code
    assert answer.said
    assert unknot("log", "list", "--json").json == []
