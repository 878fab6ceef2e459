"""
How fast does a Strava archive go in that is dropped in the browser, to a finished plan?

614 activities of one runner's four years, as Strava packs them, chosen on History of a fresh house
in a real browser. Measured from the click: the upload, the reading, and the plan that follows; and
how soon after the upload the first event tells of progress. Meanwhile another browser asks for
Today again and again. Bars: 18 activities a second (goal 36), the first event within 1 s, Today at
most 100 ms at the median while the import runs. Needs Chromium and the real recordings.
"""

from __future__ import annotations

import argparse
import http.client
import json
import os
import statistics
import subprocess
import sys
import tempfile
import threading
import time
from pathlib import Path
from typing import Any

from tests.shared_data import shared_data_dir

from benchmarks.doors.first_plan import PLAN_IS_THERE, free_port
from benchmarks.doors.start_up import UNKNOT, wait_until_ready

ACTIVITIES = 614
BAR_A_SECOND, GOAL_A_SECOND = 18.0, 36.0
EVENT_BAR_S, TODAY_BAR_MS = 1.0, 100.0
_TOLD = """() => /[1-9]/.test(document.querySelector("#import-progress [data-said]")?.textContent)
    || document.querySelector("#outcomes")"""


def ask_for_today(port: int, stop: threading.Event, into: list[float]) -> None:
    """
    Today, as another browser opens it, with a breath between.
    """
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=60)
    headers = {"accept": "text/html", "accept-encoding": "gzip"}
    while not stop.wait(0.1):
        began = time.perf_counter()
        connection.request("GET", "/", headers=headers)
        connection.getresponse().read()
        into.append((time.perf_counter() - began) * 1000)


def drop(browser: Any, archive: Path) -> dict[str, float]:
    """
    One fresh house, one archive.
    """
    port = free_port()
    with tempfile.TemporaryDirectory() as data:
        # The questions are answered before, so that the plan that follows is a whole one.
        subprocess.run(
            [UNKNOT, "--data", data, "safety", "answer", "--none"], check=True, capture_output=True
        )
        server = subprocess.Popen(
            [UNKNOT, "--data", data, "serve", "--port", str(port)],
            stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
            env={**os.environ, "BROWSER": "true"},
        )  # fmt: skip
        today: list[float] = []
        stop = threading.Event()
        asking = threading.Thread(target=ask_for_today, args=(port, stop, today))
        try:
            wait_until_ready(port, "/about")
            page = browser.new_page(viewport={"width": 1280, "height": 800})
            page.goto(f"http://127.0.0.1:{port}/history")
            page.set_input_files("#files", str(archive))
            began = time.perf_counter()
            page.locator(".drop button").click(no_wait_after=True)
            page.wait_for_url("**/history/imports/*", timeout=60_000)
            sent = time.perf_counter()
            page.wait_for_function(_TOLD, polling=20, timeout=60_000)
            told = time.perf_counter()
            asking.start()
            page.wait_for_selector("#outcomes", timeout=300_000)
            read = time.perf_counter()
            stop.set()
            page.goto(f"http://127.0.0.1:{port}/")
            page.wait_for_function(PLAN_IS_THERE, polling=20, timeout=60_000)
            planned = time.perf_counter()
            return {
                "a_second": ACTIVITIES / (planned - began),
                "upload_s": sent - began,
                "first_event_s": told - sent,
                "read_s": read - began,
                "planned_s": planned - began,
                "today_ms": statistics.median(today) if today else 0.0,
            }
        finally:
            stop.set()
            server.terminate()
            server.wait(timeout=30)


def main() -> None:
    """
    Print the medians, or JSON with --json.
    """
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("--rounds", type=int, default=3)
    asked.add_argument("--json", action="store_true")
    options = asked.parse_args()
    data = shared_data_dir()
    if data is None:
        sys.exit("The real recordings are not here: set UNKNOT_TEST_DATA to their folder.")
    chromium = Path(os.environ.get("UNKNOT_CHROMIUM", "/usr/bin/chromium"))
    if not chromium.exists():
        sys.exit(f"no Chromium at {chromium}: set UNKNOT_CHROMIUM to it")
    from playwright.sync_api import sync_playwright

    archive = data / "history" / "strava_export_31337001.zip"
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=str(chromium), args=["--no-sandbox", "--disable-gpu"]
        )
        rounds = [drop(browser, archive) for _ in range(options.rounds)]
        browser.close()
    found = {name: statistics.median(each[name] for each in rounds) for name in rounds[0]}
    if options.json:
        print(json.dumps({name: round(value, 2) for name, value in found.items()}, indent=2))
        return
    _print(found)


def _print(found: dict[str, float]) -> None:
    rate, event, today = found["a_second"], found["first_event_s"], found["today_ms"]
    print(
        f"dropped to planned     {rate:7.1f} activities a second  bar {BAR_A_SECOND:.0f}, goal"
        f" {GOAL_A_SECOND:.0f}  {'met' if rate >= BAR_A_SECOND else 'missed'}"
    )
    print(
        f"first event            {event:7.2f} s after the upload   bar {EVENT_BAR_S:.0f}"
        f"            {'met' if event <= EVENT_BAR_S else 'missed'}"
    )
    print(
        f"Today meanwhile        {today:7.1f} ms at the median     bar {TODAY_BAR_MS:.0f}"
        f"          {'met' if today <= TODAY_BAR_MS else 'missed'}"
    )
    print(
        f"sent after {found['upload_s']:.2f} s, read after {found['read_s']:.2f} s, planned after"
        f" {found['planned_s']:.2f} s"
    )


if __name__ == "__main__":
    main()
