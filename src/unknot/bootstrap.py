"""
Where the real adapters meet the use cases: the one house that every door opens.

Deciders, the database and the readers are imported when first needed, so that `--help` and a
look at yesterday's plan wake neither the solver nor the file readers.
"""

from __future__ import annotations

import os
import secrets
import threading
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any

from unknot.app.errors import NotFound, Refusal
from unknot.app.ports import Clock, KeptPlan, Runner, RunnerId, Store
from unknot.app.views import (
    ImportBatch,
    ImportedFile,
    OfferedFile,
    RecordingLine,
    RereadFile,
    RunDetail,
    RunFacts,
    ToldDay,
)
from unknot.domain.body import BodyPart
from unknot.domain.check_in import CheckIn
from unknot.domain.load_weeks import LoadWeek
from unknot.domain.plan import PlanDecision, PlanInput, PlanItem
from unknot.domain.proposal import Found, Proposal
from unknot.domain.recording import ReadFile, Sport, Surface
from unknot.domain.run import PlanFile, RunDone, RunKind
from unknot.domain.safety import GateAnswers, GateOutcome, Injury, InjuryKind, SymptomReport
from unknot.domain.session import Appointment, CareRecord, Depth, ItemStatus, MassageType
from unknot.domain.settings import Settings
from unknot.domain.track import Track

if TYPE_CHECKING:
    from unknot.app.runs_known import RunsKnown
    from unknot.catalogue.safety import Condition, Screen, WhatToDo
    from unknot.decide.load.profile import Profile

PLAN_WEEKS = 5
# The address of a database on a server; it may hold a password, so it is never shown.
DATABASE_ADDRESS = "UNKNOT_DATABASE_URL"
# Where the doors keep the details of what nobody foresaw.
REPORTS = "reports"
_REST_AFTER_A_FAILURE = timedelta(minutes=5)


class SystemClock:
    """
    The time of day of this machine.
    """

    def now(self) -> datetime:
        """
        This instant, in UTC.
        """
        return datetime.now(UTC)


def default_data_dir() -> Path:
    """
    Where a runner's data lies unless said otherwise: `$UNKNOT_DATA`, else the user's own folder.
    """
    named = os.environ.get("UNKNOT_DATA")
    if named:
        return Path(named)
    import platformdirs

    return Path(platformdirs.user_data_dir("unknot"))


def versions_here() -> str:
    """
    The versions that read files here, for the record of an import.
    """
    from importlib.metadata import version

    names = ("unknot", "fitfast", "fitdecode", "lxml")
    return ", ".join(f"{name} {version(name)}" for name in names)


def machine_zone() -> str:
    """
    The time zone this machine lives in, as far as it says; UTC otherwise.
    """
    named = os.environ.get("TZ", "").lstrip(":")
    linked = os.path.realpath("/etc/localtime").partition("/zoneinfo/")[2]
    for candidate in (named, linked):
        if candidate and _is_zone(candidate):
            return candidate.removeprefix("Etc/") if candidate.endswith("UTC") else candidate
    return "UTC"


def _is_zone(name: str) -> bool:
    from unknot.domain.units import zone_named

    try:
        zone_named(name)
    except ValueError:
        return False
    return not name.startswith("/")


def read_for_keeping(name: str, content: bytes) -> ReadFile:
    """
    What a file holds, made small by the process that read it.
    """
    from dataclasses import replace

    from unknot.domain.recording import with_places
    from unknot.intake.pool import read_one
    from unknot.store.streams import with_packed_streams

    read = read_one(name, content)
    placed = map(with_places, read.recordings)
    return replace(read, recordings=tuple(map(with_packed_streams, placed)))


def open_house(data_dir: Path | None = None, clock: Clock | None = None) -> House:
    """
    Everything Unknot can do, over the data in that folder, which is made if it is not there.

    Where `$UNKNOT_DATABASE_URL` names a database on a server, the data is there, and the folder
    is for reports only.

    Raises
    ------
    StoreUnusable
        If the data cannot be reached or written, or was made by a newer version.
    """
    from unknot.store.open import open_store, open_store_at

    folder = default_data_dir() if data_dir is None else data_dir
    keeper = clock or SystemClock()
    address = os.environ.get(DATABASE_ADDRESS, "").strip()
    store = open_store_at(address, keeper) if address else open_store(folder, keeper)
    return House(folder, keeper, store)


class House:
    """
    The use cases of Unknot, joined with the store, the readers and the clock.
    """

    def __init__(self, data_dir: Path, clock: Clock, store: Store) -> None:
        self.data_dir = data_dir
        self.clock = clock
        self.store = store
        # A server has many threads: two clicks make one runner, and two imports take turns, so
        # that the same file dropped twice at once is still a duplicate.
        self._making_runner = threading.Lock()
        self._importing = threading.Lock()
        self._known: RunsKnown | None = None

    # who it is about

    def runner(self) -> Runner | None:
        """
        The one whose pages are shown: the own runner who has something to show, else the sample.
        """
        from unknot.app.own_runner import shown_runner

        return shown_runner(self.store)

    def own_runner(self) -> Runner:
        """
        The runner whose house this is, made on first need with the machine's own zone.
        """
        from unknot.app.own_runner import own_runner

        with self._making_runner:
            return own_runner(self.store, machine_zone())

    def own_runner_if_any(self) -> Runner | None:
        """
        The same, where there is one already.
        """
        return next((each for each in self.store.runners() if not each.is_sample), None)

    def close(self) -> None:
        """
        Lets go of the database.
        """
        self.store.close()

    # runs

    def begin_import(
        self,
        runner: RunnerId,
        dropped: Sequence[str],
        may_go_on: bool = False,
        digests: Sequence[str] = (),
    ) -> ImportBatch:
        """
        The record of an import that begins; `may_go_on` with the same one if it was cut off.
        """
        from unknot.app.batches import begin_batch

        now = self.clock.now()
        return begin_batch(self.store, runner, dropped, now, versions_here(), may_go_on, digests)

    def import_files(
        self,
        runner: RunnerId,
        files: Iterable[OfferedFile],
        on_file: Callable[[ImportedFile, int], None] | None = None,
        workers: int | None = None,
        batch: ImportBatch | None = None,
        is_cancelled: Callable[[], bool] = lambda: False,
    ) -> tuple[ImportedFile, ...]:
        """
        Reads files, archives taken apart, and keeps what is new; one outcome per file, in order.

        `on_file` hears of each with the bytes that are done with. `workers` processes read beside
        this one; None leaves it to the machine.
        """
        from unknot.intake.known_sources import known_sources
        from unknot.intake.offering import Offering

        taken_apart = Offering(known_sources()).taken_apart(files)
        batch = batch or self.begin_import(runner, ())
        return self._import(runner, taken_apart, on_file, workers, batch, is_cancelled)

    def import_paths(
        self,
        runner: RunnerId,
        paths: Sequence[Path],
        on_file: Callable[[ImportedFile, int], None] | None = None,
        workers: int | None = None,
    ) -> tuple[ImportedFile, ...]:
        """
        The same for files and folders on this machine; folders with all they hold.

        Where the same was imported before and cut off, that import goes on.
        """
        from unknot.intake.known_sources import known_sources
        from unknot.intake.offering import Offering

        files = Offering(known_sources()).at(paths)
        named = [os.fsencode(path.absolute()).decode(errors="replace") for path in paths]
        batch = self.begin_import(runner, named, may_go_on=True)
        return self._import(runner, files, on_file, workers, batch)

    def _import(
        self,
        runner: RunnerId,
        files: Iterable[OfferedFile],
        on_file: Callable[[ImportedFile, int], None] | None,
        workers: int | None,
        batch: ImportBatch,
        is_cancelled: Callable[[], bool] = lambda: False,
    ) -> tuple[ImportedFile, ...]:
        from unknot.app.import_runs import import_runs
        from unknot.intake.pool import ReadingPool

        with self._importing, ReadingPool(workers, read_for_keeping) as pool:
            return import_runs(
                self.store, runner, batch, files, pool.read, self.clock, on_file, is_cancelled
            )

    def reread(
        self,
        runner: RunnerId,
        run_id: str | None = None,
        on_file: Callable[[RereadFile], None] | None = None,
        workers: int | None = None,
    ) -> tuple[RereadFile, ...]:
        """
        Reads the kept files again, or those of one run, and keeps what is another now.
        """
        from unknot.app.reread import reread
        from unknot.intake.pool import ReadingPool

        with self._importing, ReadingPool(workers, read_for_keeping) as pool:
            return reread(self.store, runner, pool.read, versions_here(), run_id, on_file)

    def bytes_at(self, paths: Sequence[Path]) -> int:
        """
        How many bytes the files at these paths have together.
        """
        from unknot.intake.folder import bytes_at

        return bytes_at(paths)

    def imports(self, runner: RunnerId) -> tuple[ImportBatch, ...]:
        """
        Every import, the newest first.
        """
        from unknot.app.batches import list_batches

        return list_batches(self.store, runner, self.clock.now())

    def show_import(
        self, runner: RunnerId, batch_id: str
    ) -> tuple[ImportBatch, tuple[ImportedFile, ...]]:
        """
        One import, and what became of each of its files.
        """
        from unknot.app.batches import show_batch

        return show_batch(self.store, runner, batch_id, self.clock.now())

    def undo_import(self, runner: RunnerId, batch_id: str) -> int:
        """
        Takes an import back; returns how many activities are gone.
        """
        from unknot.app.undo_import import undo_import

        return undo_import(self.store, runner, batch_id, self.clock.now())

    def list_runs(
        self, runner: RunnerId, from_date: date | None = None, to_date: date | None = None
    ) -> tuple[RunFacts, ...]:
        """
        The runs of those days, both included, in the order they were run.
        """
        from unknot.app.show_runs import list_runs

        return list_runs(self.store, runner, from_date, to_date)

    def show_run(self, runner: RunnerId, run_id: str) -> RunDetail:
        """
        One run with its load, its kind and its recordings.
        """
        from unknot.app.show_runs import show_run

        return show_run(self.store, runner, run_id, self.clock.now(), self._runs_known())

    def newest_runs(self, runner: RunnerId, limit: int) -> tuple[tuple[RunFacts, ...], int]:
        """
        The runs that began last, the newest first, and how many there are in all.
        """
        from unknot.app.show_runs import newest_runs

        return newest_runs(self.store, runner, limit)

    def run_of(self, runner: RunnerId, run_id: str) -> RunDone:
        """
        One run as it is kept, without looking at any other.
        """
        from unknot.app.show_runs import run_named

        with self.store.look(runner) as db:
            return run_named(db, run_id)

    def show_track(self, runner: RunnerId, run_id: str) -> Track | None:
        """
        One run kilometre by kilometre, or mile by mile; None where it has no samples.
        """
        from unknot.app.show_track import show_track
        from unknot.domain.settings import Units
        from unknot.domain.units import METRES_PER_MILE

        is_miles = self.settings(runner).units is Units.IMPERIAL
        return show_track(self.store, runner, run_id, METRES_PER_MILE if is_miles else 1000.0)

    def show_load(
        self, runner: RunnerId, from_date: date | None = None, to_date: date | None = None
    ) -> tuple[LoadWeek, ...]:
        """
        The weeks that have a day in those, both included, each as a whole, oldest first.
        """
        from unknot.app.show_load import show_load

        known = self._runs_known()
        return show_load(self.store, runner, self.clock.now(), known, from_date, to_date)

    def _runs_known(self) -> RunsKnown:
        # Made on first need, as it wakes the deciders; two at once only look twice.
        if self._known is None:
            from unknot.app.runs_known import RunsKnown

            self._known = RunsKnown(threading.Lock())
        return self._known

    def rate_run(
        self, runner: RunnerId, run_id: str, rpe: float | None, kind: RunKind | None
    ) -> RunFacts:
        """
        What the runner says of a run; None leaves what was said before.
        """
        from unknot.app.rate_run import rate_run

        return rate_run(self.store, runner, run_id, rpe, kind)

    def add_run(
        self,
        runner: RunnerId,
        start: datetime,
        duration_min: float,
        distance_m: float | None = None,
        rpe: float | None = None,
        kind: RunKind | None = None,
        surface: Surface = Surface.TREADMILL,
        sport: Sport = Sport.RUNNING,
        title: str = "",
    ) -> RunFacts:
        """
        A run noted by hand. No file ever overwrites it.
        """
        from unknot.app.add_run import HandEntry, add_run

        entry = HandEntry(start, duration_min, distance_m, rpe, kind, surface, sport, title)
        return add_run(self.store, runner, entry, self.clock.now())

    def run_recordings(self, runner: RunnerId, run_id: str) -> tuple[RecordingLine, ...]:
        """
        Every recording of a run, with which is shown.
        """
        from unknot.app.recordings import recordings_of

        return recordings_of(self.store, runner, run_id)

    def choose_recording(
        self, runner: RunnerId, run_id: str, recording_id: str
    ) -> tuple[RecordingLine, ...]:
        """
        From now on this recording is the one whose figures are shown.
        """
        from unknot.app.recordings import choose_recording

        return choose_recording(self.store, runner, run_id, recording_id)

    def split_recording(
        self, runner: RunnerId, run_id: str, recording_id: str
    ) -> tuple[RunFacts, RunFacts]:
        """
        This recording was something else. Gives the run, and the new one it became.
        """
        from unknot.app.recordings import split_recording

        return split_recording(self.store, runner, run_id, recording_id)

    def join_runs(self, runner: RunnerId, run_id: str, other_id: str) -> RunFacts:
        """
        The two were one effort; refused where they did not go on at the same time.
        """
        from unknot.app.recordings import join_runs

        return join_runs(self.store, runner, run_id, other_id)

    def runs_nearby(self, runner: RunnerId, run_id: str) -> tuple[RunFacts, ...]:
        """
        Other runs that went on at the same time: they can be joined with it.
        """
        from unknot.app.recordings import runs_nearby

        return runs_nearby(self.store, runner, run_id)

    # runs ahead

    def import_plan_file(
        self, runner: RunnerId, name: str, content: bytes, on: date | None = None
    ) -> PlanFile:
        """
        Reads a training plan and keeps its days in place of those known before; a single workout
        is put on the day `on`, beside them.

        Raises `NotUnderstood` with a sentence when the file is no plan.
        """
        from unknot.app.runs_ahead import import_plan_file
        from unknot.intake.plan_files import PlanFiles

        now = self.clock.now()
        return import_plan_file(self.store, runner, PlanFiles(), name, content, now, on)

    def training_plan(self, runner: RunnerId) -> PlanFile | None:
        """
        The training plan as it is kept; None when none was given.
        """
        with self.store.look(runner) as db:
            return db.training_plan()

    def forget_plan_file(self, runner: RunnerId) -> None:
        """
        Back to "your usual week", guessed from habits.
        """
        from unknot.app.runs_ahead import forget_plan_file

        forget_plan_file(self.store, runner)

    # body and safety

    def check_in(self, runner: RunnerId, check_in: CheckIn) -> None:
        """
        Keeps a report. On a day that has one, the new one replaces what it names.
        """
        from unknot.app.check_in import keep_check_in

        keep_check_in(self.store, runner, check_in)

    def check_ins(self, runner: RunnerId, since: date | None = None) -> tuple[CheckIn, ...]:
        """
        The reports since that day, oldest first.
        """
        with self.store.look(runner) as db:
            return tuple(db.check_ins(since))

    def check_ins_and_logs(self, runner: RunnerId, since: date) -> tuple[CheckIn, ...]:
        """
        What counts as said about each day since then: the check-in, else what logs say of it.
        """
        from unknot.app.told_days import check_ins_and_logs

        with self.store.look(runner) as db:
            return check_ins_and_logs(db, since, self.clock.now())

    def list_days(
        self, runner: RunnerId, from_date: date | None = None, to_date: date | None = None
    ) -> tuple[ToldDay, ...]:
        """
        Sleep, heart rate, soreness and more of those days, whoever told them, oldest first.
        """
        from unknot.app.told_days import list_days

        return list_days(self.store, runner, from_date, to_date)

    def answer_gate(
        self,
        runner: RunnerId,
        conditions: frozenset[str],
        cleared: frozenset[str],
        age_under_16: bool,
        places: Mapping[str, tuple[BodyPart, ...]] | None = None,
    ) -> GateOutcome:
        """
        Keeps the answers to the intake questions and says what follows from them.

        `places` says where a condition is; unsaid, the limit is as wide as it may be.
        """
        from unknot.app.answer_gate import answer_gate

        answers = GateAnswers(self.clock.now(), conditions, cleared, age_under_16, places or {})
        return answer_gate(self.store, runner, answers)

    def gate_answers(self, runner: RunnerId) -> GateAnswers | None:
        """
        What was answered last; None while nothing was.
        """
        with self.store.look(runner) as db:
            return db.gate_answers()

    def gate(self, runner: RunnerId) -> GateOutcome:
        """
        What the gate says now.
        """
        from unknot.app.answer_gate import gate_now

        return gate_now(self.store, runner, self.clock.now())

    def intake_questions(self) -> tuple[Condition, ...]:
        """
        What the one screen before the first plan asks.
        """
        from unknot.catalogue.safety import intake_questions

        return intake_questions()

    def warning_signs(self) -> tuple[Condition, ...]:
        """
        What "something is wrong" asks, the most urgent first.
        """
        from unknot.catalogue.safety import warning_signs

        return warning_signs()

    def safety_screens(self) -> tuple[Screen, Screen]:
        """
        The words around the intake questions and around the warning signs.
        """
        from unknot.catalogue.safety import intake_screen, warning_screen

        return intake_screen(), warning_screen()

    def question_groups(self) -> Mapping[str, str]:
        """
        The title of each group of questions, in the order in which they are shown.
        """
        from unknot.catalogue.safety import group_titles

        return group_titles()

    def what_to_do(self, code: str) -> WhatToDo | None:
        """
        The advice behind a safety code, and until when it holds; None for other codes.
        """
        from unknot.catalogue.safety import what_to_do

        try:
            return what_to_do(code)
        except KeyError:
            return None

    def report_symptoms(
        self, runner: RunnerId, signs: frozenset[str], parts: tuple[BodyPart, ...]
    ) -> GateOutcome:
        """
        "Something is wrong": in force from now until the runner ends it.
        """
        from unknot.app.report_symptoms import report_symptoms

        return report_symptoms(self.store, runner, signs, parts, self.clock.now())

    def end_report(self, runner: RunnerId, report_id: str, on: date) -> None:
        """
        It is over: from that day on it no longer counts.
        """
        from unknot.app.report_symptoms import end_report

        end_report(self.store, runner, report_id, on)

    def reports(self, runner: RunnerId) -> tuple[SymptomReport, ...]:
        """
        Every report of something wrong, oldest first.
        """
        with self.store.look(runner) as db:
            return tuple(db.reports())

    def add_injury(
        self,
        runner: RunnerId,
        kind: InjuryKind,
        started_on: date,
        parts: tuple[BodyPart, ...],
        note: str = "",
    ) -> Injury:
        """
        An injury or illness that lasts until it is ended.
        """
        from unknot.app.injuries import add_injury

        return add_injury(self.store, runner, kind, started_on, parts, note)

    def end_injury(self, runner: RunnerId, injury_id: str, on: date) -> Injury:
        """
        That day was the last of it.
        """
        from unknot.app.injuries import end_injury

        return end_injury(self.store, runner, injury_id, on)

    def injuries(self, runner: RunnerId) -> tuple[Injury, ...]:
        """
        Every injury and illness, past and present, oldest first.
        """
        with self.store.look(runner) as db:
            return tuple(db.injuries())

    # care

    def log_massage(
        self,
        runner: RunnerId,
        on: date,
        massage_type: MassageType,
        minutes: int,
        cents: int | None,
        parts: tuple[BodyPart, ...],
        depth: Depth | None = None,
        start: time | None = None,
    ) -> Appointment:
        """
        A massage that was had, or, on a day ahead, one that is booked.
        """
        from unknot.app.log_massage import Massage, log_massage

        massage = Massage(on, massage_type, minutes, cents, parts, depth, start)
        return log_massage(self.store, runner, massage, self.clock.now())

    def remove_appointment(self, runner: RunnerId, appointment_id: str) -> None:
        """
        Forgets a massage that was logged or booked.
        """
        from unknot.app.log_massage import remove_appointment

        remove_appointment(self.store, runner, appointment_id)

    def appointments(self, runner: RunnerId) -> tuple[Appointment, ...]:
        """
        Massages had and booked, oldest first.
        """
        with self.store.look(runner) as db:
            return tuple(db.appointments())

    def mark_item(self, runner: RunnerId, item_id: str, status: ItemStatus) -> PlanItem:
        """
        What became of one item of the plan; `proposed` takes it back.
        """
        from unknot.app.mark_item import mark_item

        return mark_item(self.store, runner, item_id, status)

    def care_records(self, runner: RunnerId) -> tuple[CareRecord, ...]:
        """
        What became of the items of past and present plans, as far as the runner said.
        """
        with self.store.look(runner) as db:
            return tuple(db.care_records())

    # settings

    def settings(self, runner: RunnerId) -> Settings:
        """
        Everything the runner has set, with the defaults for the rest.
        """
        with self.store.look(runner) as db:
            return db.settings()

    def change_settings(self, runner: RunnerId, **changes: Any) -> Settings:
        """
        Changes the named settings only; a value that cannot be is refused with a sentence.
        """
        from unknot.app.change_settings import change_settings

        if changes.get("watch_folder"):
            from unknot.intake.watched import open_to_watch

            changes["watch_folder"] = open_to_watch(str(changes["watch_folder"]), self.data_dir)
        return change_settings(self.store, runner, changes)

    def profile(self, runner: RunnerId) -> Profile:
        """
        The heart rates and the threshold loads are measured with, and which are estimated.
        """
        from unknot.app.measure_runs import profile_now

        with self.store.look(runner) as db:
            return profile_now(db)

    def find_profile(self, runner: RunnerId) -> tuple[Proposal, ...]:
        """
        What the runner's own data says about the runner, with its evidence.
        """
        from unknot.app.profile_found import find_profile

        return find_profile(self.store, runner, self.clock.now(), self._runs_known())

    def accept_found(self, runner: RunnerId, name: Found) -> Settings:
        """
        Sets what was found. Raises `NotFound` when it is found no more.
        """
        from unknot.app.profile_found import accept_found

        return accept_found(self.store, runner, name, self.clock.now(), self._runs_known())

    # the plan

    def compute_plan(
        self, runner: RunnerId, weeks: int = PLAN_WEEKS, now: datetime | None = None
    ) -> tuple[PlanInput, PlanDecision]:
        """
        The plan as it would be decided at that instant. Changes nothing.
        """
        from unknot.app.make_plan import compute_plan

        return compute_plan(self.store, runner, now or self.clock.now(), weeks)

    def adopt_plan(
        self,
        runner: RunnerId,
        given: PlanInput,
        decision: PlanDecision,
        is_delivered: bool = False,
    ) -> None:
        """
        From now on this is the plan the runner lives by.

        `is_delivered` says that its calendar file was written, so that the next one updates it.
        """
        from unknot.app.make_plan import adopt_plan

        render = None
        if is_delivered:
            from unknot.deliver.ics import render_plan as render
        adopt_plan(self.store, runner, given, decision, render)

    def kept_plan(self, runner: RunnerId) -> KeptPlan | None:
        """
        The plan that pages show. Never solves.
        """
        with self.store.look(runner) as db:
            return db.kept_plan()

    def plan_is_stale(self, runner: RunnerId) -> bool:
        """
        True when what it was decided from has changed, or a new day has begun for the runner.
        """
        from unknot.app.plan_age import plan_is_stale

        return plan_is_stale(self.store, runner, self.clock.now())

    def replan(self, runner: RunnerId) -> KeptPlan:
        """
        Decides afresh and adopts: five weeks from now.
        """
        from unknot.app.make_plan import replan

        return replan(self.store, runner, self.clock.now(), PLAN_WEEKS)

    def replay(self, input_json: str) -> PlanDecision:
        """
        Decides a kept input again; the same input gives the same decision.

        Raises `NotUnderstood` saying which field does not fit.
        """
        from unknot.app.replay import replay

        return replay(input_json)

    def gate_of(self, gate_input_json: str) -> GateOutcome:
        """
        The gate's word on a written case. Raises `NotUnderstood` as `replay` does.
        """
        from unknot.app.replay import gate_of

        return gate_of(gate_input_json)

    # the calendar

    def plan_ics(
        self, runner: RunnerId, decision: PlanDecision, now: datetime, is_kept: bool = True
    ) -> bytes:
        """
        A decision as a calendar file; items keep their identity from plan to plan.

        One that is not kept leaves no trace.
        """
        from unknot.app.calendar_feed import plan_ics
        from unknot.deliver.ics import render_plan

        return plan_ics(self.store, runner, render_plan, decision, now, is_kept)

    def renew_feed(self, runner: RunnerId) -> str:
        """
        A new secret for the private calendar address; the old one stops working.
        """
        from unknot.app.calendar_feed import keep_feed_token

        token = secrets.token_hex(32)
        keep_feed_token(self.store, runner, token)
        return token

    def runner_of_feed(self, token: str) -> Runner | None:
        """
        Whose calendar is behind a private address; None when the secret opens nothing.
        """
        from unknot.app.calendar_feed import runner_of_feed

        return runner_of_feed(self.store, token)

    def feed_ics(self, runner: RunnerId) -> bytes:
        """
        The calendar behind that runner's private address.
        """
        from unknot.app.calendar_feed import feed_ics
        from unknot.deliver.ics import render_plan

        return feed_ics(self.store, runner, render_plan)

    # everything

    def export_zip(self, runner: RunnerId, translate: Callable[[str], str] = str) -> bytes:
        """
        Everything kept about the runner, raw, in one archive.
        """
        from unknot.app.export_everything import export_zip

        return export_zip(self.store, runner, self.clock.now(), translate)

    def erase(self, runner: RunnerId) -> None:
        """
        Deletes the runner and everything kept about them, for good.

        Reports of what went wrong may quote them, so these go as well.
        """
        import shutil

        shutil.rmtree(self.data_dir / REPORTS, ignore_errors=True)
        self.store.remove_runner(runner)

    # the sample

    def warm_up(self) -> None:
        """
        Loads what reading files, making a plan and showing it need, so that the first is quick.
        """
        import unknot.app.make_plan
        import unknot.app.plan_age
        import unknot.app.sample
        import unknot.app.show_load
        import unknot.app.show_runs
        import unknot.intake.pool
        import unknot.intake.sample  # noqa: F401

    def load_sample(self) -> Runner:
        """
        A real runner's history to look around in. Doing it twice adds nothing.
        """
        from unknot.app.sample import load_sample
        from unknot.intake.pool import ReadingPool
        from unknot.intake.sample import PackagedSample

        # Our own files, and few: starting a process would take longer than reading them.
        with self._importing, ReadingPool(0, read_for_keeping) as pool:
            return load_sample(self.store, PackagedSample(), pool.read, self.clock, machine_zone())

    def remove_sample(self) -> None:
        """
        Takes the sample runner and all that came with it away again.
        """
        from unknot.app.sample import remove_sample

        remove_sample(self.store)


class Replanner:
    """
    Keeps plans fresh behind the pages: one thread, one runner at a time, only what is stale.
    """

    def __init__(self, house: House) -> None:
        self._house = house
        self._waiting: dict[RunnerId, None] = {}
        self._working_on: RunnerId | None = None
        self._changed = threading.Condition()
        self._stopped = False
        self.failures: dict[RunnerId, Refusal] = {}
        self._failed_at: dict[RunnerId, datetime] = {}
        self._thread = threading.Thread(target=self._work, name="replanner", daemon=True)
        self._thread.start()

    def wake(self, runner_id: RunnerId) -> None:
        """
        Something about this runner may have changed: look, and plan again if it has.
        """
        with self._changed:
            if not self._stopped:
                self._waiting[runner_id] = None
                self._changed.notify_all()

    def look_after(self, runner_id: RunnerId) -> None:
        """
        Somebody looks at this runner's plan: plan again if it is out of date.

        One that has just failed is left alone for a while. The page that says so would otherwise
        ask for the next failure, reload when it has come, and so on for as long as it is open.
        """
        failed_at = self._failed_at.get(runner_id)
        if failed_at and self._house.clock.now() - failed_at < _REST_AFTER_A_FAILURE:
            return
        if self._house.plan_is_stale(runner_id):
            self.wake(runner_id)

    def is_busy(self, runner_id: RunnerId) -> bool:
        """
        True while a new plan for this runner is on its way.
        """
        with self._changed:
            return runner_id in self._waiting or self._working_on == runner_id

    def stop(self) -> None:
        """
        No new plans from here on; the one being made is finished.
        """
        with self._changed:
            self._stopped = True
            self._waiting.clear()
            self._changed.notify_all()
        self._thread.join(timeout=30)

    def _work(self) -> None:
        while (runner_id := self._next()) is not None:
            try:
                self._freshen(runner_id)
            finally:
                with self._changed:
                    self._working_on = None

    def _next(self) -> RunnerId | None:
        with self._changed:
            while not self._waiting and not self._stopped:
                self._changed.wait()
            if self._stopped:
                return None
            self._working_on = next(iter(self._waiting))
            del self._waiting[self._working_on]
            return self._working_on

    def _freshen(self, runner_id: RunnerId) -> None:
        try:
            if self._house.plan_is_stale(runner_id):
                self._house.replan(runner_id)
        except NotFound:
            pass  # erased meanwhile: nobody is left to be told
        except Exception as failed:
            # The thread outlives a failed plan: the page shows the last one and this sentence.
            self.failures[runner_id] = Refusal(
                "The plan could not be made again: {why}", why=failed.with_traceback(None)
            )
            self._failed_at[runner_id] = self._house.clock.now()
            if not isinstance(failed, Refusal):
                _log_failure(runner_id)
            return
        self.failures.pop(runner_id, None)
        self._failed_at.pop(runner_id, None)


def _log_failure(runner_id: RunnerId) -> None:
    import logging

    logging.getLogger("unknot").exception("replanning for %s failed", runner_id)
