"""
Pictures of how to lie, sit or stand: a cached sprite for each position, a picture for each name.
"""

from __future__ import annotations

import re
from functools import cache

from unknot.domain.technique import Position
from unknot.web.assets import asset_url, find_asset


def picture_url(position: Position, name: str) -> str:
    """
    The address of a picture; empty where there is none of that name.
    """
    sprite = f"positions/{position.value}.svg"
    return f"{asset_url(sprite)}#{name}" if name in _drawn_in(sprite) else ""


@cache
def _drawn_in(sprite: str) -> frozenset[str]:
    found = find_asset(sprite)
    text = found.content.decode() if found else ""
    return frozenset(re.findall(r'<symbol id="([^"]+)"', text))
