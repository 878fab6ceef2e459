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

from unknot.app.errors import NotUnderstood, StoreUnusable


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
    "SQLITE_FULL": _(
        "The disk is full, so the last step was not kept in {place}. Make some room and"
        " do it again; what was there before is unharmed."
    ),
    "SQLITE_BUSY": _(
        "Another program is busy with the data in {place}. Wait a moment and do it"
        " again; nothing was changed."
    ),
    "SQLITE_LOCKED": _(
        "Another program is busy with the data in {place}. Wait a moment and do it"
        " again; nothing was changed."
    ),
    "SQLITE_NOTADB": _(
        "The file in {place} is not a database of Unknot. Move it away, or choose"
        " another folder with --data; it was left as it is."
    ),
    "SQLITE_CORRUPT": _(
        "The database in {place} is damaged. Put a copy made earlier in its place;"
        " it was left as it is."
    ),
    "SQLITE_IOERR": _(
        "The disk under {place} does not read or write as it should. The last step"
        " was not kept; look after the disk and do it again."
    ),
}
_FALLBACK = _("The data in {place} cannot be used: {why}. Nothing was changed.")


@contextmanager
def said_plainly(place: Path) -> Iterator[None]:
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
        raise StoreUnusable(_SENTENCES["SQLITE_CORRUPT"], place=place) from failed
    except DBAPIError as failed:
        if not _is_about_the_place(failed):
            raise
        raise _trouble_of(failed, place) from failed
    except OSError as failed:
        raise _trouble_of_disk(failed, place) from failed


def _is_about_the_place(failed: DBAPIError) -> bool:
    # A broken promise between rows is our own mistake, and is not to be read as a full disk.
    return isinstance(failed, OperationalError) or type(failed) is DatabaseError


def _trouble_of(failed: DBAPIError, place: Path) -> StoreUnusable:
    name = str(getattr(failed.orig, "sqlite_errorname", ""))
    for code, sentence in _SENTENCES.items():
        if name == code or name.startswith(code + "_"):
            return StoreUnusable(sentence, place=place)
    return StoreUnusable(_FALLBACK, place=place, why=str(failed.orig).strip().rstrip("."))


def _trouble_of_disk(failed: OSError, place: Path) -> StoreUnusable:
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
    sentence = _SENTENCES.get(codes.get(failed.errno or 0, ""), _FALLBACK)
    return StoreUnusable(sentence, place=place, why=failed.strerror or failed)
