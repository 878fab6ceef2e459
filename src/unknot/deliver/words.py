"""
Reasons become sentences: one warm, plain sentence for every code, in the reader's language.

The core gives codes and facts. Here the sentence is chosen: the first one of its code whose
facts are all known. A missing fact leads to a shorter sentence, never to a gap or an error.
"""

from __future__ import annotations

from collections.abc import Mapping
from itertools import chain

from unknot.catalogue import safety
from unknot.deliver.amounts import (
    say_clock,
    say_date,
    say_date_with_year,
    say_distance,
    say_height,
    say_instant,
    say_long_date,
    say_minutes,
    say_money,
    say_month,
    say_number,
    say_pace,
    say_range,
    say_short_weekday,
    say_weekday,
)
from unknot.deliver.body_names import (
    name_of_group,
    name_of_part,
    name_of_region,
    names_of_groups,
    names_of_parts,
)
from unknot.deliver.facts import words_of
from unknot.deliver.names import join_and, join_comma, name_of, start_with_capital
from unknot.deliver.not_now import runs_that_wait, until_when, why_not_now
from unknot.deliver.sentences.conflicts import (
    CONFLICTS,
    WHAT_TO_DO_ABOUT_CONFLICTS,
    WHY_SOMETHING_IS_ABSENT,
)
from unknot.deliver.sentences.items import WHICH_LIMIT_BOUND, WHY_AN_ITEM_IS_THERE
from unknot.deliver.sentences.routines import ROUTINES
from unknot.deliver.sentences.safety import SAFETY
from unknot.deliver.sentences.template import Sentences, Template, fill
from unknot.deliver.sentences.wishes import (
    WHAT_CHANGED,
    WHAT_IS_TAKEN_AS_GIVEN,
    WHAT_WOULD_MEET_THEM,
    WISHES_NOT_MET,
)
from unknot.deliver.titles import (
    describe_item,
    evidence_line,
    evidence_lines,
    say_grade,
    title_of,
    what_it_can_do,
    what_to_mind,
)
from unknot.deliver.voice import Voice, translations_in, voice_of
from unknot.domain.reason import Fact, Reason

SENTENCES: Sentences = dict(
    chain.from_iterable(
        table.items()
        for table in (
            WHY_AN_ITEM_IS_THERE,
            WHICH_LIMIT_BOUND,
            WISHES_NOT_MET,
            WHAT_WOULD_MEET_THEM,
            WHAT_IS_TAKEN_AS_GIVEN,
            WHAT_CHANGED,
            CONFLICTS,
            WHY_SOMETHING_IS_ABSENT,
            ROUTINES,
            SAFETY,
        )
    )
)


def say(reason: Reason, voice: Voice) -> str:
    """
    One sentence that answers "why", with the facts the reason carries.
    """
    words = words_of(reason.facts, voice)
    for template in _templates_of(reason):
        sentence = fill(template, reason.facts, words, voice)
        if sentence is not None:
            return sentence
    raise AssertionError(f"the last sentence of {reason.code} needs a fact")


def _templates_of(reason: Reason) -> tuple[Template, ...]:
    """
    The sentences for this particular cause, then those for the code alone.
    """
    particular = SENTENCES.get((reason.code, _cause_of(reason.facts)), ())
    return particular + SENTENCES.get(reason.code, ())


def _cause_of(facts: Mapping[str, Fact]) -> str:
    """
    What a reason names as its cause; for a sign or a condition, what is to be done about it.
    """
    cause = facts.get("because") or facts.get("what")
    if cause or facts.get("is_cleared"):
        return str(cause or "cleared")
    entry = safety.find_entry(str(facts.get("sign") or facts.get("condition")))
    return entry.what_to_do if entry is not None else str(facts.get("rule"))


def what_to_do(code: str, voice: Voice) -> str:
    """
    What to do about a conflict or a refusal, by its code; empty for a code nobody knows.
    """
    if code in WHAT_TO_DO_ABOUT_CONFLICTS:
        return voice.translate(WHAT_TO_DO_ABOUT_CONFLICTS[code])
    try:
        return voice.translate(safety.what_to_do(code).sentence)
    except KeyError:
        return ""


# The one module that the doors read words from.
__all__ = [
    "Voice",
    "describe_item",
    "evidence_line",
    "evidence_lines",
    "join_and",
    "join_comma",
    "name_of",
    "name_of_group",
    "name_of_part",
    "name_of_region",
    "names_of_groups",
    "names_of_parts",
    "runs_that_wait",
    "say",
    "say_clock",
    "say_date",
    "say_date_with_year",
    "say_distance",
    "say_grade",
    "say_height",
    "say_instant",
    "say_long_date",
    "say_minutes",
    "say_money",
    "say_month",
    "say_number",
    "say_pace",
    "say_range",
    "say_short_weekday",
    "say_weekday",
    "start_with_capital",
    "title_of",
    "translations_in",
    "until_when",
    "voice_of",
    "what_it_can_do",
    "what_to_do",
    "what_to_mind",
    "why_not_now",
]
