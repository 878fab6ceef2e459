"""
Programs that are killed at some moment, and what must hold of the data they leave behind.
"""

from __future__ import annotations

import os
import random
import signal
import sqlite3
import subprocess
import sys
import time
import zipfile
from contextlib import closing
from datetime import timedelta
from pathlib import Path

from tests.intake.fit_writer import START, fit_file
from tests.intake.xml_writer import gpx_file, gpx_points, gpx_track, times
from unknot.app.views import ImportBatch
from unknot.bootstrap import open_house
from unknot.domain.recording import FileOutcome

N_LONE, N_ZIPPED = 30, 10
# The copy of a file is one more that is told of.
N_TOLD, N_RUNS = N_LONE + N_ZIPPED + 1, N_LONE + N_ZIPPED


def forty_runs(folder: Path) -> Path:
    """
    A folder of forty small runs on forty days, ten of them in an archive, and a copy of one.
    """
    folder.mkdir()
    for day in range(N_LONE):
        (folder / f"{day:02d}.gpx").write_bytes(_gpx(day))
    (folder / "copy-of-00.gpx").write_bytes(_gpx(0))
    with zipfile.ZipFile(folder / "ten.zip", "w") as archive:
        for day in range(N_LONE, N_RUNS):
            archive.writestr(f"activities/{day}.fit", fit_file(start=START + timedelta(days=day)))
    return folder


def _gpx(day: int) -> bytes:
    return gpx_file(gpx_track(gpx_points(times(60, START + timedelta(days=day)))))


def started(data_dir: Path, *words: object) -> subprocess.Popen[str]:
    """
    The program with its workers, in a group of its own.
    """
    return subprocess.Popen(
        [sys.executable, "-m", "unknot", "--data", str(data_dir), *map(str, words)],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        start_new_session=True,
    )


def kill(program: subprocess.Popen[str]) -> bool:
    """
    Kills it with all its workers, as a power failure does; False when it had ended by itself.
    """
    was_alive = program.poll() is None
    if was_alive:
        os.killpg(program.pid, signal.SIGKILL)
    program.communicate()
    return was_alive


def wait_for_moment(program: subprocess.Popen[str], data_dir: Path, chance: random.Random) -> None:
    """
    Waits for a moment of its life: so many files further than before, or so long after its start.
    """
    if chance.random() < 0.2:
        _wait(program, chance.uniform(0, 1))
        return
    wanted = n_told(data_dir) + chance.randint(1, 12)
    while program.poll() is None and n_told(data_dir) < wanted:
        time.sleep(0.002)
    _wait(program, chance.uniform(0, 0.01))


def _wait(program: subprocess.Popen[str], seconds: float) -> None:
    end = time.monotonic() + seconds
    while program.poll() is None and time.monotonic() < end:
        time.sleep(0.001)


def n_told(data_dir: Path) -> int:
    """
    How many files the record holds, as another program sees it.
    """
    try:
        with closing(sqlite3.connect(f"file:{data_dir / 'unknot.db'}?mode=ro", uri=True)) as db:
            (count,) = db.execute("SELECT count(*) FROM imported_files").fetchone()
            return int(count)
    except sqlite3.OperationalError:
        return 0  # not there yet


def assert_sound(data_dir: Path) -> ImportBatch | None:
    """
    Whatever the record calls imported is there with its run, once, and nothing else is.
    """
    house = open_house(data_dir)
    try:
        runner = house.own_runner().id
        with house.store.look(runner) as db:
            batches = db.batches()
            assert len(batches) <= 1
            records = [record for batch in batches for record in db.files_of(batch.id)]
            files = [(record.file, record.sha256) for record in records]
            assert len(set(files)) == len(files)
            kept = [each.sha256 for each in records if each.outcome is FileOutcome.IMPORTED]
            assert len(set(kept)) == len(kept)
            assert db.known_digests(kept) == set(kept)
            runs = db.runs()
            found = db.facts_in(kept)
            assert sorted(each.run_id for digest in kept for each in found[digest]) == sorted(
                run.id for run in runs
            )
            for lines in (db.recording_lines(run.id) for run in runs):
                assert [line.chosen for line in lines] == [True]
        return batches[0] if batches else None
    finally:
        house.close()


def assert_everything_once(data_dir: Path) -> None:
    """
    Forty runs, one import that is done, and each file told once.
    """
    batch = assert_sound(data_dir)
    assert batch is not None
    assert batch.state.value == "done"
    assert batch.counts == {FileOutcome.IMPORTED: N_RUNS, FileOutcome.DUPLICATE: 1}
    assert n_told(data_dir) == N_TOLD
