"""
In which language a browser wants to be spoken to.
"""

from __future__ import annotations

# What the sentences are written in, and so what needs no translation.
_WRITTEN_IN = "en"


def languages_asked(accept: str) -> list[str]:
    """
    The languages of an Accept-Language header, the one liked best first, as folders are named:
    "pt_BR". Whoever likes English better than another language is not offered the other.
    """
    liked = sorted(_weighed(accept), key=lambda each: -each[1])
    found: list[str] = []
    for language, weight in liked:
        if weight <= 0 or language == "*" or language.partition("_")[0] == _WRITTEN_IN:
            break
        found.append(language)
    return found


def _weighed(accept: str) -> list[tuple[str, float]]:
    return [
        (_folder_of(tag.strip()), _weight_of(weight))
        for tag, _semicolon, weight in (each.partition(";") for each in accept.split(","))
        if _folder_of(tag.strip())
    ]


def _folder_of(tag: str) -> str:
    """
    "pt-br" as "pt_BR"; nothing for what is no language, for it would become a path.
    """
    language, _hyphen, country = tag.partition("-")
    if tag == "*":
        return tag
    if not (language.isascii() and language.isalpha()):
        return ""
    if country.isascii() and country.isalpha():
        return f"{language.lower()}_{country.upper()}"
    return language.lower()


def _weight_of(text: str) -> float:
    if not text.strip():
        return 1.0
    try:
        return float(text.strip().removeprefix("q="))
    except ValueError:
        return 0.0
