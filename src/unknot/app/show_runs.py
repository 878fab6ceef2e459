"""
Runs as lists and pages show them.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta

from unknot.app.efforts import facts_of, recording_id_in
from unknot.app.errors import NotFound
from unknot.app.ports import RunnerId, RunnerStore, Store
from unknot.app.runs_known import RunsKnown
from unknot.app.views import RecordingLine, RunDetail, RunFacts
from unknot.domain.run import Load, LoadMethod, RunDone
from unknot.domain.ties import Said
from unknot.domain.units import local_date

# The local date of a run is at most this far from midnight of that date in UTC.
_AROUND = timedelta(days=3)


def list_runs(
    store: Store,
    runner_id: RunnerId,
    from_date: date | None = None,
    to_date: date | None = None,
) -> tuple[RunFacts, ...]:
    """
    The runs of those days in the runner's own calendar, both included, oldest first.
    """
    # The first and last days of the calendar have nothing beyond them to be looked through.
    start = _midnight(from_date, -_AROUND) if from_date else None
    end = _midnight(to_date, _AROUND) if to_date else None
    with store.look(runner_id) as db:
        runs = [
            run
            for run in db.runs(start, end)
            if (from_date is None or from_date <= run.date)
            and (to_date is None or run.date <= to_date)
        ]
        n_records = db.n_records(run.id for run in runs)
    return tuple(facts_of(run, run.id, n_records.get(run.id, 0)) for run in runs)


def newest_runs(store: Store, runner_id: RunnerId, limit: int) -> tuple[tuple[RunFacts, ...], int]:
    """
    The runs that began last, the newest first, and how many there are in all.
    """
    with store.look(runner_id) as db:
        runs = db.newest_runs(limit)
        n_records = db.n_records(run.id for run in runs)
        count = db.count_runs()
    return tuple(facts_of(run, run.id, n_records.get(run.id, 0)) for run in runs), count


def show_run(
    store: Store,
    runner_id: RunnerId,
    run_id: str,
    now: datetime,
    known: RunsKnown | None = None,
) -> RunDetail:
    """
    One run with its load, its kind and every recording it is known from.
    """
    known = known or RunsKnown()
    with store.look(runner_id) as db:
        run = run_named(db, run_id)
        run_id = run.id
        settings = db.settings()
        lines = lines_of(db, run_id)
        stand = known.of(db, settings, local_date(now, settings.zone))
    shown_first = sorted(lines, key=lambda line: not line.chosen)
    return RunDetail(
        run=run,
        facts=facts_of(run, run.id, next((line.n_records for line in lines if line.chosen), 0)),
        load=stand.loads.get(run_id, Load(None, LoadMethod.MISSING)),
        kind=stand.kinds[run_id],
        kind_is_inferred=run.kind is None,
        recordings=lines,
        description=next((line.description for line in shown_first if line.description), ""),
        gear=next((line.gear for line in shown_first if line.gear), ""),
    )


def lines_of(db: RunnerStore, run_id: str) -> tuple[RecordingLine, ...]:
    """
    The recordings of a run, with which is shown and whether the runner chose it.
    """
    lines = db.recording_lines(run_id)
    said = db.said_of(line.id for line in lines)
    return tuple(
        replace(line, chosen_by_runner=said.get(line.id, Said()).is_chosen) for line in lines
    )


def run_named(db: RunnerStore, run_id: str) -> RunDone:
    """
    The run with that id, or `NotFound` with a sentence.

    A run that turned out to be part of another one is found there: its name leads to the run
    that its first recording is of now.
    """
    run = db.run(run_id)
    if run is None:
        now_in = db.run_ids_of([recording_id_in(run_id)])
        run = next((db.run(each) for each in now_in.values()), None)
    if run is None:
        raise NotFound(
            "There is no run called '{name}'. The list of runs shows every id.", name=run_id
        )
    return run


def _midnight(day: date, further: timedelta) -> datetime | None:
    try:
        return datetime.combine(day, time(), tzinfo=UTC) + further
    except OverflowError:
        return None
