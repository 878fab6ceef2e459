"""
How long what a runner writes may be: said once, for every door.
"""

from __future__ import annotations

from unknot.app.errors import Refusal
from unknot.domain.check_in import LONGEST_NOTE

LONGEST_NAME = 200


def check_note(note: str) -> None:
    """
    Refuses a note that is longer than notes may be.
    """
    if len(note) > LONGEST_NOTE:
        raise Refusal(
            "A note has at most {longest} characters, and this one has {n}.",
            longest=LONGEST_NOTE,
            n=len(note),
        )


def check_name(name: str) -> None:
    """
    The same for the name of a runner, a race or a run.
    """
    if len(name) > LONGEST_NAME:
        raise Refusal(
            "A name has at most {longest} characters, and this one has {n}.",
            longest=LONGEST_NAME,
            n=len(name),
        )
