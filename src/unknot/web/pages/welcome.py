"""
Welcome: the first page of an empty house, and the three questions after the first files.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from unknot.deliver.words import name_of, say_weekday, start_with_capital
from unknot.domain.session import MassageType
from unknot.domain.settings import Units
from unknot.web.pages.found import FoundView, found_view
from unknot.web.templating import mark as _
from unknot.web.visit import Visit


@dataclass(frozen=True, slots=True)
class WelcomePage:
    """
    Two ways in: your own files, or a real runner's history to look around in.
    """

    problem: str = ""


@dataclass(frozen=True, slots=True)
class QuestionsPage:
    """
    Next race, money a month, free evenings: one screen, all of it skippable.
    """

    values: Mapping[str, str]
    ticked: frozenset[str]
    wrong: Mapping[str, str]
    distances: tuple[tuple[str, str], ...]
    types: tuple[tuple[str, str], ...]
    weekdays: tuple[tuple[str, str], ...]
    unit: str
    found: FoundView = field(default_factory=FoundView)


def questions_page(
    visit: Visit,
    typed: Mapping[str, str] | None = None,
    ticked: frozenset[str] = frozenset(),
    wrong: Mapping[str, str] | None = None,
) -> QuestionsPage:
    """
    The three questions, with what was typed.
    """
    return QuestionsPage(
        values={"currency": visit.settings.currency, "minutes": "45", **(typed or {})},
        ticked=ticked,
        wrong=wrong or {},
        distances=(
            ("", visit.say(_("Another distance"))),
            ("5000", visit.say(_("5 km"))),
            ("10000", visit.say(_("10 km"))),
            ("21097.5", visit.say(_("Half marathon"))),
            ("42195", visit.say(_("Marathon"))),
        ),
        types=tuple(
            (each.value, start_with_capital(name_of(each, visit.voice))) for each in MassageType
        ),
        weekdays=tuple((str(day), say_weekday(day, visit.voice)) for day in range(7)),
        unit=visit.say(_("miles") if visit.settings.units is Units.IMPERIAL else _("km")),
        found=found_view(visit),
    )
