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

_SENTENCES = {
    "SQLITE_READONLY": "The data in {place} cannot be changed: the file or its folder is read-only."
    " Give yourself the right to write there, or choose another folder with --data.",
    "SQLITE_PERM": "The data in {place} may not be opened. Give yourself the right to read and"
    " write there, or choose another folder with --data.",
    "SQLITE_CANTOPEN": "The data in {place} cannot be opened. See that the folder exists and that"
    " you may write there, or choose another folder with --data.",
    "SQLITE_FULL": "The disk is full, so the last step was not kept in {place}. Make some room and"
    " do it again; what was there before is unharmed.",
    "SQLITE_BUSY": "Another program is busy with the data in {place}. Wait a moment and do it"
    " again; nothing was changed.",
    "SQLITE_LOCKED": "Another program is busy with the data in {place}. Wait a moment and do it"
    " again; nothing was changed.",
    "SQLITE_NOTADB": "The file in {place} is not a database of Unknot. Move it away, or choose"
    " another folder with --data; it was left as it is.",
    "SQLITE_CORRUPT": "The database in {place} is damaged. Put a copy made earlier in its place;"
    " it was left as it is.",
    "SQLITE_IOERR": "The disk under {place} does not read or write as it should. The last step"
    " was not kept; look after the disk and do it again.",
}
_FALLBACK = "The data in {place} cannot be used: {why}. Nothing was changed."


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
            f"{no_text.object!a:.60} has signs in it that are no text. Write it without them."
        ) from no_text
    except (zlib.error, struct.error) as failed:
        raise StoreUnusable(_SENTENCES["SQLITE_CORRUPT"].format(place=place)) from failed
    except DBAPIError as failed:
        if not _is_about_the_place(failed):
            raise
        raise StoreUnusable(_sentence_for(failed, place)) from failed
    except OSError as failed:
        raise StoreUnusable(_sentence_for_disk(failed, place)) from failed


def _is_about_the_place(failed: DBAPIError) -> bool:
    # A broken promise between rows is our own mistake, and is not to be read as a full disk.
    return isinstance(failed, OperationalError) or type(failed) is DatabaseError


def _sentence_for(failed: DBAPIError, place: Path) -> str:
    name = str(getattr(failed.orig, "sqlite_errorname", ""))
    for code, sentence in _SENTENCES.items():
        if name == code or name.startswith(code + "_"):
            return sentence.format(place=place)
    return _FALLBACK.format(place=place, why=str(failed.orig).strip().rstrip("."))


def _sentence_for_disk(failed: OSError, place: Path) -> str:
    codes = {
        errno.EACCES: "SQLITE_READONLY",
        errno.EPERM: "SQLITE_READONLY",
        errno.EROFS: "SQLITE_READONLY",
        errno.ENOSPC: "SQLITE_FULL",
        errno.EDQUOT: "SQLITE_FULL",
        errno.EIO: "SQLITE_IOERR",
    }
    if failed.errno in (errno.ENOTDIR, errno.EEXIST):
        return (
            f"{place} is a file, but a folder is needed for the data."
            " Choose another folder with --data."
        )
    sentence = _SENTENCES.get(codes.get(failed.errno or 0, ""), _FALLBACK)
    return sentence.format(place=place, why=failed.strerror or failed)
