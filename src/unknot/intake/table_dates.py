"""
Days as tables write them: which number is the day and which the month, told from all of them.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from datetime import date
from itertools import pairwise

from unknot.domain.recording import FileWarning
from unknot.domain.sentence import sentence
from unknot.domain.units import year_can_be

_PARTED = re.compile(r"(\d{1,4})(\s?[-/.]\s?)(\d{1,2})\s?[-/.]\s?(\d{1,4})(?!\d)")
_TOGETHER = re.compile(r"(\d{4})(\d{2})(\d{2})(?!\d)")
_Numbers = tuple[int, int, int]

# Where year, month and day stand, by how the numbers look; the first of two is the more usual.
_YEAR_FIRST = ((0, 1, 2), (0, 2, 1))
_DAY_FIRST = (2, 1, 0)
_MONTH_FIRST = (2, 0, 1)

DayReader = Callable[[str], date | None]


def day_reader(
    cells: Sequence[str], may_turn_round: bool = False
) -> tuple[DayReader, tuple[FileWarning, ...]]:
    """
    How to read the dates of one column, and a warning where the order of day and month is a guess.

    13/08/2017 cannot be another day than 13 August, so 09/08/2017 beside it is 9 August. Where
    nothing decides, dates that follow each other closely are the likelier ones. Behind a year the
    month comes first, unless the program `may_turn_round` the two.
    """
    found = [numbers for cell in cells if (numbers := _numbers_in(cell)) is not None]
    orders = _orders_of(found, any(_is_dotted(cell) for cell in cells), may_turn_round)
    ranked = sorted(orders, key=lambda order: -_n_days(found, order))
    best = ranked[0]
    rivals = [order for order in ranked if _n_days(found, order) == _n_days(found, best)]
    if not _n_days(found, best):
        return _reader_of(best), ()
    if len(rivals) == 1 or all(numbers[1] == numbers[_other(best)] for numbers in found):
        return _reader_of(best), ()
    likely = min(rivals, key=lambda order: (_spread(found, order), orders.index(order)))
    # Year, month and day in this order is how computers write; nothing else needs to speak for it.
    if likely == _YEAR_FIRST[0]:
        return _reader_of(likely), ()
    return _reader_of(likely), (_guessed(cells, likely),)


def _other(order: tuple[int, int, int]) -> int:
    return order[2] if order[1] == 1 else order[1]


def _orders_of(
    found: Sequence[_Numbers], is_dotted: bool, may_turn_round: bool
) -> tuple[tuple[int, int, int], ...]:
    if not found or sum(numbers[0] > 31 for numbers in found) * 2 >= len(found):
        return _YEAR_FIRST if may_turn_round else _YEAR_FIRST[:1]
    return (_DAY_FIRST,) if is_dotted else (_MONTH_FIRST, _DAY_FIRST)


def _is_dotted(cell: str) -> bool:
    found = _PARTED.match(cell)
    return found is not None and "." in found[2]


def _numbers_in(cell: str) -> _Numbers | None:
    parted = _PARTED.match(cell)
    if parted:
        return int(parted[1]), int(parted[3]), int(parted[4])
    together = _TOGETHER.match(cell)
    return (int(together[1]), int(together[2]), int(together[3])) if together else None


def _day_of(numbers: _Numbers, order: tuple[int, int, int]) -> date | None:
    try:
        day = date(numbers[order[0]], numbers[order[1]], numbers[order[2]])
    except ValueError:
        return None
    return day if year_can_be(day) else None


def _n_days(found: Sequence[_Numbers], order: tuple[int, int, int]) -> int:
    return sum(_day_of(numbers, order) is not None for numbers in found)


def _spread(found: Sequence[_Numbers], order: tuple[int, int, int]) -> int:
    days = [day for numbers in found if (day := _day_of(numbers, order)) is not None]
    return sum(abs((later - day).days) for day, later in pairwise(days))


def _reader_of(order: tuple[int, int, int]) -> DayReader:
    def read(cell: str) -> date | None:
        numbers = _numbers_in(cell)
        return None if numbers is None else _day_of(numbers, order)

    return read


def _guessed(cells: Sequence[str], order: tuple[int, int, int]) -> FileWarning:
    read = _reader_of(order)
    example = next(cell for cell in cells if read(cell) is not None)
    day = read(example)
    return FileWarning(
        "dates-guessed",
        sentence(
            "It cannot be seen which number of {example} is the day; it was read as {day}. If that"
            " is wrong, write the dates as {day} and import the file again.",
            example=example[:10],
            day="" if day is None else day.isoformat(),
        ),
    )
