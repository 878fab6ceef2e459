"""
The questions about health as they stand on a screen: what is asked, under which heading.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from unknot.catalogue import safety
from unknot.deliver.voice import Voice


@dataclass(frozen=True, slots=True)
class Question:
    """
    One tick-box: its code, the sentence beside it, and the heading it stands under.

    `safety_list` is its list, A to E. `can_be_cleared` is true where a doctor's yes changes
    what is offered, `needs_place` where the runner should say which part of the body.
    """

    code: str
    asks: str
    group: str
    safety_list: str
    can_be_cleared: bool
    needs_place: bool


def intake_questions(voice: Voice) -> tuple[Question, ...]:
    """
    What is asked before the first plan, in the order of the screen.
    """
    return _questions(safety.intake_questions(), voice)


def warning_questions(voice: Voice) -> tuple[Question, ...]:
    """
    The signs of "something is wrong", the most urgent first.
    """
    return _questions(safety.warning_signs(), voice)


def ask_of(code: str, voice: Voice) -> str:
    """
    The sentence beside the tick-box of a condition or a sign; empty for a code nobody knows.
    """
    entry = safety.find_entry(code)
    return "" if entry is None else voice.translate(entry.asks)


def _questions(entries: Iterable[safety.Condition], voice: Voice) -> tuple[Question, ...]:
    titles = safety.group_titles()
    return tuple(
        Question(
            code=entry.code,
            asks=voice.translate(entry.asks),
            group=voice.translate(titles[entry.group]),
            safety_list=entry.safety_list.value,
            can_be_cleared=entry.can_be_cleared,
            needs_place=entry.needs_place,
        )
        for entry in entries
    )
