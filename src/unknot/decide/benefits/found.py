"""
All six benefits from everything a runner told, measured and ran.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from statistics import median

from unknot.catalogue.benefits import MeasureRule, comparable_speed, measure_rules
from unknot.decide.benefits.trend import trend_of
from unknot.domain.benefits import Benefit, BenefitFound, Reading, RunReading, Trend
from unknot.domain.body import Side
from unknot.domain.measures import FlexibilityTest, Measurement
from unknot.domain.safety import Injury, InjuryKind


@dataclass(frozen=True, slots=True)
class Told:
    """
    Everything the benefits are found in, as the runner and the watch told it.

    `of_days` are the readings of each measure that check-ins and logs tell of, by its name.
    `known_since` is the first day of which anything is known: a day before it without an injury
    is not a day in health. It is None where nothing is known at all.
    """

    today: date
    of_days: Mapping[str, Sequence[Reading]]
    measurements: Sequence[Measurement] = ()
    injuries: Sequence[Injury] = ()
    runs: Sequence[RunReading] = ()
    known_since: date | None = None


def find_benefits(told: Told) -> tuple[BenefitFound, ...]:
    """
    Each benefit with the trends of its measures, in the order of the page.

    Circulation has none: nothing at home measures the blood flow of a muscle.
    """
    trends = list(_trends(told))
    rules = measure_rules()
    return tuple(
        BenefitFound(
            benefit, tuple(each for each in trends if rules[each.measure].benefit is benefit)
        )
        for benefit in Benefit
    )


def _trends(told: Told) -> Iterable[Trend]:
    tests = {test.value: test for test in FlexibilityTest}
    for name, rule in measure_rules().items():
        if name in tests:
            yield from _flexibility(rule, tests[name], told)
        elif rule.benefit is Benefit.INJURIES:
            yield trend_of(rule, injury_counts(rule, told), told.today)
        elif rule.benefit is Benefit.ALIGNMENT:
            yield trend_of(rule, at_comparable_speed(rule, told.runs, told.today), told.today)
        else:
            yield trend_of(rule, told.of_days.get(name, ()), told.today)


def _flexibility(rule: MeasureRule, test: FlexibilityTest, told: Told) -> Iterable[Trend]:
    for side in (Side.LEFT, Side.RIGHT) if test.has_sides else (None,):
        mine = [each for each in told.measurements if (each.test, each.side) == (test, side)]
        readings = [Reading(each.date, each.best) for each in mine]
        yield trend_of(rule, readings, told.today, side)


def injury_counts(rule: MeasureRule, told: Told) -> list[Reading]:
    """
    Days with an injury in each whole span of `now_days` that is known, dated by its last day.

    Illness is no injury. Two injuries on one day are one day.
    """
    if told.known_since is None:
        return []
    counts = []
    last = told.today
    while (first := last - timedelta(days=rule.now_days - 1)) >= told.known_since:
        days = {first + timedelta(days=offset) for offset in range(rule.now_days)}
        hurt = {day for day in days if any(_is_on(each, day) for each in told.injuries)}
        counts.append(Reading(last, float(len(hurt))))
        last = first - timedelta(days=1)
        if (told.today - last).days > rule.shown_days:
            break
    return counts[::-1]


def _is_on(injury: Injury, day: date) -> bool:
    if injury.kind is InjuryKind.ILLNESS or day < injury.started_on:
        return False
    return injury.ended_on is None or day <= injury.ended_on


def at_comparable_speed(
    rule: MeasureRule, runs: Sequence[RunReading], today: date
) -> list[Reading]:
    """
    A figure of form from the runs whose speed is near that of the runs of late.

    Steps and bounce follow speed; runs of another speed would show that and nothing else.
    """
    told = [each for each in runs if rule.name in each.figures and each.date <= today]
    since = today - timedelta(days=rule.now_days - 1)
    of_late = [each.speed_mps for each in told if each.date >= since]
    if not of_late:
        return []
    usual = median(of_late)
    return [
        Reading(each.date, each.figures[rule.name])
        for each in told
        if abs(each.speed_mps / usual - 1) <= comparable_speed()
    ]
