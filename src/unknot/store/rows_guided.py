"""
The table of guided sessions: what was planned of each step, and what was done, to the second.
"""

from __future__ import annotations

from sqlalchemy import Column, ForeignKey, Index, Table

from unknot.store.column_types import Integer, String, Text
from unknot.store.rows import UtcInstant, metadata

guided_sessions = Table(
    "guided_sessions",
    metadata,
    Column(
        "runner_id",
        String(32),
        ForeignKey("runners.id", ondelete="CASCADE"),
        nullable=False,
        primary_key=True,
    ),
    Column("id", String(64), primary_key=True),
    Column("started_at", UtcInstant, nullable=False),
    Column("ended_at", UtcInstant, nullable=False),
    Column("phase", String(20), nullable=False),
    Column("paused_s", Integer, nullable=False),
    Column("item_id", String(100), nullable=False),
    Column("steps", Text, nullable=False),
    Column("feelings", Text, nullable=False),
    Column("pain", Text, nullable=False),
    Index("guided_sessions_by_start", "runner_id", "started_at"),
)
