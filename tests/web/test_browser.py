"""
Every page in a real browser: readable for all, usable without script, nothing sticks out.
"""

from __future__ import annotations

import os
import re
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.web.conftest import PAGES, StoppedClock, serving
from tests.web.test_recordings import BEGAN, a_track
from unknot.bootstrap import open_house

CHROMIUM = Path(os.environ.get("UNKNOT_CHROMIUM", "/usr/bin/chromium"))
VARIANTS = {
    "phone-light": {"viewport": {"width": 390, "height": 844}, "color_scheme": "light"},
    "phone-dark": {"viewport": {"width": 390, "height": 844}, "color_scheme": "dark"},
    "desk-light": {"viewport": {"width": 1280, "height": 800}, "color_scheme": "light"},
    "desk-dark": {"viewport": {"width": 1280, "height": 800}, "color_scheme": "dark"},
}
pytestmark = [
    pytest.mark.browser,
    pytest.mark.skipif(
        not CHROMIUM.exists(), reason=f"no Chromium at {CHROMIUM}: set UNKNOT_CHROMIUM to it"
    ),
]


@pytest.fixture(scope="module")
def chromium() -> Iterator:
    """
    One browser for the whole file.
    """
    sync_api = pytest.importorskip("playwright.sync_api")
    with sync_api.sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=str(CHROMIUM),
            args=["--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage"],
        )
        yield browser
        browser.close()


@pytest.fixture(scope="module")
def address(sample_folder: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """
    A real server over a copy of the sample.
    """
    folder = tmp_path_factory.mktemp("served") / "data"
    shutil.copytree(sample_folder, folder)
    yield from serving(folder)


@pytest.fixture
def empty_address(tmp_path: Path) -> Iterator[str]:
    """
    A real server over a house nobody has used yet.
    """
    yield from serving(tmp_path / "data")


@pytest.fixture
def open_page(chromium, address: str):
    """
    Opens a page in one of the variants; whatever the console complains about is kept.
    """
    contexts = []

    def open_it(path: str, **options):
        context = chromium.new_context(reduced_motion="reduce", **options)
        contexts.append(context)
        page = context.new_page()
        page.complaints = []
        page.on("console", lambda said: note(page, said.type, said.text))
        page.on("pageerror", lambda error: page.complaints.append(str(error)))
        page.goto(path if path.startswith("http") else address + path, wait_until="networkidle")
        return page

    yield open_it
    for context in contexts:
        context.close()


def note(page, kind: str, text: str) -> None:
    """
    Errors and broken policies count; other chatter does not.
    """
    if kind == "error" or "Content Security Policy" in text:
        page.complaints.append(text)


@pytest.mark.parametrize("variant", VARIANTS)
@pytest.mark.parametrize("path", PAGES)
def test_everyone_can_read_the_page(open_page, path, variant):
    """
    Axe finds nothing, the console is silent, and nothing scrolls sideways.
    """
    from axe_playwright_python.sync_playwright import Axe

    page = open_page(path, **VARIANTS[variant])
    found = Axe().run(page)

    assert found.violations_count == 0, found.generate_report()
    assert page.complaints == []
    assert page.evaluate("document.documentElement.scrollWidth - innerWidth") <= 0


@pytest.mark.parametrize("path", PAGES)
def test_a_narrow_screen_shows_everything(open_page, path):
    """
    320 px, or 400 % zoom: no sideways scrolling.
    """
    page = open_page(path, viewport={"width": 320, "height": 640})

    assert page.evaluate("document.documentElement.scrollWidth") <= 320


def test_the_keyboard_skips_to_the_content(open_page):
    """
    The first Tab shows the skip link, and it leads to the main part.
    """
    page = open_page("/", **VARIANTS["desk-light"])
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.className") == "skip"
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "main"


def test_the_check_in_works_without_script(open_page):
    """
    A part is added, scored and saved with forms alone.
    """
    page = open_page("/check-in", java_script_enabled=False, **VARIANTS["desk-light"])
    page.get_by_role("button", name="Lower calf, right").click()
    page.locator("#part-soleus\\.right label", has_text="8").click()
    page.get_by_role("button", name="Save check-in").last.click()

    page.get_by_text("Your check-in is saved").wait_for()
    assert page.get_by_text("Right lower calf").first.is_visible()


def test_touching_the_figure_opens_the_part(open_page):
    """
    With script the muscle is the button, on the side that was touched.
    """
    page = open_page("/check-in", **VARIANTS["desk-light"])
    page.locator('use[data-region="soleus.left"]').first.dispatch_event("click")
    page.locator("#part-soleus\\.left").wait_for()
    page.locator("#part-soleus\\.left label", has_text="9").click()

    look = page.locator('use[data-region="soleus.left"]').first.get_attribute("class")
    assert look == "m s5"
    assert page.complaints == []


def test_the_whole_body_is_a_switch_away(open_page):
    """
    With script and without; it stays when a part is added, and so does the side one looks at.
    """
    for script in (True, False):
        page = open_page("/check-in", java_script_enabled=script, **VARIANTS["phone-light"])
        assert page.locator(".view.back .legs").is_visible()
        page.locator("label", has_text="Whole body").click()
        page.locator(".seg label", has_text="Front").click()
        page.get_by_role("button", name="Shin, left", exact=True).click()
        page.locator("#part-shin\\.left").wait_for()

        assert page.locator(".view.front .whole").is_visible()
        assert not page.locator(".view.front .legs").is_visible()
        assert not page.locator(".view.back .whole").is_visible()
        assert page.complaints == []


def test_a_touch_beside_a_thin_muscle_means_it(open_page):
    """
    On the phone a lower calf is narrower than a fingertip; far from all of them nothing happens.
    """
    page = open_page("/check-in", **VARIANTS["phone-light"])
    calf = page.locator('.view.back .legs use[data-region="soleus.left"]').first.bounding_box()
    middle = calf["y"] + calf["height"] / 2
    page.mouse.click(calf["x"] - 60, middle)
    assert page.locator("#part-soleus\\.left").count() == 0
    page.mouse.click(calf["x"] - 12, middle)
    page.locator("#part-soleus\\.left").wait_for()


def test_a_form_pressed_twice_is_sent_once(open_page):
    """
    An impatient double click notes one massage, not two.
    """
    page = open_page("/massage", **VARIANTS["desk-light"])
    page.locator("#date").fill("2026-11-18")
    page.get_by_role("button", name="Save").dblclick()
    page.get_by_text("Added").wait_for()

    assert page.get_by_text("18 November 2026").count() == 1
    page.get_by_role("button", name="Remove the massage on 18 November 2026").click()
    page.get_by_text("Removed").wait_for()


def test_long_file_names_stay_in_their_card(open_page, empty_address, tmp_path):
    """
    A watch names files without a blank; nothing sticks out, and each bad file has its own reason.
    """
    bad = tmp_path / f"{'WorkoutCustomTargetValues' * 3}.fit"
    bad.write_bytes(b"no")
    empty_file = tmp_path / "b.gpx"
    empty_file.touch()
    page = open_page(f"{empty_address}/", viewport={"width": 320, "height": 640})
    page.locator("#files").set_input_files([bad, empty_file])
    page.get_by_role("button", name="Read the files").click()
    page.get_by_text("None of these files held a run").wait_for()

    assert page.locator(".rows > li").count() == 2
    assert page.evaluate("document.documentElement.scrollWidth") <= 320


def test_the_figure_stands_on_the_right_side(open_page):
    """
    In the view from behind the person's left calf is drawn left of the right one.
    """
    page = open_page("/check-in", **VARIANTS["desk-light"])
    middle = (
        "element => { const box = element.getBoundingClientRect(); return box.x + box.width / 2 }"
    )
    left, right = (
        page.locator(f'.view.back use[data-region="calf.{side}"]').first.evaluate(middle)
        for side in ("left", "right")
    )

    assert left < right


# The note that a plan is being made, as a page that was opened a moment ago still shows it.
NOTE = """() => {
    document.querySelector(".topbar").insertAdjacentHTML("afterend",
        '<div id="planning" data-state="/plan/state"><p data-ready="The new plan is ready.">' +
        'Wait</p><a href="/" hidden>Show it</a></div>');
    document.dispatchEvent(new Event("htmx:after:swap"));
}"""


# In the hero, or in the line of the day while the hero is about something sore.
DONE = "button[name=status][value=done]"


def test_done_is_answered_in_place_and_without_script_too(open_page):
    """
    The same button works both ways, and what was done can be taken back.
    """
    for script in (True, False):
        page = open_page("/", java_script_enabled=script, **VARIANTS["phone-light"])
        page.locator(DONE).first.click()
        page.get_by_text("Marked as done").wait_for()
        page.get_by_role("button", name="Take back").first.click()
        page.get_by_text("Taken back").wait_for()
        page.locator("#planning").wait_for(state="detached")
        assert page.complaints == []


def test_a_new_plan_never_comes_under_somebodys_finger(open_page):
    """
    Who reads the reasons is told that the new plan is ready, and sees it when asked for.
    """
    page = open_page("/", **VARIANTS["phone-light"])
    page.locator("summary", has_text="Why this?").click()
    page.evaluate("document.querySelector('.hero').dataset.same = 'yes'")
    page.evaluate(NOTE)
    page.get_by_text("The new plan is ready").wait_for()
    page.wait_for_timeout(1600)
    assert page.locator(".hero[data-same]").count() == 1
    assert page.locator("details[open]").count() == 1

    page.get_by_role("link", name="Show it").click()
    page.locator("#planning").wait_for(state="detached")
    assert page.locator(".hero[data-same]").count() == 0
    assert page.complaints == []


def test_a_new_plan_shows_itself_when_nobody_is_busy(open_page):
    """
    Only the main part changes; what is on the screen stays there, and its forms work.
    """
    page = open_page("/", **VARIANTS["phone-light"])
    page.evaluate("document.querySelector('.hero').dataset.same = 'yes'")
    page.evaluate("scrollTo(0, 300)")
    top = "document.querySelector('.two').getBoundingClientRect().top"
    before = page.evaluate(top)
    page.evaluate(NOTE)
    page.locator("#planning").wait_for(state="detached")

    assert page.locator(".hero[data-same]").count() == 0
    assert page.evaluate(top) == pytest.approx(before, abs=2)
    page.locator(DONE).first.click()
    page.get_by_text("Marked as done").wait_for()
    assert "said" not in page.url
    page.get_by_role("button", name="Take back").first.click()
    page.get_by_text("Taken back").wait_for()
    assert page.complaints == []


def test_a_day_is_chosen_with_a_link(open_page):
    """
    A click on a day of the grid shows why its care is there.
    """
    page = open_page("/plan", **VARIANTS["desk-light"])
    page.locator(".cal .day:has(.k-massage)").first.click()
    page.wait_for_url("**/plan?day=*")

    assert "massage" in page.locator("#day").inner_text().lower()


def test_a_slider_says_its_value(open_page):
    """
    Moving it changes the word beside it.
    """
    page = open_page("/check-in", **VARIANTS["desk-light"])
    page.locator("#stress").fill("7")

    assert page.locator('output[for="stress"]').inner_text() == "Very, very high"


@pytest.mark.parametrize("variant", VARIANTS)
def test_everyone_can_read_the_first_page(open_page, empty_address, variant):
    """
    The way in is as readable as the rest.
    """
    from axe_playwright_python.sync_playwright import Axe

    page = open_page(f"{empty_address}/", **VARIANTS[variant])
    found = Axe().run(page)

    assert found.violations_count == 0, found.generate_report()
    assert page.complaints == []


def test_the_sample_is_one_click_from_its_plan(open_page, empty_address):
    """
    The click shows that the plan is being made, and then the plan, without another one.
    """
    page = open_page(f"{empty_address}/", **VARIANTS["desk-light"])
    page.get_by_role("button", name="Try it with a real runner").click()
    page.get_by_text("This week").wait_for()
    page.locator("#planning").wait_for(state="detached")
    page.get_by_role("heading", name="Your day").wait_for()

    assert page.get_by_text("Making your plan").count() == 0
    assert page.complaints == []


def test_everyone_can_read_a_run_and_an_emergency(open_page, address):
    """
    The page of one run, and what is said after a warning sign, on the phone at night.
    """
    from axe_playwright_python.sync_playwright import Axe

    page = open_page("/history", **VARIANTS["phone-dark"])
    page.locator("table a").first.click()
    page.get_by_role("heading", name="How hard was it?").wait_for()
    assert Axe().run(page).violations_count == 0

    page.goto(f"{address}/wrong")
    page.locator("input[name=signs]").first.check()
    page.get_by_role("button", name="Report this").click()
    page.get_by_role("heading", name="Call your emergency number").wait_for()
    assert Axe().run(page).violations_count == 0
    assert page.get_by_text("do not drive yourself").first.is_visible()

    page.get_by_role("button", name="It is over").click()
    page.get_by_text("That report is closed").wait_for()


@pytest.mark.parametrize("variant", ["phone-dark", "desk-light"])
def test_everyone_can_read_that_runs_wait(open_page, address, variant):
    """
    With pain on a bone: Today, and the plan with a long run that waits.
    """
    from axe_playwright_python.sync_playwright import Axe

    page = open_page("/wrong", **VARIANTS[variant])
    page.locator("input[name=signs][value=bone-pain]").check()
    page.get_by_role("button", name="Report this").click()
    page.get_by_role("heading", name="No running for now").wait_for()
    for path in ("/", "/plan?day=2026-11-29"):
        page.goto(f"{address}{path}")
        assert page.get_by_text("No running for now").first.is_visible()
        assert page.get_by_text("Not now").last.is_visible()
        found = Axe().run(page)
        assert found.violations_count == 0, found.generate_report()
        assert page.evaluate("document.documentElement.scrollWidth - innerWidth") <= 0

    page.goto(f"{address}/wrong")
    page.get_by_role("button", name="It is over").click()
    page.get_by_text("That report is closed").wait_for()


def test_the_weeks_ahead_open_without_script(open_page):
    """
    Each is a fold of the page itself, and a day in it is one touch away.
    """
    page = open_page("/plan", **VARIANTS["phone-light"], java_script_enabled=False)
    week = page.locator("#coming").locator("xpath=ancestor::section").locator("details").first
    assert not week.locator("li").first.is_visible()

    week.locator("summary").click()
    week.locator("li").first.click()
    page.wait_for_url("**day=2026-11-30*")


def test_many_files_are_read_with_a_bar_that_moves(open_page, empty_address, tmp_path):
    """
    Forty-five files go in parts; one list says what became of each, troubles first.
    """
    from tests.web.test_flows import GPX

    files = []
    for number in range(45):
        name = tmp_path / f"{number:02d}.gpx"
        day = f"2026-{9 + number // 28:02d}-{1 + number % 28:02d}"
        name.write_text(GPX.replace("2026-11-23", day) if number != 30 else "nonsense")
        files.append(name)
    page = open_page(f"{empty_address}/", **VARIANTS["desk-light"])
    page.locator("#files").set_input_files(files)
    page.get_by_role("button", name="Read the files").click()
    page.locator("#outcomes").wait_for(timeout=60_000)

    assert page.locator("details .rows > li").count() == 45
    assert "30.gpx" in page.locator("details .rows > li").first.inner_text()
    assert "44 imported" in page.locator("[data-summary]").inner_text()
    assert page.complaints == []
    page.get_by_role("link", name="Go on").click()
    page.get_by_role("heading", name="What shall the plan fit?").wait_for()


@pytest.mark.parametrize("variant", VARIANTS)
def test_a_recording_is_chosen_split_off_and_joined_again(open_page, tmp_path, variant):
    """
    On the page of a run that a watch and a phone recorded, readable at every step.
    """
    from axe_playwright_python.sync_playwright import Axe

    house = open_house(tmp_path / "data", StoppedClock())
    files = {"watch.gpx": a_track(BEGAN, 1800, rate=150), "phone.gpx": a_track(BEGAN, 1900)}
    for name, content in files.items():
        (tmp_path / name).write_bytes(content)
    house.import_paths(house.own_runner().id, [tmp_path / name for name in files])
    [run] = house.list_runs(house.own_runner().id)
    house.close()

    for served in serving(tmp_path / "data"):
        page = open_page(f"{served}/runs/{run.run_id}", **VARIANTS[variant])
        page.get_by_role("button", name=re.compile(r"^Show this one.*phone\.gpx")).click()
        page.get_by_text("shown, your choice").wait_for()
        assert Axe().run(page).violations_count == 0
        page.get_by_role("button", name=re.compile(r"^This was something else.*phone\.gpx")).click()
        page.get_by_role("heading", name="At the same time").wait_for()
        assert Axe().run(page).violations_count == 0
        assert page.evaluate("document.documentElement.scrollWidth - innerWidth") <= 0
        page.get_by_role("button", name=re.compile("^Join")).click()
        page.get_by_text("One run, counted once").wait_for()
        assert page.get_by_role("heading", name="At the same time").count() == 0
        assert page.complaints == []


def test_an_archive_is_followed_stopped_and_taken_back(open_page, empty_address, tmp_path, gate):
    """
    Dropped on History: the bar moves by itself, Stop ends it, and undone leaves no run.
    """
    import zipfile

    from tests.web.test_flows import GPX

    with zipfile.ZipFile(tmp_path / "export.zip", "w") as archive:
        for day in range(10, 16):
            archive.writestr(f"activities/{day}.gpx", GPX.replace("2026-11-23", f"2026-11-{day}"))
    page = open_page(f"{empty_address}/history", **VARIANTS["desk-light"])
    drop(page, tmp_path / "export.zip")
    page.get_by_role("heading", name="Reading your files").wait_for()
    page.evaluate("document.querySelector('#import-progress').dataset.same = 'yes'")
    bar = page.locator("#import-progress[data-same] progress")
    reached = []
    for n_files in range(1, 4):
        gate.let_through(1)
        page.locator("[data-said]", has_text=f"{n_files} file").wait_for()
        reached.append(bar.evaluate("bar => bar.value"))
    assert reached == sorted(set(reached))
    assert 0 < reached[0] < reached[-1] < 100
    assert "12.gpx" in page.locator("[data-last]").inner_text()

    page.get_by_role("button", name="Stop").click()
    gate.open()
    page.get_by_role("heading", name="What became of your files").wait_for()
    assert page.get_by_text("You stopped this import").is_visible()
    n_kept = page.locator("details .rows > li").count()
    assert 3 <= n_kept < 6
    page.get_by_role("link", name="History").first.click()
    page.get_by_role("heading", name="Your runs").wait_for()
    assert page.locator("table.runs tbody tr").count() == n_kept

    page.locator("#imports a").first.click()
    page.locator("summary", has_text="Take this import back").click()
    page.get_by_role("button", name="Undo the import").click()
    page.get_by_text("nothing of it is kept any more").wait_for()
    page.goto(f"{empty_address}/history")
    assert page.get_by_text("No runs yet").is_visible()
    assert page.complaints == []


def drop(page, file: Path) -> None:
    """
    Lets go of a file over the place for files, as a hand does.
    """
    import base64

    page.evaluate(
        """([name, content]) => {
            const bytes = Uint8Array.from(atob(content), (sign) => sign.charCodeAt(0));
            const carried = new DataTransfer();
            carried.items.add(new File([bytes], name));
            const dropped = new DragEvent("drop", { dataTransfer: carried, bubbles: true });
            document.querySelector(".drop").dispatchEvent(dropped);
        }""",
        [file.name, base64.b64encode(file.read_bytes()).decode()],
    )
