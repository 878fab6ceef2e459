"""
Small values out of their columns: what was read once is not taken apart again.

Every page reads the same settings and the same weeks of check-ins; the values are frozen, so one
of them may stand in many places.
"""

from __future__ import annotations

from functools import lru_cache
from typing import TypeVar, cast

from unknot.domain.canonical import read_canonical

T = TypeVar("T")

# Half a year of check-ins and the lists around them, a few kilobytes each at most.
_MOST = 2048


def read_kept(kind: type[T], text: str) -> T:
    """
    The value of that kind in a column of canonical JSON.
    """
    return cast(T, _read(kind, text))


def forget_all() -> None:
    """
    Nothing of what was read stays in memory: somebody was deleted.
    """
    _read.cache_clear()


@lru_cache(maxsize=_MOST)
def _read(kind: type[object], text: str) -> object:
    return read_canonical(kind, text)
