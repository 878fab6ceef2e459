"""
Efforts, their recordings and streams.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import Row, bindparam, func, insert, or_, select, update

from unknot.app.ports import KeptRecording
from unknot.app.views import RecordingLine, RunFacts
from unknot.domain.effort import EffortSpan
from unknot.domain.features import RunFeatures
from unknot.domain.recording import Recording, Sport
from unknot.domain.run import RawLoads, RunDone
from unknot.domain.run_form import FORM_FIGURES, RunForm
from unknot.store import rows
from unknot.store.column_types import Text
from unknot.store.run_values import (
    facts_from,
    features_as_text,
    figures_of,
    form_from,
    kept_from,
    recorded_in,
    run_from,
    span_from,
)
from unknot.store.scoped import ScopedRows, in_portions

_NO_PROFILE = ""
# More than are needed to see that one strap slipped.
_PEAKS = 10
_RUNS, _RECORDINGS = rows.runs.c, rows.recordings.c
# The longest thing anybody records in one go; a file that says more is found by its start.
_LONGEST = timedelta(days=10)


class RunRows(ScopedRows):
    """
    What a runner did, as it is shown, and every recording it is known from.
    """

    # efforts

    def keep_effort(self, run: RunDone) -> None:
        """
        An effort with its figures. Its loads are measured later, see `keep_loads`.
        """
        self.inputs_changed = True
        values = {
            **figures_of(run),
            "zone": run.zone,
            "kind": run.kind.value if run.kind else None,
            "rpe_min": run.loads.rpe_min,
            "trimp": run.loads.trimp,
            "graded": run.loads.graded,
            "profile_key": _NO_PROFILE,
            "features": features_as_text(run.features),
        }
        self.put(rows.runs, {"id": run.id}, **values)

    def run(self, run_id: str) -> RunDone | None:
        """
        One effort, or None.
        """
        row = self.row_of(rows.runs, id=run_id)
        return None if row is None else run_from(row)

    def runs(self, start: datetime | None = None, end: datetime | None = None) -> Sequence[RunDone]:
        """
        The efforts that began from `start` on and before `end`, oldest first.
        """
        within = []
        if start is not None:
            within.append(_RUNS.start_utc >= start)
        if end is not None:
            within.append(_RUNS.start_utc < end)
        found = self.rows_of(rows.runs, *within, order=(_RUNS.start_utc, _RUNS.id))
        return [run_from(row) for row in found]

    def newest_runs(self, limit: int) -> Sequence[RunDone]:
        """
        The efforts that began last, the newest first.
        """
        order = (_RUNS.start_utc.desc(), _RUNS.id.desc())
        return [run_from(row) for row in self.rows_of(rows.runs, order=order, limit=limit)]

    def count_runs(self) -> int:
        """
        How many efforts are kept.
        """
        counted = select(func.count()).select_from(rows.runs).where(self.mine(rows.runs))
        return int(self.db.execute(counted).scalar_one())

    def remove_run(self, run_id: str) -> None:
        """
        Forgets an effort and its recordings.
        """
        self.inputs_changed = True
        self.drop(rows.runs, id=run_id)

    def unmeasured(self, profile_key: str, limit: int) -> Sequence[RunDone]:
        """
        Efforts whose loads were not measured with that profile, oldest first, at most so many.
        """
        waiting = _RUNS.profile_key != profile_key
        order = (_RUNS.start_utc, _RUNS.id)
        return [run_from(row) for row in self.rows_of(rows.runs, waiting, order=order, limit=limit)]

    def keep_loads(self, loads: Mapping[str, RawLoads], profile_key: str) -> None:
        """
        What each method says of the efforts, and the profile it was measured with.
        """
        self.inputs_changed = True
        changes = (
            (
                {"id": run_id},
                {
                    "rpe_min": raw.rpe_min,
                    "trimp": raw.trimp,
                    "graded": raw.graded,
                    "profile_key": profile_key,
                },
            )
            for run_id, raw in loads.items()
        )
        self.change_many(rows.runs, changes)

    def keep_features(
        self, of_recordings: Mapping[str, RunFeatures], of_runs: Mapping[str, RunFeatures | None]
    ) -> None:
        """
        What recordings and efforts that are here already are made of, told from their samples.
        """
        self.inputs_changed = True
        for table, found in ((rows.recordings, of_recordings), (rows.runs, of_runs)):
            self.change_many(
                table,
                (
                    ({"id": each}, {"features": features_as_text(features)})
                    for each, features in found.items()
                ),
            )

    def move_assumed_zone(self, zone: str) -> None:
        """
        Dates the efforts whose shown recording names no zone of its own in this one.
        """
        assumed = select(_RECORDINGS.run_id).where(
            self.mine(rows.recordings), _RECORDINGS.chosen, _RECORDINGS.zone.is_(None)
        )
        self.inputs_changed = True
        moved = update(rows.runs).where(self.mine(rows.runs), _RUNS.id.in_(assumed))
        self.db.execute(moved.values(zone=zone))

    # recordings

    def effort_spans(self, start: datetime, end: datetime) -> Sequence[EffortSpan]:
        """
        One span per recording that touches start..end; `id` is that of its effort.
        """
        span = {
            "of_runner": self.runner.id,
            "start": start,
            "earliest": start - _LONGEST,
            "end": end,
        }
        return [span_from(row) for row in self.db.execute(_TOUCHING, span)]

    def spans_of(self, run_ids: Iterable[str]) -> Sequence[EffortSpan]:
        """
        One span per recording of those efforts, in the order they arrived.
        """
        order = (_RECORDINGS.run_id, _RECORDINGS.position, _RECORDINGS.id)
        return [
            span_from(row)
            for portion in in_portions(run_ids)
            for row in self.rows_of(rows.recordings, _RECORDINGS.run_id.in_(portion), order=order)
        ]

    def run_ids_of(self, recording_ids: Iterable[str]) -> Mapping[str, str]:
        """
        The effort that each of those recordings is of; those that are not here are left out.
        """
        columns = (_RECORDINGS.id, _RECORDINGS.run_id)
        return {
            row.id: row.run_id
            for portion in in_portions(recording_ids)
            for row in self.columns_of(columns, rows.recordings, _RECORDINGS.id.in_(portion))
        }

    def recordings_from(self, digests: Iterable[str]) -> Mapping[str, str]:
        """
        The recordings kept from those files, and the effort that each is of.
        """
        columns, order = (_RECORDINGS.id, _RECORDINGS.run_id), (_RECORDINGS.id,)
        return {
            row.id: row.run_id
            for portion in in_portions(digests)
            for row in self.columns_of(
                columns, rows.recordings, _RECORDINGS.sha256.in_(portion), order=order
            )
        }

    def keep_recording(
        self,
        recording_id: str,
        run_id: str,
        digest: str | None,
        recording: Recording,
        chosen: bool,
    ) -> None:
        """
        A recording of an effort, with its streams and what they add up to.
        """
        self.inputs_changed = True
        values = {
            "runner_id": self.runner.id,
            "id": recording_id,
            "run_id": run_id,
            "sha256": digest,
            "chosen": chosen,
            **recorded_in(recording),
            "in_run": run_id,
            "of_runner": self.runner.id,
        }
        self.db.execute(_ADD_BEHIND_THE_OTHERS, values)
        self._keep_streams(recording_id, recording)

    def change_recording(self, recording_id: str, recording: Recording) -> None:
        """
        The same recording with other figures; its effort and its place there stay.
        """
        self.inputs_changed = True
        self.change(rows.recordings, {"id": recording_id}, **recorded_in(recording))
        self.drop(rows.streams, recording_id=recording_id)
        self._keep_streams(recording_id, recording)

    def _keep_streams(self, recording_id: str, recording: Recording) -> None:
        if recording.streams:
            # Looking at runs needs no streams, so a server starts without NumPy.
            from unknot.store.streams import pack_streams

            kept = pack_streams(recording.n_records, recording.streams)
            self.add(rows.streams, recording_id=recording_id, packed=kept.packed)

    def kept_from(self, digest: str) -> Sequence[tuple[str, KeptRecording]]:
        """
        The recordings that were read from that file, with streams, each with its effort.
        """
        touched = {facts.run_id: None for facts in self.facts_in([digest]).get(digest, ())}
        found = self._recordings(_WITH_STREAMS, list(touched))
        return [(row.run_id, kept_from(row)) for row in found if row.sha256 == digest]

    def recordings_of(self, run_id: str, streams: bool = True) -> Sequence[KeptRecording]:
        """
        All recordings of an effort in the order they arrived; their streams only if wanted.
        """
        found = self._recordings(_WITH_STREAMS if streams else _LINES, [run_id])
        return [kept_from(row) for row in found]

    def recordings_in(self, run_ids: Iterable[str]) -> Mapping[str, Sequence[KeptRecording]]:
        """
        The same for many efforts at once, by their ids, without streams.
        """
        found: defaultdict[str, list[KeptRecording]] = defaultdict(list)
        for portion in in_portions(run_ids):
            for row in self._recordings(_LINES, portion):
                found[row.run_id].append(kept_from(row))
        return found

    def recording_lines(self, run_id: str) -> Sequence[RecordingLine]:
        """
        The same without streams, as a page lists them.
        """
        return [
            RecordingLine(
                id=row.id,
                maker=row.maker,
                n_records=row.n_records,
                chosen=row.chosen,
                file=row.file or "",
                sport=Sport(row.sport),
                start_utc=row.start_utc,
                elapsed_s=row.elapsed_s,
                distance_m=row.distance_m,
                avg_hr=row.avg_hr,
                description=row.description,
                gear=row.gear,
            )
            for row in self._recordings(_LINES, [run_id])
        ]

    def choose_recording(self, run_id: str, recording_id: str) -> None:
        """
        This recording is the one whose figures are shown.
        """
        self.inputs_changed = True
        self.change(rows.recordings, {"run_id": run_id}, chosen=False)
        self.change(rows.recordings, {"run_id": run_id, "id": recording_id}, chosen=True)

    def join_runs(self, run_id: str, others: Iterable[str]) -> None:
        """
        Makes the recordings of the others recordings of this effort, and removes the others.
        """
        for other in others:
            self.move_recordings(run_id, [line.id for line in self.recording_lines(other)])
            self.remove_run(other)

    def move_recordings(self, run_id: str, recording_ids: Iterable[str]) -> None:
        """
        Makes them recordings of this effort, behind those it has.
        """
        last = max((line.position for line in self._places_in(run_id)), default=-1)
        for place, recording_id in enumerate(recording_ids, start=last + 1):
            moved = {"run_id": run_id, "chosen": False, "position": place}
            self.change(rows.recordings, {"id": recording_id}, **moved)

    def _places_in(self, run_id: str) -> Sequence[Row[Any]]:
        return self.columns_of(
            (_RECORDINGS.position,), rows.recordings, _RECORDINGS.run_id == run_id
        )

    def remove_recordings(self, recording_ids: Iterable[str]) -> None:
        """
        Forgets recordings with their streams. Their efforts stay as they are.
        """
        for recording_id in recording_ids:
            self.drop(rows.recordings, id=recording_id)

    def n_records(self, run_ids: Iterable[str]) -> Mapping[str, int]:
        """
        How many records the shown recording of each effort has.
        """
        found: dict[str, int] = {}
        for portion in in_portions(run_ids):
            within = (_RECORDINGS.chosen, _RECORDINGS.run_id.in_(portion))
            columns = (_RECORDINGS.run_id, _RECORDINGS.n_records)
            for row in self.columns_of(columns, rows.recordings, *within):
                found[row.run_id] = row.n_records
        return found

    def peak_heart_rates(self) -> Mapping[str, float]:
        """
        The highest heart rate that each run reached and held, highest first, a handful of them.
        """
        highest = func.max(_RECORDINGS.peak_hr)
        of_runs = (
            select(_RECORDINGS.run_id, highest.label("bpm"))
            .where(self.mine(rows.recordings), _RECORDINGS.peak_hr.is_not(None))
            .group_by(_RECORDINGS.run_id)
            .order_by(highest.desc(), _RECORDINGS.run_id)
            .limit(_PEAKS)
        )
        return {row.run_id: row.bpm for row in self.db.execute(of_runs)}

    def forms_of_runs(self, since: datetime) -> Sequence[tuple[RunDone, RunForm]]:
        """
        The runs from that instant on whose form a watch told, oldest first.
        """
        told = self.rows_of(
            rows.recordings,
            _RECORDINGS.start_utc >= since - _LONGEST,
            or_(*(rows.recordings.c[name].is_not(None) for name in FORM_FIGURES)),
            order=(_RECORDINGS.chosen.desc(), _RECORDINGS.position),
        )
        forms: dict[str, RunForm | None] = {}
        for row in told:
            forms.setdefault(row.run_id, form_from(row))
        found = []
        for run in self.runs(since):
            form = forms.get(run.id)
            if form is not None:
                found.append((run, form))
        return found

    def facts_in(self, digests: Iterable[str]) -> Mapping[str, tuple[RunFacts, ...]]:
        """
        Per original what its recordings say, each under the effort it is part of.
        """
        found: defaultdict[str, list[RunFacts]] = defaultdict(list)
        for portion in in_portions(digests):
            within = (_RECORDINGS.sha256.in_(portion),)
            order = (_RECORDINGS.start_utc, _RECORDINGS.id)
            for row in self.rows_of(rows.recordings, *within, order=order):
                found[row.sha256].append(facts_from(row))
            named = {"of_runner": self.runner.id, "in_files": portion}
            for row in self.db.execute(_COPIED, named):
                found[row.copied_in].append(facts_from(row))
        return {digest: tuple(facts) for digest, facts in found.items()}

    def _recordings(self, statement: Any, run_ids: list[str]) -> Sequence[Row[Any]]:
        named = {"of_runner": self.runner.id, "in_runs": run_ids}
        return self.db.execute(statement, named).all()


def _recordings_with(*more: Any, joined: Any) -> Any:
    within = (
        _RECORDINGS.runner_id == bindparam("of_runner"),
        _RECORDINGS.run_id.in_(bindparam("in_runs", expanding=True, type_=Text())),
    )
    chosen = select(*_RECORDINGS, rows.originals.c.name.label("file"), *more).select_from(joined)
    return chosen.where(*within).order_by(_RECORDINGS.position, _RECORDINGS.id)


_FROM_FILES = rows.recordings.outerjoin(
    rows.originals,
    (rows.originals.c.runner_id == _RECORDINGS.runner_id)
    & (rows.originals.c.sha256 == _RECORDINGS.sha256),
)
_LINES = _recordings_with(joined=_FROM_FILES)
_WITH_STREAMS = _recordings_with(
    rows.streams.c.packed,
    joined=_FROM_FILES.outerjoin(
        rows.streams,
        (rows.streams.c.runner_id == _RECORDINGS.runner_id)
        & (rows.streams.c.recording_id == _RECORDINGS.id),
    ),
)
_TOUCHING = (
    select(rows.recordings)
    .where(
        _RECORDINGS.runner_id == bindparam("of_runner"),
        _RECORDINGS.start_utc <= bindparam("end"),
        _RECORDINGS.start_utc >= bindparam("earliest"),
        _RECORDINGS.end_utc >= bindparam("start"),
    )
    .order_by(_RECORDINGS.start_utc, _RECORDINGS.id)
)
_COPIED = (
    select(rows.recordings, rows.recording_copies.c.sha256.label("copied_in"))
    .join(
        rows.recording_copies,
        (rows.recording_copies.c.runner_id == _RECORDINGS.runner_id)
        & (rows.recording_copies.c.recording_id == _RECORDINGS.id),
    )
    .where(
        _RECORDINGS.runner_id == bindparam("of_runner"),
        rows.recording_copies.c.sha256.in_(bindparam("in_files", expanding=True)),
    )
    .order_by(_RECORDINGS.start_utc, _RECORDINGS.id)
)
_ADD_BEHIND_THE_OTHERS = insert(rows.recordings).values(
    position=select(func.coalesce(func.max(_RECORDINGS.position), -1) + 1)
    .where(
        _RECORDINGS.runner_id == bindparam("of_runner"), _RECORDINGS.run_id == bindparam("in_run")
    )
    .scalar_subquery()
)
