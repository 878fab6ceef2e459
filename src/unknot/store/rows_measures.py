"""
The table of what a runner measures at home.
"""

from __future__ import annotations

from sqlalchemy import Column, Date, ForeignKey, Table

from unknot.store.column_types import String, Text
from unknot.store.rows import metadata

# A test without sides is kept under the empty one: a key has no missing parts.
measurements = Table(
    "measurements",
    metadata,
    Column(
        "runner_id",
        String(32),
        ForeignKey("runners.id", ondelete="CASCADE"),
        primary_key=True,
        nullable=False,
    ),
    Column("date", Date, primary_key=True),
    Column("test", String(30), primary_key=True),
    Column("side", String(10), primary_key=True),
    Column("tries", Text, nullable=False),
)
