"""
Pictures of how to lie, sit or stand: one cached sprite, each by its name.
"""

from __future__ import annotations

import re
from functools import cache

from unknot.web.assets import asset_url, find_asset

_SPRITE = "positions/positions.svg"


@cache
def pictures() -> frozenset[str]:
    """
    The names of the pictures that are drawn.
    """
    sprite = find_asset(_SPRITE)
    text = sprite.content.decode() if sprite else ""
    return frozenset(re.findall(r'<symbol id="([^"]+)"', text))


def picture_url(name: str) -> str:
    """
    The address of a picture; empty where there is none of that name.
    """
    return f"{asset_url(_SPRITE)}#{name}" if name in pictures() else ""
