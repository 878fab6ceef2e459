"""
How long from the click on "try it" to the plan on the screen, in a real browser?

Bar: 2 s. Each round has a server and a data folder of its own; the first page is looked at for as
long as its few lines take to read. The plan is there when Today says what to do instead of that a
plan is being made. Needs Chromium and the test requirements.
"""

from __future__ import annotations

import argparse
import json
import os
import socket
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

from benchmarks.doors.start_up import UNKNOT, wait_until_ready

BAR_S = 2.0
READING_S = 2.0
PLAN_IS_THERE = """() => document.querySelector("#day")
    && !document.querySelector("#now").textContent.includes("Making your plan")"""


def free_port() -> int:
    """
    A port that nobody listens on.
    """
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return int(free.getsockname()[1])


def seconds_to_the_plan(browser: Any, reading_s: float) -> float:
    """
    One fresh house, one click.
    """
    port = free_port()
    with tempfile.TemporaryDirectory() as data:
        server = subprocess.Popen(
            [UNKNOT, "--data", data, "serve", "--port", str(port)],
            stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
            env={**os.environ, "BROWSER": "true"},
        )  # fmt: skip
        try:
            wait_until_ready(port, "/about")  # not the first page: that makes things ready
            page = browser.new_page(viewport={"width": 390, "height": 844})
            page.goto(f"http://127.0.0.1:{port}/")
            page.wait_for_timeout(1000 * reading_s)
            began = time.perf_counter()
            page.get_by_role("button", name="Try it").click(no_wait_after=True)
            page.wait_for_function(PLAN_IS_THERE, polling=20)
            return time.perf_counter() - began
        finally:
            server.terminate()
            server.wait(timeout=30)


def main() -> None:
    """
    Print the median, or JSON with --json.
    """
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("--rounds", type=int, default=5)
    asked.add_argument("--reading", type=float, default=READING_S, help="seconds before the click")
    asked.add_argument("--json", action="store_true")
    options = asked.parse_args()
    chromium = Path(os.environ.get("UNKNOT_CHROMIUM", "/usr/bin/chromium"))
    if not chromium.exists():
        sys.exit(f"no Chromium at {chromium}: set UNKNOT_CHROMIUM to it")
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=str(chromium), args=["--no-sandbox", "--disable-gpu"]
        )
        times = [seconds_to_the_plan(browser, options.reading) for _ in range(options.rounds)]
        browser.close()
    median = statistics.median(times)
    if options.json:
        print(json.dumps({"seconds": round(median, 3), "bar_s": BAR_S}, indent=2))
        return
    verdict = "met" if median <= BAR_S else "missed"
    print(f"click to plan  {median:7.3f} s  bar {BAR_S} s  {verdict}")


if __name__ == "__main__":
    main()
