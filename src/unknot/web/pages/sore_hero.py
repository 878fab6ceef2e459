"""
The hero when today's check-in calls something sore: ten minutes for it, and nothing promised.
"""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import urlencode

from unknot.deliver.words import say
from unknot.domain.body import BodyPart
from unknot.web.pages.body import parts_named
from unknot.web.pages.care import ReasonLine
from unknot.web.pages.hero_view import Hero, figure_at
from unknot.web.pages.routine import how_sure, query_of
from unknot.web.templating import mark as _
from unknot.web.visit import Visit

if TYPE_CHECKING:
    # The use case wakes the deciders, which a server does with the first routine.
    from unknot.app.sore_now import SoreNow

_MOST_WORDS = 5
_MOST_REASONS = 3


def sore_hero(visit: Visit, sore: SoreNow, scores: dict[BodyPart, int]) -> Hero:
    """
    What is sorest, how long, how sure we are; the session begins with one touch.
    """
    query = urlencode(query_of(sore.wish), doseq=True)
    return Hero(
        eyebrow=visit.say(_("You said {score} of 10"), score=sore.score),
        icon="hand-heart",
        say=_title(visit, sore),
        lede=visit.say(_("{n} gentle minutes."), n=sore.wish.minutes)
        + " "
        + how_sure(visit, sore.wish.phase),
        link=f"/routine?{query}",
        link_text=visit.say(_("See the steps")),
        start=f"/session?{query}",
        reasons=_reasons(visit, sore),
        figure=figure_at(visit, sore.parts, scores),
    )


def _title(visit: Visit, sore: SoreNow) -> str:
    named = visit.say(_("Ease your {part}"), part=parts_named(sore.parts, visit.voice))
    return named if len(named.split()) <= _MOST_WORDS else visit.say(_("Ease what is sore"))


def _reasons(visit: Visit, sore: SoreNow) -> tuple[ReasonLine, ...]:
    said = dict.fromkeys(
        say(reason, visit.voice) for step in sore.routine.steps for reason in step.reasons
    )
    return tuple(ReasonLine("hand-heart", text) for text in list(said)[:_MOST_REASONS])
