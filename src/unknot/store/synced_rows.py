"""
Remembers what phones sent, so that a thing sent twice is kept once.
"""

from __future__ import annotations

from unknot.app.ports import KeptItem
from unknot.store.rows_synced import synced_items
from unknot.store.scoped import ScopedRows


class SyncedRows(ScopedRows):
    """
    The ids of a runner's phones.
    """

    def sent_item(self, id: str) -> KeptItem | None:
        """
        What was sent under that id; None while nothing was kept of it.
        """
        row = self.row_of(synced_items, id=id)
        return None if row is None else KeptItem(row.id, row.kind, row.kept_at, row.mark)

    def keep_sent_item(self, item: KeptItem) -> None:
        """
        From now on that id is known. What it held is kept where it belongs.
        """
        self.put(
            synced_items, {"id": item.id}, kind=item.kind, kept_at=item.kept_at, mark=item.mark
        )
