"""
`unknot runs`, `unknot run` and `unknot runs-ahead`.
"""

from __future__ import annotations

import pytest

from tests.intake.workout_writer import Step, workout_file

PLAN = """BEGIN:VCALENDAR
VERSION:2.0
PRODID:-//test//EN
BEGIN:VEVENT
UID:1@test
DTSTAMP:20261101T000000Z
DTSTART;VALUE=DATE:20261129
SUMMARY:Long run 18 km
END:VEVENT
END:VCALENDAR
"""


def test_runs_are_listed_by_day(unknot, a_run_file):
    """
    Both ends of the span are included.
    """
    for day in ("2026-11-20", "2026-11-21", "2026-11-22"):
        unknot("import", a_run_file(day, 5, f"{day}.gpx"))
    listed = unknot("runs", "--json", "--from", "2026-11-21", "--to", "2026-11-22").json

    assert [run["start_utc"][:10] for run in listed] == ["2026-11-21", "2026-11-22"]
    assert "5 km" in unknot("runs").out


def test_a_run_lies_on_the_day_and_in_the_year_of_the_runner(unknot, a_run_file):
    """
    Half an hour after midnight in Prague is another day there than in UTC, and may be another year.
    """
    unknot("run", "add", "--start", "2026-01-01T00:30", "--minutes", 40)
    file = a_run_file("2026-11-21")
    late = file.read_text(encoding="utf-8").replace("T09:", "T23:")
    file.write_text(late, encoding="utf-8")
    imported = unknot("import", file)

    assert "Thu 1 Jan 2026, 00:30" in unknot("runs").out
    assert "22 November 2026" in imported.out


def test_no_runs_is_an_empty_list(unknot):
    """
    A new house has no runs, and says how to add some.
    """
    assert unknot("runs", "--json").json == []
    assert "unknot import" in unknot("runs").said


def test_a_run_is_rated(unknot, a_run_file):
    """
    What a runner says of a run is kept, and is what the load stands on.
    """
    run_id = unknot("import", a_run_file(), "--json").json[0]["runs"][0]["run_id"]
    answer = unknot("run", "rate", run_id, "--rpe", "6", "--kind", "long")
    shown = unknot("run", "show", run_id, "--json").json

    assert answer.code == 0
    assert (shown["rpe"], shown["kind"], shown["kind_is_inferred"]) == (6, "long", False)
    assert shown["load"]["method"] == "rpe"


def test_a_treadmill_run_is_added_by_hand(unknot):
    """
    A time without a zone is the runner's own wall time.
    """
    added = unknot(
        "run", "add", "--start", "2026-11-20 18:00", "--minutes", 40, "--distance-km", 7,
        "--rpe", 5, "--kind", "easy", "--json",
    ).json  # fmt: skip

    assert added["start_utc"] == "2026-11-20T17:00:00Z"
    assert added["distance_m"] == 7000
    assert unknot("runs", "--json").json == [added]


@pytest.mark.parametrize(
    ("words", "code", "sentence"),
    [
        (("run", "show", "r_nothing"), 1, "r_nothing"),
        (("run", "rate", "r_nothing"), 2, "--rpe"),
        (("run", "rate", "r_nothing", "--rpe", "11"), 1, "0 to 10"),
        (("run", "rate", "r_nothing", "--kind", "tempo"), 1, "easy, long, speed"),
        (("run", "add", "--start", "yesterday", "--minutes", "40"), 1, "2026-11-23T18:00"),
        (("run", "add", "--minutes", "40"), 2, "--start"),
        (("runs", "--from", "2026-02-30"), 1, "not a date"),
        (("runs-ahead", "import", "nothing.ics"), 1, "nothing.ics"),
    ],
)
def test_what_cannot_be_is_said_in_a_sentence(unknot, words, code, sentence):
    """
    A wrong line is exit code 2, a value that cannot be is 1, both with what to write instead.
    """
    answer = unknot(*words)

    assert answer.code == code
    assert sentence in answer.said
    assert answer.out == ""


def test_a_training_plan_is_read_and_forgotten(unknot, tmp_path):
    """
    The runs of a plan file stand in the next plan; forgetting takes them away.
    """
    file = tmp_path / "plan.ics"
    file.write_text(PLAN.replace("\n", "\r\n"), encoding="utf-8")
    unknot("safety", "answer", "--none")
    read = unknot("runs-ahead", "import", file, "--json").json
    ahead = unknot("plan", "--weeks", 1, "--json").json["runs_ahead"]
    unknot("runs-ahead", "forget")
    forgotten = unknot("plan", "--weeks", 1, "--json").json["runs_ahead"]

    assert [run["distance_m"] for run in read["runs"]] == [18_000]
    assert [(run["date"], run["is_guess"]) for run in ahead] == [("2026-11-29", False)]
    assert forgotten == []


def test_a_training_plan_is_shown_day_by_day(unknot, tmp_path):
    """
    Its rest days and its strength work too, in plain words, and from today on.
    """
    file = tmp_path / "plan.csv"
    days = "11-22,Rest", "11-23,Strength + easy run 5 km", "11-24,Rest day", "11-25,Strength"
    file.write_text("date,workout\n" + "".join(f"2026-{day}\n" for day in days))
    nothing = unknot("runs-ahead", "show")
    read = unknot("runs-ahead", "import", file)
    shown = unknot("runs-ahead", "show")

    assert (nothing.code, nothing.out) == (0, "")
    assert "usual ones" in nothing.said
    assert "And 2 rest days, 2 days of strength work." in read.out
    assert shown.out.splitlines() == [
        "Mon 23 Nov 2026: 5 km, easy run, strength",
        "Tue 24 Nov 2026: Rest day",
        "Wed 25 Nov 2026: Strength",
    ]
    kept = unknot("runs-ahead", "show", "--json").json
    assert (kept["rest_days"], kept["strength_days"]) == (
        ["2026-11-22", "2026-11-24"],
        ["2026-11-23", "2026-11-25"],
    )


def test_cold_water_keeps_clear_of_the_strength_work_of_a_plan(a_runner_with_a_plan, tmp_path):
    """
    The plan that wanted a bath after Sunday's long run wants none beside Monday's strength work.
    """
    unknot = a_runner_with_a_plan
    unknot("settings", "set", "cold-water", "yes")
    runs = "2026-11-25,Easy run 6 km\n2026-11-29,Long run 16 km\n"
    baths = []
    for other in ("", "2026-11-30,Strength\n"):
        (tmp_path / "plan.csv").write_text("date,workout\n" + runs + other)
        unknot("runs-ahead", "import", tmp_path / "plan.csv")
        plan = unknot("plan", "--weeks", 2, "--json").json
        baths.append([each["date"] for each in plan["items"] if each["kind"] == "cold-water"])

    assert "2026-11-29" in baths[0]
    assert "2026-11-29" not in baths[1]
    assert plan["strength_days"] == ["2026-11-30"]


def test_a_training_plan_that_is_over_says_so(unknot, tmp_path):
    """
    It is kept, and the day of its last run says why it changes nothing; the JSON has it too.
    """
    file = tmp_path / "plan.csv"
    file.write_text("date,workout\n2026-11-20,Easy run 5 km\n2026-11-22,Long run 16 km\n")
    said = "The last run of this plan was on 22 November 2026, so your usual week is used."
    read = unknot("runs-ahead", "import", file)
    as_json = unknot("runs-ahead", "import", file, "--json")

    assert read.code == as_json.code == 0
    assert said in " ".join(read.said.split())
    assert as_json.json["note"] == said
    assert said in " ".join(unknot("runs-ahead", "show").said.split())

    file.write_text("date,workout\n2026-11-20,Easy run 5 km\n2026-11-23,Long run 16 km\n")
    assert unknot("runs-ahead", "import", file, "--json").json["note"] is None


def test_what_was_written_at_strava_is_shown_with_the_run(unknot, tmp_path):
    """
    A list of activities brings titles, notes and gear; a run without a file is a run.
    """
    the_list = tmp_path / "activities.csv"
    the_list.write_text(
        "Activity ID,Activity Date,Activity Name,Activity Type,Activity Description,Elapsed Time,"
        'Distance,Activity Gear\n1,"Nov 20, 2026, 7:00:00 AM",With Ben,Run,Warm,1800,5.00,Old shoes\n',
        encoding="utf-8",
    )
    run_id = unknot("import", the_list, "--json").json[0]["runs"][0]["run_id"]
    shown = unknot("run", "show", run_id, "--json").json

    assert (shown["title"], shown["description"], shown["gear"]) == (
        "With Ben",
        "Warm",
        "Old shoes",
    )
    assert (shown["distance_m"], shown["n_records"]) == (5000, 0)
    said = unknot("run", "show", run_id).out
    assert "Title: With Ben" in said
    assert "Gear: Old shoes" in said
    assert "Notes: Warm" in said


INTERVALS = (Step(metres=2000), Step(metres=1000), Step(back_to=1, times=5))


def test_a_workout_for_the_watch_is_planned_on_a_day(unknot, tmp_path):
    """
    Beside the plan that is there; without a day it is refused and says how to name one.
    """
    plan, workout = tmp_path / "plan.csv", tmp_path / "track.fit"
    plan.write_text("date,workout\n2026-11-29,Long run 18 km\n")
    workout.write_bytes(workout_file(INTERVALS, "Track"))
    unknot("runs-ahead", "import", plan)
    without = unknot("runs-ahead", "import", workout)
    late = unknot("runs-ahead", "import", workout, "--on", "2026-11-01")
    read = unknot("runs-ahead", "import", workout, "--on", "2026-11-26", "--json").json
    kept = unknot("runs-ahead", "show", "--json").json

    assert (without.code, late.code) == (1, 1)
    assert "--on" in without.said
    assert "2026-11-01 is over" in late.said
    assert [(run["date"], run["kind"], run["distance_m"]) for run in read["runs"]] == [
        ("2026-11-26", "speed", 7000)
    ]
    assert not read["is_whole"]
    assert [run["date"] for run in kept["runs"]] == ["2026-11-26", "2026-11-29"]
    assert kept["is_whole"]


def test_what_of_a_plan_was_assumed_or_left_out_is_said(unknot, tmp_path):
    """
    On standard error, in sentences, with exit code 1; in the JSON they are English text.
    """
    file = tmp_path / "plan.csv"
    file.write_text("date,workout,distance\n2026-11-29,Easy run,8\nsoon,Easy run,8\n")
    read = unknot("runs-ahead", "import", file)
    as_json = unknot("runs-ahead", "import", file, "--json")

    assert read.code == 1
    assert "Please check: Row 3 has no date that can be read." in read.said
    assert as_json.json["not_understood"] == [
        "The table names no unit; distances were taken as kilometres.",
        "Row 3 has no date that can be read.",
    ]


def two_recordings(unknot, a_run_file) -> tuple[str, list[dict]]:
    """
    A run that two files hold, one of them longer, and its recordings.
    """
    for km, name in ((6, "watch.gpx"), (7, "phone.gpx")):
        unknot("import", a_run_file("2026-11-22", km, name))
    [run] = unknot("runs", "--json").json
    return run["run_id"], unknot("run", "recordings", run["run_id"], "--json").json


def test_a_run_tells_what_it_is_known_from(unknot, a_run_file):
    """
    Every file with its figures, and which of them is shown.
    """
    run_id, lines = two_recordings(unknot, a_run_file)

    assert [line["file"].rpartition("/")[2] for line in lines] == ["watch.gpx", "phone.gpx"]
    assert [line["chosen"] for line in lines] == [False, True]
    assert "phone.gpx" in unknot("run", "recordings", run_id).out


def test_another_recording_of_a_run_is_shown(unknot, a_run_file):
    """
    The run has the figures of the one that was chosen.
    """
    run_id, lines = two_recordings(unknot, a_run_file)

    chosen = unknot("run", "choose", run_id, lines[0]["id"], "--json").json

    assert [line["chosen_by_runner"] for line in chosen] == [True, False]
    assert unknot("run", "show", run_id, "--json").json["elapsed_s"] == lines[0]["elapsed_s"]
    assert "your choice" in unknot("run", "recordings", run_id).out


def test_a_recording_is_split_off_and_joined_again(unknot, a_run_file):
    """
    Each step says what is which now.
    """
    run_id, lines = two_recordings(unknot, a_run_file)

    split = unknot("run", "split", run_id, lines[1]["id"], "--json").json
    new = split["new_run"]["run_id"]
    assert {run["run_id"] for run in unknot("runs", "--json").json} == {run_id, new}
    joined = unknot("run", "join", run_id, new)
    assert f"They are one run now: {run_id}." in joined.said
    assert len(unknot("runs", "--json").json) == 1
    again = unknot("run", "split", run_id, lines[1]["id"])
    assert f"The rest is still {run_id}." in again.said


def test_what_cannot_be_split_or_joined_says_why(unknot, a_run_file):
    """
    One sentence each, and nothing is changed.
    """
    unknot("import", a_run_file("2026-11-21", 5, "one.gpx"))
    unknot("import", a_run_file("2026-11-22", 5, "two.gpx"))
    first, second = (run["run_id"] for run in unknot("runs", "--json").json)
    [line] = unknot("run", "recordings", first, "--json").json

    for words, why in (
        (("split", first, line["id"]), "only recording"),
        (("join", first, second), "did not go on at the same time"),
        (("choose", first, "rec_x"), "no recording called 'rec_x'"),
        (("recordings", "r_x"), "no run called 'r_x'"),
    ):
        answer = unknot("run", *words)
        assert answer.code != 0
        assert why in answer.said
