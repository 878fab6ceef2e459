"""
What the use cases about accounts need from the world, as Protocols.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol


@dataclass(frozen=True, slots=True)
class KeptAccount:
    """
    Who may sign in, under which name. Of the passphrase only a slow digest is kept.
    """

    runner_id: str
    name: str
    passphrase_hash: str
    passphrase_set_at: datetime


@dataclass(frozen=True, slots=True)
class KeptSignIn:
    """
    Where somebody is signed in. Of the token that the browser has only a digest is kept.
    """

    id: str
    runner_id: str
    token_hash: str
    began_at: datetime
    seen_at: datetime
    browser: str = ""
    address: str = ""


@dataclass(frozen=True, slots=True)
class Tries:
    """
    How often in a row a passphrase did not fit, and when it was tried last.
    """

    n: int
    last_at: datetime


class PassphraseHasher(Protocol):
    """
    Makes of a passphrase what may be kept of it: slow on purpose, and never turned back.
    """

    def hash_of(self, passphrase: str) -> str: ...
    def fits(self, kept: str | None, passphrase: str) -> bool:
        """
        Whether it is that one. Against None it works as long, and is never right.
        """
        ...

    def is_outdated(self, kept: str) -> bool:
        """
        True for what was made with less work than is asked for today.
        """
        ...


class AccountStore(Protocol):
    """
    Everybody's accounts inside one transaction. A name is told apart without regard to capitals.
    """

    def accounts(self) -> Sequence[KeptAccount]:
        """
        Everybody who may sign in, in the order they came.
        """
        ...

    def has_accounts(self) -> bool: ...
    def account_named(self, name: str) -> KeptAccount | None: ...
    def account_of(self, runner_id: str) -> KeptAccount | None: ...
    def keep_account(self, account: KeptAccount) -> None: ...

    def sign_in_with(self, token_hash: str) -> KeptSignIn | None: ...
    def sign_ins(self, runner_id: str) -> Sequence[KeptSignIn]:
        """
        Where that runner is signed in, seen last first.
        """
        ...

    def keep_sign_in(self, sign_in: KeptSignIn) -> None: ...
    def end_sign_ins(self, runner_id: str, ids: Iterable[str]) -> None: ...
    def end_sign_ins_before(self, began: datetime, seen: datetime) -> None:
        """
        Ends those of everybody that began before the one instant, or were last seen before the other.
        """
        ...

    def tries(self, about: str) -> Tries | None: ...
    def keep_tries(self, about: str, tries: Tries | None) -> None: ...
    def forget_tries_before(self, instant: datetime) -> None: ...
