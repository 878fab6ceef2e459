"""
The kinds of massage side by side: what each is, what was found, and what to ask a therapist.
"""

from __future__ import annotations

from dataclasses import dataclass

from unknot.catalogue.massage_types import massage_types, massage_types_in_short
from unknot.deliver.words import name_of, say_grade, start_with_capital
from unknot.web.pages.self_care import Choice, findings
from unknot.web.visit import Visit


@dataclass(frozen=True, slots=True)
class TypeCard:
    """
    One kind of massage, in the reader's language. `claim` is shown marked as somebody's words.
    """

    code: str
    name: str
    pressure: str
    what_it_is: str
    good_for: str
    claim: str
    found: str
    sure: str
    when_not: str
    questions: tuple[str, ...]
    evidence: tuple[Choice, ...]


@dataclass(frozen=True, slots=True)
class MassageTypesPage:
    """
    What holds for all, and a card for each.
    """

    in_short: str
    cards: tuple[TypeCard, ...]


def massage_types_page(visit: Visit) -> MassageTypesPage:
    """
    Every kind of massage that a price list may name, the lightest first.
    """
    say = visit.voice.translate
    return MassageTypesPage(
        say(massage_types_in_short()),
        tuple(
            TypeCard(
                code=card.type.value,
                name=start_with_capital(name_of(card.type, visit.voice)),
                pressure=say(card.pressure),
                what_it_is=say(card.what_it_is),
                good_for=say(card.good_for),
                claim=say(card.quoted_claim),
                found=say(card.what_we_found),
                sure=say_grade(card.grade, visit.voice),
                when_not=say(card.when_not),
                questions=tuple(say(question) for question in card.questions),
                evidence=findings(card.evidence, visit.voice),
            )
            for card in massage_types()
        ),
    )
