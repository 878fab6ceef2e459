"""
Benefits and measurements as plain JSON types.
"""

from __future__ import annotations

from typing import Any

from unknot.catalogue.benefits import claim_of, measure_rules
from unknot.deliver.benefit_words import say_finding, say_what_it_takes
from unknot.deliver.voice import Voice
from unknot.domain.benefits import BenefitFound, Trend, Window
from unknot.domain.measures import Measurement

Plain = dict[str, Any]


def measurement_as_plain(measurement: Measurement) -> Plain:
    """
    One test of one day with its tries; `best` is the one that counts.
    """
    side = measurement.side
    return {
        "date": measurement.date.isoformat(),
        "test": measurement.test.value,
        "side": None if side is None else side.value,
        "unit": measurement.test.unit.value,
        "tries": list(measurement.tries),
        "best": measurement.best,
    }


def benefit_as_plain(found: BenefitFound, voice: Voice) -> Plain:
    """
    One benefit: what is claimed and said of it, and what its measures did.
    """
    claim = claim_of(found.benefit)
    return {
        "benefit": found.benefit.value,
        "what_we_say": claim.what_we_say,
        "grade": claim.grade.value,
        "evidence": list(claim.evidence),
        "measures": [_trend_as_plain(each, voice) for each in found.trends],
    }


def _trend_as_plain(trend: Trend, voice: Voice) -> Plain:
    rule = measure_rules()[trend.measure]
    return {
        "measure": trend.measure,
        "side": None if trend.side is None else trend.side.value,
        "unit": trend.unit.value,
        "verdict": trend.verdict.value,
        "finding": say_finding(trend, voice),
        "what_it_takes": say_what_it_takes(trend, voice),
        "now": _window_as_plain(trend.now),
        "usual": _window_as_plain(trend.usual),
        "noise": _rounded(trend.band),
        "changes_below": _rounded(trend.changes_below),
        "changes_above": _rounded(trend.changes_above),
        "grade": rule.grade.value,
        "evidence": list(rule.evidence),
        "readings": [
            {"date": each.date.isoformat(), "value": _rounded(each.value)}
            for each in trend.readings
        ],
    }


def _window_as_plain(window: Window) -> Plain:
    return {
        "first": window.first.isoformat(),
        "last": window.last.isoformat(),
        "readings": window.n_readings,
        "needed": window.needed,
        "value": _rounded(window.centre),
    }


def _rounded(value: float | None) -> float | None:
    return None if value is None else round(value, 3)
