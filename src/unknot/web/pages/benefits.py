"""
Benefits: what the runner's own readings did, what is noise, and what the evidence says.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from unknot.catalogue.benefits import claim_of
from unknot.deliver.benefit_words import (
    lines_of_evidence,
    name_of_benefit,
    name_of_trend,
    say_finding,
    say_noise,
    say_reading,
    say_verdict,
    say_what_it_takes,
)
from unknot.deliver.words import say_date_with_year, say_grade
from unknot.domain.benefits import Benefit, BenefitFound, Trend, Verdict
from unknot.web.pages.benefit_chart import TrendChart, chart_of
from unknot.web.templating import mark as _
from unknot.web.visit import Visit

# What a change or its absence tells first, when a card has several measures.
_FIRST_TOLD = (
    Verdict.CHANGED_UP,
    Verdict.CHANGED_DOWN,
    Verdict.WITHIN_NOISE,
    Verdict.NOT_ENOUGH,
)
_LOOKS: Mapping[Benefit, tuple[str, str]] = {
    Benefit.FLEXIBILITY: ("k-stretch", "person-standing"),
    Benefit.SORENESS: ("k-self", "activity"),
    Benefit.RELAXATION: ("k-rest", "moon"),
    Benefit.INJURIES: ("k-rest", "shield-check"),
    Benefit.ALIGNMENT: ("k-run", "footprints"),
    Benefit.CIRCULATION: ("k-rest", "info"),
}
_NOTHING_YET: Mapping[Benefit, str] = {
    Benefit.FLEXIBILITY: _("You have not measured how far your joints go yet."),
    Benefit.SORENESS: _("You have not said how sore you are yet."),
    Benefit.RELAXATION: _("You have not said how stressed you are yet."),
    Benefit.INJURIES: _("It is not known yet since when you are well or injured."),
    Benefit.ALIGNMENT: _("No run of yours says yet how you moved."),
    Benefit.CIRCULATION: _("There is no honest way to measure this at home."),
}
_HOW: Mapping[Benefit, str] = {
    Benefit.FLEXIBILITY: _(
        "Each test takes five minutes: three tries, once a week or every second week."
    ),
    Benefit.SORENESS: _("It comes from your check-ins: the sorest place of each day."),
    Benefit.RELAXATION: _(
        "Stress comes from your check-ins; resting pulse and heart rate variability from what you"
        " bring in."
    ),
    Benefit.INJURIES: _("It counts the days between the start and the end of each injury noted."),
    Benefit.ALIGNMENT: _(
        "It comes from recordings of watches that measure it, and compares runs of nearly one"
        " speed. Nobody knows which figures are right for you: even on both sides is not a goal."
    ),
    Benefit.CIRCULATION: _(
        "The blood flow of a muscle takes a laboratory. Warm skin, pulse and how it feels say"
        " nothing about it, so no number stands here."
    ),
}
_WAYS: Mapping[Benefit, tuple[tuple[str, str], ...]] = {
    Benefit.FLEXIBILITY: (
        ("/benefits/measure/knee-to-wall", _("Knee to wall")),
        ("/benefits/measure/sit-and-reach", _("Sit and reach")),
        ("/benefits/measure/straight-leg-raise", _("Straight leg raise")),
    ),
    Benefit.SORENESS: (("/check-in", _("Check in")),),
    Benefit.RELAXATION: (("/check-in", _("Check in")), ("/history", _("Bring a log"))),
    Benefit.INJURIES: (("/wrong#injury", _("Note an injury")),),
    Benefit.ALIGNMENT: (("/history", _("Bring recordings")),),
    Benefit.CIRCULATION: (),
}


@dataclass(frozen=True, slots=True)
class TrendView:
    """
    One measure: its sentence, its drawing, its numbers, and what would be a change.
    """

    name: str
    verdict: str
    arrow: str
    finding: str
    noise: str
    takes: str
    chart: TrendChart | None
    rows: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class BenefitCard:
    """
    One benefit: the finding first, then its measures, the evidence, and how to measure it.

    `unread` names the measures that nothing is read of.
    """

    code: str
    look: str
    icon: str
    name: str
    finding: str
    trends: tuple[TrendView, ...]
    unread: tuple[str, ...]
    we_say: str
    grade: str
    evidence: tuple[str, ...]
    how: str
    ways: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class BenefitsPage:
    """
    The six cards.
    """

    cards: tuple[BenefitCard, ...]


def benefits_page(visit: Visit) -> BenefitsPage:
    """
    Gathers the page from the same trends as every other door.
    """
    found = visit.house.show_benefits(visit.runner_id)
    return BenefitsPage(tuple(_card(visit, each) for each in found))


def _card(visit: Visit, found: BenefitFound) -> BenefitCard:
    read = [each for each in found.trends if each.readings]
    claim = claim_of(found.benefit)
    look, icon = _LOOKS[found.benefit]
    return BenefitCard(
        code=found.benefit.value,
        look=look,
        icon=icon,
        name=name_of_benefit(found.benefit, visit.voice),
        finding=_finding(visit, found.benefit, read),
        trends=tuple(_trend_view(visit, each) for each in read),
        unread=tuple(name_of_trend(each, visit.voice) for each in found.trends if not each.readings)
        if read
        else (),
        we_say=visit.say(claim.what_we_say),
        grade=say_grade(claim.grade.value, visit.voice),
        evidence=_evidence(visit, found),
        how=visit.say(_HOW[found.benefit]),
        ways=tuple((path, visit.say(name)) for path, name in _WAYS[found.benefit]),
    )


def _finding(visit: Visit, benefit: Benefit, read: Sequence[Trend]) -> str:
    if not read:
        return visit.say(_NOTHING_YET[benefit])
    return say_finding(min(read, key=lambda each: _FIRST_TOLD.index(each.verdict)), visit.voice)


def _evidence(visit: Visit, found: BenefitFound) -> tuple[str, ...]:
    measures = tuple(dict.fromkeys(each.measure for each in found.trends))
    return tuple(lines_of_evidence(measures, visit.voice))


def _trend_view(visit: Visit, trend: Trend) -> TrendView:
    return TrendView(
        name=name_of_trend(trend, visit.voice),
        verdict=say_verdict(trend.verdict, visit.voice),
        arrow={Verdict.CHANGED_UP: "↑", Verdict.CHANGED_DOWN: "↓"}.get(trend.verdict, ""),
        finding=say_finding(trend, visit.voice),
        noise=say_noise(trend, visit.voice),
        takes=say_what_it_takes(trend, visit.voice),
        chart=chart_of(visit, trend),
        rows=tuple(
            (say_date_with_year(each.date, visit.voice), say_reading(trend, each, visit.voice))
            for each in reversed(trend.readings)
        ),
    )
