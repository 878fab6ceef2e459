"""
Which program wrote a table, told by its header, and the reader for it.
"""

from __future__ import annotations

from dataclasses import replace

from unknot.intake.draft import Drafts
from unknot.intake.elite_hrv import ELITE_HRV
from unknot.intake.errors import NotAnActivity, NothingTaken
from unknot.intake.hrv4training import HRV4TRAINING
from unknot.intake.intervals_icu import INTERVALS_ICU
from unknot.intake.own_log import OWN_LOG_READER
from unknot.intake.strava_list import STRAVA_LIST
from unknot.intake.tables import Table, TableReader, read_table

_KINDS: tuple[TableReader, ...] = (
    STRAVA_LIST,
    HRV4TRAINING,
    ELITE_HRV,
    INTERVALS_ICU,
    OWN_LOG_READER,
)


def read_table_file(content: bytes) -> Drafts:
    """
    What a table of a program we know says, with everything that was odd about it.

    Raises
    ------
    NotAnActivity
        If no program we know writes such a table.
    """
    table = read_table(content)
    kind = _kind_of(table)
    if kind is None:
        raise NotAnActivity(
            "No program that Unknot knows writes a table with these columns. It reads the tables"
            " of {programs}. A training plan goes in with the plan instead.",
            programs=", ".join(each.called for each in _KINDS),
        )
    found = kind.read(table)
    return replace(found, warnings=(*table.warnings, *found.warnings))


def is_known_table(content: bytes) -> bool:
    """
    True for a table of a program we know, whatever the file is called.
    """
    try:
        return _kind_of(read_table(content)) is not None
    except NothingTaken:
        return False


def _kind_of(table: Table) -> TableReader | None:
    return next((kind for kind in _KINDS if kind.knows(table.names)), None)
