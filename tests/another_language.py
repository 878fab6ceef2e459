"""
A language that nobody speaks: every word said through the translations stands in ⟦brackets⟧.

What a page or a table says outside of them went past the translators.
"""

from __future__ import annotations

import html
import re
from gettext import NullTranslations
from pathlib import Path

TEMPLATE = Path(__file__).resolve().parents[1] / "src" / "unknot" / "locale" / "unknot.pot"

_PLACEHOLDER = re.compile(r"(\{[^{}]*\}|%\([a-z_]+\)s)")
_TRANSLATED = re.compile(r"⟦[^⟦⟧]*⟧")
_UNSEEN = re.compile(
    r"<(script|style|svg|cite|small lang=\"la\")(?=[\s>]).*?</(?:script|style|svg|cite|small)>|<!--.*?-->",
    re.DOTALL,
)
_SPOKEN_ATTRIBUTE = re.compile(
    r"\b(?:title|alt|placeholder|aria-label|data-[a-z-]+)=\"([^\"]*[A-Za-z]{2,} [^\"]*)\""
)
_WORDS = re.compile(r"[^\W\d_]{2,}(?:[,;:]? [^\W\d_]{2,})+")


class Bracketed(NullTranslations):
    """
    Puts what is ours in brackets and leaves the facts between them as they came.

    `asked` are the sentences as translators would look for them.
    """

    def __init__(self) -> None:
        super().__init__()
        self.asked: set[str] = set()

    def gettext(self, message: str) -> str:
        self.asked.add(message)
        parts = _PLACEHOLDER.split(message)
        return "".join(
            part if _PLACEHOLDER.fullmatch(part) or not part else f"⟦{part}⟧" for part in parts
        )

    def ngettext(self, one: str, many: str, n: int) -> str:
        return self.gettext(one if n == 1 else many)


def said_past_the_translators(text: str, *names: str) -> list[str]:
    """
    Words in a row that stand outside the brackets; `names` are words of others: of files, of
    systems, of a runner.
    """
    left = _TRANSLATED.sub(" | ", text)
    # The columns of a table stand apart by more than one space.
    left = re.sub(r" {2,}|\n", " | ", left)
    for name in names:
        left = left.replace(name, " | ")
    return _WORDS.findall(left)


def seen_on(page: str) -> str:
    """
    What a page says, to the eye and to a screen reader.
    """
    shown = _UNSEEN.sub(" ", page)
    spoken = _SPOKEN_ATTRIBUTE.findall(shown)
    return html.unescape(" | ".join([re.sub(r"<[^>]+>", " | ", shown), *spoken]))


def not_in_the_template(asked: set[str]) -> list[str]:
    """
    Sentences that were looked for and that no translator could have found.
    """
    known = _messages_in(TEMPLATE.read_text(encoding="utf-8"))
    return sorted(each for each in asked if re.search(r"[^\W\d_]{2,}", each) and each not in known)


def _messages_in(template: str) -> set[str]:
    found = re.findall(r'^msgid(?:_plural)? ((?:".*"\n)+)', template, re.MULTILINE)
    return {
        "".join(re.findall(r'^(?:msgid(?:_plural)? )?"(.*)"$', each, re.MULTILINE))
        .replace("\\n", "\n").replace('\\"', '"').replace("\\\\", "\\")
        for each in found
    }  # fmt: skip
