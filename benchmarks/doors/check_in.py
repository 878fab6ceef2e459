"""
How soon can a runner touch the check-in on a slow phone?

Chromium on a screen of 390 x 844 with the processor slowed down four times (the protocol's
`Emulation.setCPUThrottlingRate`). The page is interactive when a touch on a muscle opens its
numbers: the touch is tried with every frame, and the clock of the page, which starts with the
navigation, is read when the sheet is there. Median of the rounds, once with an empty cache and
once as from the second visit on. Beside it the load of a page without a figure (About) in the
same browser; the ratio tells a slow page from a slow machine. So does the page's own processor time,
slowed down too, which others on a busy machine do not lengthen. Bar: 1 s, with the cache empty.
"""

from __future__ import annotations

import argparse
import json
import os
import statistics
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any

from benchmarks.doors.first_plan import free_port
from benchmarks.doors.start_up import UNKNOT, wait_until_ready

BAR_MS = 1000.0
SLOWER = 4
TOUCH = """() => {
    const muscle = document.querySelector('.view.back .legs [data-region="soleus.left"]');
    if (!muscle) return 0;
    muscle.dispatchEvent(new MouseEvent("click", { bubbles: true }));
    return document.getElementById("part-soleus.left") ? performance.now() : 0;
}"""
LOADED = "() => performance.getEntriesByType('navigation')[0].domContentLoadedEventEnd"


def slowed(context: Any) -> Any:
    """
    A page whose processor is four times slower.
    """
    page = context.new_page()
    context.new_cdp_session(page).send("Emulation.setCPUThrottlingRate", {"rate": SLOWER})
    return page


def interactive_ms(context: Any, address: str) -> tuple[float, float]:
    """
    From the navigation to the first touch that opens the numbers: by the clock, and of it the
    page's own processor time.
    """
    page = slowed(context)
    protocol = context.new_cdp_session(page)
    protocol.send("Performance.enable", {"timeDomain": "threadTicks"})
    page.goto(f"{address}/check-in", wait_until="commit")
    reached = float(page.wait_for_function(TOUCH, polling="raf").json_value())
    metrics = protocol.send("Performance.getMetrics")["metrics"]
    [busy_s] = [each["value"] for each in metrics if each["name"] == "ThreadTime"]
    page.close()
    return reached, 1000 * float(busy_s)


def loaded_ms(context: Any, address: str) -> float:
    """
    The same browser on a page of text.
    """
    page = slowed(context)
    page.goto(f"{address}/about", wait_until="load")
    reached = float(page.evaluate(LOADED))
    page.close()
    return reached


def measure(browser: Any, address: str, rounds: int) -> dict[str, float]:
    """
    Medians in milliseconds of interleaved rounds.
    """
    first: list[float] = []
    busy: list[float] = []
    again: list[float] = []
    plain: list[float] = []
    for _ in range(rounds):
        context = browser.new_context(viewport={"width": 390, "height": 844})
        by_the_clock, own = interactive_ms(context, address)
        first.append(by_the_clock)
        busy.append(own)
        again.append(interactive_ms(context, address)[0])
        context.close()
        context = browser.new_context(viewport={"width": 390, "height": 844})
        plain.append(loaded_ms(context, address))
        context.close()
    return {
        "first_visit_ms": round(statistics.median(first), 1),
        "first_visit_own_ms": round(statistics.median(busy), 1),
        "later_visit_ms": round(statistics.median(again), 1),
        "a_page_of_text_ms": round(statistics.median(plain), 1),
        "times_a_page_of_text": round(statistics.median(first) / statistics.median(plain), 2),
    }


def main() -> None:
    """
    Print the medians, or JSON with --json.
    """
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("--rounds", type=int, default=9)
    asked.add_argument("--json", action="store_true")
    options = asked.parse_args()
    chromium = Path(os.environ.get("UNKNOT_CHROMIUM", "/usr/bin/chromium"))
    if not chromium.exists():
        sys.exit(f"no Chromium at {chromium}: set UNKNOT_CHROMIUM to it")
    from playwright.sync_api import sync_playwright

    port = free_port()
    with tempfile.TemporaryDirectory() as data, sync_playwright() as playwright:
        server = subprocess.Popen(
            [UNKNOT, "--data", data, "serve", "--port", str(port)],
            stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
            env={**os.environ, "BROWSER": "true"},
        )  # fmt: skip
        try:
            address = f"http://127.0.0.1:{port}"
            wait_until_ready(port, "/about")
            browser = playwright.chromium.launch(
                executable_path=str(chromium), args=["--no-sandbox", "--disable-gpu"]
            )
            with_sample(browser, address)
            figures = measure(browser, address, options.rounds)
            browser.close()
        finally:
            server.terminate()
            server.wait(timeout=30)
    if options.json:
        print(json.dumps({**figures, "bar_ms": BAR_MS}, indent=2))
        return
    verdict = "met" if figures["first_visit_ms"] <= BAR_MS else "missed"
    print(
        f"check-in, processor {SLOWER}x slower  first visit {figures['first_visit_ms']:7.1f} ms"
        f" ({figures['times_a_page_of_text']}x a page of text,"
        f" own time {figures['first_visit_own_ms']:.0f} ms)"
        f"  later {figures['later_visit_ms']:7.1f} ms  bar {BAR_MS:g} ms  {verdict}"
    )


def with_sample(browser: Any, address: str) -> None:
    """
    The sample's sore places are in the form, and its plan is made before anything is measured.
    """
    page = browser.new_page()
    page.goto(address)
    page.get_by_role("button", name="Try it").click()
    page.locator("#day").wait_for(timeout=60_000)
    page.wait_for_timeout(3000)
    page.close()


if __name__ == "__main__":
    main()
