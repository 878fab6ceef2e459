"""
A run noted by hand, for the treadmill or the day the watch stayed at home.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from unknot.app.efforts import by_richness, facts_of, ids_of, run_from, span_of
from unknot.app.errors import Refusal
from unknot.app.keep_recording import settle_effort
from unknot.app.measure_runs import measure_runs
from unknot.app.ports import RunnerId, RunnerStore, Store
from unknot.app.rate_run import check_rpe
from unknot.app.show_runs import run_named
from unknot.app.views import RunFacts
from unknot.decide.load.measure import with_sums
from unknot.domain.effort import find_same_efforts
from unknot.domain.recording import Recording, Sport, Surface, fastest_mps
from unknot.domain.run import RunKind
from unknot.domain.units import as_utc, year_can_be

_LONGEST_MIN = 3 * 24 * 60.0
_FARTHEST_M = 1_000_000.0
_BY_HAND = "by hand"


@dataclass(frozen=True, slots=True)
class HandEntry:
    """
    What a runner types in.
    """

    start: datetime
    duration_min: float
    distance_m: float | None = None
    rpe: float | None = None
    kind: RunKind | None = None
    surface: Surface = Surface.TREADMILL
    sport: Sport = Sport.RUNNING
    title: str = ""


def add_run(store: Store, runner_id: RunnerId, entry: HandEntry, now: datetime) -> RunFacts:
    """
    Keeps the entry. If a file of the same time is there already, they are one run, and the
    runner's own figures are the ones shown.
    """
    _check(entry, now)
    with store.open(runner_id) as db:
        recording = with_sums(_recording_of(entry))
        run_id, recording_id = _free_ids(db, entry)
        end = recording.start_utc + timedelta(minutes=entry.duration_min)
        same = find_same_efforts(span_of("", recording), db.effort_spans(recording.start_utc, end))
        zone = db.settings().zone
        if same:
            run_id = same[0]
            db.keep_recording(recording_id, run_id, None, recording, False)
            settle_effort(db, run_id, zone, tuple(same[1:]))
        else:
            db.keep_effort(run_from(run_id, [recording], zone))
            db.keep_recording(recording_id, run_id, None, recording, True)
        facts = _said_too(db, run_id, entry)
    measure_runs(store, runner_id)
    return facts


def _said_too(db: RunnerStore, run_id: str, entry: HandEntry) -> RunFacts:
    run = run_named(db, run_id)
    run = replace(
        run,
        rpe=run.rpe if entry.rpe is None else float(entry.rpe),
        kind=entry.kind or run.kind,
    )
    db.keep_effort(run)
    shown = by_richness(db.recordings_of(run_id, streams=False))[0].recording
    return facts_of(run, run_id, shown.n_records)


def _recording_of(entry: HandEntry) -> Recording:
    seconds = float(entry.duration_min) * 60
    return Recording(
        sport=entry.sport,
        surface=entry.surface,
        start_utc=as_utc(entry.start),
        elapsed_s=seconds,
        timer_s=seconds,
        distance_m=None if entry.distance_m is None else float(entry.distance_m),
        rpe=None if entry.rpe is None else float(entry.rpe),
        title=entry.title.strip(),
        maker=_BY_HAND,
    )


def _free_ids(db: RunnerStore, entry: HandEntry) -> tuple[str, str]:
    start = as_utc(entry.start).isoformat()
    source = f"{start}|{entry.duration_min:g}|{entry.distance_m or 0:g}"
    taken = {span.id for span in db.effort_spans(as_utc(entry.start), as_utc(entry.start))}
    taken |= {line.id for run_id in taken for line in db.recording_lines(run_id)}
    index = 0
    while set(ids_of(source, index)) & taken:
        index += 1
    return ids_of(source, index)


def _check(entry: HandEntry, now: datetime) -> None:
    if entry.start.tzinfo is None:
        raise Refusal("The start needs a time zone, as in 2026-11-23T18:00+01:00.")
    if not year_can_be(entry.start.date()):
        raise Refusal(
            "A run in the year {year} is a slip of the finger.", year=str(entry.start.year)
        )
    if entry.start > now:
        raise Refusal("A run by hand is one that was run, so it cannot start in the future.")
    if not 0 < entry.duration_min <= _LONGEST_MIN:
        raise Refusal(
            "A run lasts more than 0 and at most {most} minutes, not {minutes}.",
            most=f"{_LONGEST_MIN:g}",
            minutes=f"{entry.duration_min:g}",
        )
    if entry.distance_m is not None and not 0 < entry.distance_m <= _FARTHEST_M:
        raise Refusal(
            "A run is more than 0 and at most {most} km long, not {km}. Leave the distance out if"
            " you do not know it.",
            most=f"{_FARTHEST_M / 1000:g}",
            km=f"{entry.distance_m / 1000:g}",
        )
    farthest_m = fastest_mps(entry.sport) * entry.duration_min * 60
    if entry.distance_m is not None and entry.distance_m > farthest_m:
        raise Refusal(
            "{km} km in {minutes} minutes is faster than anybody is; see whether both figures are"
            " right.",
            km=f"{entry.distance_m / 1000:g}",
            minutes=f"{entry.duration_min:g}",
        )
    check_rpe(entry.rpe)
