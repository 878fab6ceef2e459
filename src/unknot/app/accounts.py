"""
Accounts: a passphrase set or changed, another runner on the same server, sign-ins ended.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime

from unknot.app.account_ports import AccountStore, KeptAccount, KeptSignIn, PassphraseHasher
from unknot.app.errors import NotFound, Refusal, ValueRefused
from unknot.app.own_runner import own_among
from unknot.app.ports import Runner, RunnerId, Store
from unknot.domain.account import (
    as_typed,
    check_passphrase,
    check_sign_in_name,
    check_typed_length,
    name_key,
)
from unknot.domain.refused import CannotBe


class NameTaken(Refusal):
    """
    Somebody else signs in with that name.
    """


@dataclass(frozen=True, slots=True)
class AccountLine:
    """
    Who may sign in, and where they are signed in. `is_own` marks whose house it is.
    """

    name: str
    runner_id: RunnerId
    is_own: bool
    sign_ins: tuple[KeptSignIn, ...]


def list_accounts(store: Store) -> tuple[AccountLine, ...]:
    """
    Everybody who may sign in, in the order they came.
    """
    own = own_among(store.runners())
    with store.look_at_accounts() as db:
        return tuple(
            AccountLine(
                each.name,
                each.runner_id,
                own is not None and each.runner_id == own.id,
                tuple(db.sign_ins(each.runner_id)),
            )
            for each in db.accounts()
        )


def set_passphrase(
    store: Store,
    hasher: PassphraseHasher,
    runner_id: RunnerId,
    name: str,
    passphrase: str,
    now: datetime,
    keeping: Iterable[str] = (),
) -> KeptAccount:
    """
    From now on this opens the runner's pages. Wherever else they were signed in, they are not
    any more; `keeping` names the ids of those that stay.
    """
    _check(name, passphrase)
    account = KeptAccount(runner_id, name.strip(), hasher.hash_of(as_typed(passphrase)), now)
    with store.open_accounts() as db:
        _check_free(db, account.name, runner_id)
        db.keep_account(account)
        stay = set(keeping)
        over = [each.id for each in db.sign_ins(runner_id) if each.id not in stay]
        db.end_sign_ins(runner_id, over)
    return account


def rename_account(store: Store, runner_id: RunnerId, name: str) -> None:
    """
    Another name to sign in with; the passphrase stays.
    """
    _check_name(name)
    with store.open_accounts() as db:
        account = db.account_of(runner_id)
        if account is None:
            raise Refusal("There is no passphrase yet; set one first.")
        _check_free(db, name, runner_id)
        db.keep_account(replace(account, name=name.strip()))


def add_account(
    store: Store, hasher: PassphraseHasher, name: str, passphrase: str, zone: str, now: datetime
) -> Runner:
    """
    Another runner on the same server, with rows of their own.

    Refused while whoever runs the server has no passphrase: nobody could then see their pages.
    """
    _check(name, passphrase)
    own = own_among(store.runners())
    with store.look_at_accounts() as db:
        if own is None or db.account_of(own.id) is None:
            raise Refusal(
                "Set your own passphrase first: unknot account set-passphrase. With a second runner"
                " here everybody signs in, and you could not."
            )
        _check_free(db, name, "")
    runner = store.add_runner(name.strip(), is_added=True)
    try:
        set_passphrase(store, hasher, runner.id, name, passphrase, now)
        with store.open(runner.id) as rows:
            rows.keep_settings(replace(rows.settings(), name=name.strip(), zone=zone))
    except BaseException:
        store.remove_runner(runner.id)
        raise
    return runner


def runner_named(store: Store, name: str) -> Runner:
    """
    Whoever signs in with that name.
    """
    with store.look_at_accounts() as db:
        account = db.account_named(name)
    found = account and next(
        (each for each in store.runners() if each.id == account.runner_id), None
    )
    if not found:
        raise NotFound("Nobody here signs in as {name}. See: unknot account list", name=name)
    return found


def _check(name: str, passphrase: str) -> None:
    _check_name(name)
    try:
        check_typed_length(passphrase)
        check_passphrase(as_typed(passphrase), name)
    except CannotBe as refused:
        raise ValueRefused(refused) from refused


def _check_name(name: str) -> None:
    try:
        check_sign_in_name(name)
    except CannotBe as refused:
        raise ValueRefused(refused) from refused


def _check_free(db: AccountStore, name: str, runner_id: RunnerId) -> None:
    there = db.account_named(name_key(name))
    if there is not None and there.runner_id != runner_id:
        raise NameTaken("Somebody else here signs in as {name}; choose another name.", name=name)
