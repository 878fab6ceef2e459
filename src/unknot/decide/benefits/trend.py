"""
One measure: the last days against the days before them, and whether the difference is noise.

Nothing here says why a measure moved, and nothing compares one runner with another.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date, timedelta
from statistics import fmean, median, stdev

from unknot.catalogue.benefits import Centre, MeasureRule
from unknot.domain.benefits import Reading, Trend, Verdict, Window
from unknot.domain.body import Side


def trend_of(
    rule: MeasureRule, readings: Iterable[Reading], today: date, side: Side | None = None
) -> Trend:
    """
    The last days of a measure against the runner's usual.

    The two windows touch and never overlap; readings after today are not looked at.
    """
    known = sorted(each for each in readings if each.date <= today)
    now_from = today - timedelta(days=rule.now_days - 1)
    usual_to = now_from - timedelta(days=1)
    usual_from = usual_to - timedelta(days=rule.usual_days - 1)
    usual_values = _values_within(known, usual_from, usual_to)
    now = _window(rule, now_from, today, _values_within(known, now_from, today), rule.now_needs)
    usual = _window(rule, usual_from, usual_to, usual_values, rule.usual_needs)
    band = None if usual.centre is None else _band(rule, usual_values)
    shown_from = today - timedelta(days=rule.shown_days - 1)
    return Trend(
        measure=rule.name,
        unit=rule.unit,
        side=side,
        readings=tuple(each for each in known if each.date >= shown_from),
        now=now,
        usual=usual,
        band=band,
        verdict=_verdict(now.centre, usual.centre, band),
    )


def _values_within(known: Sequence[Reading], first: date, last: date) -> list[float]:
    return [each.value for each in known if first <= each.date <= last]


def _window(
    rule: MeasureRule, first: date, last: date, values: Sequence[float], needed: int
) -> Window:
    is_enough = len(values) >= needed
    centre = None
    if is_enough:
        centre = median(values) if rule.centre is Centre.MEDIAN else fmean(values)
    return Window(first, last, len(values), needed, centre)


def _band(rule: MeasureRule, usual: Sequence[float]) -> float:
    spread = stdev(usual) if len(usual) > 1 else 0.0
    return max(rule.band, rule.spreads * spread)


def _verdict(now: float | None, usual: float | None, band: float | None) -> Verdict:
    """
    A difference as large as the band is still within it: doubt counts as noise.
    """
    if now is None or usual is None or band is None:
        return Verdict.NOT_ENOUGH
    # What is finer than the measure itself is an artefact of floating point.
    change = round(now - usual, 9)
    if abs(change) <= band:
        return Verdict.WITHIN_NOISE
    return Verdict.CHANGED_UP if change > 0 else Verdict.CHANGED_DOWN
