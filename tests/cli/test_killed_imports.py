"""
An import that is killed, again and again: nothing that was told is lost, and nothing comes twice.
"""

from __future__ import annotations

import os
import random
import signal
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from itertools import count
from pathlib import Path

import pytest

from tests.killed import (
    assert_everything_once,
    assert_sound,
    forty_runs,
    kill,
    started,
    wait_for_moment,
)
from unknot.app.views import BatchState

KILLS = 50
AT_ONCE = 2


def test_an_import_killed_at_any_moment_loses_and_doubles_nothing(tmp_path):
    """
    Fifty kills at moments drawn by chance, over as many houses as it takes.
    """
    folder = forty_runs(tmp_path / "runs")
    seeds = count(1)

    def kill_so_many(n_kills: int) -> int:
        killed = 0
        while killed < n_kills:
            seed = next(seeds)
            killed += live_through(tmp_path / f"house-{seed}", folder, seed, n_kills - killed)
        return killed

    with ThreadPoolExecutor(AT_ONCE) as together:
        killed = list(together.map(kill_so_many, [KILLS // AT_ONCE] * AT_ONCE))

    assert sum(killed) == KILLS


def live_through(data_dir: Path, folder: Path, seed: int, most_kills: int) -> int:
    """
    One house whose imports are killed until one comes to its end; how many were killed.
    """
    chance = random.Random(seed)
    for killed in range(most_kills + 1):
        program = started(data_dir, "import", folder)
        if killed < most_kills:
            wait_for_moment(program, data_dir, chance)
            was_killed = kill(program)
        else:
            program.communicate()
            was_killed = False
        batch = assert_sound(data_dir)
        # Killed on its way out it is done as well; one more import would be another one.
        if batch is not None and batch.state is BatchState.DONE:
            break
    assert was_killed or program.returncode == 0
    assert_everything_once(data_dir)
    return killed + was_killed


@pytest.mark.skipif(sys.platform != "linux", reason="processes are listed by Linux only")
def test_a_killed_program_leaves_no_worker_behind(tmp_path):
    """
    Only the program itself is killed, as a machine short of memory does; its readers end with it.
    """
    folder = forty_runs(tmp_path / "runs")
    program = started(tmp_path / "house", "import", folder)
    while not (workers := children_of(program.pid)) and program.poll() is None:
        time.sleep(0.005)
    os.kill(program.pid, signal.SIGKILL)
    # The workers hold the other ends: what it says ends with the last of them.
    program.communicate(timeout=60)

    assert workers


def children_of(pid: int) -> list[int]:
    try:
        return [int(each) for each in Path(f"/proc/{pid}/task/{pid}/children").read_text().split()]
    except OSError:
        return []
