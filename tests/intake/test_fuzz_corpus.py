"""
The fuzzer's harnesses and corpus, kept alive without a fuzzer: what it once tried still holds.
"""

from __future__ import annotations

import random
import re
from pathlib import Path

import pytest
from fuzz.contract import Broken, assert_sound_file
from fuzz.harnesses import HARNESSES
from fuzz.seeds import packed_seeds, seeds_of, shortened

from tests.intake import fit_writer as fit
from tests.intake.small_files import FOLDER
from unknot.domain.recording import FileOutcome, ReadFile
from unknot.domain.sentence import sentence
from unknot.intake.registry import Readers

PROJECT = Path(__file__).resolve().parents[2]
CORPUS = PROJECT / "fuzz" / "corpus"
HANDMADE = PROJECT / "fuzz" / "handmade"
MOST_BYTES = 1_000_000
MOST_FILES = 1_500


def inputs_of(name: str) -> list[bytes]:
    return [path.read_bytes() for path in sorted((CORPUS / name).glob("*"))]


def with_a_byte_changed(content: bytes, at_most: int) -> bytes:
    """
    What stands in for the fuzzer's own damage.
    """
    changed = bytearray(content or b"x")
    changed[len(changed) // 2] ^= 0x55
    return bytes(changed)[:at_most]


@pytest.mark.parametrize("name", HARNESSES)
def test_every_committed_input_keeps_the_contract(name):
    """
    Whatever the fuzzer found a new way with gives values or a sentence, and nothing else.
    """
    inputs = inputs_of(name)

    assert inputs, f"no corpus is committed for {name}: see fuzz/README.md"
    for content in inputs:
        HARNESSES[name].check(content)


@pytest.mark.parametrize("name", HARNESSES)
def test_damage_behind_right_checksums_keeps_the_contract(name):
    """
    Each harness's own way of damaging files works without a fuzzer, and its adapter holds.
    """
    chance = random.Random(name)
    harness = HARNESSES[name]
    for content in inputs_of(name)[:40]:
        damaged = harness.mutate(content, 65_536, chance, with_a_byte_changed)
        assert len(damaged) <= 65_536
        harness.check(damaged)


def test_the_corpus_is_small_and_every_folder_has_a_harness():
    """
    A clone stays quick, and no input lies where nothing reads it.
    """
    files = [path for path in CORPUS.rglob("*") if path.is_file()]

    assert sum(path.stat().st_size for path in files) < MOST_BYTES
    assert len(files) < MOST_FILES
    assert {path.parent.name for path in files} == set(HARNESSES)


def test_every_harness_has_seeds_among_our_own_small_files():
    """
    A fuzzer that starts from nothing finds nothing.
    """
    for name, harness in HARNESSES.items():
        endings = harness.endings
        ours = [
            *seeds_of(HANDMADE, endings),
            *seeds_of(FOLDER, endings),
            *packed_seeds(FOLDER, endings),
        ]
        assert ours, name


def test_a_shortened_recording_is_read_like_a_short_one():
    """
    Seeds keep their header and summary, and their checksum is right.
    """
    long = fit.fit_file(fit.easy_points(2_000), [fit.Session(elapsed_s=2000.0, distance_m=6e3)])
    short = shortened("run.fit", long)
    read = Readers().read("run.fit", short)

    assert len(short) < len(long) / 10
    assert read.outcome is FileOutcome.IMPORTED
    assert read.recordings[0].elapsed_s == 2000.0


@pytest.mark.parametrize(
    ("read", "promise"),
    [
        (ReadFile(FileOutcome.FAILED), "is told why"),
        (ReadFile(FileOutcome.FAILED, reasons=(sentence("No full stop"),)), "full stop"),
        (ReadFile(FileOutcome.FAILED, reasons=(sentence("A zero\0 in it."),)), "no zero"),
        (ReadFile(FileOutcome.IMPORTED), "holds something"),
    ],
)
def test_the_contract_notices_what_breaks_it(read, promise):
    """
    A check that holds for everything would find nothing.
    """
    with pytest.raises(Broken, match=re.escape(promise)):
        assert_sound_file(read)
