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
    _check("note", note, LONGEST_NOTE)


def check_name(name: str) -> None:
    """
    The same for the name of a runner, a race or a run.
    """
    _check("name", name, LONGEST_NAME)


def _check(what: str, text: str, longest: int) -> None:
    if len(text) > longest:
        raise Refusal(f"A {what} has at most {longest} characters, and this one has {len(text)}.")
