"""
How hard a run ahead will be, judged by the runner's own runs.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta
from statistics import median

from unknot.catalogue.load import load_figure, typical_rpe
from unknot.decide.load.kinds import minutes_of
from unknot.domain.plan import LoadPicture
from unknot.domain.run import RunDone, RunKind, RunPlanned


@dataclass(frozen=True, slots=True)
class OwnRun:
    """
    One run done, with what a run ahead is compared by.
    """

    kind: RunKind
    points: float
    distance_m: float | None
    minutes: float | None


def expected_load(
    planned: RunPlanned,
    runs: Sequence[RunDone],
    kinds: Mapping[str, RunKind],
    picture: LoadPicture,
) -> float:
    """
    The load a run ahead is expected to bring, in RPE-minutes.

    Its distance times the usual load per kilometre of that kind, else its minutes times the
    usual load per minute, else the usual load of that kind; the runner's other runs where
    that kind is new; and where nothing is known, the time at the typical effort of its kind.
    """
    return LoadGuide(runs, kinds, picture).expect(planned)


class LoadGuide:
    """
    The runner's recent runs, gathered once to judge many runs ahead by.
    """

    def __init__(
        self, runs: Sequence[RunDone], kinds: Mapping[str, RunKind], picture: LoadPicture
    ) -> None:
        self._own = _recent_runs(runs, kinds, picture)

    def expect(self, planned: RunPlanned) -> float:
        """
        The load of one run ahead; see `expected_load`.
        """
        if planned.distance_m and (per_m := self._usual(planned.kind, _per_metre)):
            return planned.distance_m * per_m
        minutes = planned.duration_min or self._minutes_for(planned)
        if minutes and (per_min := self._usual(planned.kind, _per_minute)):
            return minutes * per_min
        if minutes is None and (points := self._usual(planned.kind, _whole)):
            return points
        return (minutes or load_figure("usual_duration_min")) * typical_rpe(planned.kind)

    def _minutes_for(self, planned: RunPlanned) -> float | None:
        # Only asked where no load per kilometre is known, so the pace is an estimate too.
        if not planned.distance_m:
            return None
        speed = self._usual(planned.kind, _speed) or _easy_speed()
        return planned.distance_m / speed / 60

    def _usual(self, kind: RunKind, figure: Callable[[OwnRun], float | None]) -> float | None:
        same = _known(figure(run) for run in self._own if run.kind is kind)
        if len(same) >= load_figure("own_runs_of_kind_from"):
            return median(same)
        every = _known(figure(run) for run in self._own)
        return median(every) if every else None


def _recent_runs(
    runs: Sequence[RunDone], kinds: Mapping[str, RunKind], picture: LoadPicture
) -> tuple[OwnRun, ...]:
    points = {each.run_id: each.load.points for each in picture.runs}
    if not picture.days:
        return ()
    today = picture.days[-1].date
    since = today - timedelta(days=load_figure("recent_days"))
    own = [
        run
        for run in runs
        if run.is_run and points.get(run.id) and run.start_utc.date() <= today + timedelta(days=1)
    ]
    recent = [run for run in own if run.start_utc.date() > since]
    return tuple(
        OwnRun(kinds[run.id], points[run.id] or 0.0, run.distance_m, minutes_of(run))
        for run in recent or own
    )


def _easy_speed() -> float:
    # Two thirds of threshold speed is an easy run's pace; nothing of the runner is known here.
    return load_figure("threshold_speed_mps") * 2 / 3


def _per_metre(run: OwnRun) -> float | None:
    return run.points / run.distance_m if run.distance_m else None


def _per_minute(run: OwnRun) -> float | None:
    return run.points / run.minutes if run.minutes else None


def _whole(run: OwnRun) -> float | None:
    return run.points


def _speed(run: OwnRun) -> float | None:
    return run.distance_m / run.minutes / 60 if run.distance_m and run.minutes else None


def _known(values: Iterable[float | None]) -> list[float]:
    return [value for value in values if value]
