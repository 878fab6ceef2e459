"""
A guided session in a real browser: played, paused, hurt, cut off from the network, closed, begun again.
"""

from __future__ import annotations

import json
import shutil
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import httpx
import pytest

from tests.web.conftest import NOW, serving
from tests.web.test_browser import (  # noqa: F401 - fixtures and the marks
    VARIANTS,
    chromium,
    note,
    pytestmark,
)

ASKED = "/session?minutes=15&phase=after&tool=roller&sore=calf:left:6&sore=calf:right:5"
PHONE = VARIANTS["phone-dark"]

# What a phone has: voices of its own and of others, a screen that can be kept awake, vibration.
SENSES = """
window.told = { spoken: [], locks: 0, released: 0, tones: 0, buzzes: [] };
const voices = [
  { name: "far", lang: "en-US", localService: false }, { name: "other", lang: "de-DE", localService: true },
  { name: "near", lang: "en_GB", localService: true },
];
window.SpeechSynthesisUtterance = class { constructor(text) { this.text = text; } };
Object.defineProperty(window, "speechSynthesis", { value: {
  getVoices: () => window.noVoices ? voices.slice(0, 2) : voices, cancel() {}, addEventListener() {},
  speak(said) { told.spoken.push([said.voice.name, said.text]); },
} });
Object.defineProperty(navigator, "wakeLock", { value: {
  request: async (kind) => { told.locks += kind === "screen"; return { release: () => { told.released += 1; } }; } } });
Object.defineProperty(navigator, "vibrate", { value: (how) => { told.buzzes.push(how); return true; } });
// A phone that needs its memory closes a page without a word.
addEventListener("pagehide", (event) => { if (window.isKilled) event.stopImmediatePropagation(); }, true);
const Tone = OscillatorNode;
window.OscillatorNode = class extends Tone { constructor(...given) { super(...given); told.tones += 1; } };
"""


@pytest.fixture
def address(sample_folder: Path, tmp_path: Path) -> Iterator[str]:
    """
    A real server over a copy of the sample.
    """
    shutil.copytree(sample_folder, tmp_path / "data")
    yield from serving(tmp_path / "data")


@pytest.fixture
def open_session(chromium, address: str) -> Iterator:  # noqa: F811
    """
    Opens the page of a session with a clock that moves only when the test says so.
    """
    contexts = []

    def open_it(path: str = ASKED, **options):
        context = chromium.new_context(reduced_motion="reduce", **(options or PHONE))
        contexts.append(context)
        context.add_init_script(SENSES)
        page = context.new_page()
        page.complaints = []
        page.on("console", lambda said: note(page, said.type, said.text))
        page.on("pageerror", lambda error: page.complaints.append(str(error)))
        page.clock.install(time=NOW)
        page.goto(address + path, wait_until="networkidle")
        page.clock.pause_at(NOW + timedelta(minutes=1))
        return page

    yield open_it
    for context in contexts:
        context.close()


def sessions_at(address: str) -> list:
    """
    What the server has.
    """
    return httpx.get(address + "/api/v1/sessions").json()


def steps_of(page) -> list[dict]:
    """
    The steps that the page was given.
    """
    return json.loads(page.text_content("#session-data"))["steps"]


def pass_time(page, seconds: float) -> None:
    """
    The clock goes on, and the page looks at it.
    """
    page.clock.run_for(round(seconds * 1000))


def play_step(page, step: dict) -> None:
    """
    Getting ready, the work, and a look after it.
    """
    pass_time(page, step["ready_s"] + step["seconds"])


def left_of(page) -> str:
    """
    What the big clock says.
    """
    return page.text_content("#pl-left")


def wait_until_sent(page) -> None:
    """
    The outbox is empty, in whatever time the network takes.
    """
    page.clock.resume()
    page.locator("#after-said", has_text="Sent.").wait_for(timeout=10_000)


def wait_until_kept(page) -> None:
    """
    The browser has put the page away for a time without network.
    """
    for _turn in range(100):
        kept = page.evaluate("""async () => {
          for (const name of await caches.keys()) {
            const found = await (await caches.open(name)).match(location.pathname + location.search);
            if (found && name.startsWith("unknot-pages-")) return true;
          }
          return false;
        }""")
        if kept:
            return
        # The first visit is not kept: the worker was not there yet.
        page.wait_for_timeout(100)
        if _turn % 10 == 9:
            page.reload(wait_until="networkidle")
    raise AssertionError("the page was not kept")


def test_a_session_is_played_to_its_end_with_pause_skip_and_hurts(open_session, address):
    """
    What was done is on the server to the second, and what hurt is in today's check-in.
    """
    page = open_session()
    steps = steps_of(page)
    assert len(steps) >= 4
    page.click("#go")

    assert page.text_content("#pl-where") == steps[0]["name"]
    assert page.text_content("#pl-stage") == "Get ready"
    pass_time(page, steps[0]["ready_s"] + 10.1)
    before = left_of(page)
    page.click("#pl-pause")
    pass_time(page, 60)
    assert (before, "Paused") == (left_of(page), page.text_content("#pl-stage"))
    page.click("#pl-pause")
    pass_time(page, steps[0]["seconds"] - 10)
    assert page.text_content("#pl-step") == f"Step 2 of {len(steps)}"

    pass_time(page, steps[1]["ready_s"] + 5)
    page.click("[data-do=skip]")
    pass_time(page, steps[2]["ready_s"] + 12)
    page.click("[data-do=hurts]")
    page.click("#hurts-level label:has([value='7'])")
    assert "see a professional" in page.text_content("#hurts-told")
    page.click("#hurts-go")
    while page.is_visible("#player"):
        pass_time(page, 30)

    assert "of care" in page.text_content("#after-h")
    for fieldset in page.query_selector_all("#after-form fieldset"):
        fieldset.query_selector("label:has([value='3'])").click()
    page.click("#after-form button")
    wait_until_sent(page)

    [kept] = sessions_at(address)
    assert (steps[0]["seconds"], "done") == (kept["steps"][0]["done_s"], kept["steps"][0]["end"])
    assert (kept["steps"][1]["done_s"], kept["steps"][1]["end"]) == (5, "skipped")
    assert (kept["steps"][2]["done_s"], kept["steps"][2]["end"]) == (12, "hurt")
    assert kept["paused_s"] >= 60
    assert {3} == {felt["after"] for felt in kept["feelings"]}
    told = httpx.get(address + "/api/v1/check-ins").json()
    [today] = [each for each in told if each["date"] == NOW.date().isoformat()]
    hurt = {"region": steps[2]["region"], "side": steps[2]["side"]}
    assert {"part": hurt, "score": 7} in today["pain"]
    assert page.complaints == []


def test_with_the_network_cut_it_goes_on_and_is_sent_once(open_session, address):
    """
    Loaded, cut off, played to the end: kept on the phone, sent when the server is in reach.
    """
    page = open_session()
    steps = steps_of(page)
    page.context.set_offline(True)
    page.click("#go")
    for step in steps:
        play_step(page, step)
    pass_time(page, 2)

    assert page.is_visible("#after")
    assert "Kept on this device" in page.text_content("#after-said")
    assert sessions_at(address) == []
    page.context.set_offline(False)
    page.evaluate("dispatchEvent(new Event('online'))")
    wait_until_sent(page)
    page.reload(wait_until="networkidle")

    [kept] = sessions_at(address)
    assert {"done"} == {step["end"] for step in kept["steps"]}
    assert [step["seconds"] for step in steps] == [step["done_s"] for step in kept["steps"]]


def test_a_page_opened_without_a_network_guides_and_records_all_the_same(open_session, address):
    """
    The phone keeps the page of the session: reloaded in flight mode it is there and plays.
    """
    page = open_session()
    wait_until_kept(page)
    page.context.set_offline(True)
    page.reload()
    steps = steps_of(page)
    page.click("#go")
    play_step(page, steps[0])
    page.click("[data-do=leave]")
    page.click("#leave [value=end]")
    page.locator("#after").wait_for()
    assert "Kept on this device" in page.text_content("#after-said")
    page.goto(address + "/")
    page.click("#last-session")
    page.locator("#go").wait_for()
    assert not page.is_visible("#again")
    assert sessions_at(address) == []

    page.context.set_offline(False)
    page.clock.resume()
    page.evaluate("dispatchEvent(new Event('online'))")
    page.locator("#unsent:empty").wait_for(state="attached", timeout=10_000)
    page.reload(wait_until="networkidle")

    [kept] = sessions_at(address)
    assert [steps[0]["seconds"], 0] == [step["done_s"] for step in kept["steps"][:2]]


def test_a_page_that_was_closed_goes_on_at_the_second(open_session):
    """
    Half through the first step the page is closed, and opened again an hour later.
    """
    page = open_session()
    step = steps_of(page)[0]
    page.click("#go")
    pass_time(page, step["ready_s"] + 21)
    before = left_of(page)
    page.clock.pause_at(NOW + timedelta(hours=1))
    page.evaluate("window.isKilled = true")
    page.reload(wait_until="networkidle")

    assert step["name"] in page.text_content("#again-said")
    page.click("#again-go")

    def seconds(clock: str) -> int:
        minutes, rest = clock.split(":")
        return int(minutes) * 60 + int(rest)

    assert abs(seconds(before) - seconds(left_of(page))) <= 1


def test_a_closed_page_can_be_kept_as_it_was_or_forgotten(open_session, address):
    """
    Who does not go on keeps what was done, once.
    """
    page = open_session()
    page.click("#go")
    pass_time(page, steps_of(page)[0]["ready_s"] + 21)
    page.reload(wait_until="networkidle")
    page.click("#again-keep")
    wait_until_sent(page)

    [kept] = sessions_at(address)
    assert kept["steps"][0]["end"] == "skipped"
    assert 20 <= kept["steps"][0]["done_s"] <= 21
    page.reload(wait_until="networkidle")
    assert not page.is_visible("#again")


def test_with_the_keyboard_alone(open_session, address):
    """
    Start with Enter; space pauses, the arrows go on and back, H asks about pain; the end is read.
    """
    page = open_session()
    steps = steps_of(page)
    page.focus("#go")
    page.keyboard.press("Enter")
    pass_time(page, steps[0]["ready_s"] + 5)
    page.keyboard.press("Space")
    assert page.text_content("#pl-stage") == "Paused"
    page.keyboard.press("Space")
    assert page.text_content("#pl-stage") == "To go"
    page.keyboard.press("ArrowRight")
    assert page.text_content("#pl-step") == f"Step 2 of {len(steps)}"
    page.keyboard.press("ArrowLeft")
    assert page.text_content("#pl-step") == f"Step 1 of {len(steps)}"

    page.keyboard.press("h")
    assert page.evaluate("document.activeElement.closest('dialog')?.id") == "hurts"
    page.keyboard.press("Tab")
    page.keyboard.press("Space")
    page.keyboard.press("ArrowRight")
    assert page.is_visible("#hurts-told")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    assert not page.is_visible("#hurts")
    assert page.evaluate("document.activeElement.closest('#player, #after') !== null")
    while page.is_visible("#player"):
        page.keyboard.press("ArrowRight")

    assert page.evaluate("document.activeElement.id") == "after-h"
    wait_until_sent(page)
    [kept] = sessions_at(address)
    assert kept["pain"][0]["score"] == 1


def test_it_is_told_by_a_near_voice_by_tones_and_by_vibration(open_session):
    """
    No remote voice ever speaks; ten seconds before the end and at the end it says so; the status
    speaks once a step.
    """
    page = open_session()
    steps = steps_of(page)
    page.click("#go")
    said = [page.text_content("#pl-said")]
    for _second in range(steps[0]["ready_s"] + steps[0]["seconds"] - 2):
        pass_time(page, 1)
        if page.text_content("#pl-said") != said[-1]:
            said.append(page.text_content("#pl-said"))
    assert said == [
        f"Step 1 of {len(steps)}. {steps[0]['name']}. {steps[0]['change']} {steps[0]['start']}",
        "Ten seconds left.",
    ]
    pass_time(page, 3)

    told = page.evaluate("told")
    assert {"near"} == {voice for voice, _text in told["spoken"]}
    texts = [text for _voice, text in told["spoken"]]
    assert steps[0]["start"] in texts[0]
    assert texts[1] == steps[0]["direction"]
    assert texts[2] == "Ten seconds left."
    assert texts[3].startswith("And done.")
    assert steps[1]["name"] in texts[3]
    assert len(texts) == 4
    assert told["tones"] >= 6
    assert len(told["buzzes"]) >= 6


def test_without_a_voice_of_its_own_it_says_so_once_and_is_silent(open_session):
    """
    A remote voice and one of another language are no voices.
    """
    page = open_session()
    page.add_init_script("window.noVoices = true")
    page.reload(wait_until="networkidle")
    assert "no voice of its own" in page.text_content("#device-note")
    page.click("#go")
    pass_time(page, 60)

    assert page.evaluate("told.spoken") == []


def test_what_is_switched_off_stays_off_on_this_device(open_session):
    """
    Voice, tones, vibration and the dark screen, each by its own switch.
    """
    page = open_session()
    for name in ("voice", "tones", "vibration", "dark"):
        page.click(f"#device label:has([name={name}])")
    page.reload(wait_until="networkidle")
    assert page.get_attribute("html", "data-theme") == ""
    page.click("#go")
    pass_time(page, 60)

    told = page.evaluate("told")
    assert (told["spoken"], told["tones"], told["buzzes"]) == ([], 0, [])


def test_the_screen_stays_awake_from_start_to_end(open_session):
    """
    Asked for at the start, again when the page comes back, let go at the end.
    """
    page = open_session()
    page.click("#go")
    pass_time(page, 2)
    assert page.evaluate("told.locks") == 1
    page.evaluate("document.dispatchEvent(new Event('visibilitychange'))")
    assert page.evaluate("told.locks") == 2
    page.click("[data-do=leave]")
    page.click("#leave [value=end]")
    page.locator("#after").wait_for()

    assert page.evaluate("told.released") == 1
    page.evaluate("document.dispatchEvent(new Event('visibilitychange'))")
    assert page.evaluate("told.locks") == 2


@pytest.mark.parametrize("variant", VARIANTS)
def test_everyone_can_be_guided(open_session, variant):
    """
    Axe finds nothing on the page before, while guided, while asked, and after; nothing sticks out.
    Where the system is light, the dark screen is switched off.
    """
    from axe_playwright_python.sync_playwright import Axe

    page = open_session(**VARIANTS[variant])
    if variant.endswith("light"):
        page.click("#device label:has([name=dark])")

    def check(when: str) -> None:
        page.clock.resume()
        found = Axe().run(page)
        assert found.violations_count == 0, f"{when}: {found.generate_report()}"
        assert page.evaluate("document.documentElement.scrollWidth - innerWidth") <= 0, when

    check("before")
    page.click("#go")
    check("ready")
    page.click("#pl-more summary")
    check("more")
    page.click("[data-do=hurts]")
    page.click("#hurts-level label:has([value='6'])")
    check("asked")
    page.click("#hurts-go")
    page.click("[data-do=leave]")
    check("leaving")
    page.click("#leave [value=end]")
    check("after")
    record = page.get_attribute("#after-record", "href")
    page.locator("#after-said", has_text="Sent.").wait_for(timeout=10_000)
    for path in (record, "/sessions"):
        page.goto(page.url.partition("/session")[0] + path, wait_until="networkidle")
        check(path)
    assert page.complaints == []


def test_a_narrow_and_low_screen_shows_every_key(open_session):
    """
    320 px wide, or a phone at 400 %: nothing scrolls sideways and every key can be reached.
    """
    page = open_session(viewport={"width": 320, "height": 480})
    page.click("#go")

    assert page.evaluate("document.documentElement.scrollWidth") <= 320
    for key in ("back", "pause", "skip", "hurts", "leave"):
        box = page.locator(f"#player [data-do={key}]").bounding_box()
        assert box["x"] >= 0
        assert box["x"] + box["width"] <= 320
        assert min(box["width"], box["height"]) >= 44


def test_without_script_the_steps_can_be_read_and_recorded(open_session, address):
    """
    A list with all the words, and a form.
    """
    page = open_session(java_script_enabled=False, **PHONE)

    assert not page.is_visible("#go")
    page.click("#by-hand-h")
    page.click("text=Record it >> nth=-1")
    assert page.url.startswith(address + "/sessions/h_")
    assert len(sessions_at(address)) == 1
