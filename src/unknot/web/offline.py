"""
What works without a network: which pages and files a browser keeps, and under which version.
"""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path

from unknot.web.assets import asset_url, digests, version

# Kept ahead of need whenever any page is opened, and shown as kept when there is no network.
KEPT_PAGES = ("/check-in",)
# Kept when they are opened, each with its whole address.
KEPT_BELOW: tuple[str, ...] = ("/session",)
# What only pages load that need a network, and what no browser loads.
_NOT_KEPT = ("load.js", "css/load.css", "vendor/uplot/")


def kept_files() -> tuple[str, ...]:
    """
    The addresses of the files that kept pages are made of.
    """
    return tuple(
        asset_url(name)
        for name in digests()
        if not name.startswith(_NOT_KEPT) and not name.endswith(".txt")
    )


@cache
def service_worker() -> str:
    """
    The script that stands between the pages and the network, with its lists in front.
    """
    content = (Path(__file__).parent / "service_worker.js").read_text(encoding="utf-8")
    lists = {
        "version": version(), "files": kept_files(), "pages": KEPT_PAGES, "below": KEPT_BELOW,
    }  # fmt: skip
    return f"const KEPT = {json.dumps(lists)};\n{content}"
