"""
Files of a watched folder that were seen before: read once, whatever became of them.
"""

from __future__ import annotations

from collections.abc import Iterable

from unknot.app.ports import RunnerId, Store
from unknot.app.views import GOING_ON


def not_seen(store: Store, runner_id: RunnerId, digests: Iterable[str]) -> frozenset[str]:
    """
    Those of the digests that no import that has come to its end knows.

    An import that was taken back knows its files still: they do not come back by themselves. One
    that was cut off goes on, so its files are not seen yet.
    """
    asked = frozenset(digests)
    with store.look(runner_id) as db:
        told = set(db.told_digests(asked))
        for batch in db.batches():
            if batch.state not in GOING_ON:
                told.update(batch.digests)
    return asked - told
