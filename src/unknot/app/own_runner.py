"""
The runner whose house this is.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from unknot.app.ports import Runner, RunnerStore, Store


def own_runner(store: Store, zone: str) -> Runner:
    """
    The runner who is here in their own right; made on first need, living in that zone.
    """
    there = own_among(store.runners())
    if there is not None:
        return there
    runner = store.add_runner("You", unless_there=True)
    with store.open(runner.id) as db:
        # Another program may have made the same runner meanwhile, and asked more than we know.
        if db.revision() == 0:
            db.keep_settings(replace(db.settings(), zone=zone))
    return runner


def own_among(runners: Sequence[Runner]) -> Runner | None:
    """
    The runner whose house it is: neither a sample nor somebody who joined later.

    Whoever joined never becomes it, not even when the first one is erased: commands on this
    machine would then show and erase the data of somebody else.
    """
    return next((each for each in runners if not each.is_sample and not each.is_added), None)


def shown_runner(store: Store) -> Runner | None:
    """
    Whose pages are shown: the own runner's, unless they are empty and the sample is here.

    Whoever only looked at a page or two has nothing yet that the sample could hide.
    """
    runners = store.runners()
    return _own_or_sample(store, own_among(runners), sample_among(runners, None))


def shown_to(store: Store, runner: Runner) -> Runner:
    """
    The same for somebody who is known: their own pages, or the sample that they look around in.
    """
    sample = sample_among(store.runners(), runner)
    return _own_or_sample(store, runner, sample) or runner


def sample_among(runners: Sequence[Runner], of: Runner | None) -> Runner | None:
    """
    The sample that this runner looks around in. Each has one of their own: what is tried out
    in a sample is kept in it, and is nobody else's to see.
    """
    whose = of.id if of is not None and of.is_added else None
    return next((each for each in runners if each.is_sample and each.sample_of == whose), None)


def _own_or_sample(store: Store, own: Runner | None, sample: Runner | None) -> Runner | None:
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
