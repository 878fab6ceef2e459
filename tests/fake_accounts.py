"""
Accounts in memory, and passphrases that cost nothing.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime

from unknot.app.account_ports import KeptAccount, KeptSignIn, Tries
from unknot.domain.account import name_key


class FakeHasher:
    """
    Keeps passphrases nearly as they are, and counts how often it worked.
    """

    def __init__(self) -> None:
        self.worked = 0

    def hash_of(self, passphrase: str) -> str:
        """
        A digest that is none.
        """
        return f"kept:{passphrase}"

    def fits(self, kept: str | None, passphrase: str) -> bool:
        """
        Whether it is that one.
        """
        self.worked += 1
        return kept is not None and kept.partition(":")[2] == passphrase

    def is_outdated(self, kept: str) -> bool:
        """
        True for what begins with the old mark.
        """
        return kept.startswith("old:")


class FakeAccountStore:
    """
    Everybody's accounts.
    """

    def __init__(self) -> None:
        self.kept: dict[str, KeptAccount] = {}
        self.signed_in: dict[tuple[str, str], KeptSignIn] = {}
        self.tried: dict[str, Tries] = {}

    def forget(self, runner_id: str) -> None:
        """
        Their runner is gone.
        """
        self.kept.pop(runner_id, None)
        self.end_sign_ins(runner_id, [each.id for each in self.sign_ins(runner_id)])

    def accounts(self) -> Sequence[KeptAccount]:
        return list(self.kept.values())

    def has_accounts(self) -> bool:
        return bool(self.kept)

    def account_named(self, name: str) -> KeptAccount | None:
        key = name_key(name)
        return next((each for each in self.kept.values() if name_key(each.name) == key), None)

    def account_of(self, runner_id: str) -> KeptAccount | None:
        return self.kept.get(runner_id)

    def keep_account(self, account: KeptAccount) -> None:
        self.kept[account.runner_id] = account

    def sign_in_with(self, token_hash: str) -> KeptSignIn | None:
        every = self.signed_in.values()
        return next((each for each in every if each.token_hash == token_hash), None)

    def sign_ins(self, runner_id: str) -> Sequence[KeptSignIn]:
        theirs = [each for each in self.signed_in.values() if each.runner_id == runner_id]
        return sorted(
            sorted(theirs, key=lambda each: each.id), key=lambda each: each.seen_at, reverse=True
        )

    def keep_sign_in(self, sign_in: KeptSignIn) -> None:
        self.signed_in[sign_in.runner_id, sign_in.id] = sign_in

    def end_sign_ins(self, runner_id: str, ids: Iterable[str]) -> None:
        for sign_in_id in ids:
            self.signed_in.pop((runner_id, sign_in_id), None)

    def end_sign_ins_before(self, began: datetime, seen: datetime) -> None:
        for key, each in list(self.signed_in.items()):
            if each.began_at < began or each.seen_at < seen:
                del self.signed_in[key]

    def tries(self, about: str) -> Tries | None:
        return self.tried.get(about)

    def keep_tries(self, about: str, tries: Tries | None) -> None:
        self.tried.pop(about, None)
        if tries is not None:
            self.tried[about] = tries

    def forget_tries_before(self, instant: datetime) -> None:
        for about, each in list(self.tried.items()):
            if each.last_at < instant:
                del self.tried[about]
