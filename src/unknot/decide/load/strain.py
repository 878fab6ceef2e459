"""
What each run, done or ahead, puts on each region group, in points of soreness to come.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from statistics import median

import numpy as np
from numpy.typing import NDArray

from unknot.catalogue.load import (
    Weights,
    arrival_of_soreness,
    load_figure,
    typical_rpe,
    weights_of_kind,
)
from unknot.decide.load.expected import LoadGuide
from unknot.decide.load.kinds import minutes_of
from unknot.decide.load.regions import group_weights
from unknot.domain.body import RegionGroup
from unknot.domain.plan import LoadPicture
from unknot.domain.run import RunDone, RunKind, RunPlanned
from unknot.domain.units import local_date

Floats = NDArray[np.float64]

# The weight at which the usual long run gives the soreness that the model is set by.
_FULL_WEIGHT = 3.0


@dataclass(frozen=True, slots=True)
class Strain:
    """
    One run's mark on the body: `points` of soreness per group, spread over three mornings.
    """

    run_id: str
    day: date
    points: Mapping[RegionGroup, float]


@dataclass(frozen=True, slots=True)
class Scale:
    """
    What turns a run's load into points: the median run, and points per relative load.
    """

    median_run: float
    points_per_load: float

    def strain(self, run_id: str, day: date, load: float, weights: Weights) -> Strain:
        """
        The mark a run of that load leaves.
        """
        relative = load / self.median_run
        points = {
            group: self.points_per_load * weight * relative for group, weight in weights.items()
        }
        return Strain(run_id, day, points)


def strains_of(
    runs: Sequence[RunDone],
    kinds: Mapping[str, RunKind],
    picture: LoadPicture,
    ahead: Sequence[RunPlanned],
    first: date,
    today: date,
    zone: str,
) -> tuple[Strain, ...]:
    """
    The marks of all efforts since `first` and of the runs ahead, in order of their days.

    What a run asks of each group is told by its samples, else by its kind. A run of unknown
    load is taken as usual for its kind: missing is not zero. A run planned
    for today is left out once a run was done today, so that it does not count twice.
    """
    scale = scale_of(runs, kinds, picture)
    guide = LoadGuide(runs, kinds, picture)
    known = {each.run_id: each.load.points for each in picture.runs}
    strains, has_run_today = [], False
    for run in runs:
        if run.start_utc.date() < first - timedelta(days=1):
            continue  # long past in any zone
        day = local_date(run.start_utc, zone)
        has_run_today = has_run_today or (run.is_run and day == today)
        if not first <= day <= today:
            continue
        points = known.get(run.id)
        load = _unknown_load(run, kinds, guide) if points is None else points
        strains.append(scale.strain(run.id, day, load, group_weights(run, kinds[run.id])))
    for planned in ahead:
        if planned.date > today or (planned.date == today and not has_run_today):
            weights = weights_of_kind(planned.kind, planned.distance_m)
            load = guide.expect(planned)
            strains.append(scale.strain(planned.id, planned.date, load, weights))
    return tuple(sorted(strains, key=lambda strain: (strain.day, strain.run_id)))


def is_forecast_from(run: RunDone, now: datetime) -> bool:
    """
    True for a run recent enough that what it was made of counts in a forecast.

    A plan need not carry it for any other; two days more than the forecast looks back, so that
    it holds in any zone.
    """
    return run.start_utc >= now - timedelta(days=load_figure("forecast_looks_back_days") + 2)


def scale_of(runs: Sequence[RunDone], kinds: Mapping[str, RunKind], picture: LoadPicture) -> Scale:
    """
    Set so that the usual long run gives 3 of 10 next morning where it weighs most.
    """
    median_run = picture.median_run or load_figure("reference_run_load")
    known = {each.run_id: each.load.points for each in picture.runs}
    long_runs = [
        points
        for run in runs
        if run.is_run and kinds[run.id] is RunKind.LONG and (points := known.get(run.id))
    ]
    relative = load_figure("long_run_relative_load")
    if len(long_runs) >= load_figure("own_long_runs_from"):
        # A long run that was felt less than a usual one must not make everything else sore.
        relative = max(1.0, median(long_runs) / median_run)
    first_morning = arrival_of_soreness()[0]
    points = load_figure("long_run_soreness") / (first_morning * _FULL_WEIGHT * relative)
    return Scale(median_run, points)


def points_of(strains: Sequence[Strain]) -> Floats:
    """
    The points of all strains: a row a strain, a column a group.
    """
    rows = [[strain.points[group] for group in RegionGroup] for strain in strains]
    return np.array(rows, dtype=np.float64).reshape(len(strains), len(RegionGroup))


def arrival_by_morning(strains: Sequence[Strain], first: date, n_days: int) -> Floats:
    """
    The share of each strain that arrives on each morning: a row a morning, a column a strain.
    """
    arriving = np.zeros((n_days, len(strains)))
    for column, strain in enumerate(strains):
        day = (strain.day - first).days
        for later, share in enumerate(arrival_of_soreness(), start=1):
            if 0 <= day + later < n_days:
                arriving[day + later, column] = share
    return arriving


def lingering(arriving: Floats, memory: float) -> Floats:
    """
    The same shares with what stays of them on the mornings after.
    """
    stays = arriving.copy()
    for morning in range(1, stays.shape[0]):
        stays[morning] += memory * stays[morning - 1]
    return stays


def _unknown_load(run: RunDone, kinds: Mapping[str, RunKind], guide: LoadGuide) -> float:
    minutes = minutes_of(run)
    if run.is_run:
        like_it = RunPlanned(
            run.id, run.date, kinds[run.id], distance_m=run.distance_m, duration_min=minutes
        )
        return guide.expect(like_it)
    return (minutes or load_figure("usual_duration_min")) * typical_rpe(RunKind.EASY)
