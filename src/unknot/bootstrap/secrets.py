"""
Secrets kept for a runner, such as the password of a calendar: sealed, and in no export.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from unknot.app.ports import RunnerId
from unknot.bootstrap.foundation import Foundation

if TYPE_CHECKING:
    from unknot.store.secret_box import SecretBox


class Secrets(Foundation):
    """
    Named secrets of a runner. They go when the runner goes.
    """

    def keep_secret(self, runner: RunnerId, name: str, value: str) -> None:
        """
        Keeps it sealed under that name, in place of what was there.

        Raises `StoreUnusable` with a sentence while the key is missing, open to others or another.
        """
        box = self._secret_box()
        # A new key beside old secrets would shut them for good: only the first secret makes one.
        is_first = not self.store.has_secrets()
        sealed = box.seal(value.encode(), _bound_to(runner, name), may_make_key=is_first)
        with self.store.open(runner) as db:
            db.keep_secret(name, sealed)

    def secret(self, runner: RunnerId, name: str) -> str | None:
        """
        What is kept under that name; None when nothing is.
        """
        with self.store.look(runner) as db:
            sealed = db.secret(name)
        if sealed is None:
            return None
        return self._secret_box().open(sealed, _bound_to(runner, name)).decode()

    def forget_secret(self, runner: RunnerId, name: str) -> None:
        """
        Nothing is kept under that name any more; no key is needed for that.
        """
        with self.store.open(runner) as db:
            db.keep_secret(name, None)

    def _secret_box(self) -> SecretBox:
        from unknot.store.secret_box import SecretBox

        return SecretBox(self.data_dir)


def _bound_to(runner: RunnerId, name: str) -> str:
    return f"{runner} {name}"
