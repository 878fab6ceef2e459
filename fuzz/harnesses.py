"""
One harness per adapter: bytes go in, and what comes out is held against the contract.
"""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from fuzz import mutate
from fuzz.contract import (
    LONGEST_DESCRIPTION,
    LONGEST_NAME,
    UNFORESEEN,
    assert_sound_file,
    assert_sound_plan,
    assert_sound_sentences,
    assert_sound_text,
    assert_within,
    holds,
)
from unknot.app.errors import CannotBeOffered, NotUnderstood
from unknot.app.views import OfferedFile
from unknot.domain.recording import ReadFile
from unknot.intake import registry
from unknot.intake.fit_layout import is_fit, layout_of, split_parts
from unknot.intake.known_sources import known_sources
from unknot.intake.offering import Offering
from unknot.intake.plan_files import PlanFiles
from unknot.intake.registry import Readers
from unknot.store.streams import with_packed_streams

ZONE, TODAY = "Europe/Prague", date(2026, 2, 2)
# An archive of a few kilobytes may hold this many files; reading more of one teaches nothing new.
_MEMBERS_READ = 20


@dataclass(frozen=True, slots=True)
class Harness:
    """
    An adapter as the fuzzer sees it.

    `check` raises what the adapter must not. `mutate` damages a file the way that gets past its
    outer shell: with the checksum made right again, or inside the compressed bytes. `endings`
    tell which sample files it grows from.
    """

    check: Callable[[bytes], None]
    endings: tuple[str, ...]
    mutate: mutate.Mutator = mutate.as_bytes


def _reads(name: str) -> Callable[[bytes], None]:
    def check(content: bytes) -> None:
        read = Readers().read(name, content)
        if any(each.said.startswith(UNFORESEEN) for each in read.reasons):
            # Once more without the net, so that the finding names the place.
            registry._read_file_of(registry._drafts_in(name, content))
        assert_kept_as_read(read)

    return check


def assert_kept_as_read(read: ReadFile) -> None:
    """
    What was read is sound, and its streams survive being packed for the store.
    """
    assert_sound_file(read)
    for run in read.recordings:
        kept = with_packed_streams(run)
        holds(set(kept.streams) == set(run.streams), "every stream is kept")
        for name in run.streams:
            holds(len(kept.streams[name]) == run.n_records, f"{name} is kept whole")


def check_layout(content: bytes) -> None:
    """
    The walk over a FIT file's headers ends, and its parts are the file.
    """
    if not is_fit(content):
        return
    parts, left_over = split_parts(content)
    holds(
        b"".join(part.content for part in parts) + content[len(content) - left_over :] == content,
        "the parts of a file and what is left over are the file",
    )
    for part in parts:
        layout = layout_of(part)
        holds(sum(layout.n_of.values()) <= len(part.content), "a message has at least a byte")


def _offers(name: str, packed: Callable[[bytes], bytes] = bytes) -> Callable[[bytes], None]:
    """
    Everything that lies in a file comes with a verdict, or is read or refused when its turn comes.
    """

    def check(content: bytes) -> None:
        whole = packed(content)
        lone = OfferedFile(name, lambda: whole, lambda: io.BytesIO(whole))
        n_read = 0
        for each in Offering(known_sources()).taken_apart([lone]):
            n_read += each.verdict is None
            if n_read > _MEMBERS_READ:
                return
            holds(each.name.startswith(name), "a member is called by its way in the archive")
            assert_sound_offer(each)

    return check


def assert_sound_offer(offered: OfferedFile) -> None:
    """
    What is known of a file before it is read is sound, and so is what is read of it.
    """
    assert_sound_text(offered.name, 4_000)
    assert_sound_sentences(warning.sentence for warning in offered.warnings)
    if offered.about is not None:
        for text in (offered.about.title, offered.about.gear):
            assert_sound_text(text, LONGEST_NAME)
        assert_sound_text(offered.about.description, LONGEST_DESCRIPTION)
        assert_within("rpe", offered.about.rpe, 0, 10)
    if offered.verdict is not None:
        assert_kept_as_read(offered.verdict)
        return
    try:
        content = offered.read()
    except CannotBeOffered as refused:
        assert_sound_sentences((refused.sentence,))
        return
    assert_kept_as_read(Readers().read(offered.name, content))


def _as_strava_export(table: bytes) -> bytes:
    """
    A list of activities as its archive has it, with a file that a row may name.
    """
    members = [("activities.csv", table), ("activities/1.gpx", b"<gpx/>")]
    return mutate.zipped(members, zipfile.ZIP_STORED)


def _as_garmin_export(listed: bytes) -> bytes:
    """
    A list of activities or days in the folders that Garmin makes.
    """
    folder = "DI_CONNECT/DI-Connect-Fitness"
    members = [(f"{folder}/a_0_summarizedActivities.json", listed), (f"{folder}/7000001.fit", b"")]
    return mutate.zipped(members, zipfile.ZIP_STORED)


def _reads_plan(name: str, on: date | None = None) -> Callable[[bytes], None]:
    def check(content: bytes) -> None:
        try:
            plan = PlanFiles().read(name, content, ZONE, TODAY, on)
        except NotUnderstood as refused:
            assert_sound_sentences((refused.sentence,))
            return
        assert_sound_plan(plan)

    return check


HARNESSES: dict[str, Harness] = {
    "fit": Harness(_reads("run.fit"), (".fit",), mutate.fit),
    "fit-layout": Harness(check_layout, (".fit",), mutate.fit),
    "gpx": Harness(_reads("run.gpx"), (".gpx",), mutate.xml),
    "tcx": Harness(_reads("run.tcx"), (".tcx",), mutate.xml),
    "gz": Harness(_reads("run.fit.gz"), (".gz",), mutate.gz),
    "zip": Harness(_offers("runs.zip"), (".zip",), mutate.zip_archive),
    "table": Harness(_reads("log.csv"), (".csv",), mutate.cells),
    "garmin-json": Harness(_reads("sleepData.json"), (".json",), mutate.json_text),
    "strava-list": Harness(_offers("export.zip", _as_strava_export), (".csv",), mutate.cells),
    "garmin-export": Harness(
        _offers("export.zip", _as_garmin_export), (".json",), mutate.json_text
    ),
    "apple-export": Harness(_offers("export.xml"), (".xml",), mutate.xml),
    "apple-document": Harness(_reads("export.xml"), (".xml",), mutate.xml),
    "plan-ics": Harness(_reads_plan("plan.ics"), (".ics",), mutate.lines),
    "plan-fit": Harness(_reads_plan("plan.fit", TODAY), (".fit",), mutate.fit),
    "plan-csv": Harness(_reads_plan("plan.csv"), (".csv",), mutate.cells),
}
