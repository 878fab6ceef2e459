"""
How each setting is read from what a runner types.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

from unknot.app.errors import NotUnderstood
from unknot.cli import values
from unknot.domain.sentence import Sentence, sentence
from unknot.domain.session import MassageType, Tool
from unknot.domain.settings import Evening, Settings

Read = Callable[[list[str], Settings], Any]


def one(read: Callable[[str], Any]) -> Read:
    return lambda words, settings: read(words[0])


def whole(what: Sentence) -> Read:
    return lambda words, settings: values.read_whole(words[0], what)


def zone(text: str) -> str:
    from unknot.domain.units import zone_named

    return zone_named(text).key


def currency(text: str) -> str:
    return text.strip().upper()


def folder(text: str) -> str:
    """
    The whole path of a folder, named from where the runner stands.
    """
    return str(Path(text).expanduser().absolute())


def sex(text: str) -> str:
    men, women = ("men", "man", "male", "m"), ("women", "woman", "female", "f", "w")
    named = {**dict.fromkeys(men, "men"), **dict.fromkeys(women, "women")}
    return named.get(text.strip().lower(), text.strip().lower())


def share(text: str) -> float:
    try:
        number = float(text.strip().removesuffix("%"))
    except ValueError as unreadable:
        raise NotUnderstood("'{text}' is not a number from 0 to 1", text=text) from unreadable
    return number / 100 if text.strip().endswith("%") else number


def tools(words: list[str], settings: Settings) -> frozenset[Tool]:
    named = (values.read_member(Tool, word, sentence("tool")) for word in values.read_words(words))
    return frozenset({Tool.HANDS, *named})


def types(words: list[str], settings: Settings) -> tuple[MassageType, ...]:
    named = values.read_words(words)
    return tuple(
        dict.fromkeys(
            values.read_member(MassageType, word, sentence("massage type")) for word in named
        )
    )


def weekdays(words: list[str], settings: Settings) -> frozenset[int]:
    return frozenset(values.read_weekday(word) for word in values.read_words(words))


def many(read: Callable[[str], Any]) -> Read:
    return lambda words, settings: tuple(read(word) for word in values.read_words(words))


def free_times(words: list[str], settings: Settings) -> tuple[Evening, ...]:
    """
    Each weekday with the hours behind it, whether or not somebody thought of quotes.
    """
    spans: list[str] = []
    for word in values.read_words(words):
        if spans and not word[0].isalpha():
            spans[-1] += f" {word}"
        else:
            spans.append(word)
    return tuple(values.read_free_time(span) for span in spans)


def races(words: list[str], settings: Settings) -> tuple[Any, ...]:
    named = values.read_words(words)
    return tuple(values.read_race(word, settings.units) for word in named)
