"""
The check-in in a real browser: few touches, no round trips, and no network for as long as it takes.
"""

from __future__ import annotations

import gzip
import shutil
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path

import pytest

from tests.web.conftest import NOW, StoppedClock, serving
from tests.web.test_browser import CHROMIUM, VARIANTS, note
from tests.web.test_browser import chromium as chromium
from unknot.bootstrap import House, open_house
from unknot.domain.body import BodyPart, Region, Side, Soreness
from unknot.domain.check_in import CheckIn

TODAY = date(2026, 11, 24)
SOLEUS = BodyPart(Region.SOLEUS, Side.LEFT)
PHONE = VARIANTS["phone-light"]
pytestmark = [
    pytest.mark.browser,
    pytest.mark.skipif(
        not CHROMIUM.exists(), reason=f"no Chromium at {CHROMIUM}: set UNKNOT_CHROMIUM to it"
    ),
]


@pytest.fixture
def address(sample_folder: Path, tmp_path: Path) -> Iterator[str]:
    """
    A real server over a copy of the sample, for one test alone.
    """
    shutil.copytree(sample_folder, tmp_path / "data")
    yield from serving(tmp_path / "data")


@pytest.fixture
def house(address: str, tmp_path: Path) -> Iterator[House]:
    """
    The same data seen past the server.
    """
    opened = open_house(tmp_path / "data", StoppedClock())
    yield opened
    opened.close()


@pytest.fixture
def phone(chromium, address: str):
    """
    Opens pages on a phone whose clock is the server's; its service worker is ready when it returns.
    """
    contexts = []

    def open_it(path: str = "/check-in", **options):
        context = chromium.new_context(reduced_motion="reduce", **{**PHONE, **options})
        contexts.append(context)
        page = context.new_page()
        page.complaints = []
        page.on("console", lambda said: note(page, said.type, said.text))
        page.on("pageerror", lambda error: page.complaints.append(str(error)))
        page.clock.set_fixed_time(NOW)
        page.goto(address + path, wait_until="networkidle")
        return page

    yield open_it
    for context in contexts:
        context.close()


# Whether the browser answers for the site itself, with the check-in put aside.
KEPT = """async () => {
    if (!navigator.serviceWorker.controller) return false;
    for (const name of await caches.keys()) {
        if (name.startsWith("unknot-pages-")
            && await (await caches.open(name)).match("/check-in")) return true;
    }
    return false;
}"""


def until_kept(page) -> None:
    """
    Waits until the browser is ready for the time without a network.
    """
    until(lambda: page.evaluate(KEPT), page)


def until(is_so: Callable[[], bool], page) -> None:
    """
    Waits for something that is not on the page.
    """
    for _ in range(100):
        if is_so():
            return
        page.wait_for_timeout(100)
    raise AssertionError("it never came")


def said_today(house: House) -> list[CheckIn]:
    """
    What is kept of today.
    """
    return [each for each in house.check_ins(own(house), TODAY) if each.date == TODAY]


def own(house: House) -> str:
    runner = house.runner()
    assert runner is not None
    return runner.id


# A point of a muscle that is its own and not that of one that lies over it.
PAINTED = """(muscle) => {
  const box = muscle.getBoundingClientRect();
  for (let across = .5; across < 1; across += .02) {
    for (const x of [across, 1 - across]) {
      for (let down = .2; down < .8; down += .05) {
        const at = [box.x + x * box.width, box.y + down * box.height];
        if (document.elementFromPoint(...at) === muscle) return at;
      }
    }
  }
  throw new Error("nothing of it is seen");
}"""


def touch(page, part: str, score: int) -> None:
    """
    Touches the muscle, then the number.
    """
    muscle = page.locator(f'.view.back .legs use[data-region="{part}"]').first
    page.mouse.click(*muscle.evaluate(PAINTED))
    page.locator(f'[id="part-{part}"] label', has_text=str(score)).last.click()


def test_one_sore_place_takes_at_most_six_touches_from_today(phone, house):
    """
    Counted as a browser counts them, on the screen of a phone, with yesterday's sore places there.
    """
    page = phone("/")
    page.add_init_script(
        """addEventListener("click", (event) => {
            if (event.isTrusted && event.detail) {
                sessionStorage.touches = Number(sessionStorage.touches ?? 0) + 1;
            }
        }, true);"""
    )
    page.reload()
    page.locator(".nav a", has_text="Check-in").click()
    page.locator("#sheets .sheet").first.wait_for()
    touch(page, "soleus.left", 6)
    page.get_by_role("button", name="Save check-in").last.click()
    page.get_by_text("Your check-in is saved").wait_for()

    assert int(page.evaluate("sessionStorage.touches")) <= 6
    assert Soreness(SOLEUS, 6) in said_today(house)[0].soreness
    assert page.complaints == []


def test_a_touch_asks_no_server(phone):
    """
    Adding, scoring and removing a part go on in the page: nothing is sent before Save.
    """
    page = phone()
    asked = []
    page.on("request", lambda request: asked.append(request.url))
    touch(page, "soleus.left", 9)
    look = '.view.back .legs use[data-region="soleus.left"]'
    in_list = page.locator('.regions button[value="soleus.left"]')

    assert page.locator(look).first.get_attribute("class") == "m s5"
    assert in_list.get_attribute("aria-pressed") == "true"
    page.get_by_role("button", name="Remove Left lower calf").click()
    assert page.locator(look).first.get_attribute("class") == "m"
    assert in_list.get_attribute("aria-pressed") == "false"
    assert [url for url in asked if "/static/" not in url] == []
    assert page.complaints == []


def test_the_whole_check_in_by_keyboard(phone, house):
    """
    The list is the way in, arrows choose the number, and the figure follows.
    """
    page = phone(**VARIANTS["desk-light"])
    page.get_by_role("button", name="Lower calf, left").focus()
    page.keyboard.press("Enter")
    chosen = page.locator('[id="part-soleus.left"] input:checked')
    chosen.focus()
    page.keyboard.press("ArrowRight")
    page.keyboard.press("ArrowRight")
    assert chosen.get_attribute("value") == "5"
    assert page.locator('use[data-region="soleus.left"]').first.get_attribute("class") == "m s3"
    for _ in range(80):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.matches('.btn-primary')"):
            break
    page.keyboard.press("Enter")
    page.get_by_text("Your check-in is saved").wait_for()

    assert Soreness(SOLEUS, 5) in said_today(house)[0].soreness


def test_without_a_network_it_is_kept_here_and_sent_once(phone, house):
    """
    Saved while the network is cut, still there after a reload, and one record after it is back.
    """
    page = phone()
    until_kept(page)
    page.context.set_offline(True)
    touch(page, "soleus.left", 6)
    page.get_by_role("button", name="Save check-in").last.click()
    page.get_by_text("Saved on this phone, not sent yet").wait_for()
    assert said_today(house) == []

    page.reload()
    page.get_by_text("This page was kept on").wait_for()
    page.get_by_text("Saved on this phone, not sent yet").wait_for()
    assert page.locator('[id="part-soleus.left"] input:checked').get_attribute("value") == "6"

    page.context.set_offline(False)
    page.get_by_text("Saved on this phone, not sent yet").wait_for(state="detached")
    [kept] = said_today(house)
    assert Soreness(SOLEUS, 6) in kept.soreness


def test_a_plan_is_not_shown_without_a_network(phone):
    """
    Today and Plan say that there is no network rather than show an old plan; the check-in opens.
    """
    page = phone()
    until_kept(page)
    page.context.set_offline(True)
    for path in ("/", "/plan"):
        page.goto(page.url.partition("/check-in")[0] + path if "/check-in" in page.url else path)
        page.get_by_role("heading", name="No network").wait_for()
        page.get_by_role("link", name="Check in").click()
        page.get_by_role("heading", name="How do you feel?").wait_for()


def test_an_answer_that_was_lost_does_not_make_two(phone, house):
    """
    The server kept it and the phone never heard: sent again it is the same one, in two tabs too.
    """
    page = phone()
    seen = []

    def lose_first_answer(route) -> None:
        seen.append(route.fetch().json())
        if len(seen) == 1:
            route.abort()
        else:
            route.fulfill(json=seen[-1])

    page.context.route("**/sync", lose_first_answer)
    touch(page, "soleus.left", 6)
    page.get_by_role("button", name="Save check-in").last.click()
    page.get_by_text("Saved on this phone, not sent yet").wait_for()
    first = said_today(house)
    assert len(first) == 1

    other = page.context.new_page()
    other.clock.set_fixed_time(NOW)
    other.goto(page.url)
    page.get_by_role("button", name="Send now").first.click()
    page.get_by_text("Saved on this phone, not sent yet").wait_for(state="detached")

    assert [each["items"][0]["outcome"] for each in seen][:2] == ["kept", "already"]
    assert said_today(house) == first


def test_a_day_told_elsewhere_meanwhile_is_a_choice(phone, house):
    """
    Both are shown; neither is written over unasked. "Mine" is kept once it was chosen.
    """
    page = phone()
    until_kept(page)
    page.context.set_offline(True)
    touch(page, "soleus.left", 6)
    page.get_by_role("button", name="Save check-in").last.click()
    page.get_by_text("not sent yet").wait_for()
    house.check_in(own(house), CheckIn(TODAY, NOW, (Soreness(SOLEUS, 2),), stress=7))

    page.context.set_offline(False)
    page.get_by_role("heading", name="This day was told twice").wait_for()
    assert page.locator("[data-mine] li", has_text="Left lower calf: 6").is_visible()
    assert page.locator("[data-theirs] li", has_text="Left lower calf: 2").is_visible()
    assert said_today(house)[0].stress == 7

    page.get_by_role("button", name="Keep what I said here").click()
    until(lambda: Soreness(SOLEUS, 6) in said_today(house)[0].soreness, page)
    page.locator("#unsent section").wait_for(state="detached")


def test_the_other_word_can_be_kept_instead(phone, house):
    """
    Then what was said here is gone, and what is kept stays as it is.
    """
    page = phone()
    house.check_in(own(house), CheckIn(TODAY, NOW, (Soreness(SOLEUS, 2),), stress=7))
    touch(page, "soleus.left", 6)
    page.get_by_role("button", name="Save check-in").last.click()
    page.get_by_role("button", name="Keep the other").click()
    page.locator("#unsent section").wait_for(state="detached")

    [kept] = said_today(house)
    assert (kept.soreness, kept.stress) == ((Soreness(SOLEUS, 2),), 7)
    assert page.evaluate("unknotOutbox.waiting()") == 0


def test_signing_out_leaves_nothing_in_the_browser(phone, house):
    """
    Neither what is unsent nor the kept pages; and it is asked first about what would be lost.
    """
    page = phone()
    until_kept(page)
    page.context.set_offline(True)
    touch(page, "soleus.left", 6)
    page.get_by_role("button", name="Save check-in").last.click()
    page.get_by_text("not sent yet").wait_for()
    page.evaluate(
        """() => {
            const form = document.createElement("form");
            form.action = "/about";
            form.dataset.signsOut = "";
            form.innerHTML = "<button>Sign out</button>";
            document.querySelector("#main").prepend(form);
        }"""
    )
    asked = []
    page.on("dialog", lambda dialog: (asked.append(dialog.message), dialog.accept()))
    page.get_by_role("button", name="Sign out").click()
    page.wait_for_url("**/about*")
    page.context.set_offline(False)
    kept = page.evaluate(
        """async () => [
            (await caches.keys()).filter((name) => /pages|who/.test(name)).length,
            Object.keys(localStorage).length,
            await new Promise((done) => {
                indexedDB.open("unknot").onsuccess = ({ target }) => {
                    const kept = target.result.transaction("outbox").objectStore("outbox").count();
                    kept.onsuccess = () => done(kept.result);
                };
            }),
        ]"""
    )

    assert len(asked) == 1
    assert kept == [0, 0, 0]
    assert said_today(house) == []


def test_removing_the_sample_leaves_nothing_of_it_in_the_browser(phone):
    """
    Where there is no runner any more, no page of one is kept.
    """
    page = phone()
    until_kept(page)
    page.get_by_role("button", name="Remove the sample").click()
    page.get_by_text("The sample is gone").wait_for()

    pages = "async () => (await caches.keys()).filter((name) => /pages/.test(name)).length"
    until(lambda: page.evaluate(pages) == 0, page)


def test_what_somebody_else_kept_here_is_not_sent(phone, house):
    """
    A browser that two runners use keeps apart what each said.
    """
    page = phone()
    waiting = page.evaluate(
        """async () => {
            document.body.dataset.user = "p_somebodyelse";
            await unknotOutbox.put("check-in", { base: "", fields: [["on", "2026-11-24"]] });
            await unknotOutbox.send();
            return [await unknotOutbox.waiting(), (document.body.dataset.user = arguments[0])];
        }""".replace("arguments[0]", f'"{own(house)}"')
    )[0]

    assert waiting == 1
    assert page.evaluate("unknotOutbox.waiting()") == 0
    assert said_today(house) == []


@pytest.mark.parametrize("path", ["/check-in", "/check-in/history"])
def test_the_scripts_of_the_check_in_stay_light(phone, path):
    """
    All that the page loads, compressed: 40 kB at most.
    """
    page = phone(path)
    addresses = page.evaluate("[...document.scripts].map((each) => each.src).filter(Boolean)")
    bodies = [page.request.get(each).body() for each in addresses]

    assert len(bodies) >= 4
    assert sum(len(gzip.compress(body)) for body in bodies) < 40_000


@pytest.mark.parametrize("variant", VARIANTS)
@pytest.mark.parametrize("path", ["/check-in", "/check-in/history", "/offline"])
def test_everyone_can_read_it_unfolded(phone, path, variant):
    """
    Axe finds nothing with every fold open, and nothing scrolls sideways.
    """
    from axe_playwright_python.sync_playwright import Axe

    page = phone(path, **VARIANTS[variant])
    page.evaluate("document.querySelectorAll('details').forEach((each) => { each.open = true; })")
    found = Axe().run(page)

    assert found.violations_count == 0, found.generate_report()
    assert page.complaints == []
    assert page.evaluate("document.documentElement.scrollWidth - innerWidth") <= 0
