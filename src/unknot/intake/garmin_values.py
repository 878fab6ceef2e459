"""
What Garmin's account export writes of one activity.

No documentation of it is published: the fields are as people who read their own export describe
them. A field that is absent or holds something else is missing, never zero.
"""

from __future__ import annotations

import json

from unknot.app.lengths import LONGEST_NAME
from unknot.domain.recording import AboutEffort, Sport, Surface
from unknot.intake.check_clock import EARLIEST, LATEST
from unknot.intake.draft import Draft
from unknot.intake.json_items import Item, number_of, text_of
from unknot.intake.sports import sport_called, surface_called

MAKER = "Garmin"
LIST_KEY = "summarizedActivitiesExport"

_LONGEST_DESCRIPTION = 5_000
_HIGHEST_CLIMB_M = 100_000.0
# What is kept of an activity when it is kept by itself; the rest changes from export to export.
_KEPT = (
    "activityId",
    "name",
    "description",
    "activityType",
    "sportType",
    "beginTimestamp",
    "startTimeGmt",
    "duration",
    "elapsedDuration",
    "distance",
    "elevationGain",
    "elevationLoss",
    "avgHr",
    "maxHr",
    "workoutRpe",
)  # fmt: skip


def is_activity(item: Item) -> bool:
    """
    True for an entry of the list of activities.
    """
    return _start_of(item) is not None and ("activityType" in item or "sportType" in item)


def activity_id(item: Item) -> str:
    """
    Garmin's number of the activity, as text; empty where it has none.
    """
    number = item.get("activityId")
    return str(number) if isinstance(number, int) and not isinstance(number, bool) else ""


def start_of(item: Item) -> float | None:
    """
    When the activity began, in seconds since 1970.
    """
    return _start_of(item)


def activity_draft(item: Item) -> Draft:
    """
    The activity as its entry tells it: milliseconds and centimetres become seconds and metres.
    """
    elapsed = _scaled(item, "elapsedDuration", 1000) or _scaled(item, "duration", 1000)
    sport, surface = _sport_of(item)
    return Draft(
        sport=sport,
        surface=surface,
        start=_start_of(item),
        elapsed_s=elapsed,
        timer_s=_scaled(item, "duration", 1000),
        distance_m=_scaled(item, "distance", 100) or None,
        ascent_m=_climb(item, "elevationGain"),
        descent_m=_climb(item, "elevationLoss"),
        avg_hr=number_of(item.get("avgHr")) or None,
        max_hr=number_of(item.get("maxHr")) or None,
        rpe=_rpe_of(item),
        title=_title_of(item),
        description=text_of(item.get("description"), _LONGEST_DESCRIPTION),
        maker=MAKER,
    )


def about_activity(item: Item) -> AboutEffort:
    """
    What the entry adds to the file of the activity.
    """
    sport, surface = _sport_of(item)
    return AboutEffort(
        title=_title_of(item),
        description=text_of(item.get("description"), _LONGEST_DESCRIPTION),
        sport=None if sport is Sport.OTHER else sport,
        surface=None if surface is Surface.UNKNOWN else surface,
        rpe=_rpe_of(item),
    )


def as_piece(item: Item) -> bytes:
    """
    One activity as a list of its own; the same activity gives the same bytes.
    """
    kept = {key: item[key] for key in _KEPT if isinstance(item.get(key), str | int | float)}
    text = json.dumps([{LIST_KEY: [kept]}], sort_keys=True, ensure_ascii=False)
    return text.encode(errors="replace")


def _start_of(item: Item) -> float | None:
    for key in ("startTimeGmt", "startTimeGMT", "beginTimestamp"):
        milliseconds = number_of(item.get(key))
        if milliseconds is not None and EARLIEST <= milliseconds / 1000 < LATEST:
            return milliseconds / 1000
    return None


def _sport_of(item: Item) -> tuple[Sport, Surface]:
    kind = item.get("activityType")
    if isinstance(kind, dict):
        kind = kind.get("typeKey")
    names = (text_of(kind, LONGEST_NAME), text_of(item.get("sportType"), LONGEST_NAME))
    sport = sport_called(*names)
    return sport, surface_called(sport, *names)


def _title_of(item: Item) -> str:
    named = text_of(item.get("name"), 1_000) or text_of(item.get("activityName"), 1_000)
    return " ".join(named.split())[:LONGEST_NAME]


def _rpe_of(item: Item) -> float | None:
    """
    How hard it felt, 0 to 10; Garmin keeps it times ten.
    """
    told = number_of(item.get("workoutRpe")) or number_of(item.get("directWorkoutRpe"))
    if told is None:
        return None
    rpe = told / 10
    return rpe if 0 < rpe <= 10 else None


def _scaled(item: Item, key: str, parts: int) -> float | None:
    value = number_of(item.get(key))
    return None if value is None or value < 0 else value / parts


def _climb(item: Item, key: str) -> float | None:
    metres = _scaled(item, key, 100)
    return metres if metres is not None and metres < _HIGHEST_CLIMB_M else None
