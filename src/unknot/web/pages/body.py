"""
How the body was said to feel: rows of soreness and the figure coloured by them.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from unknot.deliver.words import Voice, join_and, name_of_part, start_with_capital
from unknot.domain.body import BodyPart, Region, Side
from unknot.domain.check_in import CheckIn
from unknot.web.figure import level_of

# A soreness report says little about today after three days.
STILL_COUNTS_DAYS = 3


@dataclass(frozen=True, slots=True)
class SoreRow:
    """
    One part and its score, with the colour and the length of its bar.
    """

    name: str
    score: int
    share: int
    look: str


def scores_of(check_in: CheckIn | None) -> dict[BodyPart, int]:
    """
    What a report says of each part.
    """
    if check_in is None:
        return {}
    return {report.part: report.score for report in check_in.soreness}


def recent_scores(check_ins: Sequence[CheckIn], today: date) -> dict[BodyPart, int]:
    """
    The last word about each part that still counts today.
    """
    scores: dict[BodyPart, int] = {}
    for check_in in sorted(check_ins, key=lambda each: each.date):
        if 0 <= (today - check_in.date).days <= STILL_COUNTS_DAYS:
            scores.update(scores_of(check_in))
    return scores


def sore_rows(scores: Mapping[BodyPart, int], voice: Voice, most: int = 5) -> tuple[SoreRow, ...]:
    """
    The sorest parts first; both sides in one row where they feel the same.
    """
    rows = [
        SoreRow(start_with_capital(name), score, score * 10, f"s{level_of(score)}")
        for name, score in _named(scores, voice)
    ]
    return tuple(rows[:most])


def _named(scores: Mapping[BodyPart, int], voice: Voice) -> list[tuple[str, int]]:
    from unknot.deliver.words import names_of_parts

    named: list[tuple[str, int]] = []
    for region in Region:
        left = scores.get(BodyPart(region, Side.LEFT), 0)
        right = scores.get(BodyPart(region, Side.RIGHT), 0)
        if left == right and left:
            both = (BodyPart(region, Side.LEFT), BodyPart(region, Side.RIGHT))
            named += [(join_and(names_of_parts(both, voice), voice), left)]
            continue
        named += [
            (name_of_part(BodyPart(region, side), voice), score)
            for side, score in ((Side.LEFT, left), (Side.RIGHT, right))
            if score
        ]
    return sorted(named, key=lambda row: -row[1])


def describe_scores(scores: Mapping[BodyPart, int], voice: Voice) -> str:
    """
    The coloured figure in words, for who cannot see it.
    """
    rows = sore_rows(scores, voice)
    return ", ".join(f"{row.name} {row.score}" for row in rows)


def parts_named(parts: Iterable[BodyPart], voice: Voice) -> str:
    """
    Parts in one phrase: "both calves and left heel".
    """
    from unknot.deliver.words import names_of_parts

    return join_and(names_of_parts(tuple(parts), voice), voice)
