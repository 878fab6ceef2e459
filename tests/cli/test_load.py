"""
`unknot load`, `unknot run splits` and `unknot profile`.
"""

from __future__ import annotations

import pytest


@pytest.fixture
def three_weeks(unknot):
    """
    An hour at 3 of 10 on three Fridays.
    """
    for day in ("2026-11-06", "2026-11-13", "2026-11-20"):
        unknot("run", "add", "--start", f"{day} 18:00", "--minutes", 60, "--rpe", 3)


def test_the_weeks_are_listed_with_their_load(unknot, three_weeks):
    """
    180 a week, and the week that has just begun is not known yet.
    """
    weeks = unknot("load", "--json").json

    assert [week["load"] for week in weeks] == [180, 180, 180, None]
    assert [week["starts_on"] for week in weeks[:2]] == ["2026-11-02", "2026-11-09"]
    assert "16 November 2026" in unknot("load").out


def test_only_the_weeks_asked_for(unknot, three_weeks):
    """
    Each as a whole, though the days lie in their middle.
    """
    weeks = unknot("load", "--from", "2026-11-10", "--to", "2026-11-16", "--json").json

    assert [week["starts_on"] for week in weeks] == ["2026-11-09", "2026-11-16"]


def test_no_weeks_is_an_empty_list(unknot):
    """
    A new house has none, and says how they come.
    """
    assert unknot("load", "--json").json == []
    assert "unknot import" in unknot("load").said


def test_a_run_is_shown_by_the_kilometre(unknot, a_run_file):
    """
    Five kilometres have five splits, in kilometres or miles as the settings have it.
    """
    unknot("import", a_run_file("2026-11-20", 5))
    [run] = unknot("runs", "--json").json
    splits = unknot("run", "splits", run["run_id"], "--json").json["splits"]
    unknot("settings", "set", "units", "imperial")
    miles = unknot("run", "splits", run["run_id"], "--json").json["splits"]

    assert round(splits[0]["distance_m"]) == 1000
    assert round(sum(split["distance_m"] for split in splits)) == pytest.approx(5000, abs=60)
    assert round(miles[0]["distance_m"]) == 1609
    assert "a mile" in unknot("run", "splits", run["run_id"]).out


def test_a_run_by_hand_has_no_splits(unknot, three_weeks):
    """
    It says so and is no error.
    """
    run_id = unknot("runs", "--json").json[0]["run_id"]
    answer = unknot("run", "splits", run_id)

    assert (answer.code, answer.out) == (0, "")
    assert "no samples" in answer.said
    assert unknot("run", "splits", run_id, "--json").json == {
        "seconds": None, "splits": [], "moments": [],
    }  # fmt: skip


def test_nothing_is_found_about_somebody_new(unknot):
    """
    Without evidence there is no proposal, and nothing to accept.
    """
    assert unknot("profile", "--json").json == []
    assert "Nothing new is found" in unknot("profile").said
    refused = unknot("profile", "accept", "max-hr")
    assert refused.code != 0
    assert "max-hr" in refused.said


def test_the_usual_week_is_found_and_accepted(unknot, three_weeks):
    """
    Friday after Friday: found, shown with its reason, set when accepted, and then no guess.
    """
    [found] = unknot("profile", "--json").json
    before = unknot("settings", "show", "--json").json["usual-week"]["source"]
    shown = unknot("profile")
    accepted = unknot("profile", "accept", "usual-week")

    assert (found["name"], found["replaces"]) == ("usual-week", None)
    assert found["value"][0]["weekday"] == 4
    assert "3 runs" in found["because"]
    assert before == "default"
    assert "Fri easy run" in shown.out
    assert "Fri easy run" in accepted.out
    assert unknot("settings", "show", "--json").json["usual-week"]["source"] == "said"
    assert unknot("profile", "--json").json == []


def test_what_was_accepted_is_what_is_planned(unknot, three_weeks):
    """
    The week that was said is in the plan, not marked as a guess.
    """
    unknot("settings", "set", "usual-week", "tue:easy:8km,sun:long:90min:09:00")
    unknot("safety", "answer", "--none")
    ahead = unknot("plan", "--weeks", 1, "--json").json["runs_ahead"]

    assert [(run["kind"], run["is_guess"]) for run in ahead] == [("easy", False), ("long", False)]


def test_a_wrong_name_is_said_with_the_right_ones(unknot):
    """
    A slip of the finger gets the list.
    """
    answer = unknot("profile", "accept", "shoe-size")

    assert answer.code != 0
    assert "max-hr" in answer.said
