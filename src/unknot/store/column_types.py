"""
Column types whose values fit alike in every database: what one would refuse, all of them do.

They bear the names of SQLAlchemy's own, so that a table is read as usual. PostgreSQL holds
a text to its length and a number to four bytes where SQLite takes anything; SQLite keeps
a character zero that PostgreSQL cannot.
"""

from __future__ import annotations

from typing import Any

import sqlalchemy as sql
from sqlalchemy import TypeDecorator
from sqlalchemy.engine import Dialect
from sqlalchemy.exc import DontWrapMixin
from sqlalchemy.types import TypeEngine

from unknot.app.errors import NotUnderstood

_LARGEST = 2**31 - 1


class DoesNotFit(NotUnderstood, DontWrapMixin):
    """
    A value that no row can hold.
    """


class Text(TypeDecorator[str]):
    """
    Words of any length.

    A character zero is left out: nobody can type or see it, so it only comes from a device
    that padded a name, and a run is not turned away for that.
    """

    impl = sql.Text
    cache_ok = True

    def process_bind_param(self, value: str | None, dialect: Dialect) -> str | None:
        """
        Into the database, without any character zero.
        """
        return value.replace("\0", "") if value and "\0" in value else value


class String(TypeDecorator[str]):
    """
    An id, a code or a digest of at most so many characters.

    These are never cut: what is left of an id may be another thing's id.
    """

    impl = sql.String
    cache_ok = True

    def __init__(self, length: int) -> None:
        super().__init__(length)
        self.length = length

    def process_bind_param(self, value: str | None, dialect: Dialect) -> str | None:
        """
        Into the database, if it fits.
        """
        if value is None:
            return None
        kept = value.replace("\0", "")
        if len(kept) > self.length:
            raise DoesNotFit(
                "{text} is too long to be kept: {n} characters are the most.",
                text=f"{kept:.40}…",
                n=self.length,
            )
        return kept

    def coerce_compared_value(self, op: Any, value: Any) -> TypeEngine[Any]:
        """
        What is only looked for may be of any length: it is found nowhere.
        """
        return Text()


class Integer(TypeDecorator[int]):
    """
    A whole number of four bytes.
    """

    impl = sql.Integer
    cache_ok = True

    def process_bind_param(self, value: int | None, dialect: Dialect) -> int | None:
        """
        Into the database, if it fits.
        """
        if value is not None and not -_LARGEST <= value <= _LARGEST:
            raise DoesNotFit("{n} is too large a number to be kept.", n=value)
        return value


class Float(TypeDecorator[float]):
    """
    A figure. One that is no number is none: SQLite keeps no such thing.
    """

    impl = sql.Float
    cache_ok = True

    def process_bind_param(self, value: float | None, dialect: Dialect) -> float | None:
        """
        Into the database, unless it is no number.
        """
        return None if value is None or value != value else value


def sought(kept: TypeEngine[Any]) -> TypeEngine[Any]:
    """
    The type of a value that rows of that column are looked for with.
    """
    return Text() if isinstance(kept, String) else kept
