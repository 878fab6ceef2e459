"""
Reads a document of Apple Health: a workout with its samples and its route, or nights and mornings.

`apple_health.py` cuts an export into such documents; a small export without a document type is
one too. Nothing is added up over devices, and nothing that Apple does not say is made up.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import UTC, date, datetime

from lxml import etree

from unknot.domain.recording import FileWarning, Sport, Surface
from unknot.domain.sentence import sentence
from unknot.domain.wellness import WellnessDay
from unknot.intake.apple_days import by_day, wellness_of
from unknot.intake.apple_records import Records, span_of
from unknot.intake.apple_series import NONE, Samples, counter_of, joined, strides_of
from unknot.intake.apple_sports import sport_of, sport_of_distances
from unknot.intake.apple_track import Track, track_in
from unknot.intake.apple_values import (
    CADENCE,
    DISTANCES,
    EFFORT,
    END_IS_CUT_S,
    HEART_RATE,
    POWERS,
    QUANTITY,
    SPEEDS,
    STEPS,
    metres_of,
    seconds_of,
    zone_called,
)
from unknot.intake.check_clock import EARLIEST, LATEST
from unknot.intake.draft import UNIX_TIME, Draft, Drafts
from unknot.intake.errors import NotAnActivity
from unknot.intake.xml_points import number_of
from unknot.intake.xml_safety import open_xml

_ON_FOOT = frozenset({Sport.RUNNING, Sport.WALKING, Sport.HIKING})
_LONGEST_TITLE = 120
_FIRST_DAY, _AFTER_LAST_DAY = (
    datetime.fromtimestamp(instant, tz=UTC).date() for instant in (EARLIEST, LATEST)
)
# A receiver may have its first place before the clock starts, and one more after it has stopped.
_ROUTE_MARGIN_S = 60


def read_apple(content: bytes) -> Drafts:
    """
    Every workout in the document, and every day it tells of.

    Raises
    ------
    RunFileUnreadable
        If it is no XML, or has a document type.
    NotAnActivity
        If it holds neither a workout nor a night nor a resting heart rate.
    """
    opened = open_xml(content, "HealthData")
    records = Records(opened.root)
    drafts: list[Draft] = []
    for workout in opened.root.iterfind("{*}Workout"):
        try:
            drafts += _drafts_of(workout, opened.root, records)
        except (ValueError, OverflowError):
            records.n_odd += 1
    days = tuple(_days_in(opened.root, records))
    if not drafts and not days:
        raise NotAnActivity(
            "This document of Apple Health holds no workout, no sleep and no resting heart rate.",
            *opened.damage,
        )
    return Drafts(tuple(drafts), tuple(_odd(records.n_odd)), opened.damage, days)


def _days_in(root: etree._Element, records: Records) -> Iterator[WellnessDay]:
    """
    The days that a piece of an export names, and those that lie in a small export by themselves.
    """
    days = by_day(records.sleep, records.rates)
    for element in root.iterfind("{*}Day"):
        inside = Records(element)
        try:
            day = date.fromisoformat(element.get("date", ""))
        except ValueError:
            records.n_odd += 1
            continue
        if _FIRST_DAY <= day < _AFTER_LAST_DAY:
            days[day] = (inside.sleep, inside.rates)
        else:
            records.n_odd += 1
    for day in sorted(days):
        told = wellness_of(day, *days[day])
        if told is not None:
            yield told


def _odd(n: int) -> Iterator[FileWarning]:
    if n:
        yield FileWarning(
            "apple-entries-not-understood",
            sentence(
                "{n} entries have a time, value or unit that says nothing; they are left out.", n=n
            ),
        )


def _drafts_of(workout: etree._Element, root: etree._Element, records: Records) -> Iterator[Draft]:
    """
    One effort; a triathlon is one for each of its parts that tells its sport.
    """
    sport = sport_of(workout.get("workoutActivityType", ""))
    parts = {}
    if sport is Sport.MULTISPORT:
        for part in workout.iterfind("{*}WorkoutActivity"):
            own_sport = sport_of_distances(_statistics_of(part))
            if own_sport is not None:
                parts[part] = own_sport
    for effort, its_sport in (parts or {workout: sport}).items():
        yield _with_samples(_told(effort, workout, its_sport), effort, workout, root, records)


def _told(effort: etree._Element, workout: etree._Element, sport: Sport) -> Draft:
    """
    What the workout, or a part of it, says in so many words.
    """
    start, end = span_of(effort)
    metadata = {**_metadata_of(workout), **_metadata_of(effort)}
    is_indoors = metadata.get("HKIndoorWorkout") == "1"
    duration = number_of(effort.get("duration"))
    rates = _statistics_of(effort).get(HEART_RATE, {})
    zone = metadata.get("HKTimeZone", "")
    return Draft(
        sport=sport,
        surface=Surface.TREADMILL if is_indoors and sport is Sport.RUNNING else Surface.UNKNOWN,
        start=float(start),
        elapsed_s=float(end - start),
        timer_s=_known(seconds_of(duration, effort.get("durationUnit", "min"))),
        distance_m=_distance_of(effort),
        ascent_m=_climbed(metadata.get("HKElevationAscended", "")),
        avg_hr=_known(number_of(rates.get("average"))),
        max_hr=_known(number_of(rates.get("maximum"))),
        title=metadata.get("HKWorkoutBrandName", "")[:_LONGEST_TITLE],
        maker=workout.get("sourceName", ""),
        zone=zone if zone_called(zone) is not None else None,
    )


def _with_samples(
    told: Draft,
    effort: etree._Element,
    workout: etree._Element,
    root: etree._Element,
    records: Records,
) -> Draft:
    """
    The same effort with what was measured on the way.
    """
    first, last = span_of(effort)
    own = workout.get("sourceName", "")

    def measured(*kinds: str) -> Samples:
        return records.of(kinds, first, last + END_IS_CUT_S, own)

    track = _track_of(workout, root, first, last)
    moments = {"heart_rate_bpm": measured(HEART_RATE)}
    way = counter_of(measured(DISTANCES[told.sport])) if told.sport in DISTANCES else NONE
    if not track.n_points:
        moments["distance_m"] = way
    spans = {
        "speed_mps": measured(*SPEEDS),
        "power_w": measured(*POWERS),
        "cadence_rpm": strides_of(measured(STEPS)) if told.sport in _ON_FOOT else measured(CADENCE),
    }
    columns, place = joined(track.columns, moments, spans)
    efforts = measured(EFFORT).values
    counted = float(way.values[-1]) if len(way.values) else None
    return replace(
        told,
        distance_m=counted if told.distance_m is None else told.distance_m,
        rpe=float(efforts[-1]) if len(efforts) else None,
        n_records=len(columns[UNIX_TIME]),
        columns=columns,
        segment_starts=tuple(int(place[start]) for start in track.segment_starts),
    )


def _track_of(workout: etree._Element, root: etree._Element, first: int, last: int) -> Track:
    """
    The route inside the workout, or the one that stands beside it in its document.
    """
    inside = track_in(workout)
    track = inside if inside.n_points else track_in(*root.iterfind("{*}gpx"))
    return track.within(first - _ROUTE_MARGIN_S, last + _ROUTE_MARGIN_S)


_Statistics = dict[str, Mapping[str, str]]


def _statistics_of(effort: etree._Element) -> _Statistics:
    """
    The sums and averages of an effort by what they are of; never those of its parts as well.
    """
    own = effort.findall("{*}WorkoutStatistics")
    return {each.get("type", ""): dict(each.attrib) for each in own}


def _metadata_of(effort: etree._Element) -> dict[str, str]:
    entries = effort.iterfind("{*}MetadataEntry")
    return {each.get("key", ""): each.get("value", "") for each in entries}


def _distance_of(effort: etree._Element) -> float | None:
    """
    The way it says it was: of itself, in either form, or else of all its parts.
    """
    told = _length(effort.get("totalDistance"), effort.get("totalDistanceUnit", ""))
    ways = [
        told,
        *(
            _length(each.get("sum"), each.get("unit", ""))
            for kind, each in sorted(_statistics_of(effort).items())
            if kind.startswith(f"{QUANTITY}Distance")
        ),
    ]
    parts = [_distance_of(part) or 0.0 for part in effort.iterfind("{*}WorkoutActivity")]
    return next((way for way in ways if way), None) or sum(parts) or None


def _length(value: str | None, unit: str) -> float | None:
    return _known(metres_of(number_of(value), unit))


def _climbed(text: str) -> float | None:
    value, _, unit = text.partition(" ")
    return _length(value, unit)


def _known(value: float | None) -> float | None:
    return value if value is not None and math.isfinite(value) else None
