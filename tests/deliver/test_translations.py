"""
Every sentence can be translated, and a translation is used.
"""

from __future__ import annotations

import importlib.util
from gettext import NullTranslations
from pathlib import Path

import pytest

from unknot.app.errors import NotFound, Refusal
from unknot.deliver.sentences.template import Counted
from unknot.deliver.voice import Voice, translations_in
from unknot.deliver.words import SENTENCES

PROJECT = Path(__file__).resolve().parents[2]
TEMPLATE = PROJECT / "src" / "unknot" / "locale" / "unknot.pot"


def test_every_sentence_stands_in_the_template():
    """
    A translator finds each sentence that answers "why".
    """
    said = TEMPLATE.read_text(encoding="utf-8").replace('"\n"', "").replace('\\"', '"')

    for templates in SENTENCES.values():
        for template in templates:
            texts = (template.one, template.many) if isinstance(template, Counted) else (template,)
            assert all(f'"{text}"' in said for text in texts), template


@pytest.mark.dev
def test_the_template_is_up_to_date():
    """
    No sentence was added or changed without gathering it: `make words`.
    """
    pytest.importorskip("babel", reason="Babel is a development package")
    path = PROJECT / "scripts" / "gather_words.py"
    spec = importlib.util.spec_from_file_location("gather_words", path)
    script = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(script)

    assert script.gather() == TEMPLATE.read_bytes(), "run: make words"


def test_a_language_without_words_falls_back_to_english():
    """
    Nobody meets an error for speaking a language that Unknot does not.
    """
    assert translations_in(["tlh"]).gettext("massage") == "massage"


class Mumbling(NullTranslations):
    """
    A language in which every sentence is told backwards up to its placeholders.
    """

    def gettext(self, message: str) -> str:
        return message.replace("There is no run called", "Nulo run nomizas")


def test_what_cannot_be_done_is_said_in_the_readers_language():
    """
    A refusal carries its sentence and its facts apart, so that the sentence can be translated.
    """
    refused = NotFound("There is no run called '{name}'.", name="r_1")

    assert str(refused) == "There is no run called 'r_1'."
    assert Voice(translations=Mumbling()).refuse(refused) == "Nulo run nomizas 'r_1'."
    assert Voice().refuse(Refusal("A brace { stays as it is.")) == "A brace { stays as it is."


def test_the_template_holds_what_cannot_be_done():
    """
    Whoever translates finds the refusals of the use cases, the store and the error pages.
    """
    template = TEMPLATE.read_text(encoding="utf-8").replace('"\n"', "")

    for said in (
        "There is no run called '{name}'.",
        "The disk is full, so the last step was not kept in {place}.",
        "That page is not here",
    ):
        assert said in template
