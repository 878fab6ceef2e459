"""
The one way to the rows: every statement carries the runner it is about.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from sqlalchemy import ColumnElement, Connection, Row, Table, delete, insert, select, update

from unknot.app.ports import Runner

# Databases limit how many values one statement may name.
_AT_ONCE = 500


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
        found = self.rows_of(table, *_matches(table, key))
        return found[0] if found else None

    def add(self, table: Table, **values: Any) -> None:
        """
        A new row of this runner.
        """
        self.db.execute(insert(table), {"runner_id": self.runner.id, **values})

    def put(self, table: Table, key: dict[str, Any], **values: Any) -> None:
        """
        Changes the row with that key, or adds it.
        """
        if not self.change(table, key, **values):
            self.add(table, **key, **values)

    def change(self, table: Table, key: dict[str, Any], **values: Any) -> bool:
        """
        Changes the rows with that key; false when there are none.
        """
        changed = update(table).where(self.mine(table), *_matches(table, key)).values(**values)
        return bool(self.db.execute(changed).rowcount)

    def drop(self, table: Table, **key: Any) -> None:
        """
        Removes this runner's rows with that key; without a key all of them.
        """
        self.db.execute(delete(table).where(self.mine(table), *_matches(table, key)))


def in_portions(values: Iterable[str]) -> Iterable[list[str]]:
    """
    The values in lists short enough for one statement.
    """
    every = list(dict.fromkeys(values))
    for start in range(0, len(every), _AT_ONCE):
        yield every[start : start + _AT_ONCE]


def _matches(table: Table, key: dict[str, Any]) -> list[ColumnElement[bool]]:
    return [table.c[name] == value for name, value in key.items()]
