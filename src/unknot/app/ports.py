"""
What the use cases need from the world, as Protocols. Adapters live outside; fakes in tests.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass
from datetime import date, datetime
from typing import Protocol

from unknot.app.account_ports import AccountStore
from unknot.app.views import ImportBatch, RecordingLine, RunFacts, SampleHistory
from unknot.domain.body import Side
from unknot.domain.check_in import CheckIn
from unknot.domain.effort import EffortSpan
from unknot.domain.features import RunFeatures
from unknot.domain.guided import GuidedSession
from unknot.domain.measures import FlexibilityTest, Measurement
from unknot.domain.plan import AdoptedPlan, PlanDecision, PlanItem
from unknot.domain.recording import AboutEffort, FileOutcome, FileWarning, ReadFile, Recording
from unknot.domain.run import PlanFile, RawLoads, RunDone
from unknot.domain.run_form import RunForm
from unknot.domain.safety import GateAnswers, Injury, SymptomReport
from unknot.domain.sentence import Sentence
from unknot.domain.session import Appointment, CareRecord
from unknot.domain.settings import Settings
from unknot.domain.ties import Said, Tie
from unknot.domain.wellness import WellnessDay

RunnerId = str

# Whoever reads before anything was kept: may be looked at, has nothing, and is never written.
NOBODY_YET: RunnerId = ""


@dataclass(frozen=True, slots=True)
class Runner:
    """
    One person whose rows these are. The sample runner is marked.

    `is_added` marks whoever joined the house of another; `sample_of` says which of them looks
    around in a sample, None for the runner whose house it is.
    """

    id: RunnerId
    name: str
    is_sample: bool = False
    is_added: bool = False
    sample_of: RunnerId | None = None


@dataclass(frozen=True, slots=True)
class KeptPlan:
    """
    The last decision kept for a runner, the input it was decided from, and when.

    `revision` is the count of changes it was decided at, see `RunnerStore.revision`;
    `decided_by` the version of Unknot and of its catalogue.
    """

    decision: PlanDecision
    input_json: str
    decided_at: datetime
    revision: int = 0
    decided_by: str = ""


@dataclass(frozen=True, slots=True)
class KeptItem:
    """
    One thing that a phone kept while it had no network, and sent later: kept once, whatever comes.

    `id` was made on the phone. `mark` is what it left behind, for the next of its kind to build
    on: of a check-in the instant of the report.
    """

    id: str
    kind: str
    kept_at: datetime
    mark: str = ""


@dataclass(frozen=True, slots=True)
class ImportRecord:
    """
    One file of an import: its outcome, and when. `about` is what an archive said of it.
    """

    file: str
    sha256: str
    outcome: FileOutcome
    reasons: tuple[Sentence, ...]
    warnings: tuple[FileWarning, ...]
    run_ids: tuple[str, ...]
    imported_at: datetime
    is_part: bool = False
    about: AboutEffort | None = None


@dataclass(frozen=True, slots=True)
class KeptRecording:
    """
    One recording of an effort and where it came from; `file` is empty for an entry by hand.
    """

    id: str
    file: str
    recording: Recording
    chosen: bool = False

    @property
    def is_by_hand(self) -> bool:
        """
        True for what the runner typed in; no file ever overwrites it.
        """
        return not self.file


class Clock(Protocol):
    """
    The only place where the time of day comes from.
    """

    def now(self) -> datetime: ...


class ReadMany(Protocol):
    """
    Reads many files, several at a time where that is quicker; the answers keep the order.

    A file that brings the reader down is an outcome like any other: `failed`.
    """

    def __call__(self, files: Iterable[tuple[str, bytes]]) -> Iterator[ReadFile]: ...


class SampleSource(Protocol):
    """
    A real runner's history to try Unknot with, moved to end in the last full week before `now`.
    """

    def sample(self, now: datetime, zone: str = "UTC") -> SampleHistory: ...


class RenderPlan(Protocol):
    """
    Writes items as a calendar file, and says what to remember about them for the next time.

    Of the appointments and the care done, what lies behind the plan is shown as well.
    """

    def __call__(
        self,
        items: Iterable[PlanItem],
        settings: Settings,
        runner_id: RunnerId,
        now: datetime,
        sequences: Mapping[str, tuple[int, str]],
        appointments: Iterable[Appointment] = (),
        care_done: Iterable[CareRecord] = (),
    ) -> tuple[bytes, dict[str, tuple[int, str]]]: ...


class PlanFileReader(Protocol):
    """
    Reads a training plan: a calendar, a table, or a workout, which is put on the day `on`.

    Raises `unknot.app.errors.NotUnderstood` with a sentence when the file is no plan.
    """

    def read(
        self, name: str, content: bytes, zone: str, today: date, on: date | None
    ) -> PlanFile: ...


class RunnerStore(Protocol):
    """
    One runner's rows inside one transaction. Every query is scoped by the runner.
    """

    runner: Runner

    # settings
    def settings(self) -> Settings: ...
    def keep_settings(self, settings: Settings) -> None: ...

    # files and efforts
    def known_digests(self, digests: Iterable[str]) -> frozenset[str]:
        """
        Those of the originals that are kept here already.
        """
        ...

    def keep_original(self, digest: str, name: str, content: bytes) -> None: ...
    def drop_originals(self, digests: Iterable[str]) -> None: ...
    def keep_batch(self, batch: ImportBatch) -> None: ...
    def batch(self, batch_id: str) -> ImportBatch | None: ...
    def batches(self) -> Sequence[ImportBatch]:
        """
        Every import, the newest first.
        """
        ...

    def keep_files(
        self, batch_id: str, records: Sequence[ImportRecord], behind: int, heard_at: datetime | None
    ) -> None:
        """
        Adds files to the record of an import, behind so many; it is heard of at that instant.

        Without one the last instant stands: it need not move with every file.
        """
        ...

    def files_of(self, batch_id: str) -> Sequence[ImportRecord]:
        """
        What became of each file of an import, in the order in which they were told.
        """
        ...

    def told_digests(self, digests: Iterable[str]) -> frozenset[str]:
        """
        Those that an import told of which has come to its end, whatever became of them.
        """
        ...

    def original(self, digest: str) -> tuple[str, bytes] | None:
        """
        A kept file: its name and its bytes as they came.
        """
        ...

    def kept_from(self, digest: str) -> Sequence[tuple[str, KeptRecording]]:
        """
        The recordings that were read from that file, with streams, each with its run.
        """
        ...

    def effort_spans(self, start: datetime, end: datetime) -> Sequence[EffortSpan]:
        """
        One span per recording that touches start..end; `id` is that of its run.
        """
        ...

    def spans_of(self, run_ids: Iterable[str]) -> Sequence[EffortSpan]:
        """
        One span per recording of those runs, run by run in the order they arrived.
        """
        ...

    def run_ids_of(self, recording_ids: Iterable[str]) -> Mapping[str, str]:
        """
        The run that each of those recordings is of; those that are not here are left out.
        """
        ...

    def recordings_from(self, digests: Iterable[str]) -> Mapping[str, str]:
        """
        The recordings kept from those files, and the run that each is of.
        """
        ...

    def keep_effort(self, run: RunDone) -> None: ...
    def keep_recording(
        self,
        recording_id: str,
        run_id: str,
        digest: str | None,
        recording: Recording,
        chosen: bool,
    ) -> None: ...
    def change_recording(self, recording_id: str, recording: Recording) -> None:
        """
        The same recording with other figures; its run and its place there stay.
        """
        ...

    def recordings_of(self, run_id: str, streams: bool = True) -> Sequence[KeptRecording]:
        """
        All recordings of an effort in the order they arrived; their streams only if wanted.
        """
        ...

    def recordings_in(self, run_ids: Iterable[str]) -> Mapping[str, Sequence[KeptRecording]]:
        """
        The same for many efforts at once, by their ids, without streams.
        """
        ...

    def facts_in(self, digests: Iterable[str]) -> Mapping[str, tuple[RunFacts, ...]]:
        """
        Per original what its recordings say, each under the run it is part of.
        """
        ...

    def join_runs(self, run_id: str, others: Iterable[str]) -> None:
        """
        Makes the recordings of the others recordings of this run, and removes the others.
        """
        ...

    def move_recordings(self, run_id: str, recording_ids: Iterable[str]) -> None:
        """
        Makes them recordings of this run, behind those it has.
        """
        ...

    def remove_recordings(self, recording_ids: Iterable[str]) -> None:
        """
        Forgets recordings with their streams. Their runs stay as they are.
        """
        ...

    def choose_recording(self, run_id: str, recording_id: str) -> None: ...
    def run(self, run_id: str) -> RunDone | None: ...
    def runs(
        self, start: datetime | None = None, end: datetime | None = None
    ) -> Sequence[RunDone]: ...
    def newest_runs(self, limit: int) -> Sequence[RunDone]:
        """
        The efforts that began last, the newest first.
        """
        ...

    def count_runs(self) -> int: ...
    def recording_lines(self, run_id: str) -> Sequence[RecordingLine]: ...
    def n_records(self, run_ids: Iterable[str]) -> Mapping[str, int]: ...
    def peak_heart_rates(self) -> Mapping[str, float]:
        """
        The highest heart rate that each run reached and held, highest first, a handful of them.
        """
        ...

    def forms_of_runs(self, since: datetime) -> Sequence[tuple[RunDone, RunForm]]:
        """
        The runs from that instant on whose form a watch told, oldest first.
        """
        ...

    def unmeasured(self, profile_key: str, limit: int) -> Sequence[RunDone]:
        """
        Runs whose loads were not measured with that profile, oldest first, at most so many.
        """
        ...

    def keep_loads(self, loads: Mapping[str, RawLoads], profile_key: str) -> None: ...
    def keep_features(
        self, of_recordings: Mapping[str, RunFeatures], of_runs: Mapping[str, RunFeatures | None]
    ) -> None:
        """
        What recordings and runs that are here already are made of, told from their samples.
        """
        ...

    def move_assumed_zone(self, zone: str) -> None:
        """
        Dates the runs whose recording names no zone of its own in this one.
        """
        ...

    def remove_run(self, run_id: str) -> None: ...

    # what the runner said of recordings: it stays when they go, and holds when they come again
    def ties(self) -> Sequence[Tie]: ...
    def keep_ties(self, ties: Iterable[Tie]) -> None: ...
    def said_of(self, recording_ids: Iterable[str]) -> Mapping[str, Said]: ...
    def keep_said(self, said: Mapping[str, Said]) -> None: ...

    # files that hold a recording which is kept already
    def keep_copy(self, digest: str, position: int, recording_id: str) -> None: ...
    def copies_of(self, recording_id: str) -> Sequence[tuple[str, int]]:
        """
        The other files that hold this recording, and its place in each.
        """
        ...

    def copies_in(self, digest: str) -> Mapping[int, str]:
        """
        The recordings of other files that this file holds as well, by their place in it.
        """
        ...

    def remove_copies_in(self, digest: str) -> None: ...
    def hand_over(self, recording_id: str, digest: str, new_id: str) -> None:
        """
        From now on the recording is that of the other file that holds it, under that file's id.
        """
        ...

    # the training plan: None when none was given
    def training_plan(self) -> PlanFile | None:
        """
        Its runs and other days. What was not understood of it is said once and kept nowhere.
        """
        ...

    def keep_training_plan(self, plan: PlanFile | None) -> None: ...

    # the body
    def check_ins(self, since: date | None = None) -> Sequence[CheckIn]: ...
    def keep_check_in(self, check_in: CheckIn) -> None: ...
    def sent_item(self, id: str) -> KeptItem | None:
        """
        What a device sent under that id; None while nothing was kept of it.
        """
        ...

    def keep_sent_item(self, item: KeptItem) -> None: ...
    def wellness_days(self, since: date | None = None) -> Sequence[WellnessDay]:
        """
        What each source says of each day from that one on, by date and source.
        """
        ...

    def n_days_in(self, digests: Iterable[str]) -> Mapping[str, int]:
        """
        Per original how many days it tells of, for those that tell of any.
        """
        ...

    def days_from(self, digest: str) -> Sequence[WellnessDay]:
        """
        What one original tells of days, whether it counts or not, by date and source.
        """
        ...

    def keep_wellness(self, digest: str | None, days: Iterable[WellnessDay]) -> None:
        """
        What the original with that digest tells of days, in place of what the same source said
        of them before; `digest` is None where no file told it.
        """
        ...

    def drop_wellness_of(self, digests: Iterable[str]) -> None:
        """
        Forgets what these originals told. What others said of the same days counts again.
        """
        ...

    def injuries(self) -> Sequence[Injury]: ...
    def keep_injury(self, injury: Injury) -> None: ...
    def reports(self) -> Sequence[SymptomReport]: ...
    def keep_report(self, report: SymptomReport) -> None: ...
    def gate_answers(self) -> GateAnswers | None: ...
    def keep_gate_answers(self, answers: GateAnswers) -> None: ...

    # what the runner measures at home: one of each test, side and day
    def measurements(self, since: date | None = None) -> Sequence[Measurement]: ...
    def keep_measurement(self, measurement: Measurement) -> None: ...
    def remove_measurement(self, day: date, test: FlexibilityTest, side: Side | None) -> None: ...

    # care
    def appointments(self) -> Sequence[Appointment]: ...
    def keep_appointment(self, appointment: Appointment) -> None: ...
    def remove_appointment(self, appointment_id: str) -> None: ...
    def care_records(self) -> Sequence[CareRecord]: ...
    def keep_care_record(self, record: CareRecord) -> None: ...
    def remove_care_record(self, item_id: str) -> None: ...

    # guided sessions: care that was had, never load
    def guided_sessions(self, limit: int | None = None) -> Sequence[GuidedSession]:
        """
        The sessions that began last, the newest first.
        """
        ...

    def guided_session(self, session_id: str) -> GuidedSession | None: ...
    def keep_guided_session(self, session: GuidedSession) -> None: ...

    # plans
    def adopted_plan(self) -> AdoptedPlan | None: ...
    def keep_adopted_plan(self, plan: AdoptedPlan) -> None: ...
    def kept_plan(self) -> KeptPlan | None: ...
    def keep_plan(self, plan: KeptPlan) -> None: ...
    def revision(self) -> int:
        """
        How often anything a plan is decided from has changed. Adopting a plan is no change.
        """
        ...

    def inputs_changed_at(self) -> datetime | None:
        """
        When anything a plan is decided from last changed; None when nothing ever did.
        """
        ...

    # the private calendar feed
    def feed_token_hash(self) -> str | None: ...
    def keep_feed_token_hash(self, token_hash: str) -> None: ...
    def sequences(self) -> Mapping[str, tuple[int, str]]:
        """
        Per item id its calendar SEQUENCE and the digest of the event last delivered.
        """
        ...

    def keep_sequences(self, sequences: Mapping[str, tuple[int, str]]) -> None: ...

    # what only this house can open again
    def secret(self, name: str) -> bytes | None: ...
    def keep_secret(self, name: str, sealed: bytes | None) -> None:
        """
        Keeps what is sealed already under that name; None forgets it.
        """
        ...

    # everything, raw
    def export(self) -> Iterable[tuple[str, bytes]]:
        """
        Every row and original as (path inside the archive, bytes).
        """
        ...


class Store(Protocol):
    """
    What is kept. `open` is one transaction: committed at its end, rolled back on an error.
    """

    def open(self, runner_id: RunnerId) -> AbstractContextManager[RunnerStore]: ...
    def look(self, runner_id: RunnerId) -> AbstractContextManager[RunnerStore]:
        """
        The same for reading only: nobody waits for it, and nothing said in it is kept.

        Who has nothing yet, `NOBODY_YET`, may be looked at too.
        """
        ...

    def runners(self) -> Sequence[Runner]: ...
    def add_runner(
        self,
        name: str,
        is_sample: bool = False,
        unless_there: bool = False,
        is_added: bool = False,
        sample_of: RunnerId | None = None,
    ) -> Runner:
        """
        A new runner; with `unless_there` the first of that sort where there is one already.

        Whoever else opens the same store at this very moment gets the same one.
        """
        ...

    def remove_runner(self, runner_id: RunnerId) -> None:
        """
        Deletes the runner, every row and every original no one else has, and their own sample.
        """
        ...

    def runner_of_feed(self, token_hash: str) -> Runner | None: ...
    def has_secrets(self) -> bool:
        """
        True while anything sealed is kept of anybody.
        """
        ...

    def open_accounts(self) -> AbstractContextManager[AccountStore]:
        """
        One transaction over everybody's accounts; whoever else opens it waits for its end.
        """
        ...

    def look_at_accounts(self) -> AbstractContextManager[AccountStore]:
        """
        The same for reading only.
        """
        ...

    def close(self) -> None:
        """
        Lets go of whatever is held open. Nothing is asked of it afterwards.
        """
        ...
