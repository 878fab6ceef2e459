"""
One house with the sample in it, made once and copied for every test that opens its door.
"""

from __future__ import annotations

import re
import shutil
import threading
import time
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from unknot.app.ports import Clock
from unknot.bootstrap import House, imports, open_house
from unknot.domain.recording import ReadFile
from unknot.web.app import make_app
from unknot.web.security import CSRF_COOKIE

# A Tuesday two days after the sample's long run.
NOW = datetime(2026, 11, 24, 16, 40, tzinfo=UTC)
PAGES = (
    "/", "/plan", "/check-in", "/load", "/load?span=all&show=time", "/load/region/quadriceps", "/more", "/history", "/settings", "/safety", "/wrong", "/massage", "/about",
    "/welcome/questions", "/care", "/care?region=calf", "/care/calf-roller", "/care/cold-bath", "/massage/types", "/routine",
    "/benefits", "/benefits/measure/knee-to-wall", "/benefits/measure/sit-and-reach", "/benefits/measure/straight-leg-raise",
    "/account", "/session", "/sessions",
)  # fmt: skip


class StoppedClock:
    """
    Always the same instant.
    """

    def __init__(self, now: datetime = NOW) -> None:
        self.instant = now

    def now(self) -> datetime:
        return self.instant


@dataclass
class Browser:
    """
    A browser without script: it keeps cookies and sends the token of the page with its forms.
    """

    client: TestClient
    house: House

    def get(self, path: str, status: int = 200) -> str:
        answer = self.client.get(path)
        assert answer.status_code == status, answer.text[:600]
        return answer.text

    def post(self, path: str, data: dict | None = None, status: int = 200, files=None) -> str:
        self.client.get("/about")
        token = self.client.cookies[CSRF_COOKIE]
        answer = self.client.post(path, data={"csrf": token, **(data or {})}, files=files)
        assert answer.status_code == status, answer.text[:900]
        place, _slash, batch_id = answer.url.path.rpartition("/")
        if place == "/history/imports":
            return self.get_outcomes(batch_id)
        return answer.text

    def get_outcomes(self, batch_id: str) -> str:
        """
        The page of an import, once it has come to its end.
        """
        assert self.client.app.state.door.jobs.wait_for(batch_id, 120)
        return self.get(f"/history/imports/{batch_id}")

    @property
    def runner(self) -> str:
        runner = self.house.runner()
        assert runner is not None
        return runner.id


@pytest.fixture(scope="session")
def sample_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """
    A data folder with the sample and its plan in it.
    """
    folder = tmp_path_factory.mktemp("sample") / "data"
    house = open_house(folder, StoppedClock())
    house.replan(house.load_sample().id)
    house.close()
    return folder


@pytest.fixture
def sample(sample_folder: Path, tmp_path: Path) -> Iterator[Browser]:
    """
    A browser on a house with the sample in it.
    """
    shutil.copytree(sample_folder, tmp_path / "data")
    yield from browse(tmp_path / "data")


@pytest.fixture
def empty(tmp_path: Path) -> Iterator[Browser]:
    """
    A browser on a house nobody has used yet.
    """
    yield from browse(tmp_path / "data")


def browse(folder: Path) -> Iterator[Browser]:
    """
    A browser on the house over that folder.
    """
    house = open_house(folder, StoppedClock())
    with TestClient(make_app(house), base_url="http://127.0.0.1:8765") as client:
        yield Browser(client, house)
    house.close()


class GoingClock:
    """
    Begins at that instant and goes on, as clocks do.
    """

    def __init__(self, start: datetime = NOW) -> None:
        self._start, self._began = start, time.monotonic()

    def now(self) -> datetime:
        return self._start + timedelta(seconds=time.monotonic() - self._began)


def serving(folder: Path, clock: Clock | None = None) -> Iterator[str]:
    """
    Its address while it runs; the clock stands still unless one is given.
    """
    import uvicorn

    house = open_house(folder, clock or StoppedClock())
    server = uvicorn.Server(uvicorn.Config(make_app(house), port=0, log_level="error"))
    thread = threading.Thread(target=server.run, daemon=True)
    thread.start()
    while not server.started:
        thread.join(0.02)
    yield f"http://127.0.0.1:{server.servers[0].sockets[0].getsockname()[1]}"
    server.should_exit = True
    thread.join(10)
    house.close()


class Gate:
    """
    Files are read one by one, each when somebody lets it through.
    """

    def __init__(self) -> None:
        self._may_pass = threading.Semaphore(0)
        self._is_open = False

    def let_through(self, n_files: int) -> None:
        self._may_pass.release(n_files)

    def open(self) -> None:
        self._is_open = True
        self._may_pass.release(1000)

    def wait(self) -> None:
        if not self._is_open:
            assert self._may_pass.acquire(timeout=60)


@pytest.fixture
def gate(monkeypatch: pytest.MonkeyPatch) -> Iterator[Gate]:
    """
    Slows imports down as much as the test wants. Only where files are read in this process: of
    fewer than eight.
    """
    gate = Gate()
    read = imports.read_for_keeping

    def read_when_let_through(name: str, content: bytes) -> ReadFile:
        gate.wait()
        return read(name, content)

    monkeypatch.setattr(imports, "read_for_keeping", read_when_let_through)
    yield gate
    gate.open()


def text_of(page: str) -> str:
    """
    What a page says, without its markup.
    """
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", page))
