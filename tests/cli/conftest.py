"""
The command line as a runner meets it: a data folder of its own, and a clock that stands still.
"""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from functools import partial
from pathlib import Path

import pytest
from typer.testing import CliRunner

from unknot import bootstrap
from unknot.cli.main import app

NOW = datetime(2026, 11, 23, 7, 30, tzinfo=UTC)

GPX = """<?xml version="1.0" encoding="UTF-8"?>
<gpx version="1.1" creator="test" xmlns="http://www.topografix.com/GPX/1/1">
 <trk><name>{name}</name><type>running</type><trkseg>
{points}
 </trkseg></trk>
</gpx>
"""


class Answer:
    """
    What a command gave: its exit code, its output, and what it said beside it.
    """

    def __init__(self, result) -> None:
        self.code = result.exit_code
        self.out = result.stdout
        self.said = result.stderr
        self.result = result

    @property
    def json(self):
        return json.loads(self.out)

    def __repr__(self) -> str:
        return f"exit {self.code}\n--- out\n{self.out}\n--- said\n{self.said}"


Unknot = Callable[..., Answer]


@pytest.fixture
def data_dir(tmp_path) -> Path:
    """
    The data folder of this test.
    """
    return tmp_path / "data"


def typing_into(data_dir: Path) -> Unknot:
    """
    Types commands for one data folder. A command that breaks unforeseen fails the test.
    """

    def type_in(*words: object, typed: str | None = None) -> Answer:
        line = ["--data", str(data_dir), *(str(word) for word in words)]
        answer = Answer(CliRunner().invoke(app, line, input=typed))
        reports = [file.read_text() for file in (data_dir / "reports").glob("*")]
        assert "did not foresee" not in answer.said, reports
        return answer

    return type_in


@pytest.fixture(scope="session", autouse=True)
def time_stands_still() -> Iterator[None]:
    """
    It is a Monday morning in Prague in every test here.
    """
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(bootstrap.SystemClock, "now", lambda self: NOW)
        patched.setenv("TZ", "Europe/Prague")
        yield


@pytest.fixture
def unknot(data_dir) -> Unknot:
    """
    Types a command into an empty house.
    """
    return typing_into(data_dir)


@pytest.fixture
def a_run_file(tmp_path) -> Callable[..., Path]:
    """
    Writes a GPX file of a run of some kilometres on a day, at six minutes a kilometre.
    """
    return partial(write_run, tmp_path / "files")


def write_run(folder: Path, day: str = "2026-11-22", km: int = 6, name: str = "run.gpx") -> Path:
    points = [_point(day, second) for second in range(0, km * 360 + 1, 20)]
    file = folder / name
    folder.mkdir(exist_ok=True)
    file.write_text(GPX.format(name="Morning", points="\n".join(points)), encoding="utf-8")
    return file


def _point(day: str, second: int) -> str:
    # One degree of latitude is 111.2 km; six minutes a kilometre are 2.78 m a second.
    latitude = 50 + second / 360 * 1000 / 111_195
    clock = f"{9 + second // 3600:02d}:{second // 60 % 60:02d}:{second % 60:02d}"
    return f'  <trkpt lat="{latitude:.6f}" lon="14.0"><time>{day}T{clock}Z</time></trkpt>'


@pytest.fixture(scope="session")
def a_filled_house(tmp_path_factory, time_stands_still) -> Path:
    """
    The data folder of a runner with six weeks of runs, a budget, prices and answered questions.
    """
    folder = tmp_path_factory.mktemp("filled")
    unknot = typing_into(folder / "data")
    for week in range(1, 7):
        for weekday, km in ((1, 6), (3, 5), (6, 14)):
            day = (NOW - timedelta(weeks=week) + timedelta(days=weekday)).date()
            write_run(folder / "files", day.isoformat(), km, f"{day}.gpx")
    assert unknot("import", folder / "files").code == 0
    unknot("safety", "answer", "--none")
    unknot("settings", "set", "budget", "110")
    unknot("settings", "set", "price", "sports:45:55", "deep-tissue:60:70")
    unknot("settings", "set", "free-time", "tue 18:00-20:30", "thu 17:00-20:00")
    return folder / "data"


@pytest.fixture
def a_runner_with_a_plan(a_filled_house, data_dir) -> Unknot:
    """
    Types into a copy of that runner's house.
    """
    shutil.copytree(a_filled_house, data_dir)
    return typing_into(data_dir)
