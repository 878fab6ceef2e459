"""
What is kept sealed of a runner: bytes that only the key beside the store opens again.
"""

from __future__ import annotations

from unknot.store.rows_accounts import secrets
from unknot.store.scoped import ScopedRows


class SecretRows(ScopedRows):
    """
    Sealed secrets by their names. They are in no export.
    """

    def secret(self, name: str) -> bytes | None:
        """
        What is sealed under that name.
        """
        row = self.row_of(secrets, name=name)
        return None if row is None else bytes(row.sealed)

    def keep_secret(self, name: str, sealed: bytes | None) -> None:
        """
        Keeps what is sealed already; None forgets it.
        """
        if sealed is None:
            self.drop(secrets, name=name)
        else:
            self.put(secrets, {"name": name}, sealed=sealed)
