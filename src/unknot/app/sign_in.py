"""
Signing in: the same work and the same words for every name, and a wait after too many tries.
"""

from __future__ import annotations

import hashlib
import ipaddress
import math
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from unknot.app.account_ports import (
    AccountStore,
    KeptAccount,
    KeptSignIn,
    PassphraseHasher,
    Tries,
)
from unknot.app.errors import Refusal
from unknot.app.ports import RunnerId, Store
from unknot.domain.account import (
    ABSOLUTE_LIMIT,
    FREE_TRIES_OF_A_NAME,
    FREE_TRIES_OF_AN_ADDRESS,
    IDLE_LIMIT,
    LONGEST_PASSPHRASE,
    LONGEST_WAIT,
    TRIES_COUNT_FOR,
    SignInSpan,
    as_typed,
    name_key,
    wait_after,
)
from unknot.domain.sentence import mark as _

# Kept no more exactly than this, so that looking at a page seldom writes.
_SEEN_TO_THE = timedelta(minutes=10)


class NotSignedIn(Refusal):
    """
    The name and the passphrase do not fit together; which of the two is wrong is not said.
    """


class TooManyTries(Refusal):
    """
    It was tried too often; `wait` says how long the next try is away.
    """

    def __init__(self, wait: timedelta) -> None:
        minutes = math.ceil(wait / timedelta(minutes=1))
        super().__init__(_WAIT_LONGER if minutes > 1 else _WAIT_A_MINUTE, n=minutes)
        self.wait = wait


_WAIT_A_MINUTE = _("That was tried too often. Wait a minute, then try again.")
_WAIT_LONGER = _("That was tried too often. Wait {n} minutes, then try again.")
_NO_FIT = _("This name and this passphrase do not fit together.")


@dataclass(frozen=True, slots=True)
class NewSignIn:
    """
    What becomes of a sign-in if it is right: its id, the digest of its token, and from where.
    """

    id: str
    token_hash: str
    browser: str
    address: str


def digest_of(token: str) -> str:
    """
    What is kept of a token. It has 256 bits of chance, so one round is enough.
    """
    return hashlib.sha256(token.encode("utf-8", "replace")).hexdigest()


def sign_in(
    store: Store,
    hasher: PassphraseHasher,
    name: str,
    passphrase: str,
    new: NewSignIn,
    now: datetime,
) -> KeptSignIn:
    """
    Keeps where somebody is signed in from now on.

    Raises
    ------
    TooManyTries
        With how long to wait. Trying while one waits is not counted.
    NotSignedIn
        For a wrong passphrase and for a name that nobody has alike, after the same work.
    """
    account = prove(store, hasher, name, passphrase, new.address, now)
    stronger = account
    if hasher.is_outdated(account.passphrase_hash):
        stronger = replace(account, passphrase_hash=hasher.hash_of(as_typed(passphrase)))
    with store.open_accounts() as db:
        if db.account_of(account.runner_id) != account:
            raise NotSignedIn(_NO_FIT)  # changed or erased in this very moment
        if stronger != account:
            db.keep_account(stronger)
        # In the same turn: a passphrase changed meanwhile would leave this sign-in behind.
        return _keep(db, account.runner_id, new, now)


def begin(store: Store, runner_id: RunnerId, new: NewSignIn, now: datetime) -> KeptSignIn:
    """
    Signs somebody in who is known already; what is over of everybody's is forgotten with it.
    """
    with store.open_accounts() as db:
        return _keep(db, runner_id, new, now)


def _keep(db: AccountStore, runner_id: RunnerId, new: NewSignIn, now: datetime) -> KeptSignIn:
    kept = KeptSignIn(new.id, runner_id, new.token_hash, now, now, new.browser, new.address)
    db.end_sign_ins_before(now - ABSOLUTE_LIMIT, now - IDLE_LIMIT)
    db.keep_sign_in(kept)
    return kept


def prove(
    store: Store, hasher: PassphraseHasher, name: str, passphrase: str, address: str, now: datetime
) -> KeptAccount:
    """
    The account that this name and this passphrase open.
    """
    doors = _doors(name, address)
    with store.open_accounts() as db:
        db.forget_tries_before(now - TRIES_COUNT_FOR)
        # Counted before it is known to be wrong, so that many tries at once are many tries.
        _count(db, doors, now)
        account = db.account_named(name)
    known = account.passphrase_hash if account is not None else None
    is_right = hasher.fits(known, as_typed(passphrase[:LONGEST_PASSPHRASE]))
    if account is None or not is_right or len(passphrase) > LONGEST_PASSPHRASE:
        raise NotSignedIn(_NO_FIT)
    with store.open_accounts() as db:
        _forgive(db, doors)
    return account


def signed_in(store: Store, token: str, now: datetime) -> KeptSignIn | None:
    """
    Where that token belongs; None for one that is over, or was never given out.
    """
    with store.look_at_accounts() as db:
        found = db.sign_in_with(digest_of(token))
    if found is None or SignInSpan(found.began_at, found.seen_at).is_over(now):
        return None
    return found


def note_seen(store: Store, sign_in: KeptSignIn, now: datetime) -> None:
    """
    Somebody is here again.
    """
    if now - sign_in.seen_at < _SEEN_TO_THE:
        return
    with store.open_accounts() as db:
        # Ended in this very moment? Then it stays ended.
        there = db.sign_in_with(sign_in.token_hash)
        if there is not None:
            db.keep_sign_in(replace(there, seen_at=now))


def _doors(name: str, address: str) -> tuple[tuple[str, int], ...]:
    named = hashlib.sha256(name_key(name).encode("utf-8", "replace")).hexdigest()
    return (
        (f"name {named}", FREE_TRIES_OF_A_NAME),
        (f"address {_neighbourhood(address)}", FREE_TRIES_OF_AN_ADDRESS),
    )


def _neighbourhood(address: str) -> str:
    """
    Who shares an address: of the long ones, whoever has one has 2^64 of them.
    """
    try:
        parsed = ipaddress.ip_address(address.partition("%")[0])
    except ValueError:
        return "unknown"
    if parsed.version == 6 and parsed.ipv4_mapped is not None:
        parsed = parsed.ipv4_mapped  # as a server that listens on [::] sees the short ones
    if parsed.version == 4:
        return str(parsed)
    return str(ipaddress.ip_network((parsed, 64), strict=False).network_address)


def _count(db: AccountStore, doors: tuple[tuple[str, int], ...], now: datetime) -> None:
    found = {about: _tries_by(now, db.tries(about)) for about, _free in doors}
    waits = [
        wait_after(found[about].n, free) - (now - found[about].last_at) for about, free in doors
    ]
    if max(waits) > timedelta(0):
        raise TooManyTries(max(waits))
    for about, tries in found.items():
        db.keep_tries(about, Tries(tries.n + 1, now))


def _tries_by(now: datetime, kept: Tries | None) -> Tries:
    """
    What was tried so far. An instant ahead of now is one of somebody who came in between, or of a
    clock that was set back: nobody waits until it comes again.
    """
    if kept is None or kept.last_at - now > LONGEST_WAIT:
        return Tries(0, now)
    return Tries(kept.n, min(kept.last_at, now))


def _forgive(db: AccountStore, doors: tuple[tuple[str, int], ...]) -> None:
    """
    What was right was no try. The name starts afresh; the address does not, for whoever has
    an account of their own could otherwise go on guessing at another's.
    """
    (name, _few), (address, _more) = doors
    db.keep_tries(name, None)
    counted = db.tries(address)
    if counted is not None:
        db.keep_tries(address, replace(counted, n=counted.n - 1) if counted.n > 1 else None)
