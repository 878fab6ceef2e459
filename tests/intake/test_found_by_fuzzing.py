"""
What the fuzzer found (fuzz/README.md), each as the smallest file that shows it.
"""

from __future__ import annotations

import io
import zipfile

import pytest

from tests.intake import xml_writer as xml
from unknot.app.errors import CannotBeOffered
from unknot.domain.recording import FileOutcome
from unknot.intake.archives import ZipArchive
from unknot.intake.registry import Readers


def codes(read) -> list[str]:
    return [warning.code for warning in read.warnings]


def test_a_latitude_without_a_longitude_is_no_place():
    """
    A file with one of the two only was taken at its word, up to 180 degrees north.
    """
    half = "<Position><LatitudeDegrees>179.99</LatitudeDegrees></Position>"
    points = "".join(
        xml.tcx_point(each, i * 3.0, extra=half) for i, each in enumerate(xml.times(9))
    )
    lap = xml.tcx_lap(xml.times(1)[0], points, 9, 24, 140)
    read = Readers().read("run.tcx", xml.tcx_file(("Running", lap)))

    assert "latitude_deg" not in read.recordings[0].streams
    assert codes(read) == ["impossible-position"]


def test_a_track_longer_than_anybody_goes_has_no_distance():
    """
    Leaps between points without times were all added up: 20,000 km in a minute.
    """
    hops = "".join(f'<trkpt lat="{60 if i % 2 else -60}" lon="{90 * (i % 3)}"/>' for i in range(9))
    track = xml.gpx_track(xml.gpx_points(xml.times(5)) + hops)
    read = Readers().read("run.gpx", xml.gpx_file(track))
    (run,) = read.recordings

    assert run.distance_m is None
    assert "distance_m" not in run.streams
    assert not run.trusted_distance
    assert "impossible-distance" in codes(read)


def an_archive(method: int = zipfile.ZIP_DEFLATED) -> bytearray:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", method) as archive:
        archive.writestr("a.fit", b"not much of a run" * 40)
    return bytearray(packed.getvalue())


def test_damage_in_what_bzip2_packed_is_told():
    """
    bzip2 speaks of damage as if the disk had failed.
    """
    packed = an_archive(zipfile.ZIP_BZIP2)
    packed[60] ^= 0xFF
    damaged = ZipArchive("runs.zip", io.BytesIO(packed))
    with damaged as archive, pytest.raises(CannotBeOffered, match="is damaged"):
        archive.read("a.fit")


def test_an_entry_without_a_name_is_left_out_alone():
    """
    One entry without a name took the whole archive down.
    """
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        for name in ("xx", "a.fit"):
            archive.writestr(name, b"not much of a run")
    nameless = packed.getvalue().replace(b"xx", b"\0\0")
    with ZipArchive("runs.zip", io.BytesIO(nameless)) as archive:
        (left_out,) = archive.left_out

        assert archive.names() == ("a.fit",)
        assert left_out.verdict is not None
        assert left_out.verdict.outcome is FileOutcome.FAILED


@pytest.mark.parametrize("on_disk", [False, True])
def test_an_entry_before_the_beginning_of_the_archive_is_told(tmp_path, on_disk):
    """
    An archive that lost its head points to places before it.
    """
    packed = an_archive()
    start = packed.rindex(b"PK\x05\x06") + 16
    packed[start : start + 4] = (300).to_bytes(4, "little")
    (tmp_path / "runs.zip").write_bytes(packed)
    stream = (tmp_path / "runs.zip").open("rb") if on_disk else io.BytesIO(packed)
    refused = pytest.raises(CannotBeOffered, match="is damaged")
    with stream, refused, ZipArchive("runs.zip", stream) as archive:
        archive.read("a.fit")
