"""
Secrets that are kept: sealed, in no export, and shut when the key is gone, open or another.
"""

from __future__ import annotations

import os

import pytest

from unknot.app.errors import StoreUnusable
from unknot.bootstrap import open_house

PASSWORD = "the-password-of-a-calendar"


@pytest.fixture
def house(tmp_path):
    """
    A house in a folder of its own.
    """
    opened = open_house(tmp_path)
    yield opened
    opened.close()


@pytest.fixture
def jana(house) -> str:
    """
    A runner with a secret.
    """
    runner = house.own_runner().id
    house.keep_secret(runner, "caldav", PASSWORD)
    return runner


def test_a_secret_comes_back_and_can_be_forgotten(house, jana):
    """
    Under its name, for its runner, until it is taken away.
    """
    assert house.secret(jana, "caldav") == PASSWORD
    assert house.secret(jana, "another") is None
    house.keep_secret(jana, "caldav", "a newer one")
    assert house.secret(jana, "caldav") == "a newer one"
    house.forget_secret(jana, "caldav")
    assert house.secret(jana, "caldav") is None


def test_a_secret_stands_in_no_file_and_no_export(house, jana, tmp_path):
    """
    Neither in the database nor in its journal; and what is sealed is not taken away either.
    """
    for file in tmp_path.iterdir():
        assert PASSWORD.encode() not in file.read_bytes()
    with house.store.look(jana) as db:
        sealed = db.secret("caldav")
        everything = b"".join(content for _path, content in db.export())

    assert sealed not in everything
    assert PASSWORD.encode() not in everything
    assert PASSWORD not in repr(house.settings(jana))


@pytest.mark.skipif(os.name != "posix", reason="rights of files are another matter there")
def test_the_key_is_its_owners_alone(house, jana, tmp_path):
    """
    Made so, and refused when somebody opened it to others.
    """
    key = tmp_path / "secret.key"
    assert key.stat().st_mode & 0o777 == 0o600
    key.chmod(0o640)

    with pytest.raises(StoreUnusable, match="chmod 600"):
        house.secret(jana, "caldav")
    with pytest.raises(StoreUnusable, match="chmod 600"):
        house.keep_secret(jana, "caldav", "another")


def test_without_its_key_nothing_opens_and_no_new_one_is_made(house, jana, tmp_path):
    """
    A second key beside old secrets would shut them for good.
    """
    key = tmp_path / "secret.key"
    kept = key.read_bytes()
    key.unlink()
    for use in (lambda: house.secret(jana, "caldav"), lambda: house.keep_secret(jana, "x", "y")):
        with pytest.raises(StoreUnusable, match="is missing"):
            use()
    assert not key.exists()
    key.write_bytes(kept)
    key.chmod(0o600)

    assert house.secret(jana, "caldav") == PASSWORD


@pytest.mark.parametrize(
    ("content", "sentence"), [(b"k" * 32, "is not the one"), (b"", "is no key")]
)
def test_another_key_is_told_from_the_right_one(house, jana, tmp_path, content, sentence):
    """
    Of another folder, or empty after a full disk.
    """
    (tmp_path / "secret.key").write_bytes(content)
    with pytest.raises(StoreUnusable, match=sentence):
        house.secret(jana, "caldav")


def test_what_is_sealed_opens_in_its_own_row_only(house, jana):
    """
    Whoever can write to the database cannot give one runner the secret of another.
    """
    ben = house.store.add_runner("Ben", is_added=True).id
    with house.store.look(jana) as db:
        sealed = db.secret("caldav")
    for runner, name in ((ben, "caldav"), (jana, "another")):
        with house.store.open(runner) as db:
            db.keep_secret(name, sealed)
        with pytest.raises(StoreUnusable, match="damaged"):
            house.secret(runner, name)


def test_secrets_go_with_their_runner(house, jana):
    """
    Erased is erased.
    """
    house.erase(jana)

    assert not house.store.has_secrets()
