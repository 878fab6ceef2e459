"""
See how decisions differ from what was agreed: `python -m tests.scenarios [NAME...]`.

With `--accept` the new decisions are written down. Read every line of the diff first and say in
the commit why each is right; a scenario's WHY.md says who would be hurt if it were not.
"""

from __future__ import annotations

import difflib
import json
import sys
from typing import Any

from tests.scenarios.reading import Scenario, all_scenarios


def as_text(short: dict[str, Any]) -> str:
    """
    A decision in short as the text that stands in expected.json.
    """
    return json.dumps(short, indent=2, ensure_ascii=False) + "\n"


def show(scenario: Scenario, is_accepted: bool) -> bool:
    """
    Print what differs; true where anything does.
    """
    path = scenario.folder / "expected.json"
    old = path.read_text(encoding="utf-8") if path.exists() else ""
    new = as_text(scenario.decided)
    diff = difflib.unified_diff(
        old.splitlines(), new.splitlines(), "agreed", "decided", lineterm="", n=1
    )
    lines = list(diff)
    if lines:
        sys.stdout.write("\n".join([f"== {scenario.name}", *lines, ""]))
    if lines and is_accepted:
        path.write_text(new, encoding="utf-8")
    return bool(lines)


def main(words: list[str]) -> int:
    """
    All scenarios, or those named.
    """
    names = [word for word in words if not word.startswith("-")]
    chosen = [each for each in all_scenarios() if not names or each.name in names]
    differ = [show(scenario, "--accept" in words) for scenario in chosen]
    return int(any(differ))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
