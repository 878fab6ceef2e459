"""
The figure under a finger, in a real browser: what is touched is what is meant.
"""

from __future__ import annotations

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


def touch(page, code: str, view: str) -> None:
    """
    A finger on the middle of a part in the view that is shown.
    """
    box = page.locator(f'.view.{view} use[data-region="{code}"]:visible').first.bounding_box()
    page.mouse.click(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)


def sheet(page, code: str):
    """
    The sheet of a part that was chosen.
    """
    return page.locator(f"#part-{code.replace('.', chr(92) + '.')}")


def test_a_sole_is_touched_on_its_own_side(open_page):  # noqa: F811
    """
    On the phone the soles are the third view; the left heel is on the left, and the view stays.
    """
    page = open_page("/check-in", **VARIANTS["phone-light"])
    page.locator(".seg label", has_text="Soles").click()
    assert page.locator(".view.soles").is_visible()
    assert not page.locator(".view.back").is_visible()
    touch(page, "heel.left", "soles")
    sheet(page, "heel.left").wait_for()

    left = page.locator('.view.soles use[data-region="heel.left"]').bounding_box()
    right = page.locator('.view.soles use[data-region="heel.right"]').bounding_box()
    assert left["x"] < right["x"]
    assert page.locator(".view.soles").is_visible()
    assert sheet(page, "heel.right").count() == 0
    assert page.complaints == []


def test_what_lies_inside_another_is_touched_alone(open_page):  # noqa: F811
    """
    The deep buttock is drawn in the buttock, and beside it the buttock is meant.
    """
    page = open_page("/check-in", **VARIANTS["desk-light"])
    touch(page, "piriformis.right", "back")
    sheet(page, "piriformis.right").wait_for()
    assert sheet(page, "glute-max.right").count() == 0
    box = page.locator('.view.back use[data-region="glute-max.right"]:visible').first.bounding_box()
    page.mouse.click(box["x"] + box["width"] * 0.45, box["y"] + box["height"] * 0.8)
    sheet(page, "glute-max.right").wait_for()


def test_soles_are_there_without_script(open_page):  # noqa: F811
    """
    The switch between the views needs no script.
    """
    page = open_page("/check-in", java_script_enabled=False, **VARIANTS["phone-light"])
    page.locator(".seg label", has_text="Soles").click()

    assert page.locator(".view.soles").is_visible()
    assert not page.locator(".view.front").is_visible()
