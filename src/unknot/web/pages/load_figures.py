"""
The figures of Load in words: what a week had, in the runner's units, and what is found in them.
"""

from __future__ import annotations

from collections.abc import Sequence
from enum import StrEnum

from unknot.deliver.words import (
    Voice,
    say_date,
    say_date_with_year,
    say_distance,
    say_minutes,
    say_number,
)
from unknot.domain.load_weeks import LoadWeek, SportWeek
from unknot.domain.recording import Sport
from unknot.domain.settings import Units
from unknot.domain.units import METRES_PER_MILE
from unknot.web.templating import mark as _
from unknot.web.visit import Visit


class Measure(StrEnum):
    """
    What the bars are as long as.
    """

    LOAD = "load"
    DISTANCE = "distance"
    TIME = "time"


def of_week(week: LoadWeek | SportWeek, measure: Measure) -> float | None:
    """
    How much a week had, or one sport in it: load, metres or minutes; None is not known.
    """
    if measure is Measure.LOAD:
        return week.load
    return week.distance_m if measure is Measure.DISTANCE else week.minutes


def of_sport(week: LoadWeek, sports: tuple[Sport, ...], measure: Measure) -> float | None:
    """
    The same for some sports together; None also where none of them was done.
    """
    values = [of_week(each, measure) for each in week.sports if each.sport in sports]
    known = [value for value in values if value is not None]
    return sum(known) if known else None


def average_of(week: LoadWeek, days: int) -> float | None:
    """
    A week's worth at the average of the last 7 or 42 days.
    """
    return week.average_7 if days == 7 else week.average_42


def say_amount(value: float, measure: Measure, voice: Voice) -> str:
    """
    An amount with its unit: "412", "42.3 km", "5 h 10 min".
    """
    if measure is Measure.LOAD:
        return say_number(value, voice, 0)
    if measure is Measure.TIME:
        return say_minutes(value, voice)
    return say_distance(value, voice)


def chart_value(value: float | None, measure: Measure, voice: Voice) -> float | None:
    """
    The same as a bare number: load, kilometres or miles, hours.
    """
    if value is None:
        return None
    if measure is Measure.LOAD:
        return round(value)
    if measure is Measure.TIME:
        return round(value / 60, 2)
    return round(value / (METRES_PER_MILE if voice.units is Units.IMPERIAL else 1000.0), 1)


def unit_of(measure: Measure, voice: Voice) -> str:
    """
    What stands beside the axis.
    """
    if measure is Measure.LOAD:
        return ""
    if measure is Measure.TIME:
        return voice.translate(_("h"))
    return voice.translate(_("miles") if voice.units is Units.IMPERIAL else _("km"))


def say_week(visit: Visit, week: LoadWeek) -> str:
    """
    A week by its first day: without the year while that is plain.
    """
    is_recent = (visit.today - week.starts_on).days < 300
    say = say_date if is_recent else say_date_with_year
    return say(week.starts_on, visit.voice)


def finding_of(visit: Visit, weeks: Sequence[LoadWeek], measure: Measure) -> tuple[str, str]:
    """
    What the chart shows, as one sentence, and one beside it.
    """
    whole = [week for week in weeks if week.is_over]
    if not whole:
        return visit.say(_("Your first week is on its way")), ""
    last = whole[-1]
    value = of_week(last, measure)
    if value is None:
        return visit.say(_("Nothing is known of last week yet")), _average(visit, whole, measure)
    if not last.efforts:
        return visit.say(_("Last week was one of rest")), _average(visit, whole, measure)
    if measure is Measure.LOAD:
        return _load_finding(visit, last, value)
    said = visit.say(_("Last week: {amount}"), amount=say_amount(value, measure, visit.voice))
    return said, _average(visit, whole, measure)


def _load_finding(visit: Visit, last: LoadWeek, load: float) -> tuple[str, str]:
    number = say_number(load, visit.voice, 0)
    low, high = last.usual_low, last.usual_high
    if last.without_load:
        said = visit.say(_("Last week's load was at least {n}"), n=number)
    elif low is None or high is None:
        said = visit.say(_("Last week's load was {n}"), n=number)
    elif load > high:
        said = visit.say(_("Last week's load was {n}, more than usual for you"), n=number)
    elif load < low:
        said = visit.say(_("Last week's load was {n}, less than usual for you"), n=number)
    else:
        said = visit.say(_("Last week's load was {n}, as usual for you"), n=number)
    if low is None or high is None:
        return said, visit.say(_("What is usual shows once six weeks are known in full."))
    return said, visit.say(
        _("Usual is what half of the twelve weeks before had: {low} to {high}. It sets no limit."),
        low=say_number(low, visit.voice, 0), high=say_number(high, visit.voice, 0),
    )  # fmt: skip


def _average(visit: Visit, whole: Sequence[LoadWeek], measure: Measure) -> str:
    known = [value for week in whole if (value := of_week(week, measure)) is not None]
    if not known:
        return ""
    amount = say_amount(sum(known) / len(known), measure, visit.voice)
    return visit.voice.count(
        "On average {amount} a week, over {n} week.",
        "On average {amount} a week, over {n} weeks.",
        len(known),
        amount=amount,
    )
