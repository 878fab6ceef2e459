"""
The kinds of massage a therapist offers: what each is, what is claimed, what was found, what to ask.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from unknot.catalogue.evidence import all_entries
from unknot.catalogue.figure import Grade, read_data_file
from unknot.domain.session import MassageType

_FILE = "massage_types.toml"


@dataclass(frozen=True, slots=True)
class MassageTypeCard:
    """
    One kind of massage in words. `quoted_claim` is only ever shown marked as a quotation.
    """

    type: MassageType
    pressure: str
    what_it_is: str
    good_for: str
    quoted_claim: str
    what_we_found: str
    when_not: str
    grade: Grade
    evidence: tuple[str, ...]
    questions: tuple[str, ...]


def massage_types_in_short() -> str:
    """
    What holds for all of them: type is liking, not effect.
    """
    return str(read_data_file(_FILE)["introduction"]["sentence"])


@cache
def massage_types() -> tuple[MassageTypeCard, ...]:
    """
    A card for every kind, the lightest first.

    Raises
    ------
    ValueError
        If a kind has no card, or a card names a source that does not exist.
    """
    raw = read_data_file(_FILE)["types"]
    missing = [kind.value for kind in MassageType if kind.value not in raw]
    if missing:
        raise ValueError(f"{_FILE}: {missing[0]} has no card")
    return tuple(_card(kind, raw[kind.value]) for kind in MassageType)


def _card(kind: MassageType, raw: dict[str, object]) -> MassageTypeCard:
    sources = tuple(str(each) for each in _listed(raw, "evidence"))
    unknown = [each for each in sources if each not in all_entries()]
    if unknown or not sources:
        raise ValueError(f"{_FILE}: {kind.value}: no source is called {unknown or 'nothing'}")
    return MassageTypeCard(
        type=kind,
        pressure=str(raw["pressure"]),
        what_it_is=str(raw["what_it_is"]),
        good_for=str(raw["good_for"]),
        quoted_claim=str(raw["quoted_claim"]),
        what_we_found=str(raw["what_we_found"]),
        when_not=str(raw["when_not"]),
        grade=Grade(str(raw["grade"])),
        evidence=sources,
        questions=tuple(str(each["asks"]) for each in _listed(raw, "questions")),
    )


def _listed(raw: dict[str, object], name: str) -> list[dict[str, str]]:
    found = raw[name]
    if not isinstance(found, list) or not found:
        raise ValueError(f"{_FILE}: {name} is a list with something in it")
    return found
