"""
Taking an import back: everything it added is gone, and nothing else.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from unknot.app.arriving import KEPT
from unknot.app.batches import batch_named
from unknot.app.errors import Refusal
from unknot.app.forget_recordings import forget_recordings
from unknot.app.measure_runs import measure_runs
from unknot.app.ports import RunnerId, Store
from unknot.app.views import BatchState


def undo_import(store: Store, runner_id: RunnerId, batch_id: str, now: datetime) -> int:
    """
    Forgets the files an import kept, with their recordings and days; returns how many efforts are
    gone.

    An effort that is known from another file or by hand too stays, and shows the figures of what
    is left, and so does a recording that a file of another import holds as well; a day that another
    file tells too is told by that one. What the runner said stays in any case, of the body and of
    runs: it holds again if the files come again. The record of the import stays
    as well, marked as undone; its files can be imported afresh.
    """
    with store.open(runner_id) as db:
        batch = batch_named(db, batch_id).as_of(now)
        if batch.state is BatchState.UNDONE:
            raise Refusal("This import is undone already.")
        if batch.state is BatchState.RUNNING:
            raise Refusal("This import is still going on. Stop it first, then take it back.")
        digests = [record.sha256 for record in db.files_of(batch_id) if record.outcome in KEPT]
        n_gone = forget_recordings(db, digests)
        db.drop_wellness_of(digests)
        db.drop_originals(digests)
        db.keep_batch(replace(batch, state=BatchState.UNDONE, ended_at=batch.ended_at or now))
    # What stays shows other figures now, and the highest heart rate may have gone.
    measure_runs(store, runner_id)
    return n_gone
