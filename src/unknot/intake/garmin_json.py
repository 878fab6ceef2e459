"""
The JSON files of a Garmin account export: activities without their samples, and days.
"""

from __future__ import annotations

import io
import re

from unknot.domain.recording import FileWarning
from unknot.domain.sentence import Sentence, sentence
from unknot.intake.draft import Draft, Drafts
from unknot.intake.errors import NotAnActivity, RunFileUnreadable
from unknot.intake.garmin_days import Days
from unknot.intake.garmin_values import LIST_KEY, activity_draft, is_activity
from unknot.intake.json_items import items_in

_MOST_ACTIVITIES = 100_000
_A_LIST_OF_ACTIVITIES = re.compile(rb'"summarizedActivitiesExport"|"activityId"')
_DAYS = re.compile(
    rb'"(?:deepSleepSeconds|restingHeartRate|currentDayRestingHeartRate|lastNightAvg'
    rb'|lastNightAverage|avgOvernightHrv|averageOvernightHrv)"|"type"\s*:\s*"HRV"'
)


def lists_activities(head: bytes) -> bool:
    """
    True when a file that begins so is a list of activities.
    """
    return _A_LIST_OF_ACTIVITIES.search(head) is not None


def tells_of_days(head: bytes) -> bool:
    """
    True when a file that begins so tells of sleep, resting heart rate or its variability.
    """
    return b'"calendarDate"' in head and _DAYS.search(head) is not None


def read_garmin_json(content: bytes) -> Drafts:
    """
    Every activity and every day in the file.

    Raises
    ------
    NotAnActivity
        If there is neither.
    RunFileUnreadable
        If it is no JSON.
    """
    drafts: list[Draft] = []
    days = Days()
    recovered: tuple[Sentence, ...] = ()
    try:
        for item in items_in(io.BytesIO(content), inside=LIST_KEY):
            if is_activity(item):
                drafts.append(activity_draft(item))
            else:
                days.take(item)
            if len(drafts) > _MOST_ACTIVITIES:
                raise RunFileUnreadable("The list has too many activities for one runner.")
    except RunFileUnreadable as broken:
        if not drafts and not days.all():
            raise
        recovered = (*broken.reasons, sentence("What came before is in."))
    found = days.all()
    if not drafts and not found:
        raise NotAnActivity(
            "Nothing in this file is an activity, sleep, a resting heart rate or its variability as"
            " Garmin writes them."
        )
    return Drafts(tuple(drafts), _warnings(days), recovered, found)


def _warnings(days: Days) -> tuple[FileWarning, ...]:
    if not days.n_unmeasured:
        return ()
    said = sentence(
        "{n} nights have no stages of sleep, so the watch did not measure them; they were left"
        " out.",
        n=days.n_unmeasured,
    )
    return (FileWarning("sleep-not-measured", said),)
