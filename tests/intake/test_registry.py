"""
Names, packed files, misnamed files: what a runner drops is read by what it is.
"""

from __future__ import annotations

import gzip
import math
import pickle

import pytest

from tests.intake import fit_writer as fit
from tests.intake import xml_writer as xml
from unknot.domain.recording import FileOutcome
from unknot.intake.errors import RunFileUnreadable
from unknot.intake.registry import Readers
from unknot.intake.unpack import unpacked


@pytest.mark.parametrize(
    ("name", "known"),
    [
        ("a.fit", True),
        ("A.FIT.GZ", True),
        ("folder/b.gpx", True),
        ("c.tcx.gz", True),
        ("d.zip", False),
        ("fit", False),
        ("e.fit.bak", False),
    ],
)
def test_names_are_known_by_their_endings(name, known):
    """
    Six endings, in any case.
    """
    assert Readers().reads(name) is known


def test_an_unknown_ending_is_skipped_with_a_sentence():
    """
    A text file among the runs is no failure.
    """
    got = Readers().read("notes.txt", b"hello")

    assert got.outcome is FileOutcome.SKIPPED
    assert ".fit" in got.reason


def test_a_packed_file_reads_as_the_plain_one():
    """
    Strava packs each file; the run is the same.
    """
    content = fit.fit_file()

    assert Readers().read("a.fit.gz", gzip.compress(content)) == Readers().read("a.fit", content)


def test_several_packed_members_are_one_file():
    """
    A gzip file may be two, one after the other.
    """
    content = fit.fit_file()
    halves = gzip.compress(content[:1000]) + gzip.compress(content[1000:])

    assert unpacked(halves) == (content, ())


def test_a_packed_bomb_is_left_before_it_fills_the_memory():
    """
    A small file that unpacks to far too much is refused, with the limit named.
    """
    with pytest.raises(RunFileUnreadable, match="more than 1 MiB"):
        unpacked(gzip.compress(b"\0" * 3_000_000), at_most=2**20)


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (gzip.compress(b"abc" * 1000, mtime=0)[:12] + b"\xff" * 30, "damaged"),
        (b"no gzip at all", "not a gzip file"),
        (gzip.compress(b"", mtime=0), "empty"),
        (b"", "not a gzip file"),
    ],
    ids=["damaged", "not packed", "empty inside", "empty"],
)
def test_a_broken_packed_file_fails_with_a_sentence(content, words):
    """
    Cut, damaged, not packed, or empty: each says so.
    """
    got = Readers().read("a.fit.gz", content)

    assert got.outcome is FileOutcome.FAILED
    assert words in got.reason


def test_a_packed_file_that_is_cut_off_gives_what_it_holds_until_there():
    """
    The run is recovered up to where the bytes end, and both the file and a warning say so.
    """
    content = xml.gpx_file(xml.gpx_track(xml.gpx_points(xml.times(600))))
    got = Readers().read("a.gpx.gz", gzip.compress(content, mtime=0)[:-800])

    assert got.outcome is FileOutcome.RECOVERED
    assert 0 < got.recordings[0].n_records < 600
    assert "cut off before its end" in got.reason
    assert "packed-file-damaged" in {each.code for each in got.warnings}


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("a.gpx", fit.fit_file()),
        ("a.fit", xml.gpx_file(xml.gpx_track(xml.gpx_points(xml.times(60))))),
        ("a.tcx.gz", gzip.compress(fit.fit_file(), mtime=0)),
    ],
    ids=["gpx", "fit", "packed tcx"],
)
def test_a_misnamed_file_is_read_by_what_it_is(name, content):
    """
    The run is not lost for a wrong ending, and the ending is mentioned.
    """
    got = Readers().read(name, content)

    assert len(got.recordings) == 1
    assert [warning.code for warning in got.warnings] == ["misnamed-file"]


def test_a_recording_travels_between_processes():
    """
    The import decodes in several processes, so what is read can be pickled.
    """
    got = Readers().read("a.fit", fit.fit_file())
    back = pickle.loads(pickle.dumps(got))  # noqa: S301 (our own bytes)

    assert back.outcome is got.outcome
    assert back.recordings[0].streams["time_s"] == got.recordings[0].streams["time_s"]
    assert not any(map(math.isnan, back.recordings[0].streams["time_s"]))
