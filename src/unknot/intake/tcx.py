"""
Reads a TCX file: laps and trackpoints, from one activity or from several in a row.
"""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
from lxml import etree

from unknot.domain.recording import FileWarning
from unknot.domain.sentence import sentence
from unknot.intake.check_clock import EARLIEST, LATEST
from unknot.intake.draft import UNIX_TIME, Column, Draft, Drafts
from unknot.intake.errors import NotAnActivity, RunFileUnreadable
from unknot.intake.sports import sport_called, surface_called
from unknot.intake.xml_points import PointColumns, number_of, text_below, unix_times
from unknot.intake.xml_safety import open_xml

_FIELDS = {
    "LatitudeDegrees": "latitude_deg",
    "LongitudeDegrees": "longitude_deg",
    "AltitudeMeters": "altitude_m",
    "DistanceMeters": "distance_m",
    "Value": "heart_rate_bpm",
    "Cadence": "cadence_rpm",
    "RunCadence": "cadence_rpm",
    "Speed": "speed_mps",
    "Watts": "power_w",
}
_LONGEST_TITLE = 120


def read_tcx(content: bytes) -> Drafts:
    """
    Every activity in a TCX file, taken at its word.

    Raises
    ------
    RunFileUnreadable
        If it is no TCX, or is damaged before anything of use.
    NotAnActivity
        If it holds courses or workouts only.
    """
    opened = open_xml(content, "TrainingCenterDatabase")
    found = [_read_activity(element) for element in opened.root.iter("{*}Activity")]
    drafts = tuple(draft for draft, _ in found if draft is not None)
    if not drafts and (found or opened.damage):
        raise RunFileUnreadable("The activity in the file is empty.", *opened.damage)
    if not drafts:
        raise NotAnActivity("This is a course or a workout to follow, not an activity.")
    n_without_zone = sum(n for _, n in found)
    return Drafts(drafts, tuple(_zone_warning(n_without_zone)), opened.damage)


def _read_activity(activity: etree._Element) -> tuple[Draft | None, int]:
    laps = activity.findall("{*}Lap")
    points = PointColumns("Trackpoint", _FIELDS)
    segment_starts = []
    for track in activity.iterfind("{*}Lap/{*}Track"):
        segment_starts.append(points.n_points)
        points.add_all(track)
    columns = points.columns()
    start, n_without_zone = _start_of(activity, laps, columns)
    if not laps or (start is None and not points.n_points):
        return None, 0
    timer_s = _sum_of(laps, "TotalTimeSeconds")
    has_times = np.isfinite(columns.get(UNIX_TIME, np.empty(0))).any()
    title = text_below(activity, "Notes").partition("\n")[0][:_LONGEST_TITLE]
    sport = sport_called(activity.get("Sport") or "", title=title)
    draft = Draft(
        sport=sport,
        surface=surface_called(sport, activity.get("Sport") or ""),
        start=start,
        elapsed_s=None if has_times else timer_s,
        timer_s=timer_s,
        distance_m=_sum_of(laps, "DistanceMeters"),
        avg_hr=_average_rate(laps),
        max_hr=_highest_rate(laps),
        title=title,
        maker=text_below(activity, "Creator", "Name"),
        n_records=points.n_points,
        columns=columns,
        segment_starts=tuple(start for start in segment_starts if start),
    )
    return draft, n_without_zone + points.n_without_zone


def _start_of(
    activity: etree._Element, laps: list[etree._Element], columns: dict[str, Column]
) -> tuple[float | None, int]:
    """
    The first lap's start, else the first point's time, else the activity's own name.
    """
    told = [laps[0].get("StartTime") or ""] if laps else []
    from_lap, n_without_zone = unix_times([*told, text_below(activity, "Id")])
    times = columns.get(UNIX_TIME, np.empty(0))
    candidates = np.r_[from_lap[: len(told)], times, from_lap[len(told) :]]
    dates = candidates[(candidates >= EARLIEST) & (candidates < LATEST)]
    return (float(dates[0]) if len(dates) else None), n_without_zone


def _sum_of(laps: list[etree._Element], name: str) -> float | None:
    values = [number_of(text_below(lap, name)) for lap in laps]
    known = [value for value in values if np.isfinite(value)]
    return sum(known) if known else None


def _average_rate(laps: list[etree._Element]) -> float | None:
    """
    The laps' averages, weighted by their time.
    """
    pairs = [
        (
            number_of(text_below(lap, "AverageHeartRateBpm", "Value")),
            number_of(text_below(lap, "TotalTimeSeconds")),
        )
        for lap in laps
    ]
    known = [(rate, time) for rate, time in pairs if rate > 0 and time > 0]
    total = sum(time for _, time in known)
    return sum(rate * time for rate, time in known) / total if total else None


def _highest_rate(laps: list[etree._Element]) -> float | None:
    rates = [number_of(text_below(lap, "MaximumHeartRateBpm", "Value")) for lap in laps]
    return max((rate for rate in rates if rate > 0), default=None)


def _zone_warning(n_without_zone: int) -> Iterator[FileWarning]:
    if n_without_zone:
        yield FileWarning(
            "time-without-zone",
            sentence(
                "{n} times name no time zone and were taken as UTC; the run may appear some hours"
                " off.",
                n=n_without_zone,
            ),
        )
