"""
Benefits in words: what a measure did, whether that is noise, and what it would take to be a change.

A change is never called good or bad here, and never said to come from anything.
"""

from __future__ import annotations

import math
from collections.abc import Mapping

from unknot.catalogue.benefits import MeasureRule, measure_rules
from unknot.deliver.amounts import say_number
from unknot.deliver.marking import mark as _
from unknot.deliver.titles import evidence_line, evidence_lines, say_grade
from unknot.deliver.voice import Voice
from unknot.domain.benefits import Benefit, Reading, Trend, Verdict, Window
from unknot.domain.body import Side
from unknot.domain.measures import FlexibilityTest, Measurement, Unit

_BENEFITS: Mapping[Benefit, str] = {
    Benefit.FLEXIBILITY: _("Flexibility"),
    Benefit.SORENESS: _("Soreness"),
    Benefit.RELAXATION: _("Relaxation and stress"),
    Benefit.INJURIES: _("Injury days"),
    Benefit.ALIGNMENT: _("Running form"),
    Benefit.CIRCULATION: _("Circulation"),
}
_MEASURES: Mapping[tuple[str, Side | None], str] = {
    ("knee-to-wall", Side.LEFT): _("Knee to wall, left"),
    ("knee-to-wall", Side.RIGHT): _("Knee to wall, right"),
    ("sit-and-reach", None): _("Sit and reach"),
    ("straight-leg-raise", Side.LEFT): _("Straight leg raise, left"),
    ("straight-leg-raise", Side.RIGHT): _("Straight leg raise, right"),
    ("soreness", None): _("Sorest place of the day"),
    ("hooper", None): _("Hooper index"),
    ("stress", None): _("Stress"),
    ("resting-pulse", None): _("Resting pulse"),
    ("hrv", None): _("Heart rate variability"),
    ("injury-days", None): _("Days injured in four weeks"),
    ("contact-balance", None): _("Left and right on the ground"),
    ("vertical-ratio", None): _("Bounce for each step"),
    ("cadence", None): _("Steps a minute"),
}
_TESTS: Mapping[FlexibilityTest, str] = {
    FlexibilityTest.KNEE_TO_WALL: _("Knee to wall"),
    FlexibilityTest.SIT_AND_REACH: _("Sit and reach"),
    FlexibilityTest.STRAIGHT_LEG_RAISE: _("Straight leg raise"),
}
_VERDICTS: Mapping[Verdict, str] = {
    Verdict.NOT_ENOUGH: _("Not enough yet"),
    Verdict.WITHIN_NOISE: _("Within the noise"),
    Verdict.CHANGED_UP: _("Changed: up"),
    Verdict.CHANGED_DOWN: _("Changed: down"),
}
_UNITS: Mapping[Unit, str] = {
    Unit.CM: _("{n} cm"),
    Unit.DEGREES: _("{n}°"),
    Unit.POINTS: _("{n} points"),
    Unit.BPM: _("{n} bpm"),
    Unit.LN_MS: _("{n} ms"),
    Unit.DAYS: _("{n} days"),
    Unit.STEPS_A_MINUTE: _("{n} a minute"),
    Unit.PERCENT: _("{n} %"),
}
_ONE: Mapping[Unit, str] = {Unit.POINTS: _("{n} point"), Unit.DAYS: _("{n} day")}
# As fine as the measure itself is read.
_DIGITS = {Unit.BPM: 0, Unit.LN_MS: 0, Unit.DEGREES: 0, Unit.STEPS_A_MINUTE: 0}
_BALANCE = "contact-balance"


def name_of_benefit(benefit: Benefit, voice: Voice) -> str:
    """
    What a benefit is called on the page.
    """
    return voice.translate(_BENEFITS[benefit])


def name_of_test(test: FlexibilityTest, voice: Voice) -> str:
    """
    What a test of flexibility is called.
    """
    return voice.translate(_TESTS[test])


def name_of_trend(trend: Trend, voice: Voice) -> str:
    """
    What a measure is called, with its side where it has one.
    """
    return voice.translate(_MEASURES[trend.measure, trend.side])


def name_of_measurement(measured: Measurement, voice: Voice) -> str:
    """
    Which test it was, with its side where it has one.
    """
    return voice.translate(_MEASURES[measured.test.value, measured.side])


def say_amount_of(measured: Measurement, voice: Voice) -> str:
    """
    The best try with its unit.
    """
    return _with_unit(say_number(measured.best, voice), measured.test.unit, voice)


def say_verdict(verdict: Verdict, voice: Voice) -> str:
    """
    "Within the noise", "Changed: up".
    """
    return voice.translate(_VERDICTS[verdict])


def say_measured(trend: Trend, value: float, voice: Voice) -> str:
    """
    A value of a measure with its unit: "9.5 cm", "left 50.8 / right 49.2".
    """
    if trend.measure == _BALANCE:
        left = round(value, 1)
        return voice.fill(
            _("left {left} / right {right}"),
            left=f"{left:.1f}",
            right=f"{100 - left:.1f}",
        )
    # The logarithm is what is averaged; milliseconds are what watches and apps show.
    shown = math.exp(value) if trend.unit is Unit.LN_MS else value
    number = say_number(shown, voice, _DIGITS.get(trend.unit, 1))
    return _with_unit(number, trend.unit, voice)


def _with_unit(number: str, unit: Unit, voice: Voice) -> str:
    if number == "1":
        return voice.fill(_ONE.get(unit, _UNITS[unit]), n=number)
    return voice.fill(_UNITS[unit], n=number)


def say_reading(trend: Trend, reading: Reading, voice: Voice) -> str:
    """
    One reading as the table shows it.
    """
    return say_measured(trend, reading.value, voice)


def say_finding(trend: Trend, voice: Voice) -> str:
    """
    What the measure did, in one sentence.
    """
    name = name_of_trend(trend, voice)
    if trend.now.centre is None or trend.usual.centre is None:
        return voice.fill(_("{measure}: not enough readings yet."), measure=name)
    words = {
        "measure": name,
        "now": say_measured(trend, trend.now.centre, voice),
        "usual": say_measured(trend, trend.usual.centre, voice),
    }
    return voice.fill(_FINDINGS[trend.verdict], **words)


_FINDINGS: Mapping[Verdict, str] = {
    Verdict.NOT_ENOUGH: _("{measure}: not enough readings yet."),
    Verdict.WITHIN_NOISE: _("{measure}: {now}, usually {usual}. No change beyond the noise."),
    Verdict.CHANGED_UP: _("{measure} went up: {now}, usually {usual}."),
    Verdict.CHANGED_DOWN: _("{measure} went down: {now}, usually {usual}."),
}


def say_what_it_takes(trend: Trend, voice: Voice) -> str:
    """
    What it would take to call it a change, in numbers.
    """
    low, high = trend.changes_below, trend.changes_above
    if low is None or high is None or trend.now.centre is None:
        return _say_what_is_missing(trend, voice)
    ends = {"low": say_measured(trend, low, voice), "high": say_measured(trend, high, voice)}
    if trend.verdict is Verdict.WITHIN_NOISE and _cannot_fall(trend, low):
        return voice.fill(_("Above {high} it would be a change."), **ends)
    if trend.verdict is Verdict.WITHIN_NOISE:
        return voice.fill(_("Below {low} or above {high} it would be a change."), **ends)
    return voice.fill(_("It is a change because it lies outside {low} to {high}."), **ends)


def _cannot_fall(trend: Trend, low: float) -> bool:
    # Nobody is injured on fewer than no days.
    return trend.unit in (Unit.DAYS, Unit.POINTS) and low < 0


def _say_what_is_missing(trend: Trend, voice: Voice) -> str:
    if trend.unit is Unit.DAYS:
        return voice.fill(
            _("It takes {needed} spans of four weeks before the last one; {n} are known."),
            needed=trend.usual.needed,
            n=trend.usual.n_readings,
        )
    return voice.fill(
        _("It takes {now}, and {usual}."),
        now=_say_needed(trend.now, _("{needed} in the last {days} days ({n} so far)"), voice),
        usual=_say_needed(trend.usual, _("{needed} in the {days} days before ({n} so far)"), voice),
    )


def _say_needed(window: Window, said: str, voice: Voice) -> str:
    days = (window.last - window.first).days + 1
    readings = voice.count("{n} reading", "{n} readings", window.needed)
    return voice.fill(said, needed=readings, days=days, n=window.n_readings)


def say_noise(trend: Trend, voice: Voice) -> str:
    """
    How wide the noise is and how sure that is: "A difference of up to 2 cm is noise (...)".
    """
    rule = measure_rules()[trend.measure]
    sure = say_grade(rule.grade.value, voice)
    if trend.band is None and rule.spreads:
        return voice.fill(_("How much of it is noise shows in your own days ({sure})."), sure=sure)
    band = rule.band if trend.band is None else trend.band
    return voice.fill(
        _("A difference of up to {band} is noise ({sure})."),
        band=_say_band(rule, band, voice),
        sure=sure,
    )


def _say_band(rule: MeasureRule, band: float, voice: Voice) -> str:
    if rule.unit is Unit.LN_MS:
        # A step of a logarithm is a share.
        return voice.fill(_("{n} %"), n=say_number(100 * (math.exp(band) - 1), voice, 0))
    if rule.name == _BALANCE:
        return voice.fill(_("{n} %"), n=say_number(band, voice))
    return _with_unit(say_number(band, voice), rule.unit, voice)


def lines_of_evidence(measures: tuple[str, ...], voice: Voice) -> list[str]:
    """
    What the noise bands of these measures rest on, each source once.
    """
    rules = [measure_rules()[name] for name in measures]
    lines = evidence_lines([each for rule in rules for each in rule.evidence], voice)
    if any(not rule.evidence for rule in rules):
        own = _(
            "No study says how much this swings from day to day at home; the noise is our choice"
        )
        lines.append(evidence_line(own, "expert_prior", voice))
    return lines
