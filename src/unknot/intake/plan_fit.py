"""
Reads planned workouts from the FIT files that watches and training services exchange.

A workout has steps and no date: it is put on the day the runner names, unless a schedule in the
same file dates it. A step lasts a time, a distance, or until something happens; how long that is
nobody knows, and it is said.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time

from unknot.app.errors import NotUnderstood
from unknot.domain.sentence import Sentence, sentence
from unknot.intake.check_clock import LATEST
from unknot.intake.fit_layout import FitPart, is_fit, split_parts
from unknot.intake.fit_messages import FIRST_DATE, Message, number_in, text_in
from unknot.intake.fit_tolerant import messages_of
from unknot.intake.plan_entries import LONGEST_TITLE, PlanEntries, PlannedDay
from unknot.intake.plan_words import kind_named_first
from unknot.intake.workout_steps import WorkoutLength, length_of_steps

LARGEST_FIT_BYTES = 1024 * 1024
PLANNED_TYPES = frozenset({"workout", "schedules"})
_MOST_MESSAGES = 20_000
_FIRST_BYTES = 1024
_RUNS = frozenset({"running", "run"})


@dataclass(slots=True)
class _Workout:
    """
    One workout: its own message, its steps, and the numbers a schedule knows it by.
    """

    known_by: tuple[object, object]
    about: Message
    steps: list[Message] = field(default_factory=list)


@dataclass(slots=True)
class _Contents:
    """
    What a file holds: workouts, and the times some of them are put on.
    """

    workouts: list[_Workout] = field(default_factory=list)
    schedules: list[Message] = field(default_factory=list)
    is_damaged: bool = False


def is_planned_fit(content: bytes) -> bool:
    """
    True for a FIT file of workouts or schedules. Reads the first message only.
    """
    return type_of_fit(content) in PLANNED_TYPES


def type_of_fit(content: bytes) -> str:
    """
    What a FIT file calls itself; empty when that cannot be read.
    """
    if not is_fit(content):
        return ""
    beginning = FitPart(content[:_FIRST_BYTES], max(content[0], 12), is_cut_off=True)
    try:
        name, message = next(messages_of(beginning))
    except Exception:
        # Whatever damage does to the decoder: it is no workout then.
        return ""
    return text_in(message, "type") if name == "file_id" else ""


def read_fit_plan(content: bytes, on: date | None) -> PlanEntries:
    """
    The workouts of a FIT file, on the days of its schedule or on the day that was named.

    Raises
    ------
    NotUnderstood
        If it is no workout, or no day is known for it.
    """
    if len(content) > LARGEST_FIT_BYTES:
        raise NotUnderstood(
            "The file is larger than {most} MiB, more than any workout.",
            most=LARGEST_FIT_BYTES // 2**20,
        )
    if not is_planned_fit(content):
        raise NotUnderstood(
            "This FIT file is no planned workout. Bring recordings in with your runs."
        )
    held = _contents_of(content)
    entries = PlanEntries(is_plan=True, is_whole=False)
    if held.is_damaged:
        entries.said.append(
            sentence("The file is damaged; what comes after the damage is missing.")
        )
    if held.schedules:
        _put_scheduled(held, on, entries)
    else:
        _put_on_a_day(held, on, entries)
    return entries


def _contents_of(content: bytes) -> _Contents:
    held = _Contents()
    n_messages = 0
    for part in split_parts(content)[0]:
        file_id: Message = {}
        held.is_damaged |= part.is_cut_off
        try:
            for name, message in messages_of(part):
                n_messages += 1
                if n_messages > _MOST_MESSAGES:
                    held.is_damaged = True
                    return held
                if name == "file_id":
                    file_id = message
                elif name == "workout":
                    held.workouts.append(_Workout(_known_by(file_id), message))
                elif name == "workout_step" and held.workouts:
                    held.workouts[-1].steps.append(message)
                elif name == "schedule":
                    held.schedules.append(message)
        except Exception:
            # What was read before the damage stays; that there is some is said.
            held.is_damaged = True
    return held


def _known_by(message: Message) -> tuple[object, object]:
    return message.get("serial_number"), message.get("time_created")


def _put_on_a_day(held: _Contents, on: date | None, entries: PlanEntries) -> None:
    if on is None:
        raise NotUnderstood(
            "A workout file names no day. Say on which day you mean to run it: on the page under "
            "the file, on the command line with --on 2026-03-14."
        )
    for workout in held.workouts:
        _put(workout, on, None, entries)


def _put_scheduled(held: _Contents, on: date | None, entries: PlanEntries) -> None:
    if on is not None:
        entries.said.append(
            sentence("The file has days of its own; the day that was named was not used.")
        )
    workouts = {workout.known_by: workout for workout in held.workouts}
    for schedule in held.schedules:
        when = _when(schedule)
        workout = workouts.get(_known_by(schedule))
        if schedule.get("completed") in (True, 1, "true"):
            continue
        if when is None:
            entries.said.append(sentence("A workout of the schedule has no day and was left out."))
        elif workout is None:
            entries.said.append(
                sentence(
                    "On {day} a workout is planned that is not in this file. Read in its own file "
                    "with that day.",
                    day=when.date().isoformat(),
                )
            )
        else:
            _put(workout, when.date(), when.time(), entries)


def _when(schedule: Message) -> datetime | None:
    """
    The wall clock's time of a schedule. FIT counts it as if the runner's clock were UTC's.
    """
    seconds = number_in(schedule, "scheduled_time")
    if seconds is None or not FIRST_DATE <= seconds < LATEST:
        return None
    return datetime.fromtimestamp(seconds, tz=UTC).replace(tzinfo=None)


def _put(workout: _Workout, day: date, at: time | None, entries: PlanEntries) -> None:
    title = (text_in(workout.about, "wkt_name") or text_in(workout.about, "wkt_description"))[
        :LONGEST_TITLE
    ]
    length = length_of_steps(workout.steps)
    sport = text_in(workout.about, "sport")
    if not sport or sport == "generic":
        entries.said.append(
            sentence("'{title}' names no sport and was taken as a run.", title=title or "?")
        )
    entries.said += _said_of(title or "?", length)
    kind = kind_named_first(title)
    if kind is None and length.has_repetitions:
        entries.said.append(
            sentence(
                "'{title}' names no kind and was taken as a speed run, as parts of it are repeated.",
                title=title or "?",
            )
        )
    entries.days.append(
        PlannedDay(
            date=day,
            title=title or "?",
            starts_at=at if at and at != time() else None,
            distance_m=length.distance_m,
            duration_min=length.duration_min,
            stated=_stated(sport, kind is None and length.has_repetitions),
        )
    )


def _stated(sport: str, is_repeated: bool) -> str:
    """
    The sport in a plan's words; a workout that repeats is a run of intervals.
    """
    if not sport or sport == "generic" or sport in _RUNS:
        return "interval run" if is_repeated else "run"
    return {"training": "strength", "fitness_equipment": "strength"}.get(
        sport, "hiking" if sport == "hiking" else "cross training"
    )


def _said_of(title: str, length: WorkoutLength) -> list[Sentence]:
    said = []
    if length.n_open:
        said.append(
            sentence(
                "'{title}': how long {n} of its steps last is not known; they end when a button is "
                "pressed or a heart rate is reached.",
                title=title,
                n=length.n_open,
            )
        )
    if length.is_mixed:
        said.append(
            sentence(
                "'{title}' has steps by distance ({km} km together) and steps by time ({minutes} "
                "min together). Only one of them could be planned; the run is longer.",
                title=title,
                km=round(length.metres / 1000, 2),
                minutes=round(length.seconds / 60, 1),
            )
        )
    if length.n_not_read:
        said.append(
            sentence(
                "'{title}': {n} of its steps could not be read.", title=title, n=length.n_not_read
            )
        )
    return said
