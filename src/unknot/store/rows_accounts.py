"""
The tables of accounts: who may sign in, where somebody is signed in, and what is kept sealed.

`sign_in_tries` alone belongs to no runner: names that nobody has are tried as well. It holds
digests of what was typed, never the words, because a passphrase is typed into the wrong field.
"""

from __future__ import annotations

from sqlalchemy import Column, Index, LargeBinary, Table

from unknot.store.column_types import Integer, String, Text
from unknot.store.rows import UtcInstant, metadata
from unknot.store.rows import _runner as of_runner

accounts = Table(
    "accounts",
    metadata,
    of_runner(primary_key=True),
    Column("name", Text, nullable=False),
    Column("name_key", String(64), nullable=False, unique=True),
    Column("passphrase_hash", Text, nullable=False),
    Column("passphrase_set_at", UtcInstant, nullable=False),
)

sign_ins = Table(
    "sign_ins",
    metadata,
    of_runner(primary_key=True),
    Column("id", String(20), primary_key=True),
    Column("token_hash", String(64), nullable=False, unique=True),
    Column("began_at", UtcInstant, nullable=False),
    Column("seen_at", UtcInstant, nullable=False),
    Column("browser", Text, nullable=False),
    Column("address", Text, nullable=False),
)

sign_in_tries = Table(
    "sign_in_tries",
    metadata,
    Column("about", String(80), primary_key=True),
    Column("n_tries", Integer, nullable=False),
    Column("last_at", UtcInstant, nullable=False),
    Index("sign_in_tries_by_time", "last_at"),
)

secrets = Table(
    "secrets",
    metadata,
    of_runner(primary_key=True),
    Column("name", String(60), primary_key=True),
    Column("sealed", LargeBinary, nullable=False),
)
