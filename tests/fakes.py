"""
In-memory stand-ins for what the use cases need from the world: store, clock, readers.
"""

from __future__ import annotations

import copy
import itertools
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime, timedelta
from typing import TypeVar

from tests.fake_accounts import FakeAccountStore
from unknot.app.efforts import span_of
from unknot.app.errors import NotFound
from unknot.app.ports import NOBODY_YET, ImportRecord, KeptItem, KeptPlan, KeptRecording, Runner
from unknot.app.views import GOING_ON, ImportBatch, RecordingLine, RunFacts
from unknot.domain.body import Side
from unknot.domain.canonical import write_canonical
from unknot.domain.check_in import CheckIn
from unknot.domain.effort import EffortSpan
from unknot.domain.features import RunFeatures
from unknot.domain.guided import GuidedSession
from unknot.domain.measures import FlexibilityTest, Measurement
from unknot.domain.plan import AdoptedPlan
from unknot.domain.recording import FileOutcome, ReadFile, Recording
from unknot.domain.run import PlanFile, RawLoads, RunDone
from unknot.domain.run_form import RunForm
from unknot.domain.safety import GateAnswers, Injury, SymptomReport
from unknot.domain.sentence import sentence
from unknot.domain.session import Appointment, CareRecord
from unknot.domain.settings import Settings
from unknot.domain.ties import Said, Tie, ties_as
from unknot.domain.wellness import WellnessDay, newest_of

T = TypeVar("T")
NOON = datetime(2026, 11, 23, 12, 0, tzinfo=UTC)


class FakeClock:
    """
    A clock that stands still until it is moved.
    """

    def __init__(self, instant: datetime = NOON) -> None:
        self.instant = instant

    def now(self) -> datetime:
        """
        The instant it shows.
        """
        return self.instant

    def move(self, by: timedelta) -> None:
        """
        Time passes.
        """
        self.instant += by


class FakeReader:
    """
    Knows by heart what files hold; any other file is no activity.
    """

    def __init__(self, answers: Mapping[bytes, ReadFile]) -> None:
        self.answers = dict(answers)
        self.asked: list[str] = []

    def read_many(self, files: Iterable[tuple[str, bytes]]) -> Iterator[ReadFile]:
        """
        The answers by heart, in order.
        """
        for name, content in files:
            self.asked.append(name)
            yield self.answers.get(
                content, ReadFile(FileOutcome.SKIPPED, reasons=(sentence("no activity in it"),))
            )


@dataclass
class _Rows:
    """
    Everything one runner has.
    """

    settings: Settings = field(default_factory=Settings)
    batches: dict[str, ImportBatch] = field(default_factory=dict)
    # batch id -> (position, file)
    files: dict[str, list[tuple[int, ImportRecord]]] = field(default_factory=dict)
    originals: dict[str, tuple[str, bytes]] = field(default_factory=dict)
    runs: dict[str, RunDone] = field(default_factory=dict)
    profile_keys: dict[str, str] = field(default_factory=dict)
    # recording id -> (run id, digest, recording, chosen), in order of arrival
    recordings: dict[str, tuple[str, str | None, Recording, bool]] = field(default_factory=dict)
    copies: dict[tuple[str, int], str] = field(default_factory=dict)
    said: dict[str, Said] = field(default_factory=dict)
    ties: dict[tuple[str, str], bool] = field(default_factory=dict)
    training_plan: PlanFile | None = None
    check_ins: dict[date, CheckIn] = field(default_factory=dict)
    sent_items: dict[str, KeptItem] = field(default_factory=dict)
    # (date, source) -> what each original told of it, by digest, in order of arrival
    wellness: dict[tuple[date, str], dict[str, WellnessDay]] = field(default_factory=dict)
    told_by: list[str] = field(default_factory=list)
    injuries: dict[str, Injury] = field(default_factory=dict)
    reports: dict[str, SymptomReport] = field(default_factory=dict)
    gate_answers: GateAnswers | None = None
    measurements: dict[tuple[date, str, str], Measurement] = field(default_factory=dict)
    appointments: dict[str, Appointment] = field(default_factory=dict)
    care_records: dict[str, CareRecord] = field(default_factory=dict)
    guided_sessions: dict[str, GuidedSession] = field(default_factory=dict)
    adopted_plan: AdoptedPlan | None = None
    kept_plan: KeptPlan | None = None
    feed_token_hash: str | None = None
    sequences: dict[str, tuple[int, str]] = field(default_factory=dict)
    secrets: dict[str, bytes] = field(default_factory=dict)
    revision: int = 0
    inputs_changed_at: datetime | None = None


class FakeStore:
    """
    A store in memory, with the same promises as the real one.
    """

    def __init__(self, clock: FakeClock | None = None) -> None:
        self.clock = clock or FakeClock()
        self._runners: dict[str, Runner] = {}
        self._rows: dict[str, _Rows] = {}
        self._counter = itertools.count(1)
        self._accounts = FakeAccountStore()

    @contextmanager
    def open(self, runner_id: str) -> Iterator[FakeRunnerStore]:
        """
        Works on a copy, which takes the place of the rows only if nothing goes wrong.
        """
        db = self._store_of(runner_id)
        yield db
        if db.inputs_changed:
            db.rows.revision += 1
            db.rows.inputs_changed_at = self.clock.now()
        self._rows[runner_id] = db.rows

    @contextmanager
    def look(self, runner_id: str) -> Iterator[FakeRunnerStore]:
        """
        Works on a copy that is thrown away.
        """
        if runner_id == NOBODY_YET:
            yield FakeRunnerStore(Runner(NOBODY_YET, ""), _Rows())
        else:
            yield self._store_of(runner_id)

    def runners(self) -> Sequence[Runner]:
        """
        Everybody, in the order they came.
        """
        return list(self._runners.values())

    def add_runner(
        self,
        name: str,
        is_sample: bool = False,
        unless_there: bool = False,
        is_added: bool = False,
        sample_of: str | None = None,
    ) -> Runner:
        """
        A new runner, or the first of that sort.
        """
        sort = (is_sample, is_added, sample_of)
        for each in self._runners.values() if unless_there else ():
            if (each.is_sample, each.is_added, each.sample_of) == sort:
                return each
        runner = Runner(f"p_{next(self._counter)}", name, *sort)
        self._runners[runner.id] = runner
        self._rows[runner.id] = _Rows()
        return runner

    def remove_runner(self, runner_id: str) -> None:
        """
        Forgets a runner and all there is.
        """
        self._runner(runner_id)
        theirs = [each.id for each in self._runners.values() if each.sample_of == runner_id]
        for gone in (runner_id, *theirs):
            del self._runners[gone], self._rows[gone]
            self._accounts.forget(gone)

    def runner_of_feed(self, token_hash: str) -> Runner | None:
        """
        Whose feed that secret opens.
        """
        for runner_id, rows in self._rows.items():
            if rows.feed_token_hash == token_hash:
                return self._runners[runner_id]
        return None

    def has_secrets(self) -> bool:
        """
        True while anybody has one.
        """
        return any(rows.secrets for rows in self._rows.values())

    @contextmanager
    def open_accounts(self) -> Iterator[FakeAccountStore]:
        """
        Works on a copy, which takes its place only if nothing goes wrong.
        """
        db = copy.deepcopy(self._accounts)
        yield db
        for sign_in in db.signed_in.values():
            self._runner(sign_in.runner_id)
        self._accounts = db

    @contextmanager
    def look_at_accounts(self) -> Iterator[FakeAccountStore]:
        """
        Works on a copy that is thrown away.
        """
        yield copy.deepcopy(self._accounts)

    def close(self) -> None:
        """
        Nothing is held open.
        """

    def _store_of(self, runner_id: str) -> FakeRunnerStore:
        runner = self._runner(runner_id)
        rows = copy.copy(self._rows[runner_id])
        for name, value in vars(rows).items():
            if isinstance(value, dict):
                setattr(rows, name, dict(value))
        return FakeRunnerStore(runner, rows)

    def _runner(self, runner_id: str) -> Runner:
        if runner_id not in self._runners:
            raise NotFound("There is no such runner here.")
        return self._runners[runner_id]


def _changing(method: Callable[..., T]) -> Callable[..., T]:
    def changed(self: FakeRunnerStore, *given: object, **named: object) -> T:
        self.inputs_changed = True
        return method(self, *given, **named)

    return changed


class FakeRunnerStore:
    """
    One runner's rows.
    """

    def __init__(self, runner: Runner, rows: _Rows) -> None:
        self.runner = runner
        self.rows = rows
        self.inputs_changed = False

    # settings

    def settings(self) -> Settings:
        return self.rows.settings

    @_changing
    def keep_settings(self, settings: Settings) -> None:
        self.rows.settings = settings

    # files and efforts

    def known_digests(self, digests: Iterable[str]) -> frozenset[str]:
        return frozenset(digest for digest in digests if digest in self.rows.originals)

    def keep_original(self, digest: str, name: str, content: bytes) -> None:
        self.rows.originals[digest] = (name, content)

    def drop_originals(self, digests: Iterable[str]) -> None:
        for digest in digests:
            self.rows.originals.pop(digest, None)

    def keep_batch(self, batch: ImportBatch) -> None:
        self.rows.batches[batch.id] = batch

    def batch(self, batch_id: str) -> ImportBatch | None:
        return self.rows.batches.get(batch_id)

    def batches(self) -> Sequence[ImportBatch]:
        newest = sorted(self.rows.batches.values(), key=lambda each: (each.started_at, each.id))
        return newest[::-1]

    def keep_files(
        self, batch_id: str, records: Sequence[ImportRecord], behind: int, heard_at: datetime | None
    ) -> None:
        told = self.rows.files.setdefault(batch_id, [])
        told.extend((behind + place, record) for place, record in enumerate(records))
        batch = self.rows.batches[batch_id]
        self.rows.batches[batch_id] = replace(batch, heard_at=heard_at or batch.heard_at)

    def files_of(self, batch_id: str) -> Sequence[ImportRecord]:
        told = sorted(self.rows.files.get(batch_id, ()), key=lambda each: each[0])
        return [self._with_runs(record) for _, record in told]

    def told_digests(self, digests: Iterable[str]) -> frozenset[str]:
        told = {
            record.sha256
            for batch_id, files in self.rows.files.items()
            if self.rows.batches[batch_id].state not in GOING_ON
            for _, record in files
        }
        return frozenset(digests) & told

    def original(self, digest: str) -> tuple[str, bytes] | None:
        return self.rows.originals.get(digest)

    def kept_from(self, digest: str) -> Sequence[tuple[str, KeptRecording]]:
        return [
            (run_id, KeptRecording(recording_id, self._file(digest), recording, chosen))
            for recording_id, (run_id, source, recording, chosen) in self._recordings()
            if source == digest
        ]

    @_changing
    def change_recording(self, recording_id: str, recording: Recording) -> None:
        run_id, digest, _, chosen = self.rows.recordings[recording_id]
        self.rows.recordings[recording_id] = (run_id, digest, recording, chosen)

    def effort_spans(self, start: datetime, end: datetime) -> Sequence[EffortSpan]:
        return [
            self._span(recording_id)
            for recording_id, (_, _, each, _) in self._recordings()
            if each.start_utc <= end
            and each.start_utc + timedelta(seconds=each.recorded_s or 0) >= start
        ]

    def spans_of(self, run_ids: Iterable[str]) -> Sequence[EffortSpan]:
        return [
            self._span(recording_id)
            for run_id in sorted(set(run_ids))
            for recording_id, (of_run, *_) in self._recordings()
            if of_run == run_id
        ]

    def run_ids_of(self, recording_ids: Iterable[str]) -> Mapping[str, str]:
        wanted = set(recording_ids)
        return {each: entry[0] for each, entry in self._recordings() if each in wanted}

    def recordings_from(self, digests: Iterable[str]) -> Mapping[str, str]:
        wanted = set(digests)
        found = [(each, entry[0]) for each, entry in self._recordings() if entry[1] in wanted]
        return dict(sorted(found))

    def _span(self, recording_id: str) -> EffortSpan:
        run_id, digest, each, _ = self.rows.recordings[recording_id]
        return span_of(run_id, each, recording_id, digest)

    @_changing
    def keep_effort(self, run: RunDone) -> None:
        self.rows.runs[run.id] = run
        self.rows.profile_keys[run.id] = ""

    @_changing
    def keep_recording(
        self,
        recording_id: str,
        run_id: str,
        digest: str | None,
        recording: Recording,
        chosen: bool,
    ) -> None:
        assert run_id in self.rows.runs
        self.rows.recordings[recording_id] = (run_id, digest, recording, chosen)

    def recordings_of(self, run_id: str, streams: bool = True) -> Sequence[KeptRecording]:
        return [
            KeptRecording(
                recording_id,
                self._file(digest),
                recording if streams else replace(recording, streams={}),
                chosen,
            )
            for recording_id, (of_run, digest, recording, chosen) in self._recordings()
            if of_run == run_id
        ]

    def recordings_in(self, run_ids: Iterable[str]) -> Mapping[str, Sequence[KeptRecording]]:
        return {id_: kept for id_ in run_ids if (kept := self.recordings_of(id_, streams=False))}

    def recording_lines(self, run_id: str) -> Sequence[RecordingLine]:
        return [
            RecordingLine(
                id=each.id,
                maker=each.recording.maker,
                n_records=each.recording.n_records,
                chosen=each.chosen,
                file=each.file,
                sport=each.recording.sport,
                start_utc=each.recording.start_utc,
                elapsed_s=each.recording.elapsed_s,
                distance_m=each.recording.distance_m,
                avg_hr=each.recording.avg_hr,
                description=each.recording.description,
                gear=each.recording.gear,
            )
            for each in self.recordings_of(run_id)
        ]

    def facts_in(self, digests: Iterable[str]) -> Mapping[str, tuple[RunFacts, ...]]:
        found: dict[str, list[RunFacts]] = {}
        wanted = set(digests)
        held = [(id_, digest) for id_, (_, digest, _, _) in self._recordings()]
        held += [(id_, digest) for (digest, _), id_ in self.rows.copies.items()]
        for id_, digest in sorted(held, key=lambda pair: self._order(pair[0])):
            run_id, _, each, _ = self.rows.recordings[id_]
            if digest in wanted and digest is not None:
                facts = RunFacts(
                    run_id,
                    each.sport,
                    each.start_utc,
                    each.elapsed_s,
                    each.timer_s,
                    each.distance_m,
                    each.ascent_m,
                    each.avg_hr,
                    each.n_records,
                )
                found.setdefault(digest, []).append(facts)
        return {digest: tuple(facts) for digest, facts in found.items()}

    def join_runs(self, run_id: str, others: Iterable[str]) -> None:
        for other in others:
            self.move_recordings(run_id, [span.recording_id for span in self.spans_of([other])])
            self.remove_run(other)

    def move_recordings(self, run_id: str, recording_ids: Iterable[str]) -> None:
        for recording_id in recording_ids:
            if recording_id in self.rows.recordings:
                _, digest, recording, _ = self.rows.recordings.pop(recording_id)
                self.rows.recordings[recording_id] = (run_id, digest, recording, False)

    def remove_recordings(self, recording_ids: Iterable[str]) -> None:
        for recording_id in recording_ids:
            self.rows.recordings.pop(recording_id, None)

    def ties(self) -> Sequence[Tie]:
        return [Tie(*pair, is_same) for pair, is_same in sorted(self.rows.ties.items())]

    def keep_ties(self, ties: Iterable[Tie]) -> None:
        self.rows.ties |= {(each.one, each.other): each.is_same for each in ties}

    def said_of(self, recording_ids: Iterable[str]) -> Mapping[str, Said]:
        return {each: self.rows.said[each] for each in recording_ids if each in self.rows.said}

    def keep_said(self, said: Mapping[str, Said]) -> None:
        self.rows.said |= said

    def keep_copy(self, digest: str, position: int, recording_id: str) -> None:
        self.rows.copies[digest, position] = recording_id

    def copies_of(self, recording_id: str) -> Sequence[tuple[str, int]]:
        return sorted(place for place, of in self.rows.copies.items() if of == recording_id)

    def copies_in(self, digest: str) -> Mapping[int, str]:
        return {place: of for (each, place), of in self.rows.copies.items() if each == digest}

    def remove_copies_in(self, digest: str) -> None:
        for place in [each for each in self.rows.copies if each[0] == digest]:
            del self.rows.copies[place]

    def hand_over(self, recording_id: str, digest: str, new_id: str) -> None:
        if recording_id not in self.rows.recordings:
            return
        moved = []
        for each, (run_id, of, recording, chosen) in self._recordings():
            is_it = each == recording_id
            entry = (run_id, digest if is_it else of, recording, chosen)
            moved.append((new_id if is_it else each, entry))
        self.rows.recordings = dict(moved)
        for place in self.copies_of(recording_id):
            if place[0] == digest:
                del self.rows.copies[place]
            else:
                self.rows.copies[place] = new_id
        said = self.said_of([recording_id])
        if said:
            self.keep_said({new_id: said[recording_id]})
        self.keep_ties(ties_as(self.ties(), recording_id, new_id))

    def _order(self, recording_id: str) -> tuple[datetime, str]:
        return self.rows.recordings[recording_id][2].start_utc, recording_id

    @_changing
    def choose_recording(self, run_id: str, recording_id: str) -> None:
        for each_id, (of_run, digest, recording, _) in list(self._recordings()):
            if of_run == run_id:
                chosen = each_id == recording_id
                self.rows.recordings[each_id] = (of_run, digest, recording, chosen)

    def run(self, run_id: str) -> RunDone | None:
        return self.rows.runs.get(run_id)

    def runs(self, start: datetime | None = None, end: datetime | None = None) -> Sequence[RunDone]:
        return [
            run
            for run in sorted(self.rows.runs.values(), key=lambda run: (run.start_utc, run.id))
            if (start is None or run.start_utc >= start) and (end is None or run.start_utc < end)
        ]

    def newest_runs(self, limit: int) -> Sequence[RunDone]:
        return list(reversed(self.runs()))[:limit]

    def count_runs(self) -> int:
        return len(self.rows.runs)

    def n_records(self, run_ids: Iterable[str]) -> Mapping[str, int]:
        wanted = set(run_ids)
        return {
            run_id: recording.n_records
            for _, (run_id, _, recording, chosen) in self._recordings()
            if chosen and run_id in wanted
        }

    def peak_heart_rates(self) -> Mapping[str, float]:
        peaks: dict[str, float] = {}
        for _, (run_id, _digest, recording, _chosen) in self._recordings():
            if recording.sums and (peak := recording.sums.peak_hr) is not None:
                peaks[run_id] = max(peak, peaks.get(run_id, peak))
        highest_first = sorted(peaks.items(), key=lambda each: (-each[1], each[0]))
        return dict(highest_first[:10])

    def forms_of_runs(self, since: datetime) -> Sequence[tuple[RunDone, RunForm]]:
        forms: dict[str, RunForm] = {}
        for is_chosen in (True, False):
            for _, (run_id, _digest, recording, chosen) in self._recordings():
                if recording.form is not None and chosen is is_chosen:
                    forms.setdefault(run_id, recording.form)
        return [(run, forms[run.id]) for run in self.runs(since) if run.id in forms]

    def unmeasured(self, profile_key: str, limit: int) -> Sequence[RunDone]:
        waiting = [run for run in self.runs() if self.rows.profile_keys[run.id] != profile_key]
        return waiting[:limit]

    @_changing
    def keep_loads(self, loads: Mapping[str, RawLoads], profile_key: str) -> None:
        for run_id, raw in loads.items():
            self.rows.runs[run_id] = replace(self.rows.runs[run_id], loads=raw)
            self.rows.profile_keys[run_id] = profile_key

    @_changing
    def keep_features(
        self, of_recordings: Mapping[str, RunFeatures], of_runs: Mapping[str, RunFeatures | None]
    ) -> None:
        for each, found in of_recordings.items():
            run_id, digest, recording, chosen = self.rows.recordings[each]
            entry = (run_id, digest, replace(recording, features=found), chosen)
            self.rows.recordings[each] = entry
        for each, features in of_runs.items():
            self.rows.runs[each] = replace(self.rows.runs[each], features=features)

    @_changing
    def move_assumed_zone(self, zone: str) -> None:
        for _, (run_id, _, recording, chosen) in self._recordings():
            if chosen and recording.zone is None:
                self.rows.runs[run_id] = replace(self.rows.runs[run_id], zone=zone)

    @_changing
    def remove_run(self, run_id: str) -> None:
        self.rows.runs.pop(run_id, None)
        for recording_id, entry in list(self._recordings()):
            if entry[0] == run_id:
                del self.rows.recordings[recording_id]

    # the training plan

    def training_plan(self) -> PlanFile | None:
        return self.rows.training_plan

    @_changing
    def keep_training_plan(self, plan: PlanFile | None) -> None:
        self.rows.training_plan = plan and replace(plan, not_understood=())

    # the body

    def check_ins(self, since: date | None = None) -> Sequence[CheckIn]:
        return [
            check_in
            for day, check_in in sorted(self.rows.check_ins.items())
            if since is None or day >= since
        ]

    @_changing
    def keep_check_in(self, check_in: CheckIn) -> None:
        self.rows.check_ins[check_in.date] = check_in

    def sent_item(self, id: str) -> KeptItem | None:
        return self.rows.sent_items.get(id)

    def keep_sent_item(self, item: KeptItem) -> None:
        self.rows.sent_items[item.id] = item

    def wellness_days(self, since: date | None = None) -> Sequence[WellnessDay]:
        order = self.rows.told_by.index
        return [
            newest_of([told[by] for by in sorted(told, key=order, reverse=True)])
            for (day, _), told in sorted(self.rows.wellness.items())
            if since is None or day >= since
        ]

    def n_days_in(self, digests: Iterable[str]) -> Mapping[str, int]:
        wanted = set(digests)
        told = Counter(digest for each in self.rows.wellness.values() for digest in each)
        return {digest: n for digest, n in told.items() if digest in wanted}

    def days_from(self, digest: str) -> Sequence[WellnessDay]:
        told = sorted(self.rows.wellness.items())
        return [days[digest] for _, days in told if digest in days]

    def keep_wellness(self, digest: str | None, days: Iterable[WellnessDay]) -> None:
        told = {(day.date, day.source): day for day in days}
        if not told:
            return
        by = digest or ""
        place = self.rows.told_by.index(by) if by in self.rows.told_by else None
        self.drop_wellness_of([by])
        self.rows.told_by.insert(len(self.rows.told_by) if place is None else place, by)
        for key, day in told.items():
            self.rows.wellness.setdefault(key, {})[by] = day
        self.inputs_changed = True

    def drop_wellness_of(self, digests: Iterable[str]) -> None:
        for digest in set(digests) & set(self.rows.told_by):
            self.inputs_changed = True
            self.rows.told_by.remove(digest)
            for key, told in list(self.rows.wellness.items()):
                told.pop(digest, None)
                if not told:
                    del self.rows.wellness[key]

    def injuries(self) -> Sequence[Injury]:
        return sorted(self.rows.injuries.values(), key=lambda each: (each.started_on, each.id))

    @_changing
    def keep_injury(self, injury: Injury) -> None:
        self.rows.injuries[injury.id] = injury

    def reports(self) -> Sequence[SymptomReport]:
        return sorted(self.rows.reports.values(), key=lambda each: (each.reported_at, each.id))

    @_changing
    def keep_report(self, report: SymptomReport) -> None:
        self.rows.reports[report.id] = report

    def gate_answers(self) -> GateAnswers | None:
        return self.rows.gate_answers

    @_changing
    def keep_gate_answers(self, answers: GateAnswers) -> None:
        self.rows.gate_answers = answers

    # what is measured at home

    def measurements(self, since: date | None = None) -> Sequence[Measurement]:
        every = [self.rows.measurements[key] for key in sorted(self.rows.measurements)]
        return [each for each in every if since is None or each.date >= since]

    def keep_measurement(self, measurement: Measurement) -> None:
        key = (measurement.date, measurement.test.value, measurement.side or "")
        self.rows.measurements[key] = measurement

    def remove_measurement(self, day: date, test: FlexibilityTest, side: Side | None) -> None:
        self.rows.measurements.pop((day, test.value, side or ""), None)

    # care

    def appointments(self) -> Sequence[Appointment]:
        return sorted(self.rows.appointments.values(), key=lambda each: (each.date, each.id))

    @_changing
    def keep_appointment(self, appointment: Appointment) -> None:
        self.rows.appointments[appointment.id] = appointment

    @_changing
    def remove_appointment(self, appointment_id: str) -> None:
        self.rows.appointments.pop(appointment_id, None)

    def care_records(self) -> Sequence[CareRecord]:
        return sorted(self.rows.care_records.values(), key=lambda each: (each.date, each.item_id))

    @_changing
    def keep_care_record(self, record: CareRecord) -> None:
        self.rows.care_records[record.item_id] = record

    @_changing
    def remove_care_record(self, item_id: str) -> None:
        self.rows.care_records.pop(item_id, None)

    # guided sessions

    def guided_sessions(self, limit: int | None = None) -> Sequence[GuidedSession]:
        kept = self.rows.guided_sessions.values()
        newest = sorted(kept, key=lambda each: (each.started_at, each.id), reverse=True)
        return newest[:limit]

    def guided_session(self, session_id: str) -> GuidedSession | None:
        return self.rows.guided_sessions.get(session_id)

    def keep_guided_session(self, session: GuidedSession) -> None:
        self.rows.guided_sessions[session.id] = session

    # plans

    def adopted_plan(self) -> AdoptedPlan | None:
        return self.rows.adopted_plan

    def keep_adopted_plan(self, plan: AdoptedPlan) -> None:
        self.rows.adopted_plan = plan

    def kept_plan(self) -> KeptPlan | None:
        return self.rows.kept_plan

    def keep_plan(self, plan: KeptPlan) -> None:
        self.rows.kept_plan = plan

    def revision(self) -> int:
        return self.rows.revision + (1 if self.inputs_changed else 0)

    def inputs_changed_at(self) -> datetime | None:
        return self.rows.inputs_changed_at

    # the private calendar feed

    def feed_token_hash(self) -> str | None:
        return self.rows.feed_token_hash

    def keep_feed_token_hash(self, token_hash: str) -> None:
        self.rows.feed_token_hash = token_hash

    def sequences(self) -> Mapping[str, tuple[int, str]]:
        return dict(self.rows.sequences)

    def keep_sequences(self, sequences: Mapping[str, tuple[int, str]]) -> None:
        self.rows.sequences = dict(sequences)

    # what is sealed

    def secret(self, name: str) -> bytes | None:
        return self.rows.secrets.get(name)

    def keep_secret(self, name: str, sealed: bytes | None) -> None:
        self.rows.secrets.pop(name, None)
        if sealed is not None:
            self.rows.secrets[name] = sealed

    # everything

    def export(self) -> Iterable[tuple[str, bytes]]:
        yield "settings.json", write_canonical(self.rows.settings).encode()
        yield "runs.json", write_canonical(tuple(self.runs())).encode()
        yield "check-ins.json", write_canonical(tuple(self.check_ins())).encode()
        for name, content in self.rows.originals.values():
            yield f"originals/{name}", content

    def _recordings(
        self,
    ) -> Iterable[tuple[str, tuple[str, str | None, Recording, bool, float | None]]]:
        return self.rows.recordings.items()

    def _file(self, digest: str | None) -> str:
        return self.rows.originals[digest][0] if digest in self.rows.originals else ""

    def _with_runs(self, record: ImportRecord) -> ImportRecord:
        runs = sorted(
            (recording.start_utc, run_id)
            for _, (run_id, digest, recording, _) in self._recordings()
            if digest == record.sha256
        )
        runs += sorted(
            (self._order(id_)[0], self.rows.recordings[id_][0])
            for (digest, _), id_ in self.rows.copies.items()
            if digest == record.sha256
        )
        return replace(record, run_ids=tuple(dict.fromkeys(run_id for _, run_id in runs)))
