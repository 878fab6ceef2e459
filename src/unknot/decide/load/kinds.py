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
    a kind does not change when the next run comes in; only on the day of a race a longer one may
    prove to be it. An effort in another sport is easy unless the runner says otherwise; what it
    loads is told by its sport.
    """
    efforts = sorted(runs, key=lambda run: (run.start_utc, run.id))
    only_runs = [run for run in efforts if run.is_run]
    starts = [run.start_utc for run in only_runs]
    figures = [_figures_of(run) for run in only_runs]
    raced = _races_run(only_runs, races)
    window = timedelta(days=load_figure("kind_window_days"))
    kinds: dict[str, RunKind] = {}
    for run in efforts:
        if run.kind is not None or not run.is_run:
            kinds[run.id] = run.kind or RunKind.EASY
            continue
        if run.id in raced:
            kinds[run.id] = RunKind.RACE
            continue
        first = bisect_left(starts, run.start_utc - window)
        usual = _usual_of(figures[first : bisect_right(starts, run.start_utc)])
        kinds[run.id] = infer_kind(run, usual)
    return kinds


def infer_kind(run: RunDone, usual: Figures) -> RunKind:
    """
    The kind that a run's figures speak for; the first that fits, hardest on the body first.
    """
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


def _races_run(runs: Sequence[RunDone], races: Sequence[Race]) -> set[str]:
    """
    On the day of each race the run that was it: the longest that is at least half of it.

    Watches measure long, and who gives up at two thirds is as sore as who arrives. A run of
    unknown distance may have been it.
    """
    share = load_figure("race_distance_share")
    raced = set()
    for race in races:
        may_be = [
            run
            for run in runs
            if run.date == race.date
            and (not run.distance_m or run.distance_m >= share * race.distance_m)
        ]
        longest = max(may_be, key=_race_likeness, default=None)
        if longest is not None:
            raced.add(longest.id)
    return raced


def _race_likeness(run: RunDone) -> tuple[bool, float, float, str]:
    # What the runner calls the race is it, however long the way there was.
    return run.kind is RunKind.RACE, run.distance_m or 0.0, minutes_of(run) or 0.0, run.id


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
