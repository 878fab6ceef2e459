"""
The runner's load: run by run, day by day, and the two averages.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from itertools import pairwise
from statistics import median

import numpy as np
from numpy.typing import NDArray

from unknot.catalogue.load import load_figure
from unknot.decide.load.averages import average_of_days
from unknot.decide.load.scale import load_of, ratios_of
from unknot.domain.plan import LoadDay, LoadPicture, RunLoad
from unknot.domain.run import Load, RunDone

Floats = NDArray[np.float64]


def load_picture(
    runs: Sequence[RunDone], today: date, known_until: date | None = None
) -> LoadPicture:
    """
    All that is known of load up to today, on one scale, each run with its method.

    A day between two efforts is rest and counts 0, unless the hole is longer than four weeks:
    then it is more likely missing files. `known_until` is the last day whose runs are sure to
    be here; without it that is the day of the last effort, and later days are not known.
    """
    ordered = sorted(runs, key=lambda run: (run.start_utc, run.id))
    ratios = ratios_of(ordered)
    loads = {run.id: load_of(run.loads, ratios) for run in ordered}
    return LoadPicture(
        runs=tuple(RunLoad(run.id, loads[run.id]) for run in ordered),
        days=_days_of(ordered, loads, today, known_until),
        median_run=median_run_of(ordered, loads, today),
    )


def median_run_of(runs: Sequence[RunDone], loads: dict[str, Load], today: date) -> float | None:
    """
    The load of the runner's median run of the last half year; None before any is known.
    """
    known = [
        (run.date, points)
        for run in runs
        if run.is_run and (points := loads[run.id].points) is not None and points > 0
    ]
    since = today - timedelta(days=load_figure("recent_days"))
    recent = [points for day, points in known if day > since]
    enough = len(recent) >= load_figure("runs_for_median")
    return median(recent if enough else [points for _, points in known]) if known else None


def _days_of(
    runs: Sequence[RunDone], loads: dict[str, Load], today: date, known_until: date | None
) -> tuple[LoadDay, ...]:
    by_day = _loads_by_day(runs, loads, today)
    if not by_day:
        return ()
    first, last = min(by_day), max(by_day)
    values = np.zeros((today - first).days + 1)
    for day, points in by_day.items():
        values[(day - first).days] = points
    _forget_long_holes(values, sorted((day - first).days for day in by_day))
    values[(max(last, min(known_until or last, today)) - first).days + 1 :] = np.nan
    short = average_of_days(values, load_figure("short_average_days"))
    long = average_of_days(values, load_figure("long_average_days"))
    return tuple(
        LoadDay(first + timedelta(days=index), *map(_or_none, figures))
        for index, figures in enumerate(
            zip(values.tolist(), short.tolist(), long.tolist(), strict=True)
        )
    )


def _loads_by_day(
    runs: Sequence[RunDone], loads: dict[str, Load], today: date
) -> dict[date, float]:
    # A day with an effort of unknown load is not known, whatever else was done on it.
    by_day: dict[date, float] = {}
    for run in runs:
        # Abroad, the date of a run just done can be a day ahead of the date at home. What is
        # dated later than that comes from a wrong clock and is on no day that we know.
        if run.date > today + timedelta(days=1):
            continue
        day = min(run.date, today)
        points = loads[run.id].points
        by_day[day] = by_day.get(day, 0.0) + (np.nan if points is None else points)
    return by_day


def _forget_long_holes(values: Floats, effort_days: list[int]) -> None:
    longest = load_figure("rest_gap_days")
    for before, after in pairwise(effort_days):
        if after - before - 1 > longest:
            values[before + 1 : after] = np.nan


def _or_none(value: float) -> float | None:
    return None if np.isnan(value) else value
