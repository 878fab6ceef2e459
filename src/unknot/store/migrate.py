"""
Brings an older database to the tables of this version, and leaves a newer one alone.
"""

from __future__ import annotations

from sqlalchemy import Connection, inspect, text

from unknot.app.errors import StoreUnusable
from unknot.store.plainly import Place

# Every step there is, oldest first; a test holds this against the migrations folder, so that a
# current database is recognised without waking Alembic.
KNOWN_STEPS = ("0001", "0002", "0003", "0004", "0005", "0006")


def bring_up_to_date(db: Connection, place: Place) -> None:
    """
    Runs the steps the database has not seen. One transaction: all of them, or none.

    Raises
    ------
    StoreUnusable
        If a newer version of Unknot made it, or the tables are not Unknot's.
    """
    step = step_of(db)
    if step == KNOWN_STEPS[-1]:
        return
    if step is not None and step not in KNOWN_STEPS:
        raise StoreUnusable(
            "The data in {place} was made by a newer version of Unknot (step {step}, this one"
            " knows {known}). Update Unknot and start it again; nothing was changed.",
            place=place,
            step=step,
            known=KNOWN_STEPS[-1],
        )
    if step is None:
        _check_that_it_is_empty(db, place)
    _upgrade(db)


def _check_that_it_is_empty(db: Connection, place: Place) -> None:
    is_file = db.dialect.name == "sqlite"
    has_tables = bool(inspect(db).get_table_names())
    if has_tables and is_file:
        raise StoreUnusable(
            "The database in {place} belongs to another program."
            " Choose another folder with --data; it was left as it is.",
            place=place,
        )
    if has_tables:
        raise StoreUnusable(
            "The database {place} belongs to another program."
            " Give Unknot one of its own; it was left as it is.",
            place=place,
        )
    if not is_file and db.exec_driver_sql("SHOW server_encoding").scalar() != "UTF8":
        raise StoreUnusable(
            "The database {place} cannot hold the letters of every language."
            " Make one with ENCODING 'UTF8'; this one was left as it is.",
            place=place,
        )


def step_of(db: Connection) -> str | None:
    """
    The last step the database has seen; None for an empty one.
    """
    if "alembic_version" not in inspect(db).get_table_names():
        return None
    return db.execute(text("SELECT version_num FROM alembic_version")).scalar()


def _upgrade(db: Connection) -> None:
    from alembic import command
    from alembic.config import Config

    config = Config()
    config.set_main_option("script_location", "unknot.store:migrations")
    config.attributes["connection"] = db
    command.upgrade(config, "head")
