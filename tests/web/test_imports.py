"""
Imports on the pages and over JSON: they go on behind the page, and can be stopped and taken back.
"""

from __future__ import annotations

import json
import threading
from pathlib import Path

import httpx
import pytest
from starlette.testclient import TestClient

from tests.web.conftest import Browser, StoppedClock, serving, text_of
from tests.web.test_flows import GPX
from unknot.app.errors import StoreUnusable
from unknot.app.views import BatchState
from unknot.bootstrap import open_house
from unknot.domain.recording import FileOutcome
from unknot.store.store import SqlStore
from unknot.web.app import make_app
from unknot.web.security import CSRF_COOKIE

ON_PURPOSE = {"x-unknot-request": "1"}
FILES = [
    (f"{day}.gpx", GPX.replace("2026-11-23", f"2026-11-{day}").encode()) for day in range(10, 15)
]


def send(browser: Browser, files=FILES) -> str:
    """
    Sends the files as a form does; the import they became, which goes on.
    """
    browser.get("/about")
    data = {"csrf": browser.client.cookies[CSRF_COOKIE]}
    sent = [("files", file) for file in files]
    answer = browser.client.post("/history", data=data, files=sent)
    place, _slash, batch_id = answer.url.path.rpartition("/")
    assert (answer.status_code, place) == (200, "/history/imports")
    return batch_id


def wait_until_told(browser: Browser, batch_id: str, n_files: int) -> None:
    """
    Until so many files are done with.
    """
    jobs = browser.client.app.state.door.jobs
    while (progress := jobs.progress(batch_id)) is None or progress.files < n_files:
        assert not jobs.wait_for(batch_id, 0.01), "the import has ended"


def press(browser: Browser, path: str) -> threading.Thread:
    """
    Somebody presses a button that takes its time.
    """
    pressing = threading.Thread(target=browser.post, args=(path,))
    pressing.start()
    return pressing


def test_the_page_of_an_import_works_without_script(empty, gate):
    """
    It shows how far it is, looks again by itself, and at the end says what became of each file.
    """
    batch_id = send(empty, [*FILES, ("broken.fit", b"nonsense")])
    gate.let_through(2)
    wait_until_told(empty, batch_id, 2)
    meanwhile = empty.get(f"/history/imports/{batch_id}")
    assert "Reading your files" in meanwhile
    assert '<noscript><meta http-equiv="refresh"' in meanwhile
    assert "2 files" in text_of(meanwhile)
    assert "You can close this page" in text_of(meanwhile)
    assert "going on" in text_of(empty.get("/history"))

    gate.open()
    page = empty.get_outcomes(batch_id)

    assert 'http-equiv="refresh"' not in page
    assert "5 imported" in text_of(page)
    assert "1 not read" in text_of(page)
    history = empty.get("/history")
    assert f'href="/history/imports/{batch_id}"' in history
    assert "10.gpx and 5 more" in text_of(history)
    assert len(empty.house.list_runs(empty.runner)) == 5


def test_nothing_sent_is_a_sentence(empty):
    """
    On History and on the first page.
    """
    for path in ("/history", "/welcome/files"):
        assert "Choose a file first" in empty.post(path, status=422)


def test_the_page_hears_of_progress_and_of_the_end(tmp_path, gate):
    """
    The first event comes before any file is done, the last one says that it is over.
    """
    for address in serving(tmp_path / "data"):
        with httpx.Client(base_url=address, timeout=60) as client:
            files = [("files", file) for file in FILES]
            begun = client.post("/api/v1/imports", files=files, headers=ON_PURPOSE).json()
            path = f"/history/imports/{begun['id']}/events"
            with client.stream("GET", path) as answer:
                assert answer.headers["content-type"].startswith("text/event-stream")
                lines = (line for line in answer.iter_lines() if line)
                first = _data_of(next(lines))
                gate.open()
                rest = list(lines)
        assert (first["percent"], first["last"]) == (0, "")
        assert first["said"].startswith("0 files")
        assert rest[-2:] == ["event: done", "data: {}"]
        percents = [_data_of(line)["percent"] for line in rest[:-2]]
        assert percents == sorted(percents)


def _data_of(line: str) -> dict:
    assert line.startswith("data: ")
    return json.loads(line.removeprefix("data: "))


def test_the_stream_of_an_import_that_is_over_ends_at_once(empty, gate):
    """
    A page that was open over night is told to show the outcome; what never was is not found.
    """
    gate.open()
    batch_id = send(empty)
    empty.get_outcomes(batch_id)

    said = empty.get(f"/history/imports/{batch_id}/events")

    assert said == "event: done\ndata: {}\n\n"
    empty.get("/history/imports/i_nothing/events", status=404)


def test_an_import_that_is_stopped_keeps_what_it_has_told(empty, gate):
    """
    It ends after the file it is at; the page says so, and it can be taken back.
    """
    batch_id = send(empty)
    gate.let_through(2)
    wait_until_told(empty, batch_id, 2)
    pressing = press(empty, f"/history/imports/{batch_id}/cancel")
    while not empty.client.app.state.door.jobs._jobs[batch_id].is_cancelled:
        pressing.join(0.01)
    gate.open()
    pressing.join()

    page = text_of(empty.get_outcomes(batch_id))

    assert "You stopped this import. What was read until then is kept." in page
    batch, files = empty.house.show_import(empty.runner, batch_id)
    assert (batch.state, batch.counts) == (BatchState.CANCELLED, {FileOutcome.IMPORTED: 2})
    assert len(files) == len(empty.house.list_runs(empty.runner)) == 2
    assert "taken back" in text_of(empty.post(f"/history/imports/{batch_id}/undo"))
    assert empty.house.list_runs(empty.runner) == ()


def test_an_import_is_taken_back_on_its_page(empty):
    """
    The list of runs is empty again; a second time is refused, and the files can be sent again.
    """
    batch_id = send(empty)
    assert "Undo the import" in empty.get_outcomes(batch_id)

    undone = empty.post(f"/history/imports/{batch_id}/undo")

    assert "nothing of it is kept any more" in text_of(undone)
    assert "Undo the import" not in undone
    assert "No runs yet" in empty.get("/history")
    again = empty.post(f"/history/imports/{batch_id}/undo", status=422)
    assert "undone already" in again
    assert "5 imported" in text_of(empty.get_outcomes(send(empty)))


def test_what_still_goes_on_cannot_be_taken_back(empty, gate):
    """
    Whoever knows the address is told to stop it first.
    """
    batch_id = send(empty)
    page = empty.client.get("/about") and empty.client.post(
        f"/history/imports/{batch_id}/undo", data={"csrf": empty.client.cookies[CSRF_COOKIE]}
    )

    assert page.status_code == 422
    assert "still going on" in page.text
    gate.open()
    assert "5 imported" in text_of(empty.get_outcomes(batch_id))


def test_a_server_that_ends_goes_on_where_it_was(tmp_path, gate):
    """
    What was sent waits on disk; the next start reads the rest, and nothing twice.
    """
    house = open_house(tmp_path / "data", StoppedClock())
    with TestClient(make_app(house), base_url="http://127.0.0.1:8765") as client:
        batch_id = send(Browser(client, house))
        gate.let_through(2)
        wait_until_told(Browser(client, house), batch_id, 2)
        # The server waits for the file it is at.
        threading.Timer(0.5, gate.let_through, [1]).start()
    runner = house.own_runner().id
    assert house.show_import(runner, batch_id)[0].state is BatchState.CUT_OFF
    n_before = len(house.list_runs(runner))
    assert 0 < n_before < 5
    house.close()
    gate.open()

    house = open_house(tmp_path / "data", StoppedClock())
    with TestClient(make_app(house), base_url="http://127.0.0.1:8765") as client:
        page = text_of(Browser(client, house).get_outcomes(batch_id))
    assert "5 imported" in page
    assert len(house.list_runs(runner)) == 5
    assert len(house.imports(runner)) == 1
    assert list((tmp_path / "data" / "incoming").iterdir()) == []
    house.close()


def test_an_import_that_a_full_disk_ended_goes_on_when_it_is_asked_to(empty, gate, monkeypatch):
    """
    The page says why it ended; a button takes it up once there is room.
    """
    batch_id = send(empty)
    gate.let_through(2)
    wait_until_told(empty, batch_id, 2)

    def full(*_given: object) -> None:
        raise StoreUnusable("The disk is full.")

    with monkeypatch.context() as patched:
        patched.setattr(SqlStore, "open", full)
        gate.open()
        page = empty.get_outcomes(batch_id)
    assert "The disk is full." in page
    assert "Go on reading" in page

    done = empty.post(f"/history/imports/{batch_id}/go-on")

    assert "5 imported" in text_of(done)
    assert len(empty.house.list_runs(empty.runner)) == 5


def test_what_was_sent_and_is_gone_has_to_be_sent_again(empty, monkeypatch):
    """
    Going on without the files is not possible, and says so.
    """
    runner = empty.house.own_runner().id
    batch = empty.house.begin_import(runner, ["runs.zip"])

    page = empty.post(f"/history/imports/{batch.id}/go-on", status=422)

    assert "The files are not here any more" in page


@pytest.mark.parametrize("way", ["cancel", "go-on", "undo"])
def test_an_import_that_never_was_is_not_found(empty, way):
    """
    An old or mistyped address is a page that says so.
    """
    empty.house.own_runner()
    empty.post(f"/history/imports/i_nothing/{way}", status=404)


def test_imports_over_json(empty, gate):
    """
    Begun, looked at while it goes on, listed, and taken back; the same fields as on the page.
    """
    files = [("files", file) for file in FILES]
    begun = empty.client.post("/api/v1/imports", files=files, headers=ON_PURPOSE)
    assert (begun.status_code, begun.json()["state"]) == (202, "running")
    address = f"/api/v1/imports/{begun.json()['id']}"
    gate.let_through(1)
    wait_until_told(empty, begun.json()["id"], 1)
    progress = empty.client.get(address).json()["progress"]
    assert (progress["files"], progress["last"]) == (1, "10.gpx")
    assert 0 < progress["bytes_done"] < progress["n_bytes"]
    gate.open()
    empty.get_outcomes(begun.json()["id"])

    done = empty.client.get(address).json()
    assert (done["state"], done["progress"]) == ("done", None)
    assert [each["outcome"] for each in done["files"]] == ["imported"] * 5
    [listed] = empty.client.get("/api/v1/imports").json()
    assert {**listed, "files": done["files"], "progress": None} == done
    undone = empty.client.post(f"{address}/undo", headers=ON_PURPOSE).json()
    assert undone == {"id": begun.json()["id"], "activities_gone": 5}
    assert empty.client.get("/api/v1/runs").json() == []
    again = empty.client.post(f"{address}/undo", headers=ON_PURPOSE)
    assert (again.status_code, "undone already" in again.json()["error"]) == (422, True)


def test_an_import_is_stopped_over_json(empty, gate):
    """
    It ends after the file it is at.
    """
    files = [("files", file) for file in FILES]
    begun = empty.client.post("/api/v1/imports", files=files, headers=ON_PURPOSE).json()
    gate.let_through(1)
    wait_until_told(empty, begun["id"], 1)

    answer = empty.client.post(f"/api/v1/imports/{begun['id']}/cancel", headers=ON_PURPOSE)
    gate.open()
    empty.get_outcomes(begun["id"])

    assert (answer.status_code, answer.json()) == (202, {"id": begun["id"]})
    told = empty.client.get(f"/api/v1/imports/{begun['id']}").json()
    assert (told["state"], told["counts"]["imported"]) == ("cancelled", 1)


def test_a_name_that_leads_elsewhere_leads_nowhere(empty, tmp_path):
    """
    Whatever a browser calls a file, it lies in the folder of its import alone.
    """
    name = "../../../../evil\\..\\../run.gpx"

    page = text_of(empty.get_outcomes(send(empty, [(name, FILES[0][1])])))

    assert "1 imported" in page
    assert list(Path(tmp_path).rglob("evil*")) == []
