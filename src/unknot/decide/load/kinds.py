"""
What sort of run each one was, where the runner did not say: guessed from its figures.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta
from statistics import median_low

from unknot.catalogue.load import load_figure
from unknot.domain.recording import Surface
from unknot.domain.run import RunDone, RunKind
from unknot.domain.settings import Race


@dataclass(frozen=True, slots=True)
class Figures:
    """
    What a run is compared by, or what was usual in the six weeks up to it; None: not known.
    """

    minutes: float | None = None
    trimp_a_minute: float | None = None
    graded_a_minute: float | None = None


def kinds_of(runs: Sequence[RunDone], races: Sequence[Race]) -> Mapping[str, RunKind]:
    """
    The kind of every effort by its id: what the runner said, else a race, else inferred.

    Runs are compared with the runner's own six weeks before them, never with later ones, so
    a kind does not change when the next run comes in. An effort in another sport is easy
    unless the runner says otherwise; what it loads is told by its sport.
    """
    efforts = sorted(runs, key=lambda run: (run.start_utc, run.id))
    only_runs = [run for run in efforts if run.is_run]
    starts = [run.start_utc for run in only_runs]
    figures = [_figures_of(run) for run in only_runs]
    window = timedelta(days=load_figure("kind_window_days"))
    kinds: dict[str, RunKind] = {}
    for run in efforts:
        if run.kind is not None or not run.is_run:
            kinds[run.id] = run.kind or RunKind.EASY
            continue
        first = bisect_left(starts, run.start_utc - window)
        usual = _usual_of(figures[first : bisect_right(starts, run.start_utc)])
        kinds[run.id] = infer_kind(run, usual, races)
    return kinds


def infer_kind(run: RunDone, usual: Figures, races: Sequence[Race]) -> RunKind:
    """
    The kind that a run's figures speak for; the first that fits, hardest on the body first.
    """
    if _is_race(run, races):
        return RunKind.RACE
    if _is_sprint(run):
        return RunKind.SPRINT
    hill = _hill_of(run)
    if hill is not None:
        return hill
    if _is_long(run, usual):
        return RunKind.LONG
    if run.surface is Surface.TRAIL or _is_hilly(run):
        return RunKind.TRAIL
    return RunKind.SPEED if _is_speed(run, usual) else RunKind.EASY


def _is_race(run: RunDone, races: Sequence[Race]) -> bool:
    tolerance = load_figure("race_distance_tolerance")
    return any(
        race.date == run.date
        and run.distance_m is not None
        and abs(run.distance_m - race.distance_m) <= tolerance * race.distance_m
        for race in races
    )


def _is_sprint(run: RunDone) -> bool:
    minutes = minutes_of(run)
    if not run.distance_m or not minutes:
        return False
    speed = run.distance_m / minutes / 60
    return load_figure("sprint_from_mps") < speed <= load_figure("fastest_believable_mps")


def _hill_of(run: RunDone) -> RunKind | None:
    if not run.distance_m or run.ascent_m is None or run.descent_m is None:
        return None
    steep_m = load_figure("hill_m_per_km") * run.distance_m / 1000
    ratio = load_figure("hill_one_way_ratio")
    if run.ascent_m >= steep_m and run.ascent_m >= ratio * run.descent_m:
        return RunKind.UPHILL
    if run.descent_m >= steep_m and run.descent_m >= ratio * run.ascent_m:
        return RunKind.DOWNHILL
    return None


def _is_hilly(run: RunDone) -> bool:
    if not run.distance_m or run.ascent_m is None:
        return False
    return run.ascent_m >= load_figure("hilly_m_per_km") * run.distance_m / 1000


def _is_long(run: RunDone, usual: Figures) -> bool:
    minutes = minutes_of(run)
    if minutes is None or minutes < load_figure("long_from_min"):
        return False
    if usual.minutes is None:
        return minutes >= load_figure("long_anyway_min")
    return minutes >= load_figure("long_ratio") * usual.minutes


def _is_speed(run: RunDone, usual: Figures) -> bool:
    # The heart says it best; where it says nothing, the pace with the hills taken out.
    own = _figures_of(run)
    if own.trimp_a_minute is not None and usual.trimp_a_minute:
        return own.trimp_a_minute >= load_figure("speed_heart_ratio") * usual.trimp_a_minute
    if own.graded_a_minute is not None and usual.graded_a_minute:
        return own.graded_a_minute >= load_figure("speed_pace_ratio") * usual.graded_a_minute
    return False


def _figures_of(run: RunDone) -> Figures:
    minutes = minutes_of(run)
    if minutes is None:
        return Figures()
    trimp, graded = run.loads.trimp, run.loads.graded
    return Figures(
        minutes,
        None if trimp is None else trimp / minutes,
        None if graded is None else graded / minutes,
    )


def _usual_of(window: Sequence[Figures]) -> Figures:
    return Figures(
        _usual([each.minutes for each in window]),
        _usual([each.trimp_a_minute for each in window]),
        _usual([each.graded_a_minute for each in window]),
    )


def _usual(values: Sequence[float | None]) -> float | None:
    # The low median: who runs one short and one long run a week still has a short usual one.
    known = [value for value in values if value]
    return median_low(known) if len(known) >= load_figure("kind_runs_from") else None


def minutes_of(run: RunDone) -> float | None:
    """
    How long an effort lasted without its pauses, in minutes; None where that is not known.
    """
    seconds = run.timer_s or run.elapsed_s
    return seconds / 60 if seconds else None
