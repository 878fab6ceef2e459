"""
What is kept of a passphrase.
"""

from __future__ import annotations

from unknot.store.passphrases import _NOBODYS, Argon2Hasher

PASSPHRASE = "correct horse battery"


def test_a_passphrase_is_kept_as_argon2id_with_its_parameters():
    """
    19 MiB, two rounds, one lane; a salt of its own each time; and only the right one fits.
    """
    hasher = Argon2Hasher()
    kept = hasher.hash_of(PASSPHRASE)

    assert kept.startswith("$argon2id$v=19$m=19456,t=2,p=1$")
    assert hasher.hash_of(PASSPHRASE) != kept
    assert hasher.fits(kept, PASSPHRASE)
    assert not hasher.fits(kept, PASSPHRASE + " ")
    assert not hasher.fits("no digest at all", PASSPHRASE)
    assert not hasher.is_outdated(kept)


def test_nobodys_passphrase_takes_the_same_work_and_never_fits():
    """
    A name that nobody has is looked at with the parameters of everybody else's.
    """
    hasher = Argon2Hasher()

    assert _NOBODYS.startswith("$argon2id$v=19$m=19456,t=2,p=1$")
    assert not hasher.fits(None, PASSPHRASE)
    assert not hasher.is_outdated(_NOBODYS)


def test_what_was_kept_with_less_work_is_outdated():
    """
    It is made anew at the next sign-in.
    """
    from argon2 import PasswordHasher

    weak = PasswordHasher(time_cost=1, memory_cost=8192, parallelism=1).hash(PASSPHRASE)

    assert Argon2Hasher().fits(weak, PASSPHRASE)
    assert Argon2Hasher().is_outdated(weak)
