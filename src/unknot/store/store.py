"""
The store: runners, and one transaction at a time over the rows of one of them.
"""

from __future__ import annotations

import secrets
import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import Any

from sqlalchemy import Connection, Engine, Row, bindparam, delete, insert, or_, select, update
from sqlalchemy.exc import IntegrityError

from unknot.app.errors import NotFound, StoreUnusable
from unknot.app.ports import NOBODY_YET, Clock, Runner, RunnerId
from unknot.domain.sentence import mark as _
from unknot.domain.sentence import sentence
from unknot.store import rows, rows_accounts
from unknot.store.account_rows import SqlAccountStore
from unknot.store.kept_values import forget_all
from unknot.store.plainly import Place, said_plainly
from unknot.store.plan_rows import NOBODY, decision_from
from unknot.store.runner_rows import SqlRunnerStore
from unknot.store.transactions import changing, reading


class SqlStore:
    """
    Everything Unknot keeps, in one SQL database.
    """

    def __init__(self, engine: Engine, clock: Clock, place: Place) -> None:
        self._engine = engine
        self._clock = clock
        self._place = place
        self._met: dict[RunnerId, Runner] = {}

    @contextmanager
    def open(self, runner_id: RunnerId) -> Iterator[SqlRunnerStore]:
        """
        One transaction over one runner's rows: kept at its end, undone on an error.
        """
        try:
            with said_plainly(self._place), changing(self._engine, runner_id) as db:
                runner = self._met.get(runner_id) or _runner(db, runner_id)
                self._met[runner_id] = runner
                kept = SqlRunnerStore(db, runner)
                yield kept
                if kept.inputs_changed:
                    _count_change(db, runner_id, self._clock)
        except (NotFound, IntegrityError):
            # Erased meanwhile, perhaps by another program? Nothing is kept for nobody.
            self._met.pop(runner_id, None)
            with self.look(runner_id):
                raise

    @contextmanager
    def look(self, runner_id: RunnerId) -> Iterator[SqlRunnerStore]:
        """
        The same for reading only: it makes nobody wait, and nothing said in it is kept.
        """
        with said_plainly(self._place), reading(self._engine) as db:
            is_nobody = runner_id == NOBODY_YET
            yield SqlRunnerStore(
                db, Runner(NOBODY_YET, "") if is_nobody else _runner(db, runner_id)
            )

    def runners(self) -> Sequence[Runner]:
        """
        Everybody, in the order they came.
        """
        with said_plainly(self._place), reading(self._engine) as db:
            found = db.execute(select(rows.runners).order_by(rows.runners.c.position))
            return [_runner_in(row) for row in found]

    def add_runner(
        self,
        name: str,
        is_sample: bool = False,
        unless_there: bool = False,
        is_added: bool = False,
        sample_of: RunnerId | None = None,
    ) -> Runner:
        """
        A new runner without any rows yet; with `unless_there` the first of that sort, if any.
        """
        runner = Runner(f"p_{secrets.token_hex(6)}", name, is_sample, is_added, sample_of)
        with said_plainly(self._place), changing(self._engine, "the runners") as db:
            there = _first_of(db, runner) if unless_there else None
            if there is not None:
                return there
            last = db.execute(
                select(rows.runners.c.position).order_by(rows.runners.c.position.desc()).limit(1)
            ).scalar()
            db.execute(
                insert(rows.runners).values(
                    id=runner.id,
                    position=(last or 0) + 1,
                    name=name,
                    is_sample=is_sample,
                    revision=0,
                    has_plan_file=False,
                    is_added=is_added,
                    sample_of=sample_of,
                )
            )
        return runner

    def remove_runner(self, runner_id: RunnerId) -> None:
        """
        Deletes the runner and every row; from a file the bytes are gone as well, a server sweeps
        in its own time.
        """
        with said_plainly(self._place):
            with changing(self._engine, runner_id) as db:
                _runner(db, runner_id)
                self._met.pop(runner_id, None)
                theirs = or_(rows.runners.c.id == runner_id, rows.runners.c.sample_of == runner_id)
                db.execute(delete(rows.runners).where(theirs))
            decision_from.cache_clear()
            forget_all()
            self._sweep()

    def runner_of_feed(self, token_hash: str) -> Runner | None:
        """
        Whose private calendar address that secret opens; None when it opens nobody's.
        """
        found = select(rows.runners).where(rows.runners.c.feed_token_hash == token_hash)
        with said_plainly(self._place), reading(self._engine) as db:
            row = db.execute(found).first()
        return None if row is None else _runner_in(row)

    def has_secrets(self) -> bool:
        """
        True while anything sealed is kept of anybody.
        """
        with said_plainly(self._place), reading(self._engine) as db:
            return db.execute(select(rows_accounts.secrets.c.name).limit(1)).first() is not None

    @contextmanager
    def open_accounts(self) -> Iterator[SqlAccountStore]:
        """
        One transaction over everybody's accounts.
        """
        try:
            with said_plainly(self._place), changing(self._engine, "the accounts") as db:
                yield SqlAccountStore(db)
        except IntegrityError as gone:
            # Who signs in was erased at this very moment.
            raise NotFound(NOBODY) from gone

    @contextmanager
    def look_at_accounts(self) -> Iterator[SqlAccountStore]:
        """
        The same for reading only.
        """
        with said_plainly(self._place), reading(self._engine) as db:
            yield SqlAccountStore(db)

    def close(self) -> None:
        """
        Lets go of every connection.
        """
        self._engine.dispose()

    def _sweep(self) -> None:
        # Deleted rows are overwritten by secure_delete; the journal beside the file still has
        # them until it is written back and cut to nothing.
        if self._engine.dialect.name != "sqlite":
            return
        raw = self._engine.raw_connection()
        try:
            raw.driver_connection.execute("VACUUM")
            # A reader in the way is no error to the database: it says so in its first column.
            written = raw.driver_connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()
            if written[0]:
                raise StoreUnusable(
                    _TRACES_LEFT, place=self._place, why=sentence("another program is reading it")
                )
        except sqlite3.Error as failed:
            raise StoreUnusable(_TRACES_LEFT, place=self._place, why=failed) from failed
        finally:
            raw.close()


_TRACES_LEFT = _(
    "Everything was deleted, but traces may still lie in {place} because the file could"
    " not be written afresh ({why}). Close every program that uses it."
)
_RUNNER = select(rows.runners).where(rows.runners.c.id == bindparam("runner"))
_COUNT_CHANGE = (
    update(rows.runners)
    .where(rows.runners.c.id == bindparam("runner"))
    .values(revision=rows.runners.c.revision + 1, inputs_changed_at=bindparam("now"))
)


def _runner_in(row: Row[Any]) -> Runner:
    return Runner(row.id, row.name, row.is_sample, row.is_added, row.sample_of)


def _first_of(db: Connection, sort: Runner) -> Runner | None:
    found = select(rows.runners).where(
        rows.runners.c.is_sample == sort.is_sample,
        rows.runners.c.is_added == sort.is_added,
        rows.runners.c.sample_of.is_not_distinct_from(sort.sample_of),
    )
    row = db.execute(found.order_by(rows.runners.c.position).limit(1)).first()
    return None if row is None else _runner_in(row)


def _runner(db: Connection, runner_id: RunnerId) -> Runner:
    row = db.execute(_RUNNER, {"runner": runner_id}).first()
    if row is None:
        raise NotFound(NOBODY)
    return _runner_in(row)


def _count_change(db: Connection, runner_id: RunnerId, clock: Clock) -> None:
    counted = db.execute(_COUNT_CHANGE, {"runner": runner_id, "now": clock.now()})
    if not counted.rowcount:
        raise NotFound(NOBODY)
