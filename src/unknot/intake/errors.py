"""
What can be wrong with a file, each with a sentence for the person who dropped it.
"""

from __future__ import annotations

from unknot.domain.reason import Fact
from unknot.domain.sentence import Sentence, in_a_row


class NothingTaken(Exception):
    """
    Nothing was taken from a file; `reasons` say why and how to mend it.

    The first sentence comes with its facts by name, what was found before as `also`.
    """

    def __init__(self, said: str, /, *also: Sentence, **facts: Fact) -> None:
        self.reasons = (Sentence(said, facts), *also)
        super().__init__(in_a_row(self.reasons))


class RunFileUnreadable(NothingTaken):
    """
    The file is damaged, no such file at all, or says what cannot be.
    """


class NotAnActivity(NothingTaken):
    """
    A healthy file that holds no effort: settings, a workout to come, a route without times.
    """
