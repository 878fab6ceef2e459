"""
The folder that the server watches: set on a page, taken up at once, seen on History.
"""

from __future__ import annotations

import zipfile
from pathlib import Path

import pytest

from tests.web.conftest import Browser, text_of
from tests.web.test_imports import FILES, ON_PURPOSE
from unknot import folder_watch


@pytest.fixture(autouse=True)
def often(monkeypatch):
    """
    A look follows the one before at once.
    """
    monkeypatch.setattr(folder_watch, "LOOK_EVERY_S", 0.01)


@pytest.fixture
def folder(tmp_path) -> Path:
    """
    A folder with two runs, one of them in an archive.
    """
    place = tmp_path / "runs"
    place.mkdir()
    (place / FILES[0][0]).write_bytes(FILES[0][1])
    with zipfile.ZipFile(place / "more.zip", "w") as archive:
        archive.writestr(*FILES[1])
    return place


def wait_for(browser: Browser, is_so) -> None:
    """
    Until it is so; the thread of the watch looks again and again meanwhile.
    """
    watch = browser.client.app.state.door.watch
    for _ in range(3000):
        if is_so():
            return
        watch._thread.join(0.01)
    raise AssertionError("it never was so")


def n_runs(browser: Browser) -> int:
    return len(browser.house.list_runs(browser.runner))


def test_a_folder_set_on_the_page_is_read_without_a_new_start(empty, folder):
    """
    What lies there comes in as one import, what is added later as another; then it rests.
    """
    page = empty.post("/settings/files", {"watch_folder": str(folder)})
    assert f'value="{folder}"' in page
    wait_for(empty, lambda: n_runs(empty) == 2)
    (folder / FILES[2][0]).write_bytes(FILES[2][1])
    wait_for(empty, lambda: n_runs(empty) == 3)
    wait_for(
        empty, lambda: {each.state.value for each in empty.house.imports(empty.runner)} == {"done"}
    )

    # The clock of the test stands still, so neither of the two is the newer one.
    batches = empty.house.imports(empty.runner)
    assert {each.dropped for each in batches} == {(str(folder),)}
    assert sorted(sum(each.counts.values()) for each in batches) == [1, 2]
    history = text_of(empty.get("/history"))
    assert f"New files in {folder} are read by themselves. Last looked at" in history
    assert "runs" in history


def test_a_new_start_reads_nothing_a_second_time(empty, folder):
    """
    Files and archives that an import has told of are known, whatever became of them.
    """
    (folder / "broken.fit").write_bytes(b"nonsense")
    empty.house.change_settings(empty.house.own_runner().id, watch_folder=str(folder))
    wait_for(
        empty, lambda: [each.state.value for each in empty.house.imports(empty.runner)] == ["done"]
    )
    afresh = folder_watch.Watched(empty.house, empty.runner, folder)

    assert [afresh.new() for _ in range(3)] == [None] * 3
    assert sum(empty.house.imports(empty.runner)[0].counts.values()) == 3


def test_a_folder_that_goes_away_is_named_and_found_again(empty, folder):
    """
    History says that it is not there; when it is back, what is new in it is read.
    """
    empty.post("/settings/files", {"watch_folder": str(folder)})
    wait_for(empty, lambda: n_runs(empty) == 2)
    away = folder.rename(folder.with_name("away"))
    wait_for(empty, lambda: "is not there. It is looked for again." in empty.get("/history"))
    (away / FILES[3][0]).write_bytes(FILES[3][1])
    away.rename(folder)

    wait_for(empty, lambda: n_runs(empty) == 3)
    wait_for(empty, lambda: "is not there" not in empty.get("/history"))


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ("{place}/nowhere", "There is no folder"),
        ("{place}/a-file", "is no folder"),
        ("{place}/data", "belongs to the data that Unknot keeps"),
        ("runs", "Name the folder by its whole path"),
    ],
)
def test_what_cannot_be_watched_is_said_beside_its_field(empty, tmp_path, typed, sentence):
    """
    Nothing is kept, and what was typed stands there to be mended.
    """
    (tmp_path / "a-file").write_text("")
    said = typed.format(place=tmp_path)

    page = empty.post("/settings/files", {"watch_folder": said}, status=422)

    assert sentence in page
    assert 'id="watch_folder-wrong"' in page
    assert f'value="{said}"' in page
    assert empty.house.settings(empty.runner).watch_folder == ""


def test_an_empty_field_ends_the_watching(empty, folder):
    """
    What comes later is left alone, and History is silent of it.
    """
    empty.post("/settings/files", {"watch_folder": str(folder)})
    wait_for(empty, lambda: n_runs(empty) == 2)
    empty.post("/settings/files", {"watch_folder": ""})
    watch = empty.client.app.state.door.watch
    wait_for(empty, lambda: watch._state.folder == "")
    (folder / FILES[2][0]).write_bytes(FILES[2][1])
    watch._thread.join(0.2)

    assert n_runs(empty) == 2
    assert "are read by themselves" not in empty.get("/history")


def test_the_sample_watches_nothing(sample, folder):
    """
    Files that come by themselves are the runner's own, and nobody else's.
    """
    page = sample.post("/settings/files", {"watch_folder": str(folder)}, status=422)

    assert "The sample watches no folder" in page
    assert "are read by themselves" not in sample.get("/history")


def test_the_folder_is_set_over_json_with_the_same_care(empty, folder, tmp_path):
    """
    Who may speak to this server may name a folder, and only one that can be watched.
    """
    empty.house.own_runner()
    set_to = empty.client.patch(
        "/api/v1/settings", json={"watch_folder": str(folder)}, headers=ON_PURPOSE
    )
    refused = empty.client.patch(
        "/api/v1/settings", json={"watch_folder": str(tmp_path / "data")}, headers=ON_PURPOSE
    )

    assert set_to.json()["watch_folder"] == str(folder)
    assert (refused.status_code, "belongs to the data" in refused.json()["error"]) == (422, True)
    wait_for(empty, lambda: n_runs(empty) == 2)


def test_a_plan_never_tells_where_files_lie(empty, folder):
    """
    A plan file is sent to others when something is wrong with it.
    """
    runner = empty.house.own_runner().id
    empty.house.change_settings(runner, watch_folder=str(folder))

    given, _decision = empty.house.compute_plan(runner)

    assert given.settings.watch_folder == ""
