"""
What was sent by a phone that had kept it: which ids are here already.
"""

from __future__ import annotations

from sqlalchemy import Column, ForeignKey, Table

from unknot.store.column_types import String, Text
from unknot.store.rows import UtcInstant, metadata

synced_items = Table(
    "synced_items",
    metadata,
    Column(
        "runner_id",
        String(32),
        ForeignKey("runners.id", ondelete="CASCADE"),
        primary_key=True,
        nullable=False,
    ),
    Column("id", String(36), primary_key=True),
    Column("kind", String(20), nullable=False),
    Column("kept_at", UtcInstant, nullable=False),
    Column("mark", Text, nullable=False),
)
