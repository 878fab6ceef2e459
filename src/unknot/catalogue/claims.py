"""
What is claimed about massage, what we say instead, and the words we never use.

Section 11 of the evidence as data. `broken_promises` finds what may not be said in a text; a
test runs it over every sentence that is shown.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache

from unknot.catalogue.figure import Grade, read_data_file

_FILE = "claims.toml"


@dataclass(frozen=True, slots=True)
class Claim:
    """
    Somebody's sentence about massage and ours, with how sure we are and why.

    `quoted_claim` is only ever shown marked as a quotation.
    """

    code: str
    quoted_claim: str
    what_we_say: str
    grade: Grade
    evidence: tuple[str, ...]
    note: str = ""


@dataclass(frozen=True, slots=True)
class ForbiddenWords:
    """
    A promise nobody may make, as a pattern; why not; and what to write instead.

    `only_where_shown`: the word has an honest technical use on pages for developers.
    """

    name: str
    pattern: re.Pattern[str]
    why: str
    instead: str
    only_where_shown: bool = False


@dataclass(frozen=True, slots=True)
class BrokenPromise:
    """
    Words found in a text that may not stand there.
    """

    found: str
    rule: ForbiddenWords


@cache
def claims() -> Mapping[str, Claim]:
    """
    All claims by code, in the order of the page about them.
    """
    found = {}
    for code, entry in read_data_file(_FILE)["claims"].items():
        claim = Claim(
            code=code,
            quoted_claim=str(entry["quoted_claim"]),
            what_we_say=str(entry["what_we_say"]),
            grade=Grade(entry["grade"]),
            evidence=tuple(entry["evidence"]),
            note=str(entry.get("note", "")),
        )
        if not claim.evidence and not claim.note:
            raise ValueError(f"{_FILE}: {code} needs evidence, or a note that none was found")
        found[code] = claim
    return found


@cache
def forbidden_words() -> tuple[ForbiddenWords, ...]:
    """
    Every pattern that may not stand in a sentence of ours.
    """
    return tuple(
        ForbiddenWords(
            name=str(entry["name"]),
            pattern=re.compile(str(entry["pattern"]), re.IGNORECASE),
            why=str(entry["why"]),
            instead=str(entry["instead"]),
            only_where_shown=entry.get("scope") == "shown",
        )
        for entry in read_data_file(_FILE)["forbidden"]
    )


@cache
def approved_texts() -> tuple[str, ...]:
    """
    Our own denials, which hold such words and may stand unmarked; the longest first.
    """
    ours = [claim.what_we_say for claim in claims().values()]
    ours += [str(entry["text"]) for entry in read_data_file(_FILE)["approved"]]
    sentences = [sentence for text in ours for sentence in (text, *re.split(r"(?<=\.)\s+", text))]
    return tuple(sorted(set(sentences), key=lambda text: (-len(text), text)))


def broken_promises(text: str, for_developers: bool = False) -> Iterator[BrokenPromise]:
    """
    What may not be said in a text whose marked quotations were already taken out.
    """
    plain = _without(" ".join(text.split()), approved_texts())
    for rule in forbidden_words():
        if rule.only_where_shown and for_developers:
            continue
        for match in rule.pattern.finditer(plain):
            yield BrokenPromise(match.group(0), rule)


def _without(text: str, approved: Iterable[str]) -> str:
    for each in approved:
        text = re.sub(re.escape(each.rstrip(".")), " ", text, flags=re.IGNORECASE)
    return text
