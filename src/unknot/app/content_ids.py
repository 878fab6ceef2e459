"""
Ids from content: the same thing said twice has the same id, and no randomness is needed.
"""

from __future__ import annotations

import hashlib
from collections.abc import Container

from unknot.domain.canonical import write_canonical


def free_id(letter: str, content: object, taken: Container[str]) -> str:
    """
    An id such as `a_3f9c0d1e2b4a`; a counter goes in when another thing has it already.
    """
    text = write_canonical(content)
    count = 0
    while (chosen := _id_of(letter, text, count)) in taken:
        count += 1
    return chosen


def _id_of(letter: str, text: str, count: int) -> str:
    return f"{letter}_{hashlib.sha256(f'{text}|{count}'.encode()).hexdigest()[:12]}"
