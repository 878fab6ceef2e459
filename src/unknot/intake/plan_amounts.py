"""
Distances and durations as training plans write them: "6.2 mi", "5–6 km", "0:56", "1 h 30".
"""

from __future__ import annotations

import re

from unknot.domain.units import METRES_PER_MILE

_NUMBER = r"\d+(?:[.,]\d+)?"
_UNITS: dict[str, float] = {
    "km": 1000.0,
    "kms": 1000.0,
    "k": 1000.0,
    "kilometer": 1000.0,
    "kilometers": 1000.0,
    "kilometre": 1000.0,
    "kilometres": 1000.0,
    "kilometrů": 1000.0,
    "公里": 1000.0,
    "千米": 1000.0,
    "mi": METRES_PER_MILE,
    "mile": METRES_PER_MILE,
    "miles": METRES_PER_MILE,
    "meile": METRES_PER_MILE,
    "meilen": METRES_PER_MILE,
    "mil": METRES_PER_MILE,
    "míle": METRES_PER_MILE,
    "英里": METRES_PER_MILE,
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
    r"(?:distance|distanz|vzdálenost|距离)\s*[:：]?\s*([^\n;；]*)", re.IGNORECASE
)

_CLOCK = re.compile(
    r"(?:time|duration|dauer|zeit|čas|doba|时间)\s*[:：]?\s*(\d{1,2}):(\d{2})(?::\d{2})?\b",
    re.IGNORECASE,
)
_HOURS = re.compile(
    rf"(?<![\d.,x×])({_NUMBER})\s*(?:h|hr|hrs|hours?|std|stunden?|hod\w*|小时)\b\s*(?:(\d{{1,2}})\s*(?:m|min\w*|分钟?)?\b)?",
    re.IGNORECASE,
)
_MINUTES = re.compile(
    rf"(?<![\d.,x×/])(?<![x×] )({_NUMBER})\s*(?:-|–)?\s*(?:min|mins|minutes?|minuten|minut\w*|分钟)(?![a-z/])",
    re.IGNORECASE,
)


def distance_in(title: str, description: str = "") -> float | None:
    """
    The metres a planned run is long: as the description states it, else the longest the title
    names, or its parts together where it names a warm-up. The mean of a range. None where
    nothing is said.
    """
    labelled = [metres for each in _LABELLED.findall(description) for metres in _distances(each)]
    if labelled:
        return labelled[0]
    if _IN_PARTS.search(title):
        return _sum_of_parts(title)
    return max(_distances(title), default=None) or max(_distances(description), default=None)


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
    The minutes a planned run lasts, None where nothing is said.
    """
    clock = _CLOCK.search(description) or _CLOCK.search(title)
    if clock:
        return 60.0 * int(clock[1]) + int(clock[2])
    hours = _HOURS.search(title)
    if hours:
        return 60.0 * (number_in(hours[1]) or 0.0) + float(hours[2] or 0)
    minutes = [number_in(each) for each in _MINUTES.findall(title)]
    # "2 x 15 min threshold" and "2 min jog" are parts of a run, "45 min easy" is the run.
    return max((each for each in minutes if each is not None and each >= 20), default=None)


def number_in(text: str) -> float | None:
    """
    A number with a decimal point or a decimal comma.
    """
    try:
        return float(text.strip().replace(",", "."))
    except ValueError:
        return None
