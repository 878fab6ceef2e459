"""
Signing in, in words: which names and passphrases will do, how long it lasts, how long to wait.
"""

from __future__ import annotations

import math
import unicodedata
from dataclasses import dataclass
from datetime import datetime, timedelta

from unknot.domain.refused import CannotBe
from unknot.domain.sentence import mark as _

LONGEST_NAME = 40
SHORTEST_PASSPHRASE = 12
LONGEST_PASSPHRASE = 200
_FEWEST_SIGNS = 5

# Whoever opens the pages once a month stays signed in, for half a year at most.
IDLE_LIMIT = timedelta(days=30)
ABSOLUTE_LIMIT = timedelta(days=180)

# A household behind one address mistypes more often than one person does.
FREE_TRIES_OF_A_NAME = 5
FREE_TRIES_OF_AN_ADDRESS = 20
_FIRST_WAIT = timedelta(seconds=30)
LONGEST_WAIT = timedelta(minutes=15)
TRIES_COUNT_FOR = timedelta(hours=24)


def name_key(name: str) -> str:
    """
    The same for every way to write a name: capitals and the shapes of letters count for nothing.
    """
    return unicodedata.normalize("NFKC", name).casefold().strip()


def check_sign_in_name(name: str) -> None:
    """
    Refuses a name that nobody could type again.
    """
    if not name.strip():
        raise CannotBe(_("a name to sign in with is needed"))
    if len(name) > LONGEST_NAME or len(name_key(name)) > LONGEST_NAME:
        raise CannotBe(_("a name to sign in with has at most {n} characters"), n=LONGEST_NAME)
    if not name.isprintable():
        raise CannotBe(_("a name to sign in with has no line breaks or invisible signs"))


def as_typed(passphrase: str) -> str:
    """
    The same passphrase from every keyboard: some write an accent as a sign of its own.
    """
    return unicodedata.normalize("NFKC", passphrase)


def check_typed_length(passphrase: str) -> None:
    """
    Refuses more than is read at the door: who could set it could not sign in with it. Accents
    that are signs of their own count here, though they are joined before it is kept.
    """
    if len(passphrase) > LONGEST_PASSPHRASE:
        raise CannotBe(_("a passphrase has at most {n} characters"), n=LONGEST_PASSPHRASE)


def check_passphrase(passphrase: str, name: str) -> None:
    """
    Refuses a passphrase that is guessed in an afternoon.

    Length is what counts; which signs are in it is nobody's business.
    """
    if len(passphrase) < SHORTEST_PASSPHRASE:
        raise CannotBe(
            _(
                "a passphrase has at least {n} characters; four words that do not belong together do well"
            ),
            n=SHORTEST_PASSPHRASE,
        )
    check_typed_length(passphrase)
    if len(set(passphrase)) < _FEWEST_SIGNS:
        raise CannotBe(_("this passphrase repeats a few signs only, so it is guessed at once"))
    if name_key(name) and name_key(passphrase).replace(name_key(name), "").strip() == "":
        raise CannotBe(_("a passphrase is something else than the name"))


@dataclass(frozen=True, slots=True)
class SignInSpan:
    """
    When somebody signed in, and when they were last here. It is not a guided session.
    """

    began_at: datetime
    seen_at: datetime

    def is_over(self, now: datetime) -> bool:
        """
        True after a month without a visit, or half a year in all.
        """
        return now - self.seen_at > IDLE_LIMIT or now - self.began_at > ABSOLUTE_LIMIT


def wait_after(n_tries: int, free: int) -> timedelta:
    """
    How long to wait after so many tries in a row that did not fit: nothing for the first few,
    then twice as long each time.
    """
    if n_tries < free:
        return timedelta(0)
    doublings = min(n_tries - free, math.ceil(math.log2(LONGEST_WAIT / _FIRST_WAIT)))
    return min(_FIRST_WAIT * int(2**doublings), LONGEST_WAIT)
