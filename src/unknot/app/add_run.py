"""
A run noted by hand, for the treadmill or the day the watch stayed at home.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from unknot.app.efforts import facts_of, recording_id_of
from unknot.app.errors import Refusal
from unknot.app.keep_recording import keep_one
from unknot.app.measure_runs import measure_runs
from unknot.app.ports import RunnerId, RunnerStore, Store
from unknot.app.rate_run import check_rpe
from unknot.app.settle import say_of_run, settle_effort
from unknot.app.show_runs import run_named
from unknot.app.views import RunFacts
from unknot.decide.load.measure import with_sums
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
        recording_id = _free_id(db, entry)
        run_id, _ = keep_one(db, recording_id, None, with_sums(_recording_of(entry)))
        if entry.rpe is not None or entry.kind:
            say_of_run(db, run_id, entry.rpe, entry.kind)
            settle_effort(db, run_id)
        run = run_named(db, run_id)
        facts = facts_of(run, run_id, db.n_records([run_id]).get(run_id, 0))
    measure_runs(store, runner_id)
    return facts


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


def _free_id(db: RunnerStore, entry: HandEntry) -> str:
    start = as_utc(entry.start).isoformat()
    source = f"{start}|{entry.duration_min:g}|{entry.distance_m or 0:g}"
    index = 0
    while db.run_ids_of([recording_id_of(source, index)]):
        index += 1
    return recording_id_of(source, index)


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
