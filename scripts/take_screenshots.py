"""
Pictures of every page over the sample: phone and desk, light and dark, for the README and the eye.

Run it with `python scripts/take_screenshots.py [--only today] [--to docs/screenshots]`. It needs
Chromium (`UNKNOT_CHROMIUM` or /usr/bin/chromium) and the test requirements.
"""

from __future__ import annotations

import argparse
import contextlib
import os
import tempfile
import threading
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from unknot.bootstrap import House

PAGES = {
    "today": "/",
    "plan": "/plan",
    "check-in": "/check-in",
    "load": "/load",
    "benefits": "/benefits",
    "measure": "/benefits/measure/knee-to-wall",
    "history": "/history",
    "settings": "/settings",
    "safety": "/safety",
    "wrong": "/wrong",
    "massage": "/massage",
    "questions": "/welcome/questions",
    "about": "/about",
    "self-care": "/care?region=calf",
    "technique": "/care/calf-roller",
    "massage-types": "/massage/types",
    "session": "/session?minutes=10&phase=after&tool=roller&sore=calf:left:6",
    "guided": "/session?minutes=10&phase=after&tool=roller&sore=calf:left:6",
    "sessions": "/sessions",
}
# What is pressed before the picture is taken.
PRESSED = {"guided": "#go"}
# A Tuesday after a long run on Sunday, so that there is something to show.
NOW = datetime(2026, 11, 24, 16, 40, tzinfo=UTC)
SIZES = {"phone": (390, 844, 1.5), "desk": (1280, 800, 1)}
THEMES = ("light", "dark")


class StoppedClock:
    """
    Always the same instant, so that the same pictures come out.
    """

    def now(self) -> datetime:
        """
        The afternoon on which the pictures are taken.
        """
        return NOW


@contextlib.contextmanager
def serving(
    with_sample: bool, prepare: Callable[[House], None] = lambda house: None
) -> Iterator[str]:
    """
    The address of a house in a temporary folder, with or without the sample in it.
    """
    import uvicorn

    from unknot.bootstrap import open_house
    from unknot.web.app import make_app

    with tempfile.TemporaryDirectory() as folder:
        house = open_house(Path(folder), StoppedClock())
        if with_sample:
            house.replan(house.load_sample().id)
        prepare(house)
        config = uvicorn.Config(make_app(house), port=0, log_level="warning")
        server = uvicorn.Server(config)
        thread = threading.Thread(target=server.run, daemon=True)
        thread.start()
        while not server.started:
            thread.join(0.05)
        port = server.servers[0].sockets[0].getsockname()[1]
        yield f"http://127.0.0.1:{port}"
        server.should_exit = True
        thread.join(10)
        house.close()


def lock(house: House) -> str:
    """
    Sets a passphrase, signs a phone in, and gives the token of another sign-in.
    """
    runner = house.own_runner().id
    house.change_settings(runner, name="Jana")
    house.set_passphrase(runner, "Jana", "correct horse battery")
    house.begin_sign_in(runner, "Safari, iPhone", "192.168.1.23")
    return house.begin_sign_in(runner, "Firefox, Linux", "127.0.0.1")


def shoot(address: str, pages: dict[str, str], folder: Path, whole: bool, token: str = "") -> None:
    """
    One picture for each page, size and theme.
    """
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=os.environ.get("UNKNOT_CHROMIUM", "/usr/bin/chromium"),
            args=["--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage"],
        )
        for size, (width, height, scale) in SIZES.items():
            for theme in THEMES:
                context = browser.new_context(
                    viewport={"width": width, "height": height},
                    device_scale_factor=scale, color_scheme=theme, reduced_motion="reduce",
                )  # fmt: skip
                if token:
                    cookie = {"name": "unknot_sign_in", "value": token, "url": address}
                    context.add_cookies([cookie])
                page = context.new_page()
                for name, path in pages.items():
                    page.goto(address + path, wait_until="networkidle")
                    page.evaluate("document.fonts.ready")
                    if name in PRESSED:
                        page.click(PRESSED[name])
                    target = folder / f"{name}-{size}-{theme}.png"
                    page.screenshot(path=target, full_page=whole)
                    make_small(target)
                context.close()
        browser.close()


def walk_with_a_sore_calf(address: str, folder: Path, theme: str) -> None:
    """
    From the check-in to the record of a session, on a phone: six pictures in one theme.
    """
    from playwright.sync_api import sync_playwright

    width, height, scale = SIZES["phone"]
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=os.environ.get("UNKNOT_CHROMIUM", "/usr/bin/chromium"),
            args=["--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage"],
        )
        context = browser.new_context(
            viewport={"width": width, "height": height}, device_scale_factor=scale,
            color_scheme=theme, reduced_motion="reduce", has_touch=True,
        )  # fmt: skip
        page = context.new_page()
        page.clock.install(time=NOW)

        def take(name: str) -> None:
            page.evaluate("document.fonts.ready")
            target = folder / f"sore-calf-{name}-{theme}.png"
            page.screenshot(path=target)
            make_small(target)

        page.goto(address + "/check-in", wait_until="networkidle")
        calf = page.locator(".view.back .legs use[data-region='calf.left']").first.bounding_box()
        page.touchscreen.tap(calf["x"] + calf["width"] / 2, calf["y"] + calf["height"] / 2)
        page.tap("#part-calf\\.left label:has([value='7'])")
        page.evaluate("scrollTo(0, 0)")
        take("1-check-in")
        page.tap("button.btn-primary:has-text('Save check-in')")
        page.locator(".hero", has_text="Ease your left calf").wait_for()
        page.wait_for_load_state("networkidle")
        page.evaluate("document.querySelector('.hero').scrollIntoView()")
        take("2-today")
        page.tap(".hero a:has-text('See the steps')")
        page.wait_for_url("**/routine*", wait_until="networkidle")
        page.evaluate("document.querySelector('h1').scrollIntoView()")
        take("3-routine")
        page.tap("a.btn-citron:has-text('Start')")
        page.wait_for_url("**/session*", wait_until="networkidle")
        page.clock.pause_at(NOW + timedelta(minutes=1))
        page.tap("#go")
        page.clock.run_for(40_000)
        take("4-session")
        while page.is_visible("#player"):
            page.clock.run_for(30_000)
        take("5-after")
        page.click("#after-form button")
        page.clock.resume()
        page.locator("#after-said", has_text="Sent.").wait_for()
        page.goto(address + "/sessions", wait_until="networkidle")
        page.locator("main a[href^='/sessions/']").first.click()
        page.wait_for_url("**/sessions/*", wait_until="networkidle")
        take("6-record")
        browser.close()


def make_small(picture: Path) -> None:
    """
    Fewer colours, where Pillow is there to do it; the pictures are looked at, not measured.
    """
    try:
        from PIL import Image
    except ImportError:
        print(f"{picture}: kept large, Pillow is not installed")
        return
    with Image.open(picture) as image:
        whole = image.convert("RGB")
        # The palette comes from a picture whose rare colours count as much as its ground.
        palette = whole.quantize(256, Image.Quantize.MEDIANCUT, kmeans=4)
        small = whole.quantize(palette=palette, dither=Image.Dither.FLOYDSTEINBERG)
    small.save(picture, optimize=True)


def main() -> None:
    """
    Takes the pictures that were asked for.
    """
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--to", type=Path, default=Path("docs/screenshots"))
    parser.add_argument("--only", nargs="*", default=[])
    parser.add_argument("--whole", action="store_true", help="the whole page, not one screen")
    parser.add_argument("--address", help="a server that is already there")
    chosen = parser.parse_args()
    chosen.to.mkdir(parents=True, exist_ok=True)
    pages = {name: path for name, path in PAGES.items() if not chosen.only or name in chosen.only}
    if chosen.address:
        shoot(chosen.address, pages, chosen.to, chosen.whole)
        return
    with serving(with_sample=True) as address:
        shoot(address, pages, chosen.to, chosen.whole)
    if not chosen.only or "welcome" in chosen.only:
        with serving(with_sample=False) as address:
            shoot(address, {"welcome": "/"}, chosen.to, chosen.whole)
    if not chosen.only or "sore-calf" in chosen.only:
        for theme in THEMES:
            with serving(with_sample=True) as address:
                walk_with_a_sore_calf(address, chosen.to, theme)
    tokens: list[str] = []
    with serving(False, prepare=lambda house: tokens.append(lock(house))) as address:
        if not chosen.only or "sign-in" in chosen.only:
            shoot(address, {"sign-in": "/sign-in"}, chosen.to, chosen.whole)
        if not chosen.only or "account" in chosen.only:
            shoot(address, {"account": "/account"}, chosen.to, chosen.whole, *tokens)


if __name__ == "__main__":
    main()
