"""
Who may come in: passphrases, sign-ins, and further runners on the same server.
"""

from __future__ import annotations

import secrets
from contextlib import suppress
from functools import cached_property
from typing import TYPE_CHECKING

from unknot.app.errors import StoreUnusable
from unknot.app.ports import Runner, RunnerId
from unknot.bootstrap.foundation import Foundation
from unknot.bootstrap.machine import machine_zone

if TYPE_CHECKING:
    from unknot.app.account_ports import KeptAccount, KeptSignIn, PassphraseHasher
    from unknot.app.accounts import AccountLine
    from unknot.app.sign_in import NewSignIn


class Accounts(Foundation):
    """
    Accounts and sign-ins. Without any passphrase nobody signs in, and only this machine is answered.
    """

    def has_accounts(self) -> bool:
        """
        True as soon as anybody has a passphrase: from then on everybody signs in.
        """
        with self.store.look_at_accounts() as db:
            return db.has_accounts()

    def account_of(self, runner: RunnerId) -> KeptAccount | None:
        """
        The account of that runner; None while they have no passphrase.
        """
        with self.store.look_at_accounts() as db:
            return db.account_of(runner)

    def accounts(self) -> tuple[AccountLine, ...]:
        """
        Everybody who may sign in, in the order they came.
        """
        from unknot.app.accounts import list_accounts

        return list_accounts(self.store)

    def runner_named(self, name: str) -> Runner:
        """
        Whoever signs in with that name. Raises `NotFound` with a sentence for nobody.
        """
        from unknot.app.accounts import runner_named

        return runner_named(self.store, name)

    def set_passphrase(
        self, runner: RunnerId, name: str, passphrase: str, keeping: tuple[str, ...] = ()
    ) -> None:
        """
        From now on this opens the runner's pages; sign-ins end, but for those named.
        """
        from unknot.app.accounts import set_passphrase

        now = self.clock.now()
        set_passphrase(self.store, self._hasher, runner, name, passphrase, now, keeping)

    def rename_account(self, runner: RunnerId, name: str) -> None:
        """
        Another name to sign in with.
        """
        from unknot.app.accounts import rename_account

        rename_account(self.store, runner, name)

    def add_account(self, name: str, passphrase: str) -> Runner:
        """
        Another runner on the same server, with rows of their own.
        """
        from unknot.app.accounts import add_account

        now = self.clock.now()
        return add_account(self.store, self._hasher, name, passphrase, machine_zone(), now)

    # signing in

    def sign_in(self, name: str, passphrase: str, browser: str = "", address: str = "") -> str:
        """
        The token of a new sign-in, known to the browser alone.

        Raises `NotSignedIn` when it does not fit, `TooManyTries` with how long to wait.
        """
        from unknot.app.sign_in import sign_in

        token, new = _new_sign_in(browser, address)
        sign_in(self.store, self._hasher, name, passphrase, new, self.clock.now())
        return token

    def begin_sign_in(self, runner: RunnerId, browser: str = "", address: str = "") -> str:
        """
        The same for somebody who has just proved who they are.
        """
        from unknot.app.sign_in import begin

        token, new = _new_sign_in(browser, address)
        begin(self.store, runner, new, self.clock.now())
        return token

    def prove(self, name: str, passphrase: str, address: str = "") -> None:
        """
        Makes sure that it is they, before something is changed; counted like a sign-in.
        """
        from unknot.app.sign_in import prove

        prove(self.store, self._hasher, name, passphrase, address, self.clock.now())

    def signed_in(self, token: str) -> tuple[KeptSignIn, Runner] | None:
        """
        Who has that token; None when it is over or was never given out.
        """
        from unknot.app.sign_in import note_seen, signed_in

        now = self.clock.now()
        found = signed_in(self.store, token, now)
        if found is None:
            return None
        runner = next((each for each in self.store.runners() if each.id == found.runner_id), None)
        if runner is None:
            return None
        with suppress(StoreUnusable):  # on a full disk pages can still be read
            note_seen(self.store, found, now)
        return found, runner

    def sign_ins(self, runner: RunnerId) -> tuple[KeptSignIn, ...]:
        """
        Where that runner is signed in, seen last first; what is over is left out.
        """
        from unknot.domain.account import SignInSpan

        now = self.clock.now()
        with self.store.look_at_accounts() as db:
            found = db.sign_ins(runner)
        return tuple(
            each for each in found if not SignInSpan(each.began_at, each.seen_at).is_over(now)
        )

    def end_sign_in(self, runner: RunnerId, sign_in_id: str) -> None:
        """
        Signs out there.
        """
        with self.store.open_accounts() as db:
            db.end_sign_ins(runner, [sign_in_id])

    def end_sign_ins(self, runner: RunnerId, but: str = "") -> int:
        """
        Signs out everywhere, but for the one with that id; how many that were.
        """
        with self.store.open_accounts() as db:
            ids = [each.id for each in db.sign_ins(runner) if each.id != but]
            db.end_sign_ins(runner, ids)
        return len(ids)

    @cached_property
    def _hasher(self) -> PassphraseHasher:
        from unknot.store.passphrases import Argon2Hasher

        return Argon2Hasher()


def _new_sign_in(browser: str, address: str) -> tuple[str, NewSignIn]:
    from unknot.app.sign_in import NewSignIn, digest_of

    token = secrets.token_urlsafe(32)
    return token, NewSignIn(f"s_{secrets.token_hex(6)}", digest_of(token), browser, address)
