"""
Days of wellness in words: who told them, and how they felt.
"""

from __future__ import annotations

import math
from collections.abc import Iterable

from unknot.app.views import ToldDay
from unknot.deliver.marking import mark as _
from unknot.deliver.voice import Voice
from unknot.deliver.words import join_and, names_of_parts, say_number
from unknot.domain.body import BodyPart
from unknot.domain.wellness import CHECK_IN, OWN_LOG

# Names of products are not translated.
_PRODUCTS = {
    "hrv4training": "HRV4Training",
    "elite-hrv": "Elite HRV",
    "intervals-icu": "intervals.icu",
    "apple-health": "Apple Health",
    "garmin": "Garmin",
}
_OWN_WORDS = {CHECK_IN: _("check-in"), OWN_LOG: _("own log")}


def name_of_source(source: str, voice: Voice) -> str:
    """
    Who told a day; a source without a name is shown by its code.
    """
    own = _OWN_WORDS.get(source)
    return voice.translate(own) if own else _PRODUCTS.get(source, source)


def say_soreness_of(day: ToldDay, voice: Voice) -> str:
    """
    Where it was sore and how much, the sorest first; and what was given no place.
    """
    said = [*_named((each.part, each.score) for each in day.soreness if each.score)]
    said = [f"{name} {score}" for name, score in sorted(_paired(said, voice), key=_sorest_first)]
    if day.soreness_overall is not None:
        overall = voice.fill(_("overall {score}"), score=day.soreness_overall)
        said.append(overall)
    return ", ".join(said)


def say_rmssd_of(day: ToldDay, voice: Voice) -> str:
    """
    Heart rate variability in milliseconds, as watches and apps show it.
    """
    if day.hrv_lnrmssd is None:
        return ""
    return say_number(math.exp(day.hrv_lnrmssd), voice, 0)


def _named(scores: Iterable[tuple[BodyPart, int]]) -> list[tuple[BodyPart, int]]:
    return sorted(scores)


def _paired(scores: list[tuple[BodyPart, int]], voice: Voice) -> list[tuple[str, int]]:
    """
    Both sides of a region in one name where they feel the same.
    """
    of: dict[tuple[str, int], list[BodyPart]] = {}
    for part, score in scores:
        of.setdefault((part.region.value, score), []).append(part)
    return [
        (join_and(names_of_parts(tuple(parts), voice), voice), score)
        for (_region, score), parts in of.items()
    ]


def _sorest_first(named: tuple[str, int]) -> tuple[int, str]:
    return -named[1], named[0]
