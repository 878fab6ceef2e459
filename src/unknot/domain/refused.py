"""
A value that cannot be, said in a sentence, with the name of the field that is at fault.
"""

from __future__ import annotations


class CannotBe(ValueError):
    """
    Refused at birth. `field` names the one field at fault; empty where it is the whole value.
    """

    def __init__(self, sentence: str, field: str = "") -> None:
        super().__init__(sentence)
        self.field = field


def check(holds: bool, sentence: str, field: str = "") -> None:
    """
    Refuses with the sentence what does not hold.
    """
    if not holds:
        raise CannotBe(sentence, field)
