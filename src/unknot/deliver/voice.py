"""
How Unknot speaks to one runner: in which language, which units, which money, which time zone.
"""

from __future__ import annotations

import gettext
from collections.abc import Sequence
from dataclasses import dataclass, field
from importlib import resources

from unknot.app.errors import Refusal, ValueRefused, standing_alone
from unknot.deliver.marking import mark as mark
from unknot.domain.canonical import NotReadable
from unknot.domain.refused import CannotBe
from unknot.domain.sentence import Sentence
from unknot.domain.settings import Settings, Units


@dataclass(frozen=True, slots=True)
class Voice:
    """
    The one who reads: kilometres or miles, which currency, which zone, which language.

    Without translations the sentences are English, as they are written.
    """

    units: Units = Units.METRIC
    currency: str = "EUR"
    zone: str = "UTC"
    translations: gettext.NullTranslations = field(default_factory=gettext.NullTranslations)

    @property
    def language(self) -> str:
        """
        The language that is spoken, as web pages name it: "en", "pt-BR".
        """
        return self.translations.info().get("language", "en").replace("_", "-")

    def translate(self, message: str) -> str:
        """
        A marked message in the reader's language; the empty one stays empty.
        """
        return self.translations.gettext(message) if message else ""

    def fill(self, message: str, /, **words: object) -> str:
        """
        A marked message in the reader's language with its `{placeholders}` filled.
        """
        return self.translate(message).format(**words)

    def say(self, *sentences: Sentence) -> str:
        """
        Sentences one after another, in the reader's language.
        """
        return " ".join(
            self.fill(each.said, **each.facts) if each.facts else self.translate(each.said)
            for each in sentences
        )

    def refuse(self, refused: Exception) -> str:
        """
        Why something cannot be done, in the reader's language where it was said for translators.
        """
        if isinstance(refused, ValueRefused):
            return self.refuse(refused.cannot_be)
        if isinstance(refused, CannotBe):
            return standing_alone(refused, str(self._told(refused)))
        return str(self._told(refused))

    def _told(self, fact: object) -> object:
        """
        A fact of a sentence; what is a sentence itself is said in the reader's language.
        """
        if isinstance(fact, Sentence):
            return self.say(fact)
        if isinstance(fact, ValueRefused):
            return self._told(fact.cannot_be)
        if not isinstance(fact, Refusal | CannotBe):
            return fact
        said = self.translate(fact.said)
        if fact.facts:
            said = said.format(**{name: self._told(each) for name, each in fact.facts.items()})
        return fact.behind_its_field(said) if isinstance(fact, NotReadable) else said

    def count(self, one: str, many: str, number: int, /, **words: object) -> str:
        """
        The singular or plural that the reader's language uses for a number, filled with `{n}`.
        """
        return self.translations.ngettext(one, many, number).format(n=number, **words)


def voice_of(settings: Settings, *languages: str) -> Voice:
    """
    The voice for a runner's settings, in the first of the languages that Unknot has words in.
    """
    return Voice(settings.units, settings.currency, settings.zone, translations_in(languages))


def translations_in(languages: Sequence[str]) -> gettext.NullTranslations:
    """
    The first language of the list that Unknot has words in; else English.
    """
    folder = resources.files("unknot").joinpath("locale")
    return gettext.translation("unknot", str(folder), languages=list(languages), fallback=True)
