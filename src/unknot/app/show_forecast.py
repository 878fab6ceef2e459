"""
How sore the runner is forecast to wake up if nothing is done, and what it is forecast from.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from unknot.app.errors import Refusal
from unknot.app.gather import gather_input
from unknot.app.measure_runs import measure_runs
from unknot.app.ports import RunnerId, Store
from unknot.app.views import CausingRun, ForecastShown
from unknot.decide.load.kinds import kinds_of
from unknot.decide.plan import in_order, picture_of
from unknot.domain.plan import PlanInput
from unknot.domain.recording import Sport
from unknot.domain.run import RunDone, RunKind, RunPlanned
from unknot.domain.units import local_date


def show_forecast(store: Store, runner_id: RunnerId, now: datetime, weeks: int) -> ForecastShown:
    """
    The forecast as a plan of so many weeks would start from; nothing is planned or kept.
    """
    measure_runs(store, runner_id)
    with store.look(runner_id) as db:
        try:
            given = in_order(gather_input(db, now, weeks))
        except ValueError as refused:
            raise Refusal("A forecast cannot be made of this: {why}.", why=refused) from refused
    picture = picture_of(given)
    named = {cause for track in picture.outlook.tracks for cause in track.causes}
    runs = (*_done(given), *map(_ahead, picture.ahead))
    return ForecastShown(picture.outlook, {run.run_id: run for run in runs if run.run_id in named})


def _done(given: PlanInput) -> list[CausingRun]:
    kinds = kinds_of(given.runs_done, given.settings.races)
    return [_one_done(run, kinds, given.settings.zone) for run in given.runs_done]


def _one_done(run: RunDone, kinds: Mapping[str, RunKind], zone: str) -> CausingRun:
    kind = kinds[run.id] if run.is_run else None
    return CausingRun(run.id, local_date(run.start_utc, zone), run.sport, kind, run.distance_m)


def _ahead(run: RunPlanned) -> CausingRun:
    return CausingRun(run.id, run.date, Sport.RUNNING, run.kind, run.distance_m)
