"""
What a database server says when something is wrong, turned into a sentence.

The server names its troubles by five characters (SQLSTATE). A connection that never came about
has no such name, only words, and these are kept to ourselves: what is wrong in an address
may be a piece of its password.
"""

from __future__ import annotations

from sqlalchemy.exc import DBAPIError


def _(message: str) -> str:
    # For translators; whoever speaks to the runner translates it.
    return message


DISK_FULL = _(
    "The disk is full, so the last step was not kept in {place}. Make some room and"
    " do it again; what was there before is unharmed."
)
BUSY = _(
    "Another program is busy with the data in {place}. Wait a moment and do it"
    " again; nothing was changed."
)
DAMAGED = _(
    "The database in {place} is damaged. Put a copy made earlier in its place; it was left as it is."
)
BAD_DISK = _(
    "The disk under {place} does not read or write as it should. The last step"
    " was not kept; look after the disk and do it again."
)
FALLBACK = _("The data in {place} cannot be used: {why}. Nothing was changed.")

_READ_ONLY = _(
    "The data in {place} cannot be changed: the database is read-only. Make it writable, or"
    " name another one in UNKNOT_DATABASE_URL."
)
_NO_RIGHT = _(
    "The user that UNKNOT_DATABASE_URL names may not make tables in {place}, or not use them."
    " Make that user the owner of the database."
)
_BROKE_OFF = _(
    "The connection to {place} broke off. Look whether the last step was kept, and do it again"
    " if it was not."
)
_NO_ROOM = _(
    "The server of {place} takes nobody in at the moment. Wait a little and do it again;"
    " nothing was changed."
)
_NOT_REACHED = _(
    "The database {place} cannot be reached. See that its server is on, and that"
    " UNKNOT_DATABASE_URL names its host, port, user and password rightly."
)
_NOT_LET_IN = _(
    "The server of {place} does not let Unknot in. See that UNKNOT_DATABASE_URL names the right"
    " user and password, and that the server lets this user come from here."
)
_NO_SUCH_DATABASE = _(
    "There is no such database: {place}. Make it, or name another one in UNKNOT_DATABASE_URL."
)
_NOT_TRUSTED = _(
    "The connection to {place} is not encrypted as UNKNOT_DATABASE_URL demands it, or the server"
    " cannot prove who it is. See to its certificate, and to sslmode and sslrootcert there."
)

_BY_STATE = {
    "08": _BROKE_OFF,
    # A copy that follows another server answers so to everything that writes.
    "0A000": _READ_ONLY,
    "25006": _READ_ONLY,
    "40001": BUSY,
    "40P01": BUSY,
    "42501": _NO_RIGHT,
    "53100": DISK_FULL,
    "53300": _NO_ROOM,
    "55P03": BUSY,
    "57014": BUSY,
    "57P": _BROKE_OFF,
    "57P03": _NO_ROOM,
    "58": BAD_DISK,
    "XX001": DAMAGED,
    "XX002": DAMAGED,
}
_NO_SERVER = "none spoke"
# Read in this order. A server that speaks another language gets the last, wider sentence.
_BY_WORDS = (
    (("not currently accepting",), _NO_ROOM),
    (('fatal:  database "', 'fatal: database "'), _NO_SUCH_DATABASE),
    (("authentication failed", "no password", "pg_hba.conf", 'fatal:  role "'), _NOT_LET_IN),
    (("certificate", "ssl error", "support ssl", "sslmode", "sslrootcert"), _NOT_TRUSTED),
    (("too many", "connection slots", "starting up", "shutting down", "recovery"), _NO_ROOM),
)


def sentence_of_server(failed: DBAPIError) -> str | None:
    """
    The sentence for what a server said; None when none spoke, or not about the place.
    """
    state = getattr(failed.orig, "sqlstate", _NO_SERVER)
    if state == _NO_SERVER:
        return None
    if state:
        return _BY_STATE.get(state) or _BY_STATE.get(state[:3]) or _BY_STATE.get(state[:2])
    if failed.connection_invalidated or failed.statement is not None:
        return _BROKE_OFF if failed.connection_invalidated else None
    return _of_connecting(str(failed.orig).lower())


def _of_connecting(words: str) -> str:
    for signs, sentence in _BY_WORDS:
        if any(sign in words for sign in signs):
            return sentence
    return _NOT_REACHED
