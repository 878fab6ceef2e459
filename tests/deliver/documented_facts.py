"""
The facts of each reason code, as docs/reference/reasons.md lists them, with a value for each.
"""

from __future__ import annotations

import re
from pathlib import Path

from unknot.domain.reason import Fact, Why

PAGE = Path(__file__).resolve().parents[2] / "docs" / "reference" / "reasons.md"

RUN_FACTS: dict[str, Fact] = {
    "run_id": "r_0123456789ab",
    "run_date": "2026-11-22",
    "run_kind": "long",
    "distance_m": 18_000.0,
    "duration_min": 108.0,
    "is_guess": False,
}

_VALUES: dict[str, Fact] = {
    **RUN_FACTS,
    "group": "calf",
    "region": "heel",
    "beside": "soleus",
    "side": "left",
    "month": "2026-11",
    "massage_type": "deep-tissue",
    "depth": "medium",
    "sign": "fever",
    "condition": "blood-thinners",
    "injury_id": "i_0123456789ab",
    "injury_kind": "overuse",
    "item_id": "m_0123456789ab",
    "kind": "stretching",
    "rule": "deep-work-keeps-clear",
    "what": "decay",
    "goal": 0.5,
    "because": "none-we-know",
    "weekday": 1,
    "score": 6,
    "before": 3.0,
    "after": 2.4,
    "relief_points": 0.05,
}

_DATES = re.compile(r"date$|^until$|^week_of$|^adopted_on$")


def value_of(name: str) -> Fact:
    """
    A plausible value of the fact of that name.
    """
    if name in _VALUES:
        return _VALUES[name]
    if _DATES.search(name):
        return "2026-11-26"
    if name.startswith("days_since_"):
        return 20
    if name.endswith("_cents"):
        return 5500
    return 3


def documented_facts() -> dict[Why, dict[str, Fact]]:
    """
    Per code every fact that the page names for it, from all its tables.
    """
    found: dict[Why, dict[str, Fact]] = {why: {} for why in Why}
    for line in PAGE.read_text(encoding="utf-8").splitlines():
        cells = [cell.strip() for cell in line.strip().strip("|").split("|")]
        codes = re.findall(r"`([a-z-]+)`", cells[0]) if line.startswith("| `") else []
        for code in codes:
            found[Why(code)] |= _facts_in(cells[1])
    return found


def _facts_in(cell: str) -> dict[str, Fact]:
    names = re.findall(r"`([a-z_]+)`", re.sub(r"\([^)]*\)", "", cell))
    facts = {name: value_of(name) for name in names}
    return facts | (RUN_FACTS if "run facts" in cell else {})
