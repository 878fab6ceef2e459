"""
The one way to the rows: every statement carries the runner it is about.

Statements are built once per shape and kept: building one costs more than the database needs
to carry it out, and an import carries out thousands.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from typing import Any

from sqlalchemy import (
    ColumnElement,
    Connection,
    Executable,
    Row,
    Table,
    bindparam,
    delete,
    insert,
    select,
    update,
)
from sqlalchemy.dialects import postgresql, sqlite

from unknot.app.ports import Runner
from unknot.store.column_types import sought

# Databases limit how many values one statement may name.
_AT_ONCE = 500
_KEY = "key_"


class ScopedRows:
    """
    One runner's rows inside one transaction.

    `inputs_changed` becomes true when anything a plan is decided from is kept or removed.
    """

    def __init__(self, db: Connection, runner: Runner) -> None:
        self.db = db
        self.runner = runner
        self.inputs_changed = False

    def mine(self, table: Table) -> ColumnElement[bool]:
        """
        The condition that a row is this runner's.
        """
        return table.c.runner_id == self.runner.id

    def rows_of(
        self,
        table: Table,
        *conditions: ColumnElement[bool],
        order: Sequence[ColumnElement[Any]] = (),
        limit: int | None = None,
    ) -> Sequence[Row[Any]]:
        """
        This runner's rows of a table that meet the conditions.
        """
        chosen = select(table).where(self.mine(table), *conditions).order_by(*order).limit(limit)
        return self.db.execute(chosen).all()

    def columns_of(
        self,
        columns: Sequence[ColumnElement[Any]],
        table: Table,
        *conditions: ColumnElement[bool],
        order: Sequence[ColumnElement[Any]] = (),
    ) -> Sequence[Row[Any]]:
        """
        The same, but only some columns.
        """
        chosen = select(*columns).where(self.mine(table), *conditions).order_by(*order)
        return self.db.execute(chosen).all()

    def row_of(self, table: Table, **key: Any) -> Row[Any] | None:
        """
        The one row with that key, or None.
        """
        return self.db.execute(_select(table, tuple(key)), self._key(key)).first()

    def add(self, table: Table, **values: Any) -> None:
        """
        A new row of this runner.
        """
        self.db.execute(_insert(table), {"runner_id": self.runner.id, **values})

    def put(self, table: Table, key: dict[str, Any], **values: Any) -> None:
        """
        Changes the row with that key, or adds it.
        """
        chosen = _put(table, tuple(key), tuple(values), self.db.dialect.name)
        self.db.execute(chosen, {"runner_id": self.runner.id, **key, **values})

    def change(self, table: Table, key: dict[str, Any], **values: Any) -> None:
        """
        Changes the rows with that key.
        """
        self.db.execute(_update(table, tuple(key), tuple(values)), self._key(key) | values)

    def change_many(
        self, table: Table, changes: Iterable[tuple[dict[str, Any], dict[str, Any]]]
    ) -> None:
        """
        The same for many rows at once; every change names the same columns.
        """
        every = [(self._key(key) | values, tuple(key), tuple(values)) for key, values in changes]
        if every:
            _, key_names, value_names = every[0]
            self.db.execute(_update(table, key_names, value_names), [each[0] for each in every])

    def drop(self, table: Table, **key: Any) -> None:
        """
        Removes this runner's rows with that key; without a key all of them.
        """
        self.db.execute(_delete(table, tuple(key)), self._key(key))

    def _key(self, key: Mapping[str, Any]) -> dict[str, Any]:
        named = {_KEY + name: value for name, value in key.items()}
        return {_KEY + "runner_id": self.runner.id, **named}


def in_portions(values: Iterable[str]) -> Iterable[list[str]]:
    """
    The values in lists short enough for one statement.
    """
    every = list(dict.fromkeys(values))
    for start in range(0, len(every), _AT_ONCE):
        yield every[start : start + _AT_ONCE]


@cache
def _select(table: Table, key: tuple[str, ...]) -> Executable:
    return select(table).where(*_matches(table, key))


@cache
def _insert(table: Table) -> Executable:
    return insert(table)


@cache
def _update(table: Table, key: tuple[str, ...], values: tuple[str, ...]) -> Executable:
    named = {name: bindparam(name, type_=table.c[name].type) for name in values}
    return update(table).where(*_matches(table, key)).values(named)


@cache
def _delete(table: Table, key: tuple[str, ...]) -> Executable:
    return delete(table).where(*_matches(table, key))


@cache
def _put(table: Table, key: tuple[str, ...], values: tuple[str, ...], dialect: str) -> Executable:
    # Both databases know the same clause; SQLAlchemy has a name for it in each of them.
    added = (sqlite if dialect == "sqlite" else postgresql).insert(table)
    return added.on_conflict_do_update(
        index_elements=["runner_id", *key], set_={name: added.excluded[name] for name in values}
    )


def _matches(table: Table, key: tuple[str, ...]) -> list[ColumnElement[bool]]:
    return [
        table.c[name] == bindparam(_KEY + name, type_=sought(table.c[name].type))
        for name in ("runner_id", *key)
    ]
