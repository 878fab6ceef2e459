"""
Training plans from calendars and tables, in four languages and both units.
"""

from __future__ import annotations

import csv
from datetime import date, time

import pytest

from tests.shared_data import needs_shared_data, shared_data_dir, shared_file
from unknot.app.errors import NotUnderstood
from unknot.domain.run import PlanFile, RunKind
from unknot.intake.plan_amounts import distance_in, duration_in
from unknot.intake.plan_files import PlanFiles
from unknot.intake.plan_words import DayKind, understand

TODAY = date(2026, 2, 1)
MILE = 1609.344


def read(content: bytes | str, name: str = "plan.ics", zone: str = "Europe/Rome") -> PlanFile:
    raw = content.encode() if isinstance(content, str) else content
    return PlanFiles().read(name, raw, zone, TODAY)


def said_of(plan: PlanFile) -> list[str]:
    return [str(said) for said in plan.not_understood]


def calendar(*events: str) -> str:
    inside = "".join(f"BEGIN:VEVENT\r\n{event}\r\nEND:VEVENT\r\n" for event in events)
    return f"BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//t//EN\r\n{inside}END:VCALENDAR\r\n"


def event(title: str, start: str = ";VALUE=DATE:20260210", more: str = "") -> str:
    lines = [f"UID:{abs(hash((title, start)))}", f"DTSTART{start}", f"SUMMARY:{title}"]
    return "\r\n".join([*lines, more] if more else lines)


@pytest.mark.parametrize(
    ("title", "kind"),
    [
        ("Easy Run", RunKind.EASY),
        ("Recovery Run + strides", RunKind.EASY),
        ("Easy run with 6 x 100 m strides", RunKind.EASY),
        ("Intervals 6 x 800 m @ 5K pace, 2 min jog", RunKind.SPEED),
        ("Tempo Run 2 x 15 min threshold", RunKind.SPEED),
        ("10 x 400", RunKind.SPEED),
        ("10 km at race pace", RunKind.SPEED),
        ("Marathon pace 10 km", RunKind.SPEED),
        ("12 km @ MP", RunKind.SPEED),
        ("Halbmarathontempo 8 km", RunKind.SPEED),
        ("Long Run, last 5 km at tempo", RunKind.LONG),
        ("Hill repeats", RunKind.UPHILL),
        ("Trail run", RunKind.TRAIL),
        ("14 miles Race Day", RunKind.RACE),
        ("Berlin Marathon", RunKind.RACE),
        ("Langer Lauf 25 km", RunKind.LONG),
        ("Lockerer Dauerlauf", RunKind.EASY),
        ("Intervalle 5 x 1000", RunKind.SPEED),
        ("Wettkampf 10 km", RunKind.RACE),
        ("Dlouhý běh", RunKind.LONG),
        ("Lehký běh 8 km", RunKind.EASY),
        ("Tempový běh", RunKind.SPEED),
        ("Závod", RunKind.RACE),
        ("节奏跑（周二）", RunKind.SPEED),
        ("LSD长距离慢跑（周日）", RunKind.LONG),
        ("轻松跑 8公里", RunKind.EASY),
        ("间歇跑", RunKind.SPEED),
        ("6.5 mile run", None),
    ],
)
def test_the_kind_of_a_run_is_told_by_its_first_word(title, kind):
    """
    English, German, Czech and Chinese; a plain run has no kind yet.
    """
    meaning = understand(title)

    assert (True, None, kind) == (meaning.is_run, meaning.day, meaning.kind)


@pytest.mark.parametrize(
    ("title", "day"),
    [
        ("Rest Day", DayKind.REST),
        ("Rest", DayKind.REST),
        ("Ruhetag", DayKind.REST),
        ("Volno", DayKind.REST),
        ("完全休息（周六）", DayKind.REST),
        ("主动恢复（周三）", DayKind.REST),
        ("Strength", DayKind.STRENGTH),
        ("Krafttraining Beine", DayKind.STRENGTH),
        ("Posilování", DayKind.STRENGTH),
        ("腿部力量训练（周四）", DayKind.STRENGTH),
        ("Sports massage", DayKind.CARE),
        ("Masáž", DayKind.CARE),
        ("Sportmassage", DayKind.CARE),
        ("Easy ride 40 km", DayKind.OTHER_SPORT),
        ("Swim 1 km", DayKind.OTHER_SPORT),
    ],
)
def test_what_is_no_run_is_not_taken_for_one(title, day):
    """
    Rest, strength, massage and other sports are days of their own.
    """
    assert understand(title, distance_m=8000.0).day is day


@pytest.mark.parametrize(
    ("title", "day", "kind", "distance_m"),
    [
        ("Strength + easy run 5 km", DayKind.STRENGTH, RunKind.EASY, 5000.0),
        ("Easy run 5 km and strength", DayKind.STRENGTH, RunKind.EASY, 5000.0),
        ("Bike 20 km + tempo run", DayKind.OTHER_SPORT, RunKind.SPEED, None),
        ("Kraft + Lauf 6 km", DayKind.STRENGTH, RunKind.EASY, 6000.0),
        ("Massage & 4 km jog", DayKind.CARE, RunKind.EASY, 4000.0),
    ],
)
def test_a_run_beside_something_else_is_not_lost(title, day, kind, distance_m):
    """
    Both are known of the day, and the way on the bike is not the run's.
    """
    [run] = read(calendar(event(title))).runs

    assert understand(title).day is day
    assert (run.kind, run.distance_m) == (kind, distance_m)


def test_strength_and_speed_in_the_gym_are_no_run():
    """
    Only plain words make a second thing of a day.
    """
    assert not understand("Strength and speed").is_run


def test_words_about_anything_else_are_not_understood():
    """
    The dentist is no run, and the runner is told it was not understood.
    """
    plan = read(calendar(event("Dentist"), event("Easy run 8 km")))

    assert len(plan.runs) == 1
    assert said_of(plan) == ["2026-02-10: 'Dentist' was not understood and left out."]


@pytest.mark.parametrize(
    ("title", "description", "metres"),
    [
        ("Easy 8 km", "", 8000),
        ("Easy 8,5 km", "", 8500),
        ("Easy Run (5.0 mi)", "", 5 * MILE),
        ("6.5 mile run", "", 6.5 * MILE),
        ("Intervals 6 x 800 m @ 5K pace, 2 min jog - 10.00 km", "", 10_000),
        ("Long run", "Planned Distance: 20.00 km\nlast 5 km fast", 20_000),
        ("节奏跑", "第1周：距离：5–6 km；配速：6:50–7:00/km", 5500),
        ("轻松跑 8公里", "", 8000),
        ("14 km, last 3 km fast", "", 14_000),
        ("10K", "", 10_000),
        ("2 miles Tempo Run", "", 2 * MILE),
        ("Intervals at 5K pace", "", None),
        ("6 x 1 km", "", None),
        ("3 km warm up, 5 km tempo, 2 km cool down", "", 10_000),
        ("WU 2 km + 5 x 1 km + CD 1.5 km", "", 8500),
        ("10 km: 2 km warm-up, 6 km tempo, 2 km cool-down", "", 10_000),
        ("8 km with warm-up", "", 8000),
        ("Warm-up and intervals", "", None),
    ],
)
def test_a_distance_is_found_among_paces_and_repetitions(title, description, metres):
    """
    "5K pace" is no distance, and six times one kilometre is not one kilometre.
    """
    assert distance_in(title, description) == (pytest.approx(metres) if metres else None)


@pytest.mark.parametrize(
    ("title", "description", "minutes"),
    [
        ("Easy 45 min", "", 45),
        ("Long run 1 h 30", "", 90),
        ("Easy", "Planned Time: 0:56", 56),
        ("Tempo 2 x 15 min, 2 min jog", "", None),
    ],
)
def test_a_duration_is_found_among_parts(title, description, minutes):
    """
    Fifteen minutes of threshold are not the whole run.
    """
    assert duration_in(title, description) == minutes


def test_times_are_the_runners_own():
    """
    Half past six in Rome is half past five in London; a time without a zone stays as it is.
    """
    content = calendar(
        event("Easy run", ";TZID=Europe/Rome:20260210T063000"),
        event("Tempo run", ":20260211T053000Z"),
        event("Long run", ":20260214T080000"),
        event("Recovery run"),
    )
    starts = {run.title: run.starts_at for run in read(content, zone="Europe/London").runs}

    assert starts == {
        "Easy run": time(5, 30),
        "Tempo run": time(5, 30),
        "Long run": time(8),
        "Recovery run": None,
    }


def test_an_endless_rule_is_unfolded_over_half_a_year():
    """
    From last week to 26 weeks ahead, and no further.
    """
    content = calendar(event("Easy run 8 km", ";VALUE=DATE:20250101", "RRULE:FREQ=WEEKLY"))
    dates = [run.date for run in read(content).runs]

    assert (dates[0], dates[-1]) == (date(2026, 1, 28), date(2026, 7, 29))
    assert len(dates) == 27


@pytest.mark.parametrize(
    "rule", ["FREQ=SECONDLY", "FREQ=MINUTELY;COUNT=10000000", "FREQ=DAILY;INTERVAL=0"]
)
def test_a_rule_that_never_ends_is_read_once_and_said(rule):
    """
    No plan repeats every second: its first time counts, and the other events are still read.
    """
    content = calendar(event("Easy run 8 km"), event("Run", ":20260210T060000Z", f"RRULE:{rule}"))
    plan = read(content)

    assert len(plan.runs) == 2
    assert any("more often than daily" in said for said in said_of(plan))


def test_dates_far_away_are_read_when_they_are_named():
    """
    A plan of last year and one of next year are both plans.
    """
    far = event("Easy run", ";VALUE=DATE:20240101"), event("Race day", ";VALUE=DATE:20291231")

    assert [run.date.year for run in read(calendar(*far)).runs] == [2024, 2029]


def test_ids_are_of_the_content_and_stay_when_read_again():
    """
    The same plan in another order has the same ids, and equal runs have different ones.
    """
    events = [event("Easy run 8 km"), event("Easy run 8 km"), event("Long run 20 km")]
    once, again = read(calendar(*events)), read(calendar(*events[::-1]))

    assert once.runs == again.runs
    assert len({run.id for run in once.runs}) == 3
    assert all(run.id.startswith("p_") for run in once.runs)


def test_the_same_hour_for_every_run_says_nothing_of_its_duration():
    """
    A calendar that keeps an hour free for two miles and for ten has no durations.
    """
    events = [
        event(f"{miles} miles easy run", f":202602{day:02}T063000", f"DTEND:202602{day:02}T073000")
        for day, miles in enumerate([2, 4, 6, 8, 10], start=2)
    ]

    assert {run.duration_min for run in read(calendar(*events)).runs} == {None}


WEEKS = '"Week of","M","T","W","T","F","S","S","Total"\n"Oct 30","","2.0","4.0","","","8.0","","14"\n"Jan 01","","3.5","","","","13.5","","17"\n'


def test_a_grid_of_weeks_without_a_year_is_placed_around_today():
    """
    The year in which the plan is on, across New Year; that and the unit are said.
    """
    plan = PlanFiles().read("weeks.csv", WEEKS.encode(), "UTC", date(2023, 11, 5))

    assert [run.date for run in plan.runs] == [
        date(2023, 10, 31),
        date(2023, 11, 1),
        date(2023, 11, 4),
        date(2024, 1, 2),
        date(2024, 1, 6),
    ]
    assert plan.runs[0].distance_m == pytest.approx(2 * MILE, abs=0.1)
    assert any("no year" in said for said in said_of(plan))
    assert any("miles" in said for said in said_of(plan))


@pytest.mark.parametrize(
    ("second", "days", "n_said"),
    [
        ("13/04/2026", [date(2026, 4, 3), date(2026, 4, 13)], 0),
        ("03/24/2026", [date(2026, 3, 4), date(2026, 3, 24)], 0),
        ("05/04/2026", [date(2026, 3, 4), date(2026, 5, 4)], 1),
    ],
)
def test_dates_with_slashes_are_read_as_the_table_as_a_whole_tells(second, days, n_said):
    """
    One date that can only be day first, or only month first, tells how to read the others.
    """
    plan = read(f"date,title,km\n03/04/2026,Easy,8\n{second},Easy,9\n", "plan.csv")

    assert [run.date for run in plan.runs] == days
    assert len(plan.not_understood) == n_said


def test_a_table_with_semicolons_and_decimal_commas_is_read():
    """
    As spreadsheets in half of Europe save it.
    """
    table = "Datum;Titel;km\n10.02.2026;Lockerer Lauf;8,5\nirgendwann;Langer Lauf;20\n"
    plan = read("\ufeff" + table, "plan.csv")

    assert [(run.date, run.distance_m) for run in plan.runs] == [(date(2026, 2, 10), 8500.0)]
    assert said_of(plan) == ["Row 3 has no date that can be read."]


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("plan.ics", b""),
        ("plan.ics", b"hello"),
        ("plan.ics", b"BEGIN:VCALENDAR\r\nEND:VCALENDAR\r\n"),
        ("plan.ics", b"BEGIN:VCALENDAR\r\nBEGIN:VEVENT\r\nSUMMARY:Run"),
        ("plan.csv", b"a,b\n1,2\n"),
        ("plan.csv", b"Week of,M,T,W,T,F,S,S\nsoon,1,2,3,4,5,6,7\n"),
        ("plan.csv", b"date\n"),
        ("plan.pdf", b"%PDF"),
        ("plan.csv", b"\xff\xfe\x00"),
    ],
)
def test_what_is_no_plan_is_refused_with_a_sentence(name, content):
    """
    Nothing else is ever raised, and the sentence ends as one.
    """
    with pytest.raises(NotUnderstood) as refused:
        read(content, name)
    assert str(refused.value).endswith(".")


def truth() -> list[tuple[str, float]]:
    with shared_file("ics", "plans_crafted", "truth.csv").open(encoding="utf-8") as table:
        return [(row["date"], float(row["km"])) for row in csv.DictReader(table)]


@needs_shared_data
@pytest.mark.parametrize(
    "name", ["allday_km_description.ics", "timed_tzid_miles_rrule.ics", "planned_workouts.csv"]
)
def test_one_plan_in_three_forms_is_the_same_plan(name):
    """
    Dates and distances of all sixty runs, and massages among none of them.
    """
    plan = read(shared_file("ics", "plans_crafted", name).read_bytes(), name)
    found = [(run.date.isoformat(), run.distance_m) for run in plan.runs]

    assert len(found) == 60
    for (day, metres), (wanted_day, wanted_km) in zip(found, truth(), strict=True):
        # Miles are written with one decimal: 80 m either way.
        assert (day, metres) == (wanted_day, pytest.approx(1000 * wanted_km, abs=81))
    assert sum(run.kind is RunKind.LONG for run in plan.runs) == 12
    assert sum(run.kind is RunKind.SPEED for run in plan.runs) == 24


@needs_shared_data
@pytest.mark.parametrize(
    ("name", "runs", "rest", "strength"),
    [
        ("runplan_plan.ics", 35, 7, 0),
        ("runplan_running_plan.ics", 96, 0, 0),
        ("runplan_running_plan.csv", 96, 0, 0),
        ("halfmarathon_zh_training-plan.ics", 21, 21, 32),
    ],
)
def test_plans_of_real_runners_are_understood(name, runs, rest, strength):
    """
    A marathon in miles, a schedule, and a half marathon in Chinese.
    """
    plan = read(shared_file("ics", "plans", name).read_bytes(), name)

    assert (runs, rest, strength) == (
        len(plan.runs),
        len(plan.rest_days),
        len(plan.strength_days),
    )
    assert all(run.distance_m for run in plan.runs)


def odd_calendars() -> list[str]:
    folder = shared_data_dir()
    if folder is None:
        return []
    found = [*folder.glob("malformed/*.ics"), *folder.glob("ics/*calendar/*.ics")]
    return sorted(str(path.relative_to(folder)) for path in found)


@needs_shared_data
@pytest.mark.parametrize("name", odd_calendars())
@pytest.mark.filterwarnings("ignore")
def test_an_odd_calendar_gives_a_plan_or_a_refusal(name):
    """
    Malformed, fuzzed and merely strange ones: nothing else comes out, and soon.
    """
    try:
        plan = read(shared_file(name).read_bytes(), name)
    except NotUnderstood as refusal:
        said = str(refusal)
    else:
        said = "A plan."
        assert plan.runs or plan.rest_days or plan.strength_days
    assert said.endswith(".")


def test_a_day_of_rest_and_of_strength_work_is_no_rest_day():
    """
    Two entries on one day: what is done there counts.
    """
    plan = read(calendar(event("Rest"), event("Strength")))

    assert (plan.rest_days, plan.strength_days) == ((), (date(2026, 2, 10),))
