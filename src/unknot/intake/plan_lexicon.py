"""
Finds the words of training plans in a title, by the lists in `plan_words.toml`.
"""

from __future__ import annotations

import re
import tomllib
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass, field
from enum import StrEnum
from functools import lru_cache
from importlib import resources

_MOST_WORDS = 4
_SHORTEST_STEM = 2


class Meaning(StrEnum):
    """
    What a word of a plan says of a day.
    """

    RUN = "run"
    EASY = "easy"
    LONG = "long"
    SPEED = "speed"
    SPRINT = "sprint"
    UPHILL = "uphill"
    DOWNHILL = "downhill"
    TRAIL = "trail"
    RACE = "race"
    REST = "rest"
    STRENGTH = "strength"
    CARE = "care"
    OTHER = "other"
    NOTHING = "nothing"


@dataclass(frozen=True, slots=True)
class Found:
    """
    A word that was found, from `start` to `end` of the text. A doubtful one may mean anything.
    """

    start: int
    end: int
    meaning: Meaning
    is_doubtful: bool = False
    is_chinese_or_japanese: bool = False


@dataclass(slots=True)
class _Words:
    """
    The lists, turned round: from the word to what it means and whether it is doubtful.
    """

    whole: dict[str, tuple[Meaning, bool]] = field(default_factory=dict)
    stems: dict[str, tuple[Meaning, bool]] = field(default_factory=dict)
    endings: dict[str, tuple[Meaning, bool]] = field(default_factory=dict)
    inside: dict[str, tuple[Meaning, bool]] = field(default_factory=dict)
    longest_inside: int = 1
    fillers: set[str] = field(default_factory=set)


_EAST_ASIAN = "\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff々ー"
_IS_EAST_ASIAN = re.compile(f"[{_EAST_ASIAN}]")
_KATAKANA = re.compile("[\u30a0-\u30ffー]")
_PIECES = re.compile(
    rf"(?P<east>[{_EAST_ASIAN}]+)|(?P<word>[^\W_{_EAST_ASIAN}]+)|(?P<picture>[\u2600-\u27bf\U0001f300-\U0001faff])"
)
# Between the words of one phrase: "half-marathon", "walk/run".
_JOINS = re.compile(r"[ \t\u00a0]*[-‐–/&]?[ \t\u00a0]*")
# "6 x 800 m" is repetitions of a run; "3 x 8" may be squats.
_REPETITIONS = re.compile(
    r"\b\d{1,2} ?[x×] ?(?P<size>\d+(?:[.,]\d+)?)(?P<unit> ?(?:km|mi|m|min|s|sec|['’′\"”″])\b|['’′\"”″])?",
    re.IGNORECASE,
)
_SHORTEST_REPETITION_M = 100.0


def folded(text: str) -> str:
    """
    Without capitals and accents, letter for letter, so that places in it are places in the text.
    """
    return "".join(map(_plain_letter, text))


@lru_cache(maxsize=4096)
def _plain_letter(letter: str) -> str:
    if letter in "łŁ":
        return "l"
    first = unicodedata.normalize("NFD", letter)[0]
    return first.lower() if len(first.lower()) == 1 else first


def words_in(text: str) -> list[Found]:
    """
    Every word of a plan in the text, in order; of two that begin together the longer one.
    """
    plain = folded(text)
    pieces = list(_PIECES.finditer(plain))
    found = list(_repetitions_in(plain))
    taken_until = -1
    for number, piece in enumerate(pieces):
        if piece.lastgroup == "east":
            found += _east_asian_in(piece[0], piece.start())
        elif piece.start() >= taken_until:
            match = _phrase_at(plain, pieces, number)
            if match is not None:
                found.append(match)
                taken_until = match.end
    return sorted(found, key=lambda each: (each.start, -each.end))


def other_words_in(text: str, found: list[Found]) -> int:
    """
    How many words of a text are neither a plan's, nor figures, units or names of days.
    """
    plain = folded(text)
    covered = {place for each in found for place in range(each.start, each.end)}
    return sum(
        piece.lastgroup != "picture"
        and not covered & set(range(piece.start(), piece.end()))
        and piece[0] not in _lists().fillers
        and not _FIGURE.fullmatch(piece[0])
        for piece in _PIECES.finditer(plain)
    )


_FIGURE = re.compile(r"\d+(?:k|km|mi|m|h|min|s|miles?|x)?|x|week\d*|w\d+|d\d+")


def _repetitions_in(plain: str) -> Iterator[Found]:
    for match in _REPETITIONS.finditer(plain):
        size = float(match["size"].replace(",", "."))
        is_doubtful = not match["unit"] and size < _SHORTEST_REPETITION_M
        yield Found(match.start(), match.end(), Meaning.SPEED, is_doubtful)


def _phrase_at(plain: str, pieces: list[re.Match[str]], number: int) -> Found | None:
    """
    The longest phrase that begins with this piece.
    """
    words = _lists()
    last = number
    while (
        last + 1 < len(pieces)
        and last - number + 1 < _MOST_WORDS
        and pieces[last + 1].lastgroup == "word"
        and _JOINS.fullmatch(plain, pieces[last].end(), pieces[last + 1].start())
    ):
        last += 1
    for end in range(last, number - 1, -1):
        phrase = " ".join(piece[0] for piece in pieces[number : end + 1])
        known = words.whole.get(phrase) or _by_stem(phrase) or _by_ending(phrase)
        if known is not None:
            return Found(pieces[number].start(), pieces[end].end(), *known)
    return None


def _by_stem(phrase: str) -> tuple[Meaning, bool] | None:
    stems = _lists().stems
    shortest = max(_SHORTEST_STEM, phrase.rfind(" "))
    beginnings = (phrase[:length] for length in range(len(phrase), shortest, -1))
    return next((stems[each] for each in beginnings if each in stems), None)


def _by_ending(phrase: str) -> tuple[Meaning, bool] | None:
    if " " in phrase:
        return None
    endings = _lists().endings
    found = (endings[phrase[at:]] for at in range(1, len(phrase)) if phrase[at:] in endings)
    return next(found, None)


def _east_asian_in(piece: str, offset: int) -> list[Found]:
    words = _lists()
    found: list[tuple[int, int, tuple[Meaning, bool]]] = []
    place = 0
    while place < len(piece):
        for length in range(min(words.longest_inside, len(piece) - place), 0, -1):
            known = words.inside.get(piece[place : place + length])
            if known is not None:
                found.append((place, place + length, known))
                place += length
                break
        else:
            place += 1
    covered = {place for start, end, _ in found for place in range(start, end)}
    return [
        Found(offset + start, offset + end, *known, is_chinese_or_japanese=True)
        for start, end, known in found
        if not _is_cut_out(piece, start, covered) and not _is_cut_out(piece, end, covered)
    ]


def _is_cut_out(piece: str, border: int, covered: set[int]) -> bool:
    """
    True where a word of katakana was found inside of a longer one: "ラン" in "ランチ", lunch.
    """
    inside = 0 < border < len(piece) and {border - 1, border} - covered
    return bool(inside) and all(_KATAKANA.match(piece[at]) for at in (border - 1, border))


@lru_cache(maxsize=1)
def _lists() -> _Words:
    source = resources.files("unknot.intake").joinpath("plan_words.toml")
    words = _Words()
    languages = tomllib.loads(source.read_text(encoding="utf-8")).values()
    # Nobody knows the language of a title: what is doubtful in one is so in all.
    doubtful = {folded(word) for language in languages for word in language.get("doubtful", ())}
    for language in languages:
        words.fillers.update(map(folded, language.get("filler", ())))
        for meaning in Meaning:
            for word in language.get(meaning.value, ()):
                _put(words, word, (meaning, folded(word) in doubtful))
    words.longest_inside = max(map(len, words.inside))
    return words


def _put(words: _Words, word: str, known: tuple[Meaning, bool]) -> None:
    """
    Where two languages share a word, the first meaning stays.
    """
    plain = folded(word)
    if _IS_EAST_ASIAN.match(plain):
        kept, key = words.inside, plain
    elif plain.endswith("*"):
        kept, key = words.stems, plain[:-1]
    elif plain.startswith("*"):
        kept, key = words.endings, plain[1:]
    else:
        kept, key = words.whole, plain
    kept.setdefault(key, known)
