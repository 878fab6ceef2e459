"""
What a sentence looks like before the facts are known.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from string import Formatter

from unknot.deliver.voice import Voice
from unknot.domain.reason import Fact, Why


@dataclass(frozen=True, slots=True)
class Counted:
    """
    A sentence that changes with a number: none of it, one, or many.

    The number is the fact called `by`; `{n}` stands for it. Without `none`, zero takes `many`.
    """

    one: str
    many: str
    by: str
    none: str = ""


Template = str | Counted

# A code, or a code with the `because` or `what` among its facts, and its sentences: the first one
# whose facts are all known is said. The last needs none.
Sentences = Mapping["Why | tuple[Why, str]", tuple[Template, ...]]


def counted(one: str, many: str, by: str, none: str = "") -> Counted:
    """
    A sentence by number, marked for the translators.
    """
    return Counted(one, many, by, none)


def fill(
    template: Template, facts: Mapping[str, Fact], words: Mapping[str, str], voice: Voice
) -> str | None:
    """
    The sentence, or None when a word that it needs is not there.
    """
    if isinstance(template, Counted):
        return _fill_counted(template, facts, words, voice)
    if placeholders_of(template) <= words.keys():
        return voice.fill(template, **words)
    return None


def _fill_counted(
    template: Counted, facts: Mapping[str, Fact], words: Mapping[str, str], voice: Voice
) -> str | None:
    number = facts.get(template.by)
    if isinstance(number, bool) or not isinstance(number, int):
        return None
    if number == 0 and template.none:
        return fill(template.none, facts, words, voice)
    if not (placeholders_of(template.many) | placeholders_of(template.one)) <= {*words, "n"}:
        return None
    return voice.count(template.one, template.many, number, **words)


def placeholders_of(message: str) -> set[str]:
    """
    The names in curly brackets of a message.
    """
    return {name for _, name, _, _ in Formatter().parse(message) if name}
