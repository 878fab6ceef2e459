"""
Every sentence can be translated, and a translation is used.
"""

from __future__ import annotations

import importlib.util
from pathlib import Path

import pytest

from unknot.deliver.sentences.template import Counted
from unknot.deliver.voice import translations_in
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
