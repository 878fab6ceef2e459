"""
Writes small exports of Apple Health for tests, and reads them as an import does.
"""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping
from datetime import UTC, datetime, timedelta, timezone

from tests.intake import xml_writer as xml
from unknot.app.views import OfferedFile
from unknot.domain.recording import ReadFile, Recording
from unknot.domain.wellness import WellnessDay
from unknot.intake.apple_health import AppleHealthExport
from unknot.intake.archives import ZipArchive
from unknot.intake.folder import LoneFile
from unknot.intake.registry import Readers

FOLDER = "apple_health_export"
START = datetime(2024, 3, 1, 7, 0, tzinfo=UTC)
PRAGUE = timezone(timedelta(hours=1))

# As Apple writes it, with an end that iOS 16 forgot.
DOCTYPE = """<!DOCTYPE HealthData [
<!-- HealthKit Export Version: 12 -->
<!ELEMENT HealthData (ExportDate,Me,(Record|Correlation|Workout|ActivitySummary)*)>
<!ATTLIST HealthData locale CDATA #REQUIRED>
<!ATTLIST VisionPrescription
  type CDATA #REQUIRED
  dateIssued CDATA #REQUIRED
<!ELEMENT RightEye EMPTY>
]>
"""


def stamp(after_s: float = 0, start: datetime = START, zone: timezone = PRAGUE) -> str:
    """
    A moment of the export, by the clock of Prague.
    """
    return (start + timedelta(seconds=after_s)).astimezone(zone).strftime("%Y-%m-%d %H:%M:%S %z")


def span(begin: float, end: float, **place: object) -> str:
    """
    The times of an element, in seconds after the start.
    """
    return f'startDate="{stamp(begin, **place)}" endDate="{stamp(end, **place)}"'


def record(
    kind: str,
    value: object,
    begin: float,
    end: float | None = None,
    unit: str = "",
    source: str = "Watch",
    address: str = "0x2801c5a40",
    **place: object,
) -> str:
    """
    One record; a quantity when it has a unit, else a category.
    """
    prefix = "HKQuantityTypeIdentifier" if unit else "HKCategoryTypeIdentifier"
    told = f' unit="{unit}"' if unit else ""
    return (
        f' <Record type="{prefix}{kind}" sourceName="{source}" sourceVersion="7.0"'
        f' device="&lt;&lt;HKDevice: {address}&gt;, name:Apple Watch&gt;"{told}'
        f' creationDate="{stamp(begin, **place)}"'
        f' {span(begin, begin if end is None else end, **place)} value="{value}"/>\n'
    )


def beats(
    rate: int = 140, seconds: range = range(0, 600, 5), source: str = "Watch", **place: object
) -> str:
    """
    Heart rates through a workout.
    """
    return "".join(
        record("HeartRate", rate, at, unit="count/min", source=source, **place) for at in seconds
    )


def asleep(stage: str, begin_h: float, end_h: float, source: str = "Watch", **place: object) -> str:
    """
    A span of sleep, in hours after the start.
    """
    value = f"HKCategoryValueSleepAnalysis{stage}"
    return record("SleepAnalysis", value, begin_h * 3600, end_h * 3600, source=source, **place)


def workout(
    kind: str = "Running",
    begin: float = 0,
    seconds: float = 600,
    attributes: str = 'totalDistance="2.0" totalDistanceUnit="km"',
    inside: str = "",
    source: str = "Watch",
    address: str = "0x2801c5a40",
    **place: object,
) -> str:
    """
    One workout: before iOS 16 with sums in its attributes, later with statistics inside.
    """
    return (
        f' <Workout workoutActivityType="HKWorkoutActivityType{kind}" duration="{seconds / 60}"'
        f' durationUnit="min" {attributes} sourceName="{source}" sourceVersion="7.0"'
        f' device="&lt;&lt;HKDevice: {address}&gt;, name:Apple Watch&gt;"'
        f' creationDate="{stamp(begin + seconds, **place)}"'
        f" {span(begin, begin + seconds, **place)}>{inside}</Workout>\n"
    )


def metadata(key: str, value: str) -> str:
    """
    One entry of metadata.
    """
    return f'<MetadataEntry key="{key}" value="{value}"/>'


def statistics(kind: str, told: str) -> str:
    """
    One of the sums or averages that newer exports have.
    """
    return f'<WorkoutStatistics type="HKQuantityTypeIdentifier{kind}" {span(0, 600)} {told}/>'


def route_named(path: str) -> str:
    """
    What a workout says of its route.
    """
    return (
        f'<WorkoutRoute sourceName="Watch" {span(0, 600)}><FileReference path="{path}"/>'
        "</WorkoutRoute>"
    )


def route(seconds: int = 60, begin: float = 0) -> bytes:
    """
    A route's file.
    """
    points = xml.gpx_points(xml.times(seconds, START + timedelta(seconds=begin)), rate=None)
    return xml.gpx_file(
        xml.gpx_track(points), metadata="<metadata><time>2026-01-01T00:00:00Z</time></metadata>"
    )


def export(*parts: str, doctype: str = DOCTYPE) -> bytes:
    """
    An `export.xml` around its parts.
    """
    return (
        f'<?xml version="1.0" encoding="UTF-8"?>\n{doctype}<HealthData locale="cs_CZ">\n'
        f' <ExportDate value="{stamp(86_400)}"/>\n <Me/>\n{"".join(parts)}</HealthData>\n'
    ).encode()


def offers_of(export_xml: bytes, others: Mapping[str, bytes] | None = None) -> list[OfferedFile]:
    """
    What the ZIP of an export offers.
    """
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(f"{FOLDER}/export.xml", export_xml)
        for name, content in (others or {}).items():
            archive.writestr(f"{FOLDER}/{name}", content)
    with ZipArchive("export.zip", packed) as opened:
        source = AppleHealthExport()
        assert source.knows(opened)
        return [read_now(each) for each in source.offers(opened)]


def read_now(offered: OfferedFile) -> OfferedFile:
    # The archive is closed by the time a test looks.
    content = offered.read() if offered.verdict is None else b""
    return OfferedFile(
        offered.name,
        lambda: content,
        verdict=offered.verdict,
        warnings=offered.warnings,
        is_part=offered.is_part,
    )


def offers_of_lone(content: bytes, name: str = "export.xml") -> list[OfferedFile]:
    """
    What the lone file offers.
    """
    opened = LoneFile(OfferedFile(name, lambda: content, lambda: io.BytesIO(content)))
    assert AppleHealthExport().knows(opened)
    return list(AppleHealthExport().offers(opened))


def pieces_of(offered: list[OfferedFile]) -> list[bytes]:
    """
    The documents that the export was cut into.
    """
    return [each.read() for each in offered if each.verdict is None and each.is_part]


def read_all(offered: list[OfferedFile]) -> list[ReadFile]:
    """
    What the readers find in everything that is offered.
    """
    return [each.verdict or Readers().read(each.name, each.read()) for each in offered]


def runs_in(offered: list[OfferedFile]) -> list[Recording]:
    """
    Every effort in them.
    """
    return [recording for got in read_all(offered) for recording in got.recordings]


def days_in(offered: list[OfferedFile]) -> list[WellnessDay]:
    """
    Every day in them.
    """
    return [day for got in read_all(offered) for day in got.days]


def said_in(offered: list[OfferedFile]) -> str:
    """
    Everything that is said of them.
    """
    reasons = " ".join(got.reason for got in read_all(offered))
    return " ".join([reasons, *(odd.text for each in offered for odd in each.warnings)])


# before iOS 16: sums in the attributes, the route inside the export
OLD_FORM = export(
    beats(),
    workout(
        attributes='totalDistance="1.25" totalDistanceUnit="mi" totalEnergyBurned="120"'
        ' totalEnergyBurnedUnit="kcal"',
        inside=metadata("HKTimeZone", "Europe/Prague")
        + metadata("HKWeatherTemperature", "56 degF")
        + f'<WorkoutRoute sourceName="Phone" {span(0, 600)}>'
        + "".join(
            f'<Location date="{stamp(at)}" latitude="{50 + at * xml.STEP_DEG:.9f}" longitude="14.4"'
            f' altitude="200" course="-1" speed="3"/>'
            for at in range(60)
        )
        + "</WorkoutRoute>",
    ),
    asleep("Asleep", 15, 23),
    doctype="",
)
# from iOS 16 on: statistics inside, indoors, and a document type that is broken
NEW_FORM = export(
    record("RestingHeartRate", 52, 0, 36_000, unit="count/min"),
    asleep("InBed", 14, 24),
    asleep("AsleepCore", 15, 19),
    asleep("Awake", 19, 19.5),
    asleep("AsleepREM", 19.5, 23),
    beats(),
    "".join(
        record("DistanceWalkingRunning", 0.02, at, at + 6, unit="km") for at in range(0, 600, 6)
    ),
    workout(
        attributes="",
        inside=metadata("HKIndoorWorkout", "1")
        + statistics("DistanceWalkingRunning", 'sum="2.05" unit="km"')
        + statistics("HeartRate", 'average="141" minimum="98" maximum="171" unit="count/min"'),
    ),
)
APPLE_FILES: dict[str, bytes] = {
    "apple/before-ios-16.xml": OLD_FORM,
    "apple/from-ios-16.xml": NEW_FORM,
    "apple/cut-off.xml": NEW_FORM[: len(NEW_FORM) - 400],
}
