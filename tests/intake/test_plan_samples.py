"""
Whole plan files, compared value by value: day, kind, distance, minutes; in either order.
"""

from __future__ import annotations

import csv
import re
from datetime import date, time
from pathlib import Path

import pytest

from tests.shared_data import needs_shared_data, shared_file
from unknot.domain.run import PlanFile, RunKind
from unknot.intake.plan_files import PlanFiles, looks_like_plan

SAMPLES = Path(__file__).parents[1] / "files" / "ics"
TODAY = date(2026, 2, 1)
MILE = 1609.344
Row = tuple[str, str, float | None, float | None]


def read(content: bytes, name: str, today: date = TODAY) -> PlanFile:
    return PlanFiles().read(name, content, "Europe/Prague", today)


def rows_of(plan: PlanFile) -> list[Row]:
    return [
        (run.date.isoformat(), run.kind.value, run.distance_m, run.duration_min)
        for run in plan.runs
    ]


def days_of(days: tuple[date, ...]) -> list[str]:
    return [day.isoformat() for day in days]


def said_of(plan: PlanFile) -> str:
    return "\n".join(map(str, plan.not_understood))


def turned_round(content: bytes, name: str) -> bytes:
    """
    The same file with its entries in the opposite order.
    """
    text = content.decode("utf-8-sig").replace("\r\n", "\n")
    if name.endswith(".csv"):
        header, *rows = list(csv.reader(text.splitlines(), delimiter=";" if ";" in text else ","))
        lines = [",".join(f'"{cell}"' for cell in row) for row in (header, *rows[::-1])]
        return "\n".join(lines).encode()
    events = re.findall(r"BEGIN:VEVENT\n.*?END:VEVENT\n", text, re.S)
    rest = re.sub(r"BEGIN:VEVENT\n.*?END:VEVENT\n", "", text, flags=re.S)
    return rest.replace("END:VCALENDAR", "".join(events[::-1]) + "END:VCALENDAR").encode()


EXPECTED: dict[str, tuple[list[Row], list[str], list[str]]] = {
    "trainingpeaks.ics": (
        [
            ("2026-03-03", "easy", 8000.0, 44.0),
            ("2026-03-05", "speed", 10_000.0, 56.0),
            ("2026-03-08", "long", 18_000.0, 105.5),
            ("2026-03-10", "speed", 9977.9, 50.0),
        ],
        ["2026-03-06"],
        ["2026-03-04"],
    ),
    "runna.ics": (
        [
            ("2026-03-02", "easy", 6000.0, 37.5),
            ("2026-03-04", "speed", 6500.0, 50.0),
            ("2026-03-06", "speed", 8000.0, 50.0),
            ("2026-03-08", "long", 12_000.0, 75.0),
            ("2026-03-09", "easy", 2300.0, 30.0),
            ("2026-03-29", "race", 21_100.0, 134.0),
        ],
        [],
        ["2026-03-05"],
    ),
    "runna-italian.ics": (
        [
            ("2026-06-02", "easy", 11_000.0, 60.0),
            ("2026-06-03", "speed", 12_000.0, 62.5),
            ("2026-06-07", "long", 28_000.0, 130.0),
        ],
        [],
        [],
    ),
    "final-surge.ics": (
        [
            ("2026-03-02", "easy", 8046.7, 47.0),
            ("2026-03-04", "speed", 12_070.1, None),
            ("2026-03-06", "uphill", 9656.1, None),
            ("2026-03-08", "long", 21_082.4, 124.0),
        ],
        ["2026-03-03", "2026-03-10"],
        ["2026-03-05"],
    ),
    "garmin.ics": (
        [
            ("2026-02-10", "easy", None, None),
            ("2026-02-11", "sprint", None, None),
            ("2026-02-13", "speed", None, None),
            ("2026-02-14", "easy", None, None),
            ("2026-02-15", "long", None, None),
            ("2026-02-16", "speed", None, None),
            ("2026-02-22", "race", None, None),
        ],
        ["2026-02-12"],
        [],
    ),
    "trainingpeaks.csv": (
        [
            ("2026-03-03", "easy", 8000.0, 44.0),
            ("2026-03-05", "speed", 10_000.0, 56.0),
            ("2026-03-08", "long", 18_000.0, 105.0),
        ],
        ["2026-03-06"],
        ["2026-03-04"],
    ),
    "final-surge.csv": (
        [
            ("2026-03-02", "easy", 8046.7, 47.0),
            ("2026-03-04", "speed", 12_070.1, 65.0),
            ("2026-03-14", "long", 21_082.4, 124.0),
        ],
        ["2026-03-03"],
        [],
    ),
    "own.csv": (
        [
            ("2026-03-03", "easy", 8000.0, 48.0),
            ("2026-03-05", "speed", 10_000.0, None),
            ("2026-03-08", "long", 20_000.0, 120.0),
            ("2026-03-15", "race", 10_000.0, None),
        ],
        ["2026-03-06"],
        ["2026-03-07"],
    ),
    "spreadsheet.csv": (
        [
            ("2026-03-03", "easy", 8500.0, 51.0),
            ("2026-03-05", "speed", 10_000.0, None),
            ("2026-03-08", "long", 21_100.0, 130.0),
        ],
        [],
        [],
    ),
}


@pytest.mark.parametrize("is_turned_round", [False, True])
@pytest.mark.parametrize("name", EXPECTED)
def test_the_plan_of_a_service_is_read_value_by_value(name, is_turned_round):
    """
    All runs, rest days and days of strength work, whatever the order of the file.
    """
    content = (SAMPLES / name).read_bytes()
    plan = read(turned_round(content, name) if is_turned_round else content, name)

    assert (rows_of(plan), days_of(plan.rest_days), days_of(plan.strength_days)) == EXPECTED[name]
    assert looks_like_plan(name, content)


def test_a_run_that_a_service_calls_done_is_no_run_ahead():
    """
    Runna lists it in the same calendar.
    """
    plan = read((SAMPLES / "runna.ics").read_bytes(), "runna.ics")

    assert "done already: 1" in said_of(plan)
    assert date(2026, 2, 25) not in {run.date for run in plan.runs}


def test_a_plan_is_understood_in_eleven_languages():
    """
    Easy, two hard ones, long, race, rest, strength and something else, in each of them.
    """
    plan = read((SAMPLES / "languages.ics").read_bytes(), "languages.ics")
    found = {run.date.isoformat(): run.kind.value for run in plan.runs}
    found |= {day.isoformat(): "rest" for day in plan.rest_days}
    found |= {day.isoformat(): "strength" for day in plan.strength_days}
    with (SAMPLES / "languages_truth.csv").open(encoding="utf-8") as table:
        truth = list(csv.DictReader(table))

    assert len({row["language"] for row in truth}) == 11
    for row in truth:
        assert (row["title"], found.get(row["date"], "other")) == (row["title"], row["kind"])
    lengths = {run.kind: run.distance_m for run in plan.runs if run.distance_m}
    assert lengths[RunKind.LONG] == 16_000
    assert lengths[RunKind.EASY] == 8000


def test_in_a_private_calendar_only_what_is_surely_training_counts():
    """
    The track package and the core team's meeting are named and left out.
    """
    plan = read((SAMPLES / "private.ics").read_bytes(), "private.ics")

    assert rows_of(plan) == [
        ("2026-03-03", "easy", 8000.0, None),
        ("2026-03-08", "long", 16_000.0, None),
        ("2026-03-12", "speed", None, None),
        ("2026-03-14", "long", None, None),
    ]
    assert (plan.rest_days, plan.strength_days) == ((), ())
    for title in ("Track package", "Long weekend", "Core team meeting", "Movie marathon", "Off"):
        assert f"'{title}' was left out, because its words can mean other things" in said_of(plan)
    assert "'Dentist' was not understood and left out." in said_of(plan)
    assert "'Run errands' was not understood and left out." in said_of(plan)


def test_doubtful_words_count_in_a_calendar_that_is_a_plan_and_that_is_said():
    """
    "Base" among six runs is one; the runner sees that it was assumed.
    """
    plan = read((SAMPLES / "garmin.ics").read_bytes(), "garmin.ics")

    assert "'Base' was taken as part of the plan" in said_of(plan)
    assert "'Long Run'" not in said_of(plan)


def test_the_start_of_a_run_is_read_from_a_table():
    """
    A column of its own in our own form.
    """
    plan = read((SAMPLES / "own.csv").read_bytes(), "own.csv")

    assert [run.starts_at for run in plan.runs] == [time(6, 30), None, time(8), time(9, 30)]


@pytest.mark.parametrize(
    ("header", "row", "metres", "minutes"),
    [
        ("date,title,distance_m", "2026-03-03,Easy,8000", 8000.0, None),
        ("date,title,Distance [mi]", "2026-03-03,Easy,5", 5 * MILE, None),
        ("date,title,Distance,Unit", "2026-03-03,Easy,5,miles", 5 * MILE, None),
        ("date,title,distance", "2026-03-03,Easy,8 km", 8000.0, None),
        ("date,title,distance", "2026-03-03,Easy,8", 8000.0, None),
        ("date,title,distance", "03/24/2026,Easy,5", 5 * MILE, None),
        ("Date,Workout,Time", "2026-03-03,Easy run,0:45", None, 45.0),
        ("Date,Workout,Duration (h)", "2026-03-03,Easy run,1.5", None, 90.0),
        ("Date,Workout,Duration", "2026-03-03,Easy run,1h30", None, 90.0),
        ("Date,Workout,Duration", "2026-03-03,Easy run,15 min", None, 15.0),
        ("Date|Workout|km", "3 Mar 2026|Easy run|8.5", 8500.0, None),
        ("Datum;Training;Abstand", "2026年3月3日;Lockerer Lauf 8,5 km;", 8500.0, None),
        ("日期,训练,距离 (km)", "2026-03-03,轻松跑,8", 8000.0, None),
        ("date,title,distance_m", '2026-03-03,Easy,"10,000"', 10_000.0, None),
        ("date,title,km", "2026-03-03,Easy,-8", None, None),
        ("date,title,km", "2026-03-03,Easy,inf", None, None),
    ],
)
def test_distances_and_durations_of_tables_in_their_units(header, row, metres, minutes):
    """
    In the name of the column, in a column of its own, in the cell, or by the way of the dates.
    """
    [run] = read(f"{header}\n{row}\n".encode(), "plan.csv").runs

    assert run.distance_m == (None if metres is None else pytest.approx(metres, abs=0.1))
    assert run.duration_min == minutes


@pytest.mark.parametrize(
    ("rows", "said"),
    [
        ("2026-03-03,Easy,8", "distances were taken as kilometres"),
        ("03/24/2026,Easy,5", "distances were taken as miles"),
        ("03/04/2026,Easy,5 km", "month first"),
        ("03-04-2026,Easy,5 km", "the day first"),
        ("2026-03-03,,", "Row 2 names no workout"),
        ("2026-02-30,Easy,5 km", "Row 2 has no date"),
    ],
)
def test_what_is_assumed_of_a_table_is_said(rows, said):
    """
    Units, the order of day and month, and rows that say nothing.
    """
    table = f"date,title,distance\n{rows}\n2026-05-20,Easy run,8 km\n"

    assert said in said_of(read(table.encode(), "plan.csv"))


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("activities.csv", "Activity ID,Activity Date,Activity Name,Activity Type,Filename\n1,2,3,4,5\n"),
        ("wellness.csv", "date,soreness,sleep_h,resting_hr,notes\n2026-03-03,2,8,50,\n"),
        ("runs.csv", "date,title,distance,heartrate,pace\n2026-03-03,Run,8,140,5:30\n"),
        ("words.csv", "a,b\n1,2\n"),
        ("plan.pdf", "%PDF"),
        ("track.gpx", "<gpx></gpx>"),
    ],
)  # fmt: skip
def test_what_was_run_or_felt_does_not_look_like_a_plan(name, content):
    """
    So the import keeps it for its other readers.
    """
    assert not looks_like_plan(name, content.encode())


RUNPLAN_KINDS = {
    "Easy Run": "easy",
    "Steady Run": "easy",
    "Intervals": "speed",
    "Tempo Run": "speed",
    "Long Run": "long",
    "Race Day": "race",
}
CHINESE_KINDS = {"节奏跑": "speed", "LSD": "long"}


@needs_shared_data
def test_every_day_of_a_real_marathon_plan_in_miles():
    """
    Compared with what a plain search finds in its titles: "5 miles Long Run".
    """
    content = shared_file("ics", "plans", "runplan_plan.ics").read_bytes()
    plan = read(content, "plan.ics", date(2023, 9, 1))
    again = read(turned_round(content, "plan.ics"), "plan.ics", date(2023, 9, 1))
    events = re.findall(r"DTSTART:(\d{8})T.*?SUMMARY:([^\r\n]+)", content.decode(), re.S)
    wanted = [
        (f"{day[:4]}-{day[4:6]}-{day[6:]}", RUNPLAN_KINDS[title], float(miles) * MILE)
        for day, summary in events
        if summary != "Rest Day"
        for miles, _, title in [summary.partition(" miles ")]
    ]

    assert plan.runs == again.runs
    assert [(run.date.isoformat(), run.kind.value) for run in plan.runs] == [
        (day, kind) for day, kind, _ in sorted(wanted)
    ]
    for run, (_, _, metres) in zip(plan.runs, sorted(wanted), strict=True):
        assert run.distance_m == pytest.approx(metres, abs=0.1)
    assert len(plan.rest_days) == sum(summary == "Rest Day" for _, summary in events)
    assert plan.not_understood == ()


@needs_shared_data
def test_a_real_plan_is_the_same_as_a_calendar_and_as_a_grid_of_weeks():
    """
    Ninety-six runs on the same days with the same distances.
    """
    today = date(2023, 11, 5)
    files = [shared_file("ics", "plans", f"runplan_running_plan.{kind}") for kind in ("ics", "csv")]
    found = [
        [(run.date, run.distance_m, run.kind) for run in read(file.read_bytes(), file.name, today).runs]
        for file in files
    ]  # fmt: skip
    round_about = turned_round(files[0].read_bytes(), "plan.ics")

    assert found[0] == found[1]
    assert found[0] == [
        (run.date, run.distance_m, run.kind) for run in read(round_about, "plan.ics", today).runs
    ]
    assert len(found[0]) == 96


@needs_shared_data
def test_every_day_of_a_real_chinese_plan():
    """
    Kinds by title, distances by description, rest and strength on their days.
    """
    content = shared_file("ics", "plans", "halfmarathon_zh_training-plan.ics").read_bytes()
    plan = read(content, "plan.ics", date(2025, 8, 1))
    events = re.findall(r"DTSTART[^:]*:(\d{8})T.*?SUMMARY:(\S+).*?DESCRIPTION:(.*?)END", content.decode(), re.S)  # fmt: skip
    wanted = []
    for day, title, text in sorted(events):
        kind = next((kind for word, kind in CHINESE_KINDS.items() if word in title), None)
        told = re.search(r"距离：([\d.]+)(?:[–-]([\d.]+))? km", text)
        if kind and told:
            ends = [float(end) for end in told.groups() if end]
            wanted.append((f"{day[:4]}-{day[4:6]}-{day[6:]}", kind, 1000 * sum(ends) / len(ends)))
    found = {run.date.isoformat(): (run.kind.value, run.distance_m) for run in plan.runs}

    assert len(wanted) > 15
    for day, kind, metres in wanted:
        assert (day, *found[day]) == (day, kind, pytest.approx(metres))
    strength = [day for day, title, _ in events if "力量" in title]
    assert days_of(plan.strength_days) == sorted(
        f"{day[:4]}-{day[4:6]}-{day[6:]}" for day in strength
    )


@needs_shared_data
@pytest.mark.parametrize(
    "name", ["allday_km_description.ics", "planned_workouts.csv", "timed_tzid_miles_rrule.ics"]
)
@pytest.mark.parametrize("is_turned_round", [False, True])
def test_one_plan_in_three_forms_has_the_days_kinds_and_distances_of_its_truth(
    name, is_turned_round
):
    """
    Sixty runs; miles are written with one decimal, which is 80 m either way.
    """
    kinds = {"Intervals": "speed", "Easy": "easy", "Tempo": "speed", "Recovery": "easy", "Long": "long"}  # fmt: skip
    with shared_file("ics", "plans_crafted", "truth.csv").open(encoding="utf-8") as table:
        truth = list(csv.DictReader(table))
    content = shared_file("ics", "plans_crafted", name).read_bytes()
    plan = read(turned_round(content, name) if is_turned_round else content, name)

    assert len(plan.runs) == len(truth) == 60
    for run, row in zip(plan.runs, truth, strict=True):
        kind = next(kind for word, kind in kinds.items() if row["title"].startswith(word))
        assert (run.date.isoformat(), run.kind.value) == (row["date"], kind)
        assert run.distance_m == pytest.approx(1000 * float(row["km"]), abs=81)


@needs_shared_data
def test_of_all_recordings_and_tables_only_the_plans_look_like_one():
    """
    Three workouts and the tables of plans, among hundreds of recordings, summaries and diaries.
    """
    folder = shared_file()
    files = [
        file
        for kind in ("fit", "csv", "txt")
        for file in folder.rglob(f"*.{kind}")
        if looks_like_plan(file.name, file.read_bytes())
    ]

    assert {file.name for file in files} == {
        "dynastream_WorkoutCustomTargetValues.fit",
        "dynastream_WorkoutIndividualSteps.fit",
        "dynastream_WorkoutRepeatSteps.fit",
        "planned_workouts.csv",
        "runplan_running_plan.csv",
        "truth.csv",
    }
