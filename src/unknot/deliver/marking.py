"""
Marking sentences for translators. Apart from the voice, so that `--help` need not know the domain.
"""

from __future__ import annotations


def mark(message: str) -> str:
    """
    Mark a sentence for the translators, under the name `_`, and leave it as it is.

    Tables of sentences are built before anyone knows who will read them, so a `Voice`
    translates when it speaks.
    """
    return message
