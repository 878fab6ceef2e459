"""
A massage by hand: one that was had, or one that is booked for a day ahead.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from unknot.deliver.words import (
    name_of,
    say_date_with_year,
    say_minutes,
    say_money,
    start_with_capital,
)
from unknot.domain.body import ALL_PARTS, BodyPart, RegionGroup, parts_in
from unknot.domain.session import Appointment, Depth, ItemStatus, MassageType
from unknot.web.pages.body import parts_named
from unknot.web.pages.settings import Listed
from unknot.web.visit import Visit

# What a runner books: few words for many regions.
PLACES: Mapping[str, tuple[RegionGroup, ...]] = {
    "legs": (
        RegionGroup.CALF, RegionGroup.SHIN, RegionGroup.QUADS, RegionGroup.HAMSTRINGS,
        RegionGroup.ADDUCTORS, RegionGroup.LATERAL_HIP, RegionGroup.GLUTES,
    ),
    "feet": (RegionGroup.FOOT,),
    "back": (RegionGroup.BACK,),
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class MassagePage:
    """
    The form for one massage, and the ones known so far.
    """

    values: Mapping[str, str]
    ticked: frozenset[str]
    wrong: Mapping[str, str]
    types: tuple[tuple[str, str], ...]
    depths: tuple[tuple[str, str], ...]
    known: tuple[Listed, ...]
    ahead: tuple[Listed, ...]
    today: str


def massage_page(
    visit: Visit,
    typed: Mapping[str, str] | None = None,
    ticked: frozenset[str] = frozenset({"legs"}),
    wrong: Mapping[str, str] | None = None,
) -> MassagePage:
    """
    The form with what was typed, newest massages first.
    """
    massages = sorted(
        visit.house.appointments(visit.runner_id), key=lambda each: each.date, reverse=True
    )
    had = [each for each in massages if each.status is ItemStatus.DONE]
    ahead = [each for each in massages if each.status is ItemStatus.CONFIRMED]
    return MassagePage(
        values={"date": visit.today.isoformat(), "minutes": "45", **(typed or {})},
        ticked=ticked,
        wrong=wrong or {},
        types=tuple(
            (each.value, start_with_capital(name_of(each, visit.voice))) for each in MassageType
        ),
        depths=tuple(
            (each.value, start_with_capital(name_of(each, visit.voice)))
            for each in Depth
            if each is not Depth.NONE
        ),
        known=tuple(_listed(visit, each) for each in had[:12]),
        ahead=tuple(_listed(visit, each) for each in ahead),
        today=visit.today.isoformat(),
    )


def parts_of_places(places: frozenset[str]) -> tuple[BodyPart, ...]:
    """
    The parts that the ticked places stand for; everything when nothing is ticked.
    """
    groups = [group for place in sorted(places) for group in PLACES.get(place, ())]
    parts = {part for group in groups for part in parts_in(group)}
    return tuple(sorted(parts)) if parts else ALL_PARTS


def _listed(visit: Visit, massage: Appointment) -> Listed:
    details = (
        say_minutes(massage.minutes, visit.voice),
        name_of(massage.massage_type, visit.voice),
        say_money(massage.cents, visit.voice) if massage.cents is not None else "",
        parts_named(massage.parts, visit.voice) if len(massage.parts) < 6 else "",
    )
    return Listed(
        massage.id, say_date_with_year(massage.date, visit.voice),
        ", ".join(part for part in details if part),
    )  # fmt: skip
