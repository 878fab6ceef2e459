"""
The runner whose house this is.
"""

from __future__ import annotations

from dataclasses import replace

from unknot.app.ports import Runner, RunnerStore, Store


def own_runner(store: Store, zone: str) -> Runner:
    """
    The first runner who is not the sample; made on first need, living in that zone.
    """
    for runner in store.runners():
        if not runner.is_sample:
            return runner
    runner = store.add_runner("You", unless_there=True)
    with store.open(runner.id) as db:
        # Another program may have made the same runner meanwhile, and asked more than we know.
        if db.revision() == 0:
            db.keep_settings(replace(db.settings(), zone=zone))
    return runner


def shown_runner(store: Store) -> Runner | None:
    """
    Whose pages are shown: the own runner's, unless they are empty and the sample is here.

    Whoever only looked at a page or two has nothing yet that the sample could hide.
    """
    runners = store.runners()
    own = next((runner for runner in runners if not runner.is_sample), None)
    sample = next((runner for runner in runners if runner.is_sample), None)
    if own is None or sample is None:
        return own or sample
    with store.look(own.id) as db:
        return own if _has_something(db) else sample


def _has_something(db: RunnerStore) -> bool:
    return bool(
        db.gate_answers()
        or db.count_runs()
        or db.training_plan()
        or db.check_ins()
        or db.appointments()
        or db.reports()
        or db.injuries()
        or db.batches()
        or db.wellness_days()
    )
