"""
A runner with a sore left calf, from the first page to the record of ten minutes of care, on a phone.
"""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import httpx
import pytest

from tests.web.conftest import NOW, GoingClock, serving
from tests.web.test_browser import (  # noqa: F401 - fixtures and the marks
    VARIANTS,
    chromium,
    note,
    pytestmark,
)
from tests.web.test_browser_session import SENSES, pass_time, steps_of, wait_until_sent

PHONE = VARIANTS["phone-light"]
MOST_TAPS = 6
# What the browser itself says of the time in which it was cut off.
WITHOUT_A_NETWORK = (
    "Failed to load resource: net::ERR_INTERNET_DISCONNECTED",
    "An unknown error occurred when fetching the script.",
)


@pytest.fixture
def address(sample_folder: Path, tmp_path: Path) -> Iterator[str]:
    """
    A real server over a copy of the sample, a minute after its plan was made.
    """
    shutil.copytree(sample_folder, tmp_path / "data")
    yield from serving(tmp_path / "data", GoingClock(NOW + timedelta(minutes=1)))


@pytest.fixture
def phone(chromium, address: str):  # noqa: F811
    """
    A phone on Today.
    """
    context = chromium.new_context(reduced_motion="reduce", has_touch=True, **PHONE)
    context.add_init_script(SENSES)
    page = context.new_page()
    page.complaints = []
    page.on("console", lambda said: note(page, said.type, said.text))
    page.on("pageerror", lambda error: page.complaints.append(str(error)))
    page.clock.install(time=NOW)
    page.goto(address + "/", wait_until="networkidle")
    yield page
    context.close()


def check_in_with_a_sore_left_calf(page) -> int:
    """
    From Today to a saved check-in, by taps on the phone; returns how many there were.
    """
    page.tap("nav a[href='/check-in']:visible")
    page.wait_for_url("**/check-in", wait_until="networkidle")
    # Behind the calf one looks from the back, so the person's left is on the left.
    calf = page.locator(".view.back .legs use[data-region='calf.left']").first.bounding_box()
    page.touchscreen.tap(calf["x"] + calf["width"] / 2, calf["y"] + calf["height"] / 2)
    page.tap("#part-calf\\.left label:has([value='7'])")
    page.tap("button.btn-primary:has-text('Save check-in')")
    page.locator(".hero", has_text="Ease your left calf").wait_for(timeout=10_000)
    return 4


def test_from_a_sore_calf_to_a_record_of_ten_minutes(phone, address):
    """
    Check-in, the hero turns, the routine is for the left calf, runs without a network to its end
    with pause and skip, and its record is there afterwards; the plan has changed and says why.
    """
    before = phone.text_content(".hero h2")
    assert check_in_with_a_sore_left_calf(phone) <= MOST_TAPS
    assert before != "Ease your left calf"

    phone.tap(".hero a:has-text('Start')")
    phone.wait_for_url("**/session*", wait_until="networkidle")
    steps = steps_of(phone)
    assert (steps[0]["region"], {step["side"] for step in steps}) == ("calf", {"left"})
    assert sum(step["seconds"] + step["ready_s"] for step in steps) <= 600

    phone.context.set_offline(True)
    phone.tap("#go")
    pass_time(phone, steps[0]["ready_s"] + 20)
    phone.tap("#pl-pause")
    pass_time(phone, 30)
    phone.tap("#pl-pause")
    pass_time(phone, steps[0]["seconds"] - 20)
    pass_time(phone, steps[1]["ready_s"] + 5)
    phone.tap("[data-do=skip]")
    while phone.is_visible("#player"):
        pass_time(phone, 30)
    assert httpx.get(address + "/api/v1/sessions").json() == []
    for fieldset in phone.query_selector_all("#after-form fieldset"):
        fieldset.query_selector("label:has([value='4'])").click()
    phone.click("#after-form button")

    phone.context.set_offline(False)
    phone.evaluate("dispatchEvent(new Event('online'))")
    wait_until_sent(phone)
    [kept] = httpx.get(address + "/api/v1/sessions").json()
    assert [step["end"] for step in kept["steps"][:2]] == ["done", "skipped"]
    assert kept["steps"][0]["done_s"] == steps[0]["seconds"]

    phone.goto(address + "/", wait_until="networkidle")
    assert phone.text_content(".hero h2") != "Ease your left calf"
    assert [said for said in phone.complaints if not said.startswith(WITHOUT_A_NETWORK)] == []


def test_the_plan_says_that_the_check_in_changed_it(phone, address):
    """
    After the check-in the plan is made anew, and names the report among what changed it.
    """
    check_in_with_a_sore_left_calf(phone)
    for _turn in range(40):
        decided = httpx.get(address + "/api/v1/plan").json()
        codes = {each["reason"]["code"] for each in decided.get("changes", [])}
        if "check-in-came" in codes:
            break
        phone.wait_for_timeout(250)
    assert "check-in-came" in codes

    phone.goto(address + "/plan", wait_until="networkidle")
    card = phone.text_content("section[aria-labelledby=ch]")
    assert "left calf" in card
    assert "7 of 10" in card
