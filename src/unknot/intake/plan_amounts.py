"""
Distances and durations as training plans write them: "6.2 mi", "5–6 km", "0:56", "1 h 30".
"""

from __future__ import annotations

import math
import re

from unknot.domain.units import METRES_PER_MILE

_NUMBER = r"\d+(?:[.,]\d+)?"
_KILOMETRES = (
    "km kms k kilometer kilometers kilometre kilometres kilomètres kilómetros quilômetros "
    "quilómetros chilometri chilometro kilometrů kilometry kilometrów kilometr 公里 千米 キロ"
)
_MILES = (
    "mi mile miles meile meilen mil míle mila mile'i milles millas milhas miglia miglio mijl "
    "mijlen 英里 マイル"
)
_UNITS: dict[str, float] = {
    **dict.fromkeys(_KILOMETRES.split(), 1000.0),
    **dict.fromkeys(_MILES.split(), METRES_PER_MILE),
}
_UNIT_WORDS = "|".join(sorted(_UNITS, key=len, reverse=True))
# A number after "x" is a repetition, one before "pace" or after "@" a speed.
_DISTANCE = re.compile(
    rf"(?<![\d.,:@×x/])(?<!@ )(?<![x×] )({_NUMBER})(?:\s*(?:-|–|—|~|to|až|bis)\s*({_NUMBER}))?[\s-]*"
    rf"({_UNIT_WORDS})(?![a-zà-ž])(?!\s*(?:race\s*)?(?:pace|effort|speed|配速|/))",
    re.IGNORECASE,
)
_REPEATED = re.compile(
    rf"(\d{{1,2}})\s*[x×]\s*({_NUMBER})[\s-]*({_UNIT_WORDS})(?![a-zà-ž])", re.IGNORECASE
)
_IN_PARTS = re.compile(
    r"\b(?:warm(?:ing)?[- ]?up|cool(?:ing)?[- ]?down|wu|cd|einlaufen|auslaufen|rozklus\w*)\b",
    re.IGNORECASE,
)
_LABELLED = re.compile(
    r"(?:distance|distanz|distancia|distanza|distância|afstand|dystans|vzdálenost|距离|距離)"
    r"\s*[:：]?\s*([^\n;；]*)",
    re.IGNORECASE,
)
_METRES = re.compile(r"^(\d{3,6})\s*m(?:eters|etres)?\b", re.IGNORECASE)
# What was run is told beside what is planned once it is done.
_PLANNED_LINE = re.compile(r"^.*\b(?:planned|geplant\w*|prévue?|previst\w+)\b.*$", re.I | re.M)

_CLOCK = re.compile(
    r"(?:time|duration|dauer|zeit|čas|doba|durée|temps|duración|tiempo|durata|duur|tijd|duração"
    r"|czas|时间|時間)\s*[:：]?\s*(\d{1,2}):(\d{2})(?::(\d{2}))?\b",
    re.IGNORECASE,
)
# More than this many "hours" before a lone colon are minutes: "Time: 28:37".
_MOST_HOURS = 12
_HOURS = re.compile(
    rf"(?<![\d.,x×])({_NUMBER})\s*(?:h|hr|hrs|hours?|std|stunden?|hod\w*|heures?|horas?|ore|uur|godz\w*|小时|時間)(?![a-z])\s*(?:(\d{{1,2}})\s*(?:m|min\w*|分钟?)?\b)?",
    re.IGNORECASE,
)
_MINUTES = re.compile(
    rf"(?<![\d.,x×/])(?<![x×] )({_NUMBER})(?:\s*(?:-|–|—)\s*({_NUMBER}))?\s*(?:-|–)?\s*(?:min|mins|minutes?|minuten|minut\w*|分钟?)(?![a-z/])",
    re.IGNORECASE,
)
# As Runna writes it between its dots: "45m - 50m", "1h10m - 1h20m".
_LONE_LENGTH = r"(?=\d)(?:(\d{1,2})\s?h)?\s*(?:(\d{1,3})\s?m(?:ins?)?)?"
_BETWEEN_DOTS = re.compile(rf"\s*{_LONE_LENGTH}(?:\s*-\s*{_LONE_LENGTH})?\s*", re.IGNORECASE)
_DOTS = re.compile("[•·|\n]")


def distance_in(title: str, description: str = "") -> float | None:
    """
    The metres a planned run is long: as the description states it, else the longest the title
    names, or its parts together where it names a warm-up. The mean of a range. None where
    nothing is said.
    """
    labelled = _labelled_in(description)
    if labelled:
        return labelled
    if _IN_PARTS.search(title):
        return _sum_of_parts(title)
    return max(_distances(title), default=None) or max(_distances(description), default=None)


def _labelled_in(description: str) -> float | None:
    planned = " \n".join(_PLANNED_LINE.findall(description))
    for told in (*_LABELLED.findall(planned), *_LABELLED.findall(description)):
        metres = _METRES.match(told)
        found = [float(metres[1])] if metres else _distances(told)
        if found:
            return found[0]
    return None


def _sum_of_parts(title: str) -> float | None:
    """
    "2 km warm-up, 3 x 2 km, 1 km cool-down" is nine; "10 km: 2 km warm-up, 8 km tempo" is ten.
    """
    repeated = [
        int(times) * (number_in(each) or 0.0) * _UNITS[unit.lower()]
        for times, each, unit in _REPEATED.findall(title)
    ]
    parts = [*_distances(title), *repeated]
    total = sum(parts)
    # The whole, if it is told, is told first.
    is_told = len(parts) > 2 and abs(2 * parts[0] - total) < 1
    return (parts[0] if is_told else total) or None


def _distances(text: str) -> list[float]:
    found = []
    for low, high, unit in _DISTANCE.findall(text):
        ends = [number_in(each) for each in (low, high) if each]
        known = [end for end in ends if end is not None]
        found.append(sum(known) / len(known) * _UNITS[unit.lower()])
    return found


def duration_in(title: str, description: str = "") -> float | None:
    """
    The minutes a planned run lasts, the mean of a range; None where nothing is said.
    """
    planned = " \n".join(_PLANNED_LINE.findall(description))
    clock = _CLOCK.search(planned) or _CLOCK.search(description) or _CLOCK.search(title)
    if clock:
        return _minutes_of(clock)
    hours = _HOURS.search(title)
    if hours:
        return 60.0 * (number_in(hours[1]) or 0.0) + float(hours[2] or 0)
    between = _between_dots(title) or _between_dots(description)
    if between:
        return between
    minutes = [_mean(low, high) for low, high in _MINUTES.findall(title)]
    # "2 x 15 min threshold" and "2 min jog" are parts of a run, "45 min easy" is the run.
    return max((each for each in minutes if each is not None and each >= 20), default=None)


def _minutes_of(clock: re.Match[str]) -> float:
    first, second = int(clock[1]), int(clock[2])
    if clock[3] is None and first > _MOST_HOURS:
        return first + second / 60
    return 60.0 * first + second + int(clock[3] or 0) / 60


def _between_dots(text: str) -> float | None:
    for part in _DOTS.split(text)[1:] if "•" in text else ():
        found = _BETWEEN_DOTS.fullmatch(part)
        if found and part.strip():
            ends = [
                60.0 * int(hours or 0) + float(minutes or 0)
                for hours, minutes in (found.groups()[:2], found.groups()[2:])
                if hours or minutes
            ]
            return sum(ends) / len(ends)
    return None


def _mean(low: str, high: str) -> float | None:
    known = [each for each in (number_in(low), number_in(high) if high else None) if each]
    return sum(known) / len(known) if known else None


def length_of(text: str) -> float | None:
    """
    The minutes in a table's cell that names them with a colon or with units: "0:45", "1h30".
    """
    clock = re.fullmatch(r"\s*(\d{1,2}):(\d{2})(?::(\d{2}))?\s*", text)
    if clock:
        return _minutes_of(clock)
    minutes = _MINUTES.fullmatch(text.strip())
    return _mean(minutes[1], minutes[2] or "") if minutes else duration_in(text)


def number_in(text: str) -> float | None:
    """
    A number with a decimal point or a decimal comma; of both, the last one is the decimal's.
    """
    plain = re.sub(r"[\s\u00a0'’]", "", text)
    if "," in plain and "." in plain:
        thousands = "," if plain.rindex(".") > plain.rindex(",") else "."
        plain = plain.replace(thousands, "")
    try:
        number = float(plain.replace(",", "."))
    except ValueError:
        return None
    return number if math.isfinite(number) else None
