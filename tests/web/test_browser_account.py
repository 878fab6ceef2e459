"""
Signing in and the account page in a real browser: readable for all, usable without script.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.web.conftest import NOW, StoppedClock, serving
from tests.web.test_browser import CHROMIUM, VARIANTS, chromium, note
from unknot.bootstrap import open_house

pytestmark = [
    pytest.mark.browser,
    pytest.mark.skipif(
        not CHROMIUM.exists(), reason=f"no Chromium at {CHROMIUM}: set UNKNOT_CHROMIUM to it"
    ),
]
__all__ = ["chromium"]
PASSPHRASE = "correct horse battery"


@pytest.fixture(scope="module")
def locked(tmp_path_factory: pytest.TempPathFactory):
    """
    A real server whose runner has a passphrase and is signed in on a phone.
    """
    folder: Path = tmp_path_factory.mktemp("locked") / "data"
    house = open_house(folder, StoppedClock())
    runner = house.own_runner().id
    house.set_passphrase(runner, "Jana", PASSPHRASE)
    house.begin_sign_in(runner, "Safari, iPhone", "192.168.1.23")
    house.close()
    yield from serving(folder)


@pytest.fixture
def opened(chromium, locked):
    """
    A page of that server, in a browser that is signed in nowhere.
    """
    contexts = []

    def open_it(path: str, **options):
        context = chromium.new_context(reduced_motion="reduce", **options)
        contexts.append(context)
        page = context.new_page()
        page.complaints = []
        page.on("console", lambda said: note(page, said.type, said.text))
        # The server's clock stands still; a check-in from days ahead would not be taken.
        page.clock.set_fixed_time(NOW)
        page.goto(f"{locked}{path}")
        return page

    yield open_it
    for context in contexts:
        context.close()


def sign_in(page, passphrase: str = PASSPHRASE) -> None:
    """
    As a person does it.
    """
    page.get_by_label("Name").fill("jana")
    page.get_by_label("Passphrase").fill(passphrase)
    page.get_by_role("button", name="Sign in").click()


@pytest.mark.parametrize("variant", VARIANTS)
def test_everyone_can_read_the_door_and_the_account(opened, variant):
    """
    Axe finds nothing on either, right or wrong, the console is silent, nothing scrolls sideways.
    """
    from axe_playwright_python.sync_playwright import Axe

    page = opened("/account", **VARIANTS[variant])
    looked_at = []

    def look() -> None:
        found = Axe().run(page)
        assert found.violations_count == 0, found.generate_report()
        assert page.evaluate("document.documentElement.scrollWidth - innerWidth") <= 0
        looked_at.append(page.locator("h1").inner_text())

    look()
    sign_in(page)
    page.get_by_text("Where you are signed in").wait_for()
    look()

    assert looked_at == ["Sign in", "Account"]
    assert page.complaints == []


def test_a_narrow_screen_shows_the_door(opened):
    """
    320 px, or 400 % zoom: no sideways scrolling.
    """
    page = opened("/sign-in", viewport={"width": 320, "height": 640})

    assert page.evaluate("document.documentElement.scrollWidth") <= 320


def test_the_door_works_without_script_and_with_the_keyboard_alone(opened):
    """
    Tab, type, Enter; what is wrong is said and the name stays; the page asked for comes.
    """
    page = opened("/settings", java_script_enabled=False, **VARIANTS["phone-light"])
    page.get_by_label("Name").focus()
    for typed in ("jana", "not that one"):
        page.keyboard.type(typed)
        page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    page.get_by_role("alert").filter(has_text="do not fit together").wait_for()
    assert page.get_by_label("Name").input_value() == "jana"

    page.get_by_label("Passphrase").focus()
    page.keyboard.type(PASSPHRASE)
    page.keyboard.press("Enter")
    page.get_by_role("heading", name="Settings", exact=True).wait_for()


def test_signing_out_is_one_button(opened):
    """
    Back at the door, and going back shows nothing of the account.
    """
    page = opened("/account", **VARIANTS["desk-light"])
    sign_in(page)
    page.get_by_role("button", name="Sign out", exact=True).first.click()
    page.get_by_text("You are signed out").wait_for()
    page.goto(page.url.partition("/sign-in")[0] + "/account")

    page.get_by_role("heading", name="Sign in").wait_for()
