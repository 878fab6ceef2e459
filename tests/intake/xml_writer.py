"""
Writes small GPX and TCX files for tests.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta

START = datetime(2024, 3, 1, 7, 0, tzinfo=UTC)
# A step of this many degrees of latitude is three metres.
STEP_DEG = 3.0 / 111_194.93


def times(n: int, start: datetime = START) -> list[str]:
    """
    One time a second, as GPX writes it.
    """
    return [(start + timedelta(seconds=i)).strftime("%Y-%m-%dT%H:%M:%SZ") for i in range(n)]


def gpx_points(
    stamps: Sequence[str], first: int = 0, rate: int | None = 140, ele: float | None = 200.0
) -> str:
    """
    Track points going north at three metres a second.
    """
    out = []
    for index, stamp in enumerate(stamps, start=first):
        height = f"<ele>{ele}</ele>" if ele is not None else ""
        heart = (
            "<extensions><x:TrackPointExtension><x:hr>"
            f"{rate}</x:hr></x:TrackPointExtension></extensions>"
            if rate is not None
            else ""
        )
        clock = f"<time>{stamp}</time>" if stamp else ""
        out.append(
            f'<trkpt lat="{50 + index * STEP_DEG:.9f}" lon="14.4">{height}{clock}{heart}</trkpt>'
        )
    return "".join(out)


def gpx_file(*tracks: str, metadata: str = "") -> bytes:
    """
    A GPX file around tracks.
    """
    return (
        '<?xml version="1.0" encoding="UTF-8"?>\n'
        '<gpx version="1.1" creator="Unknot tests" xmlns="http://www.topografix.com/GPX/1/1" '
        'xmlns:x="http://www.garmin.com/xmlschemas/TrackPointExtension/v1">'
        f"{metadata}{''.join(tracks)}</gpx>"
    ).encode()


def gpx_track(*segments: str, kind: str = "running", name: str = "Morning") -> str:
    """
    One track of segments.
    """
    inside = "".join(f"<trkseg>{segment}</trkseg>" for segment in segments)
    return f"<trk><name>{name}</name><type>{kind}</type>{inside}</trk>"


def tcx_point(stamp: str, distance_m: float, rate: int = 140, extra: str = "") -> str:
    """
    One trackpoint.
    """
    return (
        f"<Trackpoint><Time>{stamp}</Time><DistanceMeters>{distance_m}</DistanceMeters>"
        f"<HeartRateBpm><Value>{rate}</Value></HeartRateBpm>{extra}</Trackpoint>"
    )


def tcx_lap(stamp: str, points: str, seconds: float, metres: float, rate: int | None) -> str:
    """
    One lap with its summary.
    """
    average = f"<AverageHeartRateBpm><Value>{rate}</Value></AverageHeartRateBpm>" if rate else ""
    return (
        f'<Lap StartTime="{stamp}"><TotalTimeSeconds>{seconds}</TotalTimeSeconds>'
        f"<DistanceMeters>{metres}</DistanceMeters>{average}<Track>{points}</Track></Lap>"
    )


def tcx_file(*activities: tuple[str, str]) -> bytes:
    """
    A TCX file of activities, each a sport and its laps.
    """
    inside = "".join(
        f'<Activity Sport="{sport}"><Id>2024-03-01T07:00:00Z</Id>{laps}</Activity>'
        for sport, laps in activities
    )
    return (
        '<?xml version="1.0" encoding="UTF-8"?>\n<TrainingCenterDatabase '
        'xmlns="http://www.garmin.com/xmlschemas/TrainingCenterDatabase/v2">'
        f"<Activities>{inside}</Activities></TrainingCenterDatabase>"
    ).encode()
