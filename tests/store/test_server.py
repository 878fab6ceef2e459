"""
The data on a PostgreSQL server: reached or not, let in or not, and what is said of it.
"""

from __future__ import annotations

import sys
import traceback
from urllib.parse import quote

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import insert, text
from sqlalchemy.exc import IntegrityError, OperationalError

from tests import postgresql
from tests.contracts import a_full_life as life
from tests.fakes import FakeClock
from unknot.app.errors import StoreUnusable
from unknot.store import rows, server
from unknot.store.open import open_store_at
from unknot.store.server_words import sentence_of_server

SECRET = "between-the-two-of-us"


@pytest.fixture
def store(postgresql_address):
    """
    An empty store on the server.
    """
    opened = open_store_at(postgresql_address, FakeClock())
    yield opened
    opened.close()


def told_on_opening(address: str) -> str:
    """
    The sentence for an address that opens nothing. No secret is in it, nor in a report of it.
    """
    with pytest.raises(StoreUnusable) as refused:
        open_store_at(address, FakeClock())
    report = "".join(traceback.format_exception(refused.value))
    assert SECRET not in report, report
    return str(refused.value)


@pytest.mark.parametrize(
    "address",
    [
        SECRET,
        f"host=localhost password={SECRET}",
        f"mysql://ada:{SECRET}@localhost/unknot",
        "sqlite:///unknot.db",
        f"postgresql://ada@localhost:{SECRET}/unknot",
    ],
)
def test_what_is_no_address_of_ours_is_said_to_be_none(address):
    """
    With an example of one, and without quoting what was typed.
    """
    assert "is not the address of a PostgreSQL database" in told_on_opening(address)


def test_a_password_with_an_at_sign_is_asked_for_in_another_writing():
    """
    Else half of the password would be taken for the host, and be told.
    """
    assert "Write %40 for @" in told_on_opening(f"postgresql://ada:half@{SECRET}@localhost/unknot")


def test_a_missing_driver_is_named(monkeypatch):
    """
    Most people keep their data in a folder, so the driver is an extra.
    """
    monkeypatch.setitem(sys.modules, "psycopg", None)

    assert "Install unknot[postgres]" in told_on_opening(f"postgresql://ada:{SECRET}@localhost/u")


@pytest.mark.parametrize(
    "address",
    [
        f"postgresql://ada:{SECRET}@127.0.0.1:1/unknot",
        f"postgres://ada:{SECRET}@127.0.0.1:1/unknot",
        f"postgresql+psycopg://ada@127.0.0.1:1/unknot?password={SECRET}",
    ],
)
def test_a_server_that_is_not_there_is_named(address):
    """
    Host, port and database, and neither user nor password.
    """
    assert told_on_opening(address).startswith("The database 127.0.0.1:1/unknot cannot be reached")


def test_a_wrong_password_is_said_to_be_wrong(postgresql_address):
    """
    The runner sees to the password, and it is shown nowhere.
    """
    wrong = postgresql.with_password(postgresql_address, SECRET)
    if postgresql.lets_in(wrong):
        pytest.skip("this server asks nobody for a password")

    assert "right user and password" in told_on_opening(wrong)


def test_a_database_that_is_not_there_is_said_to_be_missing(postgresql_address):
    """
    Its name was mistyped, or nobody has made it yet.
    """
    told = told_on_opening(postgresql.with_database(postgresql_address, "no_such_database"))

    assert told.startswith("There is no such database: ")
    assert "no_such_database. Make it" in told


def test_a_database_that_cannot_hold_every_letter_is_left_alone(postgresql_address):
    """
    A name in another alphabet would be lost one day.
    """
    with postgresql.old_database() as address:
        assert "cannot hold the letters of every language" in told_on_opening(address)


@pytest.mark.parametrize(
    ("state", "sentence"),
    [
        ("53100", "The disk is full, so the last step was not kept"),
        ("53300", "takes nobody in at the moment"),
        ("25006", "cannot be changed: the database is read-only"),
        ("42501", "may not make tables"),
        ("40001", "Another program is busy"),
        ("57P01", "broke off"),
        ("58030", "does not read or write as it should"),
        ("XX001", "is damaged"),
    ],
)
def test_what_the_server_says_is_said_plainly(store, state, sentence):
    """
    One clear sentence for each of its troubles, and nothing of the change is kept.
    """
    ada = store.add_runner("Ada").id
    trouble = f"DO $$ BEGIN RAISE EXCEPTION 'so it is' USING ERRCODE = '{state}'; END $$"

    def meet_it() -> None:
        with store.open(ada) as db:
            db.keep_check_in(life.CHECK_IN)
            db.db.execute(text(trouble))

    with pytest.raises(StoreUnusable, match=sentence):
        meet_it()

    with store.look(ada) as db:
        assert list(db.check_ins()) == []


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        ('FATAL:  password authentication failed for user "ada"', "does not let Unknot in"),
        ("fe_sendauth: no password supplied", "does not let Unknot in"),
        ('FATAL:  role "ada" does not exist', "does not let Unknot in"),
        (
            'FATAL:  no pg_hba.conf entry for host "10.0.0.2", user "ada", no encryption',
            "does not let Unknot in",
        ),
        ('FATAL:  database "unknot" does not exist', "There is no such database"),
        ("server does not support SSL, but SSL was required", "is not encrypted"),
        ("SSL error: certificate verify failed", "cannot prove who it is"),
        ("FATAL:  sorry, too many clients already", "takes nobody in"),
        ("FATAL:  remaining connection slots are reserved for superusers", "takes nobody in"),
        ("FATAL:  the database system is starting up", "takes nobody in"),
        ("failed to resolve host 'db.example': Name or service not known", "cannot be reached"),
        ("FATAL:  la base « unknot » n'existe pas", "cannot be reached"),
    ],
)
def test_a_connection_that_never_came_about_is_said_by_its_kind(words, sentence):
    """
    As the server words it; one that speaks another language gets a sentence that is true anyway.
    """
    import psycopg

    said = psycopg.OperationalError(f'connection to server at "db.example" failed: {words}')

    assert sentence in str(sentence_of_server(OperationalError(None, None, said)))


def test_who_waits_too_long_for_another_program_is_told(postgresql_address, store, monkeypatch):
    """
    Somebody else who writes and never ends: a sentence after a while, nothing changed.
    """
    ada = store.add_runner("Ada").id
    monkeypatch.setattr(server, "_WAIT_FOR_OTHERS_MS", 50)
    impatient = open_store_at(postgresql_address, FakeClock())
    with store.open(ada):
        with pytest.raises(StoreUnusable, match="Another program is busy"), impatient.open(ada):
            pass
        ben = impatient.add_runner("Ben").id
        with impatient.open(ben) as db:
            db.keep_check_in(life.CHECK_IN)
    impatient.close()


def test_a_server_that_was_started_again_is_met_again(store):
    """
    The pages work on after an update of the server, without being started again themselves.
    """
    ada = store.add_runner("Ada").id
    hang_up(store)

    with store.open(ada) as db:
        db.keep_check_in(life.CHECK_IN)
    hang_up(store)
    with store.look(ada) as db:
        assert list(db.check_ins()) == [life.CHECK_IN]


def test_a_connection_that_breaks_off_half_way_keeps_nothing(store):
    """
    The runner is told to look, and finds everything as it was.
    """
    ada = store.add_runner("Ada").id

    def keep_until_it_breaks() -> None:
        with store.open(ada) as db:
            db.keep_check_in(life.CHECK_IN)
            hang_up(store, db.db.connection.driver_connection)
            db.keep_injury(life.INJURY)

    with pytest.raises(StoreUnusable, match="broke off"):
        keep_until_it_breaks()

    with store.look(ada) as db:
        assert list(db.check_ins()) == list(db.injuries()) == []


def test_too_many_at_once_are_told_to_wait(store, monkeypatch):
    """
    Every connection is in use: a sentence, and no traceback.
    """
    monkeypatch.setattr(store._engine.pool, "_timeout", 0.05)
    held = [store._engine.connect() for _ in range(15)]

    with pytest.raises(StoreUnusable, match="Another program is busy"):
        store.runners()

    for connection in held:
        connection.close()


def test_the_migrations_make_the_tables_of_this_version_here_too(store):
    """
    The steps lead to exactly the tables that the code knows.
    """
    with store._engine.connect() as db:
        assert compare_metadata(MigrationContext.configure(db), rows.metadata) == []


def test_data_of_a_newer_version_on_a_server_is_left_alone(postgresql_address, store):
    """
    An older Unknot neither reads nor changes what a newer one made, and says so.
    """
    with store._engine.begin() as db:
        db.execute(text("UPDATE alembic_version SET version_num = '0999'"))

    assert "newer version of Unknot" in told_on_opening(postgresql_address)


def test_tables_of_another_program_are_not_built_over(postgresql_address):
    """
    Unknot asks for a database of its own, and not for another folder.
    """
    engine, _name = server.server_at(postgresql_address)
    with engine.begin() as db:
        db.execute(text("CREATE TABLE recipes (name TEXT)"))
    engine.dispose()

    assert "Give Unknot one of its own" in told_on_opening(postgresql_address)


def test_a_mistake_of_ours_does_not_quote_the_row(store):
    """
    The server repeats the whole row that it refuses; no log and no report has it.
    """
    ada = store.add_runner("Ada").id
    answers = {"conditions": SECRET, "cleared": "[]", "age_under_16": False, "places": None}

    with pytest.raises(IntegrityError) as failed, store.open(ada) as db:
        db.db.execute(
            insert(rows.gate_answers), {"runner_id": ada, "answered_at": life.MORNING, **answers}
        )

    report = "".join(traceback.format_exception(failed.value))
    assert "places" in report
    assert SECRET not in report


def hang_up(store, *connections) -> None:
    """
    The server ends these connections, or the one that lies ready.
    """
    import psycopg

    if not connections:
        ready = store._engine.raw_connection()
        connections = (ready.driver_connection,)
        ready.close()
    for each in connections:
        with psycopg.connect(postgresql.address_for_the_driver(), autocommit=True) as db:
            db.execute("SELECT pg_terminate_backend(%s, 5000)", [each.info.backend_pid])


def test_every_sign_of_a_password_can_be_written():
    """
    As the sentence about it says: with a percent sign and two digits.
    """
    signs = "p@s:s/w%o?r#d"
    url = server._url_of(f"postgresql://ada:{quote(signs, safe='')}@localhost/unknot")

    assert (url.password, url.host, url.database) == (signs, "localhost", "unknot")
