"""
A real runner's history to look around in, kept apart from the runner's own.
"""

from __future__ import annotations

from collections.abc import Callable

from unknot.app.batches import begin_batch
from unknot.app.import_runs import import_runs
from unknot.app.own_runner import sample_among
from unknot.app.ports import Clock, ReadMany, Runner, SampleSource, Store
from unknot.app.views import OfferedFile, SampleHistory

NAME = "Sample"


def load_sample(
    store: Store,
    source: SampleSource,
    read_many: ReadMany,
    clock: Clock,
    zone: str,
    of: Runner | None = None,
) -> Runner:
    """
    The sample runner that one looks around in, made on first need. Doing it twice adds nothing.
    """
    whose = of.id if of is not None and of.is_added else None
    runner = store.add_runner(NAME, is_sample=True, unless_there=True, sample_of=whose)
    with store.look(runner.id) as db:
        # The answers are kept last: where they are, everything before them is.
        if db.gate_answers() is not None:
            return runner
    history = source.sample(clock.now(), zone)
    with store.open(runner.id) as db:
        db.keep_settings(history.settings)
    files = [OfferedFile(name, _giving(content)) for name, content in history.files]
    batch = begin_batch(store, runner.id, [NAME], clock.now(), "", may_go_on=True)
    import_runs(store, runner.id, batch, files, read_many, clock)
    _keep_the_rest(store, runner, history)
    return runner


def remove_sample(store: Store, of: Runner | None = None) -> None:
    """
    Takes the sample and all that came with it away again.
    """
    runner = sample_among(store.runners(), of)
    if runner is not None:
        store.remove_runner(runner.id)


def _keep_the_rest(store: Store, runner: Runner, history: SampleHistory) -> None:
    with store.open(runner.id) as db:
        for check_in in history.check_ins:
            db.keep_check_in(check_in)
        for appointment in history.appointments:
            db.keep_appointment(appointment)
        if history.gate_answers is not None:
            db.keep_gate_answers(history.gate_answers)


def _giving(content: bytes) -> Callable[[], bytes]:
    return lambda: content
