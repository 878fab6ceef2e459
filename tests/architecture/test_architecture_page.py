"""
ARCHITECTURE.md is kept true: one line per module, no more and no less.
"""

from __future__ import annotations

import re
from pathlib import Path

PROJECT = Path(__file__).resolve().parents[2]
SOURCE = PROJECT / "src" / "unknot"
PAGE = PROJECT / "ARCHITECTURE.md"


def modules_that_exist() -> set[str]:
    """
    Every module of the package but the empty `__init__` files and single migrations.
    """
    return {
        str(path.relative_to(SOURCE))
        for path in SOURCE.rglob("*.py")
        if path.name != "__init__.py" and "versions" not in path.parts
    }


def modules_described() -> list[str]:
    """
    Every module that the page has a line for.
    """
    return re.findall(r"^- `([\w/]+\.py)`: \S", PAGE.read_text(encoding="utf-8"), re.MULTILINE)


def test_every_module_has_one_line() -> None:
    """
    A stranger finds each module in ARCHITECTURE.md, once, with what it is for.
    """
    described = modules_described()

    assert sorted(modules_that_exist()) == sorted(described)
