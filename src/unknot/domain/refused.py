"""
A value that cannot be, said in a sentence, with the name of the field that is at fault.
"""

from __future__ import annotations


class CannotBe(ValueError):
    """
    Refused at birth. `field` names the one field at fault; empty where it is the whole value.

    `said` is the sentence for translators, with `{placeholders}` for the `facts`; a fact may be a
    sentence itself. `str()` is the same in English, filled. It begins small and has no full stop,
    so that it can stand behind a name and a colon; `as_a_sentence` makes it stand alone.
    """

    def __init__(self, said: str, field: str = "", /, **facts: object) -> None:
        super().__init__(said.format(**facts) if facts else said)
        self.said = said
        self.field = field
        self.facts = facts


def check(holds: bool, said: str, field: str = "", /, **facts: object) -> None:
    """
    Refuses with the sentence what does not hold.
    """
    if not holds:
        raise CannotBe(said, field, **facts)


def as_a_sentence(text: str) -> str:
    """
    The same with a capital at the beginning and one full stop at the end.
    """
    return f"{text[:1].upper()}{text[1:].rstrip('.')}."
