"""
Gather every sentence that Unknot says, for translators.

    python scripts/gather_words.py

Writes src/unknot/locale/unknot.pot from the code, the page templates and the catalogue. A
translation lies beside it as <language>/LC_MESSAGES/unknot.po, compiled to unknot.mo:

    pybabel init -D unknot -i src/unknot/locale/unknot.pot -d src/unknot/locale -l cs
    pybabel update -D unknot -i src/unknot/locale/unknot.pot -d src/unknot/locale
    pybabel compile -D unknot -d src/unknot/locale
"""

from __future__ import annotations

import io
import tomllib
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from babel.messages.catalog import Catalog
from babel.messages.extract import extract_from_dir
from babel.messages.pofile import write_po

PROJECT = Path(__file__).resolve().parents[1]
PACKAGE = PROJECT / "src" / "unknot"
TEMPLATE = PACKAGE / "locale" / "unknot.pot"

METHODS = [("**.py", "python"), ("web/templates/**.html", "jinja2")]
# Whatever is raised or told with its facts apart begins with its sentence.
SAID_FIRST = (
    "Refusal",
    "NotFound",
    "NotUnderstood",
    "StoreUnusable",
    "FolderAway",
    "CannotBeOffered",
    "DayChanged",
    "CannotBe",
    "NotReadable",
    "FormNotOurs",
    "HeaderMissing",
    "NoJson",
    "HostRefused",
    "NameRefused",
    "CertificateRefused",
    "SignInNeeded",
    "NotSignedIn",
    "TooManyTries",
    "NameTaken",
    "PortTaken",
    "DoesNotFit",
    "RunFileUnreadable",
    "NotAnActivity",
    "sentence",
)
KEYWORDS: dict[str, Any] = {
    "_": None,
    "gettext": None,
    "ngettext": (1, 2),
    "pgettext": ((1, "c"), 2),
    "check": (2,),
    **dict.fromkeys(SAID_FIRST),
}
# `count` and `counted` take a sentence for one and a sentence for many. Readers only count bytes:
# their `count` is not ours.
COUNTED: dict[str, Any] = {"count": (1, 2), "counted": (1, 2)}
READERS = "intake/"
# What a runner reads of the catalogue's data files, by the name of the field.
CATALOGUE_FIELDS = frozenset(
    [
        "asks",
        "advice",
        "sentence",
        "until",
        "title",
        "introduction",
        "none_of_these",
        "cleared",
        "age_under_16",
        "finding",
        "pressure",
        "what_it_is",
        "good_for",
        "quoted_claim",
        "what_we_found",
        "when_not",
        "what_we_say",
    ]
)
# What a runner reads or hears of a technique of self-care.
TECHNIQUE_FIELDS = frozenset(["name", "caution", "start", "direction", "feel", "stop"])


def main() -> None:
    """
    Write the template.
    """
    TEMPLATE.parent.mkdir(parents=True, exist_ok=True)
    TEMPLATE.write_bytes(gather())
    print(f"{TEMPLATE.relative_to(PROJECT)} is written")


def gather() -> bytes:
    """
    The template as bytes; the same code gives the same bytes.
    """
    catalog = Catalog(
        project="Unknot",
        copyright_holder="The Unknot authors",
        creation_date=datetime(2026, 1, 1, tzinfo=UTC),
        fuzzy=False,
    )
    for message, context in _messages():
        catalog.add(message, context=context)
    written = io.BytesIO()
    write_po(written, catalog, no_location=True, sort_output=True, width=100)
    return written.getvalue()


def _messages() -> Iterator[tuple[str | tuple[str, ...], str | None]]:
    yield from _messages_by(KEYWORDS, METHODS)
    yield from _messages_by(COUNTED, [(f"{READERS}**.py", "ignore"), *METHODS])
    for folder, fields in (("data", CATALOGUE_FIELDS), ("techniques", TECHNIQUE_FIELDS)):
        for file in sorted((PACKAGE / "catalogue" / folder).glob("*.toml")):
            for text in _texts_in(tomllib.loads(file.read_text(encoding="utf-8")), fields):
                yield text, None


def _messages_by(
    keywords: dict[str, Any], methods: list[tuple[str, str]]
) -> Iterator[tuple[str | tuple[str, ...], str | None]]:
    found = extract_from_dir(
        str(PACKAGE), methods, {"web/templates/**.html": {"trimmed": "true"}}, keywords=keywords
    )
    for _file, _line, message, _comments, context in found:
        yield message, context


def _texts_in(value: Any, fields: frozenset[str]) -> Iterator[str]:
    """
    The sentences of a data file, wherever in it they stand.
    """
    if isinstance(value, dict):
        for name, entry in value.items():
            if name in fields and isinstance(entry, str):
                yield entry
            else:
                yield from _texts_in(entry, fields)
    elif isinstance(value, list):
        for entry in value:
            yield from _texts_in(entry, fields)


if __name__ == "__main__":
    main()
