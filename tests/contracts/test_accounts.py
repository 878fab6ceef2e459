"""
What every store promises about accounts, whichever database stands behind it.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from unknot.app.account_ports import KeptAccount, KeptSignIn, Tries
from unknot.app.errors import NotFound

NOON = datetime(2026, 11, 23, 12, 0, tzinfo=UTC)
DAY = timedelta(days=1)


@pytest.fixture
def ada(store) -> str:
    """
    Somebody with a passphrase, signed in at two places.
    """
    runner = store.add_runner("Ada")
    with store.open_accounts() as db:
        db.keep_account(KeptAccount(runner.id, "Ada", "hash", NOON))
        db.keep_sign_in(a_sign_in("s_1", runner.id, NOON - 2 * DAY))
        db.keep_sign_in(a_sign_in("s_2", runner.id, NOON))
    return runner.id


def a_sign_in(sign_in_id: str, runner_id: str, seen: datetime = NOON) -> KeptSignIn:
    """
    A sign-in with a token of its own.
    """
    token_hash = f"{runner_id}{sign_in_id}".encode().hex().rjust(64, "0")[-64:]
    return KeptSignIn(sign_in_id, runner_id, token_hash, seen, seen, "Firefox, Android", "::1")


def test_an_account_is_found_by_any_way_to_write_its_name(store, ada):
    """
    Capitals and blanks around it count for nothing; other names find nobody.
    """
    with store.look_at_accounts() as db:
        assert db.has_accounts()
        assert db.account_named(" ADA ") == KeptAccount(ada, "Ada", "hash", NOON)
        assert db.account_of(ada) == db.account_named("ada")
        assert list(db.accounts()) == [db.account_of(ada)]
        for nobody in ("Ben", "", "x" * 500, "a\0da"):
            assert db.account_named(nobody) is None


def test_a_changed_account_takes_the_place_of_the_old_one(store, ada):
    """
    One passphrase each, and the name it had before is free again.
    """
    with store.open_accounts() as db:
        db.keep_account(KeptAccount(ada, "Jana", "another", NOON + DAY))
    with store.look_at_accounts() as db:
        assert db.account_named("ada") is None
        assert db.account_named("jana").passphrase_hash == "another"
        assert len(db.accounts()) == 1


def test_sign_ins_are_told_apart_by_their_tokens(store, ada):
    """
    The one seen last comes first, and being seen again changes nothing else.
    """
    seen = replace(a_sign_in("s_1", ada, NOON - 2 * DAY), seen_at=NOON + DAY)
    with store.open_accounts() as db:
        db.keep_sign_in(seen)
    with store.look_at_accounts() as db:
        assert [each.id for each in db.sign_ins(ada)] == ["s_1", "s_2"]
        assert db.sign_in_with(seen.token_hash) == seen
        assert db.sign_in_with("0" * 64) is None


def test_a_sign_in_is_ended_by_its_own_runner_only(store, ada):
    """
    The id of somebody else's ends nothing.
    """
    ben = store.add_runner("Ben", is_added=True)
    with store.open_accounts() as db:
        db.end_sign_ins(ben.id, ["s_1", "s_2"])
        assert len(db.sign_ins(ada)) == 2
        db.end_sign_ins(ada, ["s_1"])
        assert [each.id for each in db.sign_ins(ada)] == ["s_2"]


def test_sign_ins_that_are_over_go_for_everybody(store, ada):
    """
    Too old, or unseen for too long: either is enough.
    """
    with store.open_accounts() as db:
        db.end_sign_ins_before(NOON - 9 * DAY, NOON - DAY)
        assert [each.id for each in db.sign_ins(ada)] == ["s_2"]
        db.end_sign_ins_before(NOON + DAY, NOON - DAY)
        assert not db.sign_ins(ada)


def test_tries_outlive_the_program_and_are_forgotten_in_the_end(store):
    """
    What was counted is counted the next time, until it is taken back or long ago.
    """
    with store.open_accounts() as db:
        db.keep_tries("name a", Tries(4, NOON))
        db.keep_tries("name a", Tries(5, NOON + DAY))
        db.keep_tries("address b", Tries(1, NOON))
    with store.open_accounts() as db:
        assert db.tries("name a") == Tries(5, NOON + DAY)
        assert db.tries("name c") is None
        db.forget_tries_before(NOON + timedelta(hours=1))
        assert db.tries("address b") is None
        db.keep_tries("name a", None)
        assert db.tries("name a") is None


def test_an_account_goes_with_its_runner(store, ada):
    """
    Nobody signs in as somebody who was erased, and their sample is gone with them.
    """
    ben = store.add_runner("Ben", is_added=True)
    store.add_runner("Sample", is_sample=True, sample_of=ben.id)
    with store.open_accounts() as db:
        db.keep_account(KeptAccount(ben.id, "Ben", "hash", NOON))
        db.keep_sign_in(a_sign_in("s_9", ben.id))
    with store.open(ben.id) as db:
        db.keep_secret("calendar", b"sealed")
    assert store.has_secrets()

    store.remove_runner(ben.id)

    assert [each.id for each in store.runners()] == [ada]
    assert not store.has_secrets()
    with store.look_at_accounts() as db:
        assert db.account_named("Ben") is None
        assert not db.sign_ins(ben.id)
        assert db.account_of(ada) is not None


def test_nobody_signs_in_who_is_gone(store):
    """
    Erased while the passphrase was looked at: nothing is kept.
    """
    with pytest.raises(NotFound), store.open_accounts() as db:
        db.keep_sign_in(a_sign_in("s_1", "p_nobody"))


def test_a_sample_belongs_to_one_runner(store, ada):
    """
    The one of the house and that of somebody who joined are two.
    """
    ben = store.add_runner("Ben", is_added=True)
    first = store.add_runner("Sample", is_sample=True, unless_there=True)
    his = store.add_runner("Sample", is_sample=True, unless_there=True, sample_of=ben.id)

    assert first.id != his.id
    assert store.add_runner("Sample", is_sample=True, unless_there=True) == first
    again = store.add_runner("Sample", is_sample=True, unless_there=True, sample_of=ben.id)
    assert again == his
