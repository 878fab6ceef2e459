"""
What the calendars of training services say beside an entry's words.

As their feeds are described by those who read them: Runna names the sort of workout in the UID
(`UPCOMING_PLAN_WORKOUT-..._plan_week_3_LONG_RUN_0`) and its length in seconds in a line of its
own; TrainingPeaks puts the sport before the title ("Run: Easy Run"). Where a feed is different,
the words of the title count as in any other calendar.
"""

from __future__ import annotations

import re
from datetime import timedelta

import icalendar

_RUNNA_SORT = re.compile(r"_plan_week_\d+_([A-Z_]+?)_\d+$")
_RUNNA_PLANNED = "UPCOMING_"
_RUNNA_DONE = "COMPLETED_"
_SPORT_BEFORE = re.compile(
    r"^(run|bike|swim|strength|crosstrain|x-?train|cross training|walk|mtn bike|rowing|xc-?ski|day off"
    r"|race|brick|other|custom)\s*[:–-]\s+",
    re.IGNORECASE,
)
_LENGTH_LINE = "X-WORKOUT-ESTIMATED-DURATION"
_ISO_LENGTH = re.compile(r"^PT(?=\d)(?:(\d+)H)?(?:(\d+)M)?(?:(\d+)S)?$")
_SHORTEST_MIN, _LONGEST_MIN = 1.0, 24 * 60.0


def is_done_already(event: icalendar.Event) -> bool:
    """
    True for what the service lists as run, beside what is to come.
    """
    return str(event.get("UID", "")).startswith(_RUNNA_DONE)


def is_of_a_plan_vendor(event: icalendar.Event) -> bool:
    """
    True where the entry comes from a training service, so that its calendar is no private one.
    """
    uid = str(event.get("UID", ""))
    return uid.startswith(_RUNNA_PLANNED) or _SPORT_BEFORE.match(_title(event)) is not None


def stated_by_vendor(event: icalendar.Event) -> str:
    """
    The sort of workout by the service's own name, as words: "long run"; nothing where it has none.
    """
    runna = _RUNNA_SORT.search(str(event.get("UID", "")))
    if runna:
        return runna[1].replace("_", " ").lower()
    sport = _SPORT_BEFORE.match(_title(event))
    return sport[1].lower() if sport else ""


def stated_minutes(event: icalendar.Event) -> float | None:
    """
    How long the service thinks that it takes, in seconds or as `PT1H` in a line of its own.
    """
    told = str(event.get(_LENGTH_LINE, "")).strip()
    written = _ISO_LENGTH.match(told)
    if written:
        hours, minutes, seconds = (int(part or 0) for part in written.groups())
        length = timedelta(hours=hours, minutes=minutes, seconds=seconds) / timedelta(minutes=1)
    elif told.isdecimal() and len(told) < 7:
        length = int(told) / 60
    else:
        return None
    return length if _SHORTEST_MIN <= length <= _LONGEST_MIN else None


def _title(event: icalendar.Event) -> str:
    return str(event.get("SUMMARY", ""))
