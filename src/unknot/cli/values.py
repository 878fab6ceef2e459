"""
What a runner types, as values: dates, parts of the body, money, lengths of way and time.

Each reader gives a value or a sentence that says what was not understood and how to write it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date, datetime, time
from enum import Enum
from typing import TypeVar

from unknot.app.errors import NotUnderstood
from unknot.domain.sentence import Sentence, sentence
from unknot.domain.session import MassageType, Price
from unknot.domain.settings import Evening, Race, RacePriority, Units
from unknot.domain.units import FIRST_YEAR, LAST_YEAR, METRES_PER_MILE, year_can_be, zone_named

E = TypeVar("E", bound=Enum)

_WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
# A sign, a sum with or without spaces between its thousands, and a currency on either side.
_MONEY = re.compile(
    r"(?P<before>[+-]?)(?:[^\W\d_]{1,3}|[^\w\s.,+-])?\s?(?P<sign>[+-]?)"
    r"(?P<whole>[0-9]{1,3}(?:\s[0-9]{3}){1,2}|[0-9]{1,9})(?:[.,](?P<part>[0-9]+))?"
    r"\s?(?:[^\W\d_]{1,3}|[^\w\s.,+-])?"
)
_KNOWN_DISTANCES = {"half-marathon": 21_097.5, "half": 21_097.5, "marathon": 42_195.0}


def read_date(text: str) -> date:
    """
    A date such as 2026-11-23.
    """
    try:
        day = date.fromisoformat(text.strip())
    except ValueError as unreadable:
        raise NotUnderstood(
            "'{text}' is not a date; write it as 2026-11-23", text=text
        ) from unreadable
    _check_year(day, text)
    return day


def _check_year(day: date, text: str) -> None:
    if not year_can_be(day):
        raise NotUnderstood(
            "'{text}' is too far away; years go from {first} to {last}",
            text=text,
            first=FIRST_YEAR,
            last=LAST_YEAR,
        )


def read_instant(text: str, zone: str) -> datetime:
    """
    An instant such as 2026-11-23T18:00; without a zone it is the runner's own wall time.
    """
    try:
        instant = datetime.fromisoformat(text.strip())
    except ValueError as unreadable:
        raise NotUnderstood(
            "'{text}' is not a date and time; write it as 2026-11-23T18:00", text=text
        ) from unreadable
    _check_year(instant.date(), text)
    return instant if instant.tzinfo else instant.replace(tzinfo=zone_named(zone))


def read_clock(text: str) -> time:
    """
    A time on the wall such as 18:30, or 18.
    """
    hours, _colon, minutes = text.strip().partition(":")
    try:
        return time(int(hours), int(minutes or 0))
    except ValueError as unreadable:
        raise NotUnderstood(
            "'{text}' is not a time of day; write it as 18:30", text=text
        ) from unreadable


def read_member(kind: type[E], text: str, what: Sentence) -> E:
    """
    One of the words of a kind, such as a massage type; spaces and capitals do not matter.
    """
    wanted = plainly(text)
    for member in kind:
        if plainly(str(member.value)) == wanted:
            return member
    names = [str(member.value) for member in kind]
    raise NotUnderstood(
        "'{text}' is not a {what}{near}; use one of {names}",
        text=text,
        what=what,
        near=nearest(wanted, names),
        names=", ".join(names),
    )


def nearest(wanted: str, names: Iterable[str]) -> Sentence | str:
    """
    " (did you mean ...?)" for a word that is nearly right, else nothing.
    """
    from difflib import get_close_matches

    near = get_close_matches(wanted, list(names), 1)
    return sentence(" (did you mean {name}?)", name=near[0]) if near else ""


def plainly(text: str) -> str:
    """
    A word as codes are written: small letters, hyphens for spaces.
    """
    return re.sub(r"[\s_-]+", "-", text.strip().lower())


def read_words(texts: Iterable[str]) -> list[str]:
    """
    Words given one by one or in a row with commas.
    """
    return [word.strip() for text in texts for word in text.split(",") if word.strip()]


def read_money(text: str) -> int:
    """
    Money such as 110 or 54.50, as whole cents.

    "1,000" is a thousand to one reader and one to another, so it is asked again and not guessed.
    """
    match = _MONEY.fullmatch(text.strip())
    if match is None:
        raise NotUnderstood(
            "'{text}' is not an amount of money; write it as 110 or 54.50", text=text
        )
    part = match["part"] or ""
    if len(part) > 2:
        raise NotUnderstood(
            "'{text}' has more than two decimals; write it as 110 or 54.50", text=text
        )
    cents = int(re.sub(r"\s", "", match["whole"])) * 100 + int(part.ljust(2, "0"))
    return -cents if "-" in (match["before"], match["sign"]) else cents


def read_distance(text: str, units: Units) -> float:
    """
    A distance such as 21.1km, 13.1mi or 5000m; a bare number is in the runner's own units.
    """
    named = plainly(text)
    if named in _KNOWN_DISTANCES:
        return _KNOWN_DISTANCES[named]
    match = re.fullmatch(r"(\d+(?:[.,]\d+)?)-?(km|k|mi|miles|mile|m)?", named)
    if match is None:
        raise NotUnderstood(
            "'{text}' is not a distance; write it as 21.1km, 13.1mi or 5000m", text=text
        )
    number = float(match[1].replace(",", "."))
    unit = match[2] or ("mi" if units is Units.IMPERIAL else "km")
    metres = METRES_PER_MILE if unit.startswith("mi") else 1.0 if unit == "m" else 1000.0
    return round(number * metres, 1)


def read_pace(text: str, units: Units) -> float:
    """
    A pace such as 5:10, 5:10/km or 8:20/mi, as seconds a kilometre.
    """
    match = re.fullmatch(r"(\d{1,2}):([0-5]\d)\s*(?:/\s*(km|mi|mile))?", text.strip().lower())
    if match is None:
        raise NotUnderstood("'{text}' is not a pace; write it as 5:10/km or 8:20/mi", text=text)
    seconds = int(match[1]) * 60 + int(match[2])
    unit = match[3] or ("mi" if units is Units.IMPERIAL else "km")
    return float(seconds) if unit == "km" else round(seconds / METRES_PER_MILE * 1000, 1)


def read_weekday(text: str) -> int:
    """
    A weekday by its name or its beginning, 0 being Monday.
    """
    named = text.strip().lower()
    for number, weekday in enumerate(_WEEKDAYS):
        if len(named) >= 2 and weekday.startswith(named):
            return number
    raise NotUnderstood("'{text}' is not a weekday; write it as tue or Tuesday", text=text)


def read_yes(text: str) -> bool:
    """
    Yes or no.
    """
    answers = {"yes": True, "y": True, "true": True, "no": False, "n": False, "false": False}
    named = text.strip().lower()
    if named not in answers:
        raise NotUnderstood("'{text}' is neither yes nor no", text=text)
    return answers[named]


def read_whole(text: str, what: Sentence) -> int:
    """
    A whole number.
    """
    try:
        return int(text.strip())
    except ValueError as unreadable:
        raise NotUnderstood(
            "'{text}' is not a whole number, which {what} is", text=text, what=what
        ) from unreadable


def read_price(text: str) -> Price:
    """
    One line of a price list: type, minutes and price, such as deep-tissue:60:70.
    """
    words = text.split(":")
    if len(words) != 3:
        raise NotUnderstood(
            "'{text}' is not a price; write type, minutes and price as deep-tissue:60:70", text=text
        )
    massage_type = read_member(MassageType, words[0], sentence("massage type"))
    return Price(
        massage_type, read_whole(words[1], sentence("a length in minutes")), read_money(words[2])
    )


def read_race(text: str, units: Units) -> Race:
    """
    A race: date, distance and, if not the main one, its priority: 2026-12-13:21.1km:A.
    """
    words = text.split(":", 3)
    if len(words) < 2:
        raise NotUnderstood(
            "'{text}' is not a race; write date, distance, priority as 2026-12-13:21.1km:A",
            text=text,
        )
    priority = words[2] if len(words) > 2 else "A"
    return Race(
        read_date(words[0]),
        read_distance(words[1], units),
        read_member(RacePriority, priority, sentence("priority")),
        words[3].strip() if len(words) > 3 else "",
    )


def read_free_time(text: str) -> Evening:
    """
    A time in the week that is free, such as "tue 18:00-20:30".
    """
    match = re.fullmatch(r"([a-zA-Z]+)\s+([\d:]+)\s*(?:-|–|to)\s*([\d:]+)", text.strip())
    if match is None:
        raise NotUnderstood(
            "'{text}' is not a free time; write it as \"tue 18:00-20:30\"", text=text
        )
    return Evening(read_weekday(match[1]), read_clock(match[2]), read_clock(match[3]))
