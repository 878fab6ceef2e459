"""
Planned workouts for a watch: what their steps add up to, and the day they are put on.
"""

from __future__ import annotations

from datetime import UTC, date, datetime, time

import pytest

from tests.intake.fit_writer import fit_file
from tests.intake.workout_writer import (
    COOL_DOWN,
    CYCLING,
    REST,
    WARM_UP,
    Step,
    schedule_file,
    workout_file,
)
from tests.shared_data import needs_shared_data, shared_file
from unknot.app.errors import NotUnderstood
from unknot.domain.run import PlanFile, RunKind, RunPlanned
from unknot.intake.plan_files import PlanFiles, looks_like_plan

TODAY, DAY = date(2026, 2, 1), date(2026, 3, 14)


def read(content: bytes, on: date | None = DAY, name: str = "workout.fit") -> PlanFile:
    return PlanFiles().read(name, content, "Europe/Prague", TODAY, on)


def run_of(*steps: Step, name: str = "Example") -> RunPlanned:
    [run] = read(workout_file(steps, name)).runs
    return run


def said_of(plan: PlanFile) -> str:
    return " ".join(map(str, plan.not_understood))


INTERVALS = (
    Step(metres=2000, intensity=WARM_UP),
    Step(metres=800),
    Step(metres=400, intensity=REST),
    Step(back_to=1, times=6),
    Step(metres=2000, intensity=COOL_DOWN),
)


def test_what_is_repeated_counts_as_often():
    """
    Two kilometres, six times 800 m and 400 m, two kilometres: 11.2 km, and intervals.
    """
    run = run_of(*INTERVALS)

    assert (run.date, run.kind, run.distance_m, run.duration_min) == (
        DAY,
        RunKind.SPEED,
        11_200.0,
        None,
    )


def test_a_repetition_of_a_repetition_counts_both():
    """
    Two sets of three times a minute hard and a minute easy are twelve minutes.
    """
    minute, easy = Step(seconds=60), Step(seconds=60, intensity=REST)
    steps = (minute, easy, Step(back_to=0, times=3), Step(back_to=0, times=2))

    assert run_of(*steps).duration_min == 12.0


@pytest.mark.parametrize(
    ("steps", "metres", "minutes"),
    [
        ((Step(seconds=1800),), None, 30.0),
        ((Step(metres=8000),), 8000.0, None),
        # With a pace to hold both are known.
        ((Step(seconds=1200, speed_mps=3.0), Step(metres=1500, speed_mps=2.5)), 5100.0, 30.0),
        # Mixed without a pace: what says more of the run, and no more than that.
        ((Step(seconds=600), Step(metres=5000)), 5000.0, None),
        ((Step(seconds=2400), Step(metres=400)), None, 40.0),
        ((Step(metres=3000), Step()), 3000.0, None),
        ((Step(),), None, None),
    ],
)
def test_steps_by_time_and_by_distance_are_added_up(steps, metres, minutes):
    """
    Nothing is made up for a step that lasts until a button is pressed.
    """
    run = run_of(*steps)

    assert (run.distance_m, run.duration_min) == (metres, minutes)


def test_what_is_not_known_of_a_workout_is_said():
    """
    Open steps, times beside distances, a sport that is not named.
    """
    said = said_of(read(workout_file((Step(), Step(seconds=600), Step(metres=5000)), sport=None)))

    assert "names no sport and was taken as a run" in said
    assert "how long 1 of its steps last is not known" in said
    assert "5.0 km together" in said
    assert "10.0 min together" in said


@pytest.mark.parametrize(
    ("name", "kind"),
    [("Easy 8", RunKind.EASY), ("Langer Lauf", RunKind.LONG), ("Tempo Tuesday", RunKind.SPEED)],
)
def test_the_name_of_a_workout_tells_its_kind(name, kind):
    """
    Before its steps do.
    """
    assert run_of(*INTERVALS, name=name).kind is kind


def test_a_workout_for_the_bike_is_no_run():
    """
    It is refused with a sentence, as nothing else is in the file.
    """
    with pytest.raises(NotUnderstood, match="No run was found"):
        read(workout_file((Step(seconds=600),), sport=CYCLING))


def test_a_workout_without_a_day_asks_for_one():
    """
    It is never put on some day by itself.
    """
    with pytest.raises(NotUnderstood, match="--on"):
        read(workout_file(INTERVALS), on=None)


def test_a_schedule_dates_the_workout_it_names():
    """
    On the runner's own clock; a day that was named beside it is not used, which is said.
    """
    times = datetime(2026, 3, 14, 6, 30, tzinfo=UTC), datetime(2026, 3, 21, tzinfo=UTC)
    plan = read(schedule_file(*times) + workout_file(INTERVALS, "Track"), on=date(2026, 4, 1))

    assert [(run.date, run.starts_at, run.distance_m) for run in plan.runs] == [
        (date(2026, 3, 14), time(6, 30), 11_200.0),
        (date(2026, 3, 21), None, 11_200.0),
    ]
    assert "was not used" in said_of(plan)
    assert not plan.is_whole


def test_a_schedule_without_its_workout_names_the_day():
    """
    What is planned there is in another file.
    """
    with pytest.raises(NotUnderstood, match="On 2026-03-14 a workout is planned"):
        read(schedule_file(datetime(2026, 3, 14, tzinfo=UTC)), on=None)


@pytest.mark.parametrize("keep", [0.5, 0.9])
def test_a_workout_that_is_cut_off_is_said_to_be(keep):
    """
    Half a workout is not passed off as a whole one.
    """
    whole = workout_file(INTERVALS)
    plan = read(whole[: int(len(whole) * keep)])

    assert "damaged" in said_of(plan)


def test_a_workout_that_is_nearly_gone_is_refused():
    """
    With a sentence, whatever the damage does to the decoder.
    """
    with pytest.raises(NotUnderstood):
        read(workout_file(INTERVALS)[:40])


@pytest.mark.parametrize("step", [Step(back_to=0, times=1_000_000), Step(back_to=9, times=3)])
def test_a_repetition_that_cannot_be_is_left_out_and_said(step):
    """
    A million times, or of a step that is not there.
    """
    plan = read(workout_file((Step(metres=1000), step)))

    assert plan.runs[0].distance_m == 1000.0
    assert "1 of its steps could not be read" in said_of(plan)


def test_a_recording_is_no_workout():
    """
    It is refused here, as it is brought in with the runs.
    """
    assert not looks_like_plan("a.fit", fit_file())
    with pytest.raises(NotUnderstood, match="no planned workout"):
        read(fit_file())


@needs_shared_data
@pytest.mark.parametrize(
    ("name", "metres", "kind"),
    [
        ("dynastream_WorkoutIndividualSteps.fit", 1000.0, RunKind.EASY),
        ("dynastream_WorkoutCustomTargetValues.fit", 1000.0, RunKind.EASY),
        ("dynastream_WorkoutRepeatSteps.fit", 3000.0, RunKind.SPEED),
    ],
)
def test_the_published_examples_of_workouts_are_read(name, metres, kind):
    """
    A minute, two times 500 m (three times over), and until the heart rate has fallen.
    """
    content = shared_file("fit", name).read_bytes()
    plan = read(content, name=name)
    [run] = plan.runs

    assert looks_like_plan(name, content)
    assert (run.date, run.distance_m, run.kind) == (DAY, metres, kind)
    assert "how long 1 of its steps last is not known" in said_of(plan)
