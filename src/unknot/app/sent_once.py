"""
What a phone kept while it had no network is sent until an answer comes, and kept once.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from unknot.app.ports import KeptItem, RunnerId, RunnerStore, Store


@dataclass(frozen=True, slots=True)
class SentItem:
    """
    One thing as a phone sends it: an id made on the phone, its kind, and when it came here.
    """

    id: str
    kind: str
    came_at: datetime


def keep_once(
    store: Store, runner_id: RunnerId, sent: SentItem, keep: Callable[[RunnerStore], str]
) -> bool:
    """
    Keeps what was sent, in one transaction with its id; false when that id was kept before.

    `keep` writes the rows and returns the mark that the next of its kind may build on (see
    `KeptItem`). If it refuses, nothing is written, and the id stays free to be sent again.
    """
    with store.open(runner_id) as db:
        if db.sent_item(sent.id) is not None:
            return False
        mark = keep(db)
        db.keep_sent_item(KeptItem(sent.id, sent.kind, sent.came_at, mark))
        return True
