"""
"How hard was it?": what the runner says of a run stands above what any file says.
"""

from __future__ import annotations

from unknot.app.efforts import facts_of
from unknot.app.errors import Refusal
from unknot.app.measure_runs import measure_runs
from unknot.app.ports import RunnerId, Store
from unknot.app.settle import say_of_run, settle_effort
from unknot.app.show_runs import run_named
from unknot.app.views import RunFacts
from unknot.domain.run import RunKind


def rate_run(
    store: Store, runner_id: RunnerId, run_id: str, rpe: float | None, kind: RunKind | None
) -> RunFacts:
    """
    Keeps how hard it was (0 to 10) and what kind it was; None leaves what was said before.
    """
    check_rpe(rpe)
    with store.open(runner_id) as db:
        run_id = run_named(db, run_id).id
        say_of_run(db, run_id, rpe, kind)
        settle_effort(db, run_id)
        rated = run_named(db, run_id)
        n_records = db.n_records([run_id]).get(run_id, 0)
    measure_runs(store, runner_id)
    return facts_of(rated, run_id, n_records)


def check_rpe(rpe: float | None) -> None:
    """
    Refuses what is not on the scale.
    """
    if rpe is not None and not 0 <= rpe <= 10:
        raise Refusal(
            "How hard a run was goes from 0 (nothing) to 10 (all you had), not {rpe}.",
            rpe=f"{rpe:g}",
        )
