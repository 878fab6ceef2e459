"""
Load and the page of a run in a real browser: drawn with script, whole without.
"""

from __future__ import annotations

import re

import pytest

from tests.web.test_browser import (  # noqa: F401 (fixtures)
    CHROMIUM,
    VARIANTS,
    address,
    chromium,
    open_page,
)

pytestmark = [
    pytest.mark.browser,
    pytest.mark.skipif(
        not CHROMIUM.exists(), reason=f"no Chromium at {CHROMIUM}: set UNKNOT_CHROMIUM to it"
    ),
]

# How many different colours, coarsely, a canvas shows.
COLOURS = """canvas => {
    const { data } = canvas.getContext("2d").getImageData(0, 0, canvas.width, canvas.height);
    const seen = new Set();
    for (let at = 0; at < data.length; at += 4)
        if (data[at + 3] > 200) seen.add(`${data[at] >> 5},${data[at + 1] >> 5},${data[at + 2] >> 5}`);
    return [...seen];
}"""


def longest_run(page) -> str:
    """
    The address of the run that the history shows with the longest way.
    """
    rows = page.evaluate(
        """() => [...document.querySelectorAll("table.runs tbody tr")]
            .map(row => [row.querySelector("a").getAttribute("href"), row.cells[2].textContent])"""
    )
    in_km = [(href, said) for href, said in rows if said.endswith("km")]
    return max(in_km, key=lambda row: float(re.sub(r"[^\d.]", "", row[1])))[0]


@pytest.mark.parametrize("variant", VARIANTS)
def test_the_weeks_are_drawn_in_the_colours_of_the_theme(open_page, variant):  # noqa: F811
    """
    Bars, lines and band in either theme, as wide as their card; the console is silent.
    """
    page = open_page("/load", **VARIANTS[variant])
    canvas = page.locator(".plot canvas")
    canvas.wait_for()
    fits = page.evaluate(
        """() => document.querySelector(".plot canvas").getBoundingClientRect().right
            <= document.querySelector(".plot-card").getBoundingClientRect().right"""
    )

    assert fits
    assert len(canvas.evaluate(COLOURS)) >= 4
    assert page.locator(".keys").get_by_text("42 days").is_visible()
    assert page.complaints == []


def test_pointing_at_a_week_reads_it_out(open_page):  # noqa: F811
    """
    The line beneath tells the week under the pointer, with the numbers of the table.
    """
    page = open_page("/load?span=12-weeks", **VARIANTS["desk-light"])
    over = page.locator(".plot .u-over")
    over.wait_for()
    box = over.bounding_box()
    page.mouse.move(box["x"] + box["width"] * 0.88, box["y"] + box["height"] / 2)
    page.locator("[data-readout]", has_text="Week of 16 November 2026").wait_for()
    said = page.locator("[data-readout] b").inner_text()
    row = page.locator("table.weeks tr", has_text="Mon 16 Nov").locator("td").first.inner_text()

    assert said.endswith(f": {row}")


def test_the_drawing_follows_the_theme_and_the_width(open_page):  # noqa: F811
    """
    Dusk falls or the phone is turned: the same weeks in other colours and another width.
    """
    page = open_page("/load", **VARIANTS["desk-light"])
    page.locator(".plot canvas").wait_for()
    light = page.locator(".plot canvas").evaluate(COLOURS)
    page.emulate_media(color_scheme="dark")
    page.wait_for_function(
        f"""() => JSON.stringify(({COLOURS})(document.querySelector(".plot canvas")))
            !== {light!r}.toString()"""
    )
    page.set_viewport_size({"width": 390, "height": 844})
    page.wait_for_function(
        """() => document.querySelector(".plot canvas").getBoundingClientRect().width < 360"""
    )

    assert page.locator(".plot canvas").evaluate(COLOURS) != light
    assert page.locator(".plot canvas").count() == 1
    assert page.complaints == []


def test_without_script_the_table_tells_everything(open_page):  # noqa: F811
    """
    No empty frame where the drawing would be; the choices are links.
    """
    page = open_page("/load", java_script_enabled=False, **VARIANTS["phone-light"])

    assert not page.locator(".plot").is_visible()
    assert not page.locator(".keys").get_by_text("42 days").is_visible()
    assert page.locator("table.weeks tbody tr").count() > 10
    page.get_by_role("link", name="Distance").click()
    page.get_by_role("link", name="12 weeks").click()
    assert page.locator("table.weeks tbody tr").count() == 12
    assert "km" in page.locator("table.weeks td").nth(2).inner_text()


def test_the_phone_reaches_the_history_through_more(open_page):  # noqa: F811
    """
    Five places in the bar, and the others behind the last; the desk has them all in its rail.
    """
    page = open_page("/", **VARIANTS["phone-light"])
    assert page.locator(".nav .place:visible").count() == 5
    page.locator(".nav").get_by_role("link", name="More").click()
    page.locator("main").get_by_role("link", name="History").click()
    page.get_by_role("heading", name="History").wait_for()
    assert page.locator(".nav .place[aria-current]:visible").inner_text() == "More"

    desk = open_page("/", **VARIANTS["desk-light"])
    assert desk.locator(".nav .place:visible").all_inner_texts() == [
        "Today", "Check-in", "Plan", "Load", "Benefits", "History", "Settings",
    ]  # fmt: skip


@pytest.mark.parametrize("variant", VARIANTS)
def test_everyone_can_read_the_page_of_a_run(open_page, variant):  # noqa: F811
    """
    Axe finds nothing on splits and curves, and nothing scrolls sideways.
    """
    from axe_playwright_python.sync_playwright import Axe

    history = open_page("/history?shown=200", **VARIANTS[variant])
    page = open_page(longest_run(history), **VARIANTS[variant])
    found = Axe().run(page)

    assert page.locator("table.splits tbody tr").count() > 5
    assert page.locator(".curve polyline").count() >= 2
    assert found.violations_count == 0, found.generate_report()
    assert page.evaluate("document.documentElement.scrollWidth - innerWidth") <= 0
    assert page.complaints == []


def test_taking_over_what_is_found_keeps_what_was_typed(open_page):  # noqa: F811
    """
    A race half typed stays in its field when the button above it is pressed.
    """
    page = open_page("/welcome/questions", **VARIANTS["desk-light"])
    page.locator("#budget").fill("55")
    page.get_by_role("button", name="Use it: Threshold pace").click()
    page.get_by_text("Set. You can change it").wait_for()

    assert page.locator("#budget").input_value() == "55"
    assert page.get_by_role("button", name="Use it: Threshold pace").count() == 0
    assert page.complaints == []
