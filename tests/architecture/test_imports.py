"""
Who may import whom, and what the core never reads.
"""

from __future__ import annotations

import ast
import os
import subprocess
import sys
from pathlib import Path

import pytest

PROJECT = Path(__file__).resolve().parents[2]
SOURCE = PROJECT / "src" / "unknot"
CORE = ("domain", "catalogue", "decide", "app")

# A call on these names asks the world for the time or for chance.
FORBIDDEN_CALLS = {
    ("datetime", "now"),
    ("datetime", "today"),
    ("datetime", "utcnow"),
    ("date", "today"),
    ("time", "time"),
    ("time", "monotonic"),
    ("time", "perf_counter"),
}
FORBIDDEN_MODULES = {"random", "secrets", "uuid", "socket", "subprocess", "threading"}


def core_files() -> list[Path]:
    """
    Every module of the core.
    """
    return [path for package in CORE for path in sorted((SOURCE / package).rglob("*.py"))]


def what_it_asks_of_the_world(source: str) -> list[str]:
    """
    Calls for the clock or for chance in a module's text, as readable lines.
    """
    found = []
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute):
            owner = node.func.value
            name = owner.id if isinstance(owner, ast.Name) else getattr(owner, "attr", "")
            if (name, node.func.attr) in FORBIDDEN_CALLS:
                found.append(f"line {node.lineno}: {name}.{node.func.attr}()")
        names = [alias.name for alias in node.names] if isinstance(node, ast.Import) else []
        if isinstance(node, ast.ImportFrom) and node.module:
            names = [node.module]
        found += [
            f"line {node.lineno}: import {name}"
            for name in names
            if name.split(".")[0] in FORBIDDEN_MODULES
        ]
    return found


def test_imports_keep_to_the_contracts() -> None:
    """
    Every import contract of pyproject.toml holds.
    """
    linter = Path(sys.executable).parent / "lint-imports"

    answer = subprocess.run(
        [str(linter), "--no-cache"],
        cwd=PROJECT,
        capture_output=True,
        text=True,
        env={**os.environ, "PYTHONPATH": str(PROJECT / "src")},
        check=False,
    )

    assert answer.returncode == 0, answer.stdout[-4000:] + answer.stderr[-2000:]


@pytest.mark.parametrize("path", core_files(), ids=lambda path: str(path.relative_to(SOURCE)))
def test_the_core_asks_neither_clock_nor_chance(path: Path) -> None:
    """
    Nothing in the core reads the time of day or a random number: both are fields of the input.
    """
    assert what_it_asks_of_the_world(path.read_text(encoding="utf-8")) == []


@pytest.mark.parametrize(
    "line",
    [
        "import random",
        "from secrets import token_hex",
        "datetime.now(UTC)",
        "datetime.date.today()",
    ],
)
def test_the_check_itself_sees_a_clock(line: str) -> None:
    """
    The check above finds what it is there to find.
    """
    assert what_it_asks_of_the_world(line) != []


def test_a_server_that_starts_wakes_no_decider():
    """
    The pages are there before anybody asks for a plan or a routine, so what decides them sleeps.
    """
    look = "import sys, unknot.web.app; print([n for n in ('numpy', 'highspy', 'fitfast') if n in sys.modules])"
    done = subprocess.run([sys.executable, "-c", look], capture_output=True, text=True, check=True)

    assert done.stdout.strip() == "[]"
