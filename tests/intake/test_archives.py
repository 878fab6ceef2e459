"""
Archives from strangers: opened with care, offered member by member, and never trusted.
"""

from __future__ import annotations

import io
import stat
import zipfile
from dataclasses import replace
from functools import partial

import pytest

from tests.shared_data import needs_shared_data, shared_file
from unknot.app.errors import CannotBeOffered
from unknot.app.views import OfferedFile
from unknot.domain.recording import FileOutcome
from unknot.intake import archives
from unknot.intake.archives import ZipArchive
from unknot.intake.bounded import Limits
from unknot.intake.known_sources import known_sources
from unknot.intake.offering import Offering


def zipped(members, method=zipfile.ZIP_DEFLATED) -> io.BytesIO:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", method) as archive:
        for name, content in members:
            archive.writestr(name, content)
    packed.seek(0)
    return packed


def opened(members, **limits) -> ZipArchive:
    return ZipArchive("runs.zip", zipped(members), Limits(**limits))


def dropped(name: str, content: bytes) -> list[OfferedFile]:
    """
    What is offered of it, each file read in its turn: an archive closes behind its last one.
    """
    lone = OfferedFile(name, lambda: content, lambda: io.BytesIO(content))
    return [
        each if each.verdict else replace(each, read=partial(bytes, each.read()))
        for each in Offering().taken_apart([lone])
    ]


def told(offered) -> dict[str, tuple[FileOutcome, str]]:
    return {
        each.name: (each.verdict.outcome, each.verdict.reason)
        for each in offered
        if each.verdict is not None
    }


def test_members_are_called_by_their_way_through_the_archive():
    """
    A runner sees which file of which archive, and of which archive within it, is meant.
    """
    inner = zipped([("deep/b.fit", b"b")]).getvalue()
    content = zipped([("activities/a.gpx", b"a"), ("more/inner.zip", inner)]).getvalue()

    names = [each.name for each in dropped("runs.zip", content)]

    assert names == ["runs.zip!/activities/a.gpx", "runs.zip!/more/inner.zip!/deep/b.fit"]
    assert [each.read() for each in dropped("runs.zip", content)] == [b"a", b"b"]


def test_what_no_reader_knows_is_said_to_be_left_out():
    """
    Photos beside the activities are skipped, each with its reason; furniture is not even told.
    """
    members = [("a.gpx", b"a"), ("photo.jpg", b"j"), ("__MACOSX/._a.gpx", b""), (".DS_Store", b"")]

    offered = dropped("runs.zip", zipped(members).getvalue())

    assert [each.name for each in offered] == ["runs.zip!/a.gpx", "runs.zip!/photo.jpg"]
    [(outcome, reason)] = told(offered).values()
    assert outcome is FileOutcome.SKIPPED
    assert "does not read" in reason


@pytest.mark.parametrize(
    "name",
    ["../../evil.gpx", "/tmp/evil.gpx", "a/../../evil.gpx", "C:/evil.gpx", "a\\..\\..\\evil.gpx"],
)
def test_a_name_that_leads_elsewhere_is_not_touched(name):
    """
    Whatever a member is called, nothing outside can be meant; the good one beside it goes in.
    """
    offered = dropped("runs.zip", zipped([(name, b"evil"), ("good.gpx", b"good")]).getvalue())

    failed = [each for each in offered if each.verdict is not None]
    assert [each.verdict.warnings[0].code for each in failed] == ["leads-elsewhere"]
    assert [each.read() for each in offered if each.verdict is None] == [b"good"]


def test_a_link_is_not_followed():
    """
    A member that is a link to a file of the machine gives nothing of that file.
    """
    link = zipfile.ZipInfo("link.gpx")
    link.external_attr = (stat.S_IFLNK | 0o777) << 16
    content = zipped([(link, "/etc/passwd")]).getvalue()

    [(outcome, reason)] = told(dropped("runs.zip", content)).values()

    assert outcome is FileOutcome.FAILED
    assert "link" in reason


def test_a_member_that_is_too_large_by_its_own_word_is_not_unpacked():
    """
    What says that it is larger than any recording is believed at once.
    """
    archive = opened([("bomb.fit", b"\0" * 5_000_000)], held_bytes=1_000_000)

    with archive, pytest.raises(CannotBeOffered, match="which no recording needs"):
        archive.read("bomb.fit")


def test_a_member_that_lies_about_its_size_is_stopped_on_the_way():
    """
    What is unpacked is counted while it is unpacked, whatever the archive says.
    """
    packed = bytearray(zipped([("bomb.fit", b"\0" * 5_000_000)]).getvalue())
    said = (5_000_000).to_bytes(4, "little")
    while (place := packed.find(said)) >= 0:
        packed[place : place + 4] = (10).to_bytes(4, "little")

    with ZipArchive("runs.zip", io.BytesIO(packed), Limits(held_bytes=1_000_000)) as archive:
        assert archive.size("bomb.fit") == 10
        try:
            content = archive.read("bomb.fit")
        except CannotBeOffered:
            content = b""
    assert len(content) <= 10


def test_what_packs_too_well_is_a_trap():
    """
    Beyond any ratio that honest files reach, a member is left unread.
    """
    members = [("zeros.gpx", b"\0" * 3_000_000)]
    archive = opened(members, ratio=50, ratio_from_bytes=1_000_000)

    with archive, pytest.raises(CannotBeOffered, match="times its size"):
        archive.read("zeros.gpx")


def test_many_entries_of_the_same_few_bytes_are_a_trap_together():
    """
    Each inner archive alone is within bounds; a hundred of them, all the same bytes, fill a disk.
    """
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("x.zip", b"\0" * 1_000_000)
        archive.filelist.extend(archive.filelist * 99)
    limits = Limits(ratio=50, ratio_from_bytes=1_100_000)
    with ZipArchive("runs.zip", io.BytesIO(packed.getvalue()), limits) as opened_archive:
        reasons = [each.verdict.reason for each in opened_archive.left_out]

    looked_into = [reason for reason in reasons if "not a zip file" in reason]
    assert len(reasons) == 100
    assert len(looked_into) == 4
    assert all("times its size, as no export does" in reason for reason in reasons[5:])


def test_what_is_no_archive_after_all_gives_its_room_back(monkeypatch):
    """
    Inner files that only call themselves archives do not pile up on the disk.
    """
    spools = []
    real = archives.tempfile.SpooledTemporaryFile
    monkeypatch.setattr(
        archives.tempfile,
        "SpooledTemporaryFile",
        lambda *args: spools.append(real(*args)) or spools[-1],
    )
    with opened([("no.zip", b"no archive"), ("yes.zip", zipped([("a.fit", b"a")]).getvalue())]):
        assert [each.closed for each in spools] == [True, False]
    assert all(each.closed for each in spools)


def test_all_members_together_have_a_limit():
    """
    Many honest-looking members may not fill the disk together.
    """
    members = [(f"{n}.gpx", bytes(range(256)) * 4000) for n in range(3)]
    with opened(members, total_bytes=2**20 * 2, ratio=10**6) as archive:
        archive.read("0.gpx")
        archive.read("1.gpx")
        with pytest.raises(CannotBeOffered, match="the rest of it was left unread"):
            archive.read("2.gpx")


def test_archives_in_archives_end_somewhere():
    """
    The third one down is named and left unread; the rest goes on.
    """
    content = zipped([("deepest.gpx", b"x")]).getvalue()
    for depth in range(3):
        content = zipped([(f"{depth}.zip", content), (f"{depth}.gpx", b"y")]).getvalue()

    offered = dropped("runs.zip", content)

    assert [each.read() for each in offered if each.verdict is None] == [b"y", b"y", b"y"]
    [(outcome, reason)] = told(offered).values()
    assert outcome is FileOutcome.FAILED
    assert "too deep" in reason


def test_more_entries_than_anybody_has_are_refused():
    """
    An archive of nothing but names cannot keep the server busy.
    """
    members = [(f"{n}.gpx", b"") for n in range(20)]

    with pytest.raises(CannotBeOffered, match="more than 10 files"):
        opened(members, entries=10)


def test_of_two_files_with_one_name_the_larger_one_is_read():
    """
    Both are told of, so that nothing is lost without a word.
    """
    with pytest.warns(UserWarning, match="Duplicate name"):
        content = zipped([("a.gpx", b"longer"), ("a.gpx", b"x")]).getvalue()

    offered = dropped("runs.zip", content)

    assert [each.read() for each in offered if each.verdict is None] == [b"longer"]
    assert [each.verdict.warnings[0].code for each in offered if each.verdict] == [
        "two-of-that-name"
    ]


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (zipped([("a.gpx", b"a" * 500)]).getvalue()[:-40], "damaged or cut off"),
        (b"no archive at all", "no ZIP archive"),
    ],
    ids=["cut off", "no archive"],
)
def test_an_archive_that_cannot_be_opened_is_one_sentence(content, words):
    """
    Cut off or no archive: the runner is told what to do.
    """
    [(outcome, reason)] = told(dropped("runs.zip", content)).values()

    assert outcome is FileOutcome.FAILED
    assert words in reason


def test_a_damaged_member_stops_no_other():
    """
    One member with wrong bytes fails with a sentence; its neighbour is read.
    """
    packed = bytearray(zipped([("a.gpx", b"a" * 4000), ("b.gpx", b"b")], 0).getvalue())
    packed[200:210] = b"0123456789"

    with ZipArchive("runs.zip", io.BytesIO(packed)) as archive:
        with pytest.raises(CannotBeOffered, match="is damaged"):
            archive.read("a.gpx")
        assert archive.read("b.gpx") == b"b"


def test_a_folder_and_the_archives_in_it_are_gone_through(tmp_path):
    """
    Hidden files and files nobody reads are passed over; archives are taken apart.
    """
    (tmp_path / "sub").mkdir()
    (tmp_path / "sub" / "a.gpx").write_bytes(b"a")
    (tmp_path / "notes.txt").write_bytes(b"n")
    (tmp_path / ".hidden.gpx").write_bytes(b"h")
    (tmp_path / "old.zip").write_bytes(zipped([("b.fit", b"b")]).getvalue())

    offered = list(Offering().at([tmp_path]))

    assert [each.name for each in offered] == [
        f"{tmp_path / 'old.zip'}!/b.fit",
        str(tmp_path / "sub" / "a.gpx"),
    ]


def test_a_file_larger_than_any_recording_is_never_brought_into_memory(tmp_path, monkeypatch):
    """
    Its size is asked first; the other files go on.
    """
    monkeypatch.setattr("unknot.intake.folder.Limits", lambda: Limits(held_bytes=2**20))
    (tmp_path / "a.gpx").write_bytes(b"x" * (2**20 + 1))
    (tmp_path / "b.gpx").write_bytes(b"x")

    large, small = Offering().at([tmp_path])

    with pytest.raises(CannotBeOffered, match="which no recording needs"):
        large.read()
    assert small.read() == b"x"


@needs_shared_data
def test_hostile_archives_give_sentences_and_nothing_else():
    """
    Every archive of the malformed collection is gone through; each trap is named.
    """
    trapped = {
        "zip_bomb_1GiB.zip": "which no recording needs",
        "zip_nested_bomb.zip": "times its size",
        "zip_encrypted_flag.zip": "locked with a password",
        "zip_symlink_entry.zip": "link to another file",
        "zip_path_traversal.zip": "leads out of the archive",
        "zip_truncated.zip": "damaged or cut off",
    }
    for name, words in trapped.items():
        said = []
        for each in Offering().at([shared_file("malformed", name)]):
            if each.verdict is not None:
                said.append(each.verdict.reason)
                continue
            try:
                each.read()
            except CannotBeOffered as refused:
                said.append(str(refused))
        assert any(words in reason for reason in said), name


@pytest.mark.parametrize("export", ["apple", "strava"])
def test_an_archive_beside_an_unpacked_export_is_read_too(tmp_path, export):
    """
    A folder of downloads holds more than one thing; none of them is left out for another.
    """
    if export == "apple":
        (tmp_path / "export.xml").write_text(
            '<?xml version="1.0" encoding="UTF-8"?><HealthData locale="en"></HealthData>'
        )
    else:
        (tmp_path / "activities.csv").write_text("Activity ID,Activity Date,Activity Type\n")
    (tmp_path / "garmin.zip").write_bytes(zipped([("a.fit", b"a")]).getvalue())

    names = [each.name for each in Offering(known_sources()).at([tmp_path])]

    assert str(tmp_path / "garmin.zip") + "!/a.fit" in names
