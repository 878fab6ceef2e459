"""
Signing in and the account page in a real browser: readable for all, usable without script.
"""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from tests.web.conftest import NOW, GoingClock, StoppedClock, serving
from tests.web.test_browser import CHROMIUM, VARIANTS, chromium, note
from tests.web.test_browser_check_in import SOLEUS, touch, until, until_kept
from unknot.bootstrap import open_house

pytestmark = [
    pytest.mark.browser,
    pytest.mark.skipif(
        not CHROMIUM.exists(), reason=f"no Chromium at {CHROMIUM}: set UNKNOT_CHROMIUM to it"
    ),
]
__all__ = ["chromium"]
PASSPHRASE = "correct horse battery"
LATELY = datetime.now(UTC).date() - timedelta(2)
# Whether the check-in of that runner is put aside.
KEPT_OF = (
    '(await Promise.all((await caches.keys()).filter((name) => name.endsWith("-%s")).map('
    'async (name) => await (await caches.open(name)).match("/check-in")))).some(Boolean)'
)


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


def sign_in(page, passphrase: str = PASSPHRASE, name: str = "jana") -> None:
    """
    As a person does it.
    """
    page.get_by_label("Name").fill(name)
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


@pytest.fixture
def phone_and_house(chromium, tmp_path):
    """
    A phone that is signed in and has put its check-in aside, and the same data past the server.
    """
    folder, clock = tmp_path / "data", GoingClock(datetime.now(UTC))
    house = open_house(folder, clock)
    house.set_passphrase(house.own_runner().id, "Jana", PASSPHRASE)
    house.add_account("Mika", PASSPHRASE)
    for address in serving(folder, clock):
        context = chromium.new_context(reduced_motion="reduce", **VARIANTS["phone-light"])
        page = context.new_page()
        page.goto(f"{address}/check-in")
        sign_in(page)
        page.get_by_role("heading", name="How do you feel?").wait_for()
        until_kept(page)
        yield page, house
        context.close()
    house.close()


def say_without_a_network(page) -> None:
    """
    One sore place, saved while the network is cut.
    """
    page.context.set_offline(True)
    touch(page, "soleus.left", 6)
    page.get_by_role("button", name="Save check-in").last.click()
    page.get_by_text("It goes out by itself when there is a network").wait_for()


def scores(house) -> list[int]:
    """
    What is kept of the lower calf, day by day.
    """
    found = house.check_ins(house.runner_named("Jana").id, LATELY)
    return [sore.score for each in found for sore in each.soreness if sore.part == SOLEUS]


def test_what_was_said_without_a_network_is_sent_once_behind_the_door(phone_and_house):
    """
    It is there after a reload, and one record once the network is back.
    """
    page, house = phone_and_house
    say_without_a_network(page)
    page.reload()
    page.get_by_text("This page was kept on").wait_for()
    page.get_by_text("Saved on this phone, not sent yet").wait_for()
    assert scores(house) == []

    page.context.set_offline(False)
    page.get_by_text("Saved on this phone, not sent yet").wait_for(state="detached")
    page.reload()
    page.get_by_role("heading", name="How do you feel?").wait_for()
    assert scores(house) == [6]


def test_a_sign_in_that_ended_without_a_network_loses_nothing(phone_and_house):
    """
    The page says to sign in; what was said waits for it and is sent once. Signing out clears all.
    """
    page, house = phone_and_house
    say_without_a_network(page)
    house.end_sign_ins(house.runner_named("Jana").id)
    page.context.set_offline(False)
    note = page.locator("#unsent").get_by_text("You are not signed in any more")
    note.wait_for()
    assert scores(house) == []

    page.locator("#unsent").get_by_role("link", name="Sign in").click()
    sign_in(page)
    page.get_by_role("heading", name="How do you feel?").wait_for()
    until(lambda: scores(house) == [6], page)
    assert page.locator("#unsent").inner_text() == ""

    until_kept(page)
    page.goto(page.url.partition("/check-in")[0] + "/account")
    page.get_by_role("button", name="Sign out", exact=True).first.click()
    page.get_by_text("You are signed out").wait_for()
    kept = "async () => (await caches.keys()).filter((name) => /pages|who/.test(name)).length"
    assert page.evaluate(kept) == 0
    assert page.evaluate("localStorage.length") == 0
    assert scores(house) == [6]


def test_the_next_runner_on_a_phone_sees_and_sends_nothing_of_the_one_before(phone_and_house):
    """
    Jana's sign-in ended while something of hers waits. Mika signs in: neither pages nor words of
    hers are shown; they go out when she is back.
    """
    page, house = phone_and_house
    site = page.url.partition("/check-in")[0]
    say_without_a_network(page)
    jana, mika = (house.runner_named(name).id for name in ("Jana", "Mika"))
    page.evaluate(
        f"localStorage.setItem('unknot:{jana}:last-session', JSON.stringify('/session?of=hers'))"
    )
    house.end_sign_ins(jana)
    page.context.set_offline(False)
    page.goto(f"{site}/check-in")
    sign_in(page, name="mika")
    page.get_by_role("heading", name="How do you feel?").wait_for()
    whose = f"async () => {KEPT_OF % mika}"
    until(lambda: page.evaluate(whose), page)
    assert page.locator("#unsent").inner_text() == ""
    assert page.locator('[id="part-soleus.left"]').count() == 0

    page.context.set_offline(True)
    page.goto(f"{site}/plan")
    page.get_by_role("heading", name="No network").wait_for()
    page.wait_for_timeout(300)
    assert page.locator("#last-session").is_hidden()
    page.goto(f"{site}/check-in")
    assert page.locator("body").get_attribute("data-user") == mika
    page.context.set_offline(False)
    page.goto(f"{site}/account")
    page.get_by_role("button", name="Sign out", exact=True).first.click()
    page.get_by_text("You are signed out").wait_for()
    assert scores(house) == []
    assert not house.check_ins(mika, LATELY)

    page.goto(f"{site}/check-in")
    sign_in(page)
    until(lambda: scores(house) == [6], page)
