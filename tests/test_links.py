"""
Links and pictures of README and the documentation point at something that is there.
"""

from __future__ import annotations

import re
from pathlib import Path

import pytest

PROJECT = Path(__file__).resolve().parents[1]
PAGES = sorted([*PROJECT.glob("*.md"), *(PROJECT / "docs").rglob("*.md")])


def targets_in(page: Path) -> list[str]:
    """
    What a page links to within the project.
    """
    text = page.read_text(encoding="utf-8")
    found = re.findall(r"\]\(([^)\s]+)\)", text) + re.findall(r'src="([^"]+)"', text)
    return [target.partition("#")[0] for target in found if "://" not in target]


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.relative_to(PROJECT).as_posix())
def test_every_link_leads_somewhere(page: Path) -> None:
    """
    A reader who follows a link arrives.
    """
    missing = [target for target in targets_in(page) if not (page.parent / target).exists()]

    assert missing == []
