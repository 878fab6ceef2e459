"""
What was run, and what is going to be.
"""

from __future__ import annotations

from datetime import date, datetime
from typing import TYPE_CHECKING

from unknot.app.ports import RunnerId
from unknot.app.views import (
    RecordingLine,
    RunDetail,
    RunFacts,
)
from unknot.domain.load_weeks import LoadWeek
from unknot.domain.muscle_load import MuscleLoad, MuscleWeek
from unknot.domain.recording import Sport, Surface
from unknot.domain.run import PlanFile, RunDone, RunKind
from unknot.domain.track import Track

if TYPE_CHECKING:
    pass

from unknot.bootstrap.foundation import Foundation


class Runs(Foundation):
    """
    Runs done with their recordings, and the training plan.
    """

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

    def show_muscles(self, runner: RunnerId) -> MuscleWeek:
        """
        What the last seven days asked of every region, beside what is usual.
        """
        from unknot.app.show_muscles import show_muscles

        return show_muscles(self.store, runner, self.clock.now(), self._runs_known())

    def show_muscles_of_run(self, runner: RunnerId, run_id: str) -> MuscleLoad | None:
        """
        What one run asked of each region; None where its load is not known.
        """
        from unknot.app.show_muscles import show_muscles_of_run

        now, known = self.clock.now(), self._runs_known()
        return show_muscles_of_run(self.store, runner, run_id, now, known)

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
