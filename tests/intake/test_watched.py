"""
A watched folder: what counts as new and whole, and what is left alone.
"""

from __future__ import annotations

import os
import zipfile
from pathlib import Path

import pytest

from tests.intake.fit_writer import fit_file
from unknot.app.errors import FolderAway, Refusal
from unknot.intake import watched as module
from unknot.intake.known_sources import known_sources
from unknot.intake.offering import Offering
from unknot.intake.watched import WatchedFolder, folder_to_watch, open_to_watch


@pytest.fixture
def folder(tmp_path) -> Path:
    """
    A folder with one run in it.
    """
    place = tmp_path / "runs"
    place.mkdir()
    (place / "a.fit").write_bytes(fit_file())
    return place


def watching(folder: Path) -> WatchedFolder:
    return WatchedFolder(folder, Offering(), folder.parent / "data")


def test_a_file_is_whole_when_it_stays_the_same(folder):
    """
    It is told at the second look, and once it was taken not again, until it is another file.
    """
    watched = watching(folder)
    assert watched.look() == ()
    assert watched.look() == ("a.fit",)
    watched.take(["a.fit"])
    assert watched.look() == ()

    (folder / "a.fit").write_bytes(fit_file() + b"more")

    assert watched.look() == ()
    assert watched.look() == ("a.fit",)


def test_a_file_that_is_still_written_is_left(folder):
    """
    As long as it grows from look to look nobody reads it.
    """
    watched = watching(folder)
    watched.look()
    watched.take(watched.look())
    with (folder / "b.fit").open("wb") as growing:
        for byte in fit_file()[:5]:
            growing.write(bytes([byte]))
            growing.flush()
            assert watched.look() == ()

    assert watched.look() == ("b.fit",)


def test_a_file_written_anew_in_the_same_length_is_another_one(folder):
    """
    Its time tells, where its length does not.
    """
    watched = watching(folder)
    watched.look()
    os.utime(folder / "a.fit", ns=(1, 1))
    assert watched.look() == ()
    assert watched.look() == ("a.fit",)


@pytest.mark.parametrize(
    "name",
    [
        ".a.fit", "~a.fit", "a.fit~", "a.fit.part", "a.fit.crdownload", "A.FIT.TMP", "a.tmp.download/a.fit",
        ".hidden/a.fit", "notes.txt", "empty.fit",
    ],
)  # fmt: skip
def test_what_is_hidden_or_on_its_way_is_left(folder, name):
    """
    So are files that no reader takes, and empty ones.
    """
    file = folder / name
    file.parent.mkdir(exist_ok=True)
    file.write_bytes(b"" if "empty" in name else fit_file())
    watched = watching(folder)
    watched.look()

    assert watched.look() == ("a.fit",)


def test_folders_and_archives_within_are_looked_into(folder):
    """
    A watch that sorts by year is read with all its years; an archive is taken apart.
    """
    (folder / "2026").mkdir()
    with zipfile.ZipFile(folder / "2026" / "b.zip", "w") as archive:
        archive.writestr("c.fit", fit_file())
    watched = watching(folder)
    watched.look()
    found = watched.look()

    assert found == ("a.fit", os.path.join("2026", "b.zip"))
    assert [each.name for each in watched.offered(found)] == [
        str(folder / "a.fit"),
        str(folder / "2026" / "b.zip") + "!/c.fit",
    ]
    assert [watched.holds_many(name) for name in found] == [False, True]


def test_a_folder_that_is_away_is_said_and_found_again(folder):
    """
    A share that comes back is read on, and what was taken before stays taken.
    """
    watched = watching(folder)
    watched.look()
    watched.take(watched.look())
    away = folder.rename(folder.with_name("away"))
    with pytest.raises(FolderAway, match="is not there"):
        watched.look()
    away.rename(folder)
    (folder / "b.fit").write_bytes(fit_file())

    watched.look()
    assert watched.look() == ("b.fit",)


def test_what_may_not_be_opened_waits(folder, monkeypatch):
    """
    A file without the right to read it is no failure; it is read once we may.
    """
    # Refused here and not by the disk: who runs the tests may be allowed everything.
    locked = {folder / "a.fit"}
    opens, lists = Path.open, os.listdir

    def refuse(place):
        if Path(place) in locked:
            raise PermissionError(13, "Permission denied", str(place))

    monkeypatch.setattr(Path, "open", lambda path, *how: refuse(path) or opens(path, *how))
    monkeypatch.setattr(os, "listdir", lambda path: refuse(path) or lists(path))
    monkeypatch.setattr(os, "access", lambda path, _how: Path(path) not in locked)
    watched = watching(folder)
    watched.look()
    assert watched.look() == ()
    locked.clear()
    assert watched.look() == ("a.fit",)
    locked.add(folder)
    with pytest.raises(FolderAway, match="cannot be opened"):
        watched.look()
    with pytest.raises(Refusal, match="may not look into"):
        open_to_watch(str(folder), folder.parent / "data")


def test_our_own_data_within_a_watched_folder_is_left_out(folder):
    """
    What is sent to the server waits there; it is not read a second time.
    """
    incoming = folder / "data" / "incoming"
    incoming.mkdir(parents=True)
    (incoming / "b.fit").write_bytes(fit_file())
    watched = WatchedFolder(folder, Offering(), folder / "data")
    watched.look()

    assert watched.look() == ("a.fit",)


def test_a_whole_disk_is_not_watched(folder, monkeypatch):
    """
    A folder of too many files is named instead of being gone through every few seconds.
    """
    monkeypatch.setattr(module, "MOST_FILES", 3)
    for number in range(4):
        (folder / f"{number}.txt").write_text("")

    with pytest.raises(Refusal, match="more than 3 files"):
        watching(folder).look()


@pytest.mark.parametrize(
    "said", ["data", "data/incoming", "link", "runs/../data", "a-file", "runs"]
)
def test_only_a_folder_beside_our_data_can_be_watched(tmp_path, folder, said):
    """
    Not the data, by whichever name, no file, and no path that begins nowhere.
    """
    (tmp_path / "data" / "incoming").mkdir(parents=True)
    (tmp_path / "link").symlink_to(tmp_path / "data")
    (tmp_path / "a-file").write_text("")

    if said == "runs":
        assert folder_to_watch(str(folder), tmp_path / "data") == folder
        with pytest.raises(Refusal, match="whole path"):
            folder_to_watch("runs", tmp_path / "data")
    else:
        with pytest.raises(Refusal, match=r"belongs to the data|is no folder"):
            folder_to_watch(str(tmp_path / said), tmp_path / "data")


def test_no_file_is_left_out_for_another_one(folder):
    """
    An export of Apple Health among other files: each is read on its own.
    """
    (folder / "export.xml").write_text(
        '<?xml version="1.0" encoding="UTF-8"?><HealthData locale="en"></HealthData>'
    )
    with zipfile.ZipFile(folder / "b.zip", "w") as archive:
        archive.writestr("c.fit", fit_file())
    watched = WatchedFolder(folder, Offering(known_sources()), folder.parent / "data")
    watched.look()

    offered = {each.name for each in watched.offered(watched.look())}

    assert {
        str(folder / "a.fit"),
        str(folder / "export.xml"),
        f"{folder / 'b.zip'}!/c.fit",
    } <= offered
