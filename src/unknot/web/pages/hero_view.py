"""
What the hero of Today is made of, and the body behind it.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from unknot.domain.body import BodyPart
from unknot.web.closest_view import view_for
from unknot.web.figure import BACK, FRONT, SOLES, Figure, draw
from unknot.web.pages.body import describe_scores
from unknot.web.pages.care import ReasonLine
from unknot.web.templating import mark as _
from unknot.web.visit import Visit

_WHERE = {
    FRONT: _("Front of the body."),
    BACK: _("Back of the body."),
    SOLES: _("Soles of the feet."),
}


@dataclass(frozen=True, slots=True)
class Hero:
    """
    The one answer: when, what (five words at most), why (25 at most), and one thing to press.

    `item_id` is set when there is something to mark as done; else `link` leads somewhere.
    `start` leads to the session that guides through it, where there can be one.
    """

    eyebrow: str
    icon: str
    say: str
    lede: str
    item_id: str = ""
    link: str = ""
    link_text: str = ""
    reasons: tuple[ReasonLine, ...] = ()
    can_do: str = ""
    to_mind: tuple[str, ...] = ()
    figure: Figure | None = None
    is_calm: bool = False
    start: str = ""


def figure_at(
    visit: Visit, parts: Sequence[BodyPart], scores: dict[BodyPart, int]
) -> Figure | None:
    """
    The body, close to these parts, coloured by how sore they are.
    """
    figure = visit.settings.figure
    found = view_for(parts, scores, figure)
    if found is None:
        return None
    view, crop = found
    said = describe_scores({part: scores.get(part, 0) for part in parts}, visit.voice)
    where = visit.say(_WHERE[view])
    return draw(view, crop, scores, parts, f"{where} {said}".strip(), figure)
