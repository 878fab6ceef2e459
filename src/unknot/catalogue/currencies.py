"""
Which three letters are money: the currencies of ISO 4217, as data.
"""

from __future__ import annotations

from functools import cache
from importlib import resources


@cache
def currencies() -> frozenset[str]:
    """
    The codes that a price can be in, such as EUR.
    """
    data = resources.files("unknot.catalogue").joinpath("data", "currencies.txt")
    lines = data.read_text(encoding="utf-8").splitlines()
    return frozenset(code for line in lines if not line.startswith("#") for code in line.split())
