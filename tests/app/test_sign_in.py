"""
Signing in: what is right, what is not, how long one waits, and when it is over.
"""

from __future__ import annotations

from contextlib import contextmanager
from dataclasses import replace
from datetime import timedelta

import pytest

from tests.fake_accounts import FakeHasher
from tests.fakes import FakeClock, FakeStore
from unknot.app.accounts import (
    NameTaken,
    add_account,
    list_accounts,
    rename_account,
    runner_named,
    set_passphrase,
)
from unknot.app.errors import NotFound, Refusal, ValueRefused
from unknot.app.sign_in import (
    NewSignIn,
    NotSignedIn,
    TooManyTries,
    digest_of,
    note_seen,
    sign_in,
    signed_in,
)

RIGHT = "correct horse battery"
MINUTE = timedelta(minutes=1)


class Door:
    """
    A house with Ada in it, and the way in.
    """

    def __init__(self) -> None:
        self.clock = FakeClock()
        self.store = FakeStore(self.clock)
        self.hasher = FakeHasher()
        self.ada = self.store.add_runner("You")
        set_passphrase(self.store, self.hasher, self.ada.id, "Ada", RIGHT, self.clock.now())

    def come(self, name="Ada", passphrase=RIGHT, address="192.0.2.1", token="a token") -> None:
        new = NewSignIn(f"s_{token.split()[0]}", digest_of(token), "Firefox", address)
        sign_in(self.store, self.hasher, name, passphrase, new, self.clock.now())

    def is_in(self, token="a token") -> bool:
        return signed_in(self.store, token, self.clock.now()) is not None

    def wrong(self, times: int, **more) -> None:
        for _ in range(times):
            with pytest.raises(NotSignedIn):
                self.come(passphrase="wrong", **more)


@pytest.fixture
def door() -> Door:
    """
    Nobody is signed in yet.
    """
    return Door()


def test_the_right_passphrase_opens(door):
    """
    By any way to write the name, and for the token that was given out alone.
    """
    door.come(name=" ADA ")

    assert door.is_in()
    assert not door.is_in("another token")


def test_a_token_itself_is_kept_nowhere(door):
    """
    Whoever reads the database cannot come in with what stands there.
    """
    door.come()
    [kept] = list_accounts(door.store)[0].sign_ins

    assert "a token" not in repr(kept)
    assert not door.is_in(kept.token_hash)


def test_a_wrong_name_and_a_wrong_passphrase_are_told_alike(door):
    """
    The same sentence after the same work: nobody learns who has an account.
    """
    said = set()
    for name in ("Ada", "Nobody", "x" * 150, "\0"):
        before = door.hasher.worked
        with pytest.raises(NotSignedIn) as refused:
            door.come(name=name, passphrase="wrong")
        said.add(str(refused.value))
        assert door.hasher.worked == before + 1

    assert len(said) == 1


@pytest.mark.parametrize("name", ["Ada", "Nobody"])
def test_after_five_wrong_ones_one_waits(door, name):
    """
    For names that nobody has alike; the right one does not help meanwhile, and it is said how long.
    """
    door.wrong(5, name=name)
    with pytest.raises(TooManyTries, match="Wait a minute"):
        door.come(name=name)
    door.clock.move(MINUTE / 2)

    door.wrong(1, name=name)
    with pytest.raises(TooManyTries) as refused:
        door.come(name=name)
    assert refused.value.wait == MINUTE


def test_the_wait_doubles_up_to_a_quarter_of_an_hour(door):
    """
    Long enough that guessing is hopeless, short enough that nobody is shut out for the day.
    """
    door.wrong(5)
    for _ in range(8):
        door.clock.move(timedelta(minutes=15))
        door.wrong(1)
    with pytest.raises(TooManyTries, match="Wait 15 minutes"):
        door.come()


def test_trying_while_one_waits_makes_it_no_longer(door):
    """
    A browser that sends again is no new try.
    """
    door.wrong(5)
    for _ in range(20):
        with pytest.raises(TooManyTries):
            door.come()
    door.clock.move(MINUTE / 2)
    door.come()

    assert door.is_in()


def test_the_right_one_starts_the_count_of_the_name_afresh(door):
    """
    Who mistyped four times and then came in may mistype again.
    """
    door.wrong(4)
    door.come()
    door.wrong(4)
    door.come()


def test_one_address_cannot_try_one_passphrase_on_many_names(door):
    """
    Twenty names, one try each: then that address waits, and others do not.
    """
    for n in range(20):
        door.wrong(1, name=f"name {n}")
    with pytest.raises(TooManyTries):
        door.come()
    door.come(address="192.0.2.2")


def test_an_own_account_does_not_buy_more_tries(door):
    """
    Signing in as oneself now and then does not let one go on guessing at another's.
    """
    for n in range(20):
        door.wrong(1, name=f"name {n}")
        if n % 4 == 0:
            door.come(token=f"token {n}")
    with pytest.raises(TooManyTries):
        door.come()


@pytest.mark.parametrize(
    ("other", "shares"), [("2001:db8:1:2:ffff::9", True), ("2001:db8:1:3::1", False)]
)
def test_long_addresses_are_counted_by_their_network(door, other, shares):
    """
    Whoever has one of those has as many as there are grains of sand.
    """
    for n in range(20):
        door.wrong(1, name=f"name {n}", address="2001:db8:1:2::1")
    if shares:
        with pytest.raises(TooManyTries):
            door.come(address=other)
    else:
        door.come(address=other)


def test_short_addresses_inside_long_ones_are_counted_one_by_one(door):
    """
    A server that listens on [::] sees all of them so; a stranger's tries are no neighbour's.
    """
    for n in range(20):
        door.wrong(1, name=f"name {n}", address="::ffff:192.0.2.66")
    with pytest.raises(TooManyTries):
        door.come(address="192.0.2.66")
    door.come(address="::ffff:192.0.2.7")


@pytest.mark.parametrize("back", [timedelta(milliseconds=5), timedelta(hours=3), timedelta(365)])
@pytest.mark.parametrize("n_wrong", [1, 4])
def test_a_clock_that_is_set_back_locks_nobody_out(door, n_wrong, back):
    """
    Nor does somebody who came in the same instant and was counted first.
    """
    door.wrong(n_wrong)
    door.clock.move(-back)
    door.come()


def test_a_clock_that_is_set_back_a_little_forgives_nothing(door):
    """
    Who has to wait goes on waiting, no longer than before.
    """
    door.wrong(5)
    door.clock.move(timedelta(minutes=-1))
    with pytest.raises(TooManyTries) as refused:
        door.come()
    assert refused.value.wait == timedelta(seconds=30)


def test_a_sign_in_with_the_old_passphrase_does_not_outlast_it(door, monkeypatch):
    """
    Changed right after it was found to be right: the sign-in is ended with all others.
    """
    turn, n_turns = door.store.open_accounts, 0

    @contextmanager
    def change_after_the_third():
        nonlocal n_turns
        with turn() as db:
            yield db
        n_turns += 1
        if n_turns == 3:
            now = door.clock.now()
            set_passphrase(door.store, door.hasher, door.ada.id, "Ada", "another long one", now)

    monkeypatch.setattr(door.store, "open_accounts", change_after_the_third)
    door.come()

    assert not door.is_in()


def test_a_passphrase_that_could_not_be_typed_again_is_not_set(door):
    """
    With accents as signs of their own it is longer at the door than when it is kept.
    """
    decomposed = "e\u0301a\u0300u\u0308o\u0302i\u0308" * 25
    with pytest.raises(ValueRefused, match="at most 200"):
        set_passphrase(door.store, door.hasher, door.ada.id, "Ada", decomposed, door.clock.now())


def test_what_was_tried_a_day_ago_counts_no_more(door):
    """
    A bad evening is forgotten.
    """
    door.wrong(5)
    door.clock.move(timedelta(hours=25))
    door.wrong(4)
    door.come()


@pytest.mark.parametrize(("days", "is_in"), [(29, True), (31, False)])
def test_a_sign_in_ends_after_a_month_without_a_visit(door, days, is_in):
    """
    A phone that lies in a drawer opens nothing.
    """
    door.come()
    door.clock.move(timedelta(days=days))

    assert door.is_in() is is_in


def test_a_sign_in_ends_after_half_a_year_in_any_case(door):
    """
    However often one looks.
    """
    door.come()
    for _ in range(9):
        door.clock.move(timedelta(days=20))
        found = signed_in(door.store, "a token", door.clock.now())
        note_seen(door.store, found, door.clock.now())
    assert door.is_in()
    door.clock.move(timedelta(days=1))

    assert not door.is_in()


def test_looking_does_not_write_every_time(door):
    """
    When one was last here is kept to ten minutes.
    """
    door.come()
    for minutes, kept in ((9, 0), (2, 11)):
        door.clock.move(minutes * MINUTE)
        note_seen(door.store, signed_in(door.store, "a token", door.clock.now()), door.clock.now())
        [seen] = list_accounts(door.store)[0].sign_ins
        assert seen.seen_at == seen.began_at + kept * MINUTE


def test_another_passphrase_ends_what_is_in_use(door):
    """
    Whoever knew the old one is out; the named one stays.
    """
    door.come(token="phone")
    door.come(token="here")
    now = door.clock.now()
    set_passphrase(door.store, door.hasher, door.ada.id, "Ada", "another long one", now, ["s_here"])

    assert not door.is_in("phone")
    assert door.is_in("here")
    with pytest.raises(NotSignedIn):
        door.come()


def test_a_passphrase_kept_with_less_work_is_kept_anew(door):
    """
    At the next sign-in, when it is known for a moment.
    """
    with door.store.open_accounts() as db:
        db.keep_account(replace(db.account_of(door.ada.id), passphrase_hash=f"old:{RIGHT}"))
    door.come()
    with door.store.look_at_accounts() as db:
        assert db.account_of(door.ada.id).passphrase_hash == f"kept:{RIGHT}"


@pytest.mark.parametrize(
    ("passphrase", "sentence"),
    [
        ("eleven char", "at least 12"), ("x" * 201, "at most 200"), ("abababababab", "a few signs"),
        ("Grandmother7Grandmother7", "something else than the name"),
    ],
)  # fmt: skip
def test_a_passphrase_that_is_guessed_soon_is_refused(door, passphrase, sentence):
    """
    Too short, too long to be typed, a few signs over and over, or the name itself.
    """
    now = door.clock.now()
    with pytest.raises(ValueRefused, match=sentence):
        set_passphrase(door.store, door.hasher, door.ada.id, "Grandmother7", passphrase, now)


def test_who_joins_has_a_name_of_their_own(door):
    """
    Two of one name could not be told apart; nothing is left behind of who was refused.
    """
    now = door.clock.now()
    add_account(door.store, door.hasher, "Ben", "another long one", "UTC", now)
    with pytest.raises(NameTaken):
        add_account(door.store, door.hasher, "BEN", "yet another long one", "UTC", now)
    with pytest.raises(NameTaken):
        rename_account(door.store, door.ada.id, "ben")

    assert [each.name for each in list_accounts(door.store)] == ["Ada", "Ben"]
    assert [each.is_own for each in list_accounts(door.store)] == [True, False]
    assert len(door.store.runners()) == 2
    assert runner_named(door.store, "ben").is_added
    with pytest.raises(NotFound, match="unknot account list"):
        runner_named(door.store, "Cyd")


def test_nobody_joins_a_house_without_a_passphrase():
    """
    Everybody would have to sign in, and the runner whose house it is could not.
    """
    store, clock = FakeStore(), FakeClock()
    store.add_runner("You")
    with pytest.raises(Refusal, match="your own passphrase first"):
        add_account(store, FakeHasher(), "Ben", "another long one", "UTC", clock.now())

    assert len(store.runners()) == 1
