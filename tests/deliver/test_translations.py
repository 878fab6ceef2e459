"""
Every sentence can be translated, and a translation is used.
"""

from __future__ import annotations

import ast
import importlib
import importlib.util
import pkgutil
import re
from collections.abc import Iterator
from gettext import NullTranslations
from pathlib import Path
from types import ModuleType

import pytest

import unknot
from unknot.app.errors import NotFound, Refusal, ValueRefused
from unknot.deliver.sentences.template import Counted
from unknot.deliver.voice import Voice, translations_in
from unknot.deliver.words import SENTENCES
from unknot.domain.canonical import NotReadable
from unknot.domain.refused import CannotBe
from unknot.domain.sentence import sentence

PROJECT = Path(__file__).resolve().parents[2]
PACKAGE = PROJECT / "src" / "unknot"
TEMPLATE = PACKAGE / "locale" / "unknot.pot"
# Folders whose sentences are read by somebody; readers hand over nothing but `Sentence`s.
_SPEAKING = ("app", "domain", "web", "cli", "store", "bootstrap.py")
# Sentences for those who write programs: what another part of Unknot did wrong.
_FOR_PROGRAMMERS = {
    "{} has no plain form",
    "no stream is called {}",
    "stream {} has {} values, not {}",
    "streams of form {} are not known here",
}


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
    assert _gather_words().gather() == TEMPLATE.read_bytes(), "run: make words"


@pytest.mark.dev
def test_whatever_can_be_refused_is_gathered():
    """
    A new kind of refusal has its sentences gathered like the others.
    """
    for module in pkgutil.walk_packages(unknot.__path__, "unknot."):
        # Migrations are run by the database's own tool and not imported.
        if module.name.split(".")[1] in _SPEAKING and "migrations" not in module.name:
            importlib.import_module(module.name)
    # Those that carry what another one says, or say nothing.
    silent = {"ValueRefused", "BodyTooLarge"}

    named = {each.__name__ for kind in (Refusal, CannotBe) for each in _and_below(kind)}
    assert named - silent <= set(_gather_words().SAID_FIRST)


def _and_below(kind: type) -> Iterator[type]:
    yield kind
    for each in kind.__subclasses__():
        if each.__module__.startswith("unknot."):
            yield from _and_below(each)


def _gather_words() -> ModuleType:
    pytest.importorskip("babel", reason="Babel is a development package")
    path = PROJECT / "scripts" / "gather_words.py"
    spec = importlib.util.spec_from_file_location("gather_words", path)
    script = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(script)
    return script


def test_no_sentence_is_put_together_past_the_translators():
    """
    A sentence made of pieces in the code could never be found by a translator.
    """
    found = {
        text
        for path in sorted(PACKAGE.rglob("*.py"))
        if path.relative_to(PACKAGE).parts[0] in _SPEAKING
        for text in _glued_in(ast.parse(path.read_text(encoding="utf-8")))
    }

    assert {text for text in found if re.search(r"[a-z]{2,},? [a-z]{2,}", text)} == _FOR_PROGRAMMERS


def _glued_in(tree: ast.AST) -> Iterator[str]:
    for node in ast.walk(tree):
        if isinstance(node, ast.JoinedStr):
            yield "".join(
                str(part.value) if isinstance(part, ast.Constant) else "{}" for part in node.values
            )


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


def test_a_refusal_within_a_refusal_is_said_in_the_same_language():
    """
    No half of a sentence stays English.
    """
    inner = NotFound("There is no run called '{name}'.", name="r_1")
    outer = Refusal("Why: {why}", why=inner)

    assert str(outer) == "Why: There is no run called 'r_1'."
    assert Voice(translations=Mumbling()).refuse(outer) == "Why: Nulo run nomizas 'r_1'."


def test_what_cannot_be_stands_alone_as_a_sentence():
    """
    Small behind the name of its field, with a capital and a full stop where it stands alone.
    """
    cannot_be = CannotBe("soreness goes from 0 to 10, got {score}", "score", score=11)
    at_fault = NotReadable("a list is needed, not {given}", "parts", given=sentence("nothing"))

    assert str(cannot_be) == "soreness goes from 0 to 10, got 11"
    assert Voice().refuse(cannot_be) == "Soreness goes from 0 to 10, got 11."
    assert Voice().refuse(ValueRefused(cannot_be)) == "Soreness goes from 0 to 10, got 11."
    assert str(at_fault) == "parts: a list is needed, not nothing"
    assert Voice().refuse(at_fault) == str(ValueRefused(at_fault)) == f"{at_fault}."


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
