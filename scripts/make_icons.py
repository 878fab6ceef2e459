"""
Draws the mark as the pictures that phones want of an app that is installed.

python scripts/make_icons.py, with the `test` extra and a Chromium (UNKNOT_CHROMIUM). A maskable
picture is cut to a circle or a drop by the phone: its thread stays within the middle four fifths.
"""

from __future__ import annotations

import os
from pathlib import Path

from playwright.sync_api import sync_playwright

FOLDER = Path(__file__).parent.parent / "src/unknot/web/static/icons"
THREAD = (
    '<path d="M5 24c5 0 6-11 12-11s7 12 1 12-5-13 4-13 6 12 13 12" fill="none" stroke="#d9f36b"'
    ' stroke-width="3.2" stroke-linecap="round"/>'
)
ROUND = f'<rect width="40" height="40" rx="12" fill="#14524c"/>{THREAD}'
FULL = (
    '<rect width="40" height="40" fill="#14524c"/>'
    f'<g transform="translate(20 20) scale(.72) translate(-20 -20)">{THREAD}</g>'
)
PICTURES = (
    ("mark-192.png", 192, ROUND),
    ("mark-512.png", 512, ROUND),
    ("mark-maskable-512.png", 512, FULL),
)


def main() -> None:
    """
    Writes every picture.
    """
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=os.environ.get("UNKNOT_CHROMIUM", "/usr/bin/chromium"),
            args=["--no-sandbox", "--disable-gpu"],
        )
        for name, size, drawing in PICTURES:
            page = browser.new_page(viewport={"width": size, "height": size})
            page.set_content(
                f'<body style="margin:0"><svg xmlns="http://www.w3.org/2000/svg" width="{size}"'
                f' height="{size}" viewBox="0 0 40 40" style="display:block">{drawing}</svg>'
            )
            page.screenshot(path=FOLDER / name, omit_background=True)
            page.close()
        browser.close()


if __name__ == "__main__":
    main()
