"""
Where things stand in a Strava list of activities: by name and occurrence, else by place.

The list has 99 columns, and some names stand twice in it: elapsed time, distance and heart rate as
the runner sees them, and again as Strava keeps them. The repeated names betray the layout in any
language, so that a list whose words we do not know is read by its places.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from unknot.intake.strava_words import COLUMN_CALLED, OLD_NAMES, Column, plain_name

_SHOWN = (
    Column.ID,
    Column.DATE,
    Column.NAME,
    Column.TYPE,
    Column.DESCRIPTION,
    Column.ELAPSED,
    Column.DISTANCE,
    Column.MAX_HR,
)
# The places of the layout that Strava has used since 2019, and of what came after it.
_PLACES: Mapping[Column, int] = {
    **{column: place for place, column in enumerate(_SHOWN)},
    Column.GEAR: 11,
    Column.FILE: 12,
    Column.MOVING: 16,
    Column.ASCENT: 20,
    Column.DESCENT: 21,
    Column.AVG_HR: 31,
    Column.RPE: 43,
}
# Columns that stand for the same thing: shown and kept.
_TWINS = ((5, 15), (6, 17), (7, 30), (8, 37))
_KEPT_PLACES: Mapping[Column, int] = {
    Column.ELAPSED: 15,
    Column.DISTANCE: 17,
    Column.MAX_HR: 30,
}
_OLD_HEADER = frozenset({"id", "date", "name", "type", "elapsed_time", "distance"})


@dataclass(frozen=True, slots=True)
class Columns:
    """
    The place of each column. `kept` are those of the second occurrence, in seconds and metres.

    `is_in_metres` tells that already the first distance is in metres, as in lists before 2019.
    """

    shown: Mapping[Column, int]
    kept: Mapping[Column, int]
    is_in_metres: bool = False

    def cell(self, column: Column, cells: Sequence[str]) -> str:
        """
        What stands in a row: as it is kept, or else as it is shown.
        """
        return _at(cells, self.kept.get(column)) or _at(cells, self.shown.get(column))

    def kept_cell(self, column: Column, cells: Sequence[str]) -> str:
        """
        What stands in a row as Strava keeps it; empty where the list has only what it shows.
        """
        return _at(cells, self.kept.get(column))


def columns_of(header: Sequence[str]) -> Columns | None:
    """
    Where the columns of this list are; None where it is no list of activities.
    """
    names = [plain_name(name) for name in header]
    is_old = set(names) >= _OLD_HEADER
    shown, kept = _by_name(names, OLD_NAMES if is_old else COLUMN_CALLED)
    if _has_known_layout(names):
        taken = {*shown.values(), *kept.values()}
        for column, place in _PLACES.items():
            if column not in shown and place < len(names) and place not in taken:
                shown[column] = place
        for column, place in _KEPT_PLACES.items():
            if place < len(names):
                kept.setdefault(column, place)
    is_a_list = Column.DATE in shown and Column.TYPE in shown and _says_how_much(shown)
    if not is_a_list:
        return None
    return Columns(shown, kept, is_in_metres=is_old)


def _by_name(
    names: Sequence[str], called: Mapping[str, Column]
) -> tuple[dict[Column, int], dict[Column, int]]:
    shown: dict[Column, int] = {}
    kept: dict[Column, int] = {}
    for place, name in enumerate(names):
        column = called.get(name)
        if column is None:
            continue
        if column not in shown:
            shown[column] = place
        elif column in _KEPT_PLACES:
            kept.setdefault(column, place)
    return shown, kept


def _has_known_layout(names: Sequence[str]) -> bool:
    """
    True when names stand twice just where Strava's list repeats them.
    """
    asked = [pair for pair in _TWINS if pair[1] < len(names)]
    return len(asked) > 1 and all(names[one] and names[one] == names[other] for one, other in asked)


def _says_how_much(shown: Mapping[Column, int]) -> bool:
    return bool({Column.ELAPSED, Column.MOVING, Column.FILE} & set(shown))


def _at(cells: Sequence[str], place: int | None) -> str:
    return cells[place] if place is not None and place < len(cells) else ""
