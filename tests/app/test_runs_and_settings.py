"""
Runs as they are listed, rated and entered, and what runners set.
"""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta, timezone

import pytest

from tests.app.recorded import MORNING, a_reader, a_recording, import_all, offered, read_as
from tests.fakes import NOON
from unknot.app.add_run import HandEntry, add_run
from unknot.app.change_settings import change_settings
from unknot.app.errors import NotFound, NotUnderstood, Refusal
from unknot.app.gather import gather_input
from unknot.app.own_runner import own_runner
from unknot.app.rate_run import rate_run
from unknot.app.runs_ahead import forget_plan_file, import_plan_file
from unknot.app.show_runs import list_runs, show_run
from unknot.domain.run import LoadMethod, PlanFile, RunKind, RunPlanned
from unknot.domain.sentence import sentence
from unknot.domain.settings import Settings


@pytest.fixture
def imported(store, ada):
    """
    The id of the one run Ada has.
    """
    reader = a_reader(watch=read_as(a_recording()))
    [outcome] = import_all(store, ada, offered(watch_fit=b"watch"), reader.read_many)
    return outcome.runs[0].run_id


def test_rating_a_run_puts_the_runners_word_first(store, ada, imported):
    """
    Six out of ten for an hour is a load of 360; saying only the kind leaves the six.
    """
    rate_run(store, ada, imported, 6, None)
    rate_run(store, ada, imported, None, RunKind.SPEED)

    detail = show_run(store, ada, imported, NOON)
    assert (detail.load.points, detail.load.method) == (360.0, LoadMethod.RPE)
    assert (detail.kind, detail.kind_is_inferred) == (RunKind.SPEED, False)


@pytest.mark.parametrize("rpe", [-0.5, 10.5, 60])
def test_a_rating_off_the_scale_is_refused(store, ada, imported, rpe):
    """
    Zero to ten.
    """
    with pytest.raises(Refusal, match=r"0 .* to 10"):
        rate_run(store, ada, imported, rpe, None)


def test_a_run_that_is_not_there_is_said_to_be(store, ada):
    """
    A mistyped id gets a sentence.
    """
    with pytest.raises(NotFound, match="r_mistyped"):
        show_run(store, ada, "r_mistyped", NOON)
    with pytest.raises(NotFound):
        rate_run(store, ada, "r_mistyped", 5, None)


def test_days_are_days_of_the_runners_own_calendar(store, ada):
    """
    Half past midnight in Prague is still the day before in UTC, and counts for the new day.
    """
    start = datetime(2026, 11, 9, 23, 30, tzinfo=UTC)
    add_run(store, ada, HandEntry(start, 30), NOON)
    tenth = date(2026, 11, 10)

    assert len(list_runs(store, ada, tenth, tenth)) == 1
    assert list_runs(store, ada, None, tenth - timedelta(days=1)) == ()
    assert list_runs(store, ada, tenth + timedelta(days=1)) == ()


def test_a_new_zone_moves_the_runs_that_named_none(store, ada, imported):
    """
    Setting the zone after the first import puts early runs on their right day.
    """
    change_settings(store, ada, {"zone": "Asia/Tokyo"})

    assert show_run(store, ada, imported, NOON).run.zone == "Asia/Tokyo"


def test_loads_are_measured_again_with_the_heart_rates_that_are_set(store, ada, imported):
    """
    The same beats are harder for a heart whose maximum is lower.
    """
    change_settings(store, ada, {"maximal_hr": 200})
    easy = show_run(store, ada, imported, NOON).run.loads.trimp
    change_settings(store, ada, {"maximal_hr": 165})
    hard = show_run(store, ada, imported, NOON).run.loads.trimp

    assert hard > easy > 0


@pytest.mark.parametrize(
    ("changes", "says"),
    [
        ({"zone": "Moon/Base"}, "not a known time zone"),
        ({"resting_hr": 300}, "between 25 and 120"),
        ({"colour": "red"}, "no setting called colour"),
        ({"budget_cents_a_month": -5}, "budget"),
        ({"rhythm_days": "often"}, "another sort of value"),
        ({"units": "furlongs"}, "cannot be kept"),
    ],
)
def test_a_setting_that_cannot_be_is_refused_whole(store, ada, changes, says):
    """
    A sentence, and the good change beside it is not half-kept.
    """
    with store.look(ada) as db:
        before = db.settings()

    with pytest.raises(Refusal, match=says):
        change_settings(store, ada, {"stretching_a_week": 5, **changes})

    with store.look(ada) as db:
        assert db.settings() == before


def test_settings_change_one_by_one(store, ada):
    """
    What is not named stays.
    """
    change_settings(store, ada, {"budget_cents_a_month": 110_00})
    after = change_settings(store, ada, {"stretching_a_week": 5})

    assert after == Settings(zone="Europe/Prague", budget_cents_a_month=110_00, stretching_a_week=5)


@pytest.mark.parametrize(
    ("entry", "says"),
    [
        (HandEntry(datetime(2026, 11, 20, 6), 30), "time zone"),  # noqa: DTZ001
        (HandEntry(NOON + timedelta(minutes=1), 30), "future"),
        (HandEntry(MORNING, 0), "minutes"),
        (HandEntry(MORNING, 100_000), "minutes"),
        (HandEntry(MORNING, 30, 0), "km"),
        (HandEntry(MORNING, 30, 2e6), "km"),
        (HandEntry(MORNING, 50, 400_000.0), "400 km in 50 minutes is faster"),
        (HandEntry(datetime(1, 1, 1, tzinfo=timezone(timedelta(hours=1))), 50), "year 1 "),
        (HandEntry(MORNING, 30, rpe=11), "0 .* to 10"),
    ],
)
def test_a_run_by_hand_that_cannot_be_is_refused(store, ada, entry, says):
    """
    Each with its own sentence, and nothing kept.
    """
    with pytest.raises(Refusal, match=says):
        add_run(store, ada, entry, NOON)

    assert list_runs(store, ada) == ()


def test_a_run_entered_after_its_file_is_one_run_with_the_runners_figures(store, ada, imported):
    """
    Typing in what the watch already told corrects it and adds no second run.
    """
    facts = add_run(store, ada, HandEntry(MORNING, 60, 11_000.0, kind=RunKind.EASY), NOON)

    assert facts.run_id == imported
    [run] = list_runs(store, ada)
    assert (run.distance_m, run.avg_hr) == (11_000.0, 145.0)


def test_the_own_runner_of_another_program_is_taken_over_as_it_is(store, monkeypatch):
    """
    Two programs look at once and both see nobody: the later one finds the runner of the first.
    """
    first = own_runner(store, "Europe/Prague")
    monkeypatch.setattr(store, "runners", list)

    assert own_runner(store, "Asia/Tokyo") == first
    with store.look(first.id) as db:
        assert db.settings().zone == "Europe/Prague"


def test_the_own_runner_is_made_once_and_is_not_the_sample(store):
    """
    The sample does not become the owner of the house.
    """
    store.add_runner("Sample", is_sample=True)

    runner = own_runner(store, "Europe/Prague")

    assert own_runner(store, "Asia/Tokyo") == runner
    assert not runner.is_sample
    with store.look(runner.id) as db:
        assert db.settings().zone == "Europe/Prague"


def test_a_plan_file_takes_the_place_of_the_one_before(store, ada):
    """
    The reader is told the runner's own today, and forgetting goes back to habits.
    """
    planned = RunPlanned("p", date(2026, 11, 25), RunKind.LONG)
    asked = []

    class Reader:
        def read(self, name, content, zone, today, on):
            asked.append((name, content, zone, today))
            return PlanFile(
                (planned,), (planned.date - timedelta(days=1),), (planned.date,), (sentence("?"),)
            )

    import_plan_file(store, ada, Reader(), "plan.ics", b"...", NOON + timedelta(hours=12))
    with store.look(ada) as db:
        plan = db.training_plan()
    forget_plan_file(store, ada)
    with store.look(ada) as db:
        assert db.training_plan() is None

    assert plan == PlanFile((planned,), (date(2026, 11, 24),), (date(2026, 11, 25),))
    assert asked == [("plan.ics", b"...", "Europe/Prague", date(2026, 11, 24))]


@pytest.mark.parametrize(("days_ago", "is_on"), [(0, True), (1, False)])
def test_a_plan_that_is_over_is_no_plan_any_more(store, ada, days_ago, is_on):
    """
    The day after the race the weeks ahead are guessed from habits, and not taken as empty.
    """
    planned = RunPlanned("p", NOON.date() - timedelta(days=days_ago), RunKind.RACE)
    with store.open(ada) as db:
        db.keep_training_plan(PlanFile((planned,), (NOON.date(),), (planned.date,)))
        given = gather_input(db, NOON, 5)

    assert given.runs_ahead == ((planned,) if is_on else None)
    assert (given.rest_days, given.strength_days) == ((NOON.date(),), (planned.date,))


class OneWorkout:
    """
    Reads every file as a single workout of intervals on the day that is named.
    """

    def read(self, name, content, zone, today, on):
        return PlanFile((RunPlanned(f"w-{on}", on, RunKind.SPEED),), is_whole=False)


def test_a_single_workout_is_put_beside_the_plan(store, ada):
    """
    The rest of the plan stays; the day is a rest day no more, and reading it again changes nothing.
    """
    day = date(2026, 11, 27)
    long = RunPlanned("p", date(2026, 11, 29), RunKind.LONG)
    with store.open(ada) as db:
        db.keep_training_plan(PlanFile((long,), (day, date(2026, 11, 28))))
    for _ in range(2):
        import_plan_file(store, ada, OneWorkout(), "w.fit", b"...", NOON, day)
    with store.look(ada) as db:
        plan = db.training_plan()

    assert plan == PlanFile(
        (RunPlanned(f"w-{day}", day, RunKind.SPEED), long), (date(2026, 11, 28),)
    )


def test_around_a_single_workout_the_usual_week_goes_on(store, ada):
    """
    Without a plan the other days are guessed from habits as before.
    """
    for weeks in range(1, 7):
        add_run(store, ada, HandEntry(NOON - timedelta(days=7 * weeks, hours=4), 40), NOON)
    usual, other = (NOON.date() + timedelta(days=days) for days in (7, 8))
    import_plan_file(store, ada, OneWorkout(), "w.fit", b"...", NOON, other)
    with store.look(ada) as db:
        ahead = gather_input(db, NOON, 5).runs_ahead
    import_plan_file(store, ada, OneWorkout(), "w.fit", b"...", NOON, usual)
    with store.look(ada) as db:
        instead = gather_input(db, NOON, 5).runs_ahead

    assert usual in {run.date for run in ahead if run.is_guess}
    assert [run.date for run in ahead if not run.is_guess] == [other]
    assert [run.is_guess for run in instead if run.date == usual] == [False]


def test_a_workout_takes_the_place_of_a_plan_that_is_over(store, ada):
    """
    Or the weeks ahead would look as if the plan were on again.
    """
    over = RunPlanned("p", NOON.date() - timedelta(days=3), RunKind.RACE)
    with store.open(ada) as db:
        db.keep_training_plan(PlanFile((over,)))
    import_plan_file(store, ada, OneWorkout(), "w.fit", b"...", NOON, date(2026, 11, 27))
    with store.look(ada) as db:
        plan = db.training_plan()

    assert [run.id for run in plan.runs] == ["w-2026-11-27"]
    assert not plan.is_whole


def test_a_workout_is_not_put_on_a_day_that_is_over(store, ada):
    """
    It is refused with a sentence.
    """
    with pytest.raises(NotUnderstood, match="2026-11-01 is over"):
        import_plan_file(store, ada, OneWorkout(), "w.fit", b"...", NOON, date(2026, 11, 1))
