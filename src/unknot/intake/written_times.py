"""
Instants as programs write them for people: "Mar 1, 2024, 7:00:00 AM", "9. 12. 2019 12:40:14".

The names of months are those of the languages that exports come in. Which of two numbers is the
day is told by the other dates of the same table, never by the place it is read in.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from datetime import UTC, datetime, timedelta

_ISO = re.compile(
    r"(\d{4})-(\d{1,2})-(\d{1,2})(?:[T ]+(\d{1,2}):(\d{2})(?::(\d{2}))?(?:[.,]\d+)?)?"
    r"\s*(Z|UTC|GMT|[+-]\d{2}:?\d{2})?",
    re.IGNORECASE,
)
_CLOCK = re.compile(
    r"(?<!\d)(?P<before>午前|午後|上午|下午|오전|오후)?\s*(?P<hour>\d{1,2})(?::|時|시\s*|\s?h\s?)"
    r"(?P<minute>\d{2})(?:(?::|分|분\s*)(?P<second>\d{2}))?[分분秒초]?"
    r"\s*(?P<after>[ap]\.?\s?m\b\.?)?",
    re.IGNORECASE,
)
_CLOCK_WITH_DOTS = re.compile(
    r"(?<=\s)(?P<before>)(?P<hour>\d{1,2})\.(?P<minute>\d{2})(?:\.(?P<second>\d{2}))?(?P<after>)$"
)
_AFTERNOON = ("p", "午後", "下午", "오후")
_NUMBERS = re.compile(r"\d+")
_WORDS = re.compile(r"[^\W\d_]{3,}")
_LONGEST = 60

# The first letters of the months, as far as they are needed to tell them apart. Accents are
# taken off before. English, German, French, Spanish, Italian, Portuguese, Dutch, Czech, Polish,
# Danish, Norwegian, Swedish, Finnish, Russian.
_MONTHS = (
    "jan gen ene led sty tam янв",
    "feb fev lut hel фев",
    "mar mrt brez bre maa мар",
    "apr avr abr dub kwi huh апр",
    "mai may mag maj mei kve tou мая маи",
    "jun juin giu cerv cze kes июн",
    "jul juil lug lip hei июл",
    "aug aou ago srp sie elo авг",
    "sep set zar wrz syy сен",
    "oct okt out ott rij paz lok окт",
    "nov ноя",
    "dec dez dic des pro gru jou дек",
)
# Words that begin like another month: the longer beginning is asked first.
_EXACT = {
    "cervenec": 7, "cervence": 7, "cervenci": 7, "cvc": 7, "cvn": 6, "unor": 2, "unora": 2,
    "uno": 2, "lis": 11, "listopad": 11, "listopadu": 11, "listopada": 11,
    "marras": 11, "marraskuu": 11, "marraskuuta": 11,
}  # fmt: skip
_BEGINNINGS = {
    beginning: month
    for month, beginnings in enumerate(_MONTHS, start=1)
    for beginning in beginnings.split()
}


def day_comes_first(texts: Iterable[str], usually: bool) -> bool:
    """
    Whether the dates of one table have the day before the month, as in 13/5/2024.

    `usually` is the answer where none of them tells.
    """
    for text in texts:
        numbers = _NUMBERS.findall(text[:_LONGEST])[:3]
        if len(numbers) < 3 or len(numbers[0]) > 2 or _month_named(text) is not None:
            continue
        first, second = int(numbers[0]), int(numbers[1])
        if first > 12 >= second:
            return True
        if second > 12 >= first:
            return False
    return usually


def read_time(text: str, day_first: bool = True) -> float | None:
    """
    Seconds since 1970 of an instant that names no other zone than UTC; None where it is none.

    A date without a time of day is none: nobody runs at midnight by default.
    """
    plain = " ".join(text[:_LONGEST].split())
    iso = _ISO.fullmatch(plain)
    if iso:
        return _iso_instant(iso)
    clock = _CLOCK.search(plain) or _CLOCK_WITH_DOTS.search(plain)
    if clock is None:
        return None
    day = _day_in(plain[: clock.start()] + " " + plain[clock.end() :], day_first)
    hour = _hour_of(clock)
    if day is None or hour is None:
        return None
    return _instant((*day, hour, int(clock["minute"]), int(clock["second"] or 0)))


def _iso_instant(iso: re.Match[str]) -> float | None:
    if iso[4] is None:
        return None
    found = _instant(tuple(int(iso[place] or 0) for place in range(1, 7)))
    zone = (iso[7] or "Z").upper()
    if found is None or zone in ("Z", "UTC", "GMT"):
        return found
    digits = zone[1:].replace(":", "")
    away = timedelta(hours=int(digits[:2]), minutes=int(digits[2:])).total_seconds()
    return found - away if zone.startswith("+") else found + away


def _instant(parts: tuple[int, ...]) -> float | None:
    try:
        return datetime(*parts, tzinfo=UTC).timestamp()  # type: ignore[misc,arg-type]
    except (ValueError, OverflowError):
        return None


def _hour_of(clock: re.Match[str]) -> int | None:
    hour = int(clock["hour"])
    half = (clock["before"] or clock["after"] or "").lower()
    if not half:
        return hour if hour < 24 else None
    if not 1 <= hour <= 12:
        return hour if hour < 24 else None
    return hour % 12 + (12 if half.startswith(_AFTERNOON) else 0)


def _day_in(text: str, day_first: bool) -> tuple[int, int, int] | None:
    numbers = [int(number) for number in _NUMBERS.findall(text)]
    named = _month_named(text)
    if named is not None:
        if len(numbers) < 2:
            return None
        first, second = numbers[:2]
        year, day = (first, second) if first > 31 else (second, first)
        return _full(year), named, day
    if len(numbers) < 3:
        return None
    one, two, three = numbers[:3]
    if one > 31:
        return one, two, three
    day, month = (one, two) if day_first else (two, one)
    return _full(three), month, day


def _full(year: int) -> int:
    return year + 2000 if year < 100 else year


def _month_named(text: str) -> int | None:
    for word in _WORDS.findall(_without_accents(text)):
        if word in _EXACT:
            return _EXACT[word]
        for length in (5, 4, 3):
            month = _BEGINNINGS.get(word[:length])
            if month is not None:
                return month
    return None


def _without_accents(text: str) -> str:
    apart = unicodedata.normalize("NFKD", text.casefold())
    return "".join(letter for letter in apart if not unicodedata.combining(letter)).replace(
        "ł", "l"
    )
