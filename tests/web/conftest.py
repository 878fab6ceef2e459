"""
One house with the sample in it, made once and copied for every test that opens its door.
"""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from unknot.bootstrap import House, open_house
from unknot.web.app import make_app
from unknot.web.security import CSRF_COOKIE

# A Tuesday two days after the sample's long run.
NOW = datetime(2026, 11, 24, 16, 40, tzinfo=UTC)
PAGES = (
    "/", "/plan", "/check-in", "/load", "/load?span=all&show=time", "/more", "/history", "/settings", "/safety", "/wrong", "/massage", "/about",
    "/welcome/questions",
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


def text_of(page: str) -> str:
    """
    What a page says, without its markup.
    """
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", page))
