"""
`unknot settings`: everything can be set, shown and cleared, and what cannot be is refused.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from unknot.cli.setting_names import SETTINGS

GOOD = [
    ("zone", ["Europe/Prague"], "Europe/Prague"),
    ("units", ["imperial"], "imperial"),
    ("week-start", ["sunday"], 6),
    ("sex", ["women"], "women"),
    ("sex", ["f"], "women"),
    ("sex", ["m"], "men"),
    ("resting-hr", ["52"], 52),
    ("max-hr", ["186"], 186),
    ("threshold-pace", ["4:50/km"], 290.0),
    ("budget", ["110"], 110),
    ("budget", ["€54.50"], 54.5),
    ("budget", ["1", "100", "Kč"], 1100),
    ("currency", ["czk"], "CZK"),
    (
        "price",
        ["deep-tissue:60:70", "sports:45:55.50"],
        [
            {"massage_type": "deep-tissue", "minutes": 60, "price": 70},
            {"massage_type": "sports", "minutes": 45, "price": 55.5},
        ],
    ),
    ("rhythm", ["21"], 21),
    ("minutes-a-day", ["15"], 15),
    ("minutes-a-week", ["60"], 60),
    ("tools", ["roller,ball"], ["ball", "hands", "roller"]),
    (
        "free-time",
        ["tue 18:00-20:30", "Saturday 9-11"],
        [
            {"weekday": 1, "starts_at": "18:00:00", "ends_at": "20:30:00"},
            {"weekday": 5, "starts_at": "09:00:00", "ends_at": "11:00:00"},
        ],
    ),
    (
        "free-time",
        ["tue", "18:00-20:30", "sat", "9", "-", "11"],
        [
            {"weekday": 1, "starts_at": "18:00:00", "ends_at": "20:30:00"},
            {"weekday": 5, "starts_at": "09:00:00", "ends_at": "11:00:00"},
        ],
    ),
    ("types-to-try", ["sports,", "light"], ["sports", "light"]),
    ("had-deep-massage", ["yes"], True),
    ("stretching", ["2"], 2),
    ("cold-water", ["yes"], True),
    ("relaxation", ["0.5"], 0.5),
    ("strength-days", ["mon,thu"], [0, 3]),
    (
        "race",
        ["2026-12-13:21.1km:A:City half"],
        [{"date": "2026-12-13", "distance_m": 21_100.0, "priority": "A", "name": "City half"}],
    ),
    ("race", ["2027-04-11:marathon"], None),
    (
        "usual-week",
        ["tue:easy:8km", "sun:long:90min:09:00"],
        [
            {
                "weekday": 1,
                "kind": "easy",
                "starts_at": None,
                "distance_m": 8000,
                "duration_min": None,
            },
            {
                "weekday": 6,
                "kind": "long",
                "starts_at": "09:00:00",
                "distance_m": None,
                "duration_min": 90,
            },
        ],
    ),
    ("figure", ["two"], "two"),
    ("calendar-details", ["yes"], True),
    ("name", ["Jana", "Nová"], "Jana Nová"),
    ("watch-folder", ["activities"], None),
]


@pytest.fixture(autouse=True)
def where_runs_lie(tmp_path, monkeypatch) -> Path:
    """
    The runner stands beside a folder of runs.
    """
    folder = tmp_path / "activities"
    folder.mkdir()
    monkeypatch.chdir(tmp_path)
    return folder


@pytest.mark.parametrize(("name", "words", "value"), GOOD)
def test_a_setting_is_set_and_shown(unknot, name, words, value):
    """
    What was said is what is kept.
    """
    answer = unknot("settings", "set", name, *words, "--json")
    shown = unknot("settings", "show", "--json").json[name]

    assert answer.code == 0, answer
    assert shown["source"] == "said"
    assert answer.json[name] == shown["value"]
    if value is not None:
        assert shown["value"] == value


def test_every_setting_is_tried_here():
    """
    A new setting comes with an example that works.
    """
    assert {each.name for each in SETTINGS} == {name for name, _, _ in GOOD}


@pytest.mark.parametrize("setting", SETTINGS, ids=lambda each: each.name)
def test_the_example_of_each_setting_works(unknot, setting):
    """
    What `settings names` shows as an example can be typed as it stands.
    """
    answer = unknot("settings", "set", setting.name, setting.example.strip('"'))

    assert answer.code == 0, answer
    assert answer.out.startswith(f"{setting.name}: ")


BAD = [
    ("zone", "Mars/Olympus"),
    ("units", "leagues"),
    ("resting-hr", "fast"),
    ("resting-hr", "12"),
    ("max-hr", "999"),
    ("threshold-pace", "quick"),
    ("threshold-pace", "1:00/km"),
    ("threshold-pace", "4:75/km"),
    ("budget", "lots"),
    ("budget", "-5"),
    ("budget", "1.234"),
    ("budget", "1,000"),
    ("budget", "1e5"),
    ("budget", "12 apples 5"),
    ("budget", "9" * 5000),
    ("currency", "money"),
    ("price", "deep-tissue"),
    ("price", "thai:60:70"),
    ("price", "sports:5:70"),
    ("price", "sports:45:-1"),
    ("price", "sports:45:999999999"),
    ("rhythm", "2"),
    ("minutes-a-day", "500"),
    ("tools", "hammer"),
    ("usual-week", "tue:easy"),
    ("usual-week", "someday:easy:8km"),
    ("usual-week", "tue:crawl:8km"),
    ("usual-week", "tue:easy:far"),
    ("usual-week", "tue:easy:9999km"),
    ("usual-week", "tue:easy:8km:25:00"),
    ("free-time", "sometimes"),
    ("free-time", "tue 20:00-18:00"),
    ("free-time", "tue 25:00-26:00"),
    ("had-deep-massage", "maybe"),
    ("relaxation", "2"),
    ("strength-days", "funday"),
    ("race", "soon"),
    ("race", "2026-12-13:far"),
    ("race", "2026-12-13:10km:Z"),
    ("race", "2026-12-13:1m"),
    ("race", "9999-12-13:half"),
    ("race", "0026-12-13:half"),
]


@pytest.mark.parametrize(("name", "value"), BAD)
def test_a_value_that_cannot_be_is_refused_in_a_sentence(unknot, name, value):
    """
    The setting stays as it was, and one sentence says what was wrong.
    """
    before = unknot("settings", "show", "--json").out
    answer = unknot("settings", "set", name, value)

    assert answer.code == 1, answer
    assert len(answer.said.strip().splitlines()) == 1
    assert unknot("settings", "show", "--json").out == before


def test_a_setting_that_does_not_exist_is_wrong_usage(unknot):
    """
    The sentence lists the settings there are.
    """
    answer = unknot("settings", "set", "shoe-size", "44")

    assert answer.code == 2
    assert "budget" in answer.said


def test_a_setting_is_cleared(unknot):
    """
    None brings back what holds when nothing is said.
    """
    unknot("settings", "set", "budget", "110")
    unknot("settings", "set", "budget", "none")

    assert unknot("settings", "show", "--json").json["budget"]["source"] == "default"


def test_estimates_and_defaults_are_told_apart(unknot):
    """
    A heart rate nobody has measured is shown as our estimate, not as the runner's own.
    """
    shown = unknot("settings", "show", "--json").json

    assert shown["resting-hr"]["source"] == "estimated"
    assert shown["resting-hr"]["value"] is None
    assert shown["resting-hr"]["used"] > 0
    assert shown["minutes-a-day"] == {"value": 20, "used": 20, "source": "default"}
    assert "our estimate" in unknot("settings", "show").out


def test_a_plan_without_settings_asks_for_a_budget_first(unknot):
    """
    Without a word from the runner: hands only, no appointment, and the first wish is a budget.
    """
    unknot("safety", "answer", "--none")
    plan = unknot("plan", "--weeks", 2, "--json").json

    assert not [item for item in plan["items"] if item["kind"] == "massage"]
    assert plan["wishes_not_met"][0]["reason"]["code"] == "set-a-budget"


def test_a_wish_that_is_its_own_change_is_said_once(unknot):
    """
    "Set a budget" is the wish and what would meet it.
    """
    unknot("safety", "answer", "--none")
    table = " ".join(unknot("plan", "--weeks", 1).out.split())

    assert table.count("Set a budget a month") == 1


def test_a_budget_below_every_price_is_said(a_runner_with_a_plan):
    """
    A budget that pays for nothing gives a sentence with both figures and no appointment.
    """
    a_runner_with_a_plan("settings", "set", "budget", "30")
    plan = a_runner_with_a_plan("plan", "--weeks", 2, "--json").json

    (wish,) = [
        wish
        for wish in plan["wishes_not_met"]
        if wish["reason"]["code"] == "budget-below-every-price"
    ]
    assert "€30" in wish["reason"]["text"]
    assert not [item for item in plan["items"] if item["kind"] == "massage"]


def test_a_folder_to_watch_is_kept_by_its_whole_path(unknot, where_runs_lie):
    """
    The server stands elsewhere than who types; `none` ends the watching.
    """
    set_to = unknot("settings", "set", "watch-folder", "activities", "--json").json
    ended = unknot("settings", "set", "watch-folder", "none", "--json").json

    assert set_to == {"watch-folder": str(where_runs_lie)}
    assert ended == {"watch-folder": ""}


@pytest.mark.parametrize(
    ("folder", "sentence"),
    [
        ("nowhere", "There is no folder"),
        ("a-file", "is no folder"),
        ("data", "belongs to the data that Unknot keeps"),
        ("data/incoming", "belongs to the data that Unknot keeps"),
    ],
)
def test_what_cannot_be_watched_is_refused(unknot, tmp_path, data_dir, folder, sentence):
    """
    A path that is no folder, and the data folder itself, with a sentence; nothing is changed.
    """
    (tmp_path / "a-file").write_text("")
    (data_dir / "incoming").mkdir(parents=True)

    answer = unknot("settings", "set", "watch-folder", folder)

    assert answer.code == 1
    assert sentence in answer.said
    assert unknot("settings", "show", "--json").json["watch-folder"]["value"] == ""


def test_the_sample_watches_no_folder(unknot):
    """
    Files that come by themselves are nobody's but the runner's whose house this is.
    """
    assert unknot("demo").code == 0

    answer = unknot("settings", "set", "watch-folder", "activities")

    assert answer.code == 1
    assert "The sample watches no folder" in answer.said
