"""
A PostgreSQL database for tests: a schema of its own for each, in the database that is named.

Nothing else in that database is read or changed, so it may be anybody's.
"""

from __future__ import annotations

import os
import secrets
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from typing import Any
from urllib.parse import quote

import pytest
from sqlalchemy import make_url

# Tests of everything else keep their data in a folder, whatever is named for the program.
NAMED_FOR_TESTS = "UNKNOT_TESTS_DATABASE_URL"


def keep_from_the_program() -> None:
    """
    Takes the address out of the program's sight, and keeps it for tests that want a server.
    """
    address = os.environ.pop("UNKNOT_DATABASE_URL", "")
    if address:
        # In the environment and not in a variable: pytest's workers are other processes.
        os.environ[NAMED_FOR_TESTS] = address


@contextmanager
def schema_of_its_own() -> Iterator[str]:
    """
    The address of an empty schema, which is dropped afterwards; without a server, a skipped test.
    """
    if why_not := _why_not():
        pytest.skip(why_not)
    name = f"unknot_test_{secrets.token_hex(6)}"
    _carry_out(f"CREATE SCHEMA {name}")
    try:
        yield with_options(_address(), f"-c search_path={name}")
    finally:
        _carry_out(f"DROP SCHEMA {name} CASCADE")


def with_options(address: str, options: str) -> str:
    """
    The address, with what else is said to the server when it is called.
    """
    begun = "&" if "?" in address else "?"
    return f"{address}{begun}options={quote(options)}"


def with_password(address: str, password: str) -> str:
    """
    The same address with another password.
    """
    return make_url(address).set(password=password).render_as_string(hide_password=False)


def with_database(address: str, name: str) -> str:
    """
    The same server and another database.
    """
    return make_url(address).set(database=name).render_as_string(hide_password=False)


@contextmanager
def old_database() -> Iterator[str]:
    """
    The address of an empty database that was made for western letters only.
    """
    name = f"unknot_test_{secrets.token_hex(6)}"
    made = f"CREATE DATABASE {name} TEMPLATE template0 ENCODING 'LATIN1' LOCALE 'C'"
    with _connected() as db:
        newer = db.info.server_version >= 150_000
        db.execute(made + (" LOCALE_PROVIDER libc" if newer else ""))
    try:
        yield with_database(_address(), name)
    finally:
        _carry_out(f"DROP DATABASE {name}")


def lets_in(address: str) -> bool:
    """
    True when the server takes a connection by that address.
    """
    import psycopg

    try:
        psycopg.connect(_as_the_driver_knows_it(address), connect_timeout=10).close()
    except psycopg.OperationalError:
        return False
    return True


def address_for_the_driver() -> str:
    """
    The address that was named, as psycopg itself reads it.
    """
    return _as_the_driver_knows_it(_address())


def _address() -> str:
    return os.environ.get(NAMED_FOR_TESTS, "")


@cache
def _why_not() -> str:
    if not _address():
        return "UNKNOT_DATABASE_URL names no PostgreSQL server; .ci/with-postgresql starts one"
    try:
        _carry_out("SELECT 1")
    except ImportError:
        return "psycopg is not installed: the test requirements have it"
    except Exception as failed:
        return f"no PostgreSQL server answers at UNKNOT_DATABASE_URL ({type(failed).__name__})"
    return ""


def _carry_out(statement: str) -> None:
    with _connected() as db:
        db.execute(statement)


def _connected() -> Any:
    import psycopg

    return psycopg.connect(address_for_the_driver(), autocommit=True, connect_timeout=10)


def _as_the_driver_knows_it(address: str) -> str:
    # The program takes a third name for the same thing.
    return address.replace("postgresql+psycopg://", "postgresql://", 1)
