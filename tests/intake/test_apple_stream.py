"""
The stream of an Apple Health export: cut off, odd, hostile, and larger than the memory.
"""

from __future__ import annotations

import io
import subprocess
import sys
import tracemalloc
import zlib
from collections.abc import Iterator

import pytest

from tests.intake import apple_writer as apple
from tests.shared_data import needs_shared_data, shared_file
from unknot.app.views import OfferedFile
from unknot.domain.recording import FileOutcome
from unknot.intake.apple_gathered import Gathered
from unknot.intake.apple_health import AppleHealthExport
from unknot.intake.apple_stream import stream_export
from unknot.intake.errors import RunFileUnreadable
from unknot.intake.folder import LoneFile

WHOLE = apple.export(apple.beats(), apple.workout(), apple.asleep("Asleep", 15, 23))


def gathered_from(*blocks: bytes) -> tuple[Gathered, str]:
    """
    What is gathered from these blocks, and what is said of their end.
    """
    gathered = Gathered()
    damage = stream_export(blocks, gathered)
    gathered.finish()
    return gathered, " ".join(map(str, damage))


def test_blocks_may_end_anywhere():
    """
    In the middle of a tag, a letter or the document type: the same comes out.
    """
    content = WHOLE.replace(b'sourceName="Watch"', 'sourceName="Šimonovy hodinky ⌚"'.encode())
    whole, _ = gathered_from(content)
    cut, said = gathered_from(*(content[at : at + 7] for at in range(0, len(content), 7)))

    assert said == ""
    assert (cut.series, cut.nights, cut.workouts) == (whole.series, whole.nights, whole.workouts)
    assert cut.samples.n_rows == whole.samples.n_rows == 120


@pytest.mark.parametrize(
    ("until", "outcome", "n_runs"),
    [(b"SleepAnalysis", FileOutcome.RECOVERED, 1), (b"<Workout", FileOutcome.FAILED, 0)],
)
def test_what_stands_before_a_cut_is_read(until, outcome, n_runs):
    """
    A download that stopped keeps its workouts, and says that more is missing.
    """
    offered = apple.offers_of_lone(WHOLE[: WHOLE.index(until)])

    assert len(apple.runs_in(offered)) == n_runs
    assert offered[-1].verdict.outcome is outcome
    assert "cut off" in apple.said_in(offered)


def test_damage_in_the_middle_keeps_what_came_before():
    """
    A tag that never closes costs the rest, not the beginning.
    """
    gathered, said = gathered_from(
        apple.export(apple.workout(), '<Workout type="odd value="1"/>', apple.workout(begin=7200))
    )

    assert len(gathered.workouts) == 1
    assert "damaged" in said


def test_a_packed_file_that_is_cut_off_keeps_its_beginning():
    """
    The same for a gzip file that ends too early.
    """
    packed = zlib.compressobj(0, wbits=31)
    content = packed.compress(WHOLE) + packed.flush()

    offered = apple.offers_of_lone(content[: content.index(b"SleepAnalysis")], "export.xml.gz")

    assert len(apple.runs_in(offered)) == 1
    assert "cut off" in apple.said_in(offered)


def test_characters_that_no_xml_may_hold_cost_nothing():
    """
    iOS lets vertical tabs and broken letters from other apps through.
    """
    odd = WHOLE.replace(b'sourceName="Watch"', b'sourceName="Wat\x0bch \xff\x00"')
    gathered, said = gathered_from(odd)

    assert said == ""
    assert gathered.samples.n_rows == 120


def test_the_broken_document_type_of_ios_16_costs_nothing():
    """
    One declaration in it never ends; Apple shipped it for months.
    """
    assert "VisionPrescription" in apple.DOCTYPE
    assert gathered_from(WHOLE)[1] == ""


HOSTILE = {
    "entities": '<!DOCTYPE HealthData [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]>',
    "a parameter entity": '<!DOCTYPE HealthData [<!ENTITY % p SYSTEM "file:///etc/hostname">%p;]>',
    "a reference to one": "<!DOCTYPE HealthData [%p;]>",
    "another file": '<!DOCTYPE HealthData SYSTEM "file:///etc/hostname">',
    "another file with a name": '<!DOCTYPE HealthData PUBLIC "x" "http://127.0.0.1/x.dtd" []>',
    "an entity behind a comment": '<!DOCTYPE HealthData [<!-- > ]> --><!ENTITY a "a">]>',
}


@pytest.mark.parametrize("doctype", HOSTILE.values(), ids=HOSTILE)
def test_a_document_type_that_does_harm_is_refused(doctype):
    """
    Apple's own declares elements and nothing else.
    """
    [offered] = apple.offers_of_lone(apple.export(apple.workout(), doctype=doctype))

    assert offered.verdict.outcome is FileOutcome.FAILED
    assert "document type" in offered.verdict.reason
    assert "hostname" not in offered.verdict.reason


def test_an_entity_that_hides_from_the_prolog_does_nothing():
    """
    A root inside a comment does not smuggle declarations past the look at the prolog.
    """
    hidden = '<!DOCTYPE HealthData [<!-- <HealthData > --> <!ENTITY a "boom">]>'

    with pytest.raises(RunFileUnreadable):
        gathered_from(b"<!DOCTYPE x [<!ENTITY a 'b'>]><HealthData/>")
    gathered, said = gathered_from(apple.export(apple.workout(source="&a;"), doctype=hidden))
    assert gathered.workouts == []
    assert "damaged" in said


def test_deep_nesting_is_refused():
    """
    Elements in elements, a hundred thousand deep, are no workout.
    """
    with pytest.raises(RunFileUnreadable, match="nested deeper"):
        gathered_from(b"<HealthData>" + b"<a>" * 100_000)
    with pytest.raises(RunFileUnreadable, match="nested deeper"):
        gathered_from(b"<HealthData>" + b"<Workout>" * 100)


@pytest.mark.parametrize("filling", ["x", ">", 'a="1" '])
def test_one_endless_entry_is_refused_before_it_fills_the_memory(filling):
    """
    An attribute of gigabytes, with or without what looks like the end of a tag.
    """

    def blocks() -> Iterator[bytes]:
        yield b'<HealthData><Record type="HKQuantityTypeIdentifierHeartRate" value="'
        for _ in range(1000):
            yield (filling * 262_144).encode()[:262_144]

    tracemalloc.start()
    with pytest.raises(RunFileUnreadable, match="single entry"):
        stream_export(blocks(), Gathered())
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()

    assert peak < 64 * 2**20


def test_no_root_is_no_export():
    """
    Megabytes before the first element, or none at all.
    """
    with pytest.raises(RunFileUnreadable, match="no export"):
        gathered_from(*[b"<!-- nothing -->" * 10_000] * 1000)
    with pytest.raises(RunFileUnreadable, match="no export"):
        gathered_from(b"")


def _large_export(n_hours: int) -> Iterator[bytes]:
    yield apple.export().partition(b"</HealthData>")[0]
    for hour in range(n_hours):
        begin = hour * 3600
        yield (
            apple.beats(seconds=range(begin, begin + 3600, 8))
            + apple.record("ActiveEnergyBurned", 1, begin, begin + 60, unit="kcal") * 900
            + apple.workout(begin=begin, seconds=2992)
        ).encode()
    yield b"</HealthData>"


def test_memory_does_not_grow_with_the_export(monkeypatch):
    """
    Four times the samples take no more than the same block of them, and the list of workouts.
    """
    monkeypatch.setattr("unknot.intake.apple_spool._ROWS_A_BLOCK", 2000)
    peaks = []
    for n_hours in (10, 40):
        tracemalloc.start()
        with Gathered() as gathered:
            stream_export(_large_export(n_hours), gathered)
            gathered.finish()
            n_samples = sum(len(gathered.samples_of(each)) for each in gathered.workouts)
        _, peak = tracemalloc.get_traced_memory()
        tracemalloc.stop()
        peaks.append(peak)
        assert len(gathered.workouts) == n_hours
        assert n_samples == n_hours * 375

    assert peaks[1] < 16 * 2**20
    assert peaks[1] - peaks[0] < 2**18


def test_samples_come_back_from_disk_as_they_went_in(monkeypatch):
    """
    Blocks on disk, out of order, and the rest in memory: every workout gets its own.
    """
    monkeypatch.setattr("unknot.intake.apple_spool._ROWS_A_BLOCK", 1000)
    gathered = Gathered()
    hours = [5, 1, 4, 0, 3, 2]
    content = apple.export(
        *(apple.beats(100 + h, range(h * 3600, h * 3600 + 3600, 2)) for h in hours),
        *(apple.workout(begin=h * 3600, seconds=3598) for h in hours),
    )
    stream_export([content], gathered)
    gathered.finish()

    for hour, found in enumerate(gathered.workouts):
        rows = gathered.samples_of(found)
        assert set(rows["value"].tolist()) == {100.0 + hour}
        assert len(rows) == 1800


def test_workouts_that_all_want_the_same_samples_do_not_multiply_them():
    """
    A made file of a thousand workouts over one hour does not become a thousand copies of it.
    """
    offered = apple.offers_of(
        apple.export(apple.beats(seconds=range(0, 3600, 2)), apple.workout(seconds=3600) * 100)
    )

    n_rates = sum(piece.count(b"HeartRate") for piece in apple.pieces_of(offered))
    assert n_rates <= 8 * 1800


@needs_shared_data
def test_the_hostile_sample_is_refused_and_reads_no_file():
    """
    `xml_parameter_entity.xml`: in a process without network, and nothing of the host in its words.
    """
    program = (
        "import socket, sys; from pathlib import Path\n"
        "socket.socket.connect = None\n"
        "from unknot.intake.known_sources import known_sources\n"
        "from unknot.intake.offering import Offering\n"
        "[got] = Offering(known_sources()).at([Path(sys.argv[1])])\n"
        "print(got.verdict.outcome.value, got.verdict.reason)\n"
    )
    path = shared_file("malformed", "xml_parameter_entity.xml")
    said = subprocess.run(
        [sys.executable, "-c", program, str(path)], capture_output=True, text=True, check=True
    ).stdout

    assert said.startswith("failed")
    assert "document type" in said


def test_the_same_file_as_an_opened_one_is_known():
    """
    The first bytes suffice, behind a document type that is longer than they are.
    """
    content = apple.export(doctype=f"<!DOCTYPE HealthData [<!-- {'x' * 9000} -->]>")
    opened = LoneFile(OfferedFile("e.xml", lambda: content, lambda: io.BytesIO(content)))

    assert AppleHealthExport().knows(opened)
