"""
A sentence on its way to a reader: what is said, and the facts it says it about, kept apart.

So it can be said in the reader's language later, wherever it was first thought of.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from unknot.domain.reason import Fact


@dataclass(frozen=True, slots=True)
class Sentence:
    """
    `said` is English, as translators see it, with `{placeholders}` for the `facts`.

    `str()` is the same in English, filled. Without facts it is taken as it is, braces and all.
    """

    said: str
    facts: Mapping[str, Fact] = field(default_factory=dict)

    def __str__(self) -> str:
        return self.said.format(**self.facts) if self.facts else self.said

    def __hash__(self) -> int:
        return hash((self.said, tuple(self.facts.items())))


def sentence(said: str, /, **facts: Fact) -> Sentence:
    """
    A sentence for translators, and its facts by their names.
    """
    return Sentence(said, facts)


def mark(message: str) -> str:
    """
    Mark words for the translators, under the name `_`, and leave them as they are.
    """
    return message


def in_a_row(sentences: tuple[Sentence, ...]) -> str:
    """
    Several sentences one after another, in English.
    """
    return " ".join(str(each) for each in sentences)
