"""
A server that is killed while it reads files: the next start goes on, without anybody's help.
"""

from __future__ import annotations

import random
import subprocess
import time
from pathlib import Path

import httpx

from tests.killed import (
    N_TOLD,
    assert_everything_once,
    assert_sound,
    forty_runs,
    kill,
    n_told,
    started,
)

KILLS = 3


def test_a_killed_server_goes_on_by_itself(tmp_path):
    """
    Three kills, each some files further: nothing that was told is lost, and nothing comes twice.
    """
    data_dir, chance = tmp_path / "house", random.Random(7)
    server, address = serve(data_dir)
    send(address, forty_runs(tmp_path / "runs"))
    wanted = sorted(chance.sample(range(1, N_TOLD - 1), KILLS))
    for n_files in wanted:
        while n_told(data_dir) < n_files:
            assert server.poll() is None
            time.sleep(0.002)
        kill(server)
        assert_sound(data_dir)
        server, address = serve(data_dir)
    try:
        [batch] = httpx.get(f"{address}/api/v1/imports").json()
        while httpx.get(f"{address}/api/v1/imports/{batch['id']}").json()["progress"]:
            time.sleep(0.1)
    finally:
        kill(server)
    assert_everything_once(data_dir)
    assert list((data_dir / "incoming").iterdir()) == []


def serve(data_dir: Path) -> tuple[subprocess.Popen[str], str]:
    """
    The server, and where it is.
    """
    server = started(data_dir, "serve", "--port", 0)
    assert server.stderr
    address = server.stderr.readline().rpartition(" ")[2].strip()
    assert address.startswith("http://127.0.0.1:")
    return server, address


def send(address: str, folder: Path) -> None:
    """
    Sends every file of a folder at once.
    """
    files = [
        ("files", (file.name, file.read_bytes())) for file in sorted(folder.iterdir(), reverse=True)
    ]
    while True:
        try:
            answer = httpx.post(
                f"{address}/api/v1/imports", files=files, headers={"x-unknot-request": "1"}
            )
        except httpx.ConnectError:
            time.sleep(0.05)  # it says where it will be a moment before it is there
            continue
        assert answer.status_code == 202, answer.text
        return
