"""
Passphrases by argon2id: what is kept costs whoever steals it 19 MiB and two rounds for each guess.
"""

from __future__ import annotations

import threading
from functools import cached_property
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from argon2 import PasswordHasher

# What OWASP asks for at the least: m = 19 MiB, t = 2, p = 1.
MEMORY_KIB, ROUNDS, LANES = 19_456, 2, 1
# Nobody's passphrase: whoever tries a name that is not here waits as long as for one that is.
_NOBODYS = (
    "$argon2id$v=19$m=19456,t=2,p=1$fAodRutnKZP2C7GsTf20Mw"
    "$nKma8joZGC+misvSlPyXx1a9eWh49RNwAaVc2YoVmlk"
)
# So many at once, the others in turn: a crowd at the door takes no more memory than this.
_AT_ONCE = threading.BoundedSemaphore(2)


class Argon2Hasher:
    """
    The one way in which passphrases are kept. The library is loaded with the first of them.
    """

    def hash_of(self, passphrase: str) -> str:
        """
        A digest with its own salt and its parameters in it.
        """
        with _AT_ONCE:
            return self._argon2.hash(passphrase)

    def fits(self, kept: str | None, passphrase: str) -> bool:
        """
        Whether it is that one; against nothing it works as long, and is never right.
        """
        from argon2.exceptions import InvalidHashError, VerificationError

        with _AT_ONCE:
            try:
                is_right = self._argon2.verify(kept or _NOBODYS, passphrase)
            except (VerificationError, InvalidHashError):
                return False
        return is_right and kept is not None

    def is_outdated(self, kept: str) -> bool:
        """
        True for what an older version made with less work.
        """
        return self._argon2.check_needs_rehash(kept)

    @cached_property
    def _argon2(self) -> PasswordHasher:
        from argon2 import PasswordHasher, Type

        return PasswordHasher(
            time_cost=ROUNDS, memory_cost=MEMORY_KIB, parallelism=LANES, type=Type.ID
        )
