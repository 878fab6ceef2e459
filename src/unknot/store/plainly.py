"""
What a database says when something is wrong, turned into a sentence for whoever sits there.
"""

from __future__ import annotations

import errno
import struct
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from sqlalchemy.exc import DatabaseError, DBAPIError, OperationalError
from sqlalchemy.exc import TimeoutError as NoConnectionFree

from unknot.app.errors import NotUnderstood, StoreUnusable
from unknot.store.server_words import (
    BAD_DISK,
    BUSY,
    DAMAGED,
    DISK_FULL,
    FALLBACK,
    sentence_of_server,
)


def _(message: str) -> str:
    # For translators; whoever speaks to the runner translates it.
    return message


_SENTENCES = {
    "SQLITE_READONLY": _(
        "The data in {place} cannot be changed: the file or its folder is read-only."
        " Give yourself the right to write there, or choose another folder with --data."
    ),
    "SQLITE_PERM": _(
        "The data in {place} may not be opened. Give yourself the right to read and"
        " write there, or choose another folder with --data."
    ),
    "SQLITE_CANTOPEN": _(
        "The data in {place} cannot be opened. See that the folder exists and that"
        " you may write there, or choose another folder with --data."
    ),
    "SQLITE_FULL": DISK_FULL,
    "SQLITE_BUSY": BUSY,
    "SQLITE_LOCKED": BUSY,
    "SQLITE_NOTADB": _(
        "The file in {place} is not a database of Unknot. Move it away, or choose"
        " another folder with --data; it was left as it is."
    ),
    "SQLITE_CORRUPT": DAMAGED,
    "SQLITE_IOERR": BAD_DISK,
}
# The data folder, or the address of a database without its secrets.
Place = Path | str


@contextmanager
def said_plainly(place: Place) -> Iterator[None]:
    """
    Errors of the database and the disk leave as `StoreUnusable` with one clear sentence.

    So does text that is none, half of a character or bytes in disguise, as `NotUnderstood`.
    """
    try:
        yield
    except UnicodeEncodeError as no_text:
        raise NotUnderstood(
            "{text} has signs in it that are no text. Write it without them.",
            text=f"{no_text.object!a:.60}",
        ) from no_text
    except (zlib.error, struct.error) as failed:
        raise StoreUnusable(DAMAGED, place=place) from failed
    except DBAPIError as failed:
        said = sentence_of_server(failed)
        if said is not None:
            raise StoreUnusable(said, place=place) from failed
        if not _is_about_the_place(failed):
            raise
        raise _trouble_of(failed, place) from failed
    except NoConnectionFree as failed:
        # Every connection is in use, and has been for a while.
        raise StoreUnusable(BUSY, place=place) from failed
    except OSError as failed:
        raise _trouble_of_disk(failed, place) from failed


def _is_about_the_place(failed: DBAPIError) -> bool:
    # A broken promise between rows is our own mistake, and is not to be read as a full disk.
    return isinstance(failed, OperationalError) or type(failed) is DatabaseError


def _trouble_of(failed: DBAPIError, place: Place) -> StoreUnusable:
    name = str(getattr(failed.orig, "sqlite_errorname", ""))
    for code, sentence in _SENTENCES.items():
        if name == code or name.startswith(code + "_"):
            return StoreUnusable(sentence, place=place)
    return StoreUnusable(FALLBACK, place=place, why=str(failed.orig).strip().rstrip("."))


def _trouble_of_disk(failed: OSError, place: Place) -> StoreUnusable:
    codes = {
        errno.EACCES: "SQLITE_READONLY",
        errno.EPERM: "SQLITE_READONLY",
        errno.EROFS: "SQLITE_READONLY",
        errno.ENOSPC: "SQLITE_FULL",
        errno.EDQUOT: "SQLITE_FULL",
        errno.EIO: "SQLITE_IOERR",
    }
    if failed.errno in (errno.ENOTDIR, errno.EEXIST):
        return StoreUnusable(
            "{place} is a file, but a folder is needed for the data."
            " Choose another folder with --data.",
            place=place,
        )
    sentence = _SENTENCES.get(codes.get(failed.errno or 0, ""), FALLBACK)
    return StoreUnusable(sentence, place=place, why=failed.strerror or failed)
