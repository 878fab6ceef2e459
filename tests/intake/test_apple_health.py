"""
The export of Apple Health as a source: what it is known by, how it is cut up, what is said of it.
"""

from __future__ import annotations

import gzip
from datetime import timedelta, timezone

import pytest

from tests.intake import apple_writer as apple
from tests.intake import xml_writer as xml
from unknot.app.views import OfferedFile
from unknot.domain.recording import FileOutcome
from unknot.intake.apple_health import AppleHealthExport
from unknot.intake.folder import LoneFile
from unknot.intake.known_sources import known_sources
from unknot.intake.offering import Offering

ROUTE = "workout-routes/route_2024-03-01_8.00am.gpx"
NAMED = apple.workout(inside=apple.route_named(f"/{ROUTE}"))


def positions_in(offered: list[OfferedFile]) -> list[int]:
    """
    How many positions each effort has.
    """
    return [
        sum(value == value for value in run.streams.get("latitude_deg", ()))
        for run in apple.runs_in(offered)
    ]


@pytest.mark.parametrize("name", ["export.xml", "Exportieren.xml", "导出.XML"])
def test_an_export_is_known_by_what_is_in_it(name):
    """
    A phone in another language calls the file otherwise.
    """
    assert len(apple.runs_in(apple.offers_of_lone(apple.export(NAMED), name))) == 1


def test_a_packed_export_is_read_too():
    """
    Gigabytes of text are often kept gzipped.
    """
    packed = gzip.compress(apple.export(apple.beats(), NAMED))

    assert [run.avg_hr for run in apple.runs_in(apple.offers_of_lone(packed, "export.xml.gz"))] == [
        140
    ]


@pytest.mark.parametrize(
    "content", [b"", b"<gpx/>", xml.gpx_file(), b"<ClinicalDocument><HealthDataX/>", b"PK\x03\x04"]
)
def test_other_files_are_not_taken_for_one(content):
    """
    A GPX called .xml, a clinical document, nothing at all.
    """
    opened = LoneFile(OfferedFile("export.xml", lambda: content, lambda: apple.io.BytesIO(content)))

    assert not AppleHealthExport().knows(opened)


def test_a_route_comes_to_the_workout_that_names_it():
    """
    Its positions are the run's, and it is no second run.
    """
    offered = apple.offers_of(apple.export(NAMED), {ROUTE: apple.route(60)})

    assert positions_in(offered) == [60]


def test_the_unpacked_folder_is_the_same_export(tmp_path):
    """
    Some computers unpack a ZIP as soon as it is downloaded.
    """
    folder = tmp_path / "apple_health_export"
    (folder / ROUTE).parent.mkdir(parents=True)
    (folder / "export.xml").write_bytes(apple.export(apple.beats(), NAMED))
    (folder / ROUTE).write_bytes(apple.route(60))

    assert positions_in(list(Offering(known_sources()).at([tmp_path]))) == [60]


def test_a_route_that_nobody_names_comes_to_the_workout_of_its_time():
    """
    Two workouts, one route: the one in whose time it begins has it.
    """
    offered = apple.offers_of(
        apple.export(apple.workout(), apple.workout(begin=7200)),
        {"workout-routes/a.gpx": apple.route(60, begin=7230)},
    )

    assert positions_in(offered) == [0, 60]


def test_a_route_without_a_workout_is_still_read():
    """
    Where the export was cut off, the route may be all that is left.
    """
    offered = apple.offers_of(
        apple.export(apple.workout()), {"workout-routes/a.gpx": apple.route(60, begin=90_000)}
    )

    assert positions_in(offered) == [0, 60]


def test_one_route_is_never_two_workouts():
    """
    The same file named twice belongs to the first.
    """
    both = [NAMED, apple.workout(begin=60, inside=apple.route_named(f"/{ROUTE}"))]

    assert positions_in(apple.offers_of(apple.export(*both), {ROUTE: apple.route(60)})) == [60, 0]


def test_missing_routes_are_counted_and_said():
    """
    Whoever brings export.xml alone learns why the maps are missing.
    """
    said = apple.said_in(apple.offers_of_lone(apple.export(NAMED, NAMED.replace("8.00", "9.00"))))

    assert "2 routes are not beside the export" in said


@pytest.mark.parametrize(
    "path", ["/../../etc/passwd", "//etc/passwd", "/workout-routes/", "", "/export.xml"]
)
def test_a_route_that_leads_elsewhere_is_not_followed(path):
    """
    Only members of the archive are routes.
    """
    offered = apple.offers_of(apple.export(apple.workout(inside=apple.route_named(path))))

    assert positions_in(offered) == [0]
    assert "1 routes are not beside" in apple.said_in(offered)


def test_a_broken_route_fails_alone():
    """
    The workout keeps its heart rates, and the route is told by its own name.
    """
    bomb = b'<!DOCTYPE gpx [<!ENTITY a "aaaa">]><gpx/>'
    offered = apple.offers_of(apple.export(apple.beats(), NAMED), {ROUTE: bomb})

    assert [run.avg_hr for run in apple.runs_in(offered)] == [140]
    failed = [each for each in offered if each.verdict is not None]
    assert [each.name.rpartition("/")[2] for each in failed] == [ROUTE.rpartition("/")[2]]
    assert failed[0].verdict.outcome is FileOutcome.FAILED


def test_a_later_export_gives_the_same_pieces_for_the_same_workouts():
    """
    Another zone, other addresses in memory, records in another order, a route written anew: only
    the last month is another.
    """
    tokyo = timezone(timedelta(hours=9))

    def an_export(address, zone, more=(), turned=False):
        inside = [
            apple.metadata("HKTimeZone", "Europe/Prague"),
            apple.metadata("HKIndoorWorkout", "0"),
        ]
        parts = [
            apple.beats(zone=zone, address=address),
            apple.record(
                "RestingHeartRate", 52, 0, 600, unit="count/min", address=address, zone=zone
            ),
            apple.asleep("AsleepCore", -9, -1, zone=zone),
            apple.workout(
                inside="".join(inside[::-1] if turned else inside)
                + apple.route_named(f"/workout-routes/{zone}.gpx"),
                zone=zone,
                address=address,
            ),
            *more,
        ]
        written = apple.route(60).replace(b"2026-01-01", b"2026-02-02" if turned else b"2026-01-01")
        content = apple.export(*(parts[::-1] if turned else parts))
        return apple.pieces_of(apple.offers_of(content, {f"workout-routes/{zone}.gpx": written}))

    first = an_export("0x2801c5a40", apple.PRAGUE)
    later = an_export(
        "0x30f00ba10",
        tokyo,
        more=[
            apple.workout(begin=90_000),
            apple.record("RestingHeartRate", 51, 40 * 86_400, unit="count/min"),
        ],
        turned=True,
    )

    assert len(first) == 2
    assert len(later) == 4
    assert set(first) <= set(later)
    # Whatever order this process happens to keep them in, the next one writes the same.
    records = [line for line in first[0].splitlines() if line.startswith(b"<Record")]
    assert records == sorted(records)


def test_pieces_hold_a_month_of_days_each():
    """
    A year of nights is twelve documents, so that the next export changes one of them.
    """
    nights = [apple.asleep("Asleep", 24 * day + 15, 24 * day + 23) for day in range(60)]
    offered = apple.offers_of(apple.export(*nights))

    assert len(apple.pieces_of(offered)) == 2
    assert len(apple.days_in(offered)) == 60


def test_a_piece_is_an_export_of_its_own():
    """
    Read again by a better reader, a kept original says the same.
    """
    offered = apple.offers_of(apple.export(apple.beats(), NAMED), {ROUTE: apple.route(60)})
    [piece] = apple.pieces_of(offered)

    assert apple.pieces_of(apple.offers_of_lone(piece)) != []
    assert apple.runs_in(apple.offers_of_lone(piece))[0].avg_hr == 140
    assert positions_in(offered) == [60]


def test_what_is_left_out_is_said_once_for_each_kind():
    """
    Thousands of entries of energy are one line, and so are the electrocardiograms.
    """
    energy = apple.record("ActiveEnergyBurned", 1, 0, 60, unit="kcal") * 1000
    weight = apple.record("BodyMass", 70, 0, unit="kg").replace(
        "/>\n", f">{apple.metadata('HKWasUserEntered', '1')}</Record>\n"
    )
    offered = apple.offers_of(
        apple.export(energy, weight, apple.workout()),
        {
            "export_cda.xml": b"<ClinicalDocument/>",
            **{f"electrocardiograms/ecg_{i}.csv": b"0" for i in range(3)},
            "clinical-records/Allergy.json": b"{}",
        },
    )

    said = apple.said_in(offered)
    assert "1001 entries of other kinds" in said
    assert "3 electrocardiograms" in said
    assert "1 clinical records" in said
    assert len([each for each in offered if each.verdict is not None]) == 3


def test_an_export_without_anything_for_us_says_so():
    """
    A phone without a watch, whose owner weighs himself.
    """
    [offered] = apple.offers_of(apple.export(apple.record("BodyMass", 70, 0, unit="kg")))

    assert offered.verdict.outcome is FileOutcome.SKIPPED
    assert "no workouts" in offered.verdict.reason


def test_a_workout_without_times_is_counted_and_left_out():
    """
    No date is invented.
    """
    offered = apple.offers_of(
        apple.export(apple.workout(), '<Workout workoutActivityType="x" startDate="soon"/>')
    )

    assert len(apple.runs_in(offered)) == 1
    assert "1 entries have a time" in apple.said_in(offered)
