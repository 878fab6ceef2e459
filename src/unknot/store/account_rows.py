"""
Everybody's accounts, where they are signed in, and how often a passphrase was tried.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Row, delete, insert, or_, select, update

from unknot.app.account_ports import KeptAccount, KeptSignIn, Tries
from unknot.domain.account import LONGEST_NAME, name_key
from unknot.store import rows
from unknot.store.rows_accounts import accounts, sign_in_tries, sign_ins
from unknot.store.scoped import in_portions


class SqlAccountStore:
    """
    Everybody's accounts inside one transaction. The only rows that are not asked for by runner:
    who it is, is what is found out here.
    """

    def __init__(self, db: Connection) -> None:
        self.db = db

    def accounts(self) -> Sequence[KeptAccount]:
        """
        Everybody who may sign in, in the order they came.
        """
        of = accounts.c.runner_id == rows.runners.c.id
        found = select(accounts).join(rows.runners, of).order_by(rows.runners.c.position)
        return [_account(row) for row in self.db.execute(found)]

    def has_accounts(self) -> bool:
        """
        True as soon as anybody has a passphrase.
        """
        return self.db.execute(select(accounts.c.runner_id).limit(1)).first() is not None

    def account_named(self, name: str) -> KeptAccount | None:
        """
        Whose sign-in name that is.
        """
        key = name_key(name)
        if len(key) > LONGEST_NAME or not key.isprintable():
            return None  # nobody can be called that, and no database need be asked
        row = self.db.execute(select(accounts).where(accounts.c.name_key == key)).first()
        return None if row is None else _account(row)

    def account_of(self, runner_id: str) -> KeptAccount | None:
        """
        The account of that runner; None while they have no passphrase.
        """
        row = self.db.execute(select(accounts).where(accounts.c.runner_id == runner_id)).first()
        return None if row is None else _account(row)

    def keep_account(self, account: KeptAccount) -> None:
        """
        Keeps it in place of what was kept of the same runner.
        """
        values = {
            "name": account.name,
            "name_key": name_key(account.name),
            "passphrase_hash": account.passphrase_hash,
            "passphrase_set_at": account.passphrase_set_at,
        }
        of_them = accounts.c.runner_id == account.runner_id
        if not self.db.execute(update(accounts).where(of_them).values(values)).rowcount:
            self.db.execute(insert(accounts).values(runner_id=account.runner_id, **values))

    # where somebody is signed in

    def sign_in_with(self, token_hash: str) -> KeptSignIn | None:
        """
        Whose browser has that token.
        """
        row = self.db.execute(select(sign_ins).where(sign_ins.c.token_hash == token_hash)).first()
        return None if row is None else KeptSignIn(**row._mapping)

    def sign_ins(self, runner_id: str) -> Sequence[KeptSignIn]:
        """
        Where that runner is signed in, seen last first.
        """
        found = select(sign_ins).where(sign_ins.c.runner_id == runner_id)
        ordered = found.order_by(sign_ins.c.seen_at.desc(), sign_ins.c.id)
        return [KeptSignIn(**row._mapping) for row in self.db.execute(ordered)]

    def keep_sign_in(self, sign_in: KeptSignIn) -> None:
        """
        A new one, or another instant at which it was seen.
        """
        values = {name: getattr(sign_in, name) for name in KeptSignIn.__slots__}
        of_them = (sign_ins.c.runner_id == sign_in.runner_id) & (sign_ins.c.id == sign_in.id)
        if not self.db.execute(update(sign_ins).where(of_them).values(values)).rowcount:
            self.db.execute(insert(sign_ins).values(values))

    def end_sign_ins(self, runner_id: str, ids: Iterable[str]) -> None:
        """
        Ends those of that runner.
        """
        for portion in in_portions(ids):
            of_them = (sign_ins.c.runner_id == runner_id) & sign_ins.c.id.in_(portion)
            self.db.execute(delete(sign_ins).where(of_them))

    def end_sign_ins_before(self, began: datetime, seen: datetime) -> None:
        """
        Ends those of everybody that are too old, or were seen too long ago.
        """
        is_over = or_(sign_ins.c.began_at < began, sign_ins.c.seen_at < seen)
        self.db.execute(delete(sign_ins).where(is_over))

    # how often a passphrase was tried

    def tries(self, about: str) -> Tries | None:
        """
        How often in a row that did not fit.
        """
        row = self.db.execute(select(sign_in_tries).where(sign_in_tries.c.about == about)).first()
        return None if row is None else Tries(row.n_tries, row.last_at)

    def keep_tries(self, about: str, tries: Tries | None) -> None:
        """
        Counts it; None forgets it.
        """
        self.db.execute(delete(sign_in_tries).where(sign_in_tries.c.about == about))
        if tries is not None:
            row = {"about": about, "n_tries": tries.n, "last_at": tries.last_at}
            self.db.execute(insert(sign_in_tries).values(row))

    def forget_tries_before(self, instant: datetime) -> None:
        """
        What was tried so long ago counts no more.
        """
        self.db.execute(delete(sign_in_tries).where(sign_in_tries.c.last_at < instant))


def _account(row: Row[Any]) -> KeptAccount:
    return KeptAccount(row.runner_id, row.name, row.passphrase_hash, row.passphrase_set_at)
