"""
What can go wrong, each with a sentence for the person in front of the screen.
"""

from __future__ import annotations

from typing import Any

from unknot.domain.canonical import NotReadable
from unknot.domain.refused import CannotBe, as_a_sentence
from unknot.domain.sentence import Sentence


class Refusal(Exception):
    """
    Something asked for cannot be done: one clear sentence with what to do next.

    `said` is the sentence for translators, with `{placeholders}` for the `facts`; `str()` is the
    same in English, filled. Without facts it is taken as it is. A fact may be a refusal or a
    sentence itself; it is then said in the same language.
    """

    def __init__(self, said: str, /, **facts: Any) -> None:
        super().__init__(said.format(**facts) if facts else said)
        self.said = said
        self.facts = facts

    @property
    def sentence(self) -> Sentence:
        """
        The same, to be told of one thing among many.
        """
        return Sentence(self.said, self.facts)


class NotUnderstood(Refusal):
    """
    The input cannot be read as what it should be.
    """


class ValueRefused(NotUnderstood):
    """
    A value that cannot be, told as a sentence of its own, behind the name of its field if need be.
    """

    def __init__(self, cannot_be: CannotBe) -> None:
        super().__init__(cannot_be.said, **cannot_be.facts)
        self.cannot_be = cannot_be

    def __str__(self) -> str:
        return standing_alone(self.cannot_be, str(self.cannot_be))


def standing_alone(cannot_be: CannotBe, said: str) -> str:
    """
    What was said of it, in whichever language, as a whole sentence. Names of fields keep their
    small letters.
    """
    if isinstance(cannot_be, NotReadable) and cannot_be.field:
        return f"{said.rstrip('.')}."
    return as_a_sentence(said)


class NotFound(Refusal):
    """
    There is no such run, item or runner.
    """


class CannotBeOffered(Refusal):
    """
    The bytes of one file cannot be had: a member of an archive that is locked, a link or a trap.
    """


class StoreUnusable(Refusal):
    """
    The data folder cannot be written, is full, or was made by a newer version.
    """


class FolderAway(Refusal):
    """
    A watched folder that is not there, or not open to us. It may come (back).
    """
