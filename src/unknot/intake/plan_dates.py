"""
Dates as tables write them, and which way round those are that can be read in two.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date, datetime

from unknot.domain.sentence import Sentence, sentence
from unknot.domain.units import year_can_be

_FORMS = (
    "%Y-%m-%d", "%d.%m.%Y", "%d. %m. %Y", "%d.%m.%y", "%Y/%m/%d", "%Y.%m.%d", "%Y%m%d", "%Y年%m月%d日",
    "%d %b %Y", "%d %B %Y", "%b %d %Y", "%B %d %Y", "%d-%b-%Y",
)  # fmt: skip
_MONTH_FIRST = ("%m/%d/%Y", "%m/%d/%y", "%m-%d-%Y")
_DAY_FIRST = ("%d/%m/%Y", "%d/%m/%y", "%d-%m-%Y")
# "03/04/2026" is March in America and April elsewhere; the other dates of the table tell which.
_EITHER_WAY = re.compile(r"^(\d{1,2})([/-])(\d{1,2})[/-]\d{2,4}\b")
_DAY_NAME = re.compile(r"^(?:mon|tue|wed|thu|fri|sat|sun)[a-z]*\.?,?\s+", re.IGNORECASE)
_TIME_AFTER = re.compile(r"[T ]\d{1,2}:\d{2}.*$")


def forms_of(dates: Sequence[str]) -> tuple[tuple[str, ...], Sentence | None]:
    """
    The forms to read the dates of one table by, and what was assumed where no date tells.
    """
    found = [(match, match[2]) for each in dates if (match := _EITHER_WAY.match(each.strip()))]
    numbers = [(int(match[1]), int(match[3])) for match, _ in found]
    if not numbers:
        return (*_FORMS, *_MONTH_FIRST), None
    if any(first > 12 for first, _ in numbers):
        return (*_DAY_FIRST, *_FORMS), None
    if any(second > 12 for _, second in numbers):
        return (*_MONTH_FIRST, *_FORMS), None
    if any(sign == "-" for _, sign in found):
        return (*_DAY_FIRST, *_FORMS), _DAY_FIRST_ASSUMED
    return (*_MONTH_FIRST, *_FORMS), _MONTH_FIRST_ASSUMED


_MONTH_FIRST_ASSUMED = sentence(
    "Dates such as 03/04/2026 were read the American way, month first; write 2026-03-04 if that is "
    "wrong."
)
_DAY_FIRST_ASSUMED = sentence(
    "Dates such as 03-04-2026 were read with the day first; write 2026-04-03 if that is wrong."
)


def date_in(text: str, forms: Sequence[str] = (*_FORMS, *_MONTH_FIRST)) -> date | None:
    """
    The date in a table's cell, with or without a time of day and the name of the day.
    """
    plain = _TIME_AFTER.sub("", _DAY_NAME.sub("", text.strip())).replace(",", "").strip()
    for form in forms:
        try:
            day = datetime.strptime(plain, form).date()  # noqa: DTZ007 (a date only)
        except ValueError:
            continue
        return day if year_can_be(day) else None
    return None
